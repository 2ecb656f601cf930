"""A glance at a site: where only texts, numbers, names or activities of a few records have changed since the last
build, the rest stands.

If a build finds that nothing else has changed since the last one, it reads these few records and takes over the rest
(``generator.recalling``). What does not fit is left to a whole build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.cache import Cache
from generator.checks.of_folders import run_records
from generator.findings import Finding, has_errors, ordered
from generator.intake import FEW, kept_row, read_again, unpacked_findings
from generator.memory import ForgottenError, core_with, kept_branch, kept_figures, kept_held, kept_item, noted
from generator.publication.keeping import ITEMS, address_of
from generator.publication.relisting import Relisting, relisting_of
from generator.publication.view import PublicView, UntoldError
from generator.recalling import Recall, Recount, recounted_of
from generator.records.activity import Activity
from generator.records.branch import Branch
from generator.records.collecting import Filed, ties_of
from generator.records.dossier import FOLDER, Row
from generator.records.fields import Record, called, reference_of
from generator.records.layout import Shelf
from generator.records.register import OnDemand, Register, references
from generator.records.regulation import Regulation
from generator.records.unit import Unit
from generator.records.withdrawal import Withdrawal
from generator.remembering import Listing, files_of, folder_of
from generator.rulebook.pictured import misused

__all__ = ["Changed", "changed_since", "found_alone", "recall"]

_OF_ACTIVITIES = frozenset(kind for kind in map(reference_of, Activity.model_fields.values()) if kind)
"""Kinds of records that activities refer to."""


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


@dataclass(frozen=True, slots=True)
class Changed:
    """What has changed since the last build, in a few records, each read again and checked for itself."""

    notes: Mapping[str, Any]
    common: Register
    """The records of no branch."""
    texts: Callable[[], Iterable[tuple[str, str]]]
    """Gives their files with all that they say, as JSON, which has their words as they are; and prose."""
    files: Mapping[str, Sequence[int]]
    """Their files, as ``note`` keeps them."""
    filed: Mapping[str, Filed | None]
    """Those that have changed, by their files; None where something in a file is wrong."""
    read: Mapping[str, Row]
    """The dossiers of the branches that have changed."""
    folders: Mapping[str, str]
    """Digests of their folders."""
    cache: Cache

    @property
    def register(self) -> Register:
        """All records that are published, of which those of branches are fetched when asked for."""
        return _register(self.common, list(self.notes["folders"]), self.read, self.cache)

    @property
    def items(self) -> dict[str, Record]:
        """The published records that have changed of the kinds in ``ITEMS``, by the addresses of their pages."""
        found = (record for filed in self.filed.values() if filed is not None for record, _ in filed.records)
        return {address_of(one.kind, one.id): one for one in found if one.kind in ITEMS and one.released}

    @property
    def units(self) -> dict[str, Unit]:
        """The units in ledgers that have changed, by their full names."""
        found = (record for filed in self.filed.values() if filed is not None for record, _ in filed.records)
        return {record.name: record for record in found if isinstance(record, Unit)}

    @property
    def released(self) -> Register:
        """The same without branches that are not published."""
        return _register(self.common, self.notes["order"], self.read, self.cache)

    @property
    def kept_view(self) -> PublicView:
        """The core of the view as the last whole build has left it, with the branches that may still go out."""
        return core_with((id for id, row in self.read.items() if row.released), self.notes, self.cache)


def changed_since(
    common: Register,
    filed: Callable[[str], Filed | None],
    texts: Callable[[], Iterable[tuple[str, str]]],
    shelves: Sequence[Shelf],
    listing: Listing,
    basis: str,
    cache: Cache,
) -> Changed | None:
    """What has changed since the last build, where that is something in a few records; None where more has.

    ``common`` are the records of no branch, of which ``filed`` gives those of a file and ``texts`` all that they say;
    ``basis`` is a digest of what folders are checked by.
    """
    notes = noted(cache)
    if notes is None:
        return None
    before, of_common = notes["folders"], files_of(listing)
    if notes["basis"] != basis or before.keys() != listing.folders.keys() or notes["files"].keys() != of_common.keys():
        return None
    paths = [path for path, seen in of_common.items() if not seen or seen != notes["files"][path]]
    files = {id: found for id, found in listing.folders.items() if before[id][0] != listing.marks[id]}
    if len(files) > FEW or len(paths) > FEW:
        return None
    read = read_again(common, shelves, files, listing.looked, basis, cache)
    folders = {id: folder_of(listing, id) for id in files}
    of_paths = {path: filed(path) for path in paths}
    return Changed(notes, common, texts, of_common, of_paths, read, folders, cache)


def recall(
    changed: Changed, recount: Callable[[Changed, Sequence[str], Relisting, list[Finding]], Recount | None]
) -> Recall | None:
    """What can be taken over where nothing but texts that stand alone has changed, what is only counted, what records
    are called, or what activities branches hold; None where more has. ``recount`` tells what follows where some say
    something else than such texts, of a site in which so much was found besides; None where it does not know.
    """
    notes, read = changed.notes, changed.read
    others = unpacked_findings(notes["findings"])
    touched = (*(f"{FOLDER}{id}/" for id in read), *changed.filed)
    if any(finding.location.path.startswith(touched) for finding in others):
        return None
    renamed = _renamed(changed)
    if renamed is None:
        return None
    if any(row.ties != notes["folders"][id][3] or row.broken for id, row in read.items()) or _misusing(changed):
        return None
    if any(changed.common.leads_nowhere(Regulation.kind, name) for name in _regulations(read, renamed)):
        return None
    found_in = found_alone(changed)
    if found_in is None or has_errors([finding for row in read.values() for finding in row.findings]):
        return None  # where a folder has a wrong record, totals are not checked
    again, ids, cards = None, recounted_of(read, notes), None
    if ids or renamed or changed.units:
        relisting = _relisting(changed, ids) if not changed.filed or not ids else None
        again = recount(changed, ids, relisting, others) if relisting is not None else None
        cards = _carded(changed, ids, others) if again is not None else None
        if again is None or cards is None or _told_by_name(changed, renamed, others):
            return None
        others = again.others
    others += found_in
    findings = list(others)
    for id, listed in notes["found"].items():
        findings += unpacked_findings(listed) if id not in read else []
    for row in read.values():
        findings += row.findings
    gists = {path: found.gist for path, found in changed.filed.items() if found is not None}
    about = (changed.folders, changed.items, gists, changed.files, others, ordered(findings), changed.cache, again)
    return Recall(notes, changed.register, read, *about, changed.units, cards or {}, renamed)


def _regulations(read: Mapping[str, Row], renamed: Mapping[str, Record]) -> Iterator[str]:
    """The regulations that some branches and some other records name."""
    named = [named for row in read.values() for named in row.references]
    named += [(kind, name) for record in renamed.values() for _, kind, name in references(record)]
    return (name for kind, name in named if kind == Regulation.kind)


def _misusing(changed: Changed) -> bool:
    """Whether a branch that has changed shows, or showed, a picture as it may not be: by that the site is judged."""
    published = set(changed.notes["order"])
    try:
        before = [kept_branch(changed.cache, id) for id in published.intersection(changed.read)]
    except ForgottenError:
        return True
    shown = [picture for branch in before for picture in branch.pictures]
    shown += [picture for row in changed.read.values() if row.values is not None for picture in row.branch().pictures]
    return any(misused(picture.file, picture.caption, picture.alternative) for picture in shown)


def _renamed(changed: Changed) -> dict[str, Record] | None:
    """The published records of no branch that say something else which is only counted, or are called otherwise, by the
    addresses of their pages; None where one says something else.
    """
    found: dict[str, Record] = {}
    for path, filed in changed.filed.items():
        before = changed.notes["gists"].get(path, "")
        if filed is None or ties_of(filed.gist) != ties_of(before):
            return None
        items = (record for record, _ in filed.records if record.kind in ITEMS and record.released)
        found |= {address_of(record.kind, record.id): record for record in items if filed.gist != before}
    return found


def _told_by_name(changed: Changed, renamed: Mapping[str, Record], others: Iterable[Finding]) -> bool:
    """Whether something that was found may tell one of these records by the name it had."""
    names = set()
    for address, record in renamed.items():
        try:
            before = kept_item(changed.cache, address)
        except ForgottenError:
            return True
        if before is None:
            return True
        said = ((getattr(before, name), getattr(record, name)) for name in called(type(record)))
        names |= {then for then, now in said if isinstance(then, str) and then != now}
    kept = (found for id, listed in changed.notes["found"].items() if id not in changed.read for found in listed)
    findings = [*others, *unpacked_findings(list(kept))] if names else ()
    return any(name in str(fact) for finding in findings for fact in finding.facts.values() for name in names)


def _relisting(changed: Changed, ids: Iterable[str]) -> Relisting | None:
    """The activities of those branches that lists show otherwise now; None where that is not known, or where it
    concerns more than lists: what activities refer to is not there, or one of them was taken down.
    """
    notes, rows, published = changed.notes, changed.released.rows, set(changed.notes["order"])
    try:
        before = {id: kept_held(changed.cache, id) for id in published.intersection(ids)}
        now = {id: rows[id].held for id in before}
        as_of = changed.common.as_of.isoformat()
        found = relisting_of(before, now, notes["latest"], notes["kinds"], as_of)
    except (ForgottenError, UntoldError):
        return None
    if not found.of_branches:
        return found
    taken_down = {item.subject for item in changed.common.of(Withdrawal).values()}
    places = {f"{Activity.kind}/{branch}/{slug}" for branch, slug in found.places}
    led = {(kind, name, id) for id in found.of_branches for kind, name in changed.read[id].references}
    lost = any(
        name != id if kind == Branch.kind else changed.common.leads_nowhere(kind, name)
        for kind, name, id in led
        if kind in _OF_ACTIVITIES
    )
    return None if lost or places & taken_down else found


def _carded(changed: Changed, ids: Iterable[str], others: Iterable[Finding]) -> dict[str, dict[str, str]] | None:
    """What cards say otherwise of those branches, by the addresses of their pages; None where ``others``, what was
    found in records of no branch and in the site as a whole, tells of one of them by its name, or where more follows.
    """
    branches, published = changed.released.branches, set(changed.notes["order"])
    cards = {}
    for id in published.intersection(ids):
        try:
            shown = kept_branch(changed.cache, id)
        except ForgottenError:
            return None
        branch = branches[id]
        if shown.formation.date.year != branch.formation.date.year:
            return None  # by years, enterprises are counted that branches cover
        told = {shown.name, shown.short_name} - {branch.name, branch.short_name}
        if any(name in str(fact) for name in told for finding in others for fact in finding.facts.values()):
            return None
        was = {"short_name": shown.short_name, "mode": shown.formation.mode}
        now = {"short_name": branch.short_name, "mode": branch.formation.mode.value}
        differing = {name: value for name, value in now.items() if was[name] != value}
        if differing:
            cards[shown.address] = differing
    return cards


def found_alone(changed: Changed) -> list[Finding] | None:
    """What is found in the records of no branch that have changed, each by itself; None where the figures are not known
    by which it is to be told.
    """
    filed = [found for filed in changed.filed.values() if filed is not None for found in filed.records]
    if not filed:
        return []
    from generator.checks import date_order
    from generator.checks.prose_figures import check_record

    try:
        figures, _ = kept_figures(changed.cache)
    except ForgottenError:
        return None
    beside = changed.common.beside()
    for record, origin in filed:
        beside.origins[record.kind, record.id] = origin
    found = list(run_records(beside, [record for record, _ in filed], ()))
    for record, _ in filed:
        found += check_record(beside, record, figures)
        found += date_order.check(replace(beside, records={record.kind: {record.id: record}}))
    return found


def _register(common: Register, ids: Sequence[str], read: Mapping[str, Row], cache: Cache) -> Register:
    """All records, of which those of branches are fetched when asked for."""
    register = common.released()
    rows = _Rows(ids, read, cache)
    register.rows = rows  # type: ignore[assignment]
    register.records[Branch.kind] = OnDemand(ids, lambda id: rows[id].branch())
    return register
