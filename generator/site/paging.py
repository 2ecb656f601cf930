"""Long lists in pages, numbered from the oldest, so that a new entry changes the newest page and no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["SIZE", "Part", "parts"]

SIZE = 20
"""Entries of an older page; the newest holds up to twice as many less one. Keeps a page below 20 KB."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One page of a list: its address and those of its neighbours."""

    address: str
    number: int | None
    """From 1, the oldest; None for the newest page, which has the list's own address."""
    entries: Sequence[T]
    newer: str | None
    older: str | None


def parts(address: str, items: Sequence[T]) -> list[Part[T]]:
    """The pages of a list whose items stand newest first."""
    count = len(items)
    older = max(0, count // SIZE - 1)
    numbers: list[int | None] = [None, *range(older, 0, -1)]
    places = [address if number is None else f"{address}p{number}/" for number in numbers]
    pages = []
    for index, (number, place) in enumerate(zip(numbers, places, strict=True)):
        if number is None:
            shown = items[: count - older * SIZE]
        else:
            end = count - (number - 1) * SIZE
            shown = items[end - SIZE : end]
        newer = places[index - 1] if index else None
        pages.append(Part(place, number, shown, newer, places[index + 1] if index + 1 < len(places) else None))
    return pages
