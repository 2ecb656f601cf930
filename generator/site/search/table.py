"""The table of pages, which filters and the order of results need: kind, area, period and length of the title.

``table.bin`` is a list of five columns: the distance from slot to slot, a number for each of kind, area and period, and
the characters of the title. ``index.json`` says what the numbers mean and how many bits slots and shards have, and
bears a version by which a reader's browser notices that the site was published anew. ``hashes.bin`` is for updates
only: 64 bits of each address.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.site.search import columns
from generator.site.search.documents import Document
from generator.site.search.folding import fold
from generator.site.search.places import HASHES, INDEX, TABLE, shard_bits, slot_bits

__all__ = ["FACETS", "Table", "digest", "facets_of", "read_table", "seal", "table_files", "title_length", "unseal"]

FACETS = ("kinds", "areas", "periods")
Facets = tuple[str, str, str]
_MODULUS = 1 << 128


def facets_of(document: Document) -> Facets:
    """Kind, area, period."""
    return document.kind, document.area, document.period


def title_length(document: Document) -> int:
    """Characters of the title as they are searched."""
    return len(fold(document.title))


@dataclass(slots=True)
class Table:
    """All pages, one entry each in the order of their slots."""

    keys: NDArray[np.uint64]
    slots: NDArray[np.int64]
    facets: Sequence[Facets]
    titles: Sequence[int]


def table_files(table: Table) -> dict[str, bytes]:
    """The files of the table; ``index.json`` still without its version."""
    count = len(table.slots)
    bits = slot_bits(count)
    index: dict[str, Any] = {"pages": count, "slots": bits, "shards": shard_bits(bits)}
    parts = [np.diff(table.slots, prepend=0)]
    for place, facet in enumerate(FACETS):
        values = [facets[place] for facets in table.facets]
        index[facet] = sorted(set(values))
        number_of = {value: number for number, value in enumerate(index[facet])}
        parts.append(np.array([number_of[value] for value in values], dtype=np.int64))
    parts.append(np.array(table.titles, dtype=np.int64))
    data, _ = columns.encode(np.array([[count] * len(parts)]), np.concatenate(parts))
    return {TABLE: data.tobytes(), HASHES: table.keys.astype("<u8").tobytes(), INDEX: _json(index)}


def read_table(index: bytes, table: bytes, hashes: bytes) -> Table:
    """The table that these files hold."""
    names = json.loads(index)
    reader = columns.Reader(table)
    slots = np.cumsum(reader.column(reader.rows))
    facets = [[names[facet][number] for number in reader.column(reader.rows).tolist()] for facet in FACETS]
    titles: list[int] = reader.column(reader.rows).tolist()
    keys = np.frombuffer(hashes, dtype="<u8").astype(np.uint64)
    return Table(keys, slots, list(zip(*facets, strict=True)), titles)


def digest(files: Iterable[tuple[str, bytes]]) -> int:
    """A number for files and what they hold: a sum, so that a changed file can be taken out and put in again."""
    total = 0
    for name, data in files:
        state = hashlib.blake2b(name.encode("ascii") + b"\0", digest_size=16)
        state.update(data)
        total += int.from_bytes(state.digest(), "big")
    return total % _MODULUS


def seal(index: bytes, others: int) -> bytes:
    """``index.json`` with its version, given the digest of all other files."""
    version = (digest([(INDEX, index)]) + others) % _MODULUS
    return _json({"version": f"{version:032x}", **json.loads(index)})


def unseal(index: bytes) -> int:
    """The digest of all other files, from a sealed ``index.json``."""
    content = json.loads(index)
    version = int(content.pop("version"), 16)
    return (version - digest([(INDEX, _json(content))])) % _MODULUS


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
