"""Figures of tiny registers, small enough to count on one's fingers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from support import make_register

from generator.rulebook.figures import Figure, covered_units, figures, latest_round
from generator.rulebook.numbers import percent


def unit(name: str, **more: Any) -> dict[str, Any]:
    return {"名称": name, **more}


def branch(id: str, *units: str, **more: Any) -> dict[str, Any]:
    return {"编号": id, "覆盖单位": list(units), **more}


def shown(found: dict[str, Figure], prefix: str) -> dict[str, str]:
    return {id.removeprefix(prefix): figure.display for id, figure in found.items() if id.startswith(prefix)}


@pytest.mark.parametrize(
    ("part", "base", "share"),
    [
        (0, 0, None),
        (5, 0, None),
        (0, 7, Decimal("0.0")),
        (7, 7, Decimal("100.0")),
        (120, 148, Decimal("81.1")),
        (46, 57, Decimal("80.7")),
        (1, 16, Decimal("6.3")),  # 6.25: half up; half to even would give 6.2
        (1, 400, Decimal("0.3")),  # 0.25
        (3, 2000, Decimal("0.2")),  # 0.15, which no binary fraction is
        (1, 3, Decimal("33.3")),
        (2, 3, Decimal("66.7")),
    ],
)
def test_a_share_is_rounded_half_up_to_one_place(part: int, base: int, share: Decimal | None) -> None:
    assert percent(part, base) == share
    assert str(percent(part, base)) == str(share)


def test_coverage_counts_units_with_a_branch_or_an_instructor() -> None:
    units = [unit("甲"), unit("乙"), unit("丙"), unit("丁"), unit("戊会", 类别="社会团体")]
    stations = [{"指导员": [{"岗位": "镇干部", "来源": "退休干部", "方式": "一对一", "联系单位": ["丙"]}]}]
    found = figures(
        make_register({"unit": units, "branch": [branch("a", "甲", "乙"), branch("b", "戊会")], "station": stations})
    )
    assert shown(found, "units.") == {
        "enterprises": "4",
        "societies": "1",
        "employees": "40",
        "above_scale": "0",
        "covered": "2",
        "uncovered": "2",
    }
    assert shown(found, "coverage.") == {"organisation": "50.0%", "work": "75.0%"}
    assert (found["coverage.work"].numerator, found["coverage.work"].denominator) == (3, 4)


def test_a_unit_covered_twice_counts_once_and_goes_by_either_name() -> None:
    rows = {"unit": [unit("甲有限公司", 简称="甲")], "branch": [branch("a", "甲"), branch("b", "甲有限公司")]}
    register = make_register(rows)
    assert {name: [b.id for b in found] for name, found in covered_units(register).items()} == {
        "甲有限公司": ["a", "b"]
    }
    assert figures(register)["units.covered"].value == 1


@pytest.mark.parametrize("hidden", ["xx", "400余", "**", {"称": 57, "出处": "年报"}])
def test_what_is_not_known_exactly_is_left_out_and_counted_as_unknown(hidden: Any) -> None:
    rows = {
        "unit": [unit("甲", 职工=20), unit("乙", 职工=hidden), unit("丙", 职工=0)],
        "branch": [branch("a", "甲", 党员={"正式": hidden, "预备": 1})],
    }
    found = figures(make_register(rows))
    employees, members = found["units.employees"], found["members.total"]
    assert (employees.value, employees.unknown) == (20, 1)
    assert (members.value, members.unknown) == (1, 1)


def test_mobile_members_from_elsewhere_do_not_count() -> None:
    rows = {"branch": [branch("a", "甲", 党员={"正式": 5, "预备": 2, "流入": 30, "流出": 1})]}
    assert figures(make_register(rows))["members.total"].value == 7


def test_stars_are_those_of_the_latest_round() -> None:
    branches = [branch(id, id) for id in "abcd"]
    old = {"编号": "old", "公布日期": "2023-11-20", "结果": [{"支部": id, "星级": 5} for id in "abcd"]}
    new = {"编号": "new", "结果": [{"支部": "a", "星级": 3}, {"支部": "b", "星级": 1}, {"支部": "gone", "星级": 5}]}
    register = make_register({"branch": branches, "assessment": [new, old]})
    latest = latest_round(register)
    assert latest is not None and latest.id == "new"
    assert shown(figures(register), "stars.") == {
        "5": "0",
        "4": "0",
        "3": "1",
        "2": "0",
        "1": "1",
        "rated": "2",
        "unrated": "2",
        "rated_share": "50.0%",
        "two_or_more_share": "25.0%",
    }


def test_without_an_assessment_there_are_no_stars_rather_than_none() -> None:
    found = figures(make_register({"branch": [branch("a", "甲")]}))
    assert set(shown(found, "stars.").values()) == {"资料不足"}
    assert {f.value for id, f in found.items() if id.startswith("stars.")} == {None}


def test_an_empty_register_has_no_shares() -> None:
    found = figures(make_register({}))
    assert {id for id, figure in found.items() if figure.unit == "%"} == {
        "coverage.organisation",
        "coverage.work",
        "organisations.single_share",
        "stars.rated_share",
        "stars.two_or_more_share",
    }
    assert {figure.display for figure in found.values() if figure.unit == "%"} == {"资料不足"}
    assert {f.value for id, f in found.items() if f.unit != "%" and not id.startswith("stars.")} == {0}


def test_only_the_year_of_the_as_of_date_counts() -> None:
    rows = {
        "branch": [
            branch("a", "甲", 培养=[{"年度": 2024, "积极分子": 9}, {"年度": 2025, "积极分子": 2, "业务骨干": "xx"}])
        ],
        "activity": [
            {"编号": "a/1", "支部": "a", "日期": "2024-12-31"},
            {"编号": "a/2", "支部": "a", "日期": "2025-01-01"},
            {"编号": "a/3", "支部": "a", "日期": "2025-12-31", "类别": "党课"},
        ],
    }
    found = figures(make_register(rows))
    assert shown(found, "activities.") == {"total": "2", "theme_day": "1", "lecture": "1"}
    assert (found["pipeline.activists"].value, found["pipeline.backbone"].unknown) == (2, 1)
    assert figures(make_register(rows, "2024-12-31"))["pipeline.activists"].value == 9


def test_modes_rooms_posts_and_sites_are_counted() -> None:
    rows = {
        "unit": [unit(name) for name in "甲乙丙丁"],
        "branch": [
            branch("a", "甲", 书记={"交叉任职": "是"}, 活动室={"方式": "固定", "地点": "甲"}, 示范点="2024-01-01"),
            branch(
                "b", "乙", 组建={"方式": "派驻组建", "日期": "2020-01-01"}, 活动室={"方式": "一室多用", "地点": "乙"}
            ),
        ],
    }
    found = figures(make_register(rows))
    assert shown(found, "organisations.") == {
        "total": "2",
        "single": "1",
        "joint": "0",
        "dispatched": "1",
        "single_share": "25.0%",
    }
    assert shown(found, "rooms.") == {"fixed": "1", "shared": "1"}
    assert (found["posts.crossed"].value, found["sites.demonstration"].value) == (1, 1)


def test_every_figure_names_itself_and_its_source() -> None:
    for id, figure in figures(make_register({})).items():
        assert figure.id == id
        assert figure.label and figure.unit and figure.source


def test_unreleased_records_do_not_count() -> None:
    rows = {"unit": [unit("甲"), unit("乙", 审核="复审"), unit("丙", 可见="内部")]}
    register = make_register(rows)
    assert figures(register)["units.enterprises"].value == 3
    assert figures(register.released())["units.enterprises"].value == 1


def test_money_of_pairings_is_exact_and_what_is_hidden_is_not_zero() -> None:
    def project(amount: Any, unit: str = "万元") -> dict[str, Any]:
        return {"类别": "产业扶持", "名称": "项目", "金额": amount, "单位": unit}

    pair = {"支部": ["a"], "村": "一村", "项目": [project(0.1), project(0.2), project("xx"), project(500, "元")]}
    pairing = {"名称": "结对", "类别": "村企结对", "起": "2025-01-01", "结对": [pair, {"支部": ["a"], "村": "二村"}]}
    found = figures(make_register({"branch": [branch("a", "甲")], "pairing": [pairing]}))
    assert shown(found, "pairings.") == {"villages": "2", "pairs": "2", "branches": "1", "amount": "0.3"}
    assert found["pairings.amount"].unknown == 2  # the hidden one, and the one in another unit
    pair["项目"] = [project(300, "元"), project(500, "元")]
    found = figures(make_register({"branch": [branch("a", "甲")], "pairing": [pairing]}))
    assert (found["pairings.amount"].value, found["pairings.amount"].unit) == (800, "元")
    assert "pairings.amount" not in figures(make_register({"branch": [branch("a", "甲")]}))
