"""``zhibu withdraw``: a record or a picture is taken down at once, everywhere, and its address keeps a notice.

An activity's file is deleted; other records, which others refer to, become 内部, so that every mention of them goes as
well. A picture is deleted and taken out of every record that shows it. Git still knows all of it: the guide says how
history is cleaned.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.checks.pictures import picture_path
from generator.editing.dumping import row_lines
from generator.editing.record_files import RecordFile
from generator.editing.tree import UnfitError
from generator.records.activity import Activity
from generator.records.collecting import PICTURES
from generator.records.fields import Record, Visibility
from generator.records.picture import Picture
from generator.records.register import Register
from generator.records.site import Site
from generator.records.withdrawal import Withdrawal
from generator.rulebook.shelves import shelf_for

__all__ = ["LEDGER", "NotFoundError", "RefusedError", "UnfitError", "Withdrawn", "withdraw"]

LEDGER = "records/withdrawals.yml"
_HEAD = "# 撤下的记录和图片。用“zhibu withdraw 编号 --reason 理由”登记，不要手工删改。\n审核: 终审\n撤下:\n"
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


class RefusedError(Exception):
    """A record that is not to be withdrawn; ``key`` is that of the sentence that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass
class Withdrawn:
    """What was done."""

    subject: str
    changed: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


def withdraw(root: Path, register: Register, name: str, reason: str, day: datetime.date) -> Withdrawn:
    """Take a record or a picture down. Raises NotFoundError, RefusedError, and UnfitError where a file takes
    a person to change."""
    picture = _picture(root, name)
    if picture is not None:
        done = Withdrawn(picture)
        _without_picture(root, register, picture, done)
        _note(root, register, done, None, reason, day)
        return done
    record = _record(register, name)
    done = Withdrawn(f"{record.kind}/{record.id}")
    if isinstance(record, Site):
        raise RefusedError("withdraw-site")
    known = {one.subject for one in register.of(Withdrawal).values()}
    if done.subject in known and record.visibility is not Visibility.PUBLIC:
        raise RefusedError("withdraw-again")
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


def _picture(root: Path, name: str) -> str | None:
    """The path of a picture below the site's folder, None where the name is no picture's."""
    path = Path(name)
    inside = Path(os.path.realpath(root / path))
    if path.suffix.lower() not in PICTURES:
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
        file = _file_of(root, register, record)
        said = file.entry(register.origin(record).keys)
        models: list[Picture] = getattr(record, "pictures", [])
        pairs = zip(said.get("图片", []), models, strict=True)
        said["图片"] = [one for one, model in pairs if str(picture_path(register, record, model)) != picture]
        if not said["图片"]:
            del said["图片"]
        files.append((file.path, file.after()))
    for path, text in files:
        _write(root, path, text, done)
    (root / picture).unlink()
    done.deleted.append(picture)


def _make_internal(root: Path, register: Register, record: Record, done: Withdrawn) -> None:
    file = _file_of(root, register, record)
    file.entry(register.origin(record).keys)["可见"] = "内部"
    _write(root, file.path, file.after(), done)


def _file_of(root: Path, register: Register, record: Record) -> RecordFile:
    return RecordFile(root, register.origin(record).path, shelf_for(record.kind))


def _write(root: Path, path: str, text: str, done: Withdrawn) -> None:
    (root / path).write_text(text, encoding="utf-8", newline="\n")
    done.changed.append(path)


def _note(
    root: Path, register: Register, done: Withdrawn, address: str | None, reason: str, day: datetime.date
) -> None:
    ledger = root / LEDGER
    text = ledger.read_text("utf-8") if ledger.is_file() else _HEAD
    number = len(register.of(Withdrawal)) + 1
    while f"chexia-{number}" in register.of(Withdrawal):
        number += 1
    row = {"编号": f"chexia-{number}", "对象": done.subject, "地址": address, "日期": day.isoformat(), "理由": reason}
    lines = row_lines({key: value for key, value in row.items() if value is not None}, Withdrawal)
    _write(root, LEDGER, "\n".join([text.rstrip("\n"), *lines, ""]), done)
