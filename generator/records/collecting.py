"""Collecting records into a Register, with all findings of all files in one run."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from pydantic import ValidationError

from generator.cache import seal
from generator.findings import Finding, Location
from generator.listing import UNKNOWN, Signature, files_below, is_litter
from generator.reading import Document, Want, locate
from generator.reading.documents import RASTER
from generator.records import kinds
from generator.records.activity import Activity
from generator.records.dossier import loaded, packed
from generator.records.fields import Record, called, label_of, lighten
from generator.records.gist import gist, ties
from generator.records.layout import Shelf
from generator.records.loading import Place, explain
from generator.records.opening import open_record, plain_record
from generator.records.register import Later, Origin, Register
from generator.records.site import Site

__all__ = [
    "INHERITED", "PICTURES", "RECORD_FOLDERS", "Collector", "Filed", "Plain", "is_identifier", "record_files",
    "ties_of", "unnamed",
]  # fmt: skip

RECORD_FOLDERS = ("records/", "content/showcases/")
"""Where records lie, below the site's folder."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
INHERITED = ("审核", "来源", "可见")
"""What a ledger says once for all its records."""
_README = "README.md"
"""What a platform shows beside a folder."""
PICTURES = {".svg", *RASTER}
"""Endings of pictures, which lie beside records."""
_OTHER_PICTURES = {".heic", ".heif", ".tif", ".tiff", ".bmp", ".dng", ".raw"}
"""Endings of pictures that no browser shows, as telephones and scanners make them."""


Plain = tuple[dict[str, Any], str]
"""The values of a file and the narrative that follows them."""


class Filed(NamedTuple):
    """The records of a file, where each stands, and a digest of what they say that concerns more than themselves."""

    records: Sequence[tuple[Record, Origin]]
    gist: str


def ties_of(gist: str) -> str:
    """The part of such a digest that leaves out what is only counted and what the record is called."""
    return gist.partition(" ")[0]


def unnamed(gist: str) -> str:
    """The part that leaves out just what the record is called."""
    return gist.rpartition(" ")[0]


def _gist_of(model: type[Record], entries: Iterable[dict[str, Any]]) -> str:
    names = {label_of(model, name) for name in called(model)}
    parts: tuple[list[dict[str, Any]], ...] = ([], [], [])
    for entry in entries:
        whole = gist(model, entry)
        tied = ties(model, whole)
        parts[0].append(tied)
        parts[1].append({key: value for key, value in whole.items() if key not in tied and key not in names})
        parts[2].append({key: value for key, value in whole.items() if key in names})
    return " ".join(seal(packed(part)) for part in parts)


def is_identifier(text: str) -> bool:
    """Whether a text can be an identifier: small letters, digits, single hyphens between them."""
    return _ID.fullmatch(text) is not None


@cache
def _by_folder(shelves: tuple[Shelf, ...]) -> dict[str, list[Shelf]]:
    """Shelves by the second segment of their path."""
    near: dict[str, list[Shelf]] = {}
    for shelf in shelves:
        near.setdefault(shelf.path.split("/", 2)[1], []).append(shelf)
    return near


def record_files(root: Path) -> dict[str, Signature]:
    """Every file below ``RECORD_FOLDERS``, relative to the site's folder, in a fixed order."""
    return files_below(root, *(folder.rstrip("/") for folder in RECORD_FOLDERS))


