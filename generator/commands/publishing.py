"""The commands that publish: build, merge, the live preview."""

from __future__ import annotations

import errno
import gc
import importlib
import os
import socket
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.commands.common import (
    FAILED,
    FINDINGS,
    OK,
    USAGE,
    Options,
    leave_garbage,
    maybe,
    near,
    publishable,
    reason_of,
    rendered,
    show,
    site_folder,
    stops,
)
from generator.findings import Finding
from generator.wording import say, told_of_settings
from generator.workers import default_jobs

if TYPE_CHECKING:
    from generator.cache import Cache
    from generator.glance import Changed
    from generator.project import Project
    from generator.site.publishing import Published
    from generator.site.settings import EngineError
    from generator.site.trees import Standing

__all__ = ["run_build", "run_merge", "run_serve"]


def run_build(options: Options) -> int:
    """``zhibu build``: the site, a share of it, one branch's own, or with an edition for a disk."""
    if options.branch:
        return _build_own(options)
    status = _build(options)
    if status != OK or not options.offline:
        return status
    root = site_folder(options)
    assert root is not None  # a site was built
    from generator.site.offline import write_offline
    from generator.site.trees import site_of
    from generator.site.writing import sole_builder

    site = site_of(root, options.site_dir)
    with sole_builder(site, lambda: print(say("waiting"), flush=True)):
        made = write_offline(site)
    folder, archive = near(made.folder), near(made.archive)
    print(say("built-offline").format(folder=folder, archive=archive, files=made.files, size=made.size / 1_048_576))
    return OK


def _fit(root: Path, site: Path) -> bool:
    """Whether the site may be published to a folder; where it may not, that is said."""
    from generator.site.trees import PlaceError, check_place

    try:
        check_place(root, site)
    except PlaceError as error:
        print(say(error.key).format(folder=near(error.folder)), file=sys.stderr)
        return False
    return True


def _build(options: Options) -> int:
    from generator.site.trees import Standing, begin_look, remembered, site_of

    root = site_folder(options)
    if root is None:
        return USAGE
    start = time.perf_counter()
    leave_garbage()
    site = site_of(root, options.site_dir)
    if not _fit(root, site):
        return USAGE
    asked = f"{options.as_of} {options.strict} {options.lang} {os.environ.get('ZHIBU_SIGN_KEY', '')}"
    print(say("reading"), flush=True)
    if options.shard:
        return _build_part(options, root, site, start)
    by_another, look = begin_look(root)
    if by_another:
        importlib.import_module("generator.project")  # what nearly every build needs next
    found, key = look()
    cache = remembered(site, key)
    standing = Standing(root, site, found, cache, asked)
    told = None if options.clean else standing.told()
    if told is not None:
        print(say("unchanged"), flush=True)
        _tell(told, start, time.perf_counter())
        return OK
    from generator.site.writing import sole_builder

    with sole_builder(site, lambda: print(say("waiting"), flush=True)) as waited:
        if waited:  # the other build has changed the site and what is remembered of it
            found, key = begin_look(root)[1]()
            cache = remembered(site, key)
            standing = Standing(root, site, found, cache, asked)
        return _build_alone(options, root, site, cache, standing, start)


def _build_own(options: Options) -> int:
    from generator.project import load
    from generator.site.engine import StoppedError, build_own
    from generator.site.own import OwnSiteError, own_folder
    from generator.site.settings import EngineError
    from generator.site.trees import site_of
    from generator.site.writing import sole_builder

    root = site_folder(options)
    if root is None:
        return USAGE
    folder = options.site_dir.resolve() if options.site_dir else own_folder(site_of(root), options.branch)
    if not _fit(root, folder):
        return USAGE
    print(say("reading"), flush=True)
    project = load(root, options.as_of, options.jobs or default_jobs())
    if not publishable(project, options, root):
        return FINDINGS
    branches = project.register.branches if project.register is not None else {}
    if options.branch not in branches:  # told before a lock is put beside a folder of that name
        print(say("own-no-branch").format(found=options.branch) + maybe(options.branch, branches), file=sys.stderr)
        return USAGE
    try:
        with sole_builder(folder, lambda: print(say("waiting"), flush=True)):
            built = build_own(project, options.branch, folder)
    except OwnSiteError as error:
        print(say(error.key).format(found=error.found), file=sys.stderr)
        return USAGE
    except StoppedError as stop:
        return _stopped(stop.findings, root, options.lang)
    except EngineError as error:
        _tell_failure(error)
        return FAILED
    size = built.bytes / 1_048_576
    print(say("built-own").format(folder=near(folder), pages=built.pages, files=built.files, size=size))
    return OK


