"""Where a record is called otherwise, whatever shows it by its name follows the short way."""

from __future__ import annotations

import json
import re
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
from generator.publication.archive import BRANCH_SHOWS
from generator.publication.exposure import Facts
from generator.publication.keeping import ITEMS, NAMING
from generator.publication.renaming import rename
from generator.records.branch import Branch
from generator.records.fields import called
from generator.records.monthly_list import MonthlyList
from generator.records.register import Register
from generator.records.regulation import Regulation
from generator.records.showcase import Showcase
from generator.records.station import Station

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
    county.replace(LANSHAN, "日期: 2006-09-12", "日期: 2007-09-12")  # what the whole site is made anew for
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


RENAMED = [
    ("records/regulations/sanhui-yike.yml", "简称: ", "简称: 新", {"regulations", "branches", "methods"}),
    ("records/regulations/sanhui-yike.yml", "名称: ", "名称: 新", {"regulations", "data", "search"}),
    ("records/stations/chengguan-zhan.yml", "名称: ", "名称: 新", {"stations", "branches", "lists", "search"}),
    ("content/showcases/anquan-shao.md", "名称: ", "名称: 新", {"showcases", "branches", "index.html", "search"}),
    ("content/showcases/anquan-shao.md", "一句话: ", "一句话: 新", {"showcases", "branches"}),
    ("records/lists/2025-12.yml", "主题: ", "主题: 新", {"lists", "index.html", "search"}),
    ("records/lists/2025-03.yml", "主题: ", "主题: 新", {"lists", "search"}),
]


def test_records_of_no_branch_are_called_otherwise(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch, jobs=2)
    site.build()
    for path, old, new, where in RENAMED:
        name = county.read(path).partition(f"\n{old}")[2].partition("\n")[0]
        before = _said(county, name)
        county.replace(path, f"{old}{name}", f"{new}{name}")
        assert site.build(), path
        after = _said(county, f"新{name}")
        assert where <= {file.partition("/")[0] for file in after}, path
        assert after <= before, path


def test_what_is_counted_of_records_of_no_branch(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    station, monthly, case = "records/stations/chengguan-zhan.yml", "records/lists/2025-03.yml", RENAMED[3][0]
    regulation = "records/regulations/sanhui-yike.yml"
    for path, old, new in (
        (station, "例会:\n", "例会:\n  - {日期: 2025-12-30, 议题: 看一看下一年的安排}\n"),
        (station, "台账: [联系走访台账, ", "台账: ["),
        (station, "年度计划: 城关街道党建工作指导站2025年工作方案\n", ""),
        (station, "依托: ", "依托: 新的"),
        (station, "设立日期: 20", "设立日期: 19"),
        (monthly, "工作提示:\n", "工作提示:\n  - {事项: 再核对一遍, 制度: minzhu-pingyi}\n"),
        (monthly, "发布日期: 2025-0", "发布日期: 2024-0"),
        (case, "类别: 样板", "类别: 做法"),
        (case, "成效:\n", "成效:\n  - {指标: 又一项, 数值: 12, 单位: 项}\n"),
    ):
        county.replace(path, old, new)
        assert site.build(), new
    county.replace(monthly, "制度: minzhu-pingyi", "制度: minzhu")
    with pytest.raises(ValueError, match="errors"):
        site.build()
    county.replace(monthly, "制度: minzhu", "制度: minzhu-pingyi")
    assert site.build()
    county.replace(regulation, "通过日期: 2025-01-10", "通过日期: 2025-03-10")
    assert not site.build()  # branches are judged here by what regulations say
    assert "ZB0404" in {finding.code for finding in site.findings}


def test_what_is_said_of_units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path)
    site = Watched(tmp_path, monkeypatch)
    site.build()
    path = next((tmp_path / "records/units").glob("*.yml"))
    comment, text = path.read_text("utf-8").split("\n", 1)
    for name, value in (
        ("简介", "换了说法的简介。"), ("职工", 345), ("规模以上", "是"), ("规模以上", "否"), ("群团", ["工会"]),
        ("群团", []), ("党员", 2), ("出资人是党员", "是"),
    ):  # fmt: skip
        ledger = json.loads(text)
        for unit in ledger["单位"]:
            unit[name] = value
        text = json.dumps(ledger, ensure_ascii=False)
        path.write_text(f"{comment}\n{text}", "utf-8")
        assert site.build(), name
    ledger["单位"][0]["行业"] = "另一个行业"  # which cards of branches show
    path.write_text(f"{comment}\n{json.dumps(ledger, ensure_ascii=False)}", "utf-8")
    assert not site.build()


