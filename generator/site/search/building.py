"""Building the whole index, in as many processes as there are.

Three steps. Whoever renders pages gathers their documents into a file in a scratch folder (``gather``). Then slots are
given, and block by block of slots the lists of all grams are made, into a scratch file a process, while the files with
the texts are written. Last, range by range of shards, the lists of all blocks are put together. So no process ever
holds more than a block, or a range, at a time, beside a few dozen bytes a page.
"""

from __future__ import annotations

import marshal
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads for sums that are not done here; it is read once

import numpy as np
from numpy.typing import NDArray

from generator.site.search import groups, shards, varints
from generator.site.search.document import MODULUS, Document, Facets
from generator.site.search.grams import TITLE, layout
from generator.site.search.places import (
    BLOCK_BITS,
    INDEX,
    TABLE,
    group_name,
    group_of,
    heavy_name,
    heavy_size,
    long_name,
    settled,
    shard_bits,
    shard_name,
)
from generator.site.search.postings import Numbers, encode_marks, encode_places
from generator.site.search.table import Index, table_file
from generator.workers import spread

__all__ = ["Sink", "build_index", "gather", "write_index"]


class Sink(Protocol):
    """Takes files in one process, and goes back to the first process as a pickle when it has them all."""

    def write(self, name: str, data: bytes, /) -> None:
        """Take one file of the index."""


S = TypeVar("S", bound=Sink)

_Gathered = tuple[str, Facets, int, int, int]
"""Address, facets, digest, and where in the file the document lies and how many bytes it has."""


def gather(documents: Iterable[Document], scratch: Path) -> bytes:
    """Put documents away in a new file of the scratch folder; what is returned says where, for ``write_index``.

    May be called in any number of processes with any parts of the documents. The folder must be on a real disk if
    memory is scarce, and is the caller's to remove.
    """
    descriptor, name = tempfile.mkstemp(".documents", dir=scratch)
    at, rows = 0, []
    with open(descriptor, "wb") as file:
        for document in documents:
            size = file.write(marshal.dumps(document.fields))
            rows.append((document.address, document.facets, document.digest(), at, size))
            at += size
    return marshal.dumps((Path(name).name, rows))


