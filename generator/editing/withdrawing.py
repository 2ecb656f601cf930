"""``zhibu withdraw``: a record or a picture is taken down at once, everywhere, and its address keeps a notice.

An activity's file is deleted; other records, which others refer to, become 内部, so that every mention of them goes as
well. A picture is deleted and taken out of every record that shows it. Git still knows all of it: the guide says how
history is cleaned.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from generator.checks.pictures import picture_path
from generator.editing.rewriting import fresh, rewrite
from generator.editing.tree import UnfitError, grow
from generator.records.activity import Activity
from generator.records.fields import Record
from generator.records.layout import LAYOUT, Shelf
from generator.records.picture import Picture
from generator.records.register import Register
from generator.records.withdrawal import Withdrawal

__all__ = ["LEDGER", "NotFoundError", "UnfitError", "Withdrawn", "withdraw"]

LEDGER = "records/withdrawals.yml"
_HEAD = "# 撤下的记录和图片。用“zhibu withdraw 编号 --reason 理由”登记，不要手工删改。\n审核: 终审\n撤下:\n"
_FENCE = "---"
_PAGES = {
    "branch": "branches", "activity": "activities", "regulation": "regulations", "showcase": "showcases",
    "station": "stations", "list": "lists", "report": "reports", "pairing": "pairings", "method": "methods",
    "area": "areas",
}  # fmt: skip


class NotFoundError(Exception):
    """No record and no picture of that name, or several; what there is."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(*found)
        self.found = found


@dataclass
class Withdrawn:
    """What was done."""

    subject: str
    changed: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


def withdraw(root: Path, register: Register, name: str, reason: str, day: datetime.date) -> Withdrawn:
    """Take a record or a picture down. Raises NotFoundError, and UnfitError where a file takes a person to change."""
    picture = _picture(root, register, name)
    if picture is not None:
        done = Withdrawn(picture)
        _without_picture(root, register, picture, done)
        _note(root, register, done, None, reason, day)
        return done
    record = _record(register, name)
    done = Withdrawn(f"{record.kind}/{record.id}")
    origin = register.origin(record)
    if isinstance(record, Activity):
        (root / origin.path).unlink()
        done.deleted.append(origin.path)
    else:
        _make_internal(root, register, record, done)
    address = f"{_PAGES[record.kind]}/{record.id}/" if record.kind in _PAGES else None
    _note(root, register, done, address, reason, day)
    return done


def _record(register: Register, name: str) -> Record:
    kind, _, id = name.partition("/")
    found = [(kind, id)] if id in register.records.get(kind, {}) else []
    found += [(kind, name) for kind, items in register.records.items() if name in items]
    plain = name.removeprefix("./")
    found = found or [key for key, origin in register.origins.items() if origin.path == plain and not origin.keys]
    activities = register.records.get(Activity.kind, {})
    if not found and plain.startswith("records/branches/"):
        parts = Path(plain).parts
        id = f"{parts[2]}/{Path(plain).stem}" if "activities" in parts else parts[2]
        kind = Activity.kind if "activities" in parts else "branch"
        found = [(kind, id)] if id in register.records.get(kind, {}) else []
    if len(found) != 1:
        near = [f"{Activity.kind}/{id}" for id in activities if name and id.endswith(name)][:5]
        raise NotFoundError([f"{kind}/{id}" for kind, id in found] or near)
    return register.records[found[0][0]][found[0][1]]


def _picture(root: Path, register: Register, name: str) -> str | None:
    """The path of a picture below the site's folder, None where the name is no picture's."""
    path = Path(name)
    inside = (root / path).resolve()
    if path.suffix.lower() not in (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif"):
        return None
    if not inside.is_relative_to(root.resolve()) or not inside.is_file():
        raise NotFoundError([])
    return inside.relative_to(root.resolve()).as_posix()


def _showing(register: Register, picture: str) -> Iterator[Record]:
    for kind, items in register.records.items():
        if kind != Activity.kind:
            yield from (record for record in items.values() if _shows(register, record, picture))
    for dossier in register.dossiers():
        yield from (record for record in dossier.activities if _shows(register, record, picture))


def _shows(register: Register, record: Record, picture: str) -> bool:
    return any(str(picture_path(register, record, one)) == picture for one in getattr(record, "pictures", ()))


def _without_picture(root: Path, register: Register, picture: str, done: Withdrawn) -> None:
    files = []
    for record in list(_showing(register, picture)):
        file = _File(root, register, record)
        said = file.said()
        models: list[Picture] = getattr(record, "pictures", [])
        pairs = zip(said.get("图片", []), models, strict=True)
        said["图片"] = [one for one, model in pairs if str(picture_path(register, record, model)) != picture]
        if not said["图片"]:
            del said["图片"]
        files.append((file, file.text()))
    for file, text in files:
        file.file.write_text(text, encoding="utf-8")
        done.changed.append(file.path)
    (root / picture).unlink()
    done.deleted.append(picture)


def _make_internal(root: Path, register: Register, record: Record, done: Withdrawn) -> None:
    file = _File(root, register, record)
    file.said()["可见"] = "内部"
    file.file.write_text(file.text(), encoding="utf-8")
    done.changed.append(file.path)


class _File:
    """The file of a record, changed by the smallest edit."""

    def __init__(self, root: Path, register: Register, record: Record) -> None:
        origin = register.origin(record)
        self.path, self.keys = origin.path, origin.keys
        self.shelf: Shelf = next(shelf for shelf in LAYOUT if shelf.model is type(record))
        self.file = root / origin.path
        self.lines = self.file.read_text("utf-8").split("\n")
        self.before: list[str] = []
        self.after: list[str] = []
        if self.shelf.body is not None:
            end = self.lines.index(_FENCE, 1)
            self.before, self.lines, self.after = [_FENCE], self.lines[1:end], self.lines[end:]
        self.value = grow(self.lines).root.value

    def said(self) -> dict[str, Any]:
        """What the record says, to be changed."""
        node: Any = self.value
        for key in self.keys:
            node = node[key]
        return cast("dict[str, Any]", node)

    def text(self) -> str:
        """The file with what was changed. Raises UnfitError."""
        lines = rewrite(self.lines, self.value, self.shelf.model, self.shelf.ledger)
        return "\n".join([*self.before, *lines, *self.after])


def _note(
    root: Path, register: Register, done: Withdrawn, address: str | None, reason: str, day: datetime.date
) -> None:
    ledger = root / LEDGER
    text = ledger.read_text("utf-8") if ledger.is_file() else _HEAD
    number = len(register.of(Withdrawal)) + 1
    while f"chexia-{number}" in register.of(Withdrawal):
        number += 1
    row = {"编号": f"chexia-{number}", "对象": done.subject, "地址": address, "日期": day.isoformat(), "理由": reason}
    first, *rest = fresh({key: value for key, value in row.items() if value is not None}, Withdrawal)
    lines = [f"  - {first}", *(f"    {line}".rstrip() for line in rest)]
    ledger.write_text("\n".join([text.rstrip("\n"), *lines, ""]), encoding="utf-8")
    done.changed.append(LEDGER)
