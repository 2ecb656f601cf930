"""Building the whole index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from generator.site.search import groups, shards
from generator.site.search.documents import Document
from generator.site.search.folding import searchable
from generator.site.search.places import (
    INDEX,
    address_key,
    group_name,
    group_of,
    shard_bits,
    shard_name,
    shard_numbers,
    slot_bits,
    slots_for,
)
from generator.site.search.postings import Lists, Numbers, encode_pairs, encode_singles
from generator.site.search.table import Table, digest, facets_of, seal, table_files, title_length

__all__ = ["build_index"]

_PART = 1 << 20
"""Characters that are sorted at a time: what bounds the memory."""
_BATCH = 4096
"""Pages that are folded at a time."""


def build_index(documents: Iterable[Document]) -> dict[str, bytes]:
    """All files of the index by their name below ``search/``. The order of the documents makes no difference."""
    keyed = sorted(((address_key(d.address), d.address, d) for d in documents), key=lambda row: row[:2])
    ordered = [document for _, _, document in keyed]
    for one, other in pairwise(ordered):
        if one.address == other.address:
            raise ValueError(f"two documents for one page: {one.address}")
    keys = np.array([key for key, _, _ in keyed], dtype=np.uint64)
    bits = slot_bits(len(keys))
    slots = slots_for(keys, bits)

    text = _Text.of(ordered)
    files = _shard_files(list(_lists(text, slots)), shard_bits(bits))
    files.update(table_files(Table(keys, slots, [facets_of(d) for d in ordered], text.titles.tolist())))
    del text
    rows = []
    for slot, document in zip(slots.tolist(), ordered, strict=True):
        row, pieces = groups.row_of(slot, document)
        rows.append(row)
        files.update(pieces)
    for group, members in groupby(rows, key=lambda row: group_of(row[0])):
        files[group_name(group)] = groups.pack(list(members))
    index = files.pop(INDEX)
    files[INDEX] = seal(index, digest(files.items()))
    return files


@dataclass(frozen=True, slots=True)
class _Text:
    """All searched text end to end, each document's followed by a blank, as ranks of its characters."""

    chars: Numbers
    alphabet: NDArray[np.uint32]
    """Code point of each rank, ascending."""
    starts: NDArray[np.int64]
    titles: NDArray[np.int64]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> _Text:
        number_of = np.zeros(0x110000, dtype=np.uint32)
        number_of[32] = 1
        known: list[int] = [32]
        batches: list[Numbers] = []
        lengths: list[int] = []
        for at in range(0, len(documents), _BATCH):
            texts = [searchable(d.title, d.note, d.text) + " " for d in documents[at : at + _BATCH]]
            lengths += map(len, texts)
            points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
            here = np.zeros(len(number_of), dtype=bool)
            here[points] = True
            fresh = np.flatnonzero(here & (number_of == 0))
            number_of[fresh] = np.arange(len(known) + 1, len(known) + 1 + len(fresh))
            known += fresh.tolist()
            batches.append((number_of[points] - 1).astype(np.uint16 if len(known) < 1 << 16 else np.uint32))
        alphabet = np.array(known, dtype=np.uint32)
        order = np.argsort(alphabet)
        rank = np.empty(len(known), dtype=np.uint16 if len(known) < 1 << 16 else np.uint32)
        rank[order] = np.arange(len(known))
        chars = rank[np.concatenate(batches)] if batches else rank[:0]
        starts = np.zeros(len(lengths) + 1, dtype=np.int64)
        np.cumsum(lengths, out=starts[1:])
        titles = np.array([title_length(d) for d in documents], dtype=np.int64)
        return cls(chars, alphabet[order], starts, titles)


