"""Where little has changed the site is retouched: the longer ways are not gone, and the site is the same as by them."""

from __future__ import annotations

import re

import pytest
from support import AS_OF, BRANCH, TinySite, commit, settle
from watched import Watched

from generator.cache import Cache
from generator.project import load
from generator.site.engine import build

OTHERS = "records/branches/shili-zhibu/activities/2025"
ACTIVITY = "主题: {}\n类别: 主题党日\n日期: {}\n地点: 活动室\n内容: {}\n审核: 终审\n"


class Busy(Watched):
    """A site with more activities than the newest ones, and several pages of each list."""

    def __init__(self, tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(tiny.root, monkeypatch)
        for number in range(1, 40):
            day = f"2025-{number % 11 + 1:02}-{number % 27 + 1:02}"
            tiny.write(f"{OTHERS}/{day}-huodong-{number}.yml", ACTIVITY.format(f"学习第{number}次", day, "学习党章。"))
        (tiny.root / ".gitignore").write_text("/site\n/.site*\n/clean*\n", "utf-8")

    def activity(self, number: int) -> str:
        """The file of an activity, the oldest first."""
        found = sorted((self.root / OTHERS).glob("*-huodong-*.yml"))
        return str(found[number].relative_to(self.root))


def test_texts_are_retouched_wherever_they_are_shown(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Busy(tiny, monkeypatch)
    assert not site.build()
    for number in (0, -1):  # the oldest, in old pages of lists; the newest, on the home page and in the feed
        tiny.replace(site.activity(number), "学习党章", "学习党章和准则")
        assert site.build()
        tiny.replace(site.activity(number), "主题: 学习", "主题: 再学习")
        assert site.build()
    tiny.replace(BRANCH, "审核:", "联系电话: 0000-1234567\n审核:")
    assert site.build()
    assert b"0000-1234567" in (tiny.root / "site/branches/shili-zhibu/index.html").read_bytes()
    tiny.replace(BRANCH, "单独组建, 日期: 2020-06-18", "单独组建, 日期: 2019-06-18")
    assert not site.build()  # a year that others tell of
    tiny.replace(site.activity(5), "学习党章", "学习准则")
    assert site.build()


REGULATION = "records/regulations/xuexi.yml"
MONTHLY = "records/lists/2025-12.yml"
STATION = "records/stations/zhongxin.yml"
CASE = "content/showcases/anli.md"


def with_other_records(tiny: TinySite) -> None:
    chapters = "章:\n  - 标题: 总则\n    条:\n      - 文: {}学习一次。\n"
    of_before = chapters.format("每季").replace("\n  ", "\n      ")
    earlier = f"旧版:\n  - 版本: 2024-01\n    通过日期: 2024-01-05\n    {of_before}"
    named = "名称: 学习制度\n简称: 学习制度\n类别: 组织生活\n版本: 2025-01\n通过日期: 2025-01-05\n"
    tiny.write(REGULATION, f"{named}制定单位: 甲部\n适用范围: 全县\n{chapters.format('每月')}{earlier}审核: 终审\n")
    area = re.findall("(?m)属地: (\\S+?)[,}\\n]", tiny.read(BRANCH))[0]
    tiny.write(STATION, f"名称: 中心站\n属地: {area}\n依托: 中心\n站长: 社会工作部委员\n简介: 每月例会。\n审核: 终审\n")
    tiny.write(MONTHLY, "主题: 学习党章\n发布日期: 2025-12-01\n主题党日: [讨论学习体会]\n审核: 终审\n")
    tiny.write(CASE, "---\n名称: 学习案例\n类别: 做法\n一句话: 学习有方。\n审核: 终审\n---\n大家一起学习。\n")


def test_texts_of_other_records_are_retouched(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    with_other_records(tiny)
    site = Busy(tiny, monkeypatch)
    assert not site.build()
    for path in (REGULATION, STATION, CASE, MONTHLY):
        old = {REGULATION: "每月", STATION: "每月", CASE: "一起", MONTHLY: "讨论"}[path]
        tiny.replace(path, old, f"准时{old}")
        assert site.build(), path
    assert "准时讨论".encode() in (tiny.root / "site/index.html").read_bytes()
    compared = (tiny.root / "site/regulations/xuexi/compare/index.html").read_text("utf-8")
    assert "准时" in compared
    tiny.replace(site.activity(-1), "主题: 学习", "主题: 再学习")  # one that the monthly list may show, too
    tiny.replace(MONTHLY, "讨论", "认真讨论")
    assert site.build()
    tiny.replace(STATION, "站长:", "副站长: [办公室主任]\n站长:")
    assert site.build()
    tiny.replace(STATION, "属地:", "服务区域: []\n属地:")  # by which branches find their station
    assert not site.build()
    tiny.replace(REGULATION, "准时每月", "逐条说明。" * 2500)  # which takes another page
    assert not site.build()
    tiny.replace(REGULATION, "逐条说明。", "逐条讲明。")
    assert site.build()


def test_what_is_found_in_a_retouched_record_is_told(tiny: TinySite) -> None:
    with_other_records(tiny)
    number = len(list((tiny.root / "records/branches").glob("*/branch.yml")))

    def told(glance: bool) -> tuple[bool, list[str]]:
        settle()
        cache = Cache(tiny.root / ".site.cache", "1")
        project = load(tiny.root, AS_OF, cache=cache, glance=True)
        if project.publishable:
            build(project, tiny.root / "site", cache)
        cache.close()
        fresh = load(tiny.root, AS_OF)
        assert project.findings == fresh.findings
        assert (project.recall is not None) is glance
        return project.publishable, [finding.code for finding in project.findings]

    before = told(glance=False)
    tiny.replace(REGULATION, "每月学习", f"全县现有党组织{number + 57}个，每月学习")
    assert told(glance=True) == (True, [*before[1], "ZB0365"])
    tiny.replace(CASE, "大家", '全县{{ 数("no.such") }}人')
    found, codes = told(glance=True)
    assert not found and codes.count("ZB0365") == 1
    tiny.replace(CASE, '{{ 数("no.such") }}人', '党组织{{ 数("organisations.total") }}')
    assert told(glance=True) == (True, [*before[1], "ZB0365"])
    assert (
        f"党组织{number}个".encode() not in (tiny.root / "site/showcases/anli/index.html").read_bytes()
    )  # it is a link
    tiny.replace(STATION, "每月", "电话13912345678，每月")
    assert not told(glance=True)[0]
    tiny.replace(STATION, "电话13912345678，", "")
    tiny.replace(REGULATION, "每月学习", "每月认真学习")
    assert told(glance=False) == (
        True,
        [*before[1], "ZB0365"],
    )  # its finding was not of its texts alone, for all we know


def test_commits_are_followed(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Busy(tiny, monkeypatch)
    commit(tiny.root, "开始", day="2025-03-05")
    assert not site.build()
    path = site.activity(3)
    tiny.replace(path, "学习党章", "学习党章和准则")
    assert site.build()  # no commit holds the records as they are: pages of figures do not name one
    commit(tiny.root, "改动", day="2025-04-01")
    assert site.build()
    page = (
        tiny.root / "site" / re.sub(r".*/branches/(.*)/activities/\d+/(.*)\.yml", r"activities/\1/\2/index.html", path)
    )
    assert "2025年4月1日" in page.read_text("utf-8")
    tiny.write("README.md", "说明\n")
    commit(tiny.root, "说明", day="2025-04-02")
    assert site.build()
    tiny.write("content/about.md", tiny.read("content/about.md") + "\n又一句。\n")
    assert not site.build()


def test_what_is_kept_and_damaged_is_not_built_upon(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Busy(tiny, monkeypatch)
    site.build()
    for section in ("lists", "facts", "groups"):
        cache = Cache(tiny.root / ".site.cache", "1")
        cache.update(section, (), cache.ids(section))
        cache.close()
        tiny.replace(site.activity(1), "主题: ", "主题: 又")
        assert not site.build()
    (tiny.root / "site/data/activities.csv").write_bytes(b"")
    tiny.replace(site.activity(1), "主题: ", "主题: 又")
    assert not site.build()
