"""The tables of open data as one workbook, the same bytes whenever the same tables are written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["workbook"]

_DATED = (1980, 1, 1, 0, 0, 0)
_WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_WIDEST = 40
"""Characters of the widest column."""


def workbook(tables: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Any]]]]) -> bytes:
    """A workbook with a sheet for each table: its head and its rows, by title."""
    from openpyxl import Workbook  # takes longer to import than most builds last, and few of them need it
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    bold = Font(bold=True)
    for title, (head, rows) in tables.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for number, name in enumerate(head):
            longest = max([len(str(name)), *(len(str(_value(row[number]) or "")) for row in rows[:200])])
            sheet.column_dimensions[get_column_letter(number + 1)].width = min(_WIDEST, 2 * longest + 2)
        cells = [WriteOnlyCell(sheet, name) for name in head]
        for cell in cells:
            cell.font = bold
        sheet.append(cells)
        for row in rows:
            sheet.append([_value(value) for value in row])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{len(rows) + 1}"
    out = io.BytesIO()
    book.save(out)
    return _settled(out.getvalue())


def _value(value: Any) -> Any:
    """A cell: numbers stay numbers, text is never a formula."""
    if value is None or isinstance(value, (int, float)):
        return value
    text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def _settled(data: bytes) -> bytes:
    """The same workbook without the hour at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _DATED)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _WRITTEN.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            target.writestr(info, part)
    return out.getvalue()