class Collector:
    """Reads files into a Register; what was read as a record stands in ``nodes`` as well, as it was validated."""

    def __init__(self, root: Path, shelves: Sequence[Shelf], base: Register | None = None) -> None:
        self.root = root
        self.shelves = shelves
        self._near = _by_folder(tuple(shelves))
        self.register = Register(root) if base is None else base.beside()
        self.findings: list[Finding] = []
        self.nodes: dict[tuple[str, str], dict[str, Any]] = {}
        self.plain: dict[str, Plain] = {}
        """What files say in which nothing is to be found, by path."""
        self.packed: dict[str, tuple[str, str]] = {}
        """The same of files that are not read again, their values as JSON."""
        self.gists: dict[str, str] = {}
        """By path, digests of what records say that concerns more than themselves, where a caller has them made."""

    def shelf_of(self, path: str) -> tuple[Shelf, dict[str, str]] | None:
        """The shelf that a file belongs to, with what its path says; None for a file that is no record."""
        for shelf in self._near.get(path.split("/", 2)[1], ()) if "/" in path else ():
            segments = shelf.match(path)
            if segments is not None:
                return shelf, segments
        return None

    def take(self, paths: Iterable[str]) -> None:
        """Read files, given relative to the site's folder."""
        for path in paths:
            found = self.shelf_of(path)
            if found is None:
                self.strange(PurePosixPath(path))
                continue
            shelf, segments = found
            if not self.took(shelf, path, segments):
                self.plain.pop(path, None)
                before = len(self.findings)
                said = self.read(shelf, path, segments)
                if said is not None and len(self.findings) == before:
                    self.plain[path] = said

    def take_later(self, paths: Iterable[str]) -> None:
        """The same for files that were all read before, with nothing to be found: a kind is taken when asked for."""
        of_kind: dict[str, list[str]] = {}
        for path in paths:
            found = self.shelf_of(path)
            if found is None:
                self.strange(PurePosixPath(path))
            else:
                of_kind.setdefault(found[0].model.kind, []).append(path)
        for kind, files in of_kind.items():
            self.register.records[kind] = Later(partial(self._taken, kind, files), partial(self._saying, kind, files))

    def _taken(self, kind: str, paths: Iterable[str]) -> Mapping[str, Record]:
        self.register.records[kind] = {}
        self.take(paths)
        for record in self.register.records[kind].values():
            lighten(record)
        return self.register.records[kind]

    def _saying(self, kind: str, paths: Iterable[str], text: str) -> Mapping[str, Record]:
        """The records of the files that say a text."""
        other = Collector(self.root, self.shelves)
        other.packed = self.packed
        written = packed(text)[1:-1]
        other.take(path for path in paths if path not in self.packed or written in self.packed[path][0])
        return other.register.records.get(kind, {})

    def took(self, shelf: Shelf, path: str, segments: dict[str, str]) -> bool:
        """Add the records of a file in which nothing is to be found; False where there is."""
        said = self.said(path)
        if said is None:
            return False
        if shelf.ledger is not None:
            return self.took_ledger(shelf, shelf.ledger, path, segments, said[0])
        entry = self.entry(shelf, segments, *said)
        return entry is not None and self.took_entries(shelf, [(entry, Origin(path))])

    def said(self, path: str) -> Plain | None:
        """What a file says that can be read with nothing to be found; None where that is not so."""
        if path in self.packed:
            values, body = self.packed[path]
            return loaded(values), body
        if path not in self.plain:
            known = plain_record(self.root, path)
            if known is None:
                return None
            self.plain[path] = known
        return self.plain[path]

    def entry(self, shelf: Shelf, segments: dict[str, str], node: dict[str, Any], body: str) -> dict[str, Any] | None:
        """The values of the one record that a file holds; None where its place says something else."""
        identifier = "site" if shelf.model is Site else segments["id"]
        fixed = self.fixed(shelf, identifier, segments)
        if not is_identifier(identifier) or any(key in node and node[key] != value for key, value in fixed.items()):
            return None
        text = {shelf.body: body} if shelf.body else {}
        return {**node, **text, **fixed}

    def filed(self, path: str) -> Filed | None:
        """The records of a file in which nothing is to be found, by themselves: nothing is added to the register."""
        found = self._alone(path)
        if found is None:
            return None
        model, entries = found
        try:
            records = [(model.model_validate(entry), origin) for entry, origin in entries]
        except ValidationError:
            return None
        return Filed(records, _gist_of(model, (entry for entry, _ in entries)))

    def gist(self, path: str) -> str:
        """A digest of what the records of a file say that concerns more than themselves; empty where some is wrong."""
        found = self._alone(path)
        return _gist_of(found[0], (entry for entry, _ in found[1])) if found is not None else ""

    def _alone(self, path: str) -> tuple[type[Record], Sequence[tuple[dict[str, Any], Origin]]] | None:
        """Model and values of the records of a file; None where something is wrong."""
        found, said = self.shelf_of(path), self.said(path)
        if found is None or said is None:
            return None
        shelf, segments = found
        if shelf.ledger is not None:
            entries = self.entries(shelf, shelf.ledger, path, segments, said[0])
            return None if entries is None else (shelf.model, entries)
        entry = self.entry(shelf, segments, *said)
        return None if entry is None else (shelf.model, [(entry, Origin(path))])

    def took_ledger(self, shelf: Shelf, ledger: str, path: str, segments: dict[str, str], node: dict[str, Any]) -> bool:
        """The same for a file that lists many records under the key ``ledger``."""
        entries = self.entries(shelf, ledger, path, segments, node)
        return entries is not None and self.took_entries(shelf, entries)

    @staticmethod
    def entries(
        shelf: Shelf, ledger: str, path: str, segments: dict[str, str], node: dict[str, Any]
    ) -> list[tuple[dict[str, Any], Origin]] | None:
        """The values of the records that a file lists under the key ``ledger``; None where something is wrong."""
        fixed = {key: segments[name] for key, name in shelf.fixed}
        entries = node.get(ledger)
        if not isinstance(entries, list) or not all(key in (ledger, "备注", *INHERITED) for key in node):
            return None
        inherited = {key: node[key] for key in INHERITED if key in node}
        found: list[tuple[dict[str, Any], Origin]] = []
        for index, entry in enumerate(entries):
            if not isinstance(entry, dict) or any(key in entry and entry[key] != fixed[key] for key in fixed):
                return None
            full = {**inherited, **entry, **fixed}
            if "编号" not in full and "名称" in full:  # entries of a ledger may go by their name
                full["编号"] = full["名称"]
            found.append((full, Origin(path, (ledger, index))))
        return found

    def took_entries(self, shelf: Shelf, entries: Sequence[tuple[dict[str, Any], Origin]]) -> bool:
        """Add all of a file's records, or none where one of them gives anything to say."""
        records: dict[tuple[str, str], tuple[Record, dict[str, Any], Origin]] = {}
        for node, origin in entries:
            try:
                record = shelf.model.model_validate(node)
            except ValidationError:
                return False
            key = (record.kind, record.id)
            if key in records or key in self.register.origins:
                return False
            if isinstance(record, Activity) and self.misdated(record):
                return False
            records[key] = (record, node, origin)
        for key, (record, node, origin) in records.items():
            self.register.add(record, origin)
            self.nodes[key] = node
        return True

    @staticmethod
    def fixed(shelf: Shelf, identifier: str, segments: dict[str, str]) -> dict[str, str]:
        """What the place of a file decides."""
        fixed = {key: segments[name] for key, name in shelf.fixed}
        fixed["编号"] = f"{segments['branch']}/{identifier}" if shelf.model is Activity else identifier
        return fixed

    def strange(self, path: PurePosixPath) -> None:
        """Report a file that is no record, unless it is of a kind that may lie among records."""
        if path.name == _README or path.name.startswith(".") or is_litter(path.name):
            return
        named = next((part for part in path.parts if UNKNOWN in part), None)
        if named is None and path.suffix.lower() in PICTURES:
            return
        if named is not None and path.parts[0] != "records":
            return  # a check of all that lies in content/ says so
        if named is not None and path.suffix == ".yml":
            self.findings.append(Finding(kinds.NAME_NO_TEXT, Location(str(path)), {"found": named}))
            return
        if named is not None:
            zh = f"名称“{named}”里有认不出来的字符，请改成英文小写字母、数字和连字符（-）。"
            en = f"Rename '{named}', which is not encoded in UTF-8, with lower-case letters, digits and hyphens."
        elif path.suffix == ".yaml":
            zh, en = f"请把扩展名改为 .yml（即“{path.stem}.yml”）。", f"Rename it to {path.stem}.yml."
        elif path.suffix.lower() in _OTHER_PICTURES:
            zh = f"网站不能用 {path.suffix} 格式的图片，请另存为 jpg（如“{path.stem}.jpg”）再放进来。"
            en = f"A site cannot show {path.suffix} pictures. Save it as jpg, such as {path.stem}.jpg."
        else:
            zh, en = "请移到正确的文件夹，或删去。", "Move it where it belongs, or delete it."
        self.findings.append(Finding(kinds.STRANGE_FILE, Location(str(path)), {"suggestion": zh, "suggestion_en": en}))

    def read(self, shelf: Shelf, path: str, segments: dict[str, str]) -> Plain | None:
        """Read a file with care, every finding at its place; what it says, None where there is nothing to go on."""
        document, body, findings = open_record(self.root, path)
        self.findings.extend(findings)
        if document is None or not isinstance(document.root, dict):
            if shelf.ledger is None:
                self.register.unreadable.add((shelf.model.kind, segments.get("id", "")))
            else:
                self.register.half_read.add(shelf.model.kind)
            return None
        node: dict[str, Any] = document.root
        if shelf.ledger is None:
            identifier = "site" if shelf.model is Site else segments["id"]
            fixed = self.fixed(shelf, identifier, segments)
            if shelf.body:
                node = {**node, shelf.body: body}
            if self.named(shelf.model.kind, identifier, path):
                self.load(shelf, document, node, fixed, Origin(path))
            return document.root, body
        fixed = {key: segments[name] for key, name in shelf.fixed}
        entries = node.get(shelf.ledger)
        if not document.complete or not isinstance(entries, list):
            self.register.half_read.add(shelf.model.kind)
        if not isinstance(entries, list):
            if not node and document.findings:
                return None  # reading has said already that there is nothing in the file
            facts = {"key": shelf.ledger, "label": shelf.model.label}
            self.findings.append(Finding(kinds.NOT_A_LEDGER, locate(document, (shelf.ledger,), "key"), facts))
            return None
        for key in node:
            if key != shelf.ledger and key not in (*INHERITED, "备注"):
                facts = {"key": key, "suggestion": f"这里只写“{shelf.ledger}”和“审核”。"}
                facts["suggestion_en"] = f"Write nothing but '{shelf.ledger}' and '审核' here."
                self.findings.append(Finding(kinds.UNKNOWN_KEY, locate(document, (key,), "key"), facts))
        inherited = {key: node[key] for key in INHERITED if key in node}
        for index, entry in enumerate(entries):
            origin = Origin(path, (shelf.ledger, index))
            taken: set[str] = set()
            if isinstance(entry, dict):
                taken = inherited.keys() - entry.keys()
                entry = {**inherited, **entry}
            self.load(shelf, document, entry, fixed, origin, taken)
        return node, body

    def named(self, kind: str, identifier: str, path: str) -> bool:
        """Whether a file's name serves as an identifier; reports one that does not."""
        if is_identifier(identifier):
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
        """Make a record of a node and add it, or report what stands in the way; ``inherited`` keys are the ledger's."""

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
        if isinstance(record, Activity) and self.misdated(record):
            self.report_date(record, origin, place(("日期",), "value"))
        if self.keep(record, origin, place):
            self.nodes[record.kind, record.id] = node

    @staticmethod
    def misdated(record: Activity) -> bool:
        """Whether an activity has another date than its file's name begins with."""
        return not record.id.rpartition("/")[2].startswith(record.date.isoformat())

    def report_date(self, record: Activity, origin: Origin, location: Location) -> None:
        """Report an activity whose date differs from its file's name."""
        stem = PurePosixPath(origin.path).stem
        slug = re.sub(r"^[0-9-]+", "", stem) or "activity"
        facts = {
            "found": record.date.isoformat(),
            "expected": stem[:10],
            "suggestion": f"{record.date.isoformat()}-{slug}.yml",
        }
        self.findings.append(Finding(kinds.WRONG_TIME, location, facts))

    def keep(self, record: Record, origin: Origin, place: Place) -> bool:
        """Add a record unless there is one with its identifier, which is reported; whether it was added."""
        taken = self.register.origins.get((record.kind, record.id))
        if taken is not None:
            key = "编号" if not origin.keys else "名称"
            other, other_en = _shown(taken)
            facts = {"label": record.label, "found": record.id, "other": other, "other_en": other_en}
            self.findings.append(Finding(kinds.DOUBLE, place((key,), "value"), facts))
            return False
        self.register.add(record, origin)
        return True


def _shown(origin: Origin) -> tuple[str, str]:
    """Where a record stands, in Chinese and in English."""
    number = next((key + 1 for key in origin.keys if isinstance(key, int)), None)
    return (f"{origin.path} 第 {number} 条", f"{origin.path}, entry {number}") if number else (origin.path, origin.path)