def _build_part(options: Options, root: Path, site: Path, start: float) -> int:
    from generator.project import load

    jobs = options.jobs or default_jobs()
    project = load(root, options.as_of, jobs, own=options.shard.owns, prepare=_prepare)
    from generator.site.engine import build_part
    from generator.site.settings import EngineError

    if not publishable(project, options, root):
        return FINDINGS
    print(say("building"), flush=True)
    try:
        build_part(project, site, options.shard, jobs)
    except EngineError as error:
        _tell_failure(error)
        return FAILED
    own = sum(options.shard.owns(id) for id in project.rows)
    seconds = time.perf_counter() - start
    print(say("built-part").format(branches=own, all=len(project.rows), seconds=seconds))
    return OK


def run_merge(options: Options) -> int:
    """``zhibu merge``: shares joined to one site."""
    from generator.intake import unpacked_row
    from generator.project import MismatchError, load
    from generator.site.engine import StoppedError, basis_of_parts, merge
    from generator.site.parts import PartError, read_parts
    from generator.site.settings import EngineError
    from generator.site.trees import site_of
    from generator.site.writing import sole_builder

    root = site_folder(options)
    if root is None:
        return USAGE
    start = time.perf_counter()
    leave_garbage()
    site = site_of(root, options.site_dir)
    if not _fit(root, site):
        return USAGE
    for part in options.parts:
        if not part.is_dir():
            print(say("folder-is-file" if part.exists() else "no-path").format(path=part), file=sys.stderr)
            return USAGE
    jobs = options.jobs or default_jobs()
    with sole_builder(site, lambda: print(say("waiting"), flush=True)):
        print(say("joining"), flush=True)
        try:
            parts = read_parts([part.resolve() for part in options.parts], site)
            rows = {row.id: row for row in (unpacked_row(values) for part in parts for values in part.rows)}
            project = load(root, options.as_of, jobs, read=dict(sorted(rows.items())), prepare=_prepare)
            if any(part.basis != basis_of_parts(project) for part in parts):
                raise PartError("parts-differ")
        except MismatchError:
            print(say("parts-differ"), file=sys.stderr)
            return FAILED
        except PartError as error:
            print(say(error.key).format(found=error.found), file=sys.stderr)
            return FAILED
        if not publishable(project, options, root):
            return FINDINGS
        read = time.perf_counter()
        try:
            built = merge(project, site, parts, jobs)
        except StoppedError as stop:
            return _stopped(stop.findings, root, options.lang)
        except EngineError as error:
            _tell_failure(error)
            return FAILED
    _tell(_built(built, project, site, options.lang), start, read, built.changed)
    return OK


def _prepare() -> None:
    """What a build needs once everything is read."""
    importlib.import_module("generator.site.engine")


def _ahead(project: Project, cache: Cache) -> object:
    """What can be made of a project while it is checked."""
    from generator.site.engine import ahead

    return ahead(project, cache)


def _stopped(findings: Sequence[Finding], root: Path, lang: str) -> int:
    """Say what stopped publication."""
    from generator.findings.terminal import summary

    show(findings, root, lang)
    print(f"{summary(findings, lang)}{say('not-published')}", flush=True)
    return FINDINGS


