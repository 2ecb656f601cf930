"""Long lists in pages. Dated ones are numbered from the oldest, so that a new entry changes the newest page only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["SIZE", "Part", "chapters", "parts"]

SIZE = 20
"""Entries of an older page; the newest holds up to twice as many less one. Keeps a page below 20 KB."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One page of a list: its address and those of its neighbours."""

    address: str
    number: int | None
    """From 1; None for the page that has the list's own address."""
    entries: Sequence[T]
    newer: str | None
    """The page before, that of newer entries where they are dated."""
    older: str | None
    """The page after."""


def parts(address: str, items: Sequence[T], size: int = SIZE) -> list[Part[T]]:
    """The pages of a list whose items stand newest first."""
    count = len(items)
    older = max(0, count // size - 1)
    numbers: list[int | None] = [None, *range(older, 0, -1)]
    places = [address if number is None else f"{address}p{number}/" for number in numbers]
    pages = []
    for index, (number, place) in enumerate(zip(numbers, places, strict=True)):
        if number is None:
            shown = items[: count - older * size]
        else:
            end = count - (number - 1) * size
            shown = items[end - size : end]
        newer = places[index - 1] if index else None
        pages.append(Part(place, number, shown, newer, places[index + 1] if index + 1 < len(places) else None))
    return pages


def chapters(address: str, items: Sequence[T], size: int) -> list[Part[T]]:
    """The pages of a list that is read from its beginning; the first has the list's own address."""
    count = max(1, -(-len(items) // size))
    places = [address if number == 1 else f"{address}p{number}/" for number in range(1, count + 1)]
    return [
        Part(
            place,
            index + 1 if index else None,
            items[index * size : (index + 1) * size],
            places[index - 1] if index else None,
            places[index + 1] if index + 1 < count else None,
        )
        for index, place in enumerate(places)
    ]
