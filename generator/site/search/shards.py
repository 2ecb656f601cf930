"""Shard files: a table of the grams that hash to the shard, then their lists end to end.

A gram's postings are cut into a list for each block of slots, so that an edit decodes and encodes one block only. The
table: how many grams; for each, in ascending order, the first character as the distance from the one before, the second
(nought for a single character) and how many blocks; for each of these the distance from the block before and the bytes
of its list.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from generator.site.search import varints

__all__ = ["Key", "pack", "unpack"]

Key = tuple[int, int, int]
"""Two characters as code points, the second nought for a character by itself; and a block."""


def pack(lists: Iterable[tuple[Key, bytes | memoryview]]) -> bytes:
    """The file of a shard; lists come in ascending order of their keys."""
    numbers, parts = [0], []
    gram, block, blocks = (0, -1), 0, 0
    for (first, second, here), data in lists:
        if (first, second) != gram:
            numbers[0] += 1
            blocks = len(numbers) + 2
            numbers += (first - gram[0], second, 0)
            gram, block = (first, second), 0
        numbers[blocks] += 1
        numbers += (here - block, len(data))
        block = here
        parts.append(data)
    return b"".join([varints.encode(np.array(numbers, dtype=np.int64)), *parts])


def unpack(data: bytes) -> dict[Key, memoryview]:
    """The lists of a shard by key, in the order of the file."""
    read = varints.read
    count, at = read(data, 0)
    table: list[tuple[Key, int]] = []
    first = 0
    for _ in range(count):
        step, at = read(data, at)
        second, at = read(data, at)
        blocks, at = read(data, at)
        first += step
        block = 0
        for _ in range(blocks):
            step, at = read(data, at)
            size, at = read(data, at)
            block += step
            table.append(((first, second, block), size))
    view = memoryview(data)
    lists: dict[Key, memoryview] = {}
    for key, size in table:
        lists[key] = view[at : at + size]
        at += size
    return lists