def _build_alone(options: Options, root: Path, site: Path, cache: Cache, standing: Standing, start: float) -> int:
    from generator.findings.terminal import summary
    from generator.project import load

    jobs = options.jobs or default_jobs()
    glance = not options.clean
    look = standing.look
    project = load(root, options.as_of, jobs, cache, glance=glance, look=look, prepare=_prepare, ahead=_ahead)
    from generator.site.engine import StoppedError, build
    from generator.site.settings import EngineError

    shown = rendered(project.findings, root, options.lang)
    if shown:
        print(f"{shown}\n")
    if not project.publishable or stops(project.findings, options.strict):
        print(f"{summary(project.findings, options.lang)}{say('not-published')}")
        return FINDINGS
    read = time.perf_counter()
    print(say("building"), flush=True)
    try:
        built = build(project, site, cache, jobs, options.clean)
    except StoppedError as stop:
        return _stopped(stop.findings, root, options.lang)
    except EngineError as error:
        _tell_failure(error)
        return FAILED
    told = _built(built, project, site, options.lang)
    if project.dated:
        standing.note({**told, "shown": shown})
    _tell(told, start, read, built.changed)
    return OK


def _built(built: Published, project: Project, site: Path, lang: str) -> dict[str, Any]:
    """What is told of a site that was built."""
    from generator.findings.terminal import summary

    return {
        "pages": built.pages,
        "files": built.files,
        "size": built.bytes / 1_048_576,
        "records": project.count,
        "findings": summary(project.findings, lang),
        "folder": near(site),
        "shown": "",
    }


def _tell(told: dict[str, Any], start: float, read: float, changed: int = 0) -> None:
    """Say what was built, and how long reading and building took."""
    if told["shown"]:
        print(f"{told['shown']}\n")
    print(say("built").format(**told, changed=changed, read=read - start, build=time.perf_counter() - read))


def _tell_failure(error: EngineError) -> None:
    """Say why the engine did not do its part; where the settings are wrong, which of them."""
    from generator.site.settings import SettingsError

    text = told_of_settings(error.problems) if isinstance(error, SettingsError) else str(error)
    print(say("engine-failed").format(error=text), file=sys.stderr, flush=True)


def run_serve(options: Options) -> int:
    """``zhibu serve``: the live preview; a record that cannot be published leaves the last one standing."""
    from generator.early import early
    from generator.findings.terminal import summary
    from generator.project import load
    from generator.site.engine import StoppedError, build, early_pages
    from generator.site.preview import Show, serve
    from generator.site.settings import EngineError
    from generator.site.trees import remembered

    root = site_folder(options)
    if root is None:
        return USAGE

    if (refused := _refused(options.address)) is not None:
        host, port = options.address
        taken = refused.errno == errno.EADDRINUSE
        words = say("port-taken" if taken else "address-refused")
        other = port + 1 if port < 65535 else port - 1
        print(words.format(host=host, port=port, other=other, error=reason_of(refused)), file=sys.stderr)
        return FAILED

    ready = False

    def rebuild(folder: Path, show_first: Show) -> None:
        gc.disable()  # a build looks for garbage in vain, and among everything that the one before has left
        try:
            build_again(folder, show_first)
        finally:
            gc.freeze()
            gc.enable()

    def build_again(folder: Path, show_first: Show) -> None:
        nonlocal ready
        start = time.perf_counter()
        cache = remembered(folder)
        jobs = default_jobs()

        def first_of(changed: Changed) -> None:
            def write(into: Path) -> bool:
                said = early(changed)
                return said is not None and early_pages(root, said, cache, into)

            if show_first(write):
                print(say("shown-first"), flush=True)

        project = load(root, None, jobs, cache, glance=True, prepare=_prepare, ahead=_ahead, first_of=first_of)
        show(project.findings, root, options.lang)
        if not project.publishable:
            print(f"{summary(project.findings, options.lang)}{say('not-updated')}", flush=True)
            return
        try:
            built = build(project, folder, cache, jobs)
        except StoppedError as stop:
            _stopped(stop.findings, root, options.lang)
            return
        except EngineError as error:
            _tell_failure(error)
            print(say("mend-and-save"), flush=True)
            return
        seconds = time.perf_counter() - start
        key = "updated" if ready else "ready"
        ready = True
        words = say(key).format(pages=built.pages, seconds=seconds, address="{}:{}".format(*options.address))
        print(words, flush=True)

    print(say("preparing"), flush=True)
    serve(root, options.address, rebuild)
    return OK


def _refused(address: tuple[str, int]) -> OSError | None:
    """Why nobody can listen there, None where one can; asked before the work, not after it."""
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            return error
    return None
