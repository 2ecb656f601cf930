"""Running the engine from the command line."""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import TemplateError

from generator.cache import Cache, program_key, seal
from generator.checks.personal_data import allowed
from generator.early import Early
from generator.findings import Finding, ordered
from generator.intake import packed_row
from generator.memory import ForgottenError
from generator.project import Project, load
from generator.publication.keeping import UnknownFactsError
from generator.publication.scanning import found_in_site
from generator.publication.view import PublicView
from generator.recalling import Recall, advance
from generator.remembering import Past, forget, keep_view, note, past
from generator.site.archive_pages import lists_known
from generator.site.filling import Filler, Made
from generator.site.grouping import Marks, Pages
from generator.site.kept import Kept
from generator.site.masthead import Masthead, masthead_of
from generator.site.pages import groups, own_groups
from generator.site.parts import Part, Share, clear, part_folder, write_part
from generator.site.planning import Plan, UnfitError, told
from generator.site.publishing import Published, Publisher
from generator.site.retouching import Retouching
from generator.site.search import Unusable
from generator.site.settings import EngineError, SettingsError, settings_of
from generator.site.shell import Shell
from generator.site.shown_lists import keep_lists
from generator.site.trees import page_sources, stale_files, theme_folder
from generator.site.writing import Writer, catching_up, discard, publication, scratch_for
from generator.workers import WorkerError, begin

if TYPE_CHECKING:
    from generator.site.own import OwnSite

__all__ = [
    "Ahead",
    "StoppedError",
    "ahead",
    "basis_of_parts",
    "build",
    "build_own",
    "build_part",
    "early_pages",
    "merge",
    "pages_of",
    "publish",
]

_SHELL = "shell"


