"""A reader of the search index that shares no code with its writer: what the script does, step by step and slowly."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache

SHORT, BLOCK, GROUP, TITLE = 16, 1 << 10, 16, 256


def plain(text: str) -> str:
    """The folded form by its definition."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().replace("ς", "σ").split())


class _Bits:
    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value


class _Columns:
    def __init__(self, data: bytes, at: int) -> None:
        self.bits = _Bits(data, at)
        self.rows = self.bits.number()

    def column(self, count: int) -> list[int]:
        bits = self.bits
        if self.rows < SHORT:
            return [bits.number() for _ in range(count)]
        if not count:
            return []
        low, size = bits.number(), bits.number()
        unary = int.from_bytes(bits.data[bits.at : bits.at + size], "little")
        rest = (count * low + 7) // 8
        lows = bits.data[bits.at + size : bits.at + size + rest]
        bits.at += size + rest
        runs = bin(unary)[2:][::-1].split("1")[:count]
        values = []
        for row, run in enumerate(runs):
            first = row * low
            chunk = int.from_bytes(lows[first // 8 : (first + low + 7) // 8], "little") >> first % 8
            values.append(len(run) << low | chunk & (1 << low) - 1)
        return values


def _blocks(data: bytes) -> Iterator[tuple[int, _Columns]]:
    """First slot of each block, and its columns."""
    bits, block = _Bits(data, 0), 0
    while bits.at < len(data):
        block += bits.number()
        size = bits.number()
        yield block * BLOCK, _Columns(data[bits.at : bits.at + size], 0)
        bits.at += size


class Reader:
    """Answers queries from the files of an index."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        self.read = read
        self.bytes = 0
        self.index = json.loads(self.file("index.json"))
        self.table: dict[int, tuple[str, str, str, int]] = {}
        for slot, columns in _blocks(self.file("table.bin")):
            gaps = columns.column(columns.rows)
            for gap, facets in zip(gaps, columns.column(columns.rows), strict=True):
                slot += gap
                kind, area, period, behind, _ = self.index["facets"][facets]
                self.table[slot] = kind, area, period, behind
        self.shard = cache(self.shard)  # type: ignore[method-assign]

    def file(self, name: str) -> bytes:
        data = self.read(name)
        assert data is not None, name
        self.bytes += len(data)
        return data

    def shard(self, number: int) -> bytes:
        return self.file(f"grams/{number >> 8:02x}/{number & 255:02x}.bin")

    def postings(self, points: Sequence[int]) -> dict[int, list[int]]:
        """Slot → places, or for fewer than three characters their title mark."""
        mask = 0xFFFFFFFF
        first, second, third = (*points, 0, 0)[:3]
        key = first << 42 | second << 21 | third
        if "".join(map(chr, points)) in self.index["heavy"]:
            return self.entries(self.file(f"heavy/{key:016x}.bin"), third)
        mixed = (first * 0x9E3779B1 & mask) ^ second
        mixed = ((mixed ^ mixed >> 15) * 0x85EBCA6B & mask) ^ third
        mixed = (mixed ^ mixed >> 13) * 0xC2B2AE35 & mask
        mixed ^= mixed >> 16
        data = self.shard(mixed & (1 << self.index["shards"]) - 1)
        count = int.from_bytes(data[:4], "little")
        keys = [int.from_bytes(data[at : at + 8], "little") for at in range(4, 4 + 8 * count, 8)]
        ends = [int.from_bytes(data[at : at + 4], "little") for at in range(4 + 8 * count, 4 + 12 * count, 4)]
        assert keys == sorted(set(keys))
        if key not in keys:
            return {}
        number, lists = keys.index(key), data[4 + 12 * count :]
        return self.entries(lists[ends[number - 1] if number else 0 : ends[number]], third)

    def entries(self, data: bytes, third: int) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for slot, columns in _blocks(data):
            gaps = columns.column(columns.rows)
            if not third:
                for gap in gaps:
                    slot += gap >> 1
                    found[slot] = [gap & 1]
                continue
            repeated = iter(columns.column(sum(1 for gap in gaps if not gap & 1)))
            times = [1 if gap & 1 else next(repeated) + 2 for gap in gaps]
            steps = iter(columns.column(sum(times)))
            for gap, count in zip(gaps, times, strict=True):
                slot += gap >> 1
                place, places = -1, []
                for _ in range(count):
                    place += next(steps) + 1
                    places.append(place)
                found[slot] = places
        return found

    def word(self, word: str) -> dict[int, int]:
        """Slot → in the title (1) or not (0)."""
        points = [ord(char) for char in word]
        if len(points) < 3:
            return {slot: mark for slot, [mark] in self.postings(points).items()}
        offsets = sorted({*range(0, len(points) - 2, 3), len(points) - 3})
        lists = [(at, self.postings(points[at : at + 3])) for at in offsets]
        found = {}
        for slot in set.intersection(*(set(rows) for _, rows in lists)):
            begins = set.intersection(*({place - at for place in rows[slot]} for at, rows in lists))
            if begins:
                found[slot] = int(min(begins) < TITLE)
        return found

    def slots(self, query: str) -> dict[int, int]:
        """Slot → how many words stand in the title."""
        rows = [self.word(word) for word in dict.fromkeys(plain(query).split())]
        return {slot: sum(row[slot] for row in rows) for slot in set.intersection(*(set(row) for row in rows))}

    def address(self, slot: int) -> str:
        group = slot // GROUP
        rows = json.loads(self.file(f"pages/{group >> 8:02x}/{group & 255:02x}.json"))
        return next(str(row[1]) for row in rows if row[0] == slot)

    def find(self, query: str) -> set[str]:
        """Addresses of all pages found."""
        return {self.address(slot) for slot in self.slots(query)}
