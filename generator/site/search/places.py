"""Where things lie in the index: a number for each page, a group for each page's text, a shard for each gram.

Each is a pure function of the set of addresses, never of the order in which they came or were added.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "HASHES",
    "INDEX",
    "TABLE",
    "address_key",
    "group_name",
    "group_of",
    "piece_name",
    "shard_bits",
    "shard_name",
    "shard_numbers",
    "slot_bits",
    "slots_for",
]

INDEX = "index.json"
TABLE = "table.bin"
HASHES = "hashes.bin"

_GROUP_BITS = 3
"""Eight slots, at most a quarter of them in use: some two pages are fetched to show one."""

_GRAIN_BITS = 5
"""Slots for each shard, as a power of two: shards stay at some ten kilobytes however large the site."""


def address_key(address: str) -> int:
    """64 bits of an address. Two addresses with the same bits are told apart by the address itself."""
    return int.from_bytes(hashlib.blake2b(address.encode("utf-8"), digest_size=8).digest(), "big")


def slot_bits(count: int) -> int:
    """Bits of a slot's number for so many pages: slots are between four and eight times as many as pages."""
    return max(4, (4 * count - 1).bit_length())


def shard_bits(slots: int) -> int:
    """Bits of a shard's number where slots have so many bits."""
    return max(0, slots - _GRAIN_BITS)


def slots_for(keys: NDArray[np.uint64], bits: int) -> NDArray[np.int64]:
    """The slot of each key; keys come in ascending order.

    The first bits of a key say which slot it wants; if an earlier key sits there it takes the next free one. With so
    many free slots a new page seldom moves another, and the result depends only on which keys there are.
    """
    wanted = (keys >> np.uint64(64 - bits)).astype(np.int64)
    rank = np.arange(len(keys), dtype=np.int64)
    return np.maximum.accumulate(wanted - rank) + rank if len(keys) else rank


def shard_numbers(first: NDArray[Any], second: NDArray[Any], bits: int) -> NDArray[np.uint32]:
    """The shard of each gram: a hash of its characters, the same that the script computes."""
    with np.errstate(over="ignore"):
        mixed = (first.astype(np.uint32) * np.uint32(0x9E3779B1)) ^ second.astype(np.uint32)
        mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    return mixed & np.uint32((1 << bits) - 1)


def group_of(slot: int) -> int:
    """The group in which the text of a page lies."""
    return slot >> _GROUP_BITS


def group_name(group: int) -> str:
    """The file of a group; folders keep a directory at 256 files."""
    return f"pages/{group >> 8:02x}/{group & 255:02x}.json"


def piece_name(slot: int, number: int) -> str:
    """The file of a further piece of a text that is too long for its group."""
    return f"long/{slot:x}/{number}.txt"


def shard_name(shard: int) -> str:
    """The file of a shard."""
    return f"grams/{shard >> 8:02x}/{shard & 255:02x}.bin"