def _lists(text: _Text, slots: NDArray[np.int64]) -> Iterator[tuple[Numbers, Numbers, Lists]]:
    """Lists of all grams, with their first and second characters, part by part of the alphabet."""
    chars, alphabet = text.chars, text.alphabet
    blank = int(np.searchsorted(alphabet, 32))
    ends = np.cumsum(np.bincount(chars, minlength=len(alphabet)))
    low = 0
    while low < len(alphabet):
        done = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(ends, done + _PART, side="right")))
        at = _between(chars, low, high, blank)
        page = np.searchsorted(text.starts, at, side="right") - 1
        place, slot = at - text.starts[page], slots[page]
        in_title = place < text.titles[page]
        first, second = chars[at], chars[at + 1]  # the last character of all is a blank

        gram, order = _sorted(first, None)
        new = np.ones(len(gram), dtype=bool)
        new[1:] = (gram[1:] != gram[:-1]) | (page[order[1:]] != page[order[:-1]])
        gram, order = gram[new], order[new]
        lists = encode_singles(gram, slot[order], in_title[order])
        yield alphabet[lists.grams], np.zeros(len(lists.grams), dtype=np.uint32), lists

        inside = second != blank
        gram, order = _sorted(first[inside], second[inside])
        lists = encode_pairs(gram, slot[inside][order], place[inside][order])
        yield alphabet[lists.grams >> 32], alphabet[lists.grams & 0xFFFFFFFF], lists
        low = high


def _between(chars: Numbers, low: int, high: int, blank: int) -> NDArray[np.int64]:
    """Where characters from ``low`` to below ``high`` stand, blanks left out. Piece by piece, to save memory."""
    step = 1 << 23
    found = []
    for start in range(0, len(chars), step):
        piece = chars[start : start + step]
        found.append(np.flatnonzero((piece >= low) & (piece < high) & (piece != blank)) + start)
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _sorted(first: Numbers, second: Numbers | None) -> tuple[Numbers, Numbers]:
    """Grams in order, and which each was; alike ones stay as they were.

    Sorted as single numbers that end in where they were, which is several times faster than a stable sort.
    """
    place = np.arange(len(first), dtype=np.uint64)
    grams = first.astype(np.uint64)
    base = np.uint64(1)
    if second is not None:
        base += max(int(first.max(initial=0)), int(second.max(initial=0)))
        if base > 1 << 16:  # more characters than any one script has: the numbers would not fit
            order = np.lexsort((second, first))
            return (grams[order] << np.uint64(32)) | second[order], order
        grams = grams * base + second
    grams = (grams << np.uint64(32)) | place
    grams.sort()
    order = (grams & np.uint64(0xFFFFFFFF)).astype(np.int64)
    grams >>= np.uint64(32)
    if second is not None:
        grams = (grams // base << np.uint64(32)) | (grams % base)
    return grams, order


def _shard_files(parts: list[tuple[Numbers, Numbers, Lists]], bits: int) -> dict[str, bytes]:
    """Every shard's file, also of shards that have no gram: a reader may ask for any."""
    first = np.concatenate([part[0] for part in parts])
    second = np.concatenate([part[1] for part in parts])
    block = np.concatenate([lists.blocks for _, _, lists in parts])
    part = np.repeat(np.arange(len(parts)), [len(part[0]) for part in parts])
    starts = np.concatenate([lists.starts[:-1] for _, _, lists in parts])
    ends = np.concatenate([lists.starts[1:] for _, _, lists in parts])
    shard = shard_numbers(first, second, bits)
    order = np.lexsort((block, second, first, shard))
    data = [lists.data.data for _, _, lists in parts]
    bounds = np.searchsorted(shard[order], np.arange((1 << bits) + 1)).tolist()
    columns: list[Numbers] = [first[order], second[order], block[order], part[order], starts[order], ends[order]]

    def lists_of(low: int, high: int) -> Iterator[tuple[shards.Key, memoryview]]:
        for a, b, k, p, start, end in zip(*(column[low:high].tolist() for column in columns), strict=True):
            yield (a, b, k), data[p][start:end]

    return {shard_name(number): shards.pack(lists_of(*span)) for number, span in enumerate(pairwise(bounds))}
