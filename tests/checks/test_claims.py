"""What a report states, claim by claim: what is accepted, what is found, where, and in which words."""

from __future__ import annotations

import pytest
from support import TinySite

REPORT = "records/reports/diaocha.yml"
HEAD = "名称: 甲\n日期: 2025-12-01\n起草单位: 乙\n摘要: 丙\n章节: [{标题: 丁}]\n审核: 终审\n数据:\n"
BASE = (
    "  - {说法: 男党员148人, 数值: 148, 单位: 人}\n"
    "  - {说法: 女党员99人, 数值: 99, 单位: 人}\n"
    "  - {说法: 隐去的, 数值: xx, 单位: 人}\n"
    "  - {说法: 四百余, 数值: 400余, 单位: 人}\n"
)
LINE = 12
"""Where the claim under test stands: after the seven lines of the head and the four of the base."""


def found(tiny: TinySite, claims: str) -> list[tuple[str, int, int, str]]:
    """Code, line, column and message of everything found; every one rendered in both languages."""
    tiny.write(REPORT, HEAD + BASE + claims)
    messages = [finding.text().message for finding in tiny.load().findings]
    places = tiny.places()
    assert {path for _, path, _, _ in places} <= {REPORT}
    return [(code, line, column, message) for (code, _, line, column), message in zip(places, messages, strict=True)]


@pytest.mark.parametrize(
    "claim",
    [
        "{说法: 合计, 数值: 247, 各项: [男党员148人, 女党员99人]}",
        "{说法: 合计, 数值: 247, 各项: [男党员148人, '99']}",
        "{说法: 没有写出的合计, 各项: [男党员148人, 女党员99人]}",
        "{说法: 隐去一项的合计, 数值: 300, 各项: [男党员148人, 隐去的]}",
        "{说法: 约数, 数值: 500余, 各项: [男党员148人, 女党员99人]}",
        "{说法: 积, 数值: 1776, 相乘: [男党员148人, '12']}",
        "{说法: 占比, 数值: 66.9, 单位: '%', 占比: {部分: 女党员99人, 总数: 男党员148人}}",
        "{说法: 占比, 数值: 67, 单位: '%', 占比: {部分: 女党员99人, 总数: 男党员148人}}",
        "{说法: 占比, 数值: 66.89, 单位: '%', 占比: {部分: 女党员99人, 总数: 男党员148人}}",
        "{说法: 总数为零, 数值: 5, 单位: '%', 占比: {部分: 女党员99人, 总数: '0'}}",
        "{说法: 三项, 数值: 3, 成员: [甲, 乙, 丙]}",
        "{说法: 平均, 数值: 1.5, 平均: {总量: 男党员148人, 个数: 女党员99人}}",
        "{说法: 党课, 数值: 400, 平均: {个数: 女党员99人, 不少于: '4'}}",
        "{说法: 对得上, 数值: 148, 比较: {与: 男党员148人}}",
        "{说法: 约数也能比, 数值: 400余, 比较: {与: 四百余}}",
        "{说法: 隐去的不比, 数值: xx, 比较: {与: 四百余}}",
        "{说法: 一家, 数值: 1, 比较: {与: units.enterprises}}",
        "{说法: 照录, 数值: 75, 单位: '%', 原文: 75%}",
        "{说法: 份额, 数值: 100.0, 单位: '%', 指标: coverage.organisation}",
        "{说法: 份额, 数值: 100, 单位: '%', 指标: coverage.organisation}",
    ],
)
def test_a_claim_that_holds_is_accepted(tiny: TinySite, claim: str) -> None:
    assert found(tiny, f"  - {claim}\n") == []


