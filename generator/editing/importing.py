"""``zhibu import``: rows of a spreadsheet against the records; a plan with every change and its cell; all or nothing.

An empty cell leaves a value as it is. A row finds its record by 编号, else by its name; what is not found is new.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator.editing.kinds import TABLES
from generator.editing.members import PERSONAL_HEADS, ROLL_HEADS, member_counts, of_single_persons
from generator.editing.naming import called, proposal
from generator.editing.reasons import Reason, because, said_by
from generator.editing.record_files import RecordFile, drop, put, value_at
from generator.editing.rewriting import same
from generator.editing.tables import (
    CLEAR,
    Column,
    UnreadableError,
    columns,
    head_key,
    read_cell,
    written,
)
from generator.editing.tree import UnfitError
from generator.editing.workbooks import Row, Sheet, sheets
from generator.findings import Location
from generator.records.activity import Activity
from generator.records.collecting import INHERITED, is_identifier
from generator.records.fields import Record
from generator.records.kinds import MISSING
from generator.records.layout import Shelf
from generator.records.loading import explain, nearest
from generator.records.outline import Entry, entries
from generator.records.register import Register
from generator.records.unit import Unit
from generator.rulebook.shelves import shelf_for
from generator.rulebook.terms import term_sets

__all__ = ["Change", "Plan", "Refusal", "apply", "plan"]

_FEW = 12
"""So many names a refusal lists."""
_PLACES = {"id": "编号", "area": "属地", "branch": "支部", "year": "日期"}

Said = Mapping[Column, tuple[Any, str]]
"""What a row says: value and cell by column."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record that is new or changes: its file, its name, and (栏目, 原值, 新值, 单元格)."""

    path: str
    name: str
    new: bool
    fields: tuple[tuple[str, str, str | Reason, str], ...]
    sheet: str
    row: int
    review: str = ""
    """The review state that a new one will have."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that cannot be taken, and why."""

    address: str
    head: str
    reason: Reason


@dataclass
class Plan:
    """What an import would do. ``files`` are the new texts by path; nothing is written while there are refusals."""

    changes: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    unchanged: int = 0
    notes: list[Reason] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)


def plan(path: Path, register: Register) -> Plan:
    """Read a workbook and say what it would change; ``WorkbookError`` where it is none."""
    known = {name for kind in TABLES for column in columns(kind) for name in _names(column)}
    importer = _Importer(register)
    listed = sheets(path, known | ROLL_HEADS | PERSONAL_HEADS)
    for sheet in listed:
        importer.sheet(sheet)
    if not listed:
        importer.plan.refusals.append(Refusal(path.name, "", because("no-heads")))
    importer.finish()
    return importer.plan


def apply(root: Path, found: Plan) -> None:
    """Write every file of a plan, or none: all texts are there before the first takes its place."""
    if found.refusals:
        raise ValueError("a plan with refusals is not applied")
    kept = {path: (root / path).read_bytes() if (root / path).exists() else None for path in found.files}
    try:
        for path, text in found.files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = target.with_name(f".{target.name}.new")
            beside.write_text(text, encoding="utf-8", newline="\n")
            os.replace(beside, target)
    except BaseException:  # somebody may also interrupt it
        for path, old in kept.items():
            (root / path).with_name(f".{Path(path).name}.new").unlink(missing_ok=True)
            if old is None:
                (root / path).unlink(missing_ok=True)
            else:
                (root / path).write_bytes(old)
        raise


def _names(column: Column) -> tuple[str, ...]:
    return tuple(head_key(head) for head in (column.head, *column.heads))


def _with_a_day(mapped: dict[int, Column]) -> dict[int, Column]:
    """Where minutes of meetings have one column for day and hour, it is the day that a record must have."""
    day, hour = (next(c for c in columns(Activity.kind) if c.keys == (key,)) for key in ("日期", "时间"))
    if day in mapped.values():
        return mapped
    return {number: day if column is hour else column for number, column in mapped.items()}


