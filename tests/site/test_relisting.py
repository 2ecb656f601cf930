"""Where a branch holds more activities, fewer, or on other days, lists, totals and reports follow the short way."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from support import AS_OF, TinySite, copy_demonstration, settle
from watched import Watched

from generator import workers
from generator.cache import Cache
from generator.project import load
from generator.site import indexing, manifest, retouching, writing

BRANCHES = "records/branches"
LANSHAN = f"{BRANCHES}/kuangye-lanshan"


@pytest.fixture
def county(tmp_path: Path) -> TinySite:
    return TinySite(copy_demonstration(tmp_path / "county"))


def _activities(county: TinySite, folder: str = LANSHAN) -> list[str]:
    found = sorted((county.root / folder / "activities").rglob("*.yml"))
    return [path.relative_to(county.root).as_posix() for path in found]


def _copied(county: TinySite, path: str, day: str, slug: str = "zengkai") -> str:
    """One more activity, like another one, on another day."""
    text = re.sub(r"(?m)^日期: .*$", f"日期: {day}", county.read(path))
    text = re.sub(r"(?m)^(编号|清单|图片): .*\n(?:  .*\n)*", "", text)
    text = re.sub(r"(?m)^主题: (.*)$", r"主题: \1（增开）", text)
    new = f"{Path(path).parents[1].as_posix()}/{day[:4]}/{day}-{slug}.yml"
    county.write(new, text)
    return new


def _page(county: TinySite, address: str) -> str:
    return (county.root / "site" / address / "index.html").read_text("utf-8")


def test_one_more_goes_the_short_way(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    first = _activities(county)[0]
    new = _copied(county, _activities(county)[-1], "2025-12-29")
    assert site.build()
    slug = Path(new).stem
    for address in ("", "activities", "activities/2025", "activities/2025/12", "activities/kuangye-lanshan"):
        assert slug in _page(county, address), address
    assert slug in (county.root / "site/feed.xml").read_text("utf-8")
    assert f"activities/kuangye-lanshan/{slug}/" in (county.root / "site/sitemap.xml").read_text("utf-8")
    _copied(county, first, f"{Path(first).stem[:8]}28")  # among older ones
    assert site.build()
    (county.root / new).unlink()
    site.build()
    assert not (county.root / "site/activities/kuangye-lanshan" / slug).exists()


def _another_day(county: TinySite, path: str, days: int) -> str:
    """The same activity, some days later; where it lies says when it was."""
    day = Path(path).stem[:10]
    new = f"{day[:8]}{(int(day[8:]) + days - 1) % 28 + 1:02}"
    text = county.read(path).replace(f"日期: {day}", f"日期: {new}")
    (county.root / path).unlink()
    county.write(path.replace(day, new), text)
    return path.replace(day, new)


def _another_kind(county: TinySite, path: str, kind: str) -> None:
    county.write(path, re.sub(r"(?m)^类别: .*$", f"类别: {kind}", county.read(path)))


def test_another_day_kind_or_list(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    path = _another_day(county, _activities(county)[3], 5)
    assert site.build()
    _another_kind(county, path, "党课")
    assert site.build()
    county.write(path, re.sub(r"(?m)^清单: .*\n", "", county.read(path)))
    assert site.build()
    county.replace(path, "主题: ", "主题: 又叫")  # a title, where the day and the kind have changed before
    assert site.build()


def test_a_notice_counts_who_has_held_a_theme_day(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    path = f"{LANSHAN}/activities/2025/2025-04-10-dushu.yml"
    assert "类别: 主题党日" in county.read(path)

    def held(address: str) -> str:
        return re.sub(r"\s+", "", re.sub("<[^>]*>", " ", _page(county, address)))

    before = held("lists/2025-04")
    _another_kind(county, path, "党课")
    assert site.build()
    assert held("lists/2025-04") != before
    assert {"ZB0311"} == {finding.code for finding in site.findings}  # a report states how many there were
    _another_kind(county, path, "主题党日")
    assert site.build()
    assert held("lists/2025-04") == before
    assert site.findings == []


def test_pages_of_lists_come_and_go(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    ways = []
    new = []
    for start in (1, 13):  # forty make another page of the month
        new += [_copied(county, _activities(county)[0], f"2025-12-{start + n:02}", f"z{start}-{n}") for n in range(12)]
        new += [_copied(county, _activities(county)[1], f"2025-12-{start + n:02}", f"y{start}-{n}") for n in range(12)]
        ways.append(site.build())
    pages = {path.parent.name for path in (county.root / "site/activities/2025/12").rglob("index.html")}
    for path in new[6:40]:
        (county.root / path).unlink()
    ways.append(site.build())
    left = {path.parent.name for path in (county.root / "site/activities/2025/12").rglob("index.html")}
    assert len(left) < len(pages)
    assert ways[:2] == [True, True]


def test_what_was_not_there_takes_the_long_way(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    new = _copied(county, _activities(county)[0], "2019-03-05")  # a year that has no page
    assert not site.build()
    (county.root / new).unlink()
    assert not site.build()
    new = _copied(county, _activities(county)[0], "2025-03-06")
    county.write(new, county.read(new) + "载体: mei-you\n")  # which leads nowhere
    settle()
    cache = Cache(county.root / ".site.cache", "1")
    project = load(county.root, AS_OF, cache=cache, glance=True)
    assert project.recall is None and project.findings == load(county.root, AS_OF).findings
    assert [finding.location.path for finding in project.findings] == [new]
    cache.close()
    county.write(new, county.read(new).replace("载体: mei-you\n", ""))
    assert site.build()


def test_a_draft_is_in_no_list(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    new = _copied(county, _activities(county)[0], "2025-12-20")
    county.write(new, re.sub(r"(?m)^审核: .*$", "审核: 草稿", county.read(new)))
    assert site.build()
    assert not (county.root / "site/activities/kuangye-lanshan" / Path(new).stem).exists()
    county.write(new, re.sub(r"(?m)^审核: .*$", "审核: 终审", county.read(new)))
    assert site.build()
    assert (county.root / "site/activities/kuangye-lanshan" / Path(new).stem).exists()


def _share_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small site be made by several processes, as a large one is."""
    for module, name in (
        (workers, "_WORTHWHILE"),
        (indexing, "_MANY_LISTS"),
        (retouching, "_MANY_GROUPS"),
        (retouching, "_LARGE"),
        (manifest, "_MANY"),
        (writing, "_MANY"),
    ):
        monkeypatch.setattr(module, name, 1)


