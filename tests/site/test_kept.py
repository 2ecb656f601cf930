"""Pages of records in Git tell when the record was last changed, and lead to its history and to editing it."""

from __future__ import annotations

import re

from support import AS_OF, BRANCH, TinySite, commit, differing, git, tree

from generator.cache import Cache
from generator.project import load
from generator.site.engine import build
from generator.site.kept import PLATFORMS, Repository, platform_of

LINE = re.compile(r'<p class="zb-note zb-kept">.*?</p>')
PAGE = "branches/shili-zhibu/index.html"


class Built:
    """A site in Git that is built again and again, each time beside one that is built from nothing."""

    def __init__(self, tiny: TinySite) -> None:
        self.root, self.number = tiny.root, 0
        (self.root / ".gitignore").write_text("/site\n/.site*\n/clean*\n", "utf-8")
        self.commit("2025-03-05")

    def commit(self, day: str) -> str:
        return commit(self.root, day=day)[:10]

    def build(self) -> dict[str, bytes]:
        cache = Cache(self.root / ".site.cache", "1")
        build(load(self.root, AS_OF, cache=cache, glance=True), self.root / "site", cache)
        cache.close()
        self.number += 1
        clean = self.root / f"clean-{self.number}"
        build(load(self.root, AS_OF), clean)
        ours = tree(self.root / "site")
        assert differing(ours, tree(clean)) == []
        return ours

    def settings(self, url: str, options: str = "") -> None:
        path = self.root / "mkdocs.yml"
        text = path.read_text("utf-8").replace("  - zhibu\n", f"  - zhibu:\n      branch: main\n{options}")
        path.write_text(f"repo_url: {url}\n{text}", "utf-8")


def _line(files: dict[str, bytes], page: str = PAGE) -> str:
    found = LINE.findall(files[page].decode())
    return found[0] if found else ""


def _said(what: str, day: str, commit: str) -> str:
    return f'<p class="zb-note zb-kept">{what}最近修改：<span title="提交 {commit}">{day}</span></p>'


def test_a_commit_changes_the_pages_of_what_it_changed(tiny: TinySite) -> None:
    site = Built(tiny)
    first = git(tiny.root, "rev-parse", "HEAD")[:10]
    one = site.build()
    assert _line(one) == _said("本条记录", "2025年3月5日", first)
    assert "录入员".encode() not in b"".join(one.values())
    tiny.replace(BRANCH, "主题党日: 15", "主题党日: 20")
    two = site.build()
    assert _line(two) == ""  # no commit holds the record as it is
    last = site.commit("2025-04-01")
    three = site.build()
    assert _line(three) == _said("本条记录", "2025年4月1日", last)
    changed = [name for name in differing(two, three) if name.endswith(".html")]
    # Pages that tell how a figure was computed name the commit of all records.
    assert [name for name in changed if not name.startswith("data/")] == [PAGE]
    (tiny.root / "README.md").write_text("改\n", "utf-8")
    site.commit("2025-04-02")
    assert site.build() == three


def test_a_new_activity_has_a_line_of_its_own(tiny: TinySite) -> None:
    site = Built(tiny)
    site.build()
    path = "records/branches/shili-zhibu/activities/2025/2025-04-15-xuexi.yml"
    tiny.write(path, "主题: 学习\n类别: 主题党日\n日期: 2025-04-15\n地点: 活动室\n内容: 学习党章。\n审核: 终审\n")
    last = site.commit("2025-04-16")
    files = site.build()
    assert last in _line(files, "activities/shili-zhibu/2025-04-15-xuexi/index.html")
    assert last not in _line(files)


def test_prose_has_a_line_too(tiny: TinySite) -> None:
    site = Built(tiny)
    first, page = git(tiny.root, "rev-parse", "HEAD")[:10], "about/index.html"
    whole = _said("本页", "2025年3月5日", first)
    one = site.build()
    assert _line(one, page) == whole and (whole + "</article>").encode() in one[page]
    assert first in _line(one, "guide/index.html")
    assert _line(one, "branches/index.html") == ""  # made from many records
    assert _line(one, "guide/codes/index.html") == ""  # made from no file
    tiny.write("content/about.md", tiny.read("content/about.md") + "\n又一句。\n")
    assert _line(site.build(), page) == ""
    last = site.commit("2025-04-01")
    two = site.build()
    assert "2025年4月1日" in _line(two, page) and last in _line(two, page)
    assert first in _line(two, "guide/index.html")


def test_links_lead_to_the_platform(tiny: TinySite) -> None:
    site = Built(tiny)
    plain = site.build()
    site.settings("https://git.example.gov.cn/dangjian/wangzhan/", "      platform: gitlab\n")
    linked = site.build()
    base = "https://git.example.gov.cn/dangjian/wangzhan/-"
    links = re.findall(r'href="([^"]+)">(\w+)<', _line(linked))
    assert links == [(f"{base}/commits/main/{BRANCH}", "修改经过"), (f"{base}/edit/main/{BRANCH}", "编辑")]
    assert len(_line(linked).encode()) - len(_line(plain).encode()) < 300


def test_every_platform_has_its_ways() -> None:
    links = {name: Repository("https://example.org/a/b", name, "main").links("x.yml") for name in PLATFORMS}
    base = "https://example.org/a/b"
    assert links == {
        "github": (f"{base}/edit/main/x.yml", f"{base}/commits/main/x.yml"),
        "gitlab": (f"{base}/-/edit/main/x.yml", f"{base}/-/commits/main/x.yml"),
        "gitea": (f"{base}/_edit/main/x.yml", f"{base}/commits/branch/main/x.yml"),
        "gitee": (f"{base}/edit/main/x.yml", f"{base}/commits/main/x.yml"),
    }


def test_without_git_pages_say_nothing(tiny: TinySite) -> None:
    build(tiny.load(), tiny.root / "site")
    assert not any(b"zb-kept" in data for name, data in tree(tiny.root / "site").items() if name.endswith(".html"))


def test_addresses_tell_their_platform() -> None:
    known = {
        "https://github.com/a/b": "github",
        "https://gitlab.example.gov.cn/a/b": "gitlab",
        "https://gitee.com/a/b": "gitee",
        "https://codeberg.org/a/b": "gitea",
        "https://git.example.gov.cn/github/gitee": None,
        "": None,
    }
    assert {address: platform_of(address) for address in known} == known
    edit, _ = Repository("https://gitee.com/a/b", "gitee", "主干").links("records/甲.yml")
    assert edit == "https://gitee.com/a/b/edit/%E4%B8%BB%E5%B9%B2/records/%E7%94%B2.yml"
