"""The table of pages, which filters and the order of results need: kind, area and period of each, and how far it stands
behind another.

``table.bin`` is cut into blocks of slots like the list of a gram; the list of a block has two columns: the distance
from slot to slot, and a number for these four. ``index.json`` says what these numbers mean and how many
pages each has, how many bits slots and shards have, which grams have files of their own, and bears a version by which
a reader's browser notices that the site was published anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from generator.packing import packed_json, unpacked_json
from generator.site.search.document import MODULUS, Facets
from generator.site.search.grams import gram_key, gram_text
from generator.site.search.lists import Columns, blocks, joined, pack_columns
from generator.site.search.places import BLOCK_BITS, shard_bits, slot_bits

__all__ = ["Index", "changed_table", "table_file"]

_FORMAT = 4
"""Raised whenever the same documents would give other bytes."""


@dataclass(frozen=True, slots=True)
class Index:
    """What ``index.json`` says."""

    version: int
    facets: dict[Facets, int]
    """Pages of each."""
    heavy: frozenset[int] = frozenset()
    """Keys of the grams whose lists have files of their own."""

    @property
    def pages(self) -> int:
        """All pages."""
        return sum(self.facets.values())

    @property
    def bits(self) -> int:
        """Bits of a slot's number."""
        return slot_bits(self.pages)

    def moved(self, gone: Iterable[tuple[Facets, int]], come: Iterable[tuple[Facets, int]]) -> Index:
        """After documents of these facets and digests went and others came."""
        facets, version = Counter(self.facets), self.version
        for facet, digest in gone:
            facets[facet] -= 1
            version -= digest
        for facet, digest in come:
            facets[facet] += 1
            version += digest
        return replace(self, facets={f: count for f, count in facets.items() if count}, version=version % MODULUS)

    def pack(self) -> bytes:
        """The file."""
        content: dict[str, Any] = {
            "version": f"{self.version:032x}",
            "format": _FORMAT,
            "pages": self.pages,
            "slots": self.bits,
            "shards": shard_bits(self.bits),
            "heavy": [gram_text(key) for key in sorted(self.heavy)],
            "facets": [[*facets, count] for facets, count in sorted(self.facets.items())],
        }
        return packed_json(content)

    @classmethod
    def unpack(cls, data: bytes) -> Index | None:
        """What the file says; None where it is of another make."""
        content = unpacked_json(data)
        if not isinstance(content, dict) or content.get("format") != _FORMAT:
            return None
        facets = {(kind, area, period, behind): count for kind, area, period, behind, count in content["facets"]}
        return cls(
            int(content["version"], 16), facets, frozenset(gram_key(*map(ord, gram)) for gram in content["heavy"])
        )


def _numbers(index: Index) -> dict[Facets, int]:
    return {facets: number for number, facets in enumerate(sorted(index.facets))}


def _block(rows: Iterable[tuple[int, int]]) -> bytes:
    slots, numbers = zip(*rows, strict=True)
    start = slots[0] >> BLOCK_BITS << BLOCK_BITS
    gaps = [slot - before for slot, before in zip(slots, (start, *slots), strict=False)]
    return pack_columns((gaps, numbers))


def _rows(block: int, data: bytes | memoryview) -> list[tuple[int, int]]:
    columns = Columns(data)
    slots, slot = [], block << BLOCK_BITS
    for gap in columns.column(columns.rows):
        slot += gap
        slots.append(slot)
    return list(zip(slots, columns.column(columns.rows), strict=True))


def table_file(index: Index, rows: Iterable[tuple[int, Facets]]) -> bytes:
    """The table; rows are in the order of their slots."""
    numbers = _numbers(index)
    numbered = ((slot, numbers[facets]) for slot, facets in rows)
    by_block = groupby(numbered, key=lambda row: row[0] >> BLOCK_BITS)
    return joined((block, _block(members)) for block, members in by_block)


def changed_table(table: bytes, old: Index, new: Index, changes: dict[int, Facets | None]) -> bytes:
    """The table after these slots changed; None for a slot that is free now."""
    renumbered = list(old.facets.keys() ^ new.facets.keys())
    numbers, before = _numbers(new), sorted(old.facets)
    lists = dict(blocks(table))
    touched = {slot >> BLOCK_BITS for slot in changes} | (lists.keys() if renumbered else set())
    for block in touched:
        rows: dict[int, Facets | None] = {}
        if block in lists:
            rows = {slot: before[number] for slot, number in _rows(block, lists.pop(block))}
        rows.update((slot, facets) for slot, facets in changes.items() if slot >> BLOCK_BITS == block)
        left = [(slot, numbers[facets]) for slot, facets in sorted(rows.items()) if facets is not None]
        if left:
            lists[block] = _block(left)
    return joined(sorted(lists.items()))
