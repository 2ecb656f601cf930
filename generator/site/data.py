"""Open data: JSON with English names, CSV with the Chinese ones of the models. Built from the public view only."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.packing import packed_json
from generator.publication.exposure import Facts
from generator.publication.view import PublicView
from generator.records.activity import Activity, Attendance
from generator.records.area import Area
from generator.records.branch import Branch, Formation, Term
from generator.records.fields import label_of
from generator.records.honour import Honour
from generator.records.regulation import Regulation
from generator.records.unit import Unit
from generator.rulebook.figures import Figure
from generator.rulebook.numbers import percent
from generator.site.described import CHANGES, LICENCE, openapi, schema
from generator.site.figure_pages import covered_years

__all__ = [
    "ACTIVITY_TABLES", "WORKBOOK", "DataFile", "Rows", "activity_rows", "activity_tables", "branch_rows",
    "data_files", "figure_sheet", "naming_rows", "record_tables", "rewritten", "rows_in", "sheet_titles", "sheets",
    "spliced", "statistics", "table_files", "table_names", "table_rows", "table_sheets",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file under ``/data/``; its content is None where it has been written already."""

    name: str
    description: str
    content: bytes | None
    size: int

    @property
    def shown_size(self) -> str:
        """The size as a page prints it."""
        return f"{max(1, round(self.size / 1024))} KB"


def _file(name: str, description: str, content: bytes) -> DataFile:
    return DataFile(name, description, content, len(content))


Column = tuple[str, str, Callable[[Facts], Any]]
Sheets = dict[str, tuple[Sequence[str], Sequence[Sequence[Any]]]]


def _number(value: Any) -> int | float | None:
    return value if value is None or isinstance(value, int) else float(value)


