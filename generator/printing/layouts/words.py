"""How documents write days and lists."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

__all__ = ["day", "joined", "named", "short_day"]


def day(date: datetime.date | None) -> str | None:
    """2025年3月1日."""
    return f"{date.year}年{date.month}月{date.day}日" if date else None


def short_day(date: datetime.date) -> str:
    """3月1日, where the year is known."""
    return f"{date.month}月{date.day}日"


def joined(items: Iterable[str | None], mark: str = "、") -> str:
    """What there is of ``items``, in one line."""
    return mark.join(item for item in items if item)


def named(*pairs: tuple[str, object]) -> list[list[str]]:
    """Name and value of what is there."""
    return [[name, str(value)] for name, value in pairs if value not in (None, "")]
