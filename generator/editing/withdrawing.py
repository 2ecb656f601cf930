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
from typing import Any

from generator.checks.pictures import picture_path
from generator.editing.record_files import RecordFile
from generator.editing.tree import UnfitError
from generator.records.activity import Activity
from generator.records.collecting import PICTURES
from generator.records.fields import Record, Visibility
from generator.records.outline import key_order
from generator.records.picture import Picture
from generator.records.register import Register
from generator.records.site import Site
from generator.records.withdrawal import Withdrawal
from generator.rulebook.shelves import shelf_for

__all__ = ["LEDGER", "NotFoundError", "RefusedError", "UnfitError", "Withdrawn", "withdraw"]

LEDGER = "records/withdrawals.yml"
_HEAD = "# 撤下的记录和图片。用“zhibu withdraw 编号 --reason 理由”登记，不要手工删改。\n"
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
    a person to change; nothing was changed then."""
    files = _Files(root)
    picture = _picture(root, name)
    row: dict[str, Any] = {"编号": _number(register), "日期": day.isoformat(), "理由": reason}
    gone: str | None = picture
    if picture is not None:
        _without_picture(files, register, picture)
        row["对象"] = picture
    else:
        record = _record(register, name)
        row["对象"] = _subject(register, record)
        origin = register.origin(record)
        if isinstance(record, Activity):
            gone = origin.path
        else:
            files.of(register, record).entry(origin.keys)["可见"] = "内部"
        if record.kind in _PAGES:
            row["地址"] = f"{_PAGES[record.kind]}/{record.id}/"
    texts = files.texts()
    # The ledger first: what is hidden or deleted without being noted there could come back unseen.
    for path, text in (_noted(files, row) | texts).items():
        (root / path).write_text(text, encoding="utf-8", newline="\n")
    if gone is not None:
        (root / gone).unlink()
    return Withdrawn(row["对象"], [*(path for path in texts if path != LEDGER), LEDGER], [gone] if gone else [])


class _Files:
    """Files to be changed, each opened once; nothing is written until the new texts of all are known."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.opened: dict[str, RecordFile] = {}

    def of(self, register: Register, record: Record) -> RecordFile:
        """The file of a record."""
        return self.at(register.origin(record).path, record.kind)

    def at(self, path: str, kind: str) -> RecordFile:
        """The file at a path."""
        if path not in self.opened:
            self.opened[path] = RecordFile(self.root, path, shelf_for(kind))
        return self.opened[path]

    def texts(self) -> dict[str, str]:
        """The new texts by path."""
        return {path: file.after() for path, file in self.opened.items()}


def _subject(register: Register, record: Record) -> str:
    """What the ledger calls a record that may be withdrawn."""
    if isinstance(record, Site):
        raise RefusedError("withdraw-site")
    subject = f"{record.kind}/{record.id}"
    known = {one.subject for one in register.of(Withdrawal).values()}
    if subject in known and record.visibility is not Visibility.PUBLIC:
        raise RefusedError("withdraw-again")
    return subject


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


def _without_picture(files: _Files, register: Register, picture: str) -> None:
    for record in list(_showing(register, picture)):
        said = files.of(register, record).entry(register.origin(record).keys)
        listed, models = said.get("图片", []), list[Picture](getattr(record, "pictures", []))
        if len(listed) != len(models):
            raise UnfitError("pictures that are read only once the file was mended")
        pairs = zip(listed, models, strict=True)
        said["图片"] = [one for one, model in pairs if str(picture_path(register, record, model)) != picture]
        if not said["图片"]:
            del said["图片"]


def _number(register: Register) -> str:
    """An identifier that the ledger does not have yet."""
    number = len(register.of(Withdrawal)) + 1
    while f"chexia-{number}" in register.of(Withdrawal):
        number += 1
    return f"chexia-{number}"


def _noted(files: _Files, row: dict[str, Any]) -> dict[str, str]:
    """The new text of the ledger, by its path."""
    try:
        ledger = files.at(LEDGER, Withdrawal.kind)
        head = "" if ledger.value else _HEAD
        if not ledger.value:
            ledger.wanted["审核"] = "终审"
        ledger.append({key: row[key] for key in key_order(Withdrawal) if key in row})
        return {LEDGER: head + ledger.after()}
    except UnfitError:
        raise RefusedError("withdraw-ledger") from None
