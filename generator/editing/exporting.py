"""``zhibu export``: records as the office's table, with lists to choose from, frozen heads and a page set up for print.

The table holds internal fields and is for the office. What comes back as it was changes nothing.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.editing.naming import called
from generator.editing.record_files import value_at
from generator.editing.tables import Column, columns, written
from generator.records.activity import Activity
from generator.records.area import Area
from generator.records.committee import Committee
from generator.records.fields import Record
from generator.records.opening import open_document
from generator.records.outline import entries, is_review, review_states
from generator.records.register import Register
from generator.rulebook.shelves import shelf_for
from generator.rulebook.terms import term_sets
from generator.site.zipping import add

__all__ = ["export", "workbook"]

_INLINE = 250
"""Characters a list to choose from may take inside a cell's rule; spreadsheets allow 255."""
_CHOICES = "选项"
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What an escape between quotes can put into a record, and no file of a spreadsheet program can hold."""
_FEW = 60
"""So many records can be chosen from by name."""


def export(kind: str, register: Register, target: Path) -> int:
    """Write the table of a kind; the number of records in it."""
    book, count = workbook(kind, register)
    target.write_bytes(_packed(book))
    return count


def workbook(kind: str, register: Register) -> tuple[Workbook, int]:
    """The table of a kind and the number of its rows."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new workbook has one
    shelf = shelf_for(kind)
    sheet.title = shelf.model.label
    listed = columns(kind)
    _heads(sheet, listed)
    texts: dict[str, Any] = {}
    records = list(register.records.get(kind, {}).values())
    for number, record in enumerate(records, 2):
        for index, column in enumerate(listed, 1):
            _cell(sheet, number, index, _value(register, record, column, texts), column)
    _choices(book, sheet, listed, len(records) + 200, register)
    _print(sheet, listed, len(records), register)
    when = datetime.datetime.combine(register.as_of, datetime.time())
    book.properties.created = book.properties.modified = when
    book.properties.creator = _sayable(register.site.publisher)
    return book, len(records)


def _node(register: Register, record: Record, texts: dict[str, Any]) -> tuple[Any, Any]:
    """What the file says of a record, and of all its records where it lists many."""
    origin = register.origin(record)
    if origin.path not in texts:
        # As the register was read: what reading mends in memory is not mended in the file.
        texts[origin.path] = open_document(register.root, origin.path).root
    above = texts[origin.path]
    node = above
    for key in origin.keys:
        node = node[key]
    return node, above if origin.keys else {}


def _value(register: Register, record: Record, column: Column, texts: dict[str, Any]) -> Any:
    node, above = _node(register, record, texts)
    if column.head == "编号":
        return record.id.rpartition("/")[2] if isinstance(record, Activity) else record.id
    shelf = shelf_for(record.kind)
    if column.head in {key for key, _ in shelf.fixed}:
        return getattr(record, next(entry.name for entry in entries(shelf.model) if entry.key == column.head))
    value = value_at(node, column.keys)
    if value is None:
        value = above.get(column.keys[0]) if len(column.keys) == 1 else None
    if isinstance(value, str) and value in (names := _names(column, register)):
        return names[value]
    return written(value, column.entry)


def _names(column: Column, register: Register) -> dict[str, str]:
    """What an office calls the few that a column refers to, by identifier; an import knows them by either."""
    records = register.records.get(column.entry.refers or "", {})
    if column.entry.many or column.entry.refers not in (Area.kind, Committee.kind) or len(records) > _FEW:
        return {}
    names = ((id, str(getattr(record, "name", ""))) for id, record in records.items())
    return {id: name for id, name in names if called(name, records) == id}


def _heads(sheet: Worksheet, listed: tuple[Column, ...]) -> None:
    line = Side(style="thin", color="999999")
    for index, column in enumerate(listed, 1):
        cell = sheet.cell(1, index, column.head + ("*" if column.needed else ""))
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="F4E3DF")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(bottom=line)
        cell.comment = Comment(column.entry.description, "Zhibu", height=80, width=260)
    sheet.freeze_panes = "C2"
    sheet.row_dimensions[1].height = 32


def _cell(sheet: Worksheet, row: int, index: int, value: Any, column: Column) -> None:
    cell = sheet.cell(row, index)
    value = _sayable(value) if isinstance(value, str) else value
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
        cell.quotePrefix = value[:1] in "=+-@\t"
    if column.entry.shape == "date":
        cell.number_format = "yyyy-mm-dd"
    elif column.entry.text:
        cell.number_format = "@"
    cell.alignment = Alignment(vertical="top", wrap_text=column.entry.shape == "prose" or column.entry.many)


def _sayable(text: str) -> str:
    return _UNSAYABLE.sub("", text)


def _choices(book: Workbook, sheet: Worksheet, listed: tuple[Column, ...], last: int, register: Register) -> None:
    """数据有效性: lists to choose from, dates and whole numbers."""
    options: Worksheet | None = None
    for index, column in enumerate(listed, 1):
        words = [_sayable(word) for word in _words(column, register)]
        rule: DataValidation | None = None
        if words and not column.entry.many:
            text = ",".join(words)
            if len(text) <= _INLINE and not any("," in word for word in words):
                formula = f'"{text}"'
            else:
                options = options or book.create_sheet(_CHOICES)
                options.sheet_state = "hidden"
                at = options.max_column + 1 if options.cell(1, 1).value is not None else 1
                for number, word in enumerate(words, 1):
                    options.cell(number, at, word)
                letter = get_column_letter(at)
                formula = f"{_CHOICES}!${letter}$1:${letter}${len(words)}"
            rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
            rule.error = "请从下拉列表中选择"
        elif column.entry.shape == "integer":
            low, high = column.entry.least or 0, column.entry.most or 9999
            rule = DataValidation(
                type="whole", operator="between", formula1=str(low), formula2=str(high), allow_blank=True
            )
            rule.error = f"请填 {low} 到 {high} 的整数"
            rule.showErrorMessage = True
        if rule is not None:
            sheet.add_data_validation(rule)
            letter = get_column_letter(index)
            rule.add(f"{letter}2:{letter}{last}")


def _words(column: Column, register: Register) -> list[str]:
    entry = column.entry
    if entry.shape == "yes_no":
        return ["是", "否"]
    if is_review(entry):
        return list(review_states())
    if entry.terms and (terms := term_sets(register).get(entry.terms)) and terms.closed:
        return list(terms.members)
    return list(entry.choices) or list(_names(column, register).values())


def _print(sheet: Worksheet, listed: tuple[Column, ...], count: int, register: Register) -> None:
    for index, column in enumerate(listed, 1):
        shape = column.entry.shape
        wide = 40 if shape == "prose" else 28 if column.entry.many or column.head in ("名称", "主题") else 12
        sheet.column_dimensions[get_column_letter(index)].width = wide
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(listed))}{count + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    footer: Any = sheet.oddFooter
    footer.center.text = "第 &P 页，共 &N 页"
    footer.left.text = f"{_sayable(register.site.publisher)}（内部使用）".replace("&", "&&")


def _packed(book: Workbook) -> bytes:
    """The file with one fixed time on all its parts: equal records give equal bytes."""
    raw = io.BytesIO()
    book.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml" and book.properties.created is not None:
                data = _dated(data, book.properties.created)
            add(target, name, data)
    return out.getvalue()


def _dated(data: bytes, when: datetime.datetime) -> bytes:
    """openpyxl puts the clock into 修改时间 while saving."""
    stamp = when.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
