"""A glance at a site: where only texts of a few branches have changed since the last build, the rest stands.

A whole build leaves behind the public view it has published, in pieces, the digests of what its pages show, and what
the folders of records looked like. If the next one finds that only texts have changed that no other record, figure or
check depends on, it reads these few folders and takes over the rest. What does not fit is left to a whole build. A
build that took over the rest brings what is kept of the changed branches up to date (``advance``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from generator.cache import Cache, packed_json, seal
from generator.findings import Finding, ordered
from generator.intake import kept_row, packed_findings, read_again, unpacked_findings
from generator.listing import Signature, settled
from generator.publication.exposure import Facts
from generator.publication.keeping import (
    core_of,
    packed,
    packed_view,
    retouch,
    retouch_branches,
    unpacked,
    unpacked_view,
)
from generator.publication.view import PublicView
from generator.records.branch import Branch
from generator.records.dossier import FOLDER, Row
from generator.records.layout import Shelf
from generator.records.register import OnDemand, Register

__all__ = ["ForgottenError", "Listing", "Recall", "advance", "forget", "keep_view", "note", "recall"]

_SECTION, _NOTES, _CORE, _REST, _KNOWN = "glance", "notes", "core", "rest", "known"
_BRANCHES = "facts"
"""The section of the public facts of every branch."""
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
    marks: Mapping[str, str] = field(default_factory=dict)
    """A digest of each of the ``folders``, where they are listed whole."""


class ForgottenError(Exception):
    """What was kept of the view is not there any more, or is not a view's."""


@dataclass
class Recall:
    """What a build may take over from the last one."""

    notes: Mapping[str, Any]
    register: Register
    """All records, of which those of branches are fetched when asked for."""
    read: Mapping[str, Row]
    """The dossiers of the branches that have ``changed``, as they are now."""
    folders: Mapping[str, str]
    """Digests of their folders."""
    findings: list[Finding]
    cache: Cache

    @property
    def changed(self) -> frozenset[str]:
        """The branches that have changed since the last build."""
        return frozenset(self.read)

    @property
    def since(self) -> frozenset[str]:
        """Those that have changed since the last whole one: its view and its digests are out of date for them."""
        return frozenset(self.notes["since"]) | self.changed

    @property
    def count(self) -> int:
        """How many records there are."""
        return int(self.notes["count"])

    @property
    def published(self) -> Mapping[str, Any]:
        """What the last build noted of the site that it published."""
        found: Mapping[str, Any] = self.notes["published"]
        return found

    @property
    def rows(self) -> dict[str, str]:
        """Digests of dossiers, by branch, as they are now."""
        rows = {id: mark for id, (_, _, mark) in self.notes["folders"].items()}
        return rows | {id: row.mark for id, row in self.read.items()}

    @cached_property
    def known(self) -> Mapping[str, str]:
        """Digests of what pages show; those of the branches in ``since`` are out of date."""
        found: Mapping[str, str] = json.loads(self._kept(_SECTION, _KNOWN))
        return found

    @cached_property
    def view(self) -> PublicView:
        """The public view as it is now."""
        view = self.rest
        branches = self.cache.all(_BRANCHES)
        if branches.keys() != set(self.notes["order"]):
            raise ForgottenError
        view.branches = [unpacked(branches[id]) for id in self.notes["order"]]
        retouch(view, self.register, self.since)
        return view

    @cached_property
    def rest(self) -> PublicView:
        """The public view as the last whole build has left it, without its branches."""
        return unpacked_view(self._kept(_SECTION, _REST))

    def touched(self, ids: Iterable[str]) -> PublicView:
        """The core of the view with these branches, as they are now; those that are not published are left out."""
        view = unpacked_view(self._kept(_SECTION, _CORE))
        published = set(self.notes["order"])
        view.branches = [unpacked(self._kept(_BRANCHES, id)) for id in sorted(ids) if id in published]
        retouch_branches(view, self.register, self.changed)
        return view

    def _kept(self, section: str, id: str) -> bytes:
        data = self.cache.get(section, id)
        if data is None:
            raise ForgottenError
        return data


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
    forget(cache)
    cache.update(_SECTION, ((_CORE, packed_view(core_of(view))), (_REST, packed_view(view, ("branches",)))))
    gone = cache.ids(_BRANCHES) - {branch.id for branch in view.branches}
    cache.update(_BRANCHES, ((branch.id, packed(branch)) for branch in view.branches), gone)


