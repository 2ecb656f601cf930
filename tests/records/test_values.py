"""Values as offices write them: accepted and refused, each with its type. Masked is not 0 and not text."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.records.committee import CommitteeLevel
from generator.records.values import Amount, Approximate, Count, Date, Masked, Stated, YearMonth, YesNo, exact

COUNT: TypeAdapter[Any] = TypeAdapter(Count)
AMOUNT: TypeAdapter[Any] = TypeAdapter(Amount)
DATE: TypeAdapter[Any] = TypeAdapter(Date)
MONTH: TypeAdapter[Any] = TypeAdapter(YearMonth)
YES_NO: TypeAdapter[Any] = TypeAdapter(YesNo)
ALL = (COUNT, AMOUNT, DATE, MONTH, YES_NO)


def refusal(adapter: TypeAdapter[Any], value: object) -> str:
    """The type of the first error that refuses a value."""
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    return caught.value.errors()[0]["type"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (0, 0),
        (12, 12),
        ("xx", Masked("xx")),
        ("XX", Masked("XX")),
        ("**", Masked("**")),
        ("××余", Masked("××余")),
        ("○", Masked("○")),
        ("400余", Approximate("400余", Fraction(400))),
        ("1万余", Approximate("1万余", Fraction(10_000))),
        ("1.5万余", Approximate("1.5万余", Fraction(15_000))),
        ("3余万", Approximate("3余万", Fraction(30_000))),
        ("十余", Approximate("十余", Fraction(10))),
        ("二十五左右", Approximate("二十五左右", Fraction(25))),
        ("两百多", Approximate("两百多", Fraction(200))),
        ("近三分之一", Approximate("近三分之一", Fraction(1, 3))),
        ("超过2000", Approximate("超过2000", Fraction(2000))),
        ({"称": 57, "出处": "年报"}, Stated(57, "年报")),
        ({"称": "xx"}, Stated(Masked("xx"), "")),
    ],
)
def test_counts_as_offices_write_them(written: Any, value: Any) -> None:
    assert COUNT.validate_python(written) == value


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("九", "figure"),
        ("", "figure"),
        ("12人", "figure"),
        ("400", "figure"),
        ("余", "figure"),
        ("近百", "figure"),
        ("近一十一十", "figure"),
        ("约一二三", "figure"),
        ("近0分之1", "figure"),
        (True, "figure"),
        (1.5, "figure"),
        (Decimal("1.5"), "figure"),
        ([3], "figure"),
        ("１２", "figure_wide"),
        ("1,570", "figure_grouped"),
        ("1，570", "figure_grouped"),
        (-1, "negative"),
        ({"称": -1}, "negative"),
        ({"出处": "年报"}, "stated"),
        ({"称": 1, "页": 2}, "stated"),
        ({"称": {"称": 1}}, "stated"),
        ({"称": 1, "出处": {"页": 3}}, "stated"),
    ],
)
def test_what_is_no_count_is_refused(written: Any, error: str) -> None:
    assert refusal(COUNT, written) == error


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (Decimal("5657.5"), Decimal("5657.5")),
        (0.1, Decimal("0.1")),
        (81, 81),
        ("约3.5", Approximate("约3.5", Fraction(7, 2))),
        ({"称": Decimal("81.1"), "出处": "调查报告"}, Stated(Decimal("81.1"), "调查报告")),
    ],
)
def test_amounts_as_offices_write_them(written: Any, value: Any) -> None:
    assert AMOUNT.validate_python(written) == value


@pytest.mark.parametrize(
    ("figure", "number"),
    [
        (0, 0),
        (Decimal("1.5"), Decimal("1.5")),
        (None, None),
        (Masked("xx"), None),
        (Approximate("400余", Fraction(400)), None),
        (Stated(57, "年报"), None),
    ],
)
def test_only_exact_figures_count(figure: Any, number: Any) -> None:
    assert exact(figure) == number


@pytest.mark.parametrize("written", ["xx", "400余", "××余"])
def test_masked_and_approximate_are_printed_as_written_and_are_neither_number_nor_text(written: str) -> None:
    value = COUNT.validate_python(written)
    assert str(value) == written
    assert not isinstance(value, int | Decimal | str)
    with pytest.raises(TypeError):
        int(value)


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-05",
        "2024-3-5",
        "2024/3/5",
        "2024.3.5",
        "2024年3月5日",
        "2024年03月05日",
        "2024 年 3 月 5 日",
        " 2024-03-05 ",
    ],
)
def test_days_as_offices_write_them(written: str) -> None:
    assert DATE.validate_python(written) == datetime.date(2024, 3, 5)


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("2024-13-45", "date_impossible"),
        ("2024-02-30", "date_impossible"),
        ("2023-02-29", "date_impossible"),
        ("2024年6月31日", "date_impossible"),
        ("0000-01-01", "date_impossible"),
        ("9998-03-16", "year_range"),
        ("0001-06-01", "year_range"),
        ("1899-12-31", "year_range"),
        ("2101年1月1日", "year_range"),
        (datetime.date(9999, 12, 31), "year_range"),
        ("abcd-ef-gh", "date"),
        ("２０２４-03-05", "date"),
        ("2024-03", "date"),
        ("2024-3/5", "date"),
        ("前年五月", "date"),
        (20240305, "date"),
        (True, "date"),
    ],
)
def test_what_is_no_day_is_refused(written: Any, error: str) -> None:
    assert refusal(DATE, written) == error


@pytest.mark.parametrize("written", ["2025-03", "2025-3", "2025/3", "2025年3月", "2025 年 03 月"])
def test_months_as_offices_write_them(written: str) -> None:
    assert MONTH.validate_python(written) == "2025-03"


@pytest.mark.parametrize("written", ["2025-13", "2025-00", "2025", "三月", 202503, "2025-03-01"])
def test_what_is_no_month_is_refused(written: Any) -> None:
    assert refusal(MONTH, written) == "year_month"


def test_a_year_is_one_that_a_record_can_mean() -> None:
    assert [DATE.validate_python(f"{year}-01-01").year for year in (1900, 2100)] == [1900, 2100]
    assert [MONTH.validate_python(f"{year}-12") for year in (1900, 2100)] == ["1900-12", "2100-12"]
    assert [refusal(MONTH, written) for written in ("1899-12", "2101年1月", "9999-12")] == ["year_range"] * 3


def test_yes_and_no_are_written_in_chinese_or_as_yaml_has_them() -> None:
    assert [YES_NO.validate_python(word) for word in ("是", "否", True, False)] == [True, False, True, False]


@pytest.mark.parametrize("written", ["yes", "no", "有", "true", "", 1, 0, "是 "])
def test_what_is_neither_yes_nor_no_is_refused(written: Any) -> None:
    assert refusal(YES_NO, written) == "yes_no"


PIECES = st.lists(
    st.sampled_from([*"近约超余多以上百千万亿分之零一二两三十九0123456789.,，xX*×-/年月日 称"]), max_size=9
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.text(max_size=12), PIECES.map("".join)
)
NODES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["称", "出处", "日期"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(NODES)
def test_whatever_is_written_is_a_value_of_its_type_or_refused(node: object) -> None:
    """Anything but a ``ValidationError`` escapes and fails the test."""
    for adapter in ALL:
        try:
            value = adapter.validate_python(node)
        except ValidationError:
            continue
        if adapter in (COUNT, AMOUNT):
            assert isinstance(value, int | Decimal | Masked | Approximate | Stated)
            assert not isinstance(value, bool)
        if isinstance(value, Approximate):
            assert value.about >= 0


@pytest.mark.parametrize("said", ["党（工）委", "党(工)委"])
def test_a_level_of_committees_is_read_with_brackets_of_either_width(said: str) -> None:
    assert CommitteeLevel(said) is CommitteeLevel.AREA
