"""Spreadsheets of other people's making: bounds before anything is unpacked, then heads, rows and cells.

A workbook is untrusted: its unpacked size is bounded, XML goes through defusedxml (openpyxl uses it where it is there),
external links are dropped, formulas count by the result they had when the file was saved.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from generator.editing.reasons import ReasonedError
from generator.editing.tables import head_key
from generator.reading.documents import DAMAGED_ARCHIVE

__all__ = ["Row", "Sheet", "WorkbookError", "sheets"]

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_PARTS = 2000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_MERGED = 200_000
"""Cells of merged ranges, each of which is made an object when the file is read."""
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*["']([^"']*)""")
_HEAD_ROWS = 12
_TOTALS = ("合计", "总计", "小计", "填表人", "审核人", "备注：", "说明：", "注：")


class WorkbookError(ReasonedError):
    """A file that is no workbook or goes beyond the bounds."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the heads: its number and its values by column number."""

    number: int
    values: dict[int, Any]


@dataclass(slots=True)
class Sheet:
    """A sheet: heads by column number (every name a column may go by), the rows, what was passed over."""

    title: str
    heads: dict[int, tuple[str, ...]]
    rows: list[Row] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    skipped: int = 0

    def address(self, row: int, column: int) -> str:
        """A cell's address as spreadsheets print it."""
        return f"{self.title}!{get_column_letter(column)}{row}"


def _bounded(path: Path) -> None:
    if path.stat().st_size > MAX_BYTES:
        raise WorkbookError("file-too-large", limit=MAX_BYTES // 1024 // 1024)
    try:
        with zipfile.ZipFile(path) as archive:
            listed = archive.infolist()
            if len(listed) > MAX_PARTS or sum(part.file_size for part in listed) > MAX_UNPACKED:
                raise WorkbookError("unpacks-too-large")
            merged = 0
            for part in listed:  # the sizes stated may be wrong: unpack no further than the bound
                with archive.open(part) as stream:
                    read, rest = 0, b""
                    while chunk := stream.read(1 << 20):
                        # No spreadsheet program writes one; what it declares could grow without bound when read.
                        if not read and (b"<!DOCTYPE" in chunk[:4096] or _is_wide(chunk)):
                            raise WorkbookError("file-strange")
                        read += len(chunk)
                        merged += sum(_cells(found) for found in _MERGE.findall(rest + chunk))
                        last = chunk[chunk.rfind(b"<") :]
                        rest = b"" if b">" in last else last
                        if merged > MAX_MERGED:
                            raise WorkbookError("too-much-merged", limit=MAX_MERGED)
                        if read > part.file_size:
                            raise WorkbookError("unpacks-too-large")
            if any(part.filename.endswith("vbaProject.bin") for part in listed):
                raise WorkbookError("file-macros")
    except DAMAGED_ARCHIVE as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise WorkbookError("no-workbook") from None


def _is_wide(start: bytes) -> bool:
    """Whether markup is written in two bytes a character, as no spreadsheet program does and no bound looks at."""
    return start.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"))


def _cells(area: bytes) -> int:
    """How many cells a merged range has; one that goes beyond the sheet, or is none, has more than any bound."""
    try:
        left, top, right, bottom = range_boundaries(area.decode())
    except (ValueError, TypeError):
        return MAX_MERGED + 1
    if left is None or top is None or right is None or bottom is None:  # whole columns or rows
        return MAX_MERGED + 1
    return (right - left + 1) * (bottom - top + 1)


def sheets(path: Path, known: Container[str]) -> list[Sheet]:
    """Every visible sheet that has a row with at least two of the ``known`` heads."""
    _bounded(path)
    try:
        book = openpyxl.load_workbook(path, data_only=True, keep_links=False)
    except Exception:  # openpyxl raises what its parts raise; for us the file is no good either way
        raise WorkbookError("file-unreadable") from None
    found = [_sheet(ws, known) for ws in book.worksheets if ws.sheet_state == "visible"]
    return [sheet for sheet in found if sheet is not None]


def _sheet(ws: Worksheet, known: Container[str]) -> Sheet | None:
    if ws.max_row > MAX_ROWS or ws.max_column > MAX_COLUMNS:
        raise WorkbookError("sheet-too-large", title=ws.title, rows=MAX_ROWS, columns=MAX_COLUMNS)
    merged = _merged(ws)
    across = range(1, ws.max_column + 1)
    grid = {
        row: {column: merged.get((row, column), ws.cell(row, column).value) for column in across}
        for row in range(1, ws.max_row + 1)
    }
    top = [number for number in grid if number <= _HEAD_ROWS]
    if not top:
        return None
    head = max(top, key=lambda number: (_weight(grid[number], known), -number))
    if _weight(grid[head], known) < 2:
        return None
    hidden = {c for c in range(1, ws.max_column + 1) if _hidden(ws, c)}
    heads = {}
    for column, value in grid[head].items():
        if column in hidden:
            continue
        above = merged.get((head - 1, column)) if head > 1 else None
        own, over = head_key(value), head_key(above)
        if own:
            heads[column] = tuple(dict.fromkeys(name for name in (over + own if over != own else own, own) if name))
    sheet = Sheet(ws.title, heads, hidden=[str(grid[head].get(c) or get_column_letter(c)) for c in sorted(hidden)])
    for number, values in grid.items():
        if number <= head:
            continue
        kept = {column: values.get(column) for column in heads}
        filled = [value for value in kept.values() if value is not None and str(value).strip()]
        if not filled:
            continue
        if ws.row_dimensions[number].hidden or str(filled[0]).strip().startswith(_TOTALS):
            sheet.skipped += 1
            continue
        sheet.rows.append(Row(number, kept))
    return sheet


def _weight(values: dict[int, Any], known: Container[str]) -> int:
    """How many cells of a row are heads that we know."""
    return len({head_key(value) for value in values.values() if isinstance(value, str) and head_key(value) in known})


def _merged(ws: Worksheet) -> dict[tuple[int, int], Any]:
    """The value of every cell of a merged range: what spreadsheets keep in its first cell only."""
    found = {}
    for area in list(ws.merged_cells.ranges)[:5000]:
        value = ws.cell(area.min_row, area.min_col).value
        for row in range(area.min_row, min(area.max_row, MAX_ROWS) + 1):
            for column in range(area.min_col, min(area.max_col, MAX_COLUMNS) + 1):
                found[row, column] = value
    return found


def _hidden(ws: Worksheet, column: int) -> bool:
    """Whether a column is hidden; a run of columns is noted at its first."""
    return any(
        dimension.hidden and (dimension.min or 0) <= column <= (dimension.max or 0)
        for dimension in ws.column_dimensions.values()
    )
