"""Chinese wording of numbers, dates and months for pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from generator.site.escaping import escape

__all__ = ["cn_date", "cn_days", "cn_month", "cn_number", "month_rows", "paragraphs", "stretches", "thousands"]

_DIGITS = "零一二三四五六七八九"


@lru_cache(maxsize=4096)
def cn_date(date: datetime.date) -> str:
    """2025年3月5日."""
    return f"{date.year}年{date.month}月{date.day}日"


def cn_days(first: datetime.date, last: datetime.date) -> str:
    """Two days, the second without what it has in common with the first: 2025年3月5日至8日."""
    if first == last:
        return cn_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{cn_date(first)}至{last.day}日"
    return f"{cn_date(first)}至{f'{last.month}月{last.day}日' if first.year == last.year else cn_date(last)}"


def cn_month(month: str) -> str:
    """'2025-03' → 2025年3月."""
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月"


@lru_cache(maxsize=1024)
def cn_number(number: int) -> str:
    """A number below 1000 in Chinese, as chapters and articles are numbered: 23 → 二十三."""
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + (_DIGITS[number - 10] if number > 10 else "")
    if number < 100:
        tens, ones = divmod(number, 10)
        return _DIGITS[tens] + "十" + (_DIGITS[ones] if ones else "")
    hundreds, rest = divmod(number, 100)
    if rest == 0:
        return _DIGITS[hundreds] + "百"
    if rest < 10:
        return f"{_DIGITS[hundreds]}百零{_DIGITS[rest]}"
    tens, ones = divmod(rest, 10)
    return f"{_DIGITS[hundreds]}百{_DIGITS[tens]}十{_DIGITS[ones] if ones else ''}"


def stretches(entries: Iterable[Any], name: str) -> list[tuple[Any, list[Any]]]:
    """Entries that follow each other and have the same value under ``name``; of a list that is in order already."""
    return [(value, list(found)) for value, found in groupby(entries, attrgetter(name))]


def month_rows(counts: Sequence[int]) -> list[tuple[str, int]]:
    """Twelve numbers with the names of their months, as a chart takes them."""
    return [(f"{number}月", count) for number, count in enumerate(counts, 1)]


def paragraphs(text: str | None) -> Markup:
    """Plain text as paragraphs, one a line, escaped."""
    if not text:
        return Markup("")
    lines = (line.strip() for line in escape(text).splitlines())
    return Markup("\n".join(f"<p>{line}</p>" for line in lines if line))


def thousands(number: object) -> str:
    """A number grouped in thousands."""
    return f"{number:,}" if isinstance(number, int) else str(number)
