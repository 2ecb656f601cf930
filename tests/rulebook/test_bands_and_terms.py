"""Bands hide small counts; term sets hold what a record may tick."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import BANDS, BRANCH, TinySite

from generator.records.register import Register
from generator.records.values import Approximate, Masked, Stated
from generator.rulebook.bands import Bands, band_of
from generator.rulebook.terms import term_sets

SCALE = Bands.model_validate(BANDS)


@pytest.mark.parametrize(
    ("parts", "band"),
    [
        ((0,), "不足3人"),
        ((2,), "不足3人"),
        ((3,), "3—6人"),
        ((6,), "3—6人"),
        ((5, 1), "3—6人"),
        ((5, 2), "7—49人"),
        ((49,), "7—49人"),
        ((50,), "50—99人"),
        ((99,), "50—99人"),
        ((100,), "100人以上"),
        ((Masked("xx"), 3), None),
        ((3, Approximate("400余", 400)), None),  # type: ignore[arg-type]
        ((Stated(5, "年报"),), None),
        (("7",), None),
    ],
)
def test_a_number_is_shown_as_its_band(parts: tuple[Any, ...], band: str | None) -> None:
    assert band_of(SCALE, *parts) == band


def test_without_bands_no_number_is_shown() -> None:
    assert band_of(None, 5) is None


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_band_never_tells_the_number(full: int, probationary: int) -> None:
    assert band_of(SCALE, full, probationary) in {"不足3人", "3—6人", "7—49人", "50—99人", "100人以上"}


def test_a_closed_set_refuses_and_an_open_one_takes_other_words(tiny: TinySite) -> None:
    tiny.replace(BRANCH, "主题党日", "书记: {产生方式: 海选, 职业水平: 特级}\n资料盒: [基本组织, 基本组成]\n主题党日")
    assert tiny.places() == [("ZB0219", BRANCH, 11, 22), ("ZB0219", BRANCH, 12, 13)]
    assert [finding.text().hint for finding in tiny.load().findings] == [
        "是不是“高级”？可用的有：初级、中级、高级。",
        "是不是“基本组织”？可用的有：基本组织、基本队伍、基本活动、基本制度、基本保障、上级来文、特色工作、工作成果。",
    ]


def test_a_set_that_says_a_number_has_that_many_members(register: Register) -> None:
    sets = term_sets(register)
    said = {id: (terms.said, len(terms.members)) for id, terms in sets.items() if terms.said is not None}
    assert len(said) > 50
    explained = {"liangtui-yigua", "qilei", "sange-fangmian", "sange-wenti", "shixiang-zhidu", "sige-zhuzhong"}
    assert {id for id, (number, members) in said.items() if number != members} == explained
    assert {id for id, terms in sets.items() if terms.mismatch is not None} == explained
    assert all(len(set(terms.members)) == len(terms.members) for terms in sets.values())
    assert all(terms.source is not None for terms in sets.values())
