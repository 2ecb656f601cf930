"""Updating an index in place: only what the changed pages touch is read and written again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.site.search import groups, shards
from generator.site.search.building import build_index
from generator.site.search.documents import Document
from generator.site.search.folding import fold, searchable
from generator.site.search.groups import Row
from generator.site.search.places import (
    HASHES,
    INDEX,
    TABLE,
    address_key,
    group_name,
    group_of,
    shard_bits,
    shard_name,
    shard_numbers,
    slot_bits,
    slots_for,
)
from generator.site.search.postings import BLOCK_BITS, encode_pairs, encode_singles, pairs_of, singles_of
from generator.site.search.shards import Key
from generator.site.search.table import Table, digest, facets_of, read_table, seal, table_files, title_length, unseal

__all__ = ["update_index"]

Read = Callable[[str], bytes | None]
Changes = dict[str, bytes | None]
Places = dict[tuple[int, int], list[int]]
"""Where each gram stands in a document; for a single character one entry, whether it stands in the title."""

_MANY = 8
"""From one page in so many on, building anew costs less than updating."""


def update_index(old: Read, removed: Iterable[str], changed: Iterable[Document]) -> Changes:
    """The files that differ after pages went away, changed or came; None for a file that goes.

    The old files with these put in are, byte for byte, what ``build_index`` gives for the new set of pages. ``old``
    gives a file by its name, None where there is none. Removing a page that was not there is no mistake.
    """
    coming = {document.address: document for document in changed}
    gone = set(removed) - coming.keys()
    index = _Old(old)
    count = len(index.table.slots)
    found = {address: place for address in (*gone, *coming) if (place := index.find(address)) is not None}
    new_count = count - sum(address in found for address in gone) + sum(address not in found for address in coming)
    if slot_bits(new_count) != slot_bits(count) or (len(gone) + len(coming)) * _MANY > count:
        return index.rebuilt(gone, coming)
    return _Update(index, gone, coming, found).files()


class _Old:
    """The index as it was."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._files: dict[str, bytes | None] = {}
        self._rows: dict[int, dict[int, Row]] = {}
        self.table: Table = read_table(self.need(INDEX), self.need(TABLE), self.need(HASHES))
        self.bits = slot_bits(len(self.table.slots))

    def read(self, name: str) -> bytes | None:
        if name not in self._files:
            self._files[name] = self._read(name)
        return self._files[name]

    def need(self, name: str) -> bytes:
        data = self.read(name)
        if data is None:
            raise ValueError(f"the search index is incomplete: {name}")
        return data

    def rows(self, group: int) -> dict[int, Row]:
        """The rows of a group by slot."""
        if group not in self._rows:
            data = self.read(group_name(group))
            self._rows[group] = {row[0]: row for row in groups.unpack(data)} if data else {}
        return self._rows[group]

    def row(self, place: int) -> Row:
        """The row of a page by its place in the table."""
        slot = int(self.table.slots[place])
        try:
            return self.rows(group_of(slot))[slot]
        except KeyError:
            raise ValueError(f"the search index is incomplete: {group_name(group_of(slot))}") from None

    def document(self, place: int) -> Document:
        return groups.document_of(self.row(place), self.need)

    def range_of(self, key: int) -> range:
        """Places in the table of pages with this key: one, or by the rarest chance several."""
        wanted, keys = np.uint64(key), self.table.keys
        return range(int(np.searchsorted(keys, wanted, "left")), int(np.searchsorted(keys, wanted, "right")))

    def find(self, address: str) -> int | None:
        return next((at for at in self.range_of(address_key(address)) if self.row(at)[1] == address), None)

    def rebuilt(self, gone: set[str], coming: Mapping[str, Document]) -> Changes:
        """The difference to an index built anew, from the documents that the old one holds."""
        places = range(len(self.table.slots))
        kept = [self.document(place) for place in places]
        kept = [d for d in kept if d.address not in gone and d.address not in coming]
        new = build_index([*kept, *coming.values()])
        names = {name for place in places for name in groups.piece_names(self.row(place))}
        names |= {group_name(group_of(slot)) for slot in self.table.slots.tolist()}
        names |= {shard_name(number) for number in range(1 << shard_bits(self.bits))}
        changes: Changes = {name: None for name in names if name not in new}
        changes.update((name, data) for name, data in new.items() if self.read(name) != data)
        return changes


