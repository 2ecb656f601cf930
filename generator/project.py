"""A site's folder: load its records, check them, give the public view."""

from __future__ import annotations

import datetime
import importlib
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.answers import KeptAnswers, sayings
from generator.cache import Cache, seal
from generator.findings import Finding, Location, has_errors, ordered
from generator.glance import Changed, changed_since, recall
from generator.intake import packed_findings, read_common, read_dossiers, unpacked_findings
from generator.listing import BRANCHES, Look, Signature, look_at, signature_of
from generator.memory import remembered
from generator.packing import packed_json, unpacked_json
from generator.publication.relisting import Relisting
from generator.publication.view import PublicView
from generator.reading import forget_folders
from generator.recalling import Recall, Recount
from generator.records.activity import Activity
from generator.records.collecting import RECORD_FOLDERS, Collector
from generator.records.dossier import Row
from generator.records.kinds import NO_DAY, NO_SITE, SITE_NOT_FINAL
from generator.records.layout import LAYOUT
from generator.records.register import Register
from generator.records.site import Site
from generator.remembering import Listing, keep_view, note
from generator.rulebook.methods import choose
from generator.rulebook.shelves import SHELVES
from generator.workers import aside, worthwhile

if TYPE_CHECKING:
    from generator.publication.methods import Counting
    from generator.rulebook.figures import AllNumbers, Figure

__all__ = ["OF_DOSSIERS", "PRINT_FOLDER", "MismatchError", "Project", "load", "remember"]

PRINT_FOLDER = "print"
"""Where ``zhibu print`` leaves its documents, below the site's folder, unless told otherwise."""


OF_DOSSIERS = ("records/site.yml", "records/words.yml", "records/exemptions.yml", "records/rulebook/terms.yml")
"""The records of no branch that findings in branches' folders depend on: no folder is read again when others change."""


class MismatchError(Exception):
    """Parts of a site were made from other records than those that are here."""


@dataclass(frozen=True, slots=True)
class Project:
    """A site read and checked. ``register`` is None where the site record itself cannot be read."""

    root: Path
    register: Register | None
    findings: list[Finding]
    dated: bool
    """Whether the day for which everything is computed comes from the records or the caller, not from Git."""
    basis: str = ""
    """A digest of the day and of the records that findings in branches' folders depend on."""
    listing: Listing | None = None
    """The files it was read from."""
    recall: Recall | None = None
    """What is taken over from the last whole build; then ``register`` has only the records that belong to no branch."""
    counted: Counting | None = None
    """How many keep each rule, where this was begun while the records were checked."""
    gists: Mapping[str, str] = field(default_factory=dict)
    """Digests of what records of no branch say that concerns more than themselves, by their files."""
    ahead: Any = None
    """What was made of it already while it was checked."""

    @property
    def publishable(self) -> bool:
        """Whether nothing found stops publication."""
        return self.register is not None and not has_errors(self.findings)

    def facts(self) -> PublicView:
        """The public view as the records alone give it; only a publishable project has one."""
        if self.register is None or not self.publishable:
            raise ValueError("a project with errors has no public view")
        if self.recall:
            return self.recall.view
        from generator.publication.linking import public_view  # with much of the rulebook, which a glance does without

        return public_view(self.register, self.counted)

    def view(self) -> PublicView:
        """The public view with what a site shows besides: the commit, and what has been printed."""
        view = self.facts()
        view.commit = self.commit
        view.downloads = self.downloads
        return view

    @property
    def downloads(self) -> list[Any]:
        """What has been printed for the public, by kind."""
        return _printed(self.root / PRINT_FOLDER)

    @property
    def commit(self) -> str | None:
        """The commit that left the records exactly as they are; None outside Git, or where something is uncommitted."""
        return _commit(self.root)

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The figures of all released records, as checks know them; of a project that was read as a whole."""
        from generator.rulebook.figures import figures

        return {} if self.register is None else figures(self.register.released())

    @property
    def numbers(self) -> AllNumbers | None:
        """What these count of each branch and of each unit."""
        from generator.rulebook.figures import numbers_of_all

        return None if self.register is None else numbers_of_all(self.register.released())

    @property
    def count(self) -> int:
        """How many records there are."""
        if self.recall is not None:
            return self.recall.count
        return sum(len(items) for items in self.register.records.values()) if self.register else 0

    @property
    def rows(self) -> Mapping[str, Row]:
        """The dossiers as they were read, by branch."""
        return {} if self.register is None else self.register.rows

    @property
    def marks(self) -> dict[str, str]:
        """A digest of every branch's dossier, by branch."""
        if self.recall is not None:
            return self.recall.rows
        return {id: row.mark for id, row in self.rows.items()}


