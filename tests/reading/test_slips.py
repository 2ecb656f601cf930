"""Accepted and rejected YAML side by side: always the whole list of findings as (code, line, column)."""

from __future__ import annotations

from typing import Any

import pytest
from support import Spot, spots

from generator.findings import kinds
from generator.reading import Source, parse

ACCEPTED: list[tuple[str, Any]] = [
    ("说明: 注意：此处\n", {"说明": "注意：此处"}),
    (
        "说明: |\n  注意：此处\n  【标】＃不是，注释\n   - 甲：乙\n尾: 1\n",
        {"说明": "注意：此处\n【标】＃不是，注释\n - 甲：乙\n", "尾": 1},
    ),
    ("说明: >-\n  一：二\n  三\n", {"说明": "一：二 三"}),
    ("说明: |\n  　　首行缩进\n", {"说明": "　　首行缩进\n"}),
    ("说明: 第一行\n  第二行：内容\n", {"说明": "第一行 第二行：内容"}),
    ("说明:\n  一段话，其中有冒号：如此\n", {"说明": "一段话，其中有冒号：如此"}),
    ("做法:\n  - 一是坚持：建立\n  - 网址：http://a.b/c\n", {"做法": ["一是坚持：建立", "网址：http://a.b/c"]}),
    ("做法:\n- 10:30\n- 上午9:30开会\n- 比例3:2\n", {"做法": ["10:30", "上午9:30开会", "比例3:2"]}),
    ("网址: http://x.y/z\n时间: 10:30\n", {"网址": "http://x.y/z", "时间": "10:30"}),
    ("网址:\n  http://x.y/z\n", {"网址": "http://x.y/z"}),
    ("温度:\n  -5\n", {"温度": -5}),
    ("名: “甲”和“乙”\n", {"名": "“甲”和“乙”"}),
    ("名: 「甲」\n", {"名": "「甲」"}),
    ("名: 【通知】关于开会\n品牌: 【红色引擎】\n", {"名": "【通知】关于开会", "品牌": "【红色引擎】"}),
    ("名: '甲：乙，丙'\n列: ['甲，乙', \"丙、丁\"]\n", {"名": "甲：乙，丙", "列": ["甲，乙", "丙、丁"]}),
    ("列: {说明: 好，很好, 人: 甲、乙}\n", {"列": {"说明": "好，很好", "人": "甲、乙"}}),
    ("列: [一、基本情况, 二、做法]\n", {"列": ["一、基本情况", "二、做法"]}),
    ("列: [每个岗位有人、有任务]\n", {"列": ["每个岗位有人、有任务"]}),
    ("列: [方案、措施, 验收]\n", {"列": ["方案、措施", "验收"]}),
    ("列: [\n  甲, # 注\n  乙\n]\n", {"列": ["甲", "乙"]}),
    ("楼: 1＃楼\n号: 3#\n", {"楼": "1＃楼", "号": "3#"}),
    ("# 注释：甲，乙【】\na: 1 # 名称：甲\n", {"a": 1}),
    ("---\na: 1\n...\n", {"a": 1}),
    ("{a: 1,\nb: 2}\n", {"a": 1, "b": 2}),
    ("a: '两行\n  文字：好'\nb: 1\n", {"a": "两行 文字：好", "b": 1}),
    ("a: 1\n\t\n　\nb: 2\n", {"a": 1, "b": 2}),
    ("'键 一': 1\n\"二\": 2\n3: 3\ntrue: 4\n", {"键 一": 1, "二": 2, "3": 3, "true": 4}),
    ("a:\n- b: 1\n  c: 2\n- d\n", {"a": [{"b": 1, "c": 2}, "d"]}),
    ("a: 家庭👨\u200d👩\u200d👧\n", {"a": "家庭👨\u200d👩\u200d👧"}),
]


@pytest.mark.parametrize(("text", "value"), ACCEPTED)
def test_what_is_right_is_read_as_it_stands(text: str, value: object) -> None:
    document = parse(Source("a.yml", text))
    assert (document.findings, document.root, document.complete) == ([], value, True)


