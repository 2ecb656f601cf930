"""Where things lie in the index: a slot for each page, a group for each page's text, a shard for each gram.

Each is a function of which addresses there are, never of the order in which they came. Slots are between four and eight
times as many as pages. Pages of one record (``branches/x/``, ``activities/x/…/``) lie in one block of slots, so that an
edit of the record touches one block of each list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

__all__ = [
    "BLOCK_BITS",
    "INDEX",
    "TABLE",
    "group_name",
    "group_of",
    "heavy_name",
    "heavy_size",
    "long_name",
    "settled",
    "shard_bits",
    "shard_name",
    "slot_bits",
    "wanted",
]

INDEX = "index.json"
TABLE = "table.bin"

BLOCK_BITS = 10
"""Slots of a block, as a power of two: some two hundred pages, so that an edit decodes and encodes that much."""

_GROUP_BITS = 4
"""Slots of a group: the text of some three pages is fetched to show one."""

_GRAIN_BITS = 5
"""Slots for each shard, as a power of two: shards stay at some ten kilobytes however large the site."""


def slot_bits(count: int) -> int:
    """Bits of a slot's number for so many pages."""
    return max(4, (4 * count - 1).bit_length())


def shard_bits(slots: int) -> int:
    """Bits of a shard's number where slots have so many bits."""
    return max(0, slots - _GRAIN_BITS)


_HEAVY = 12288
"""Bytes of a list that is never too small for a file of its own."""


@lru_cache(1 << 12)
def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=4).digest(), "big")


def wanted(address: str, bits: int) -> int:
    """The slot that a page would have if it were alone: the record's name says which block, its address where in it."""
    section, _, rest = address.partition("/")
    owner = rest.partition("/")[0] or section
    inner = min(bits, BLOCK_BITS)
    return (_hash(owner) >> (32 - bits + inner)) << inner | _hash(address) >> (32 - inner)


def settled(addresses: Iterable[str], bits: int) -> Iterator[tuple[int, str]]:
    """The slot of every page, in ascending order: pages in the order of what they want take the next free slot.

    With so many free slots a new page seldom moves another, and the result depends only on which pages there are.
    """
    free = 0
    for want, address in sorted((wanted(address, bits), address) for address in addresses):
        slot = max(want, free)
        yield slot, address
        free = slot + 1


def heavy_size(bits: int) -> int:
    """Bytes from which on the list of a gram has a file of its own: that of a gram on most pages, often repeated."""
    return max(_HEAVY, 3 << bits >> 4)


def group_of(slot: int) -> int:
    """The group in which the text of a page lies."""
    return slot >> _GROUP_BITS


def group_name(group: int) -> str:
    """The file of a group; folders keep a directory at 256 files."""
    return f"pages/{group >> 8:02x}/{group & 255:02x}.json"


def long_name(slot: int) -> str:
    """The file of a text that is too long for its group."""
    return f"long/{slot:x}.txt"


def heavy_name(key: int) -> str:
    """The file of a gram with a long list."""
    return f"heavy/{key:016x}.bin"


def shard_name(shard: int) -> str:
    """The file of a shard."""
    return f"grams/{shard >> 8:02x}/{shard & 255:02x}.bin"