def write_index(gathered: Iterable[bytes], scratch: Path, sink: Callable[[], S], jobs: int = 1) -> list[S]:
    """Write all files of the index, by their names below ``search/``, from what was gathered in the same folder.

    ``sink`` makes a sink; each process has its own, and all of them are returned. The files are the same whatever the
    order or the parts in which documents came.

    Raises:
        ValueError: there are two documents for one page.
    """
    rows: dict[str, tuple[str, _Gathered]] = {}
    for part in gathered:
        name, found = marshal.loads(part)
        for row in found:
            if row[0] in rows:
                raise ValueError(f"two documents for one page: {row[0]}")
            rows[row[0]] = name, row
    facets: dict[Facets, int] = {}
    for _, row in rows.values():
        facets[row[1]] = facets.get(row[1], 0) + 1
    index = Index(sum(row[2] for _, row in rows.values()) % MODULUS, facets)
    slots = list(settled(rows, index.bits))
    mine = sink()
    mine.write(TABLE, table_file(index, ((slot, rows[address][1][1]) for slot, address in slots)))
    sinks = [mine]

    lying = ((slot, _Place(rows[address][0], *rows[address][1][3:])) for slot, address in slots)
    by_block = [list(members) for _, members in groupby(lying, key=lambda row: row[0] >> BLOCK_BITS)]
    del rows, slots  # a hundred megabytes of a large site, which the processes to come have no use for
    bits = shard_bits(index.bits)

    def lists_of(part: Iterable[list[tuple[int, _Place]]]) -> tuple[S, list[_Spilled]]:
        own = sink()
        return own, _write_blocks(part, bits, own, scratch)

    spilled: list[_Spilled] = []
    for own, files in spread(jobs, by_block, lists_of, worthwhile=2):
        sinks.append(own)
        spilled += files

    def shards_of(part: Iterable[int]) -> tuple[S, list[int]]:
        own, heavy = sink(), []
        with _Files(scratch) as files:
            for number in part:
                heavy += _write_shards(number, index.bits, spilled, files, own)
        return own, heavy

    ranges = range(((1 << bits) + _RANGE - 1) // _RANGE)
    heavy: set[int] = set()
    for own, keys in spread(jobs, ranges, shards_of, worthwhile=2):
        sinks.append(own)
        heavy.update(keys)
    mine.write(INDEX, replace(index, heavy=frozenset(heavy)).pack())
    return sinks


class _Dict(dict[str, bytes]):
    """A sink that keeps what it gets."""

    def write(self, name: str, data: bytes) -> None:
        self[name] = data


def build_index(documents: Iterable[Document], jobs: int = 1) -> dict[str, bytes]:
    """All files of an index by their name below ``search/``. The order of the documents makes no difference."""
    files: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        for sink in write_index([gather(documents, Path(folder))], Path(folder), _Dict, jobs):
            files.update(sink)
    return files


class _Files:
    """Files of the scratch folder, opened as they are needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, int] = {}

    def __enter__(self) -> _Files:
        return self

    def __exit__(self, *_: object) -> None:
        for descriptor in self._open.values():
            os.close(descriptor)

    def read(self, name: str, at: int, size: int) -> bytes:
        if name not in self._open:
            self._open[name] = os.open(self._folder / name, os.O_RDONLY)
        return os.pread(self._open[name], size, at)


class _Place(NamedTuple):
    """Where a document lies: a file of the scratch folder, and the bytes in it."""

    name: str
    at: int
    size: int

    def document(self, files: _Files) -> Document:
        return Document(*marshal.loads(files.read(*self)))


# --- blocks ---------------------------------------------------------------------------------------------------------

_RANGE = 1 << 8
"""Shards that are put together at a time: what bounds the memory, some four megabytes of lists."""

_ITEM = np.dtype([("key", "<u8"), ("shard", "<u4"), ("block", "<u4"), ("size", "<u4")])


@dataclass(frozen=True, slots=True)
class _Spilled:
    """Lists of a block in a scratch file, in the order of shards and keys: for each range its items and its bytes."""

    name: str
    items: list[tuple[int, int]]
    lists: list[tuple[int, int]]


def _write_blocks(part: Iterable[list[tuple[int, _Place]]], bits: int, sink: Sink, scratch: Path) -> list[_Spilled]:
    """The files with the texts of these blocks, and their lists into a scratch file."""
    descriptor, name = tempfile.mkstemp(".lists", dir=scratch)
    alphabet = _Alphabet()
    spilled = []
    with open(descriptor, "wb") as out, _Files(scratch) as files:
        for members in part:
            placed = [(slot, place.document(files)) for slot, place in members]
            _write_texts(placed, sink)
            items, lists = _block(placed, alphabet, bits)
            cuts = np.searchsorted(items["shard"], np.arange(0, (1 << bits) + _RANGE, _RANGE)).tolist()
            ends = np.concatenate([[0], np.cumsum(items["size"], dtype=np.int64)])[cuts].tolist()
            at = out.tell()
            out.write(items.tobytes())
            start = out.tell()
            out.write(lists)
            size = _ITEM.itemsize
            spilled.append(
                _Spilled(
                    name,
                    [(at + low * size, (high - low) * size) for low, high in pairwise(cuts)],
                    [(start + low, high - low) for low, high in pairwise(ends)],
                )
            )
    return spilled


def _write_texts(placed: Iterable[tuple[int, Document]], sink: Sink) -> None:
    rows = []
    for slot, document in placed:
        row, long = groups.row_of(slot, document)
        rows.append(row)
        if long is not None:
            sink.write(long_name(slot), long)
    for group, members in groupby(rows, key=lambda row: group_of(row[0])):
        sink.write(group_name(group), groups.pack(list(members)))


class _Alphabet:
    """Characters numbered from one as they come, so that three of them fit into one number with room to spare."""

    BITS = 14

    def __init__(self) -> None:
        self._number_of = np.zeros(0x110000, dtype=np.uint32)
        self.points = np.zeros(1, dtype=np.uint64)

    def numbers(self, points: Numbers) -> Numbers:
        """The number of each character."""
        found = self._number_of[points]
        if not found.all():
            # ``np.unique`` would import masked arrays first, which takes as long as a block.
            fresh = np.flatnonzero(np.bincount(points[found == 0].astype(np.int64)))
            self._number_of[fresh] = np.arange(len(self.points), len(self.points) + len(fresh))
            self.points = np.concatenate([self.points, fresh.astype(np.uint64)])
            found = self._number_of[points]
        return found


def _block(placed: Sequence[tuple[int, Document]], alphabet: _Alphabet, bits: int) -> tuple[Numbers, bytes]:
    """All lists of one block: their items, and their bytes in the same order."""
    within = (1 << BLOCK_BITS) - 1
    texts: list[str] = []
    starts: list[int] = []
    slots: list[int] = []
    for slot, document in placed:
        runs = layout(document)
        starts += [start for start, _ in runs]
        texts += [run for _, run in runs]
        slots += [slot & within] * len(runs)
    text = " ".join(texts) + "   "
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1
    begins = np.cumsum(lengths) - lengths
    place = np.repeat(np.array(starts) - begins, lengths) + np.arange(int(lengths.sum()))
    slot_at = np.repeat(np.array(slots), lengths)

    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    letter = points != 32
    numbers: Numbers = alphabet.numbers(points).astype(np.uint64)
    two = letter[:-1] & letter[1:]
    triples, pairs, singles = (np.flatnonzero(where) for where in (two[:-1] & letter[2:], two, letter))

    shift = np.uint64(_Alphabet.BITS)
    crowded = len(alphabet.points) > 1 << _Alphabet.BITS  # more characters than any one script has
    if crowded:
        numbers, shift = points.astype(np.uint64), np.uint64(21)
    first = numbers << (shift + shift)
    second = first[:-1] | (numbers[1:] << shift)
    gram, at = _sorted((second[:-1] | numbers[2:])[triples], triples)
    with_places = encode_places(gram, slot_at[at], place[at])

    gram, at = _sorted(np.concatenate([first[singles], second[pairs]]), np.concatenate([singles, pairs]))
    page = slot_at[at]
    new = np.ones(len(gram), dtype=bool)
    new[1:] = (gram[1:] != gram[:-1]) | (page[1:] != page[:-1])
    with_marks = encode_marks(gram[new], page[new], place[at[new]] < TITLE)

    gram = np.concatenate([with_places.grams, with_marks.grams])
    mask = (np.uint64(1) << shift) - np.uint64(1)
    chars = gram >> (shift + shift), (gram >> shift) & mask, gram & mask
    if not crowded:
        chars = alphabet.points[chars[0]], alphabet.points[chars[1]], alphabet.points[chars[2]]
    items = np.empty(len(gram), dtype=_ITEM)
    items["key"] = (chars[0] << np.uint64(42)) | (chars[1] << np.uint64(21)) | chars[2]
    items["shard"] = _shard_numbers(*chars, bits)
    items["block"] = placed[0][0] >> BLOCK_BITS
    items["size"] = np.concatenate([np.diff(with_places.starts), np.diff(with_marks.starts)])
    begins = np.concatenate([with_places.starts[:-1], with_marks.starts[:-1] + with_places.starts[-1]])
    ends = begins + items["size"]
    data = with_places.data.tobytes() + with_marks.data.tobytes()
    order = np.lexsort((items["key"], items["shard"]))
    pieces = zip(begins[order].tolist(), ends[order].tolist(), strict=True)
    return items[order], b"".join([data[begin:end] for begin, end in pieces])


def _sorted(gram: Numbers, at: Numbers) -> tuple[Numbers, Numbers]:
    """Grams in order, and where each stands, ascending among those alike.

    Sorted as single numbers that end in where they stand, which is several times faster than a stable sort.
    """
    low = np.uint64(64 - 3 * _Alphabet.BITS)
    if len(gram) and (int(gram.max()) >> 3 * _Alphabet.BITS or int(at.max()) >> int(low)):
        order = np.lexsort((at, gram))
        return gram[order], at[order]
    both = (gram << low) | at.astype(np.uint64)
    both.sort()
    return both >> low, (both & ((np.uint64(1) << low) - np.uint64(1))).astype(np.int64)


def _shard_numbers(first: Numbers, second: Numbers, third: Numbers, bits: int) -> NDArray[np.uint32]:
    """As ``grams.shard_of``, for many."""
    with np.errstate(over="ignore"):
        mixed = (first.astype(np.uint32) * np.uint32(0x9E3779B1)) ^ second.astype(np.uint32)
        mixed = ((mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x85EBCA6B)) ^ third.astype(np.uint32)
        mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return (mixed ^ (mixed >> np.uint32(16))) & np.uint32((1 << bits) - 1)


# --- shards ---------------------------------------------------------------------------------------------------------


def _write_shards(number: int, index_bits: int, spilled: Iterable[_Spilled], files: _Files, sink: Sink) -> list[int]:
    """Every shard's file of one range, also of shards that have no gram: a reader may ask for any.

    What is returned are the grams whose lists got files of their own.
    """
    bits = shard_bits(index_bits)
    items = np.frombuffer(b"".join(files.read(one.name, *one.items[number]) for one in spilled), dtype=_ITEM)
    data = b"".join(files.read(one.name, *one.lists[number]) for one in spilled)
    ends = np.cumsum(items["size"], dtype=np.int64)
    order = np.lexsort((items["block"], items["key"], items["shard"]))
    pieces = zip((ends - items["size"])[order].tolist(), ends[order].tolist(), strict=True)
    items = items[order]
    keys, shard = items["key"], items["shard"]
    block, size = items["block"].astype(np.int64), items["size"].astype(np.int64)
    new = np.ones(len(items), dtype=bool)
    new[1:] = keys[1:] != keys[:-1]
    gap = np.where(new, block, block - np.roll(block, 1))

    first, second = varints.sizes(gap), varints.sizes(size)
    heads_end = np.cumsum(first + second)
    head = np.empty(int(heads_end[-1]) if len(heads_end) else 0, dtype=np.uint8)
    varints.write(head, heads_end - second - first, gap)
    varints.write(head, heads_end - second, size)
    headed, at = head.tobytes(), 0
    parts: list[bytes] = []
    for (begin, end), head_end in zip(pieces, heads_end.tolist(), strict=True):
        parts += (headed[at:head_end], data[begin:end])
        at = head_end
    out = b"".join(parts)
    ends = heads_end + np.cumsum(size)
    heads = np.flatnonzero(new)
    keys, shard = keys[heads], shard[heads]
    ends = ends[np.append(heads[1:], len(items)) - 1] if len(heads) else ends
    starts = np.concatenate([[0], ends[:-1]])[: len(ends)]
    long = np.flatnonzero(ends - starts >= heavy_size(index_bits)).tolist()
    heavy: list[int] = keys[long].tolist()
    for place, key in zip(long, heavy, strict=True):
        sink.write(heavy_name(key), out[int(starts[place]) : int(ends[place])])
    numbers = range(number * _RANGE, min((number + 1) * _RANGE, 1 << bits))
    bounds = np.searchsorted(shard, np.array([*numbers, numbers[-1] + 1])).tolist()
    crowded = set(shard[long].tolist())
    start = 0
    for name, (low, high) in zip(numbers, pairwise(bounds), strict=True):
        end = int(ends[high - 1]) if high > low else start
        within = (ends[low:high] - start).astype("<u4").tobytes()
        file = shards.pack(high - low, keys[low:high].tobytes(), within, out[start:end])
        if name in crowded:
            file = shards.repack({key: data for key, data in shards.unpack(file).items() if key not in heavy})
        sink.write(shard_name(name), file)
        start = end
    return heavy