def load(
    root: Path,
    as_of: datetime.date | None = None,
    jobs: int = 1,
    cache: Cache | None = None,
    own: Callable[[str], bool] | None = None,
    read: Mapping[str, Row] | None = None,
    glance: bool = False,
    look: Look | None = None,
    prepare: Callable[[], object] | None = None,
    ahead: Callable[[Project, Cache], object] | None = None,
    first_of: Callable[[Changed], object] | None = None,
) -> Project:
    """Read and check every record below ``root``, in ``jobs`` processes; what ``cache`` knows is not read again.

    Whatever depends on "today" depends on ``as_of``, else 数据截至 of the site record, else the last commit's day.
    A machine among several reads activities of its ``own`` branches only, and leaves totals unchecked; the one that
    joins their parts is given all that they have ``read``. At a ``glance``, what the last whole build has left in the
    cache is taken over if nothing but texts of a few records has changed since. ``look`` tells the files of the site
    where the caller knows them already. One who will publish says how to ``prepare`` for it, which is done while other
    processes read, and what to make of the project ``ahead``: where most has been read before, another process checks
    it meanwhile. ``first_of`` is called with the records that have changed, where these are a few and a glance is not
    enough, or one is called otherwise: what they say themselves can be shown before it is known what follows from it.
    """
    forget_folders()
    listing = _listing(look or look_at(root, BRANCHES, "records", "content"), own, _settings(root))
    looked, files, of_branch = listing.looked, listing.common, listing.folders
    shelves = (*LAYOUT, *SHELVES)
    cache = cache or Cache(None)
    collector, read_rest = read_common(root, shelves, files, looked, cache, OF_DOSSIERS)
    register, findings = collector.register, collector.findings
    site = register.of(Site).get("site")
    if site is None and not any(finding.location.path == "records/site.yml" for finding in findings):
        findings.append(Finding(NO_SITE, Location("records/site.yml")))
    known = as_of or (site.as_of if site else None) or _last_commit(root)
    if known is None:  # everything has to be read before the day is known on which it is to be checked
        read_rest()
        register.as_of = datetime.date.max
        dossiers = read_dossiers(register, shelves, of_branch, looked, "", Cache(None), jobs)
        known = _newest_record(dossiers)
        if known is None:
            if not dossiers:  # a branch that could not be read is told of already
                findings.append(Finding(NO_DAY, Location("records/site.yml")))
            known = datetime.date.today()  # otherwise never the clock: the same records give the same site
    register.as_of = known
    basis = seal(register.as_of.isoformat(), *(_content(root, path) for path in OF_DOSSIERS))
    if glance and collector.gists and not findings and site is not None:
        texts = partial(_texts, root, collector, listing.beside)
        changed = changed_since(register, collector.filed, texts, shelves, listing, basis, cache)
        again = partial(_recounted, partial(_said, collector, files, looked, collector.gists), known, cache)
        found = recall(changed, again) if changed is not None else None
        if found is not None:
            if changed is not None and (found.cards or found.renamed or found.relisting) and first_of is not None:
                first_of(changed)
            return Project(root, register, found.findings, bool(as_of or site.as_of), basis, listing, found)
        if changed is not None and first_of is not None:
            first_of(changed)

    by_another = ahead is not None and glance and remembered(cache)
    first = partial(_meanwhile, read_rest, prepare, not by_another)
    rows = read or read_dossiers(register, shelves, of_branch, looked, basis, cache, jobs, first)
    read_rest()
    gists = collector.gists
    said = _said(collector, files, looked, gists) if cache.kept else {}
    del collector, read_rest, first  # with what their files say, which is in the records now
    from generator.publication.methods import counting

    if read is not None and read.keys() != of_branch.keys():
        raise MismatchError
    register.shelve(rows)
    findings += [finding for row in rows.values() if own is None or own(row.id) for finding in row.findings]
    dated = bool(as_of or (site and site.as_of))
    of_rows = ({id: row.gist for id, row in rows.items()}, {id: row.ties for id, row in rows.items()})
    answers = KeptAnswers(cache, known.isoformat(), said, *of_rows) if cache.kept else None
    project = Project(root, register if site else None, findings, dated, basis, listing, gists=gists)
    if ahead and by_another and worthwhile(jobs, len(rows)) and site and not has_errors(findings):
        return _made_ahead(project, register, lambda known: ahead(known, cache), jobs, answers, own is None)

    findings += choose(register)
    begun = counting(register.released(), jobs, answers) if prepare and not has_errors(findings) else None
    counted = begun or (lambda: counting(register.released(), 1, answers)())  # when a view asks for it
    findings += register.linked()
    findings += _found_in_whole(register, findings, own is None)
    return replace(project, findings=ordered(findings), counted=counted)