class StoppedError(Exception):
    """What only building shows stops the site, a leak or prose that makes no page: the findings."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(findings)
        self.findings = findings

    def __str__(self) -> str:
        return "\n".join(finding.text().message for finding in self.findings)


def build(project: Project, site: Path, cache: Cache | None = None, jobs: int = 1, clean: bool = False) -> Published:
    """Build and publish the site of a checked project in ``jobs`` processes; the caller is the sole builder of it.

    A ``clean`` build takes nothing over from the one before.
    """
    cache = cache or Cache(None)
    try:
        return _build(project, site, cache, jobs, clean)
    except Unusable:  # the search index that readers have; the cache knows nothing of the trees by now, so all is made
        return _build(project, site, cache, jobs, clean)


def _build(project: Project, site: Path, cache: Cache, jobs: int, clean: bool) -> Published:
    if project.recall is not None and not clean:
        with suppress(UnfitError, ForgottenError, UnknownFactsError, Unusable):
            return _retouch(project, project.recall, site, cache, jobs)
    made: Ahead | None = None if clean else project.ahead
    pages = made.pages if made else None
    with ExitStack() as stack:
        # Where nothing of the engine's is remembered it will be needed, and need not wait until the view is made.
        anew = clean or not cache.ids(_SHELL)
        engine = stack.enter_context(_engine(project, site, jobs)) if anew else None
        try:
            view = made.view if made else project.view()
        except (ForgottenError, UnknownFactsError):
            assert project.register is not None
            project = load(project.root, project.register.as_of, jobs, cache)
            return _build(project, site, cache, jobs, clean)
        if project.register is not None:
            project.register.forget()
        key = _shell_key(project.root, view)
        data = None if anew or not key else cache.get(_SHELL, key)
        keep = _keeping(project, view, made.standing if made else (), cache)
        publishing = partial(publish, project, view, site=site, cache=cache, jobs=jobs, shell_key=key, keep=keep)
        if data is not None and stale_files(site, cache) is not None:
            return publishing(shell=Shell.unpacked(data), pages=pages)
        engine = engine or stack.enter_context(_engine(project, site, jobs))
        engine.tell(view)
        pages = pages or pages_of(project, view)
        shell, pure = engine.wait()
        published = publishing(shell=shell, clean=clean, pages=pages)
        cache.update(_SHELL, [(key, shell.packed())] if pure and key else [], cache.ids(_SHELL))
        return published


class Ahead(NamedTuple):
    """What a build makes of a project before it is known what is found in it."""

    view: PublicView
    pages: Pages
    standing: set[str]
    """The branches of which the view says what is kept of it."""


def ahead(project: Project, cache: Cache) -> Ahead:
    """Make the view and tell the pages of a project of which a whole build has been remembered."""
    view, before = project.view(), past(cache)
    pages = pages_of(project, view, before)
    return Ahead(view, pages, before.standing(pages.marks.found) if before is not None else set())


def _keeping(project: Project, view: PublicView, standing: Collection[str], cache: Cache) -> Callable[[], object]:
    """What keeps the view of a whole build for the next one; what it says of ``standing`` branches is kept already."""
    if project.recall is not None or not cache.kept:
        return bytes
    forget(cache)
    return partial(keep_view, view, cache, standing)


def pages_of(project: Project, view: PublicView, before: Past | None = None) -> Pages:
    """The groups of pages of a site, with a digest of what each shows; ``before`` is what was known of the last one."""
    marks = Marks(project.marks)
    if project.recall is not None:
        marks = Marks(project.marks, project.recall.known, project.recall.since)
    elif project.register is not None:
        marks.lists = lists_known(project.register.released().held, marks, before)
    return Pages(marks, list(groups(view, marks)))


def _retouch(project: Project, recall: Recall, site: Path, cache: Cache, jobs: int) -> Published:
    """Publish a site in which only a few texts have changed. Raises UnfitError where that is not enough."""
    sources = page_sources(project.root)
    data = cache.get(_SHELL, recall.published.get("shell", ""))
    if sources is None or data is None or stale_files(site, cache) is None:
        raise UnfitError
    with catching_up(site, cache, jobs):
        plan = Plan(project.root, site, recall, sources, project.commit, lambda: project.downloads, jobs)
    forget(cache)
    with _errors_of_templates(), publication(site, cache) as writer:
        publisher = Retouching(plan, Shell.unpacked(data), writer)
        published = publisher.publish()
        _stop_leaks(project, site, writer, publisher.images.refused)
    shell = recall.published["shell"]
    noted = told(project.root, sources, shell, plan.changes, plan.view.commit, plan.recent, published)
    now = (*plan.view.branches, *plan.profiles.branches)
    advance(recall, (branch for branch in now if branch.id in recall.affected), noted)
    return published


def early_pages(root: Path, early: Early, cache: Cache, folder: Path) -> bool:
    """Write the pages of what changed records say themselves, and what lies beside these, into a folder; whether they
    may be shown.
    """
    data = cache.get(_SHELL, early.shell)
    if data is None:
        return False
    view, writer = early.view, Writer(folder)
    filler = Filler(root, view, Shell.unpacked(data), Kept(None, None))
    for group in own_groups(view, early.items):
        filler.fill(group, "", Made(""), writer)
    return not writer.leaks


def build_part(project: Project, site: Path, share: Share, jobs: int = 1) -> Path:
    """Build the pages of a share of the branches, for ``merge``; the folder they are in."""
    folder = part_folder(site, share)
    clear(folder)
    with _engine(project, site, jobs) as engine:
        view = project.view()
        engine.tell(view)
        pages = pages_of(project, view)
        shell, _ = engine.wait()
        writer = Writer(folder / "site")
        with _errors_of_templates():
            publisher = Publisher(project.root, view, pages, shell, writer, Cache(None), jobs)
            publisher.make_part(share.owns, folder)
        rows = [packed_row(row) for id, row in project.rows.items() if share.owns(id)]
        write_part(Part(folder, basis_of_parts(project), rows, publisher.made, publisher.rows, publisher.gathered))
    return folder


def build_own(project: Project, id: str, folder: Path) -> Published:
    """Build and publish a branch's own site; raises OwnSiteError where there can be none."""
    from generator.site.own import own_site, publish_own  # with the whole search, which an edit does without

    with _errors_of_engine():
        config = settings_of(project.root)
        view = project.view()
        own = own_site(view, id, _plugin(config).config.own_sites, config.site_url or "")
    with _engine(project, folder, own=own) as engine:
        engine.tell(view)
        shell, _ = engine.wait()
        with _errors_of_templates(), publication(folder, Cache(None)) as writer:
            publisher = Publisher(project.root, view, pages_of(project, view), shell, writer, Cache(None))
            published = publish_own(own, view, shell, publisher)
            _stop_leaks(project, folder, writer, publisher.images.refused)
        return published


def basis_of_parts(project: Project) -> str:
    """What the parts of a site must have in common: the day, the records of no branch, the program."""
    files = [] if project.listing is None else sorted(project.listing.common)
    common = (part for path in files for part in (path, (project.root / path).read_bytes()))
    return seal(project.basis, program_key(theme_folder()), *common)


def merge(project: Project, site: Path, parts: Sequence[Part], jobs: int = 1) -> Published:
    """Join the parts of a site whose records ``project`` has from them."""
    with _engine(project, site, jobs) as engine:
        view = project.view()
        engine.tell(view)
        pages = pages_of(project, view)
        shell, _ = engine.wait()
        return publish(project, view, shell, site, Cache(None), jobs, clean=True, parts=parts, pages=pages)