def statistics(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """The computed figures as plain data."""
    return [
        {
            "id": figure.id,
            "label": figure.label,
            "value": _number(figure.value),
            "unit": figure.unit,
            "numerator": figure.numerator,
            "denominator": figure.denominator,
            "source": figure.source,
            "unknown": figure.unknown,
            "band": figure.band,
        }
        for figure in figures
    ]


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def _record(names: Sequence[str], row: Sequence[Any]) -> str:
    """A record in a line: with every value in a line of its own it takes several times as long."""
    return packed_json(dict(zip(names, row, strict=True)), str).decode()


def _records(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> str:
    """Entries of a list of records."""
    names = [column[0] for column in columns]
    return ",\n ".join([_record(names, row) for row in rows])


def _list(entries: Iterable[str]) -> bytes:
    """A JSON list of ``entries``, of which each may be several; put together once, as it may be a large one."""
    found = [entry.encode() for entry in entries if entry]
    if not found:
        return b"[]\n"
    found[0] = b"[\n " + found[0]
    found[-1] += b"\n]\n"
    return b",\n ".join(found)


def _cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t") else text


def _csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV that Excel opens as UTF-8."""
    return b"\xef\xbb\xbf" + _lines([head]).encode() + _lines(rows).encode()


def _lines(rows: Iterable[Sequence[Any]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def _said(attendance: Facts | None) -> str | None:
    return None if attendance is None or attendance.present is None else str(attendance.present)


def _share(part: int, whole: int) -> float | None:
    """A percentage as pages show it."""
    share = percent(part, whole)
    return None if share is None else float(share)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


_BRANCH: tuple[Column, ...] = (
    ("id", label_of(Branch, "id"), lambda b: b.id),
    ("name", label_of(Branch, "name"), lambda b: b.name),
    ("short_name", label_of(Branch, "short_name"), lambda b: b.short_name),
    ("area", "属地", lambda b: b.area.name if b.area else None),
    ("formation_mode", label_of(Formation, "mode"), lambda b: b.formation.mode),
    ("formation_date", "成立日期", lambda b: b.formation.date),
    ("units", label_of(Branch, "units"), lambda b: [unit.name for unit in b.units]),
    ("members_band", "党员人数区间", lambda b: b.members_band),
    ("stars", "星级", lambda b: b.stars),
    ("term_start", "届期" + label_of(Term, "start"), lambda b: b.term.start if b.term else None),
    ("term_end", "届期止", lambda b: b.term.end if b.term else None),
    ("demonstration_since", label_of(Branch, "demonstration_since"), lambda b: b.demonstration_since),
)
_AREA: tuple[Column, ...] = (
    ("id", label_of(Area, "id"), lambda a: a.id),
    ("name", label_of(Area, "name"), lambda a: a.name),
    ("type", label_of(Area, "type"), lambda a: a.type),
    ("branches_count", "支部", lambda a: len(a.branches)),
    ("enterprises", "非公企业", lambda a: a.enterprises),
    ("covered", "已覆盖", lambda a: a.covered),
    ("coverage", "覆盖率（%）", lambda a: _share(a.covered, a.enterprises)),
)
_AREA_YEAR: tuple[Column, ...] = (
    ("area", label_of(Area, "id"), lambda a: a.id),
    ("name", label_of(Area, "name"), lambda a: a.name),
    ("type", label_of(Area, "type"), lambda a: a.type),
    ("year", "年份", lambda a: a.year),
    ("covered", "年末已覆盖", lambda a: a.covered),
    ("enterprises", "现有非公企业", lambda a: a.enterprises),
    ("coverage", "覆盖率（%）", lambda a: _share(a.covered, a.enterprises)),
)
_UNIT: tuple[Column, ...] = (
    ("name", label_of(Unit, "name"), lambda u: u.name),
    ("type", label_of(Unit, "type"), lambda u: u.type),
    ("industry", label_of(Unit, "industry"), lambda u: u.industry),
    ("area", label_of(Unit, "area"), lambda u: u.area.name if u.area else None),
    ("above_scale", label_of(Unit, "above_scale"), lambda u: "是" if u.above_scale else "否"),
    ("branch", "所属党支部", lambda u: u.branch.short_name),
)
_ACTIVITY: tuple[Column, ...] = (
    ("id", label_of(Activity, "id"), lambda a: a.id),
    ("branch", label_of(Activity, "branch"), lambda a: a.branch.short_name),
    ("date", label_of(Activity, "date"), lambda a: a.date),
    ("type", label_of(Activity, "type"), lambda a: a.type),
    ("title", label_of(Activity, "title"), lambda a: a.title),
    ("place", label_of(Activity, "place"), lambda a: a.place),
    ("present", label_of(Attendance, "present"), lambda a: _said(a.attendance)),
)
_REGULATION: tuple[Column, ...] = (
    ("id", label_of(Regulation, "id"), lambda r: r.id),
    ("name", label_of(Regulation, "name"), lambda r: r.name),
    ("group", label_of(Regulation, "group"), lambda r: r.group),
    ("version", label_of(Regulation, "version"), lambda r: r.version),
    ("adopted", label_of(Regulation, "adopted"), lambda r: r.adopted),
    ("articles", "条数", lambda r: r.articles_count),
    ("adopters", "执行支部数", lambda r: r.adopters_count),
)
_HONOUR: tuple[Column, ...] = (
    ("id", label_of(Honour, "id"), lambda h: h.id),
    ("name", label_of(Honour, "name"), lambda h: h.name),
    ("level", label_of(Honour, "level"), lambda h: h.level),
    ("awarded", label_of(Honour, "awarded"), lambda h: h.awarded),
    ("by", label_of(Honour, "by"), lambda h: h.by),
    ("branches", label_of(Honour, "branches"), lambda h: [b.short_name for b in h.branches]),
)


def activity_rows(branch: Facts) -> list[str]:
    """What the tables of activities say of one branch's: entries of the JSON list, and lines of the CSV."""
    values = [[_plain(get(item)) for _, _, get in _ACTIVITY] for item in branch.activities]
    return [_records(_ACTIVITY, values), _lines(values)]


ACTIVITY_TABLES = ("activities.json", "activities.csv")
"""The tables of all activities, in the order in which ``activity_rows`` says what stands in them."""


def spliced(table: bytes, old: str, new: str) -> bytes | None:
    """A table in which what it says of one branch's activities is put otherwise; None where it says that not once."""
    wanted = old.encode()
    start = table.find(wanted) if old and new else -1
    if start < 0 or table.find(wanted, start + 1) >= 0:
        return None
    whole = memoryview(table)  # which a table of a large site is not copied out of twice
    return b"".join((whole[:start], new.encode(), whole[start + len(wanted) :]))


def branch_rows(branches: Iterable[Facts]) -> dict[str, Rows]:
    """What the table of branches says of some."""
    return {"branches": [_row(_BRANCH, branch) for branch in branches]}


def naming_rows(view: PublicView, addresses: Collection[str]) -> dict[str, Rows]:
    """What tables but that of branches say of things that show what is called otherwise, at these ``addresses``."""
    units = [item for item in _items(view, "units") if item.branch.address in addresses]
    honours = [item for item in view.honours if any(branch.address in addresses for branch in item.branches)]
    told = any(address.startswith("regulations/") for address in addresses)  # unpacked only then
    regulations = [item for item in view.regulations if item.address in addresses] if told else []
    return {
        "units": [_row(_UNIT, unit) for unit in units],
        "honours": [_row(_HONOUR, item) for item in honours],
        "regulations": [_row(_REGULATION, item) for item in regulations],
    }


def _row(columns: Sequence[Column], item: Facts) -> list[Any]:
    return [_plain(get(item)) for _, _, get in columns]


def rows_in(table: bytes) -> Rows | None:
    """The rows of a table, from its JSON file; None where that cannot be read."""
    try:
        return [list(record.values()) for record in json.loads(table)]
    except (ValueError, AttributeError):
        return None


def table_names(name: str) -> tuple[str, str]:
    """The files of a table: JSON and CSV."""
    return f"{name}.json", f"{name}.csv"


def rewritten(tables: Mapping[str, bytes], name: str, rows: Rows) -> dict[str, bytes] | None:
    """The files of a table with ``rows`` in place of those that begin with the same value; ``tables`` has them as they
    are. None where there is not just one of each.
    """
    columns, (of_json, of_csv) = _TABLES[name][1], table_names(name)
    found: tuple[bytes | None, bytes | None] = tables[of_json], tables[of_csv]
    for row in rows:
        begin = _record([columns[0][0]], row[:1]).removesuffix("}")
        record = _put(found[0], f"\n {begin},", "\n", f"\n {_records(columns, [row])}", keeping=b",")
        begin = _lines([row[:1]]).removesuffix("\r\n")
        line = _put(found[1], f"\n{begin},", "\r\n", f"\n{_lines([row])}".removesuffix("\r\n"))
        found = record, line
    return None if found[0] is None or found[1] is None else {of_json: found[0], of_csv: found[1]}


def _put(table: bytes | None, begin: str, end: str, new: str, keeping: bytes = b"") -> bytes | None:
    """A table with ``new`` in place of what lies from ``begin`` up to ``end``, and with what is ``keeping`` it apart
    from the next entry; None where there is not just one that begins so.
    """
    start = -1 if table is None else table.find(begin.encode())
    if table is None or start < 0 or table.find(begin.encode(), start + 1) >= 0:
        return None
    stop = table.find(end.encode(), start + 1)
    apart = keeping if keeping and table.endswith(keeping, start, stop) else b""
    return table[:start] + new.encode() + apart + table[stop:]


def figure_sheet(figures: Iterable[Figure]) -> Sheets:
    """The sheet of the figures, by its title."""
    return {_FIGURES: _figure_table(statistics(figures))}


def activity_tables(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, bytes]]:
    """The tables of all activities, from the rows of each branch; one after the other, as they are large."""
    of_json, of_csv = ACTIVITY_TABLES
    yield of_json, _list(row[0] for row in rows)
    yield (
        of_csv,
        b"".join([_csv([column[1] for column in _ACTIVITY], ()), *(row[1].encode() for row in rows)]),
    )


_STATISTICS = {
    "id": "编号", "label": "名称", "value": "数值", "unit": "单位", "numerator": "分子", "denominator": "分母",
    "source": "计算方法", "unknown": "未报个数", "band": "区间",
}  # fmt: skip
_TABLES: dict[str, tuple[str, tuple[Column, ...]]] = {
    "areas": ("区域覆盖", _AREA),
    "areas-years": ("历年覆盖", _AREA_YEAR),
    "branches": ("党支部名录", _BRANCH),
    "units": ("已覆盖单位", _UNIT),
    "activities": ("活动记录", _ACTIVITY),
    "regulations": ("制度目录", _REGULATION),
    "honours": ("荣誉", _HONOUR),
}
WORKBOOK = "data.xlsx"
_FIGURES = "指标"
"""The sheet of figures."""


Rows = list[list[Any]]


def table_rows(view: PublicView) -> dict[str, Rows]:
    """The rows of every table but that of activities, by its name."""
    return {
        name: [_row(columns, item) for item in _items(view, name)]
        for name, (_, columns) in _TABLES.items()
        if name != "activities"
    }


def table_sheets(tables: Mapping[str, Rows]) -> Sheets:
    """The sheets of ``tables`` with these rows, by title: head and rows, as a spreadsheet has them."""
    found: Sheets = {}
    for name, rows in tables.items():
        title, columns = _TABLES[name]
        found[title] = ([column[1] for column in columns], rows)
    return found


def sheets(view: PublicView, tables: Mapping[str, Rows] | None = None) -> Sheets:
    """The sheets of the figures and of the ``tables``."""
    return figure_sheet(view.figures.values()) | table_sheets(table_rows(view) if tables is None else tables)


def sheet_titles() -> list[str]:
    """The titles of the sheets of the workbook, in their order."""
    return [_FIGURES, *(title for name, (title, _) in _TABLES.items() if name != "activities")]


def _figure_table(figures: Iterable[dict[str, Any]]) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
    """Head and rows of the computed figures, the same in the CSV and in the workbook."""
    return list(_STATISTICS.values()), [[row[name] for name in _STATISTICS] for row in figures]


def _items(view: PublicView, name: str) -> list[Facts]:
    if name == "areas":
        return [area for area in view.areas if area.enterprises]
    if name == "areas-years":
        years, areas = covered_years(view)
        return [
            Facts(id=area.id, name=area.name, type=area.type, year=year, covered=count, enterprises=area.enterprises)
            for area in areas
            for year, count in zip(years, area.covered, strict=True)
        ]
    if name == "units":
        # Units without an organisation are counted, not listed: who lags behind is not for the public.
        return [unit for area in view.areas for unit in area.units if unit.branch is not None]
    return list(getattr(view, name))


def data_files(view: PublicView, written: Mapping[str, int], site_url: str) -> list[DataFile]:
    """Every data file of a view, the index last; ``written`` are those that are there already, with their sizes."""
    figures = statistics(view.figures.values())
    files = [
        DataFile(WORKBOOK, "指标、区域、支部、单位、制度、荣誉（Excel 工作簿）", None, written[WORKBOOK]),
        _file("statistics.json", "全部计算指标", _json(figures)),
        _file("statistics.csv", "全部计算指标（表格）", _csv(*_figure_table(figures))),
    ]
    for name, (title, _) in _TABLES.items():
        files.append(DataFile(f"{name}.json", title, None, written[f"{name}.json"]))
        files.append(DataFile(f"{name}.csv", f"{title}（表格）", None, written[f"{name}.csv"]))
    fields = {"statistics": list(_STATISTICS.items())} | {
        name: [(english, title) for english, title, _ in columns] for name, (_, columns) in _TABLES.items()
    }
    files.append(_file("schema.json", "各表字段说明（JSON Schema）", _json(schema(fields))))
    described = openapi(view, site_url, [(file.name, file.description) for file in files], fields)
    files.append(_file("openapi.json", "各文件地址说明（OpenAPI）", _json(described)))
    index = {
        "title": view.site.name,
        "publisher": view.site.publisher,
        "as_of": view.as_of.isoformat(),
        "commit": view.commit,
        "licence": LICENCE,
        "version": CHANGES[0][0],
        "changes": [{"version": version, "changed": changed} for version, changed in CHANGES],
        "files": [{"name": file.name, "description": file.description, "bytes": file.size} for file in files],
    }
    return [*files, _file("index.json", "数据目录", _json(index))]


def table_files(name: str, rows: Rows) -> dict[str, Callable[[], bytes]]:
    """The files of a table, by name, and what makes each."""
    columns, (of_json, of_csv) = _TABLES[name][1], table_names(name)
    return {
        of_json: lambda: _list([_records(columns, rows)]),
        of_csv: lambda: _csv([column[1] for column in columns], rows),
    }


def record_tables(view: PublicView) -> dict[str, bytes]:
    """The files of all tables of records but activities."""
    tables = table_rows(view).items()
    return {file: make() for name, rows in tables for file, make in table_files(name, rows).items()}
