"""Where a branch says something else that is only counted, figures, rules, reports and tables follow the short way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import AS_OF, TinySite, copy_demonstration, settle
from watched import Watched

from generator.cache import Cache
from generator.project import load
from generator.site.engine import build
from generator.site.pages import pages

LANSHAN = "records/branches/kuangye-lanshan/branch.yml"
CASE = str(min(Path("content/showcases").glob("*.md")))


@pytest.fixture
def county(tmp_path: Path) -> TinySite:
    return TinySite(copy_demonstration(tmp_path / "county"))


def _page(county: TinySite, address: str) -> str:
    return (county.root / "site" / address / "index.html").read_text("utf-8")


def test_what_is_counted_goes_the_short_way(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    assert not site.build()
    assert site.findings == []
    for old, new in (
        ("正式: 14", "正式: 15"),
        ("交叉任职: 是", "交叉任职: 否"),
        ("  - {职务: 组织委员, 岗位: 安全科科长}\n", ""),
        ("方式: 固定", "方式: 一室多用"),
        ("示范点: 2021-06-25", "示范点: 2021-06-26"),
        ("主题党日: 10", "主题党日: 12"),
        ("{年度: 2025, 积极分子: 2, ", "{年度: 2025, 积极分子: 3, "),
        ("学时: 40", "学时: 4"),
        ("  五个一: [一套花名册, ", "  五个一: ["),
        ("支部2006年在矿上成立", "支部于2006年在矿上成立"),
        ("年限: 3", "年限: 5"),
        ("资料盒: [基本组织, ", "资料盒: ["),
        ("日期: 2006-09-12", "日期: 2006-09-13"),
        ("  - sanhui-yike\n", ""),
        ("  - tanxin-tanhua\n", "  - sanhui-yike\n"),
    ):
        county.replace(LANSHAN, old, new)
        assert site.build(), new
    # A report states how many hold two posts, how many rooms are fixed: it is found to be at odds with the records.
    assert {finding.code for finding in site.findings} == {"ZB0311"}
    assert all(finding.location.path.startswith("records/reports/") for finding in site.findings)
    assert "2021-06-26" in (county.root / "site/data/branches.csv").read_text("utf-8")


def test_a_picture_by_which_the_site_is_judged_takes_the_long_way(
    county: TinySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    county.replace(LANSHAN, "说明: 井架与采场（插画）", "说明: 井架与采场（插画），新拍")
    assert site.build()
    county.replace(LANSHAN, "说明: 井架与采场（插画），新拍", "说明: 采场地图")
    assert not site.build()
    county.replace(LANSHAN, "说明: 采场地图", "说明: 井架与采场")
    assert not site.build()
    county.replace(LANSHAN, "说明: 井架与采场", "说明: 井架和采场")
    assert site.build()


def test_how_a_branch_was_formed_goes_the_short_way(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    county.replace(LANSHAN, "方式: 单独组建", "方式: 挂靠组建")  # the first of them: another figure
    assert not site.build()
    other = "records/branches/shihe-shuini/branch.yml"
    county.replace(other, "方式: 单独组建", "方式: 挂靠组建")
    assert site.build()
    assert "挂靠组建" in _page(county, "formation/") and "挂靠组建" in _page(county, "branches/shihe-shuini/")
    county.replace(other, "日期: 2016", "日期: 2015")  # another year, in which its enterprise came to be covered
    assert not site.build()
    county.replace(LANSHAN, "方式: 挂靠组建", "方式: 单独组建")
    assert site.build()
    county.replace(other, "方式: 挂靠组建", "方式: 单独组建")  # the last of them
    assert not site.build()


def test_who_applies_a_regulation_goes_the_short_way(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    path = "records/regulations/neibu.yml"
    text = county.read("records/regulations/sanhui-yike.yml")
    county.write(path, text.replace("名称: ", "名称: 另一项", 1).replace("简称: ", "简称: 另一项", 1))
    site.build()
    files = sorted((county.root / "records/branches").glob("*/branch.yml"))
    folders = [file.parent for file in files if "\n制度:\n" in file.read_text("utf-8")]
    for number, folder in enumerate(folders[:14]):  # as many as are named, and more
        county.replace(f"records/branches/{folder.name}/branch.yml", "制度:\n", "制度:\n  - neibu\n")
        assert site.build(), number
    assert "14 个支部执行" in _page(county, "regulations/").replace("&nbsp;", " ")
    county.replace(f"records/branches/{folders[3].name}/branch.yml", "  - neibu\n", "")
    assert site.build()
    county.replace(f"records/branches/{folders[5].name}/branch.yml", "  - neibu\n", "")
    assert not site.build()  # those that are left are to be named
    county.replace(f"records/branches/{folders[7].name}/branch.yml", "  - neibu\n", "")
    assert site.build()
    county.replace(f"records/branches/{folders[7].name}/branch.yml", "制度:\n", "制度:\n  - neibu\n  - neibu\n")
    assert not site.build()
    county.replace(f"records/branches/{folders[7].name}/branch.yml", "  - neibu\n  - neibu\n", "  - neibu\n")
    assert not site.build()


def test_where_something_else_has_changed_all_pages_are_compared(
    county: TinySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    county.replace(LANSHAN, "  - sanhui-yike\n", "")
    county.replace(LANSHAN, "日期: 2006-09-12", "日期: 2006-09-13")
    county.write("print/notes.txt", "不是印制品\n")  # what lies there is looked at anew
    assert not site.build()
    county.replace("records/stations/chengguan-zhan.yml", "例会:\n", "例会:\n  - {日期: 2025-12-30, 议题: 明年安排}\n")
    county.replace("records/units/shihe.yml", "简介: ", "简介: 新添一句，")
    county.replace("records/lists/2025-12.yml", "主题: ", "主题: 新")
    county.write("print/notes.txt", "仍不是印制品\n")
    assert not site.build()
    county.replace(LANSHAN, "正式: 14", "正式: 15")
    assert site.build()


def test_a_regulation_that_is_not_there_is_found(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    county.replace(LANSHAN, "  - sanhui-yike\n", "  - sanhui-yikee\n")
    settle()
    cache = Cache(county.root / ".site.cache", "1")
    project = load(county.root, AS_OF, cache=cache, glance=True)
    assert project.findings == load(county.root, AS_OF).findings
    assert [finding.code for finding in project.findings] == ["ZB0217"]


def test_a_view_that_is_put_together_is_the_one_made_anew(county: TinySite) -> None:
    settle()
    cache = Cache(county.root / ".site.cache", "1")
    build(load(county.root, AS_OF, cache=cache, glance=True), county.root / "site", cache)
    for old, new in (("正式: 14", "正式: 41"), ("交叉任职: 是", "交叉任职: 否"), ("学时: 40", "学时: 4")):
        county.replace(LANSHAN, old, new)
    settle()
    project, whole = load(county.root, AS_OF, cache=cache, glance=True), load(county.root, AS_OF)
    assert project.recall is not None and project.findings == whole.findings
    view, fresh = project.view(), whole.view()
    for one in (view, fresh):
        assert len(list(pages(one))) > 1000  # which tells the parts of what is long where they are
    with_pictures = {"branches", "showcases", "stations", "recent"}  # whose sizes are told as pages are made
    for name in vars(fresh).keys() - with_pictures - {"activities_of"}:
        assert repr(getattr(view, name)) == repr(getattr(fresh, name)), name
    one, other = (next(item for item in v.branches if item.id == "kuangye-lanshan") for v in (view, fresh))
    assert repr(one) == repr(other)


def test_prose_that_asks_for_a_figure_follows(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    county.write("content/branches/index.md", "# 党支部\n")
    for path in ("content/about.md", "content/branches/index.md"):
        county.write(path, county.read(path) + '\n共有{{ 数("rooms.shared") }}一室多用。\n')
    site.build()
    county.replace(LANSHAN, "方式: 固定", "方式: 一室多用")
    before = [_page(county, address) for address in ("about", "branches")]
    assert site.build()
    assert all(_page(county, address) != then for address, then in zip(("about", "branches"), before, strict=True))


def test_a_damaged_workbook_is_not_built_upon(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    (county.root / "site/data/data.xlsx").write_bytes(b"PK")
    county.replace(LANSHAN, "方式: 固定", "方式: 一室多用")
    assert not site.build()


def test_a_room_comes_and_goes(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    text = county.read(LANSHAN)
    before, _, after = text.partition("活动室:\n")
    kept = after[after.index("主题党日:") :]
    county.write(LANSHAN, before + kept)
    assert site.build()
    assert "紧邻调度室" not in _page(county, "branches/kuangye-lanshan")
    county.write(LANSHAN, text)
    assert site.build()
    assert "紧邻调度室" in _page(county, "branches/kuangye-lanshan")
    assert site.findings == []


def test_other_ways_go_on_from_there(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    county.replace(LANSHAN, "方式: 固定", "方式: 一室多用")
    assert site.build()
    regulation = "records/regulations/sanhui-yike.yml"
    county.replace(regulation, "。", "，不走过场。")  # a text, with the figures as they are now
    assert site.build()
    county.replace(LANSHAN, "日期: 2006-09-12", "日期: 2007-09-12")  # a year by which enterprises are counted
    assert not site.build()
    county.replace(LANSHAN, "方式: 一室多用", "方式: 固定")
    assert site.build()
    assert site.findings == []


def test_a_text_that_asks_for_a_figure_takes_the_long_way(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    county.write(CASE, county.read(CASE) + '\n全县有{{ 数("rooms.fixed") }}固定活动室。\n')
    site.build()
    county.replace(LANSHAN, "主题党日: 10", "主题党日: 12")  # which makes no other figure
    assert site.build()
    county.replace(LANSHAN, "方式: 固定", "方式: 一室多用")
    assert not site.build()


def test_what_is_typed_is_told_by_the_figures_as_they_are(county: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Watched(county.root, monkeypatch)
    site.build()
    data = json.loads((county.root / "site/data/statistics.json").read_text("utf-8"))
    crossed, rooms = (next(one["value"] for one in data if one["id"] == id) for id in ("posts.crossed", "rooms.fixed"))
    typed = f"\n党群班子交叉任职{crossed - 1}人。\n\n全县固定活动室{rooms}个。\n"
    county.write(CASE, county.read(CASE) + typed)
    county.write("content/about.md", county.read("content/about.md") + typed)
    site.build()
    assert [finding.code for finding in site.findings] == ["ZB0364"] * 2
    county.replace(LANSHAN, "交叉任职: 是", "交叉任职: 否")  # now the other number is what the records give
    assert site.build()
    assert [finding.code for finding in site.findings if finding.code.startswith("ZB036")] == ["ZB0364"] * 4
    county.replace(LANSHAN, "方式: 固定", "方式: 一室多用")
    assert site.build()
    found = [finding.code for finding in site.findings if finding.code.startswith("ZB036")]
    assert found == ["ZB0364", "ZB0365"] * 2