def test_units_of_a_county_where_branches_are_judged_by_them(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    path = next(path for path in sorted((county.root / "records/units").glob("*.yml")))
    ledger = path.relative_to(county.root).as_posix()
    county.replace(ledger, "简介: ", "简介: 新添一句，")
    assert site.build()
    text = county.read(ledger)
    county.write(ledger, text.replace("职工: ", "职工: 1"))  # of all, so that many have as many as ask for a branch
    assert site.build()
    text = county.read(ledger)
    county.write(ledger, re.sub(r"\n    党员: \d+", "\n    党员: 5", text))  # enough for a branch of their own
    assert site.build()
    county.replace(LANSHAN, "正式: 14", "正式: 15")
    assert site.build()
    county.replace(ledger, "简介: 新添一句，", "简介: ")
    assert site.build()


def test_days_of_a_regulation_go_the_short_way_where_nothing_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(tmp_path)
    site = Watched(tmp_path, monkeypatch)
    site.build()
    path = tmp_path / "records/regulations/regulation-a.yml"
    comment, text = path.read_text("utf-8").split("\n", 1)
    regulation = json.loads(text) | {"通过日期": "2024-05-05", "施行日期": "2024-05-01"}
    path.write_text(f"{comment}\n{json.dumps(regulation, ensure_ascii=False)}", "utf-8")
    assert site.build()
    assert "ZB0404" in {finding.code for finding in site.findings}


def test_several_are_called_otherwise_at_once(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    for path, old, new, _ in RENAMED[::2]:
        county.replace(path, f"\n{old}", f"\n{new}")
    assert site.build()
    for path, *_ in RENAMED[:1]:
        county.replace(path, "。", "，不走过场。")  # a text of it, with the name as it is now
    assert site.build()
    county.replace(LANSHAN, "正式: 14", "正式: 15")
    assert site.build()
    county.replace(LANSHAN, "简称: 蓝山矿业", "简称: 蓝山矿山")
    assert site.build()
    county.write("print/notes.txt", "不是印制品\n")  # what lies there is looked at anew: all pages are compared
    assert not site.build()
    county.replace(RENAMED[0][0], "\n简称: 新", "\n简称: ")
    assert site.build()


def test_a_regulation_becomes_longer(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    path = "records/regulations/minzhu-pingyi.yml"
    county.replace(path, "    条:\n", "    条:\n      - 文: 新添的一条，写在最前面。\n")
    assert site.build()
    county.replace(path, "依据:\n", "依据:\n  - 文件: 新的依据\n")
    assert site.build()
    before, _, wall = county.read(path).partition("上墙:\n")
    county.write(path, f"{before}审核: {wall.partition('审核: ')[2]}")
    assert "有上墙版" in (county.root / "site/regulations/index.html").read_text("utf-8")
    assert site.build()


def test_a_finding_that_tells_the_name_of_a_regulation_takes_the_long_way(
    county: TinySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = next(kind for kind in kinds() if kind.code == "ZB0538")

    def check(register: Register) -> Iterator[Finding]:
        name = register.regulations["sanhui-yike"].short_name
        yield Finding(kind, Location("records/site.yml"), {"veto": name, "scheme": "办法", "allowed": "无"})

    monkeypatch.setitem(CHECKS, "a-check-that-tells-names", check)
    site = Watched(county.root, monkeypatch)
    site.build()
    county.replace("records/regulations/sanhui-yike.yml", "\n简称: ", "\n简称: 新")
    assert not site.build()
    assert site.findings[0].facts["veto"].startswith("新")


def test_a_figure_that_a_text_asks_for_since_then_is_looked_after(
    county: TinySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    county.replace("records/regulations/sanhui-yike.yml", "。", '，现有{{ 数("rooms.shared") }}一室多用。')
    assert site.build()
    county.replace(LANSHAN, "方式: 固定", "方式: 一室多用")
    assert not site.build()


def test_what_is_called_is_declared() -> None:
    assert set(called(Branch)) == {"name", "short_name"}
    assert set(called(MonthlyList)) == {"theme"}
    assert set(called(Regulation)) == {"name", "short_name", "chapters", "wall"}
    assert set(called(Showcase)) == {"name", "type", "summary"}
    assert set(called(Station)) == {"name", "host"}


def test_no_other_part_of_a_view_shows_branches_by_their_names() -> None:
    view = load(Path(__file__).parents[2], AS_OF).view()
    names = {branch.address: {"short_name": "另一个名字"} for branch in view.branches}
    known = {"branches", "held", *NAMING, *ITEMS.values()}
    for field in fields(view):
        shown = getattr(view, field.name)
        assert not rename(shown, names) or field.name in known, field.name
    said = ("name", "short_name", "theme", "summary", "articles_count")
    others = {item.address: dict.fromkeys(said, "另说") for name in ITEMS.values() for item in getattr(view, name)}
    for field in fields(view):
        shown = getattr(view, field.name)
        assert not rename(shown, others) or field.name in known | {"methods"}, field.name


def test_a_branch_shows_of_other_records_what_is_declared() -> None:
    view = load(Path(__file__).parents[2], AS_OF).view()
    for name in ITEMS.values():
        for said in ("name", "short_name", "theme", "summary", "articles_count"):
            names = {item.address: {said: "另说"} for item in getattr(view, name)}
            assert rename(view.branches, names) == (said in BRANCH_SHOWS.get(name, ())), (name, said)


@pytest.mark.parametrize("around", [lambda card: [card], lambda card: ("x", card), lambda card: {"y": [card]}])
def test_a_card_is_found_wherever_it_is(around: Any) -> None:
    card = Facts(short_name="甲", address="branches/a/")
    other = Facts(short_name="乙", address="branches/b/", near=[Facts(name="丙", address="branches/a/")])
    names = {"branches/a/": {"short_name": "丁"}}
    assert rename(Facts(title="标题", shown=around(card)), names)
    assert card.short_name == "丁"
    assert not rename(other, names)