def _said(
    collector: Collector, files: Mapping[str, Signature], looked: int, gists: Mapping[str, str]
) -> dict[str, str]:
    """Digests of what the records of no branch say, by kind."""
    on_shelves = ((collector.shelf_of(path), path, signature) for path, signature in files.items())
    of_kinds = ((shelf[0].model.kind, path, signature) for shelf, path, signature in on_shelves if shelf is not None)
    return sayings(of_kinds, looked, gists)


def _texts(root: Path, collector: Collector, beside: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The files of no branch with all that they say: records as JSON, and prose."""
    for path, said in collector.packed.items():
        yield from ((path, text) for text in said)
    for path in beside:
        if path.endswith(".md"):
            yield path, (root / path).read_text("utf-8", "replace")


def _recounted(
    said: Callable[[], Mapping[str, str]],
    day: datetime.date,
    cache: Cache,
    changed: Changed,
    ids: Sequence[str],
    relisting: Relisting,
    others: list[Finding],
) -> Recount | None:
    """What follows where branches say something else than texts that stand alone."""
    from generator.recounting import recount  # with much of the rulebook, which texts do without

    folders = changed.notes["folders"]
    gists = {id: row[1] for id, row in folders.items()} | {id: row.gist for id, row in changed.read.items()}
    ties = {id: row[3] for id, row in folders.items()}
    answers = KeptAnswers(cache, day.isoformat(), said(), gists, ties)
    return recount(changed, ids, relisting, others, answers)


def _made_ahead(
    project: Project,
    register: Register,
    ahead: Callable[[Project], object],
    jobs: int,
    answers: KeptAnswers | None,
    whole: bool,
) -> Project:
    """The project with what another process finds in it, and with what was made of it meanwhile."""
    from generator.publication.methods import counting

    _make_records(register)
    known = project.findings
    checked = aside(jobs, len(register.rows), lambda: packed_json(packed_findings(_found(register, known, whole))))
    choose(register)
    counted = counting(register.released(), jobs, answers)
    made = _tried(ahead, replace(project, counted=counted))
    found = unpacked_findings(unpacked_json(checked()))
    return replace(project, findings=ordered([*known, *found]), counted=counted, ahead=made)


def _make_records(register: Register) -> None:
    """Make all records that several processes are about to look at, so that it is done once."""
    for kind, records in register.records.items():
        if kind != Activity.kind:
            list(records.values())


def _found(register: Register, known: list[Finding], whole: bool) -> list[Finding]:
    """What is found in a register beside what was found in its files, which is ``known``."""
    found = [*register.linked(), *choose(register)]
    return found + _found_in_whole(register, [*known, *found], whole)


def _found_in_whole(register: Register, known: list[Finding], whole: bool) -> list[Finding]:
    """The same without references and the choice of methods; totals are left out where not the ``whole`` is read."""
    from generator.checks.registry import run  # with the whole rulebook, which a glance does without

    site = register.of(Site).get("site")
    found = []
    if site and not site.released:
        found.append(Finding(SITE_NOT_FINAL, register.place(site, ("审核",))))
    found += run(register, complete=whole and not has_errors([*known, *found]))
    return found


def _tried(ahead: Callable[[Project], object], project: Project) -> object:
    """What was made of a project ahead; None where it could not be made: what is wrong is for the checks to find."""
    try:
        return ahead(project)
    except Exception:  # where they find nothing it is made once more, and said
        return None


def _meanwhile(read_rest: Callable[[], None], prepare: Callable[[], object] | None, checks: bool) -> None:
    """What one process does while others read folders: it reads what they do not need, and imports what comes next,
    ``checks`` among it where they are not made by another process.
    """
    read_rest()
    if checks:
        importlib.import_module("generator.checks.registry")  # with the whole rulebook, which a glance does without
    if prepare is not None:
        prepare()


def remember(project: Project, view: PublicView, cache: Cache) -> None:
    """Keep what a whole reading has found, for the next run that takes a glance; one that was a glance leaves what is
    kept, as it is still true of all that has not changed since."""
    if project.recall is None and project.listing is not None:
        keep_view(view, cache)
        known: Mapping[str, str] = {}
        about = (project.gists, project.figures, project.numbers, known, project.findings, project.count, view, known)
        note(project.listing, project.basis, project.rows, *about, cache)


def _settings(root: Path) -> dict[str, Signature]:
    """The settings of the site, which name its methods."""
    found = signature_of(root / "mkdocs.yml")
    return {"mkdocs.yml": found} if found is not None else {}


def _listing(look: Look, own: Callable[[str], bool] | None, beside: dict[str, Signature]) -> Listing:
    common: dict[str, Signature] = {}
    for path, signature in look.files.items():
        if path.startswith(RECORD_FOLDERS):
            common[path] = signature
        elif path.startswith("content/"):  # printed matter, which a caller may have looked at too, is not checked
            beside[path] = signature
    if own is None:
        return Listing(look.at, common, look.folders, beside, look.marks)
    folders: dict[str, dict[str, Signature]] = {}
    for branch, files in look.folders.items():
        mine = own(branch)
        shown = {path: signature for path, signature in files.items() if mine or path.endswith("/branch.yml")}
        if shown:
            folders[branch] = shown
    return Listing(look.at, common, folders, beside)


def _content(root: Path, path: str) -> bytes:
    with suppress(OSError):
        return (root / path).read_bytes()
    return b""


def _printed(folder: Path) -> list[Any]:
    """What has been printed for the public, by kind."""
    if not folder.is_dir():
        return []
    from generator.printing.downloads import downloads  # with the typesetter, which few sites have used

    return list(downloads(folder))


def _commit(root: Path) -> str | None:
    """The commit that left the records exactly as they are; None outside Git, or where something is uncommitted."""
    for question in (["diff", "--quiet", "HEAD", "--", "records"], ["log", "-1", "--format=%H", "--", "records"]):
        try:
            answer = subprocess.run(
                ["git", "-C", str(root), *question], capture_output=True, text=True, check=False, timeout=10
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        if answer.returncode:
            return None
    return answer.stdout.strip()[:12] or None


def _last_commit(root: Path) -> datetime.date | None:
    command = ["git", "-C", str(root), "log", "-1", "--format=%cs"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    text = answer.stdout.strip()
    return datetime.date.fromisoformat(text) if answer.returncode == 0 and text else None


def _newest_record(rows: Mapping[str, Row]) -> datetime.date | None:
    """Without a stated day and without Git, the latest day that a branch or an activity names."""
    days = [datetime.date.fromisoformat(held.date) for row in rows.values() for held in row.held]
    branches = [row.branch() for row in rows.values() if row.values is not None]
    days += [branch.formation.date for branch in branches]
    days += [branch.term.start for branch in branches if branch.term]
    return max(days, default=None)