REJECTED: list[tuple[str, list[Spot], Any]] = [
    ("名称：示例\n", [("ZB0140", 1, 3)], {"名称": "示例"}),
    ("名称 ： 示例\n简称﹕乙\n", [("ZB0140", 1, 4), ("ZB0140", 2, 3)], {"名称": "示例", "简称": "乙"}),
    (
        "组建：\n  方式：单独\n  日期: 甲\n",
        [("ZB0140", 1, 3), ("ZB0140", 2, 5)],
        {"组建": {"方式": "单独", "日期": "甲"}},
    ),
    ("列:\n  - 名称: 甲\n  - 名称：乙\n", [("ZB0140", 3, 7)], {"列": [{"名称": "甲"}, {"名称": "乙"}]}),
    ("列:\n  - 名称：甲\n    类型: 乙\n", [("ZB0140", 2, 7)], {"列": [{"名称": "甲", "类型": "乙"}]}),
    ("党员: {正式：9, 预备：1}\n", [("ZB0140", 1, 8), ("ZB0140", 1, 14)], {"党员": {"正式": 9, "预备": 1}}),
    ("荣誉: “先进”\n", [("ZB0141", 1, 5)], {"荣誉": "“先进”"}),
    ("荣誉: ‘先进’ # 注\n", [("ZB0141", 1, 5)], {"荣誉": "‘先进’"}),
    ("＃ 注释\na: 1 ＃ 注\n", [("ZB0142", 1, 1), ("ZB0142", 2, 6)], {"a": 1}),
    (
        "a: 【甲，乙】\nb: ［丙］\n",
        [("ZB0143", 1, 4), ("ZB0144", 1, 6), ("ZB0143", 2, 4)],
        {"a": ["甲", "乙"], "b": ["丙"]},
    ),
    ("a: ｛b: 1, c: 2｝\n", [("ZB0143", 1, 4)], {"a": {"b": 1, "c": 2}}),
    ("a: [甲, 乙】\n", [("ZB0143", 1, 9)], {"a": ["甲", "乙"]}),
    ("a: [甲，乙、丙]\n", [("ZB0144", 1, 6)], {"a": ["甲", "乙", "丙"]}),
    ("a: [工会、青妇组织]\n", [("ZB0144", 1, 7)], {"a": ["工会", "青妇组织"]}),
    ("a: {b: 1，c: 2}\n", [("ZB0144", 1, 9)], {"a": {"b": 1, "c": 2}}),
    ("a:\n  － 甲\n  —乙\n  – 丙\n", [("ZB0145", 2, 3), ("ZB0145", 3, 3), ("ZB0145", 4, 3)], {"a": ["甲", "乙", "丙"]}),
    ("a:\n\tb: 1\n\tc: 2\nd: 3\n", [("ZB0146", 2, 1), ("ZB0146", 3, 1)], {"a": {"b": 1, "c": 2}, "d": 3}),
    ("a:\n　b: 1\n\xa0\xa0c: 2\n", [("ZB0147", 2, 1), ("ZB0147", 3, 1)], {"a": {"b": 1, "c": 2}}),
    ("a: |\n　　甲\n  乙\nb: 1\n", [("ZB0147", 2, 1)], {"a": "甲\n乙\n", "b": 1}),
    ("名称:示例\na: {b:1}\n", [("ZB0148", 1, 3), ("ZB0148", 2, 6)], {"名称": "示例", "a": {"b": 1}}),
    ("名称:　示例\n", [("ZB0148", 1, 3)], {"名称": "示例"}),
    ("a:\n  -甲\n  - 乙\n  -3\n", [("ZB0149", 2, 3), ("ZB0149", 4, 3)], {"a": ["甲", "乙", 3]}),
    ("a:\n  -名称: 甲\n   类型: 乙\n", [("ZB0149", 2, 3)], {"a": [{"名称": "甲", "类型": "乙"}]}),
    ("a: 1\n  b: 2\nc: 3\n", [("ZB0150", 2, 3)], {"a": 1, "b": 2, "c": 3}),
    ("a:\n  b: 1\n c: 2\n d: 3\ne: 4\n", [("ZB0150", 3, 2)], {"a": {"b": 1, "c": 2, "d": 3}, "e": 4}),
    ("a:\n  - b: 1\n  c: 2\n", [("ZB0150", 3, 3)], {"a": [{"b": 1, "c": 2}]}),
    ("a:\n  - 甲\n- 乙\n", [("ZB0150", 3, 1)], {"a": ["甲", "乙"]}),
    ("a: 1\n游离\nb: 2\n", [("ZB0151", 2, 1)], {"a": 1, "b": 2}),
    ("a: 1\n- 甲\nb: 2\n", [("ZB0152", 2, 1)], {"a": 1, "b": 2}),
    ('a: "甲”\nb: 2\n', [("ZB0153", 1, 6)], {"a": "甲", "b": 2}),
    ("a: 时: 分\nb: 2\n", [("ZB0154", 1, 5)], {"a": "时： 分", "b": 2}),
    (
        "a: **\nb: @甲\nc: {d: **}\ne: >5人\nf: 1\n",
        [("ZB0155", 1, 4), ("ZB0155", 2, 4), ("ZB0155", 3, 8), ("ZB0155", 4, 4)],
        {"a": "**", "b": "@甲", "c": {"d": "**"}, "e": ">5人", "f": 1},
    ),
    ('a: "甲"公司\nb: [1] 个\n', [("ZB0156", 1, 7), ("ZB0156", 2, 8)], {"a": '"甲"公司', "b": [1]}),
    ('a: "C:\\党"\n', [("ZB0157", 1, 7)], {"a": "C:\\党"}),
    ('a: "甲\nb: 2\n', [("ZB0158", 1, 4)], {"a": "甲", "b": 2}),
    ("a: [甲\nb: 2\n", [("ZB0159", 1, 4)], {"a": ["甲"], "b": 2}),
    ("a: 1\nb: 2\n'a': 3\na: 4\n", [("ZB0128", 3, 1), ("ZB0128", 4, 1)], {"a": 1, "b": 2}),
    (
        "a: &x 1\nb: *x\nc: !!str 2\n",
        [("ZB0123", 1, 4), ("ZB0124", 2, 4), ("ZB0125", 3, 4)],
        {"a": 1, "b": None, "c": 2},
    ),
    ("<<: {a: 1}\nb: 2\n", [("ZB0126", 1, 1)], {"b": 2}),
    ("[甲]: 1\nb: 2\n", [("ZB0127", 1, 1)], {"b": 2}),
    ("%YAML 1.1\n---\na: 1\n", [("ZB0122", 1, 1)], {"a": 1}),
    ("a: 1\n---\nb: 2\n", [("ZB0121", 2, 1)], {"a": 1}),
    ("a: 甲\u200b乙\u200b\n", [("ZB0114", 1, 5)], {"a": "甲乙"}),
    ("甲\u200b：\u202e乙\n", [("ZB0114", 1, 2), ("ZB0140", 1, 3), ("ZB0113", 1, 4)], {"甲": "乙"}),
    ("a: 甲\x07\u2028乙\n", [("ZB0115", 1, 5)], {"a": "甲 乙"}),
    ("", [("ZB0116", 0, 0)], {}),
    ("# 只有注释\n\n---\n", [("ZB0116", 0, 0)], {}),
    ("这是一段文字\n没有键\n", [("ZB0120", 1, 1)], {}),
    ("- 甲\n- 乙\n", [("ZB0120", 1, 1)], {}),
    ('"甲"\n', [("ZB0120", 1, 1)], {}),
]