@pytest.mark.parametrize(
    ("claim", "code", "at", "message"),
    [
        (
            "{说法: 合计, 数值: 250, 各项: [男党员148人, 女党员99人]}",
            "ZB0351",
            "[男党员148人, 女党员99人]",
            "合计：148+99=247，所述为250，相差3。",
        ),
        (
            "{说法: 积, 数值: 1700, 相乘: [男党员148人, '12']}",
            "ZB0351",
            "[男党员148人, '12']",
            "积：148×12=1776，所述为1700，相差76。",
        ),
        (
            "{说法: 平均, 数值: 2, 平均: {总量: 男党员148人, 个数: 女党员99人}}",
            "ZB0351",
            "{总量",
            "平均：148÷99=1.49，所述为2，相差0.51。",
        ),
        (
            "{说法: 占比, 数值: 70, 单位: '%', 占比: {部分: 女党员99人, 总数: 男党员148人}}",
            "ZB0352",
            "{部分",
            "占比：99÷148=66.9%，所述为70%，相差3.1个百分点；要得70%，总数须约为141。",
        ),
        (
            "{说法: 占比, 数值: 150, 单位: '%', 占比: {部分: 男党员148人, 总数: 女党员99人}}",
            "ZB0352",
            "{部分",
            "占比：148÷99=149.5%，所述为150%，相差0.5个百分点；部分大于总数；要得150%，总数须约为99。",
        ),
        (
            "{说法: 占比, 数值: 0, 单位: '%', 占比: {部分: 男党员148人, 总数: 女党员99人}}",
            "ZB0352",
            "{部分",
            "占比：148÷99=149.5%，所述为0%，相差149.5个百分点；部分大于总数。",
        ),
        (
            "{说法: 四项, 数值: 4, 单位: 项, 成员: [甲, 乙]}",
            "ZB0354",
            "[甲",
            "四项：所称4项，列出2项，相差2；列出的是甲、乙。",
        ),
        (
            "{说法: 三期, 数值: 3, 单位: 期, 成员: [1期, 3期]}",
            "ZB0354",
            "[1期",
            "三期：所称3期，列出2期，相差1；其间缺2期，列出的是1期、3期。",
        ),
        ("{说法: 九个一, 数值: 9, 成员: []}", "ZB0355", "[]", "九个一：只有名称，没有逐项列出。"),
        (
            "{说法: 两数, 数值: 100, 比较: {与: 女党员99人}}",
            "ZB0356",
            "{与",
            "两数：100与“女党员99人”的99应当相等，相差1。",
        ),
        (
            "{说法: 两数, 数值: 100, 比较: {与: 女党员99人, 关系: 不多于}}",
            "ZB0356",
            "{与",
            "两数：100与“女党员99人”的99应当不多于，相差1。",
        ),
        (
            "{说法: 党课, 数值: 198, 平均: {个数: 女党员99人, 不少于: '4', 规则: RU14}}",
            "ZB0357",
            "'4'",
            "党课：198÷99=2.0，低于应有的4（规则RU14）。",
        ),
        (
            "{说法: 联系, 数值: 594, 平均: {个数: 女党员99人, 不少于: '3', 不多于: '5'}}",
            "ZB0357",
            "'5'",
            "联系：594÷99=6.0，高于应有的5。",
        ),
        (
            '{说法: 断开, 数值: 75, 单位: "%", 原文: "7\\n5"}',
            "ZB0358",
            '"7',
            "断开：原文写作“7 5”，数字被断开，缺少“%”。",
        ),
        ("{说法: 别的数, 数值: 75, 单位: 个, 原文: 57个}", "ZB0358", "57个}", "别的数：原文写作“57个”，其中没有“75”。"),
        ("{说法: 学生比例, 单位: '%'}", "ZB0359", "学生比例", "学生比例：原文缺少数字。"),
        (
            "{说法: 占比, 单位: '%', 占比: {部分: 女党员99人}}",
            "ZB0360",
            "{部分",
            "占比：没有写明99占的是什么总数，算不出百分比。",
        ),
        (
            "{说法: 合计, 数值: 1, 各项: [男党员148人, 女党员]}",
            "ZB0350",
            "女党员]",
            "“各项”里的“女党员”不是本报告的一条说法，也不是指标编号或数字。",
        ),
    ],
)
def test_a_claim_that_does_not_hold_is_told(tiny: TinySite, claim: str, code: str, at: str, message: str) -> None:
    column = f"  - {claim}".index(at) + 1
    assert found(tiny, f"  - {claim}\n") == [(code, LINE, column, message)]