def publish(
    project: Project,
    view: PublicView,
    shell: Shell,
    site: Path,
    cache: Cache,
    jobs: int = 1,
    clean: bool = False,
    parts: Sequence[Part] = (),
    shell_key: str = "",
    pages: Pages | None = None,
    keep: Callable[[], object] = bytes,
) -> Published:
    """Fill what the engine has rendered and let it take the place of the published site.

    ``shell_key`` is the name under which the engine's part is remembered; ``pages`` are those of the site where the
    caller knows them already, ``keep`` keeps the view for the next build.
    """
    pages = pages or pages_of(project, view)
    if project.recall is not None:
        forget(cache)
    sources = page_sources(project.root)
    with _errors_of_templates(), publication(site, cache, clean) as writer:
        publisher = Publisher(project.root, view, pages, shell, writer, cache, jobs)
        if cache.kept and project.listing is not None and sources is not None:

            def meanwhile(due: set[str]) -> None:
                keep()
                keep_lists(publisher.groups, due, cache, anew=not publisher.kept)

            publisher.meanwhile = meanwhile
        published = publisher.publish(parts)
        _stop_leaks(project, site, writer, publisher.images.refused)
    if not cache.kept or project.listing is None or sources is None:
        return published
    recent = [item.address for item in view.recent]
    noted = told(project.root, sources, shell_key, publisher.changes, view.commit, recent, published)
    if project.recall is not None:
        affected = (branch for branch in view.branches if branch.id in project.recall.affected)
        advance(project.recall, affected, noted)
        return published
    about = (project.gists, project.figures, project.numbers, pages.marks.found, project.findings, project.count)
    note(project.listing, project.basis, project.rows, *about, view, noted, cache)
    return published


def _stop_leaks(project: Project, site: Path, writer: Writer, refused: Sequence[Finding]) -> None:
    """Whatever must not be published stops the whole site: raises StoppedError before readers see anything."""
    passed = allowed(project.register) if writer.leaks and project.register is not None else set()
    found = [found_in_site(site.name, name, hit) for name, hit in writer.leaks if hit.plain not in passed]
    found += refused
    if found:
        raise StoppedError(ordered(found))


@contextmanager
def _errors_of_templates() -> Iterator[None]:
    try:
        yield
    except TemplateError as error:
        place = f"{getattr(error, 'filename', None) or ''}:{getattr(error, 'lineno', None) or ''}"
        raise EngineError(f"{place.strip(':')} {error}".strip()) from error
    except WorkerError as error:
        raise EngineError(str(error)) from error


@contextmanager
def _errors_of_engine() -> Iterator[None]:
    from mkdocs.exceptions import Abort, MkDocsException

    try:
        with _errors_of_templates():
            yield
    except (Abort, MkDocsException) as error:
        raise EngineError(str(error)) from error


def _plugin(config: Any) -> Any:
    """Our plugin among those of the settings; raises SettingsError where it is not there."""
    from generator.plugin import ZhibuPlugin

    plugin = next((p for p in config.plugins.values() if isinstance(p, ZhibuPlugin)), None)
    if plugin is None:
        raise SettingsError([("plugins", "zhibu")])
    return plugin


class _Engine(NamedTuple):
    """The engine at its part of a site."""

    tell: Callable[[PublicView], None]
    """Say what is to be published: it can begin before that is known."""
    wait: Callable[[], tuple[Shell, bool]]
    """The shell, and whether it depends on nothing but the engine's sources."""


@contextmanager
def _engine(project: Project, site: Path, jobs: int = 1, own: OwnSite | None = None) -> Iterator[_Engine]:
    """Let the engine begin its part, in a process of its own where that is worth its while.

    The files that the shell names stay until the end.
    """
    folder = scratch_for(site)

    def work(hear: Callable[[], bytes]) -> bytes:
        try:
            return pickle.dumps(_rendered(project.root, lambda: pickle.loads(hear()), folder, own))
        except (EngineError, StoppedError) as error:
            return pickle.dumps(error)

    def wait() -> tuple[Shell, bool]:
        with _errors_of_templates():
            found = pickle.loads(answer())
        if isinstance(found, Exception):
            raise found
        shell: Shell
        shell, pure = found
        return shell, pure

    try:
        tell, answer = begin(jobs, len(project.marks), work)
        yield _Engine(lambda view: tell(pickle.dumps(masthead_of(view))), wait)
    finally:
        discard(folder)


def _rendered(root: Path, masthead: Callable[[], Masthead], folder: Path, own: OwnSite | None) -> tuple[Shell, bool]:
    """Let the engine render its part, with files of its own in ``folder``."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build as engine_build
    from mkdocs.exceptions import MkDocsException

    # Its own words for a page that fails are English; ours follow.
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    shells: list[Shell] = []
    with _errors_of_engine():
        config = settings_of(root, site_dir=str(folder))
        plugin = _plugin(config)
        # What other plugins do may depend on anything: then the engine has to be asked every time.
        pure = set(config.plugins) <= {"zhibu"}
        plugin.masthead, plugin.own, plugin.hand_over = masthead, own, shells.append
        config.plugins.on_startup(command="build", dirty=False)
        try:
            engine_build(config)
        except MkDocsException as error:
            if plugin.unfit is None:
                raise
            raise StoppedError([plugin.unfit]) from error
        finally:
            config.plugins.on_shutdown()
    if not shells:
        raise EngineError("the engine finished without a site")
    return shells[0], pure


def _shell_key(root: Path, view: PublicView) -> str:
    """A digest of all that the engine's part of the site depends on; empty where that cannot be known."""
    sources, told = page_sources(root), masthead_of(view)
    return "" if sources is None else seal(*sources, repr(sorted(told.empty)), repr(told.facts))
