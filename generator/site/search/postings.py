"""Postings: for each gram, a pair of characters or a single one, the pages that hold it and where.

They are cut into lists by blocks of slots. The list of a pair has three columns: for each page the distance from the
page before, or from the beginning of the block, doubled, plus one where the pair stands there only once; for each other
page how many times less two; and for each page the places, each as the distance from the place before. A single
character's list has the first column only, and the one says that the character stands in the title.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.site.search import columns

__all__ = ["BLOCK_BITS", "Lists", "Numbers", "encode_pairs", "encode_singles", "pairs_of", "singles_of"]

Numbers = NDArray[Any]

BLOCK_BITS = 13
"""Slots of a block, as a power of two."""
_WITHIN = (1 << BLOCK_BITS) - 1


@dataclass(frozen=True, slots=True)
class Lists:
    """Encoded lists end to end: list ``n`` is of ``grams[n]`` and ``blocks[n]`` and ends where the next one starts."""

    grams: Numbers
    blocks: Numbers
    data: NDArray[np.uint8]
    starts: Numbers


_NONE = np.zeros(0, dtype=np.int64)
_NO_LISTS = Lists(_NONE, _NONE, np.zeros(0, dtype=np.uint8), np.zeros(1, dtype=np.int64))


def _changes(*rows: Numbers) -> Numbers:
    """Where a row differs from the row before in any of its parts."""
    new = np.ones(len(rows[0]), dtype=bool)
    if len(new):
        np.not_equal(rows[0][1:], rows[0][:-1], out=new[1:])
        for part in rows[1:]:
            new[1:] |= part[1:] != part[:-1]
    return new


def _gaps(slots: Numbers, begins: Numbers) -> Numbers:
    return np.asarray(np.where(begins, slots & _WITHIN, slots - np.roll(slots, 1)))


def _sizes(heads: Numbers, total: int) -> Numbers:
    return np.asarray(np.diff(heads, append=total))


def encode_pairs(gram: Numbers, slot: Numbers, place: Numbers) -> Lists:
    """Lists with places; rows are sorted by gram, slot and place."""
    first = np.flatnonzero(_changes(gram, slot))
    times = _sizes(first, len(gram))
    grams, slots = gram[first], slot[first]
    begins = _changes(grams, slots >> BLOCK_BITS)
    heads = np.flatnonzero(begins)
    if not len(heads):
        return _NO_LISTS
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
    return Lists(grams[heads], slots[heads] >> BLOCK_BITS, *columns.encode(sizes, values))


def encode_singles(gram: Numbers, slot: Numbers, in_title: Numbers) -> Lists:
    """Lists without places; rows are sorted by gram and slot, no two of them alike in both."""
    begins = _changes(gram, slot >> BLOCK_BITS)
    heads = np.flatnonzero(begins)
    if not len(heads):
        return _NO_LISTS
    sizes = _sizes(heads, len(gram)).reshape(-1, 1)
    return Lists(gram[heads], slot[heads] >> BLOCK_BITS, *columns.encode(sizes, 2 * _gaps(slot, begins) + in_title))


def pairs_of(data: bytes, block: int) -> tuple[Numbers, Numbers]:
    """Slot and place of every row of one pair's list."""
    reader = columns.Reader(data)
    gaps = reader.column(reader.rows)
    single = (gaps & 1).astype(bool)
    times = np.ones(reader.rows, dtype=np.int64)
    times[~single] = reader.column(reader.rows - int(single.sum())) + 2
    steps = reader.column(int(times.sum())) + 1
    firsts = np.cumsum(times) - times
    places = np.cumsum(steps)
    # Each page counts its places from nought: take away what the pages before it had added up to.
    places -= np.repeat(places[firsts] - steps[firsts] + 1, times)
    return np.repeat(np.cumsum(gaps >> 1) + (block << BLOCK_BITS), times), places


def singles_of(data: bytes, block: int) -> tuple[Numbers, Numbers]:
    """Slot and title mark of every row of one character's list."""
    reader = columns.Reader(data)
    values = reader.column(reader.rows)
    return np.cumsum(values >> 1) + (block << BLOCK_BITS), values & 1
