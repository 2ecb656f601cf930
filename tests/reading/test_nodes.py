"""Scalars, places and front matter."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import _ruamel_yaml
import pytest
from pydantic import BaseModel
from support import Spot, spots

from generator import reading
from generator.reading import Mapping, Sequence, Source, construct, locate, parse, split_front_matter


def test_the_c_parser_is_in_use() -> None:
    assert construct.CParser is _ruamel_yaml.CParser
    assert _ruamel_yaml.__file__.endswith((".so", ".pyd"))


def test_the_room_offers_these_names_and_no_others() -> None:
    types = "Document Mapping Node Sequence Source Want"
    limits = "MAX_BYTES MAX_DEPTH MAX_NODES MAX_SCALAR"
    assert set(reading.__all__) == set(
        f"{types} {limits} forget_folders is_clean locate mend parse plain_values read_source".split()
    ) | {"scalar", "split_front_matter"}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None), ("~", None), ("null", None), ("Null", "Null"), ("true", True), ("false", False),
        ("True", "True"), ("yes", "yes"), ("no", "no"), ("否", "否"), ("0", 0), ("-7", -7), ("12", 12), ("+1", "+1"),
        ("012", "012"), ("1.5", Decimal("1.5")), ("-0.25", Decimal("-0.25")), ("1.10", Decimal("1.10")),
        (".5", ".5"), ("5.", "5."), ("01.5", "01.5"), ("1e3", "1e3"),
        ("1_000", "1_000"), ("0x1F", "0x1F"), ("0o7", "0o7"), (".inf", ".inf"), ("2024-05-18", "2024-05-18"),
        ("2024-13-45", "2024-13-45"), ("10:30", "10:30"), ("123456789012345", 123456789012345),
        ("1234567890123456", "1234567890123456"), ("٣", "٣"), ("９", "９"), ("400余", "400余"), ("xx", "xx"),
        ("'1'", "1"), ('"true"', "true"), ("''", ""), ("=", "="),
    ],
)  # fmt: skip
def test_a_scalar_has_the_value_it_is_written_as(written: str, value: Any) -> None:
    document = parse(Source("a.yml", f"a: {written}\n"))
    assert isinstance(document.root, Mapping)
    got = document.root["a"]
    assert (document.findings, got, type(got)) == ([], value, type(value))


TEXT = "名称: '甲 乙' # 注\n组建: {方式: 单独, 日期: 2016}\n列:\n  - 一: 1\n    二: 两个字\n  - 三\n空:\n"


@pytest.mark.parametrize(
    ("keys", "want", "expected"),
    [
        (["名称"], "key", (1, 1, 2)),
        (["名称"], "value", (1, 5, 5)),
        (["组建"], "value", (2, 5, 18)),
        (["组建", "方式"], "key", (2, 6, 2)),
        (["组建", "日期"], "value", (2, 18, 4)),
        (["组建", "缺"], "value", (2, 1, 2)),
        (["列", 0, "二"], "value", (5, 8, 3)),
        (["列", 0, "缺", "更缺"], "key", (4, 5, 1)),
        (["列", 1], "value", (6, 5, 1)),
        (["列", 9], "value", (3, 1, 1)),
        (["空"], "value", (7, 3, 1)),
        (["缺"], "key", (1, 1, 1)),
        ([], "value", (1, 1, 1)),
    ],
)
def test_keys_lead_to_the_place(keys: list[str | int], want: Any, expected: tuple[int, int, int]) -> None:
    place = locate(parse(Source("a.yml", TEXT)), keys, want)
    assert (place.path, place.line, place.column, place.length) == ("a.yml", *expected)


def test_marks_survive_repairs() -> None:
    document = parse(Source("a.yml", "甲\u200b：乙\n丙:[1，2]\n"))
    root = document.root
    assert isinstance(root, Mapping) and root == {"甲": "乙", "丙": [1, 2]}
    assert root.marks == {"甲": (1, 1, 1, 4), "丙": (2, 1, 2, 3)}
    assert isinstance(root["丙"], Sequence) and root["丙"].marks == [(2, 4), (2, 6)]


def test_pydantic_takes_nodes_as_they_are() -> None:
    class Model(BaseModel):
        名称: str
        列: list[dict[str, Any] | str]

    assert Model.model_validate(parse(Source("a.yml", TEXT)).root).列 == [{"一": 1, "二": "两个字"}, "三"]


@pytest.mark.parametrize(
    ("text", "codes", "root", "body", "line"),
    [
        ("---\n标题: 甲\n---\n正文\n", [], {"标题": "甲"}, "正文\n", 4),
        ("---\n标题：甲\n---\n正\u200b文：好\n", [("ZB0140", 2, 3), ("ZB0114", 4, 2)], {"标题": "甲"}, "正文：好\n", 4),
        ("---\n---\n正文", [("ZB0116", 0, 0)], {}, "正文", 3),
        ("正文\n", [("ZB0132", 1, 1)], {}, "正文\n", 1),
        ("", [("ZB0116", 0, 0)], {}, "", 1),
        ("---\n标题: 甲\n\n正文\n", [("ZB0133", 1, 1)], {"标题": "甲"}, "\n正文\n", 3),
    ],
)
def test_front_matter_is_parted_from_the_text(text: str, codes: list[Spot], root: object, body: str, line: int) -> None:
    document, got, first = split_front_matter(Source("a.md", text))
    assert (spots(document.findings), document.root, got, first) == (codes, root, body, line)
