"""Collecting every record of a site into a Register, with all findings of all files in one run."""

from __future__ import annotations

import marshal
import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from generator.findings import Finding, Location
from generator.reading import Document, Want, forget_folders, locate, plain_values
from generator.records import kinds
from generator.records.activity import Activity
from generator.records.fields import Record
from generator.records.layout import LAYOUT, Shelf
from generator.records.loading import explain
from generator.records.opening import open_record
from generator.records.register import Origin, Register
from generator.records.site import Site
from generator.workers import spread

__all__ = ["collect", "record_files"]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_INHERITED = ("审核", "来源", "可见")
_IGNORED = {".gitkeep", "README.md", ".DS_Store", "Thumbs.db"}
_PICTURES = {".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif"}


def record_files(root: Path) -> Iterator[str]:
    """Every file below ``records/`` and ``content/showcases/``, relative to the site's folder, in a fixed order."""
    for folder in ("records", "content/showcases"):
        if (root / folder).is_dir():
            yield from _walk(os.path.join(root, folder), folder)


def _walk(folder: str, relative: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                yield from _walk(entry.path, f"{relative}/{entry.name}")
        else:
            yield f"{relative}/{entry.name}"


class _Collector:
    def __init__(self, root: Path, shelves: Sequence[Shelf]) -> None:
        self.root = root
        self.shelves = shelves
        self.register = Register(root)
        self.findings: list[Finding] = []

    def run(self, jobs: int) -> None:
        matched: list[tuple[Shelf, str, dict[str, str]]] = []
        for path in record_files(self.root):
            for shelf in self.shelves:
                segments = shelf.match(path)
                if segments is not None:
                    matched.append((shelf, path, segments))
                    break
            else:
                self.strange(PurePosixPath(path))
        plain = self.read_plain([path for shelf, path, _ in matched if shelf.plain], jobs)
        for shelf, path, segments in matched:
            values = plain.get(path)
            if values is None or not self.took(shelf, path, segments, values):
                self.read(shelf, path, segments)
        if not self.register.of(Site) and not any(f.location.path == "records/site.yml" for f in self.findings):
            self.findings.append(Finding(kinds.NO_SITE, Location("records/site.yml")))

    def read_plain(self, paths: list[str], jobs: int) -> dict[str, dict[str, Any]]:
        """The values of the files that are as they should be, by path."""

        def work(part: Sequence[str]) -> bytes:
            values = ((path, plain_values(self.root, path)) for path in part)
            return marshal.dumps({path: found for path, found in values if found is not None})

        found: dict[str, dict[str, Any]] = {}
        for answer in spread(jobs, paths, work):
            found.update(marshal.loads(answer))
        return found

    def took(self, shelf: Shelf, path: str, segments: dict[str, str], node: dict[str, Any]) -> bool:
        """Add the record of a file in which nothing is to be found; False where there is."""
        identifier = "site" if shelf.model is Site else segments["id"]
        fixed = self.fixed(shelf, identifier, segments)
        if not _ID.fullmatch(identifier) or any(key in node and node[key] != value for key, value in fixed.items()):
            return False
        try:
            record = shelf.model.model_validate({**node, **fixed})
        except ValidationError:
            return False
        if isinstance(record, Activity) and self.misdated(record):
            return False
        if (record.kind, record.id) in self.register.origins:
            return False
        self.register.add(record, Origin(path))
        return True

    @staticmethod
    def fixed(shelf: Shelf, identifier: str, segments: dict[str, str]) -> dict[str, str]:
        """What the place of a file decides."""
        fixed = {key: segments[name] for key, name in shelf.fixed}
        fixed["编号"] = f"{segments['branch']}/{identifier}" if shelf.model is Activity else identifier
        return fixed

    def strange(self, path: PurePosixPath) -> None:
        if path.name in _IGNORED or path.name.startswith(".") or path.suffix.lower() in _PICTURES:
            return
        if path.suffix == ".yaml":
            zh, en = f"请把扩展名改为 .yml（即“{path.stem}.yml”）。", f"Rename it to {path.stem}.yml."
        else:
            zh, en = "请移到正确的文件夹，或删去。", "Move it where it belongs, or delete it."
        self.findings.append(Finding(kinds.STRANGE_FILE, Location(str(path)), {"suggestion": zh, "suggestion_en": en}))

    def read(self, shelf: Shelf, path: str, segments: dict[str, str]) -> None:
        document, body, findings = open_record(self.root, path)
        self.findings.extend(findings)
        if document is None or not isinstance(document.root, dict):
            if shelf.ledger is None:
                self.register.unreadable.add((shelf.model.kind, segments.get("id", "")))
            else:
                self.register.half_read.add(shelf.model.kind)
            return
        node: dict[str, Any] = document.root
        if shelf.ledger is None:
            identifier = "site" if shelf.model is Site else segments["id"]
            fixed = self.fixed(shelf, identifier, segments)
            if shelf.body:
                node = {**node, shelf.body: body}
            if self.named(shelf.model.kind, identifier, path):
                self.load(shelf, document, node, fixed, Origin(path))
            return
        fixed = {key: segments[name] for key, name in shelf.fixed}
        entries = node.get(shelf.ledger)
        if not document.complete or not isinstance(entries, list):
            self.register.half_read.add(shelf.model.kind)
        if not isinstance(entries, list):
            if not node and document.findings:
                return  # reading has said already that there is nothing in the file
            facts = {"key": shelf.ledger, "label": shelf.model.label}
            self.findings.append(Finding(kinds.NOT_A_LEDGER, locate(document, (shelf.ledger,), "key"), facts))
            return
        for key in node:
            if key != shelf.ledger and key not in (*_INHERITED, "备注"):
                facts = {"key": key, "suggestion": f"这里只写“{shelf.ledger}”和“审核”。"}
                facts["suggestion_en"] = f"Only '{shelf.ledger}' and '审核' belong here."
                self.findings.append(Finding(kinds.UNKNOWN_KEY, locate(document, (key,), "key"), facts))
        inherited = {key: node[key] for key in _INHERITED if key in node}
        for index, entry in enumerate(entries):
            origin = Origin(path, (shelf.ledger, index))
            taken: set[str] = set()
            if isinstance(entry, dict):
                taken = inherited.keys() - entry.keys()
                entry = {**inherited, **entry}
            self.load(shelf, document, entry, fixed, origin, taken)

    def named(self, kind: str, identifier: str, path: str) -> bool:
        if _ID.fullmatch(identifier):
            return True
        suggestion = re.sub(r"[^a-z0-9]+", "-", identifier.lower()).strip("-") or "example-1"
        self.findings.append(Finding(kinds.BAD_ID, Location(path), {"found": identifier, "suggestion": suggestion}))
        self.register.unreadable.add((kind, identifier))
        return False

    def load(
        self,
        shelf: Shelf,
        document: Document,
        node: Any,
        fixed: dict[str, str],
        origin: Origin,
        inherited: Collection[str] = (),
    ) -> None:
        def place(keys: Sequence[str | int], want: Want) -> Location:
            above = () if keys and keys[0] in inherited else origin.keys  # said once, at the head of the ledger
            return locate(document, (*above, *keys), want)

        if isinstance(node, dict):
            for key, expected in fixed.items():
                if key in node and node[key] is None:
                    self.findings.append(Finding(kinds.EMPTY, place((key,), "value"), {"key": key}))
                elif key in node and str(node[key]) != expected:
                    facts = {"key": key, "found": str(node[key]), "expected": expected}
                    self.findings.append(Finding(kinds.ID_DIFFERS, place((key,), "value"), facts))
            node = {**node, **fixed}
            if "编号" not in node and "名称" in node:  # entries of a ledger may go by their name
                node["编号"] = node["名称"]
        try:
            record = shelf.model.model_validate(node)
        except ValidationError as error:
            found = explain(shelf.model, node, error, place)
            self.findings.extend(f for f in found if document.complete or f.kind is not kinds.MISSING)
            if isinstance(node, dict):
                self.register.broken.append((shelf.model, node, origin))
                names = (node.get("编号"), node.get("名称"), node.get("简称"))
                self.register.unreadable.update((shelf.model.kind, name) for name in names if isinstance(name, str))
            return
        if isinstance(record, Activity):
            self.dated(record, origin, place(("日期",), "value") if self.misdated(record) else None)
        self.keep(record, origin, place)

    @staticmethod
    def misdated(record: Activity) -> bool:
        return not record.id.rpartition("/")[2].startswith(record.date.isoformat())

    def dated(self, record: Activity, origin: Origin, location: Location | None) -> None:
        if location is None:
            return
        stem = PurePosixPath(origin.path).stem
        slug = re.sub(r"^[0-9-]+", "", stem) or "activity"
        facts = {
            "found": record.date.isoformat(),
            "expected": stem[:10],
            "suggestion": f"{record.date.isoformat()}-{slug}.yml",
        }
        self.findings.append(Finding(kinds.WRONG_TIME, location, facts))

    def keep(self, record: Record, origin: Origin, place: Any) -> None:
        taken = self.register.origins.get((record.kind, record.id))
        if taken is not None:
            key = "编号" if not origin.keys else "名称"
            facts = {"label": record.label, "found": record.id, "other": _shown(taken)}
            self.findings.append(Finding(kinds.DOUBLE, place((key,), "value"), facts))
            return
        self.register.add(record, origin)


def _shown(origin: Origin) -> str:
    number = next((key + 1 for key in origin.keys if isinstance(key, int)), None)
    return f"{origin.path} 第 {number} 条" if number else origin.path


def collect(root: Path, shelves: Sequence[Shelf] = LAYOUT, jobs: int = 1) -> tuple[Register, list[Finding]]:
    """Read every record below ``root`` in ``jobs`` processes; findings cover reading, models, identity, references."""
    forget_folders()
    collector = _Collector(root, shelves)
    collector.run(jobs)
    return collector.register, [*collector.findings, *collector.register.linked()]
