"""Long lists in pages. Dated ones are numbered from the oldest, so that a new entry changes the newest page only; those
into which entries come anywhere end their pages where an entry itself says so, so that it changes the page it comes to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, Generic, TypeVar
from zlib import crc32

__all__ = [
    "DATED", "SIZE", "WINDOW", "Part", "catalogue", "chapters", "few", "numbered", "parts", "pieces", "portions",
    "runs", "weight",
]  # fmt: skip

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
    span: str | None = None
    """What it holds, where a number would say little: the older pages of a dated list count from the oldest."""
    firm: bool = False
    """Whether it ends where it does whatever entries there are some way off (``runs``)."""


def numbered(title: str, part: Part[Any]) -> str:
    """The title of a page of a list: with what it holds, or its number, where it is not the list's own page."""
    return f"{title}（{part.span or f'第 {part.number} 页'}）" if part.number else title


def parts(address: str, items: Sequence[T], size: int = SIZE, first: str | None = None) -> list[Part[T]]:
    """The pages of a list whose items stand newest first; the newest page lies at ``first``, else at ``address``."""
    count = len(items)
    older = max(0, count // size - 1)
    numbers: list[int | None] = [None, *range(older, 0, -1)]
    places = [first or address if number is None else f"{address}p{number}/" for number in numbers]
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


WINDOW = 10
"""Entries on either side that one which ends a page is compared with: so pages have some twenty, eleven at least."""
_MOST = 30
"""Entries that a page may have; more are shared out evenly."""
_FEW = 39
"""Entries that are not worth a second page."""
Order = tuple[str, ...]


def few(count: int) -> bool:
    """Whether so many entries are shown on one page."""
    return count <= _FEW


def runs(
    items: Sequence[T],
    order: Callable[[T], Order],
    newer: Sequence[T] | None = None,
    older: Sequence[T] | None = None,
) -> list[tuple[Sequence[T], bool]]:
    """What each page of a list shows whose ``items`` stand newest first, and whether its end is a firm one.

    Firm is the end at an entry whose digest is less than those of all others within the window; it does not depend on
    anything further off. ``order`` gives what an entry is put in order by, which tells it from all others. Where these
    are the entries between two firm ends, those next to them on either side are given. At the ends of a list a page
    that would have few has those of its neighbour, too.
    """
    whole = [crc32("/".join(order(item)).encode()) for item in (*(newer or ()), *items, *(older or ()))]
    found: list[tuple[Sequence[T], bool]] = []
    start, number, offset = 0, 0, len(newer or ())
    while number < len(items):
        around = whole[max(0, offset + number - WINDOW) : offset + number + WINDOW + 1]
        least = min(around)
        if whole[offset + number] == least and around.count(least) == 1:
            found += _shared(items[start : number + 1], True)
            start = number + 1
            number += WINDOW
        number += 1
    if start < len(items):
        found += _shared(items[start:], False)
    if newer is None and len(found) > 1 and len(found[0][0]) < WINDOW:
        found[:2] = _joined(*found[:2])
    if older is None and len(found) > 1 and len(found[-1][0]) < WINDOW:
        found[-2:] = _joined(*found[-2:])
    return found


def _joined(first: tuple[Sequence[T], bool], second: tuple[Sequence[T], bool]) -> list[tuple[Sequence[T], bool]]:
    """Two pages made one, if that is not too much for a page."""
    items = [*first[0], *second[0]]
    return [(items, second[1])] if few(len(items)) else [first, second]


def _shared(items: Sequence[T], firm: bool) -> list[tuple[Sequence[T], bool]]:
    """What lies between two firm ends, shared out evenly to as many pages as it takes."""
    count = -(-len(items) // _MOST)
    ends = [len(items) * number // count for number in range(count + 1)]
    return [(items[at:end], firm and end == len(items)) for at, end in pairwise(ends)]


def pieces(
    address: str,
    shares: Sequence[tuple[Sequence[T], bool]],
    order: Callable[[T], Order],
    newer: str | None = None,
    older: str | None = None,
) -> list[Part[T]]:
    """The pages of a list with such ``runs``. The newest lies at ``address``, each other at one that its oldest entry
    tells; of pages from the midst of a list the neighbours are given.
    """
    places = [address if newer is None and not n else _place(address, order(s[-1])) for n, (s, _) in enumerate(shares)]
    around = [newer, *places, older]
    return [
        Part(place, None if place == address else 1, items, around[n], around[n + 2], firm=firm)
        for n, (place, (items, firm)) in enumerate(zip(places, shares, strict=True))
    ]


def _place(address: str, oldest: Order) -> str:
    digest = blake2b("/".join(oldest).encode(), digest_size=5).hexdigest()
    return f"{address}p{oldest[0].replace('-', '')}-{digest}/"


def chapters(address: str, items: Sequence[T], size: int, first: str | None = None) -> list[Part[T]]:
    """The pages of a list that is read from its beginning; the first lies at ``first``, else at ``address``."""
    return _pages(address, [items[at : at + size] for at in range(0, len(items), size)] or [items], first)


def _pages(address: str, shares: Sequence[Sequence[T]], first: str | None) -> list[Part[T]]:
    count = len(shares)
    places = [first or address, *(f"{address}p{number}/" for number in range(2, count + 1))]
    return [
        Part(
            place,
            index + 1 if index else None,
            shares[index],
            places[index - 1] if index else None,
            places[index + 1] if index + 1 < count else None,
        )
        for index, place in enumerate(places)
    ]


DATED = {"honours": "awarded", "lists": "month", "reports": "date"}
"""Sections whose list is numbered from its oldest page, and what dates an entry."""
_SIZES = {"branches": 24, "campaigns": 8, "coverage": 10, "honours": 6, "lists": 12, "reports": 8, "methods": 18,
          "pairings": 6, "regulations": 24, "showcases": 9, "stations": 18,
          "calendar": 6, "formation": 12}  # fmt: skip
"""Entries on a page of a section's list; the newest of a dated one holds up to twice as many less one."""


def catalogue(section: str, items: Sequence[T]) -> list[Part[T]]:
    """The pages of a section's list: the first is the section's own page."""
    pages = parts if section in DATED else chapters
    return pages(f"{section}/list/", items, _SIZES[section], f"{section}/")


_MARKUP = 60
"""Bytes of markup that go with a text, roughly."""


def weight(value: Any) -> int:
    """About how many bytes some facts take on a page."""
    if isinstance(value, str):
        return len(value.encode()) + _MARKUP
    if isinstance(value, SimpleNamespace):
        return sum(map(weight, vars(value).values()))
    if isinstance(value, list | tuple):
        return sum(map(weight, value))
    return 0 if value is None else _MARKUP


def portions(
    address: str, items: Sequence[T], room: int, first_room: int, weigh: Callable[[T], int] = weight
) -> list[Part[T]]:
    """The pages of something long, cut where ``room`` (bytes, as weighed; ``first_room`` on the first) is used up."""
    shares: list[list[T]] = [[]]
    left = first_room
    for item in items:
        need = weigh(item)
        if need > left and (shares[-1] or len(shares) == 1):
            shares.append([])
            left = room
        shares[-1].append(item)
        left -= need
    return _pages(address, shares, None)
