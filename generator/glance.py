"""A glance at a site: where only texts of a few branches have changed since the last whole build, the rest stands.

A whole build leaves behind the public view it has published, the digests of what its pages show, and what the folders
of records looked like. If the next one finds that only texts have changed that no other record, figure or check
depends on, it reads these few folders and takes over the rest. What does not fit is left to a whole build.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.cache import Cache, seal
from generator.findings import Finding, ordered
from generator.intake import kept_row, packed_findings, read_again, unpacked_findings
from generator.listing import Signature, settled
from generator.publication.keeping import UnknownFactsError, packed_view, retouch, unpacked_view
from generator.publication.view import PublicView
from generator.records.branch import Branch
from generator.records.dossier import FOLDER, Row
from generator.records.layout import Shelf
from generator.records.register import OnDemand, Register

__all__ = ["Listing", "Recall", "keep_view", "note", "recall"]

_SECTION, _VIEW, _NOTES = "glance", "view", "notes"
_FEW = 24
"""Branches that may have changed; to go through more of them one by one is not faster than a whole build."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a site as they were when ``looked`` at (nanoseconds)."""

    looked: int
    common: Mapping[str, Signature]
    """Those of no branch."""
    folders: Mapping[str, Mapping[str, Signature]]
    """Those of every branch, by its identifier."""
    beside: Mapping[str, Signature] = field(default_factory=dict)
    """Those that are no records but are checked with them: prose, what lies beside it, the settings."""


@dataclass(frozen=True, slots=True)
class Recall:
    """What a build may take over from the last whole one."""

    view: PublicView
    known: Mapping[str, str]
    """Digests of what pages show; those of the branches that changed are out of date."""
    changed: frozenset[str]
    rows: Mapping[str, str]
    """Digests of dossiers, by branch, as they are now."""
    findings: list[Finding]
    count: int
    """How many records there are."""


class _Rows(Mapping[str, Row]):
    """The released part of every dossier: those that were read again, and the others as the cache has them."""

    def __init__(self, ids: Sequence[str], read: Mapping[str, Row], cache: Cache) -> None:
        self._ids = ids
        self._cache = cache
        self._rows = {id: _released(row) for id, row in read.items()}

    def __getitem__(self, id: str) -> Row:
        if id not in self._rows:
            self._rows[id] = _released(kept_row(self._cache, id))
        return self._rows[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def _released(row: Row) -> Row:
    return replace(row, held=[held for held in row.held if held.released])


def keep_view(view: PublicView, cache: Cache) -> None:
    """Keep the view of a whole build; nothing can be recalled until ``note`` says that it has been published."""
    cache.update(_SECTION, (), (_NOTES,))
    cache.update(_SECTION, ((_VIEW, packed_view(view)),))


def note(
    listing: Listing,
    basis: str,
    rows: Mapping[str, Row],
    known: Mapping[str, str],
    findings: Sequence[Finding],
    count: int,
    cache: Cache,
) -> None:
    """Keep what else the next build has to know of a whole one that has been published."""
    common = _common(listing)
    if common is None:
        return
    found = {branch: row.findings for branch, row in rows.items() if row.findings}
    of_rows = {id(finding) for listed in found.values() for finding in listed}
    notes = {
        "common": common,
        "basis": basis,
        "folders": {id: _folder(files, listing.looked) for id, files in listing.folders.items()},
        "gists": {id: row.gist for id, row in rows.items()},
        "rows": {id: row.mark for id, row in rows.items()},
        "known": known,
        "findings": packed_findings(finding for finding in findings if id(finding) not in of_rows),
        "found": {branch: packed_findings(listed) for branch, listed in found.items()},
        "count": count,
    }
    cache.update(_SECTION, ((_NOTES, json.dumps(notes, ensure_ascii=False).encode()),))


def _common(listing: Listing) -> str | None:
    """A digest of the files of no branch; None where one of them was just being written."""
    files = {**listing.common, **listing.beside}
    whole = all(settled(signature, listing.looked) for signature in files.values())
    return seal(repr(files)) if whole else None


def _folder(files: Mapping[str, Signature], looked: int) -> str:
    return seal(repr(files)) if all(settled(signature, looked) for signature in files.values()) else ""


def recall(common: Register, shelves: Sequence[Shelf], listing: Listing, basis: str, cache: Cache) -> Recall | None:
    """What can be taken over where nothing but a few branches' own texts has changed; None where more has.

    ``common`` are the records of no branch, ``basis`` is a digest of them and of the day.
    """
    data = cache.get(_SECTION, _NOTES)
    if data is None:
        return None
    notes: dict[str, Any] = json.loads(data)
    before = notes["folders"]
    if notes["common"] != _common(listing) or notes["basis"] != basis or before.keys() != listing.folders.keys():
        return None
    files = {id: found for id, found in listing.folders.items() if before[id] != seal(repr(found))}
    findings = unpacked_findings(notes["findings"])
    touched = tuple(f"{FOLDER}{id}/" for id in files)
    if len(files) > _FEW or any(finding.location.path.startswith(touched) for finding in findings):
        return None
    read = read_again(common, shelves, files, listing.looked, basis, cache)
    if any(row.gist != notes["gists"].get(id) or row.broken for id, row in read.items()):
        return None
    kept = cache.get(_SECTION, _VIEW)
    if kept is None:
        return None
    try:
        view = unpacked_view(kept)
    except UnknownFactsError:
        return None
    retouch(view, _register(common, list(before), read, cache), files.keys())
    marks = notes["rows"] | {id: row.mark for id, row in read.items()}
    for id, listed in notes["found"].items():
        findings += unpacked_findings(listed) if id not in read else []
    for row in read.values():
        findings += row.findings
    return Recall(view, notes["known"], frozenset(files), marks, ordered(findings), notes["count"])


def _register(common: Register, ids: Sequence[str], read: Mapping[str, Row], cache: Cache) -> Register:
    """All records, of which those of branches are fetched when asked for."""
    register = common.released()
    rows = _Rows(ids, read, cache)
    register.rows = rows  # type: ignore[assignment]
    register.records[Branch.kind] = OnDemand(ids, lambda id: rows[id].branch())
    return register