def test_a_damaged_index_is_not_built_upon(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    _share_out(monkeypatch)
    site = Watched(county.root, monkeypatch, jobs=2)
    site.build()
    for path in (county.root / "site/search/grams").rglob("*.bin"):
        path.unlink()
    _copied(county, _activities(county)[-1], "2025-12-29")
    assert not site.build()


def test_a_table_that_says_something_else_is_not_built_upon(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    _share_out(monkeypatch)
    site = Watched(county.root, monkeypatch, jobs=2)
    site.build()
    table = county.root / "site/data/activities.csv"
    table.write_text(table.read_text("utf-8").replace("kuangye-lanshan", "kuangye"), "utf-8")
    _copied(county, _activities(county)[-1], "2025-12-29")
    assert not site.build()


@pytest.mark.parametrize("number", range(4))
def test_any_activities_of_any_branches(county: TinySite, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    chance = random.Random(number)
    if number % 2:
        _share_out(monkeypatch)
    site = Watched(county.root, monkeypatch, jobs=1 + number % 2)
    site.build()
    folders = sorted(path.relative_to(county.root).as_posix() for path in (county.root / BRANCHES).iterdir())
    ways = []
    for step in range(6):
        for folder in chance.sample(folders, chance.choice([1, 1, 2, 3])):
            paths = _activities(county, folder)
            if len(paths) < 2:
                continue
            path = chance.choice(paths)
            match chance.randrange(6):
                case 0:
                    day = f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
                    _copied(county, path, day, f"jia-{step}-{chance.randint(0, 99)}")
                case 1:
                    (county.root / path).unlink()
                case 2:
                    _another_day(county, path, chance.randint(1, 27))
                case 3:
                    _another_kind(county, path, chance.choice(["主题党日", "党课", "志愿服务", "支部党员大会"]))
                case 4:
                    county.replace(path, "主题: ", "主题: 改")
                case _:
                    county.replace(f"{folder}/branch.yml", "简称: ", "简称: 新")
        if chance.random() < 0.3:
            county.replace("records/regulations/sanhui-yike.yml", "。", "，照此办理。")
        ways.append(site.build())
    assert sum(ways) > 2, ways
