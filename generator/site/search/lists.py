"""Lists, read and written one at a time; ``columns`` and ``postings`` write many at once, to the same bytes.

The list of a gram is cut into blocks of slots: for each block the distance from the block before, the bytes of its
list, and the list. That of a triple has three columns: for each page the distance from the page before, or from the
beginning of the block, doubled, plus one where the triple stands there only once; for each other page how many times
less two; and for each page the places, each as the distance from the place before less one. The list of a pair or a
single character has the first column only, and the one says that it stands in the title. How columns are packed is said
in ``columns``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.site.search.places import BLOCK_BITS

__all__ = ["SHORT", "Columns", "blocks", "edited", "entries", "joined", "pack_columns", "packed"]

SHORT = 16
"""Rows of the first column below which a list is short."""

Entry = tuple[int, ...]
Data = bytes | memoryview

_WITHIN = (1 << BLOCK_BITS) - 1


def varint(value: int) -> bytes:
    """A number in as few bytes as it needs: seven bits a byte, lowest first, the top bit set on all but the last."""
    if value < 128:
        return bytes((value,))
    out = bytearray()
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _read(data: Data, at: int) -> tuple[int, int]:
    byte = data[at]
    at += 1
    if byte < 128:
        return byte, at
    value, shift = byte & 127, 7
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


class Columns:
    """Reads one list column by column."""

    __slots__ = ("_at", "_data", "rows")

    def __init__(self, data: Data) -> None:
        self._data = data
        self.rows, self._at = _read(data, 0)

    def column(self, count: int) -> list[int]:
        """The next column, which has so many numbers."""
        data, at = self._data, self._at
        if self.rows < SHORT:
            values = []
            for _ in range(count):
                value, at = _read(data, at)
                values.append(value)
            self._at = at
            return values
        if not count:
            return []
        low, at = _read(data, at)
        size, at = _read(data, at)
        over = [len(run) for run in bin(int.from_bytes(data[at : at + size], "little"))[:1:-1].split("1")[:count]]
        at += size
        self._at = at + (count * low + 7 >> 3)
        if not low:
            return over
        rest, mask = int.from_bytes(data[at : self._at], "little"), (1 << low) - 1
        values = []
        for value in over:
            values.append(value << low | rest & mask)
            rest >>= low
        return values


def pack_columns(columns: Sequence[Sequence[int]]) -> bytes:
    """The bytes of one list."""
    rows = len(columns[0])
    parts = [varint(rows)]
    for values in columns:
        if rows < SHORT:
            parts += map(varint, values)
        elif values:
            low = (sum(values) // (2 * len(values))).bit_length()
            unary = "".join(["1" + "0" * (value >> low) for value in reversed(values)])
            size = len(unary) + 7 >> 3
            parts += (varint(low), varint(size), int(unary, 2).to_bytes(size, "little"))
            if low:
                mask, rest = (1 << low) - 1, 0
                for value in reversed(values):
                    rest = rest << low | value & mask
                parts.append(rest.to_bytes(len(values) * low + 7 >> 3, "little"))
    return b"".join(parts)


def entries(data: Data, placed: bool) -> dict[int, Entry]:
    """A block's list: slot within the block → places, or the title mark."""
    columns = Columns(data)
    gaps = columns.column(columns.rows)
    found: dict[int, Entry] = {}
    slot = 0
    if not placed:
        for gap in gaps:
            slot += gap >> 1
            found[slot] = (gap & 1,)
        return found
    repeated = iter(columns.column(sum([not gap & 1 for gap in gaps])))
    times = [1 if gap & 1 else next(repeated) + 2 for gap in gaps]
    steps = columns.column(sum(times))
    at = 0
    for gap, count in zip(gaps, times, strict=True):
        slot += gap >> 1
        if count == 1:
            found[slot] = (steps[at],)
            at += 1
            continue
        place, places = -1, []
        for step in steps[at : at + count]:
            place += step + 1
            places.append(place)
        at += count
        found[slot] = tuple(places)
    return found


def packed(rows: dict[int, Entry], placed: bool) -> bytes:
    """The list of a block from its entries."""
    gaps, repeated, steps = [], [], []
    before = 0
    for slot in sorted(rows):
        entry = rows[slot]
        gap = slot - before << 1
        before = slot
        if not placed:
            gaps.append(gap | entry[0])
            continue
        gaps.append(gap | (len(entry) == 1))
        if len(entry) > 1:
            repeated.append(len(entry) - 2)
        place = -1
        for here in entry:
            steps.append(here - place - 1)
            place = here
    return pack_columns((gaps, repeated, steps) if placed else (gaps,))


def blocks(data: Data) -> Iterator[tuple[int, Data]]:
    """Each block and its list."""
    at, block = 0, 0
    while at < len(data):
        step, at = _read(data, at)
        size, at = _read(data, at)
        block += step
        yield block, data[at : at + size]
        at += size


def joined(lists: Iterable[tuple[int, Data]]) -> bytes:
    """Lists of blocks, in ascending order, as ``blocks`` reads them."""
    parts: list[Data] = []
    before = 0
    for block, data in lists:
        parts += (varint(block - before), varint(len(data)), data)
        before = block
    return b"".join(parts)


def edited(data: Data, placed: bool, edits: dict[int, Entry | None]) -> bytes:
    """The list of a gram with these entries put in place of the old ones, by slot; None for one that goes."""
    by_block: dict[int, dict[int, Entry | None]] = {}
    for slot, entry in edits.items():
        by_block.setdefault(slot >> BLOCK_BITS, {})[slot & _WITHIN] = entry
    for block, changes in by_block.items():
        data = _spliced(data, placed, block, changes)
    return bytes(data)


def _spliced(data: Data, placed: bool, wanted: int, changes: dict[int, Entry | None]) -> bytes:
    """The list of a gram with one block changed; the others are not looked into."""
    at = block = before = 0
    start = end = begin = total = len(data)  # of the block, and where its list begins
    while at < total:
        here = at
        step, size = data[at], data[at + 1]
        at += 2
        if step >= 128 or size >= 128:
            step, at = _read(data, here)
            size, at = _read(data, at)
        block += step
        if block >= wanted:
            start, begin, end = here, at, at + size
            break
        before = block
        at += size
    there = start < len(data) and block == wanted
    rows: dict[int, Entry | None] = {**entries(data[begin:end], placed)} if there else {}
    rows |= changes
    left = {slot: entry for slot, entry in rows.items() if entry is not None}
    list_ = packed(left, placed) if left else b""
    parts: list[Data] = [data[:start]]
    if left:
        parts += (varint(wanted - before), varint(len(list_)), list_)
        before = wanted
    if there and end < len(data):  # what follows counts from the block before it
        step, rest = _read(data, end)
        parts += (varint(wanted + step - before), data[rest:])
    elif not there and start < len(data):
        _, rest = _read(data, start)
        parts += (varint(block - before), data[rest:])
    return b"".join(parts)
