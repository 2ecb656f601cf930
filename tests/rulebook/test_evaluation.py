"""Rules put to records: colours, overlaps, localities, what is not known; the same answer every time."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import make_register

from generator.project import Project
from generator.records.register import Origin, Register
from generator.rulebook.evaluation import Light, Status, Surroundings, evaluate_dossier, evaluate_site
from generator.rulebook.evaluation.judges import JUDGES, missing_limits
from generator.rulebook.evaluation.periods import add_months, months_between, window
from generator.rulebook.rules import Change, Limit, Period, Rule, Scope
from generator.rulebook.schemes import Scheme, schemes

RULEBOOK = ("rule", "scheme", "term_set")


def with_rules(demonstration: Project, rows: dict[str, list[dict[str, Any]]], as_of: str = "2025-12-31") -> Register:
    """A small register under the rules that come with the program."""
    assert demonstration.register is not None
    register = make_register(rows, as_of)
    for kind in RULEBOOK:
        for record in demonstration.register.records[kind].values():
            register.add(record, Origin(f"records/rulebook/{kind}.yml"))
    return register


def statuses(register: Register) -> dict[str, Status]:
    [dossier] = register.dossiers()
    return {status.rule.id: status for status in evaluate_dossier(dossier, Surroundings(register))}


def one_branch(demonstration: Project, **keys: Any) -> dict[str, Status]:
    rows = {"area": [{"编号": "xian"}], "unit": [{"名称": "甲公司"}], "branch": [{"编号": "jia", **keys}]}
    return statuses(with_rules(demonstration, rows))


@pytest.mark.parametrize(
    ("members", "single", "size"),
    [
        ({"正式": 2}, Light.RED, Light.GREEN),
        ({"正式": 3}, Light.GREEN, Light.GREEN),
        ({"正式": 48, "预备": 1}, Light.GREEN, Light.GREEN),
        ({"正式": 48, "预备": 2}, Light.GREEN, Light.YELLOW),
        ({"正式": "xx"}, Light.UNKNOWN, Light.UNKNOWN),
        ({"正式": "40余"}, Light.UNKNOWN, Light.UNKNOWN),
        ({"正式": {"称": 5, "出处": "年报"}}, Light.UNKNOWN, Light.UNKNOWN),
    ],
)
def test_members(demonstration: Project, members: dict[str, Any], single: Light, size: Light) -> None:
    found = one_branch(demonstration, 党员=members)
    assert (found["RU01"].light, found["RU04"].light) == (single, size)


@pytest.mark.parametrize(
    ("form", "members", "light"),
    [
        ("党总支", 49, Light.YELLOW),
        ("党总支", 50, Light.GREEN),
        ("党总支", 99, Light.GREEN),
        ("党总支", 100, Light.YELLOW),
        ("党委", 99, Light.YELLOW),
        ("党委", 100, Light.GREEN),
        ("党支部", 100, Light.NOT_APPLICABLE),
    ],
)
def test_where_two_source_rules_overlap_the_larger_form_wins(
    demonstration: Project, form: str, members: int, light: Light
) -> None:
    found = one_branch(demonstration, 类别=form, 党员={"正式": members})
    assert found["RU05"].light is light
    assert found["RU05"].rule.overlap is not None


@pytest.mark.parametrize("full", [1, 2, 6, 7, 8])
@pytest.mark.parametrize("posts", [1, 2, 3, 7, 8])
def test_committee(demonstration: Project, full: int, posts: int) -> None:
    班子 = [{"职务": "书记" if number == 0 else "委员", "岗位": "岗位"} for number in range(posts)]
    found = one_branch(demonstration, 党员={"正式": full}, 班子=班子)
    right = 3 <= posts <= 7 if full >= 7 else posts <= 2
    assert (found["RU06"].light is Light.GREEN) is right
    assert ("书记" in found["RU06"].sentence) is False


def test_every_status_has_a_sentence_and_a_source(demonstration: Project) -> None:
    assert demonstration.register is not None
    around = Surroundings(demonstration.register)
    found = [s for dossier in demonstration.register.dossiers() for s in evaluate_dossier(dossier, around)]
    found += evaluate_site(around)
    assert len(found) > 2000
    assert {status.light for status in found} == set(Light)
    for status in found:
        assert status.sentence.endswith("。") and status.sentence.count("。") == 1, status
        assert status.rule.grounds and status.rule.remedy
        assert "None" not in status.sentence
        assert not status.light.falls_short or status.verdict.counted or status.verdict.working


def test_the_rulebook_of_the_program_fits(demonstration: Project) -> None:
    assert demonstration.register is not None
    rules = demonstration.register.of(Rule)
    assert {f"RU{number:02}" for number in range(1, 36)} <= set(rules)
    for rule in rules.values():
        assert JUDGES[rule.judged].scope is rule.scope
        assert missing_limits(rule) == []
    assert {rule.judged for rule in rules.values()} == set(JUDGES)


def test_the_schemes_that_come_with_the_program(demonstration: Project) -> None:
    assert demonstration.register is not None
    found = schemes(demonstration.register)
    stars = found["xingji"]
    assert (len(stars.aspects), len(stars.indicators), stars.total, stars.years) == (6, 18, 100, 2)
    assert stars.award_from == 3
    assert [band.stars for band in stars.bands] == [5, 4, 3, 2, 1, None]
    assert found["wuxing-chuangping"].total == 110
    assert [band.name for band in found["fenlei-dingji"].bands] == ["好", "较好", "一般", "较差"]
    assert [weight.weight for weight in found["lianshu-liankao"].weights] == [4, 3, 3]
    assert found["wuge-jiben"].said_indicators == 41
    assert found["wuge-jiben"].importable
    assert found["zhidaoyuan-jidu"].applies_to == "党建指导员"


def test_every_score_falls_into_exactly_one_band(demonstration: Project) -> None:
    assert demonstration.register is not None
    for scheme in schemes(demonstration.register).values():
        if scheme.total is not None and scheme.bands:
            for score in range(int(scheme.total) + 1):
                assert sum(band.holds(score) for band in scheme.bands) == 1, (scheme.name, score)


def test_a_locality_changes_a_rule_in_its_own_area_only(demonstration: Project) -> None:
    branch = {"届期": {"起": "2024-06-20", "年限": 5}}
    rows: dict[str, list[dict[str, Any]]] = {
        "area": [{"编号": "xian"}, {"编号": "jiedao", "名称": "城关", "类别": "街道", "上级": "xian"}],
        "unit": [{"名称": "甲公司"}],
        "branch": [
            {"编号": "jia", "隶属": {"归口": "gongwei", "属地": "jiedao"}, **branch},
            {"编号": "yi", **branch},
        ],
        "rule_change": [
            {
                "编号": "shequ",
                "改": "RU07",
                "区域": ["jiedao"],
                "门槛": [{"项": "党支部", "上限": 5, "单位": "年"}],
                "依据": [{"文献": "城关街道社区党支部任期规定"}],
            }
        ],
    }
    register = with_rules(demonstration, rows)
    around = Surroundings(register)
    found = {d.branch.id: {s.rule.id: s for s in evaluate_dossier(d, around)} for d in register.dossiers()}
    assert found["jia"]["RU07"].light is Light.GREEN
    assert found["jia"]["RU07"].rule.grounds.startswith(
        "《城关街道社区党支部任期规定》；《关于党的基层组织任期的意见》"
    )
    assert found["yi"]["RU07"].light is Light.RED


def test_a_locality_switches_a_rule_off(demonstration: Project) -> None:
    rows = {
        "area": [{"编号": "xian"}],
        "branch": [{"编号": "jia"}],
        "rule_change": [{"编号": "a", "改": "RU20", "启用": "否", "依据": [{"文献": "当地规定"}]}],
    }
    assert "RU20" not in statuses(with_rules(demonstration, rows))


def test_what_a_change_leaves_out_stays(demonstration: Project) -> None:
    assert demonstration.register is not None
    rule = demonstration.register.of(Rule)["RU32"]
    change = Change.model_validate(
        {
            "编号": "a",
            "改": "RU32",
            "门槛": [{"项": "面积", "下限": 30, "单位": "平方米"}],
            "依据": [{"文献": "当地规定"}],
        }
    )
    changed = change.applied(rule)
    assert [limit.words for limit in changed.limits] == ["不少于6项", "不少于30平方米", "不少于3平方米"]
    assert changed.limit("面积") == change.limits[0]
    assert rule.limit("面积") != change.limits[0]
    assert (changed.name, changed.judged, changed.remedy) == (rule.name, rule.judged, rule.remedy)


def test_two_years_at_the_bottom(demonstration: Project) -> None:
    def round_(year: int, last: str) -> dict[str, Any]:
        rows = [{"支部": f"z{n}", "得分": 80 + n} for n in range(5)] + [{"支部": last, "得分": 60}]
        return {
            "编号": f"k{year}",
            "名称": f"{year}年考核",
            "体系": "lianshu-liankao",
            "年度": year,
            "确定日期": f"{year}-12-20",
            "结果": rows,
        }

    rows = {
        "area": [{"编号": "xian"}],
        "branch": [{"编号": "jia"}],
        "appraisal": [round_(2024, "jia"), round_(2025, "jia")],
    }
    register = with_rules(demonstration, rows)
    found = statuses(register)["RU28"]
    assert (found.light, found.sentence) == (Light.RED, "连续2年在末3名，应当调整岗位或免职。")
    rows["appraisal"] = [round_(2024, "z9"), round_(2025, "jia")]
    assert statuses(with_rules(demonstration, rows))["RU28"].light is Light.YELLOW


def test_a_draft_is_not_counted(demonstration: Project) -> None:
    activity = {"编号": "jia/2025-12-05-a", "支部": "jia", "日期": "2025-12-05"}
    rows = {"area": [{"编号": "xian"}], "branch": [{"编号": "jia"}], "activity": [activity]}
    assert statuses(with_rules(demonstration, rows))["RZ03"].light is Light.GREEN
    rows["activity"] = [{**activity, "审核": "草稿"}]
    assert statuses(with_rules(demonstration, rows))["RZ03"].light is Light.RED


DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))


@given(day=DAYS, months=st.integers(-48, 48))
def test_months_are_added_and_counted_alike(day: datetime.date, months: int) -> None:
    other = add_months(day, months)
    first, last = sorted((day, other))
    assert months_between(first, last) in (abs(months), abs(months) - 1) or day.day > 28
    assert (other.year * 12 + other.month) - (day.year * 12 + day.month) == months


@given(as_of=DAYS, since=DAYS, period=st.sampled_from(Period))
@settings(max_examples=300)
def test_a_window_holds_only_complete_periods_after_the_beginning(
    as_of: datetime.date, since: datetime.date, period: Period
) -> None:
    found = window(period, as_of, since)
    assert len(found.complete) <= {Period.MONTH: 12, Period.QUARTER: 4, Period.YEAR: 1}[period]
    for number in found.complete:
        end = found.end(number)
        assert end <= as_of
        assert found.number(end) == number
        first = found.end(number - 1) + datetime.timedelta(days=1)
        assert first >= since or (since - first).days < 0
    if found.running is not None:
        assert found.number(as_of) == found.running and found.end(found.running) > as_of


@given(
    least=st.one_of(st.none(), st.integers(0, 20)),
    most=st.one_of(st.none(), st.integers(0, 20)),
    low=st.booleans(),
    high=st.booleans(),
    value=st.integers(-1, 21),
)
def test_limits(least: int | None, most: int | None, low: bool, high: bool, value: int) -> None:
    row = {"项": "甲", "单位": "人", "含下限": low, "含上限": high}
    row |= {key: bound for key, bound in (("下限", least), ("上限", most)) if bound is not None}
    limit = Limit.model_validate(row)
    above = least is None or value > least or (low and value == least)
    below = most is None or value < most or (high and value == most)
    assert limit.holds(value) is (above and below)


def test_scopes_have_judges() -> None:
    assert {judge.scope for judge in JUDGES.values()} == set(Scope)
    assert Scheme.model_fields["weights"].alias == "权重"
