"""Values as offices write them: masked, approximate, stated; dates and yes/no in Chinese.

Sources hide figures (``xx户``, ``**``), round them (``400余``, ``1万余``, ``近三分之一``) and print figures that a
computation may contradict. Each of these is a type of its own, so that it is never read as 0 and never as plain text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

__all__ = [
    "YEARS",
    "Amount",
    "Approximate",
    "Count",
    "Date",
    "Masked",
    "Spelling",
    "Stated",
    "Whole",
    "YearMonth",
    "YesNo",
    "exact",
]

YEARS = range(1900, 2101)
"""Years that a record can mean: an earlier or later one is a slip of the pen, and is not reckoned with."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a value is written, noted on its type: schema, forms and spreadsheets derive from it."""

    name: str
    schema: Mapping[str, Any] = field(hash=False)
    """What JSON Schema can say of the canonical form."""
    example: str
    """A value as an editor writes it."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A figure the source hides; only its presence is known."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Approximate:
    """A rounded figure: the words as written and the number they name (``400余`` → 400)."""

    text: str
    about: Fraction

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as a document prints it, kept beside the one the records give."""

    said: int | Decimal | Masked | Approximate
    source: str

    def __str__(self) -> str:
        return str(self.said)


Figure = int | Decimal | Masked | Approximate | Stated

_MASK = re.compile(r"[xX×✕*＊_○]{1,}[余多]?")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10}
_CJK = "一二两三四五六七八九"
_NUMBER = rf"(?:[0-9]+(?:\.[0-9]+)?|[{_CJK}]?十[{_CJK}]?|[{_CJK}])"
_APPROXIMATE = re.compile(
    rf"(?P<before>近|约|逾|超|超过|不足|大约|将近)?(?P<number>{_NUMBER})?(?P<unit>[百千万亿]{{0,2}})"
    rf"(?:(?P<parts>{_NUMBER})分之(?P<share>{_NUMBER}))?(?P<after>余|多|以上|左右|上下)?(?P<unit2>万|亿)?"
)
_UNITS = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:[,，][0-9]{3})+")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<m1>[0-9]{1,2})-(?P<d1>[0-9]{1,2})"
    r"|/(?P<m2>[0-9]{1,2})/(?P<d2>[0-9]{1,2})|\.(?P<m3>[0-9]{1,2})\.(?P<d3>[0-9]{1,2})"
    r"|\s?年\s?(?P<m4>[0-9]{1,2})\s?月\s?(?P<d4>[0-9]{1,2})\s?日)"
)
_YEAR_MONTH = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<m1>[0-9]{1,2})|/(?P<m2>[0-9]{1,2})|\s?年\s?(?P<m3>[0-9]{1,2})\s?月)"
)