@dataclass(frozen=True, slots=True)
class _Move:
    """A page that comes, goes, changes or only takes another slot."""

    document: Document
    slot: int


class _Update:
    """One update, from the table outward: slots, rows, postings, and at last the version."""

    def __init__(self, old: _Old, gone: set[str], coming: Mapping[str, Document], found: Mapping[str, int]) -> None:
        self.old = old
        self.leaving: list[_Move] = []
        self.entering: list[_Move] = []
        table = old.table
        keep = np.ones(len(table.keys), dtype=bool)
        keep[[found[address] for address in gone if address in found]] = False
        origin = np.flatnonzero(keep)
        fresh = sorted((address_key(a), a) for a in coming if a not in found)
        places = [self._place(key, address, table.keys[origin], origin) for key, address in fresh]
        keys = np.insert(table.keys[origin], places, np.array([key for key, _ in fresh], dtype=np.uint64))
        origin = np.insert(origin, places, -1 - np.arange(len(fresh)))
        slots = slots_for(keys, old.bits)
        replaced = {place: coming[a] for a, place in found.items() if a in coming}
        self.table = self._table(keys, slots, origin, [coming[a] for _, a in fresh], replaced)

        for address in gone:
            if address in found:
                self._leave(found[address])
        at = {int(place): number for number, place in enumerate(origin)}
        for number, (_, address) in enumerate(fresh):
            self.entering.append(_Move(coming[address], int(slots[at[-1 - number]])))
        stay = np.flatnonzero(origin >= 0)
        moved = stay[slots[stay] != table.slots[origin[stay]]]
        for place in sorted(replaced.keys() | set(origin[moved].tolist())):
            before = self._leave(place)
            self.entering.append(_Move(coming.get(before.address, before), int(slots[at[place]])))

    def _place(self, key: int, address: str, keys: NDArray[np.uint64], origin: NDArray[np.int64]) -> int:
        """Where a new page goes among those that stay: by key, and by address where keys are alike."""
        at, end = (int(np.searchsorted(keys, np.uint64(key), side)) for side in ("left", "right"))
        while at < end and self.old.row(int(origin[at]))[1] < address:
            at += 1
        return at

    def _leave(self, place: int) -> Document:
        document = self.old.document(place)
        self.leaving.append(_Move(document, int(self.old.table.slots[place])))
        return document

    def _table(
        self,
        keys: NDArray[np.uint64],
        slots: NDArray[np.int64],
        origin: NDArray[np.int64],
        fresh: list[Document],
        found: Mapping[int, Document],
    ) -> Table:
        old = self.old.table
        facets, titles = [], []
        for place in origin.tolist():
            document = fresh[-1 - place] if place < 0 else found.get(place)
            facets.append(facets_of(document) if document else old.facets[place])
            titles.append(title_length(document) if document else old.titles[place])
        return Table(keys, slots, facets, titles)

    def files(self) -> Changes:
        new: Changes = {**self._texts(), **self._shards(), **table_files(self.table)}
        index = new.pop(INDEX)
        assert index is not None
        sealed = self.old.need(INDEX)
        before = digest((name, data) for name in new if (data := self.old.read(name)) is not None)
        after = digest((name, data) for name, data in new.items() if data is not None)
        new[INDEX] = seal(index, unseal(sealed) - before + after)
        return {name: data for name, data in new.items() if data != self.old.read(name)}

    def _texts(self) -> Changes:
        changes: Changes = {}
        rows: dict[int, dict[int, Row]] = {}
        for move in (*self.leaving, *self.entering):
            group = group_of(move.slot)
            rows.setdefault(group, dict(self.old.rows(group)))
        for move in self.leaving:
            row = rows[group_of(move.slot)].pop(move.slot)
            changes.update(dict.fromkeys(groups.piece_names(row)))
        for move in self.entering:
            row, pieces = groups.row_of(move.slot, move.document)
            rows[group_of(move.slot)][move.slot] = row
            changes.update(pieces)
        for group, members in rows.items():
            changes[group_name(group)] = groups.pack([members[slot] for slot in sorted(members)]) if members else None
        return changes

    def _shards(self) -> Changes:
        out, into = _by_key(self.leaving), _by_key(self.entering)
        touched = sorted(key for key in out.keys() | into.keys() if out.get(key) != into.get(key))
        if not touched:
            return {}
        points = np.array(touched, dtype=np.uint32)
        by_shard: dict[int, list[Key]] = defaultdict(list)
        numbers = shard_numbers(points[:, 0], points[:, 1], shard_bits(self.old.bits)).tolist()
        for shard, key in zip(numbers, touched, strict=True):
            by_shard[shard].append(key)
        lists: dict[int, dict[Key, bytes | memoryview]] = {
            shard: dict(shards.unpack(self.old.need(shard_name(shard)))) for shard in by_shard
        }
        wanted = [(key, lists[shard].pop(key, None)) for shard, keys in by_shard.items() for key in keys]
        fresh = _edited(wanted, out, into)
        changes: Changes = {}
        for shard, keys in by_shard.items():
            lists[shard].update((key, fresh[key]) for key in keys if key in fresh)
            changes[shard_name(shard)] = shards.pack(sorted(lists[shard].items()))
        return changes