class _Importer:
    def __init__(self, register: Register) -> None:
        self.register = register
        self.plan = Plan()
        self.files: dict[str, RecordFile] = {}
        self.touched: dict[tuple[str, str], str] = {}
        self.blank: dict[tuple[str, ...], str] = {}
        """Cells of the row at hand that say nothing, by the field they are for."""
        self.lacking: set[tuple[str, str]] = set()
        """Columns that a sheet lacks and that was told of."""

    # --- sheets ------------------------------------------------------------------------------------------------------

    def sheet(self, sheet: Sheet) -> None:
        if sheet.hidden:
            self.note("hidden-columns", title=sheet.title, count=len(sheet.hidden))
        if sheet.skipped:
            self.note("rows-skipped", title=sheet.title, count=sheet.skipped)
        if of_single_persons(sheet):
            self.refuse(sheet.title, "", because("single-persons"))
            return
        if (roll := member_counts(sheet, self.register)) is not None:
            self.note("roll", title=sheet.title)
            for refused in roll.refusals:
                self.refuse(*refused)
            for branch, (numbers, first) in roll.counts.items():
                self.counted(branch, numbers, sheet, first)
            return
        kind, mapped = self.recognise(sheet)
        if kind is None:
            self.refuse(sheet.title, "", because("no-kind"))
            return
        unread = tuple(names[-1] for column, names in sheet.heads.items() if column not in mapped)
        if unread:
            self.note("columns-unread", title=sheet.title, heads=unread)
        for row in sheet.rows:
            self.row(kind, sheet, row, mapped)

    def note(self, key: str, **facts: object) -> None:
        self.plan.notes.append(because(key, **facts))

    def refuse(self, address: str, head: str, reason: Reason) -> None:
        self.plan.refusals.append(Refusal(address, head, reason))

    def recognise(self, sheet: Sheet) -> tuple[str | None, dict[int, Column]]:
        """The kind whose columns fit the heads best, and the columns by number."""
        best: tuple[int, str | None, dict[int, Column]] = (1, None, {})
        for kind in TABLES:
            mapped: dict[int, Column] = {}
            for number, names in sheet.heads.items():
                column = next((c for name in names for c in columns(kind) if name in _names(c)), None)
                if column is not None and column not in mapped.values():
                    mapped[number] = column
            if kind == Activity.kind:
                mapped = _with_a_day(mapped)
            own = 2 if sheet.title == shelf_for(kind).model.label else 0
            required = sum(1 for c in mapped.values() if c.entry.required and len(c.keys) == 1)
            weight = len(mapped) * 2 + required + own
            if len(mapped) >= 2 and weight > best[0]:
                best = (weight, kind, mapped)
        return best[1], best[2]

    # --- rows --------------------------------------------------------------------------------------------------------

    def row(self, kind: str, sheet: Sheet, row: Row, mapped: Mapping[int, Column]) -> None:
        said: dict[Column, tuple[Any, str]] = {}
        self.blank = {}
        bad = False
        for number, column in mapped.items():
            cell, address = row.values.get(number), sheet.address(row.number, number)
            if isinstance(cell, str) and cell.strip() == CLEAR:
                said[column] = (CLEAR, address)
                continue
            try:
                value = self.named(column.entry, read_cell(cell, column.entry))
            except UnreadableError as error:
                self.refuse(address, column.head, error.reason)
                bad = True
                continue
            if value is not None:
                said[column] = (value, address)
            else:
                self.blank[column.keys] = address
        if not said or bad:
            return
        shelf = shelf_for(kind)
        try:
            record = self.find(shelf, said)
        except UnreadableError as error:
            self.refuse(sheet.address(row.number, min(mapped)), "", error.reason)
            return
        if record is None:
            self.create(shelf, said, sheet, row)
        else:
            self.change(shelf, record, said, sheet, row)

    def named(self, entry: Entry, value: Any) -> Any:
        """A reference by name becomes the identifier that the record holds; a term must be of its set."""
        if value is None:
            return None
        if isinstance(value, list):
            return [self.named_one(entry, item) for item in value]
        return self.named_one(entry, value) if isinstance(value, str) else value

    def named_one(self, entry: Entry, name: str) -> str:
        if entry.terms and (terms := term_sets(self.register).get(entry.terms)) and terms.closed:
            if name not in terms.members:
                raise UnreadableError("choices", choices=tuple(terms.members))
            return name
        if not entry.refers or entry.refers in ("method",):
            return name
        if len(self.register.find(entry.refers, name)) == 1:
            return name
        records = self.register.records.get(entry.refers, {})
        if (meant := called(name, records)) is not None:
            return meant
        names = [str(getattr(record, "name", "")) or id for id, record in records.items()]
        close = nearest(name, [*records, *names])
        if entry.refers == Unit.kind:
            raise UnreadableError("no-unit", name=name, like=because("unit-like", close=close) if close else "")
        if close:
            raise UnreadableError("no-such", name=name, more=because("such-like", close=close))
        few = because("such-few", names=tuple(names)) if 0 < len(names) <= _FEW else because("such-none")
        raise UnreadableError("no-such", name=name, more=few)

    def find(self, shelf: Shelf, said: Said) -> Record | None:
        """The record that a row means."""
        by = {column.head: value for column, (value, _) in said.items()}
        records = self.register.records.get(shelf.model.kind, {})
        id, branch = by.get("编号"), by.get("支部")
        if id is not None:
            id = str(id)
            full = f"{branch}/{id}" if shelf.model is Activity and branch and "/" not in id else id
            return records.get(full)
        if shelf.model is Activity:
            held = (branch, by.get("日期"), by.get("主题"))
            listed = [record for record in records.values() if isinstance(record, Activity)]
            meant: list[Record] = [r for r in listed if (r.branch, r.date.isoformat(), r.title) == held]
        elif shelf.model is Unit:
            unit = self.register.unit(str(by.get("名称", "")))
            meant = [unit] if unit is not None else []
        else:
            names = {by[key] for key in ("名称", "简称", "年月") if key in by}
            fields = ("name", "short_name", "month")
            meant = [r for r in records.values() if any(getattr(r, f, None) in names for f in fields)]
        if len(meant) > 1:
            raise UnreadableError("same-names", count=len(meant))
        return meant[0] if meant else None

    # --- what a row does ---------------------------------------------------------------------------------------------

    def file(self, path: str, shelf: Shelf) -> RecordFile:
        if path not in self.files:
            self.files[path] = RecordFile(self.register.root, path, shelf)
        return self.files[path]

    def change(self, shelf: Shelf, record: Record, said: Said, sheet: Sheet, row: Row) -> None:
        origin = self.register.origin(record)
        address = sheet.address(row.number, 1)
        if (seen := self.touched.get((record.kind, record.id))) is not None:
            self.refuse(address, "", because("same-record", cell=seen))
            return
        self.touched[record.kind, record.id] = address
        try:
            file = self.file(origin.path, shelf)
            node = file.entry(origin.keys)
        except UnfitError:
            self.refuse(address, "", because("mend-first", path=origin.path))
            return
        decided = {key: getattr(record, self.attribute(shelf, key), None) for key, _ in shelf.fixed}
        decided["编号"] = record.id
        common = {key: file.value[key] for key in INHERITED if origin.keys and key in file.value}
        edits = []
        for column, (value, cell) in said.items():
            if column.head in decided:
                expected = decided[column.head]
                if value != expected and not (column.head == "编号" and str(expected).endswith(f"/{value}")):
                    self.refuse(cell, column.head, because("fixed", value=expected))
                continue
            old = value_at(node, column.keys)
            shown = old if old is not None else common.get(column.head)
            if value == CLEAR:
                if old is not None:
                    drop(node, column.keys)
                    edits.append((column.head, _show(old, column.entry), "", cell))
                continue
            if same(shown, value, column.entry) or _show(shown, column.entry) == _show(value, column.entry):
                continue
            put(node, column.keys, value, column.entry)
            edits.append((column.head, _show(shown, column.entry), _show(value, column.entry), cell))
        if not edits:
            self.plan.unchanged += 1
            return
        if self.valid(shelf, {**common, **node, **decided}, said, address, sheet):
            name = str(getattr(record, "short_name", None) or getattr(record, "name", None) or record.id)
            self.plan.changes.append(Change(origin.path, name, False, tuple(edits), sheet.title, row.number))

    @staticmethod
    def attribute(shelf: Shelf, key: str) -> str:
        return next(entry.name for entry in entries(shelf.model) if entry.key == key)

    def create(self, shelf: Shelf, said: Said, sheet: Sheet, row: Row) -> None:
        address = sheet.address(row.number, 1)
        by = {column.head: value for column, (value, _) in said.items()}
        missing = [e.key for e in entries(shelf.model) if e.required and e.part is not None and e.many]
        if missing:
            facts = {"label": shelf.model.label, "kind": shelf.model.kind, "field": missing[0]}
            self.refuse(address, "", because("new-first", **facts))
            return
        placed = {"编号", *(key for key, name in shelf.fixed if name != "id")}
        node: dict[str, Any] = {}
        for column, (value, _) in said.items():
            if value != CLEAR and column.head not in placed:
                put(node, column.keys, value, column.entry)
        area = by.get("属地") or by.get("隶属属地") or ""
        id = str(by.get("编号") or by.get("年月") or "")
        taken = {key.rpartition("/")[2] for key in self.register.records.get(shelf.model.kind, {})}
        taken |= {key.rpartition("/")[2] for kind, key in self.touched if kind == shelf.model.kind}
        if not id and shelf.model is not Unit:
            site = self.register.site
            id = proposal(str(by.get("简称") or by.get("名称") or by.get("主题")), taken, str(area), site.county)
        if shelf.model is Activity and not id.startswith(str(by.get("日期"))):
            id = f"{by.get('日期')}-{proposal(str(by.get('主题')), set(), '')}"
        if shelf.model is not Unit and not is_identifier(id):
            self.refuse(address, "编号", because("identifier"))
            return
        names = {"id": id, "area": str(area), "branch": str(by.get("支部", "")), "year": str(by.get("日期", ""))[:4]}
        unknown = next((n for n in names if f"{{{n}}}" in shelf.path and not names[n]), None)
        if unknown:
            self.refuse(address, "", because("no-place", field=_PLACES[unknown]))
            return
        path = shelf.path
        for name, value in names.items():
            path = path.replace(f"{{{name}}}", value)
        decided = {key: names[name] for key, name in shelf.fixed}
        decided["编号"] = str(node.get("名称")) if shelf.model is Unit else id
        if shelf.ledger is None:
            node.setdefault("审核", "草稿")
        if not self.valid(shelf, {**node, **decided}, said, address, sheet):
            return
        key = (shelf.model.kind, f"{by.get('支部')}/{id}" if shelf.model is Activity else str(decided["编号"]))
        if key in self.touched or ((self.register.root / path).exists() and shelf.ledger is None):
            self.refuse(address, "", because("taken", cell=self.touched.get(key, path)))
            return
        self.touched[key] = address
        try:
            file = self.file(path, shelf)
            if shelf.ledger is None:
                file.wanted = node
            else:
                file.append({"编号": id, **node} if shelf.model is not Unit and id else node)
        except UnfitError:
            self.refuse(address, "", because("mend-first", path=path))
            return
        fields = tuple((c.head, "", _show(value, c.entry), cell) for c, (value, cell) in said.items() if value != CLEAR)
        name = str(by.get("简称") or by.get("名称") or by.get("主题") or id)
        review = node.get("审核") or file.value.get("审核", "草稿")
        state = str(review.get("状态") if isinstance(review, dict) else review)
        self.plan.changes.append(Change(path, name, True, fields, sheet.title, row.number, state))

    def counted(self, id: str, numbers: Mapping[str, int], sheet: Sheet, row: int) -> None:
        """Numbers of members of a branch from a roll; shown as a band, because who they are can be guessed from few."""
        branch = self.register.branches[id]
        origin = self.register.origin(branch)
        try:
            file = self.file(origin.path, shelf_for("branch"))
        except UnfitError:
            self.refuse(sheet.address(row, 1), "", because("mend-first", path=origin.path))
            return
        old = file.wanted.get("党员", {})
        if all(old.get(key, 0) == value for key, value in numbers.items()):
            self.plan.unchanged += 1
            return
        file.wanted["党员"] = {**old, **numbers}
        fields = (("党员", "", because("from-roll"), sheet.address(row, 1)),)
        self.plan.changes.append(Change(origin.path, branch.short_name, False, fields, sheet.title, row))

    def valid(self, shelf: Shelf, node: dict[str, Any], said: Said, address: str, sheet: Sheet) -> bool:
        try:
            shelf.model.model_validate(node)
        except ValidationError as error:
            cells = {column.keys: (column.head, cell) for column, (_, cell) in said.items()}
            found = explain(shelf.model, node, error, lambda *_: Location(""))
            for item, finding in zip(error.errors(include_url=False), found, strict=False):
                keys = tuple(key for key in item["loc"] if isinstance(key, str))
                head, cell = next((known for path, known in cells.items() if keys[: len(path)] == path), ("", address))
                if finding.code == MISSING.code and head:  # its cell was given, to be cleared
                    self.refuse(cell, head, because("needed"))
                elif finding.code == MISSING.code:
                    self.missing(shelf, keys, address, sheet)
                else:
                    self.refuse(cell, head, said_by(finding))
            return False
        return True

    def missing(self, shelf: Shelf, keys: tuple[str, ...], address: str, sheet: Sheet) -> None:
        """A field that must be filled: its cell is empty, or the sheet lacks the column, which is told once. Where a
        whole part is missing, all that it must have is."""
        for column in columns(shelf.model.kind):
            if column.keys[: len(keys)] != keys or not (column.needed or column.keys == keys):
                continue
            if column.keys in self.blank:
                self.refuse(self.blank[column.keys], column.head, because("must-fill"))
            elif (sheet.title, column.head) not in self.lacking:
                self.lacking.add((sheet.title, column.head))
                self.refuse(address, column.head, because("no-column", kind=shelf.model.kind))

    def finish(self) -> None:
        """The new texts; what cannot be written safely is a refusal too."""
        if self.plan.refusals:
            return
        for path, file in self.files.items():
            if file.wanted == file.value:
                continue
            try:
                self.plan.files[path] = file.after()
            except UnfitError:
                self.refuse(path, "", because("by-hand"))
        if self.plan.refusals:
            self.plan.files.clear()


def _show(value: Any, entry: Entry) -> str:
    shown: Callable[[Any], Any] = lambda item: written(item, entry)  # noqa: E731
    try:
        return "" if value is None else str(shown(value)).strip()
    except UnreadableError:
        return str(value)
