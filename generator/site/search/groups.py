"""Groups: the text of a few pages in one file, fetched to show a result and read again when the index is updated.

A row is slot, address, title, kind, note, area, period and text. Of a long text the row holds the beginning and ends in
a one; all of it is in a file of its own, which is fetched only where the beginning does not show what was looked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.packing import packed_json, unpacked_json
from generator.site.search.document import Document
from generator.site.search.places import long_name

__all__ = ["Row", "document_of", "pack", "row_of", "unpack"]

Row = list[Any]

_LONG = 2000
"""Characters up to which a text stands in the row."""
_BEGINNING = 800
"""Characters of a longer text that do."""


def row_of(slot: int, document: Document) -> tuple[Row, bytes | None]:
    """A page's row, and its text where that is long."""
    d = document
    row: Row = [slot, d.address, d.title, d.kind, d.note, d.area, d.period, d.text]
    if len(d.text) <= _LONG:
        return row, None
    return [*row[:-1], d.text[:_BEGINNING], 1], d.text.encode("utf-8")


def document_of(row: Row, need: Callable[[str], bytes]) -> Document:
    """The document that a row was made from."""
    slot, address, title, kind, note, area, period, text, *long = row
    if long:
        text = need(long_name(slot)).decode("utf-8")
    return Document(address, title, kind, note, area, period, text)


def pack(rows: list[Row]) -> bytes:
    """The file of a group; rows are in the order of their slots."""
    return packed_json(rows)


def unpack(data: bytes) -> list[Row]:
    """The rows of a group."""
    rows: list[Row] = unpacked_json(data)
    return rows
