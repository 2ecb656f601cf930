"""The live preview: what was changed is seen at once, what follows from it later, and nothing that is wrong."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support import AS_OF, BRANCH, TinySite, differing, environment, settle, tree
from test_retouching import ACTIVITY, CASE, MONTHLY, OTHERS, REGULATION, STATION, with_other_records

from generator.cache import Cache
from generator.early import Early, early
from generator.glance import Changed
from generator.project import load
from generator.site.engine import build, early_pages

NEW = f"{OTHERS}/2025-11-11-xinde.yml"


class Previewed:
    """A site that is built again and again as the preview does."""

    def __init__(self, tiny: TinySite) -> None:
        self.tiny = tiny
        self.number = 0
        self.said: Early | None = None
        with_other_records(tiny)
        for number in (1, 2):
            day = f"2025-0{number}-15"
            tiny.write(f"{OTHERS}/{day}-huodong.yml", ACTIVITY.format(f"学习第{number}次", day, "学习党章。"))
        self.build()

    def build(self) -> Path | None:
        """Build; the folder of the pages that are shown first, if there are any."""
        settle()
        self.number += 1
        folder, self.said = self.tiny.root / f"first-{self.number}", None
        cache = Cache(self.tiny.root / ".site.cache", "1")
        shown = []

        def first_of(changed: Changed) -> None:
            self.said = early(changed)
            shown.append(self.said is not None and early_pages(self.tiny.root, self.said, cache, folder))

        project = load(self.tiny.root, AS_OF, cache=cache, glance=True, first_of=first_of)
        if project.publishable:
            build(project, self.tiny.root / "site", cache)
        cache.close()
        return folder if any(shown) else None

    @property
    def site(self) -> Path:
        return self.tiny.root / "site"


def _edit(tiny: TinySite, edit: str) -> str:
    """Make an edit from which something follows; the page on which it is seen."""
    branch = BRANCH.split("/")[2]
    match edit:
        case "name":
            tiny.write(BRANCH, re.sub("简称: ", "简称: 新", tiny.read(BRANCH)))
            return f"branches/{branch}/"
        case "activity":
            tiny.write(NEW, ACTIVITY.format("学习心得", "2025-11-11", "交流心得。"))
            return f"activities/{branch}/2025-11-11-xinde/"
        case "theme":
            tiny.replace(MONTHLY, "主题: 学习党章", "主题: 学习条例")
            return "lists/2025-12/"
        case "station":
            tiny.replace(STATION, "名称: 中心站", "名称: 园区站")
            return "stations/zhongxin/"
        case "regulation":
            tiny.replace(REGULATION, "名称: 学习制度", "名称: 学习办法")
            return "regulations/xuexi/"
        case _:
            tiny.replace(CASE, "名称: 学习案例", "名称: 学习故事")
            return "showcases/anli/"


EDITS = ["name", "activity", "theme", "station", "regulation", "case"]


@pytest.mark.parametrize("edit", EDITS)
def test_a_changed_record_is_shown_first_as_it_will_be(tiny: TinySite, edit: str) -> None:
    site = Previewed(tiny)
    before = tree(site.site)
    page = _edit(tiny, edit)
    first = site.build()
    assert first is not None
    shown, built = tree(first), tree(site.site)
    assert shown[f"{page}index.html"] == built[f"{page}index.html"] != before.get(f"{page}index.html")
    assert {name for name in differing(shown, built) if name in shown} == set()
    assert differing(before, built) != [f"{page}index.html"]  # something follows, or there would be no need


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (BRANCH, "单独组建", "單獨組建"),  # an error in it
        (BRANCH, "审核: 终审", "审核: 初审"),  # not to be published
        (BRANCH, "简称: ", "简介: 联系电话13912345678。\n简称: "),  # a person's number
        (MONTHLY, "主题: 学习党章", "主题:"),
        (MONTHLY, "审核: 终审", "审核: 初审"),
        ("records/areas.yml", "名称: ", "名称: 新"),  # what has no page of its own that is known
    ],
)
def test_nothing_is_shown_first_that_is_wrong_or_not_to_be_published(
    tiny: TinySite, path: str, old: str, new: str
) -> None:
    site = Previewed(tiny)
    tiny.write(path, re.sub(old, new, tiny.read(path)))
    assert site.build() is None and site.said is None


def test_what_is_not_known_any_more_is_not_shown_first(tiny: TinySite) -> None:
    site = Previewed(tiny)
    _edit(tiny, "theme")
    cache = Cache(tiny.root / ".site.cache", "1")
    cache.update("shell", (), cache.ids("shell"))
    cache.close()
    assert site.build() is None and site.said is not None


def _interruptible() -> None:
    """Where tests run in the background of a shell, an interrupt is not listened to, by whatever they start neither."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def _previewing(root: Path) -> Iterator[tuple[str, Path]]:
    """The address of ``zhibu serve`` and the file of what it says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = root.parent / "serve.log"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", "--address", f"127.0.0.1:{port}"],
            cwd=root, env=environment(), stdout=out, stderr=subprocess.STDOUT, preexec_fn=_interruptible,
        )  # fmt: skip
        try:
            yield f"http://127.0.0.1:{port}/", log
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(60)
            finally:
                process.kill()
    assert process.returncode == 0, log.read_text("utf-8")


def _get(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError):
        return ""


def _until(address: str, words: str) -> str:
    """The page once it holds some words."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        page = _get(address)
        if words in page:
            return page
        time.sleep(0.02)
    raise AssertionError(f"{address} never said {words}")


@pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent")
def test_the_preview_follows_what_is_saved(tiny: TinySite) -> None:
    with_other_records(tiny)
    branch = BRANCH.split("/")[2]
    with _previewing(tiny.root) as (address, log):
        _until(address, "</html>")
        settle()
        tiny.write(BRANCH, re.sub("简称: ", "简称: 新", tiny.read(BRANCH)))
        name = re.findall("简称: (\\S+)", tiny.read(BRANCH))[0]
        page = _until(f"{address}branches/{branch}/", name)
        assert "livereload(" in page and re.search("script-src 'sha256-[^']+' 'self'", page)
        _until(f"{address}areas/chengguan/", name)
        said = log.read_text("utf-8")
        assert said.index("改动的记录已先显示") < said.rindex("预览已更新")
        assert said.startswith("正在准备预览") and said.count("预览已就绪") == 1
        assert said.index("预览已就绪") < said.index("预览已更新")
        good = tiny.read(BRANCH)
        tiny.write(BRANCH, good.replace("单独组建", "單獨組建").replace(name, "不可"))
        end = time.monotonic() + 60
        while "预览没有更新" not in log.read_text("utf-8") and time.monotonic() < end:
            time.sleep(0.02)
        assert "單獨組建" in log.read_text("utf-8")
        assert name in _get(f"{address}branches/{branch}/") and "不可" not in _get(f"{address}branches/{branch}/")
        tiny.write(BRANCH, good.replace(name, "又改了名的支部"))
        _until(f"{address}areas/chengguan/", "又改了名的支部")
