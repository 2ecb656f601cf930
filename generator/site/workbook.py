"""The tables of open data as one workbook, the same bytes whenever the same tables are written.

Written as the format has it: text and numbers under a bold head that stays in view. The library that reads and fills in
the office's own spreadsheets takes longer to import than this to write.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from string import ascii_uppercase
from typing import Any

from generator.site.zipping import add

__all__ = ["revised", "workbook"]

Rows = Sequence[Sequence[Any]]
Table = tuple[Sequence[str], Rows]
"""Head and rows."""

_WIDEST = 40
"""Characters of the widest column."""
_MEASURED = 200
"""Rows that a column's width is measured by."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SCHEMAS = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_SCHEMAS}/spreadsheetml/2006/main"'
_RELATED = f"{_SCHEMAS}/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
_STYLES = (
    f'<styleSheet {_MAIN}><fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""Two ways to write a cell: as it comes, and bold."""
_BOLD = ' s="1"'
_PANE = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'


def workbook(tables: Mapping[str, Table]) -> bytes:
    """A workbook with a sheet for each table: its head and its rows, by title."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, part in _parts(tables):
            add(file, name, _HEAD + part)
    return out.getvalue()


def revised(
    book: bytes, titles: Sequence[str], changed: Mapping[str, Table], rows: Mapping[str, Table] | None = None
) -> bytes | None:
    """A workbook with sheets of these ``titles``, of which some have ``changed`` but have as many rows as before, and
    some have other ``rows`` in the places of those with the same first cell, a name. None where it cannot be read,
    where there is no such row, or where the widths of columns may be measured by one.
    """
    out = io.BytesIO()
    places = {_place(number): title for number, title in enumerate(titles, 1)}
    try:
        with zipfile.ZipFile(io.BytesIO(book)) as before, zipfile.ZipFile(out, "w") as file:
            for name in before.namelist():
                data: str | bytes | None = before.read(name)
                title = places.get(name, "")
                if title in changed:
                    data = _HEAD + _sheet(*changed[title])
                elif rows and title in rows:
                    data = _with_rows(before.read(name).decode(), rows[title][1])
                if data is None:
                    return None
                add(file, name, data)
    except (zipfile.BadZipFile, zlib.error, ValueError):
        return None
    return out.getvalue()


def _with_rows(sheet: str, rows: Rows) -> str | None:
    for row in rows:
        name = re.escape(escape(_said(row[0]), quote=False))
        there = re.search(rf'<row r="([0-9]+)"><c r="A\1" t="inlineStr"><is><t [^>]*>{name}</t>', sheet)
        if there is None or int(there[1]) <= _MEASURED + 1:
            return None
        end = sheet.index("</row>", there.end()) + len("</row>")
        sheet = f"{sheet[: there.start()]}{_row(int(there[1]), row)}{sheet[end:]}"
    return sheet


def _parts(tables: Mapping[str, Table]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(tables) + 1)
    kinds = [("workbook", f"{_KIND}.sheet.main+xml"), ("styles", f"{_KIND}.styles+xml")]
    kinds += [(f"worksheets/sheet{number}", f"{_KIND}.worksheet+xml") for number in numbers]
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_SCHEMAS}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(f'<Override PartName="/xl/{name}.xml" ContentType="{kind}"/>' for name, kind in kinds)
        + "</Types>",
    )
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    leaves = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*leaves, ("styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES
    listed, filters = [], []
    for number, (title, (head, rows)) in zip(numbers, tables.items(), strict=True):
        listed.append(f'<sheet name="{escape(title)}" sheetId="{number}" r:id="rId{number}"/>')
        place = escape(f"'{title}'!$A$1:${_last(head, rows, '$')}", quote=False)
        filters.append(f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number - 1}" hidden="1">{place}')
        yield _place(number), _sheet(head, rows)
    yield (
        "xl/workbook.xml",
        f'<workbook {_MAIN} xmlns:r="{_RELATED}"><sheets>{"".join(listed)}</sheets>'
        f"<definedNames>{''.join(f'{name}</definedName>' for name in filters)}</definedNames></workbook>",
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    said = (
        f'<Relationship Id="rId{number}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">{"".join(said)}</Relationships>'


def _place(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _last(head: Sequence[str], rows: Rows, between: str = "") -> str:
    """The last cell of a sheet."""
    return f"{ascii_uppercase[len(head) - 1]}{between}{len(rows) + 1}"


def _sheet(head: Sequence[str], rows: Rows) -> str:
    measured = zip(head, *([_said(value) for value in row] for row in rows[:_MEASURED]), strict=True)
    widths = [min(_WIDEST, 2 * max(map(len, column)) + 2) for column in measured]
    columns = [f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)]
    said = [_row(1, head, _BOLD), *[_row(number, row) for number, row in enumerate(rows, 2)]]
    return (
        f'<worksheet {_MAIN}><sheetViews><sheetView workbookViewId="0">{_PANE}</sheetView></sheetViews>'
        f"<cols>{''.join(columns)}</cols><sheetData>{''.join(said)}</sheetData>"
        f'<autoFilter ref="A1:{_last(head, rows)}"/></worksheet>'
    )


def _row(number: int, values: Sequence[Any], style: str = "") -> str:
    cells = []
    for column, value in enumerate(values):
        if value is not None:
            place = f'<c r="{ascii_uppercase[column]}{number}"{style}'
            if value.__class__ in (int, float):
                cells.append(f"{place}><v>{value}</v></c>")
            else:
                text = escape(_said(value), quote=False)
                cells.append(f'{place} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


def _said(value: Any) -> str:
    """What a cell shows. Text is never a formula."""
    if value is None or value.__class__ in (int, float):
        return "" if value is None else str(value)
    text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
