"""Where a branch is called otherwise, whatever shows it by its name follows the short way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from publication.canary_records import plant
from support import AS_OF, TinySite, copy_demonstration
from watched import Watched

from generator.checks.registry import CHECKS
from generator.findings import Finding, Location, kinds
from generator.project import load
from generator.publication.exposure import Facts
from generator.publication.keeping import ITEMS, NAMING
from generator.publication.renaming import rename
from generator.records.branch import Branch
from generator.records.fields import called
from generator.records.register import Register

LANSHAN = "records/branches/kuangye-lanshan/branch.yml"
"""Of a branch that honours, rounds of assessment, pairings, a station and a showcase name."""


@pytest.fixture
def county(tmp_path: Path) -> TinySite:
    return TinySite(copy_demonstration(tmp_path / "county"))


def _said(county: TinySite, name: str) -> set[str]:
    """The files of the site that say a name."""
    files = [path for path in (county.root / "site").rglob("*") if path.suffix in (".html", ".json", ".csv", ".xml")]
    return {path.relative_to(county.root / "site").as_posix() for path in files if name in path.read_text("utf-8")}


def test_another_short_name_goes_the_short_way(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    before = _said(county, "蓝山矿业党支部")
    county.replace(LANSHAN, "简称: 蓝山矿业", "简称: 蓝山矿山")
    assert site.build()
    after = _said(county, "蓝山矿山党支部")
    families = {name.partition("/")[0] for name in after}
    assert {"activities", "areas", "branches", "data", "honours", "pairings", "search", "stations"} <= families
    assert "showcases/anquan-shao/index.html" in after
    assert not {name for name in before - after if not name.startswith("search/")}


def test_other_ways_go_on_from_a_new_name(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    county.replace(LANSHAN, "简称: 蓝山矿业", "简称: 蓝山矿山")
    assert site.build()
    county.replace(LANSHAN, "正式: 14", "正式: 15")  # a number, with the name as it is now
    assert site.build()
    county.replace("records/regulations/sanhui-yike.yml", "。", "，不走过场。")
    assert site.build()
    county.replace(LANSHAN, "日期: 2006-09-12", "日期: 2006-09-13")  # what the whole site is made anew for
    assert not site.build()
    county.replace(LANSHAN, "简称: 蓝山矿山", "简称: 蓝山矿业")
    assert site.build()


def test_where_something_else_has_changed_all_pages_are_compared(
    county: TinySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    county.replace(LANSHAN, "简称: 蓝山矿业", "简称: 蓝山矿山")
    county.write("print/notes.txt", "不是印制品\n")  # what lies there is looked at anew
    assert not site.build()
    county.replace(LANSHAN, "简称: 蓝山矿山", "简称: 蓝山石材")
    assert site.build()


def test_many_are_called_otherwise_at_once(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    for number, path in enumerate(sorted((county.root / "records/branches").glob("*/branch.yml"))[::4]):
        text = path.read_text("utf-8")
        name = text.partition("\n简称: ")[2].partition("党支部")[0]
        text = text.replace(f"简称: {name}", f"简称: 新{number}{name}", 1)
        path.write_text(text.replace("预备: 0", "预备: 1", 1) if number % 2 else text, "utf-8")
    assert site.build()
    county.replace(LANSHAN, "中国共产党示例", "中国共产党示例县")  # a full name, which no other page tells
    site.build()


def test_where_few_apply_a_regulation_it_names_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path)
    site = Watched(tmp_path, monkeypatch)
    site.build()
    path = tmp_path / "records/branches/branch-a/branch.yml"
    text = path.read_text("utf-8")
    name = text.partition('"简称": "')[2].partition('"')[0]
    path.write_text(text.replace(f'"{name}"', f'"改{name}"'), "utf-8")
    assert site.build()
    shown = [
        path.parent.parent.name for path in (tmp_path / "site").rglob("index.html") if f"改{name}" in path.read_text()
    ]
    assert {"regulations", "showcases", "branches", "areas", "stations", "lists"} <= set(shown)


def test_a_finding_that_tells_the_name_takes_the_long_way(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = next(kind for kind in kinds() if kind.code == "ZB0538")

    def check(register: Register) -> Iterator[Finding]:
        name = register.branches["kuangye-lanshan"].short_name
        yield Finding(kind, Location("records/site.yml"), {"veto": name, "scheme": "办法", "allowed": "无"})

    monkeypatch.setitem(CHECKS, "a-check-that-tells-names", check)
    site = Watched(county.root, monkeypatch)
    site.build()
    county.replace(LANSHAN, "简称: 蓝山矿业", "简称: 蓝山矿山")
    assert not site.build()
    assert [finding.facts["veto"] for finding in site.findings] == ["蓝山矿山党支部"]


def test_what_is_called_is_declared() -> None:
    assert set(called(Branch)) == {"name", "short_name"}


def test_no_other_part_of_a_view_shows_branches_by_their_names() -> None:
    view = load(Path(__file__).parents[2], AS_OF).view()
    names = {branch.address: "另一个名字" for branch in view.branches}
    known = {"branches", "held", *NAMING, *ITEMS.values()}
    for field in fields(view):
        shown = getattr(view, field.name)
        assert not rename(shown, names) or field.name in known, field.name


@pytest.mark.parametrize("around", [lambda card: [card], lambda card: ("x", card), lambda card: {"y": [card]}])
def test_a_card_is_found_wherever_it_is(around: Any) -> None:
    card = Facts(short_name="甲", address="branches/a/")
    other = Facts(short_name="乙", address="branches/b/", near=[Facts(name="丙", address="branches/a/")])
    assert rename(Facts(title="标题", shown=around(card)), {"branches/a/": "丁"})
    assert card.short_name == "丁"
    assert not rename(other, {"branches/a/": "丁"})