def _numeral(text: str) -> Fraction:
    """An Arabic or small Chinese numeral (to 99): ``12``, ``三``, ``二十五``."""
    if text[0] in "0123456789":
        return Fraction(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return Fraction(_DIGITS[text])
    return Fraction((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))


def _units(text: str | None) -> int:
    factor = 1
    for char in text or "":
        factor *= _UNITS[char]
    return factor


def _approximate(text: str) -> Approximate | None:
    match = _APPROXIMATE.fullmatch(text)
    if match is None or not (match["before"] or match["after"]):
        return None
    if match["parts"] and not match["number"] and not match["unit"]:
        parts = _numeral(match["parts"])
        return Approximate(text, _numeral(match["share"]) / parts) if parts else None
    if not match["number"] or match["parts"]:
        return None
    return Approximate(text, _numeral(match["number"]) * _units(match["unit"]) * _units(match["unit2"]))


def _stated(value: dict[str, Any], whole: bool) -> Stated:
    if set(value) - {"称", "出处"} or "称" not in value or isinstance(value.get("出处"), dict | list):
        raise PydanticCustomError("stated", "stated value", {})
    said = _figure(value["称"], whole)
    if isinstance(said, Stated):
        raise PydanticCustomError("stated", "stated value", {})
    return Stated(said, str(value.get("出处") or ""))


def _figure(value: Any, whole: bool) -> Figure:
    if isinstance(value, bool):
        raise PydanticCustomError("figure", "figure", {})
    if isinstance(value, int | Masked | Approximate | Stated):
        return value
    if isinstance(value, Decimal | float):
        if whole:
            raise PydanticCustomError("figure", "figure", {})
        return Decimal(str(value))
    if isinstance(value, dict):
        return _stated(value, whole)
    if isinstance(value, str):
        text = value.strip()
        if _MASK.fullmatch(text):
            return Masked(text)
        approximate = _approximate(text)
        if approximate is not None:
            return approximate
        plain = text.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
        if plain != text and plain.isdigit():
            raise PydanticCustomError("figure_wide", "full-width digits", {"suggestion": plain})
        if _GROUPED.fullmatch(plain):
            raise PydanticCustomError("figure_grouped", "grouped", {"suggestion": re.sub("[,，]", "", plain)})
    raise PydanticCustomError("figure", "figure", {})


def _count(value: Any) -> Figure:
    if type(value) is int and value >= 0:  # nearly all
        return value
    value = _figure(value, whole=True)
    number = value.said if isinstance(value, Stated) else value
    if isinstance(number, int) and number < 0:
        raise PydanticCustomError("negative", "negative", {})
    return value  # type: ignore[no-any-return]


def _amount(value: Any) -> Figure:
    return _figure(value, whole=False)


def exact(figure: Figure | None) -> int | Decimal | None:
    """The number itself where it is known exactly, else None: masked and approximate figures do not count."""
    if isinstance(figure, int | Decimal):
        return figure
    return None


def _group(match: re.Match[str], letter: str) -> int:
    return int(
        next(value for name, value in match.groupdict().items() if name.startswith(letter) and name != "year" and value)
    )


def _within(year: int) -> None:
    """Refuse a year that nobody can mean."""
    if year not in YEARS:
        raise PydanticCustomError("year_range", "year out of range", {"first": YEARS[0], "last": YEARS[-1]})


@lru_cache(maxsize=4096)
def _day(text: str) -> datetime.date | None:
    """The day that a text writes; None where it is none. Raises ValueError for one that is not in the calendar.

    Records by the thousand fall on the same few days.
    """
    if _ISO.fullmatch(text):  # the canonical form, by far the most frequent
        return datetime.date.fromisoformat(text)
    match = _DATE.fullmatch(text)
    return None if match is None else datetime.date(int(match["year"]), _group(match, "m"), _group(match, "d"))


def _date(value: Any) -> datetime.date:
    if isinstance(value, str):
        try:
            value = _day(value.strip())
        except ValueError:
            raise PydanticCustomError("date_impossible", "impossible date", {}) from None
    if not isinstance(value, datetime.date):
        raise PydanticCustomError("date", "date", {})
    _within(value.year)
    return value


def _year_month(value: Any) -> str:
    if isinstance(value, str):
        match = _YEAR_MONTH.fullmatch(value.strip())
        if match is not None:
            month = _group(match, "m")
            if 1 <= month <= 12:
                _within(int(match["year"]))
                return f"{match['year']}-{month:02}"
    raise PydanticCustomError("year_month", "year and month", {})


def _yes_no(value: Any) -> bool:
    if value is True or value == "是":
        return True
    if value is False or value == "否":
        return False
    raise PydanticCustomError("yes_no", "yes or no", {})


def _whole(value: Any) -> Any:
    """A truth value is a whole number to Python, not to an editor."""
    if isinstance(value, bool):
        raise PydanticCustomError("figure", "figure", {})
    return value


def _portable(pattern: re.Pattern[str]) -> str:
    """A pattern of ours for readers that know no named groups of Python."""
    return "^(?:" + re.sub(r"\?P<\w+>", "?:", pattern.pattern) + ")$"


def _said(number: dict[str, Any]) -> dict[str, Any]:
    """Schema of a figure: a number, a masked or approximate one, or what a document states."""
    rounded = "^(?=近|约|逾|超|不足|大约|将近|.*(?:余|多|以上|左右|上下))" + _portable(_APPROXIMATE)[1:]
    words = {"type": "string", "anyOf": [{"pattern": _portable(_MASK)}, {"pattern": rounded}]}
    plain = {"anyOf": [number, words]}
    stated = {
        "type": "object",
        "properties": {"称": plain, "出处": {"type": "string"}},
        "required": ["称"],
        "additionalProperties": False,
    }
    return {"anyOf": [number, words, stated]}


_MONTH_PATTERN = "(?:19[0-9]{2}|20[0-9]{2}|2100)-(?:0[1-9]|1[0-2])"
"""A month within ``YEARS``."""
_DAY_SCHEMA = {"type": "string", "pattern": f"^{_MONTH_PATTERN}-(?:0[1-9]|[12][0-9]|3[01])$"}
_MONTH_SCHEMA = {"type": "string", "pattern": f"^{_MONTH_PATTERN}$"}

Count = Annotated[
    int | Masked | Approximate | Stated,
    BeforeValidator(_count, json_schema_input_type=int | str | dict[str, int | str]),
    PlainSerializer(str, when_used="json"),
    Spelling("count", _said({"type": "integer", "minimum": 0}), "12"),
]
"""A number of people or things: 12, ``xx``, ``400余`` or ``{称: 57, 出处: …}``."""

Amount = Annotated[
    int | Decimal | Masked | Approximate | Stated,
    BeforeValidator(_amount, json_schema_input_type=int | float | str | dict[str, int | float | str]),
    PlainSerializer(str, when_used="json"),
    Spelling("amount", _said({"type": "number"}), "81.5"),
]
"""A measured quantity: like ``Count``, decimals allowed (5657.5)."""

Whole = Annotated[
    int, BeforeValidator(_whole, json_schema_input_type=int), Spelling("integer", {"type": "integer"}, "")
]
"""A whole number that is known: a year, a number of stars, a threshold of the rulebook."""

Date = Annotated[
    datetime.date,
    BeforeValidator(_date, json_schema_input_type=str),
    Spelling("date", _DAY_SCHEMA, "2025-03-05"),
]
"""A day: 2024-03-05; 2024年3月5日, 2024.3.5 and 2024/3/5 are understood too."""

YearMonth = Annotated[
    str, BeforeValidator(_year_month, json_schema_input_type=str), Spelling("month", _MONTH_SCHEMA, "2025-03")
]
"""A month: 2024-03."""

YesNo = Annotated[
    bool, BeforeValidator(_yes_no, json_schema_input_type=str), Spelling("yes_no", {"enum": ["是", "否"]}, "是")
]
"""是 or 否."""
