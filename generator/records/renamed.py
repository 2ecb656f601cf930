"""Fields that have another name than they used to: what an old record is told, and what ``zhibu migrate`` applies.

Entries are numbered and never taken out: a record may come from any time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["RENAMED", "Renamed", "renamed"]


@dataclass(frozen=True, slots=True)
class Renamed:
    """Change ``number``: in records of ``kind`` the key at the end of ``old`` became ``new``; ``why`` tells editors."""

    number: int
    kind: str
    old: tuple[str, ...]
    new: str
    why: str
    why_en: str


RENAMED: tuple[Renamed, ...] = (
    Renamed(
        1,
        "station",
        ("电话",),
        "联系电话",
        "指导站的“电话”改称“联系电话”，与党支部一致",
        "the '电话' of a station is now called '联系电话', as that of a branch is",
    ),
)


def renamed(kind: str, keys: Sequence[str | int]) -> Renamed | None:
    """The change that a key of an old record is waiting for."""
    path = tuple(key for key in keys if isinstance(key, str))
    return next((change for change in RENAMED if (change.kind, change.old) == (kind, path)), None)
