"""Updating an index in place: only what the changed pages touch is read and written again.

Nothing here needs numpy, whose import alone takes longer than an update.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial

from generator.site.search import groups
from generator.site.search.document import Document, Facets
from generator.site.search.grams import Grams, grams_of, shard_of
from generator.site.search.groups import Row
from generator.site.search.lists import Entry, edited
from generator.site.search.places import (
    INDEX,
    TABLE,
    group_name,
    group_of,
    heavy_name,
    heavy_size,
    long_name,
    shard_bits,
    shard_name,
    slot_bits,
    wanted,
)
from generator.site.search.shards import repack, unpack
from generator.site.search.table import Index, changed_table

__all__ = ["Unusable", "Update", "begin_update", "revised"]

Read = Callable[[str], bytes | None]
Changes = dict[str, bytes | None]

_MANY = 8
"""From one page in so many on, building anew costs less than updating."""
_MOST = 1500
"""Pages up to which an index is updated: all that these say, before and now, is in memory at once."""


class Unusable(Exception):
    """The index is not there, incomplete, or of another make: only building anew helps."""


def begin_update(read: Read, changed: Mapping[str, Document | None]) -> Update | None:
    """The update of an index after these pages changed, came or, where None, went, for several processes to carry out,
    each of them a share of its lists.

    The old files with its ``files`` put in are, byte for byte, what a clean build gives for the new set of pages.
    ``read`` gives a file of the index by its name, None where there is none. A page that is the same as before, or goes
    without having been there, is no mistake. Where so much changes that building anew is the way, there is no answer:
    then ``revised`` gives the documents.

    Raises:
        Unusable: the index cannot be updated.
    """
    old = _Old(read)
    leaving, entering = old.differences(changed)
    count = old.index.pages + len(entering) - len(leaving)
    pages = len(leaving.keys() | entering.keys())
    if slot_bits(count) != old.bits or pages > _MOST or pages * _MANY > old.index.pages:
        return None
    return Update(old, leaving, entering)


def revised(read: Read, changed: Mapping[str, Document | None]) -> Iterator[Document]:
    """All documents after these pages changed, came or went, the others as the index holds them.

    Raises:
        Unusable: the index cannot be read.
    """
    index = _Old(read).index
    left = index.pages
    for group in range(group_of((1 << index.bits) + left) + 1):
        data = read(group_name(group))
        for row in groups.unpack(data) if data else ():
            left -= 1
            if row[1] not in changed:
                yield groups.document_of(row, partial(_needed, read))
    if left:
        raise Unusable(f"the search index lacks the text of {left} pages")
    yield from (document for document in changed.values() if document is not None)


def _needed(read: Read, name: str) -> bytes:
    data = read(name)
    if data is None:
        raise Unusable(f"the search index is incomplete: {name}")
    return data


class _Old:
    """The index as it was."""

    def __init__(self, read: Read) -> None:
        self.read = cache(read)  # each file once
        self._groups: dict[int, dict[int, Row]] = {}
        try:
            index = Index.unpack(self.need(INDEX))
        except (ValueError, KeyError, TypeError) as error:
            raise Unusable(f"{INDEX}: {error}") from error
        if index is None:
            raise Unusable("the search index is of another make")
        self.index = index
        self.bits = index.bits

    def need(self, name: str) -> bytes:
        return _needed(self.read, name)

    def rows(self, group: int) -> dict[int, Row]:
        """The rows of a group by slot."""
        if group not in self._groups:
            data = self.read(group_name(group))
            self._groups[group] = {row[0]: row for row in groups.unpack(data)} if data else {}
        return self._groups[group]

    def row(self, slot: int) -> Row | None:
        return self.rows(group_of(slot)).get(slot)

    def address(self, slot: int) -> str | None:
        row = self.row(slot)
        return None if row is None else str(row[1])

    def document(self, slot: int) -> Document:
        row = self.row(slot)
        assert row is not None
        return groups.document_of(row, self.need)

    def find(self, address: str) -> int | None:
        """The slot of a page: the one that it wants or, the slots up to there being taken, one after it."""
        slot = wanted(address, self.bits)
        while (there := self.address(slot)) is not None:
            if there == address:
                return slot
            slot += 1
        return None

    def differences(self, changed: Mapping[str, Document | None]) -> tuple[dict[str, _Placed], dict[str, Document]]:
        """By address what goes, from where, and what comes; a page that changed does both."""
        leaving, entering = {}, {}
        for address, document in changed.items():
            slot = self.find(address)
            before = None if slot is None else self.document(slot)
            if before == document:
                continue
            if before is not None and slot is not None:
                leaving[address] = _Placed(before, slot)
            if document is not None:
                entering[address] = document
        return leaving, entering


@dataclass(frozen=True, slots=True)
class _Placed:
    """A document in its slot."""

    document: Document
    slot: int


class Update:
    """One update: slots first, then rows, postings, table and version."""

    def __init__(self, old: _Old, leaving: dict[str, _Placed], entering: dict[str, Document]) -> None:
        self.old = old
        self.leaving = dict(leaving)
        self.entering = {a: _Placed(d, leaving[a].slot) for a, d in entering.items() if a in leaving}
        coming = {address: d for address, d in entering.items() if address not in leaving}
        going = {address for address in leaving if address not in entering}
        for address, slot, before in self._resettled(coming.keys(), going):
            if before is None:
                self.entering[address] = _Placed(coming[address], slot)
                continue
            if address not in self.leaving:
                self.leaving[address] = _Placed(old.document(before), before)
            now = entering.get(address, self.leaving[address].document)
            self.entering[address] = _Placed(now, slot)

    def _resettled(self, coming: Collection[str], going: Collection[str]) -> Iterator[tuple[str, int, int | None]]:
        """Pages that come or take another slot: address, new slot, old slot.

        From each page that comes or goes on, slots are given anew, until new and old agree again: some pages further,
        where the next slot was free and still is.
        """
        old, bits = self.old, self.old.bits
        waiting = sorted(((wanted(address, bits), address) for address in coming), reverse=True)
        slot = 0
        for start in sorted(wanted(address, bits) for address in (*coming, *going)):
            if start < slot:
                continue
            slot = start
            while slot > 0 and old.address(slot - 1) is not None:
                slot -= 1
            free = slot
            while True:
                address = old.address(slot)
                if address is None and free <= slot and not (waiting and waiting[-1][0] <= slot):
                    break
                # Whoever wants the earlier slot goes first; a page that stays may have to let a new one pass.
                limit = (slot + 1, "") if address is None else (wanted(address, bits), address)
                while waiting and waiting[-1] < limit:
                    want, new = waiting.pop()
                    free = max(want, free)
                    yield new, free, None
                    free += 1
                if address is not None and address not in going:
                    free = max(wanted(address, bits), free)
                    if free != slot:
                        yield address, free, slot
                    free += 1
                slot += 1

    def files(self) -> Changes:
        """The files that differ; None for a file that goes."""
        files, heavy = self.lists()
        return files | self.others(heavy)

    @property
    def count(self) -> int:
        """How many lists change."""
        return len(self._edits)

    def size_before(self, name: str) -> int | None:
        """The size of a file as it was; None where there was none."""
        data = self.old.read(name)
        return None if data is None else len(data)

    def lists(self, share: int = 0, shares: int = 1) -> tuple[Changes, frozenset[int]]:
        """The files with changed lists, and which grams have files of their own then; of one share, by its number from
        0, where there are several.
        """
        files, heavy = self._lists(share, shares)
        return self._differing(files), heavy

    def others(self, heavy: frozenset[int]) -> Changes:
        """The other files that differ, once it is known which grams have files of their own."""
        old = self.old
        if not self.leaving and not self.entering:
            return {}
        gone = [(placed.document.facets, placed.document.digest()) for placed in self.leaving.values()]
        come = [(placed.document.facets, placed.document.digest()) for placed in self.entering.values()]
        index = replace(old.index.moved(gone, come), heavy=heavy)
        changes = {**self._texts(), INDEX: index.pack()}
        slots: dict[int, Facets | None] = {placed.slot: None for placed in self.leaving.values()}
        slots.update((placed.slot, placed.document.facets) for placed in self.entering.values())
        before = {placed.slot: placed.document.facets for placed in self.leaving.values()}
        slots = {slot: facets for slot, facets in slots.items() if before.get(slot) != facets}
        if slots:
            changes[TABLE] = changed_table(old.need(TABLE), old.index, index, slots)
        return self._differing(changes)

    def _differing(self, changes: Changes) -> Changes:
        return {name: data for name, data in changes.items() if data != self.old.read(name)}

    def _texts(self) -> Changes:
        changes: Changes = {}
        rows: dict[int, dict[int, Row]] = {}
        for placed in (*self.leaving.values(), *self.entering.values()):
            group = group_of(placed.slot)
            rows.setdefault(group, dict(self.old.rows(group)))
        for placed in self.leaving.values():
            row = rows[group_of(placed.slot)].pop(placed.slot)
            if len(row) > 8:
                changes[long_name(placed.slot)] = None
        for placed in self.entering.values():
            row, long = groups.row_of(placed.slot, placed.document)
            rows[group_of(placed.slot)][placed.slot] = row
            if long is not None:
                changes[long_name(placed.slot)] = long
        for group, members in rows.items():
            changes[group_name(group)] = groups.pack([members[slot] for slot in sorted(members)]) if members else None
        return changes

    def _lists(self, share: int, shares: int) -> tuple[Changes, frozenset[int]]:
        old = self.old
        bits, size = shard_bits(old.bits), heavy_size(old.bits)
        heavy = {key for key in old.index.heavy if shard_of(key, bits) % shares == share}
        changes: Changes = {}
        by_shard: dict[int, dict[int, bytes]] = {}
        shards: dict[int, dict[int, bytes | memoryview]] = {}
        for key, edits in self._edits.items():
            was_heavy, number = key in heavy, shard_of(key, bits)
            if number % shares != share:
                continue
            if not was_heavy and number not in shards:
                shards[number] = unpack(old.need(shard_name(number)))
            before = old.need(heavy_name(key)) if was_heavy else shards[number].get(key, b"")
            after = edited(before, bool(key & 0x1FFFFF), edits)
            is_heavy = len(after) >= size
            if is_heavy:
                heavy.add(key)
                changes[heavy_name(key)] = after
            elif was_heavy:
                heavy.remove(key)
                changes[heavy_name(key)] = None
            if not (is_heavy and was_heavy):
                by_shard.setdefault(number, {})[key] = b"" if is_heavy else after
        for number, lists in by_shard.items():
            there = shards.get(number) or unpack(old.need(shard_name(number)))
            new = {key: data for key, data in (there | lists).items() if len(data)}
            changes[shard_name(number)] = repack(new)
        return changes, frozenset(heavy)

    @cached_property
    def _edits(self) -> dict[int, dict[int, Entry | None]]:
        """By gram and slot what changes; None for an entry that goes."""
        out, into = _entries(self.leaving), _entries(self.entering)
        edits: dict[int, dict[int, Entry | None]] = {}
        for slot in out.keys() | into.keys():
            before, after = out.get(slot, {}), into.get(slot, {})
            for key in before.keys() | after.keys():
                if before.get(key) != (entry := after.get(key)):
                    edits.setdefault(key, {})[slot] = entry
        return edits


def _entries(placed: Mapping[str, _Placed]) -> dict[int, Grams]:
    """The grams of each page by its slot."""
    return {one.slot: grams_of(one.document) for one in placed.values()}