@pytest.mark.parametrize(("text", "expected", "value"), REJECTED)
def test_a_slip_is_told_and_mended(text: str, expected: list[Spot], value: object) -> None:
    document = parse(Source("a.yml", text))
    root = document.root if not isinstance(document.root, list) else {}
    assert (spots(document.findings), root) == (expected, value)


def test_all_slips_of_a_file_are_told_in_one_run() -> None:
    """Every rejected case that leaves its record readable, one below the other: the same findings, moved down."""
    blocks, expected, line = [], [], 0
    for number, (text, found, value) in enumerate(REJECTED):
        codes = {code for code, _, _ in found}
        if not value or codes & {"ZB0121", "ZB0122", "ZB0146", "ZB0147"}:  # of the whole file, or of how it is indented
            continue
        rows = text.rstrip("\n").split("\n")
        blocks.append(f"块{number}:\n" + "".join(f"  {row}\n" for row in rows))
        expected += [(code, at + line + 1, column + 2) for code, at, column in found]
        line += 1 + len(rows)
    assert spots(parse(Source("a.yml", "".join(blocks))).findings) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: [1, {c: 2]}\nd: 3\n", [("ZB0160", 2, 13)]),
        ("a: 1\n? [b\n", [("ZB0127", 2, 3), ("ZB0160", 3, 1)]),
        ('a: "x', [("ZB0158", 1, 4)]),
        ('a: "\\', [("ZB0158", 1, 4)]),
    ],
)
def test_the_unrepairable_ends_the_file_in_plain_chinese(text: str, expected: list[Spot]) -> None:
    document = parse(Source("a.yml", text))
    assert spots(document.findings) == expected
    words = document.findings[-1].text("zh")
    assert "expected" not in words.message and "while" not in words.message


def test_every_slip_that_is_mended_is_shown() -> None:
    seen = {code for _, found, _ in REJECTED for code, _, _ in found}
    assert seen >= {k.code for k in kinds() if "ZB0140" <= k.code <= "ZB0159"}


def test_the_hint_shows_the_corrected_line() -> None:
    [finding] = parse(Source("a.yml", "a: 1\n名称：示例 # 注\n")).findings
    assert finding.text().hint.endswith("名称: 示例 # 注")
