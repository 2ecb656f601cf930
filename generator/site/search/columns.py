"""Lists of columns of numbers, packed.

A list is how many rows its first column has, then its columns one after another. In a short list each number is
written by itself. In a long one each column is cut into low bits, as many for each number as its average suggests,
and the rest, in unary (Rice coding): first how many low bits, then how many bytes of unary numbers, these numbers (so
many noughts, then a one), and the low bits; all bits lowest first. Unary apart from low bits lets numpy decode a column
at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.site.search import varints
from generator.site.search.lists import SHORT

__all__ = ["encode"]

Numbers = NDArray[Any]


def encode(sizes: Numbers, values: Numbers) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The bytes of many lists, and where each begins, with one more entry for the end.

    ``sizes`` has a row a list: how many numbers each of its columns has. ``values`` are these numbers end to end.
    """
    count, width = sizes.shape
    n = sizes.ravel()
    long = np.repeat(sizes[:, 0] >= SHORT, width)
    packed = np.flatnonzero(long & (n > 0))
    by_row = np.repeat(long, n)
    coded = values[by_row]
    written = values[~by_row]

    low, over, unary = _rice(coded, n[packed])
    unary_bytes, low_bytes = (unary + 7) >> 3, (n[packed] * low + 7) >> 3
    digits = varints.sizes(written)
    shorts = np.flatnonzero(~long & (n > 0))
    digit_sums = np.add.reduceat(digits, _firsts(n[shorts])) if len(shorts) else digits

    # Sizes in bytes: the head of each list, then what each of its columns takes; from these where everything begins.
    pieces = np.zeros((count, width + 1), dtype=np.int64)
    pieces[:, 0] = varints.sizes(sizes[:, 0])
    column_bytes = np.zeros(len(n), dtype=np.int64)
    column_bytes[packed] = 1 + varints.sizes(unary_bytes) + unary_bytes + low_bytes
    column_bytes[shorts] = digit_sums
    pieces[:, 1:] = column_bytes.reshape(count, width)
    offsets = np.zeros(pieces.size + 1, dtype=np.int64)
    np.cumsum(pieces.ravel(), out=offsets[1:])
    columns = offsets[:-1].reshape(count, width + 1)[:, 1:].ravel()
    starts = np.append(offsets[:-1].reshape(count, width + 1)[:, 0], offsets[-1])

    out = np.zeros(int(offsets[-1]), dtype=np.uint8)
    varints.write(out, starts[:-1], sizes[:, 0])
    shift = columns[shorts] - (np.cumsum(digit_sums) - digit_sums)
    varints.write(out, np.repeat(shift, n[shorts]) + np.cumsum(digits) - digits, written)
    varints.write(out, columns[packed], low)
    varints.write(out, columns[packed] + 1, unary_bytes)
    _write_bits(out, columns[packed] + 1 + varints.sizes(unary_bytes), n[packed], unary_bytes, low, over, coded)
    return out, starts


def _firsts(sizes: Numbers) -> NDArray[np.int64]:
    """Where each of these runs begins."""
    return np.asarray(np.cumsum(sizes) - sizes, dtype=np.int64)


def _rice(values: Numbers, n: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """For each column its low bits, for each number the part that goes in unary, for each column the bits of that."""
    if not len(n):
        return n, values, n
    firsts = _firsts(n)
    # As many low bits as half the mean has is all but the best where small numbers are the more frequent ones.
    half = np.add.reduceat(values, firsts, dtype=np.int64) // (2 * n)
    low = np.frexp(half.astype(np.float64))[1].astype(np.int64)
    over = values >> np.repeat(low, n)
    return low, over, np.add.reduceat(over, firsts, dtype=np.int64) + n


def _write_bits(
    out: NDArray[np.uint8],
    places: Numbers,
    n: Numbers,
    unary_bytes: Numbers,
    low: Numbers,
    over: Numbers,
    values: Numbers,
) -> None:
    """Unary numbers and low bits of all long columns, each column beginning at its place."""
    if not len(n):
        return
    low_bytes = (n * low + 7) >> 3
    base = _firsts(unary_bytes)
    reach = np.cumsum(over + 1)
    shift = base * 8 - np.append(0, reach[np.cumsum(n)[:-1] - 1])
    ones = reach - 1 + np.repeat(shift, n)
    bits = np.zeros(8 * int(unary_bytes.sum()), dtype=bool)
    bits[ones] = True
    _copy(out, places, unary_bytes, np.packbits(bits, bitorder="little"))

    base = _firsts(low_bytes)
    bit = np.repeat(base * 8 - _firsts(n) * low, n) + np.arange(len(values)) * np.repeat(low, n)
    kept = values & ((1 << np.repeat(low, n)) - 1)
    _copy(out, places + unary_bytes, low_bytes, _bytes(bit, kept, int(low_bytes.sum())))


def _bytes(bit: Numbers, values: Numbers, size: int) -> NDArray[np.uint8]:
    """Bytes with each value laid down from its bit on. Values do not overlap, so that adding is as good as or-ing."""
    total = np.zeros(size, dtype=np.uint8)
    place, rest = bit >> 3, values << (bit & 7)
    while True:
        left = np.flatnonzero(rest)  # where nothing is left there may be no byte either
        if not len(left):
            return total
        place, rest = place[left], rest[left]
        total += np.bincount(place, weights=rest & 255, minlength=size).astype(np.uint8)
        place, rest = place + 1, rest >> 8


def _copy(out: NDArray[np.uint8], places: Numbers, sizes: Numbers, data: NDArray[np.uint8]) -> None:
    out[np.repeat(places - _firsts(sizes), sizes) + np.arange(len(data))] = data
