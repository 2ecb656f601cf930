"""Rules put to records: colours, overlaps, localities, what is not known; the same answer every time."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import make_register

from generator.records.register import Origin, Register
from generator.rulebook.evaluation import (
    Light,
    Status,
    Surroundings,
    Tally,
    answers_of,
    answers_of_others,
    evaluate_dossier,
    evaluate_site,
    tallies,
)
from generator.rulebook.evaluation.judges import JUDGES, missing_limits
from generator.rulebook.evaluation.periods import add_months, months_between, window
from generator.rulebook.rules import Change, Limit, Period, Rule, Scope
from generator.rulebook.schemes import Scheme, schemes

RULEBOOK = ("rule", "scheme", "term_set")


def with_rules(register: Register, rows: dict[str, list[dict[str, Any]]], as_of: str = "2025-12-31") -> Register:
    """A small register under the rules that come with the program."""
    small = make_register(rows, as_of)
    for kind in RULEBOOK:
        for record in register.records[kind].values():
            small.add(record, Origin(f"records/rulebook/{kind}.yml"))
    return small


def statuses(register: Register) -> dict[str, Status]:
    [dossier] = register.dossiers()
    return {status.rule.id: status for status in evaluate_dossier(dossier, Surroundings(register))}


def one_branch(register: Register, **keys: Any) -> dict[str, Status]:
    rows = {"area": [{"编号": "xian"}], "unit": [{"名称": "甲公司"}], "branch": [{"编号": "jia", **keys}]}
    return statuses(with_rules(register, rows))


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
def test_a_branch_has_neither_too_few_nor_too_many_members(
    register: Register, members: dict[str, Any], single: Light, size: Light
) -> None:
    found = one_branch(register, 党员=members)
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
    register: Register, form: str, members: int, light: Light
) -> None:
    found = one_branch(register, 类别=form, 党员={"正式": members})
    assert found["RU05"].light is light
    assert found["RU05"].rule.overlap is not None


@pytest.mark.parametrize("full", [1, 2, 6, 7, 8])
@pytest.mark.parametrize("posts", [1, 2, 3, 7, 8])
def test_a_committee_is_as_large_as_the_branch_needs(register: Register, full: int, posts: int) -> None:
    班子 = [{"职务": "书记" if number == 0 else "委员", "岗位": "岗位"} for number in range(posts)]
    found = one_branch(register, 党员={"正式": full}, 班子=班子)
    right = 3 <= posts <= 7 if full >= 7 else posts <= 2
    assert (found["RU06"].light is Light.GREEN) is right
    assert "书记" not in found["RU06"].sentence


_SPLIT = [{"来源": "市级", "金额": 300}, {"来源": "县级", "金额": 300}, {"来源": "单位", "金额": 400}]


@pytest.mark.parametrize(
    ("rule", "years", "light", "sentence"),
    [
        ("RU21", [], Light.UNKNOWN, "没有填写2025年党费公布情况，不能判断。"),
        ("RU21", [{"年度": 2025, "党费收缴": 500}], Light.UNKNOWN, "没有公布党费收缴情况的记录，不能判断。"),
        (
            "RU21",
            [{"年度": 2024, "党费公布": "2024-12-10"}, {"年度": 2025}],
            Light.YELLOW,
            "2025年没有向党员公布党费收缴情况。",
        ),
        ("RU21", [{"年度": 2025, "党费公布": "2025-12-10"}], Light.GREEN, "2025-12-10公布了党费收缴情况。"),
        ("RU21-2", [{"年度": 2025, "党费收缴": 500}], Light.UNKNOWN, "没有填写2025年党费返还的确切数额，不能判断。"),
        (
            "RU21-2",
            [{"年度": 2025, "党费收缴": "xx", "党费返还": 500}],
            Light.UNKNOWN,
            "没有填写2025年党费收缴的确切数额，不能判断。",
        ),
        ("RU21-2", [{"年度": 2025, "党费收缴": 500, "党费返还": 250}], Light.GREEN, "2025年党费返还50.0%。"),
        (
            "RU21-2",
            [{"年度": 2025, "党费收缴": 500, "党费返还": 249}],
            Light.YELLOW,
            "2025年党费返还49.8%，规定不少于50%。",
        ),
        (
            "RU21-2",
            [{"年度": 2025, "党费收缴": 500, "党费返还": 501}],
            Light.YELLOW,
            "2025年返还党费501元，多于收缴的500元。",
        ),
        ("RU21-3", [{"年度": 2025}], Light.UNKNOWN, "没有填写2025年有几个月收缴了党费，不能判断。"),
        ("RU21-3", [{"年度": 2025, "收缴月数": 12}], Light.GREEN, "2025年有12个月收缴了党费，达到要求。"),
        (
            "RU21-3",
            [{"年度": 2025, "收缴月数": 11}],
            Light.YELLOW,
            "2025年只有11个月收缴了党费，规定不少于12个月。",
        ),
        ("RU29", [{"年度": 2025}], Light.UNKNOWN, "没有填写2025年党建工作经费，不能判断。"),
        ("RU29", [{"年度": 2025, "经费": "xx"}], Light.UNKNOWN, "2025年党建工作经费没有写明确切数字，不能判断。"),
        ("RU29-2", [{"年度": 2025}], Light.UNKNOWN, "没有填写2025年党建工作经费，不能判断。"),
        ("RU29-2", [{"年度": 2025, "经费": 1000}], Light.UNKNOWN, "没有填写2025年经费来源，不能判断。"),
        (
            "RU29-2",
            [{"年度": 2025, "经费": 1000, "经费来源": _SPLIT}],
            Light.GREEN,
            "2025年经费各方承担合计1000元，比例合乎规定。",
        ),
        (
            "RU29-2",
            [{"年度": 2025, "经费": 1100, "经费来源": _SPLIT}],
            Light.YELLOW,
            "2025年各方承担合计1000元，经费写的是1100元。",
        ),
        (
            "RU29-2",
            [{"年度": 2025, "经费": 700, "经费来源": _SPLIT[1:]}],
            Light.YELLOW,
            "2025年经费市级承担0.0%，规定不少于30%。",
        ),
        (
            "RU29-2",
            [{"年度": 2025, "经费": 700, "经费来源": [{"来源": "市级", "金额": "xx"}]}],
            Light.UNKNOWN,
            "2025年市级承担的金额没有写明确切数字，不能判断。",
        ),
    ],
)
def test_dues_and_money_are_judged_by_the_year(
    register: Register, rule: str, years: list[dict[str, Any]], light: Light, sentence: str
) -> None:
    found = one_branch(register, 年度工作=years)[rule]
    assert (found.light, found.sentence) == (light, sentence)


@pytest.mark.parametrize(
    ("members", "light", "sentence"),
    [
        ((2, 2), Light.GREEN, "2个单位的正式党员都少于3人，适合联合组建。"),
        ((2, 3), Light.YELLOW, "联合党支部的单位里，乙公司有3人，够单独建立党支部。"),
        ((2, None), Light.UNKNOWN, "1个单位没有填写正式党员人数，不能判断。"),
        (("xx", "2余"), Light.UNKNOWN, "2个单位没有填写正式党员人数，不能判断。"),
    ],
)
def test_units_of_a_joint_branch_have_too_few_members_each(
    register: Register, members: tuple[Any, ...], light: Light, sentence: str
) -> None:
    units = [
        {"名称": name, **({} if number is None else {"党员": number})}
        for name, number in zip(("甲公司", "乙公司"), members, strict=True)
    ]
    joint = {"编号": "jia", "组建": {"方式": "联合组建", "日期": "2020-01-01"}, "覆盖单位": ["甲公司", "乙公司"]}
    found = statuses(with_rules(register, {"area": [{"编号": "xian"}], "unit": units, "branch": [joint]}))
    assert (found["RU02-2"].light, found["RU02-2"].sentence) == (light, sentence)


def of_site(register: Register) -> dict[str, Status]:
    return {status.rule.id: status for status in evaluate_site(Surroundings(register), (Scope.SITE,))}


@pytest.mark.parametrize(
    ("day", "light", "sentence"),
    [
        (None, Light.UNKNOWN, "没有活动记录，不能判断。"),
        ("2025-12-17", Light.GREEN, "最近一次活动是2025-12-17，距今14天。"),
        ("2025-12-16", Light.YELLOW, "最近一次活动是2025-12-16，距今15天。"),
    ],
)
def test_the_last_activity_is_no_older_than_it_may_be(
    register: Register, day: str | None, light: Light, sentence: str
) -> None:
    rows: dict[str, list[dict[str, Any]]] = {"branch": [{"编号": "jia"}]}
    if day:
        rows["activity"] = [{"编号": f"jia/{day}-a", "支部": "jia", "日期": day}]
    found = of_site(with_rules(register, rows))
    assert (found["RU33"].light, found["RU33"].sentence) == (light, sentence)
    assert found["RU33-2"].light is Light.UNKNOWN and found["RU33-3"].light is Light.YELLOW


def test_leaders_who_are_not_recorded_are_not_judged(register: Register) -> None:
    seats = [{"职务": "书记", "岗位": "甲", "讲党课": ["2025-03-20"]}, {"职务": "副书记", "岗位": "乙"}]
    committee = {"编号": "gongwei", "名称": "县工委", "简称": "工委", "级别": "两新工委", "组成": seats}
    found = of_site(with_rules(register, {"committee": [committee]}))["RU14-2"]
    assert (found.light, found.sentence) == (Light.UNKNOWN, "2个班子岗位中有1个没有填写讲党课的日期，不能判断。")


def test_every_status_has_a_sentence_and_a_source(register: Register) -> None:
    around = Surroundings(register)
    found = [s for dossier in register.dossiers() for s in evaluate_dossier(dossier, around)]
    found += evaluate_site(around)
    assert len(found) > 2000
    assert {status.light for status in found} == set(Light)
    for status in found:
        assert status.sentence.endswith("。") and status.sentence.count("。") == 1, status
        assert status.rule.grounds and status.rule.remedy
        assert "None" not in status.sentence
        assert not status.light.falls_short or status.verdict.counted or status.verdict.working


def test_the_rulebook_of_the_program_fits(register: Register) -> None:
    rules = register.of(Rule)
    assert {f"RU{number:02}" for number in range(1, 36)} <= set(rules)
    for rule in rules.values():
        assert JUDGES[rule.judged].scope is rule.scope
        assert missing_limits(rule) == []
    assert {rule.judged for rule in rules.values()} == set(JUDGES)


def test_the_schemes_that_come_with_the_program_say_what_their_sources_say(register: Register) -> None:
    found = schemes(register)
    stars = found["xingji"]
    assert (len(stars.aspects), len(stars.indicators), stars.total, stars.years) == (6, 18, 100, 2)
    assert stars.award_from == 3
    assert [band.stars for band in stars.bands] == [5, 4, 3, 2, 1, None]
    assert found["wuxing-chuangping"].total == 110
    assert [band.name for band in found["fenlei-dingji"].bands] == ["好", "较好", "一般", "较差"]
    assert [weight.weight for weight in found["lianshu-liankao"].weights] == [4, 3, 3]
    assert Scheme.model_fields["weights"].alias == "权重"
    assert found["wuge-jiben"].said_indicators == 41
    assert found["wuge-jiben"].importable
    assert found["zhidaoyuan-jidu"].applies_to == "党建指导员"


def test_every_score_falls_into_exactly_one_band(register: Register) -> None:
    for scheme in schemes(register).values():
        if scheme.total is not None and scheme.bands:
            for score in range(int(scheme.total) + 1):
                assert sum(band.holds(score) for band in scheme.bands) == 1, (scheme.name, score)


def test_a_locality_changes_a_rule_in_its_own_area_only(register: Register) -> None:
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
    small = with_rules(register, rows)
    around = Surroundings(small)
    found = {d.branch.id: {s.rule.id: s for s in evaluate_dossier(d, around)} for d in small.dossiers()}
    assert found["jia"]["RU07"].light is Light.GREEN
    assert found["jia"]["RU07"].rule.grounds.startswith(
        "《城关街道社区党支部任期规定》；《关于党的基层组织任期的意见》"
    )
    assert found["yi"]["RU07"].light is Light.RED


def test_a_locality_switches_a_rule_off(register: Register) -> None:
    rows = {
        "area": [{"编号": "xian"}],
        "branch": [{"编号": "jia"}],
        "rule_change": [{"编号": "a", "改": "RU20", "启用": "否", "依据": [{"文献": "当地规定"}]}],
    }
    assert "RU20" not in statuses(with_rules(register, rows))


def test_money_by_member_asks_for_members_where_these_are_hidden(register: Register) -> None:
    found = one_branch(register, 党员={"正式": "xx"}, 年度工作=[{"年度": 2025, "经费": 500}])["RU29"]
    assert (found.light, found.sentence) == (Light.UNKNOWN, "党员人数没有写明确切数字，人均经费不能判断。")


def under(register: Register, rule: str, limit: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> Status:
    """How the one branch of some rows stands under a rule with a threshold of the locality."""
    change = {"编号": "a", "改": rule, "门槛": [limit], "依据": [{"文献": "当地规定"}]}
    return statuses(with_rules(register, {**rows, "rule_change": [change]}))[rule]


@pytest.mark.parametrize(
    ("admitted", "sentence"),
    [(0, "2025年没有发展党员，有积极分子3名。"), (1, "2025年发展党员1名，规定不少于2名，有积极分子3名。")],
)
def test_new_members_are_told_as_many_as_there_are(register: Register, admitted: int, sentence: str) -> None:
    limit = {"项": "新发展", "下限": 2, "单位": "名", "周期": "年"}
    pipeline = [{"年度": 2025, "积极分子": 3, "发展对象": 0, "新发展": admitted}]
    assert under(register, "RU20", limit, {"branch": [{"编号": "jia", "培养": pipeline}]}).sentence == sentence


def held(day: str, kind: str, **keys: Any) -> dict[str, Any]:
    return {"编号": f"jia/{day}-a", "支部": "jia", "日期": day, "类别": kind, **keys}


def test_activities_of_a_year_are_told_as_many_as_there_were(register: Register) -> None:
    limit = {"项": "次数", "下限": 2, "单位": "次", "周期": "年"}
    rows = {"branch": [{"编号": "jia"}], "activity": [held("2025-11-20", "组织生活会")]}
    assert under(register, "RU15", limit, rows).sentence == "2025年开展组织生活会1次，规定每年不少于2次。"


def test_what_happens_once_a_year_may_be_missing_for_long_after_one(register: Register) -> None:
    change = {"编号": "a", "改": "RU14", "久缺": 1, "依据": [{"文献": "当地规定"}]}
    change["门槛"] = [{"项": "次数", "下限": 1, "单位": "次", "周期": "年"}]
    found = statuses(with_rules(register, {"branch": [{"编号": "jia"}], "rule_change": [change]}))["RU14"]
    assert (found.light, found.sentence) == (Light.RED, "到2025年已连续1年没有党课。")


@pytest.mark.parametrize(
    ("day", "fixed", "most", "light"),
    [
        ("2025-02-22", 1, 7, Light.GREEN),  # the 1st of March is seven days away, not nine
        ("2025-02-22", 1, 6, Light.YELLOW),
        ("2025-02-28", 31, 0, Light.GREEN),  # February has its 31st on the last
        ("2025-12-31", 1, 1, Light.GREEN),
        ("2025-01-01", 31, 1, Light.GREEN),
    ],
)
def test_days_from_the_fixed_day_are_those_of_the_calendar(
    register: Register, day: str, fixed: int, most: int, light: Light
) -> None:
    limit = {"项": "偏差", "上限": most, "单位": "天"}
    rows = {"branch": [{"编号": "jia", "主题党日": fixed}], "activity": [held(day, "主题党日")]}
    assert under(register, "RU13-2", limit, rows).light is light


def test_a_year_back_from_the_last_day_of_a_leap_year_begins_on_its_first(register: Register) -> None:
    rows = {"branch": [{"编号": "jia", "主题党日": 1}], "activity": [held("2024-01-01", "主题党日")]}
    assert statuses(with_rules(register, rows, "2024-12-31"))["RU13-2"].light is Light.GREEN


@pytest.mark.parametrize("posts", [2, 3])
def test_whether_there_is_a_committee_is_a_number_of_the_rulebook(register: Register, posts: int) -> None:
    committee = [{"职务": "书记" if number == 0 else "委员", "岗位": "岗位"} for number in range(posts)]
    branch = {"编号": "jia", "班子": committee}
    limit = {"项": "支委会委员", "下限": 2, "单位": "名"}
    usual = statuses(with_rules(register, {"branch": [branch]}))["RU12"]
    assert (usual.light is Light.NOT_APPLICABLE) is (posts < 3)
    assert under(register, "RU12", limit, {"branch": [branch]}).light is not Light.NOT_APPLICABLE


def test_how_many_secretaries_there_are_is_a_number_of_the_rulebook(register: Register) -> None:
    posts = [{"职务": "书记", "岗位": "甲"}, {"职务": "书记", "岗位": "乙"}]
    rows = {"branch": [{"编号": "jia", "党员": {"正式": 3}, "班子": posts}]}
    assert statuses(with_rules(register, rows))["RU06"].sentence == "班子里有2名书记，应当有1名。"
    limit = {"项": "书记", "下限": 1, "上限": 2, "单位": "名"}
    assert under(register, "RU06", limit, rows).light is Light.GREEN


@pytest.mark.parametrize("content", ["{theme}", "， {theme}。"])
def test_a_long_theme_that_is_copied_is_no_content(register: Register, content: str) -> None:
    theme = "学习贯彻全会精神推动民营企业发展" * 7
    rows = {
        "branch": [{"编号": "jia"}],
        "list": [{"编号": "2025-06", "年月": "2025-06", "主题": theme, "发布日期": "2025-06-01"}],
        "activity": [held("2025-06-15", "主题党日", 清单="2025-06", 内容=content.format(theme=theme))],
    }
    assert statuses(with_rules(register, rows))["RZ04"].light is Light.YELLOW
    rows["activity"][0]["内容"] += "，另到车间走访三十人。"
    assert statuses(with_rules(register, rows))["RZ04"].light is Light.GREEN


def _ledger(*changes: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """A county with a street, a unit without a branch in each, and what is otherwise there."""
    grounds = {"依据": [{"文献": "当地规定"}]}
    return {
        "area": [{"编号": "xian"}, {"编号": "jiedao", "名称": "城关", "类别": "街道", "上级": "xian"}],
        "unit": [{"名称": "甲公司", "职工": 200}, {"名称": "乙公司", "职工": 200, "属地": "jiedao"}],
        "rule_change": [{"编号": f"a{at}", **change, **grounds} for at, change in enumerate(changes)],
    }


def test_a_change_that_says_nothing_of_it_leaves_a_rule_switched_off(register: Register) -> None:
    rule = register.of(Rule)["RU20"].model_copy(update={"enabled": False})
    change: dict[str, Any] = {"编号": "a", "改": "RU20", "程度": "红", "依据": [{"文献": "当地规定"}]}
    assert not Change.model_validate(change).applied(rule).enabled
    assert Change.model_validate({**change, "启用": "是"}).applied(rule).enabled


def test_a_rule_that_only_one_area_asks_for_is_judged_there(register: Register) -> None:
    off, on = {"改": "RU22", "启用": "否"}, {"改": "RU22", "区域": ["jiedao"], "启用": "是"}
    found = [s for s in evaluate_site(Surroundings(with_rules(register, _ledger(off, on)))) if s.rule.id == "RU22"]
    assert [(status.subject.id, status.light) for status in found] == [("乙公司", Light.RED)]
    found = [s for s in evaluate_site(Surroundings(with_rules(register, _ledger(off)))) if s.rule.id == "RU22"]
    assert found == []


@pytest.mark.parametrize("limit", [{"上限": 100, "单位": "人"}, {"单位": "人"}])
def test_where_a_locality_writes_a_form_that_cannot_be_judged_nothing_is(
    register: Register, limit: dict[str, Any]
) -> None:
    change = {"改": "RU22", "区域": ["jiedao"], "门槛": [{"项": "应建组织", **limit}]}
    found = [s for s in evaluate_site(Surroundings(with_rules(register, _ledger(change)))) if s.rule.id == "RU22"]
    assert [status.subject.id for status in found] == ["甲公司"]


def of_station(register: Register, rule: str, limit: dict[str, Any], **keys: Any) -> Status:
    change = {"编号": "a", "改": rule, "门槛": [limit], "依据": [{"文献": "当地规定"}]}
    station = {"编号": "zhan", "名称": "站", "属地": "xian", "依托": "中心", "站长": "委员", **keys}
    lists = [
        {
            "编号": f"2025-{month:02}",
            "年月": f"2025-{month:02}",
            "主题": "学",
            "发布日期": "2025-01-02",
            "发布站": ["zhan"],
        }
        for month in range(1, 13)
    ]
    rows = {"area": [{"编号": "xian"}], "station": [station], "rule_change": [change], "list": lists}
    around = Surroundings(with_rules(register, rows))
    [found] = [status for status in evaluate_site(around, (Scope.STATION,)) if status.rule.id == rule]
    return found


_MONTHLY = [{"日期": f"2025-{month:02}-10", "议题": "例会"} for month in range(1, 13)]


@pytest.mark.parametrize(
    ("rule", "name", "least", "period", "light", "sentence"),
    [
        ("RU25-2", "例会", 1, "季", Light.GREEN, "近4个季度都有例会。"),
        ("RU25-2", "例会", 3, "季", Light.GREEN, "近4个季度都有例会。"),
        ("RU25-2", "例会", 12, "年", Light.GREEN, "近1年都有例会。"),
        ("RU25-2", "例会", 13, "年", Light.YELLOW, "2025年的例会次数不合（规定每年不少于13次）。"),
        ("RU25-3", "清单", 3, "季", Light.GREEN, "近4个季度都有月度清单。"),
        ("RU25-3", "清单", 4, "年", Light.GREEN, "近1年都有月度清单。"),
    ],
)
def test_what_a_station_does_is_counted_by_the_period_of_the_rule(
    register: Register, rule: str, name: str, least: int, period: str, light: Light, sentence: str
) -> None:
    limit = {"项": name, "下限": least, "单位": "次", "周期": period}
    found = of_station(register, rule, limit, 例会=_MONTHLY)
    assert (found.light, found.sentence) == (light, sentence)


def test_one_meeting_a_month_is_not_two(register: Register) -> None:
    limit = {"项": "例会", "下限": 2, "单位": "次", "周期": "月"}
    found = of_station(register, "RU25-2", limit, 例会=[*_MONTHLY, *_MONTHLY[3:]])
    assert found.sentence == "2025年1月、2月、3月的例会次数不合（规定每月不少于2次）。"
    assert found.light is Light.YELLOW


@pytest.mark.parametrize(
    ("least", "period", "quarters", "light"),
    [
        (1, "季", [1, 2, 3, 4], Light.GREEN),
        (1, "季", [1, 2, 3], Light.YELLOW),
        (1, "年", [3], Light.GREEN),
        (2, "年", [3], Light.YELLOW),
    ],
)
def test_instructors_are_scored_by_the_period_of_the_rule(
    register: Register, least: int, period: str, quarters: list[int], light: Light
) -> None:
    limit = {"项": "评价", "下限": least, "单位": "次", "周期": period}
    scored = [{"季度": f"2025-Q{number}", "得分": 90} for number in quarters]
    instructor = {"岗位": "某局干部", "来源": "机关在职", "方式": "一对多", "季度评价": scored}
    assert of_station(register, "RU25-4", limit, 指导员=[instructor]).light is light


@pytest.mark.parametrize(
    ("quotas", "light", "sentence"),
    [
        ([{}], Light.UNKNOWN, "没有可以计算的比例目标，不能判断。"),
        ([{"下限": 20, "上限": 80}], Light.YELLOW, "占比100.0%，目标不低于20%、不高于80%。"),
    ],
)
def test_a_target_is_told_with_both_its_bounds(
    register: Register, quotas: list[dict[str, Any]], light: Light, sentence: str
) -> None:
    scheme = {
        "编号": "tixi", "名称": "体系", "对象": "党支部", "周期": "每年", "把握": "地方规定",
        "依据": [{"文献": "某文件"}],
        "目标": [{"项": "占比", "指标": "stars.rated_share", **quota} for quota in quotas],
    }  # fmt: skip
    rated = {
        "编号": "a", "名称": "评定", "体系": "tixi", "起年": 2024, "止年": 2025, "公布日期": "2025-12-20",
        "结果": [{"支部": "jia", "星级": 3}],
    }  # fmt: skip
    rows = {"branch": [{"编号": "jia"}], "scheme": [scheme], "assessment": [rated]}
    found = of_site(with_rules(register, rows))["RU26"]
    assert (found.light, found.sentence) == (light, sentence)


def test_what_a_change_leaves_out_stays(register: Register) -> None:
    rule = register.of(Rule)["RU32"]
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


def test_two_years_at_the_bottom_are_red(register: Register) -> None:
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
    found = statuses(with_rules(register, rows))["RU28"]
    assert (found.light, found.sentence) == (Light.RED, "连续2年在末3名，应当调整岗位或免职。")
    rows["appraisal"] = [round_(2024, "z9"), round_(2025, "jia")]
    assert statuses(with_rules(register, rows))["RU28"].light is Light.YELLOW


def test_a_draft_is_not_counted(register: Register) -> None:
    activity = {"编号": "jia/2025-12-05-a", "支部": "jia", "日期": "2025-12-05"}
    rows = {"area": [{"编号": "xian"}], "branch": [{"编号": "jia"}], "activity": [activity]}
    assert statuses(with_rules(register, rows))["RZ03"].light is Light.GREEN
    rows["activity"] = [{**activity, "审核": "草稿"}]
    assert statuses(with_rules(register, rows))["RZ03"].light is Light.RED


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
        assert first >= since
    if found.running is not None:
        assert found.number(as_of) == found.running and found.end(found.running) > as_of


@given(
    least=st.one_of(st.none(), st.integers(0, 20)),
    most=st.one_of(st.none(), st.integers(0, 20)),
    low=st.booleans(),
    high=st.booleans(),
    value=st.integers(-1, 21),
)
def test_a_limit_holds_between_its_bounds(
    least: int | None, most: int | None, low: bool, high: bool, value: int
) -> None:
    row = {"项": "甲", "单位": "人", "含下限": low, "含上限": high}
    row |= {key: bound for key, bound in (("下限", least), ("上限", most)) if bound is not None}
    limit = Limit.model_validate(row)
    above = least is None or value > least or (low and value == least)
    below = most is None or value < most or (high and value == most)
    assert limit.holds(value) is (above and below)


def test_every_scope_has_a_judge() -> None:
    assert {judge.scope for judge in JUDGES.values()} == set(Scope)


def test_totals_from_lists_are_those_of_the_report(register: Register) -> None:
    """What judges say of dates and kinds alone is what they say of whole activities."""
    released = register.released()
    around, counted = Surroundings(released), Counter[tuple[str, Light]]()
    for dossier in released.dossiers():
        counted.update((status.rule.id, status.light) for status in evaluate_dossier(dossier, around))
    counted.update((status.rule.id, status.light) for status in evaluate_site(around))
    rules = released.of(Rule)
    found = _tallies(released, rules)
    assert set(rules) - set(found) == {id for id, rule in rules.items() if JUDGES[rule.judged].inside}
    for id, tally in found.items():
        short = counted[id, Light.YELLOW] + counted[id, Light.RED]
        assert tally == (counted[id, Light.GREEN], short, counted[id, Light.UNKNOWN]), id
    assert sum(tally.short for tally in found.values()) > 10
    assert _tallies(released, ["RU13", "RU17"]).keys() == {"RU13"}


def _tallies(register: Register, rules: Collection[str]) -> Mapping[str, Tally]:
    answers = answers_of(register, rules, register.branches.values())
    return tallies(rules, answers, answers_of_others(register, rules))
