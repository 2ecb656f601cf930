"""Shard files: how many grams; the key of each in ascending order, eight bytes; where the list of each ends, four bytes
each, counted from the end of this table; then the lists. All numbers have their lowest byte first. The longest lists
have files of their own, so that nobody fetches them with others: ``index.json`` says which."""

from __future__ import annotations

import struct
from collections.abc import Mapping

__all__ = ["pack", "repack", "unpack"]

Data = bytes | memoryview


def pack(count: int, keys: bytes, ends: bytes, lists: bytes) -> bytes:
    """The file of a shard."""
    return b"".join((struct.pack("<I", count), keys, ends, lists))


def unpack(data: bytes) -> dict[int, Data]:
    """The list of each gram, in the order of the keys."""
    (count,) = struct.unpack_from("<I", data)
    keys = struct.unpack_from(f"<{count}Q", data, 4)
    ends = struct.unpack_from(f"<{count}I", data, 4 + 8 * count)
    view = memoryview(data)[4 + 12 * count :]
    lists: dict[int, Data] = {}
    begin = 0
    for key, end in zip(keys, ends, strict=True):
        lists[key] = view[begin:end]
        begin = end
    return lists


def repack(lists: Mapping[int, Data]) -> bytes:
    """The file of a shard with these lists."""
    order = sorted(lists)
    sizes, end = [], 0
    for key in order:
        end += len(lists[key])
        sizes.append(end)
    count = len(order)
    head = struct.pack(f"<{count}Q", *order), struct.pack(f"<{count}I", *sizes)
    return pack(count, *head, b"".join([lists[key] for key in order]))