def test_two_wholes_under_one_share_are_told(tiny: TinySite) -> None:
    claims = (
        "  - {说法: 全体党员, 数值: 257, 各项: [男党员148人, 女党员99人]}\n"
        "  - {说法: 女党员占38.5%, 数值: 38.5, 单位: '%', 占比: {部分: 女党员99人, 总数: 全体党员}}\n"
        "  - {说法: 男党员占59.9%, 数值: 59.9, 单位: '%', 占比: {部分: 男党员148人, 总数: 全体党员}}\n"
    )
    assert found(tiny, claims) == [
        ("ZB0351", 12, 29, "全体党员：148+99=247，所述为257，相差10。"),
        ("ZB0353", 14, 44, "男党员占59.9%：148÷257=57.6%，所述为59.9%，相差2.3个百分点；"
         "59.9%是用247（148+99之和）作总数算的，而“女党员占38.5%”用的是257，两处总数不同。"),
    ]  # fmt: skip


def test_a_wording_that_stands_twice_is_no_operand(tiny: TinySite) -> None:
    claims = "  - {说法: 男党员148人, 数值: 150}\n  - {说法: 合计, 数值: 247, 各项: [男党员148人, 女党员99人]}\n"
    assert [row[:3] for row in found(tiny, claims)] == [("ZB0350", 13, 28)]
    assert tiny.load().findings[0].text().hint == "本报告里有两条同样的说法，请改其中一条，使所指明确。"


def test_a_share_forced_to_make_a_hundred_is_told(tiny: TinySite) -> None:
    claims = (
        "  - {说法: 甲, 数值: 36.4, 单位: 人}\n  - {说法: 全部, 数值: 100, 单位: 人}\n"
        "  - {说法: 甲占37%, 数值: 37, 单位: '%', 占比: {部分: 甲, 总数: 全部}}\n"
        "  - {说法: 合计占比, 数值: 100, 单位: '%', 各项: [甲占37%, '63%']}\n"
    )
    message = (
        "甲占37%：36.4÷100=36.4%，所述为37%，相差0.6个百分点；四舍五入应为36%，各项合计99%，看来是为凑成100%而改。"
    )
    assert [row[3] for row in found(tiny, claims)] == [message]


def test_every_key_of_a_claim_is_checked_as_any_other_record(tiny: TinySite) -> None:
    rows = found(tiny, "  - {说法: 甲, 数值: 1, 比较: {和: 女党员99人, 关系: 等于}}\n")
    assert {code for code, *_ in rows} == {"ZB0201", "ZB0202", "ZB0203"}


def test_numbers_of_any_length_are_worked_out(tiny: TinySite) -> None:
    """A number in a working is text until it is worked out, and text may be long."""
    long = "9" * 60
    claims = (
        f"  - {{说法: 和, 数值: 1, 各项: [男党员148人, '{long}']}}\n"
        f"  - {{说法: 比, 数值: 0.125, 单位: '%', 占比: {{部分: '{long}', 总数: '{long}.5'}}}}\n"
        f"  - {{说法: 均, 数值: 1, 平均: {{个数: '7', 不少于: '{long}'}}}}\n"
    )
    rows = found(tiny, claims)
    assert [row[0] for row in rows] == ["ZB0351", "ZB0352", "ZB0357"]
    assert rows[0][3] == f"和：148+{long}=1{'0' * 57}147，所述为1，相差1{'0' * 57}146。"
