"""Groups: the text of a few pages in one file, fetched to show a result and read again when the index is updated.

A row is slot, address, title, kind, note, area, period and text. Of a long text the row holds the first piece, the
other pieces are files of their own, and the row ends in the number of pieces: to show a hit needs only the piece with
the hit.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from generator.site.search.documents import Document
from generator.site.search.places import piece_name

__all__ = ["Row", "document_of", "pack", "piece_names", "row_of", "unpack"]

Row = list[Any]

_PIECE = 800
"""Characters from the beginning of one piece to that of the next."""
_OVERLAP = 100
"""Characters that a piece shares with the next, so that few hits are cut in two."""
_LONG = 2000
"""Characters up to which a text is not cut."""


def row_of(slot: int, document: Document) -> tuple[Row, dict[str, bytes]]:
    """A page's row, and the files with the further pieces of its text."""
    d = document
    row: Row = [slot, d.address, d.title, d.kind, d.note, d.area, d.period, d.text]
    if len(d.text) <= _LONG:
        return row, {}
    pieces = [d.text[at : at + _PIECE + _OVERLAP] for at in range(0, len(d.text), _PIECE)]
    files = {piece_name(slot, number): piece.encode("utf-8") for number, piece in enumerate(pieces) if number}
    return [*row[:-1], pieces[0], len(pieces)], files


def piece_names(row: Row) -> list[str]:
    """The files with the further pieces of a row's text."""
    return [piece_name(row[0], number) for number in range(1, row[8])] if len(row) > 8 else []


def document_of(row: Row, need: Callable[[str], bytes]) -> Document:
    """The document that a row was made from."""
    _, address, title, kind, note, area, period, text, *_ = row
    further = [need(name).decode("utf-8") for name in piece_names(row)]
    if further:
        text = "".join(piece[:_PIECE] for piece in (text, *further))
    return Document(address, title, kind, note, area, period, text)


def pack(rows: list[Row]) -> bytes:
    """The file of a group; rows are in the order of their slots."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def unpack(data: bytes) -> list[Row]:
    """The rows of a group."""
    rows: list[Row] = json.loads(data)
    return rows