def forget(cache: Cache) -> None:
    """Let nothing be recalled until the build that begins has been published."""
    cache.update(_SECTION, (), (_NOTES,))


def note(
    listing: Listing,
    basis: str,
    rows: Mapping[str, Row],
    known: Mapping[str, str],
    findings: Sequence[Finding],
    count: int,
    order: Sequence[str],
    published: Mapping[str, Any],
    cache: Cache,
) -> None:
    """Keep what else the next build has to know of a whole one that has been published.

    ``order`` is that of the branches in the view; ``published`` is what the site's side has to know.
    """
    common = _common(listing)
    if common is None:
        return
    found = {branch: row.findings for branch, row in rows.items() if row.findings}
    of_rows = {id(finding) for listed in found.values() for finding in listed}
    folders = ((id, _folder(listing, id)) for id in listing.folders)
    notes = {
        "common": common,
        "basis": basis,
        "folders": {id: [seen, rows[id].gist, rows[id].mark] for id, seen in folders},
        "order": order,
        "since": [],
        "findings": packed_findings(finding for finding in findings if id(finding) not in of_rows),
        "found": {branch: packed_findings(listed) for branch, listed in found.items()},
        "count": count,
        "published": published,
    }
    cache.update(_SECTION, ((_KNOWN, packed_json(known)), (_NOTES, packed_json(notes))))


def advance(recall: Recall, branches: Iterable[Facts], published: Mapping[str, Any]) -> None:
    """Keep what the next build has to know of one that took over what stood, once it has been published.

    ``branches`` are those that have changed, as they are now.
    """
    recall.cache.update(_BRANCHES, ((branch.id, packed(branch)) for branch in branches))
    notes = dict(recall.notes)
    notes["folders"] |= {id: [recall.folders[id], row.gist, row.mark] for id, row in recall.read.items()}
    notes["since"] = sorted(recall.since)
    found = {id: packed_findings(row.findings) for id, row in recall.read.items()}
    notes["found"] = {id: listed for id, listed in (notes["found"] | found).items() if listed}
    notes["published"] = published
    recall.cache.update(_SECTION, ((_NOTES, packed_json(notes)),))


def _common(listing: Listing) -> str | None:
    """A digest of the files of no branch; None where one of them was just being written."""
    files = {**listing.common, **listing.beside}
    whole = all(settled(signature, listing.looked) for signature in files.values())
    return seal(repr(files)) if whole else None


def _folder(listing: Listing, id: str) -> str:
    """A digest of the files of a branch; empty where one of them was just being written."""
    whole = all(settled(signature, listing.looked) for signature in listing.folders[id].values())
    return listing.marks[id] if whole else ""


def recall(common: Register, shelves: Sequence[Shelf], listing: Listing, basis: str, cache: Cache) -> Recall | None:
    """What can be taken over where nothing but a few branches' own texts has changed; None where more has.

    ``common`` are the records of no branch, ``basis`` is a digest of what folders are checked by.
    """
    data = cache.get(_SECTION, _NOTES)
    if data is None:
        return None
    notes: dict[str, Any] = json.loads(data)
    before = notes["folders"]
    if notes["common"] != _common(listing) or notes["basis"] != basis or before.keys() != listing.folders.keys():
        return None
    files = {id: found for id, found in listing.folders.items() if before[id][0] != listing.marks[id]}
    findings = unpacked_findings(notes["findings"])
    touched = tuple(f"{FOLDER}{id}/" for id in files)
    if len(files) > _FEW or any(finding.location.path.startswith(touched) for finding in findings):
        return None
    read = read_again(common, shelves, files, listing.looked, basis, cache)
    if any(row.gist != before[id][1] or row.broken for id, row in read.items()):
        return None
    for id, listed in notes["found"].items():
        findings += unpacked_findings(listed) if id not in read else []
    for row in read.values():
        findings += row.findings
    folders = {id: _folder(listing, id) for id in files}
    return Recall(notes, _register(common, list(before), read, cache), read, folders, ordered(findings), cache)


def _register(common: Register, ids: Sequence[str], read: Mapping[str, Row], cache: Cache) -> Register:
    """All records, of which those of branches are fetched when asked for."""
    register = common.released()
    rows = _Rows(ids, read, cache)
    register.rows = rows  # type: ignore[assignment]
    register.records[Branch.kind] = OnDemand(ids, lambda id: rows[id].branch())
    return register