Rows = Mapping[int, list[int]]
"""Rows of a list by slot."""


def _by_key(moves: Iterable[_Move]) -> Mapping[Key, Rows]:
    """What these pages put into each list."""
    rows: dict[Key, dict[int, list[int]]] = defaultdict(dict)
    for move in moves:
        block = move.slot >> BLOCK_BITS
        for (first, second), where in _grams(move.document).items():
            rows[first, second, block][move.slot] = where
    return rows


def _edited(
    wanted: list[tuple[Key, bytes | memoryview | None]], out: Mapping[Key, Rows], into: Mapping[Key, Rows]
) -> dict[Key, bytes]:
    """New lists for these keys; a key that no page holds any more has none."""
    result: dict[Key, bytes] = {}
    for decode, encode, single in ((pairs_of, encode_pairs, False), (singles_of, encode_singles, True)):
        chosen = [row for row in wanted if (row[0][1] == 0) is single]
        if not chosen:
            continue
        columns: list[list[NDArray[np.int64]]] = [[], [], []]
        for number, (key, data) in enumerate(chosen):
            slots, values = decode(bytes(data), key[2]) if data is not None else (_NONE, _NONE)
            for slot in out.get(key, ()):
                stays = slots != slot
                slots, values = slots[stays], values[stays]
            for slot, where in into.get(key, {}).items():
                at = int(np.searchsorted(slots, slot))
                slots, values = np.insert(slots, at, [slot] * len(where)), np.insert(values, at, where)
            for column, part in zip(columns, (np.full(len(slots), number), slots, values), strict=True):
                column.append(part)
        lists = encode(*(np.concatenate(column) for column in columns))
        for place, number in enumerate(lists.grams.tolist()):
            result[chosen[number][0]] = lists.data[lists.starts[place] : lists.starts[place + 1]].tobytes()
    return result


_NONE = np.zeros(0, dtype=np.int64)


def _grams(document: Document) -> Places:
    """Every gram of a document."""
    text = searchable(document.title, document.note, document.text)
    title = len(fold(document.title))
    points = [ord(char) for char in text]
    grams: Places = {}
    for place, first in enumerate(points):
        if first == 32:
            continue
        grams.setdefault((first, 0), [int(place < title)])
        if place + 1 < len(points) and (second := points[place + 1]) != 32:
            grams.setdefault((first, second), []).append(place)
    return grams
