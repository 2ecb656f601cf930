"""What a whole build leaves behind for the next one.

It keeps the public view it has published, in pieces, the digests of what its pages show, and what the files of records
looked like.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.cache import Cache
from generator.findings import Finding
from generator.intake import packed_findings
from generator.listing import Signature, settled
from generator.memory import (
    BRANCHES,
    CORE,
    FIGURES,
    GLANCE,
    HELD,
    KNOWN,
    NOTES,
    NUMBERS,
    RECORDS,
    REST,
    TOLD,
    noted,
)
from generator.packing import packed_json, unpacked_json
from generator.publication.keeping import ITEMS, core_of, facts_key, packed, packed_rest, packed_view
from generator.publication.view import PublicView
from generator.records.dossier import Place, Row, latest_of
from generator.rulebook.figures import AllNumbers, Figure

__all__ = [
    "Listing", "Past", "files_of", "folder_of", "forget", "keep_view", "note", "noted_folder", "past",
]  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of the last whole build."""

    known: Mapping[str, str]
    """The digests of what its pages showed."""
    rows: Mapping[str, str]
    """Those of the dossiers of the branches that are published, as they were at the last build."""
    since: frozenset[str]
    """The branches that have changed between the two."""

    def standing(self, found: Mapping[str, str]) -> set[str]:
        """The branches of which a view says what is kept, by the digests that were ``found`` of it."""
        keys = ((id, facts_key(id)) for id in self.rows if id not in self.since)
        return {id for id, key in keys if key in found and self.known.get(key) == found[key]}


def past(cache: Cache) -> Past | None:
    """What a cache has of the last whole build; None where a build may have ended between what it kept and noted."""
    notes, known = noted(cache), cache.get(GLANCE, KNOWN)
    if notes is None or known is None:
        return None
    return Past(unpacked_json(known), {id: notes["folders"][id][2] for id in notes["order"]}, frozenset(notes["since"]))


def keep_view(view: PublicView, cache: Cache, same: Collection[str] = ()) -> None:
    """Keep the view of a whole build; nothing can be recalled until ``note`` says that it has been published.

    What the cache has of some branches is the ``same``.
    """
    forget(cache)
    cache.update(GLANCE, ((CORE, packed_view(core_of(view))),), (TOLD,))
    rest = packed_rest(view)
    cache.update(REST, rest.items(), cache.ids(REST) - rest.keys())
    gone = cache.ids(BRANCHES) - {branch.id for branch in view.branches}
    changed = (branch for branch in view.branches if branch.id not in same)
    cache.update(BRANCHES, ((branch.id, packed(branch)) for branch in changed), gone)
    items = {item.address: packed(item) for name in ITEMS.values() for item in getattr(view, name)}
    cache.update(RECORDS, items.items(), cache.ids(RECORDS) - items.keys())
    held: dict[str, list[Place]] = {branch.id: [] for branch in view.branches}
    for one, branch in view.held:
        held[branch.id].append(one.place)
    before = cache.all(HELD)
    rows = ((id, packed_json(places)) for id, places in held.items())
    cache.update(HELD, [row for row in rows if before.get(row[0]) != row[1]], before.keys() - held.keys())


def forget(cache: Cache) -> None:
    """Let nothing be recalled until the build that begins has been published."""
    cache.update(GLANCE, (), (NOTES,))


def note(
    listing: Listing,
    basis: str,
    rows: Mapping[str, Row],
    gists: Mapping[str, str],
    figures: Mapping[str, Figure],
    numbers: AllNumbers | None,
    known: Mapping[str, str],
    findings: Sequence[Finding],
    count: int,
    view: PublicView,
    published: Mapping[str, Any],
    cache: Cache,
) -> None:
    """Keep what else the next build has to know of a whole one that has been published.

    ``gists`` are those of the records of no branch, by their files; ``figures`` those of all released records, as
    checks know them, and ``numbers`` what they count of each branch and unit; ``published`` is what the site's side has
    to know.
    """
    found = {branch: row.findings for branch, row in rows.items() if row.findings}
    of_rows = {id(finding) for listed in found.values() for finding in listed}
    folders = ((id, folder_of(listing, id)) for id in listing.folders)
    notes = {
        "files": files_of(listing),
        "gists": gists,
        "basis": basis,
        "folders": {id: noted_folder(seen, rows[id]) for id, seen in folders},
        "order": [branch.id for branch in view.branches],
        "asked": view.asked,
        "since": [],
        "items": [],
        "renamed": False,
        "relisted": False,
        "latest": latest_of((held for held, _ in view.held), view.as_of.isoformat()),
        "kinds": {kind: sum(months) for kind, months in view.year_kinds.items()},
        "findings": packed_findings(finding for finding in findings if id(finding) not in of_rows),
        "found": {branch: packed_findings(listed) for branch, listed in found.items()},
        "count": count,
        "published": published,
    }
    of_figures = ((FIGURES, packed(figures)), (NUMBERS, packed_json(numbers)))
    cache.update(GLANCE, (*of_figures, (KNOWN, packed_json(known)), (NOTES, packed_json(notes))))


def files_of(listing: Listing) -> dict[str, Sequence[int]]:
    """The files of no branch with their signatures; with none where one was just being written."""
    files = {**listing.common, **listing.beside}
    return {path: [*found] if settled(found, listing.looked) else [] for path, found in files.items()}


def folder_of(listing: Listing, id: str) -> str:
    """A digest of the files of a branch; empty where one of them was just being written."""
    whole = all(settled(signature, listing.looked) for signature in listing.folders[id].values())
    return listing.marks[id] if whole else ""


def noted_folder(seen: str, row: Row) -> list[Any]:
    """What is noted of a branch's folder, by the digest of its files: digests of what it says, and what it holds."""
    return [seen, row.gist, row.mark, row.ties, len(row.held)]
