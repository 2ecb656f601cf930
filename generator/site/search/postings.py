"""Postings of many grams at once, to the bytes that ``lists`` reads and writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.site.search import columns

__all__ = ["Lists", "Numbers", "encode_marks", "encode_places"]

Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Lists:
    """Encoded lists end to end: list ``n`` is of ``grams[n]`` and ends where the next one starts."""

    grams: Numbers
    data: NDArray[np.uint8]
    starts: Numbers


_NO_LISTS = Lists(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint8), np.zeros(1, dtype=np.int64))


def _changes(*rows: Numbers) -> Numbers:
    """Where a row differs from the row before in any of its parts."""
    new = np.ones(len(rows[0]), dtype=bool)
    if len(new):
        np.not_equal(rows[0][1:], rows[0][:-1], out=new[1:])
        for part in rows[1:]:
            new[1:] |= part[1:] != part[:-1]
    return new


def _gaps(slots: Numbers, begins: Numbers) -> Numbers:
    return np.asarray(np.where(begins, slots, slots - np.roll(slots, 1)))


def _sizes(heads: Numbers, total: int) -> Numbers:
    return np.asarray(np.diff(heads, append=total))


def encode_places(gram: Numbers, slot: Numbers, place: Numbers) -> Lists:
    """Lists with places; rows are sorted by gram, slot within the block and place."""
    if not len(gram):
        return _NO_LISTS
    first = np.flatnonzero(_changes(gram, slot))
    times = _sizes(first, len(gram))
    grams, slots = gram[first], slot[first]
    begins = _changes(grams)
    heads = np.flatnonzero(begins)
    single = times == 1
    pages = _sizes(heads, len(first))
    repeated = np.add.reduceat(~single, heads, dtype=np.int64)
    places = np.add.reduceat(times, heads)

    sizes = np.stack([pages, repeated, places], axis=1)
    ends = np.cumsum(sizes.ravel()).reshape(sizes.shape)
    values = np.empty(int(ends[-1, -1]), dtype=np.int64)

    def put(column: int, numbers: Numbers) -> None:
        count = sizes[:, column]
        shift = ends[:, column] - np.cumsum(count)
        values[np.repeat(shift, count) + np.arange(len(numbers))] = numbers

    put(0, 2 * _gaps(slots, begins) + single)
    put(1, times[~single] - 2)
    steps = np.empty(len(place), dtype=np.int64)
    steps[1:] = place[1:] - place[:-1] - 1
    steps[first] = place[first]
    put(2, steps)
    return Lists(grams[heads], *columns.encode(sizes, values))


def encode_marks(gram: Numbers, slot: Numbers, mark: Numbers) -> Lists:
    """Lists without places; rows are sorted by gram and slot, no two of them alike in both."""
    if not len(gram):
        return _NO_LISTS
    begins = _changes(gram)
    heads = np.flatnonzero(begins)
    sizes = _sizes(heads, len(gram)).reshape(-1, 1)
    return Lists(gram[heads], *columns.encode(sizes, 2 * _gaps(slot, begins) + mark))
