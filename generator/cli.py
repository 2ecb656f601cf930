"""The command line: ``zhibu`` in a site's folder.

Exit status: 0 done; 1 findings of severity error, nothing published; 2 usage; 3 something outside the records failed.
Heavy parts are imported by the command that needs them, so that ``check`` stays quick.
"""

from __future__ import annotations

import argparse
import datetime
import errno
import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.commands import commands_for_editors, site_folder
from generator.findings import Finding, has_errors
from generator.wording import say, use
from generator.workers import default_jobs

if TYPE_CHECKING:
    from generator.cache import Cache
    from generator.project import Project
    from generator.site.parts import Share
    from generator.site.publishing import Published
    from generator.site.trees import Standing

__all__ = ["main"]

OK, FINDINGS, USAGE, FAILED = 0, 1, 2, 3
_REASONS = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EROFS: "read-only",
}


class _Parser(argparse.ArgumentParser):
    """Usage errors in the user's language, exit status 2."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{say('usage-error')}{message}\n")


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(say("bad-day").format(text=text)) from None


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(say("bad-number").format(text=text))
    return int(text)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise argparse.ArgumentTypeError(say("bad-address").format(text=text))
    return host or "127.0.0.1", int(port)


def _share(text: str) -> Share:
    from generator.site.parts import Share

    number, _, count = text.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise argparse.ArgumentTypeError(say("bad-share").format(text=text))
    return Share(int(number), int(count))


def _parser() -> argparse.ArgumentParser:
    common = _Parser(add_help=False)
    common.add_argument("--lang", choices=("zh", "en"), default=argparse.SUPPRESS, help=say("help-lang"))
    common.add_argument("-C", dest="folder", type=Path, default=Path(), metavar="DIR", help=say("help-folder"))
    parser = _Parser(prog="zhibu", description=say("about"))
    version = f"zhibu {__version__}"
    parser.add_argument("--version", action="version", version=version, help=say("help-version"))
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help=say("help-lang"))
    commands = parser.add_subparsers(dest="command", required=True, metavar=say("command"))

    build = commands.add_parser("build", parents=[common], help=say("help-build"), description=say("help-build"))
    build.add_argument("--site-dir", type=Path, help=say("help-site-dir"))
    build.add_argument("--strict", action="store_true", help=say("help-strict"))
    build.add_argument("--as-of", type=_day, metavar="DATE", help=say("help-as-of"))
    build.add_argument("--jobs", type=_positive, metavar="N", help=say("help-jobs"))
    build.add_argument("--clean", action="store_true", help=say("help-clean"))
    either = build.add_mutually_exclusive_group()
    either.add_argument("--shard", type=_share, metavar="I/N", help=say("help-shard"))
    either.add_argument("--offline", action="store_true", help=say("help-offline"))
    either.add_argument("--branch", metavar="ID", help=say("help-build-branch"))
    build.set_defaults(run=_build_all)

    merge = commands.add_parser("merge", parents=[common], help=say("help-merge"), description=say("help-merge"))
    merge.add_argument("--site-dir", type=Path, help=say("help-site-dir"))
    merge.add_argument("--strict", action="store_true", help=say("help-strict"))
    merge.add_argument("--as-of", type=_day, metavar="DATE", help=say("help-as-of"))
    merge.add_argument("--jobs", type=_positive, metavar="N", help=say("help-jobs"))
    merge.add_argument("parts", nargs="*", type=Path, metavar="PART", help=say("help-parts"))
    merge.set_defaults(run=_merge)

    check = commands.add_parser("check", parents=[common], help=say("help-check"), description=say("help-check"))
    check.add_argument(
        "--format", choices=("text", "json", "github", "gitlab", "sarif"), default="text", help=say("help-format")
    )
    check.add_argument("--as-of", type=_day, metavar="DATE", help=say("help-as-of"))
    check.add_argument("--strict", action="store_true", help=say("help-strict"))
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=say("help-paths"))
    check.set_defaults(run=_check)

    report = commands.add_parser("report", parents=[common], help=say("help-report"), description=say("help-report"))
    report.add_argument("--format", choices=("html", "csv", "json"), default="html", help=say("help-format"))
    report.add_argument("--as-of", type=_day, metavar="DATE", help=say("help-as-of"))
    report.add_argument("--report-dir", type=Path, metavar="DIR", help=say("help-report-dir"))
    report.add_argument("--site-dir", type=Path, metavar="DIR", help=say("help-report-site"))
    report.set_defaults(run=_report)

    explain = commands.add_parser(
        "explain", parents=[common], help=say("help-explain"), description=say("help-explain")
    )
    explain.add_argument("subject", metavar="SUBJECT", help=say("help-explain-subject"))
    explain.add_argument("rule", metavar="RULE", nargs="?", help=say("help-explain-rule"))
    explain.add_argument("--as-of", type=_day, metavar="DATE", help=say("help-as-of"))
    explain.set_defaults(run=_explain)

    serve = commands.add_parser("serve", parents=[common], help=say("help-serve"), description=say("help-serve"))
    serve.add_argument(
        "--address", type=_address, default=("127.0.0.1", 8000), metavar="HOST:PORT", help=say("help-address")
    )
    serve.set_defaults(run=_serve)

    from generator.printing.kinds import GROUPS, PAPERS

    printing = commands.add_parser("print", parents=[common], help=say("help-print"), description=say("help-print"))
    printing.add_argument("what", nargs="*", choices=(*GROUPS, "all"), default="all", help=say("help-print-what"))
    printing.add_argument("--branch", metavar="ID", help=say("help-print-branch"))
    printing.add_argument("--year", type=_positive, metavar="Y", help=say("help-print-year"))
    printing.add_argument("--internal", action="store_true", help=say("help-print-internal"))
    printing.add_argument("--pad", action="store_true", help=say("help-print-pad"))
    printing.add_argument("--size", choices=tuple(PAPERS), help=say("help-print-size"))
    printing.add_argument("--output", type=Path, metavar="DIR", help=say("help-print-output"))
    printing.add_argument("--as-of", type=_day, metavar="DATE", help=say("help-as-of"))
    printing.add_argument("--jobs", type=_positive, metavar="N", help=say("help-jobs"))
    printing.set_defaults(run=_print)

    verify = commands.add_parser("verify", parents=[common], help=say("help-verify"), description=say("help-verify"))
    verify.add_argument("target", metavar="URL|DIR", help=say("help-verify-target"))
    verify.add_argument("--manifest", metavar="URL|DIR", help=say("help-verify-manifest"))
    verify.add_argument("--key", type=Path, metavar="FILE", help=say("help-verify-key"))
    verify.set_defaults(run=_verify)

    init = commands.add_parser("init", parents=[common], help=say("help-init"), description=say("help-init"))
    init.add_argument("target", type=Path, metavar="DIR", help=say("help-init-dir"))
    init.set_defaults(run=_init)
    commands_for_editors(commands, common)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    use("en" if "en" in _languages(words) else "zh")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        options = _parser().parse_args(words)
    except SystemExit as stop:
        return int(stop.code or 0)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except KeyboardInterrupt:
        print(say("stopped"), file=sys.stderr)
        return FAILED
    except OSError as error:
        print(say("os-error").format(error=_reason(error)), file=sys.stderr)
        return FAILED


def _languages(words: Sequence[str]) -> list[str]:
    after = [following for word, following in pairwise(words) if word == "--lang"]
    return after + [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]


def _reason(error: OSError) -> str:
    reason = say(_REASONS[error.errno]) if error.errno in _REASONS else f"{error.strerror or error}"
    return f"{reason} {error.filename}" if error.filename else reason


def _lines(root: Path) -> Callable[[str], Sequence[str]]:
    from generator.reading import read_source

    kept: dict[str, Sequence[str]] = {}

    def lines_of(path: str) -> Sequence[str]:
        if path not in kept:
            source, _ = read_source(root, path)
            kept[path] = source.lines if source else ()
        return kept[path]

    return lines_of


def _shown(findings: Sequence[Finding], root: Path, lang: str) -> str:
    from generator.findings.terminal import render

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return render(findings, _lines(root), lang, colour) if findings else ""


def _show(findings: Sequence[Finding], root: Path, lang: str) -> None:
    if findings:
        print(f"{_shown(findings, root, lang)}\n")


def _stops(findings: Sequence[Finding], strict: bool) -> bool:
    return has_errors(findings) or (strict and bool(findings))


def _check(options: argparse.Namespace) -> int:
    from generator.findings.machine import FORMATS
    from generator.findings.terminal import summary
    from generator.project import load

    root = site_folder(options)
    if root is None:
        return USAGE
    project = load(root, options.as_of)
    findings = project.findings
    if options.paths:
        wanted = [path.resolve() for path in options.paths]
        missing = [path for path in wanted if not path.exists()]
        if missing:
            print(say("no-path").format(path=missing[0]), file=sys.stderr)
            return USAGE
        findings = [f for f in findings if any((root / f.location.path).resolve().is_relative_to(p) for p in wanted)]
    if options.format == "text":
        _show(findings, root, options.lang)
        print(summary(findings, options.lang))
    else:
        print(FORMATS[options.format](findings, options.lang))
    return FINDINGS if _stops(findings, options.strict) else OK


def _build_all(options: argparse.Namespace) -> int:
    if options.branch:
        return _build_own(options)
    status = _build(options)
    root = site_folder(options)
    if status != OK or root is None or not options.offline:
        return status
    from generator.site.offline import write_offline
    from generator.site.trees import site_of
    from generator.site.writing import sole_builder

    site = site_of(root, options.site_dir)
    with sole_builder(site, lambda: print(say("waiting"), flush=True)):
        made = write_offline(site)
    folder, archive = _near(made.folder), _near(made.archive)
    print(say("built-offline").format(folder=folder, archive=archive, files=made.files, size=made.size / 1_048_576))
    return OK


def _build(options: argparse.Namespace) -> int:
    from generator.site.trees import Standing, remembered, site_of

    root = site_folder(options)
    if root is None:
        return USAGE
    start = time.perf_counter()
    gc.disable()  # a build ends soon; looking for garbage among its many records took a tenth of its time
    site = site_of(root, options.site_dir)
    asked = f"{options.as_of} {options.strict} {options.lang} {os.environ.get('ZHIBU_SIGN_KEY', '')}"
    print(say("reading"), flush=True)
    if options.shard:
        return _build_part(options, root, site, start)
    cache = remembered(site)
    standing = Standing(root, site, cache, asked)
    told = None if options.clean else standing.told()
    if told is not None:
        print(say("unchanged"), flush=True)
        _tell(told, start, time.perf_counter())
        return OK
    from generator.site.writing import sole_builder

    with sole_builder(site, lambda: print(say("waiting"), flush=True)) as waited:
        if waited:  # the other build has changed the site and what is remembered of it
            cache = remembered(site)
            standing = Standing(root, site, cache, asked)
        return _build_alone(options, root, site, cache, standing, start)


def _build_own(options: argparse.Namespace) -> int:
    from generator.project import load
    from generator.site.engine import EngineError, LeakError, build_own
    from generator.site.own import OwnSiteError, own_folder
    from generator.site.trees import site_of
    from generator.site.writing import sole_builder

    root = site_folder(options)
    if root is None:
        return USAGE
    print(say("reading"), flush=True)
    project = load(root, options.as_of, options.jobs or default_jobs())
    if not _publishable(project, options, root):
        return FINDINGS
    folder = options.site_dir.resolve() if options.site_dir else own_folder(site_of(root), options.branch)
    try:
        with sole_builder(folder, lambda: print(say("waiting"), flush=True)):
            built = build_own(project, options.branch, folder)
    except OwnSiteError as error:
        print(say(error.key).format(found=error.found), file=sys.stderr)
        return USAGE
    except LeakError as leak:
        return _leaked(leak.findings, root, options.lang)
    except EngineError as error:
        print(say("engine-failed").format(error=error), file=sys.stderr)
        return FAILED
    size = built.bytes / 1_048_576
    print(say("built-own").format(folder=_near(folder), pages=built.pages, files=built.files, size=size))
    return OK


def _build_part(options: argparse.Namespace, root: Path, site: Path, start: float) -> int:
    from generator.project import load
    from generator.site.engine import EngineError, build_part

    jobs = options.jobs or default_jobs()
    project = load(root, options.as_of, jobs, own=options.shard.owns)
    if not _publishable(project, options, root):
        return FINDINGS
    print(say("building"), flush=True)
    try:
        build_part(project, site, options.shard, jobs)
    except EngineError as error:
        print(say("engine-failed").format(error=error), file=sys.stderr)
        return FAILED
    own = sum(options.shard.owns(id) for id in project.rows)
    seconds = time.perf_counter() - start
    print(say("built-part").format(branches=own, all=len(project.rows), seconds=seconds))
    return OK


def _merge(options: argparse.Namespace) -> int:
    from generator.intake import unpacked_row
    from generator.project import MismatchError, load
    from generator.site.engine import EngineError, LeakError, basis_of_parts, merge
    from generator.site.parts import PartError, read_parts
    from generator.site.trees import site_of
    from generator.site.writing import sole_builder

    root = site_folder(options)
    if root is None:
        return USAGE
    start = time.perf_counter()
    gc.disable()
    site = site_of(root, options.site_dir)
    jobs = options.jobs or default_jobs()
    with sole_builder(site, lambda: print(say("waiting"), flush=True)):
        print(say("joining"), flush=True)
        try:
            parts = read_parts([part.resolve() for part in options.parts], site)
            rows = {row.id: row for row in (unpacked_row(values) for part in parts for values in part.rows)}
            project = load(root, options.as_of, jobs, read=dict(sorted(rows.items())))
            if any(part.basis != basis_of_parts(project) for part in parts):
                raise PartError("parts-differ")
        except MismatchError:
            print(say("parts-differ"), file=sys.stderr)
            return FAILED
        except PartError as error:
            print(say(error.key).format(found=error.found), file=sys.stderr)
            return FAILED
        if not _publishable(project, options, root):
            return FINDINGS
        read = time.perf_counter()
        try:
            built = merge(project, site, parts, jobs)
        except LeakError as leak:
            return _leaked(leak.findings, root, options.lang)
        except EngineError as error:
            print(say("engine-failed").format(error=error), file=sys.stderr)
            return FAILED
    _tell(_built(built, project, site, options.lang), start, read, built.changed)
    return OK


def _publishable(project: Project, options: argparse.Namespace, root: Path) -> bool:
    """Show what was found; whether the site may be published."""
    from generator.findings.terminal import summary

    _show(project.findings, root, options.lang)
    if project.publishable and not _stops(project.findings, options.strict):
        return True
    print(f"{summary(project.findings, options.lang)}{say('not-published')}")
    return False


def _leaked(findings: Sequence[Finding], root: Path, lang: str) -> int:
    """Say what stopped publication."""
    from generator.findings.terminal import summary

    _show(findings, root, lang)
    print(f"{summary(findings, lang)}{say('not-published')}", flush=True)
    return FINDINGS


def _build_alone(
    options: argparse.Namespace, root: Path, site: Path, cache: Cache, standing: Standing, start: float
) -> int:
    from generator.findings.terminal import summary
    from generator.project import load
    from generator.site.engine import EngineError, LeakError, build

    jobs = options.jobs or default_jobs()
    project = load(root, options.as_of, jobs, cache, glance=not options.clean, look=standing.look)
    shown = _shown(project.findings, root, options.lang)
    if shown:
        print(f"{shown}\n")
    if not project.publishable or _stops(project.findings, options.strict):
        print(f"{summary(project.findings, options.lang)}{say('not-published')}")
        return FINDINGS
    read = time.perf_counter()
    print(say("building"), flush=True)
    try:
        built = build(project, site, cache, jobs, options.clean)
    except LeakError as leak:
        return _leaked(leak.findings, root, options.lang)
    except EngineError as error:
        print(say("engine-failed").format(error=error), file=sys.stderr)
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
        "folder": _near(site),
        "shown": "",
    }


def _print(options: argparse.Namespace) -> int:
    from generator.findings.terminal import summary
    from generator.printing.command import Order, UnknownBranchError, carry_out, remembered_records
    from generator.printing.kinds import GROUPS, HAVE_INTERNAL_KIND, PAPERS
    from generator.printing.typesetting import TypesettingError
    from generator.project import load
    from generator.workers import WorkerError

    wanted = [options.what] if isinstance(options.what, str) else options.what
    groups = GROUPS if "all" in wanted else tuple(group for group in GROUPS if group in wanted)
    public_only = [group for group in wanted if group != "all" and group not in HAVE_INTERNAL_KIND]
    if options.internal and public_only:
        print(say("print-public-only").format(what="、".join(public_only)), file=sys.stderr)
        return USAGE
    root = site_folder(options)
    if root is None:
        return USAGE
    start = time.perf_counter()
    print(say("reading"), flush=True)
    gc.disable()
    jobs = options.jobs or default_jobs()
    output = (options.folder / options.output).resolve() if options.output else root / "print"
    project = load(root, options.as_of, jobs, remembered_records(root))
    _show(project.findings, root, options.lang)
    if not project.publishable or project.register is None:
        print(f"{summary(project.findings, options.lang)}{say('not-printed')}")
        return FINDINGS
    view = project.view()
    order = Order(
        output=output,
        groups=groups,
        branch=options.branch,
        year=options.year,
        internal=options.internal,
        pad=options.pad,
        papers=(options.size,) if options.size else tuple(PAPERS),
        jobs=jobs,
        site_folders={say("the-site"): root / "site", "content": root / "content"},
    )
    print(say("printing"), flush=True)
    try:
        outcome = carry_out(root, project.register, view, order)
    except UnknownBranchError as error:
        print(say("no-branch").format(branch=error), file=sys.stderr)
        return USAGE
    except (TypesettingError, WorkerError) as error:
        print(say("print-failed").format(error=error), file=sys.stderr)
        return FAILED
    if outcome.findings:
        _show(outcome.findings, root, options.lang)
        print(f"{summary(outcome.findings, options.lang)}{say('not-printed')}")
        return FINDINGS
    printed = outcome.printed
    if printed.damaged:
        print(say("print-ledger-damaged"))
    print(
        say("printed").format(
            documents=printed.documents,
            pages=printed.pages,
            changed=printed.changed,
            removed=printed.removed,
            size=printed.size / 1_048_576,
            seconds=time.perf_counter() - start,
            folder=_near(output),
        )
    )
    return OK


def _tell(told: dict[str, Any], start: float, read: float, changed: int = 0) -> None:
    """Say what was built, and how long reading and building took."""
    if told["shown"]:
        print(f"{told['shown']}\n")
    print(say("built").format(**told, changed=changed, read=read - start, build=time.perf_counter() - read))


def _near(folder: Path) -> str:
    try:
        return str(folder.relative_to(Path.cwd()))
    except ValueError:
        return str(folder)


def _serve(options: argparse.Namespace) -> int:
    from generator.findings.terminal import summary
    from generator.project import load
    from generator.site.engine import EngineError, LeakError, build, serve
    from generator.site.trees import remembered

    root = site_folder(options)
    if root is None:
        return USAGE

    def rebuild(folder: Path) -> None:
        start = time.perf_counter()
        cache = remembered(folder)
        project = load(root, None, default_jobs(), cache, glance=True)
        _show(project.findings, root, options.lang)
        if not project.publishable:
            print(f"{summary(project.findings, options.lang)}{say('not-updated')}", flush=True)
            return
        try:
            built = build(project, folder, cache, default_jobs())
        except LeakError as leak:
            _leaked(leak.findings, root, options.lang)
            return
        except EngineError as error:
            print(say("engine-failed").format(error=error), file=sys.stderr, flush=True)
            return
        seconds = time.perf_counter() - start
        words = say("updated").format(pages=built.pages, seconds=seconds, address="{}:{}".format(*options.address))
        print(words, flush=True)

    serve(root, options.address, rebuild)
    return OK


def _report(options: argparse.Namespace) -> int:
    from generator.findings.terminal import summary
    from generator.project import PRINT_FOLDER, load
    from generator.reporting import gathering, page, tables, writing

    root = site_folder(options)
    if root is None:
        return USAGE
    folder = (Path.cwd() / options.report_dir) if options.report_dir else root / "report"
    project = load(root, options.as_of)
    if project.register is None:
        _show(project.findings, root, options.lang)
        print(f"{summary(project.findings, options.lang)}{say('no-report')}")
        return FINDINGS
    site = (Path.cwd() / options.site_dir) if options.site_dir else None
    if site is not None and not site.is_dir():
        print(say("no-path").format(path=site), file=sys.stderr)
        return USAGE
    report = gathering.gather(project.register, project.findings, project.publishable, site, root / PRINT_FOLDER)
    if options.format == "csv":
        files = tables.to_csv(report)
    elif options.format == "json":
        files = {"report.json": tables.to_json(report, gathering.shortfalls(project.register, report))}
    else:
        files = {"index.html": page.render(report)}
    try:
        writing.write(root, folder, files)
    except writing.PublishedFolderError as error:
        print(say("report-published").format(folder=folder, published=error.folder), file=sys.stderr)
        return USAGE
    lights = {light.value: count for light, count in gathering.totals(report).items()}
    print(say("reported").format(folder=_near(folder.resolve()), files="、".join(files), **lights))
    print(summary(report.findings, options.lang))
    return FINDINGS if has_errors(report.findings) else OK


def _explain(options: argparse.Namespace) -> int:
    from generator.project import load
    from generator.reporting import explaining

    root = site_folder(options)
    if root is None:
        return USAGE
    project = load(root, options.as_of)
    if project.register is None:
        _show(project.findings, root, options.lang)
        return FINDINGS
    try:
        print("\n".join(explaining.answer(project.register, options.subject, options.rule)))
    except explaining.UnknownError as error:
        print(say(f"unknown-{error.what}").format(name=error.name), end="", file=sys.stderr)
        print(say("did-you-mean").format(close=error.close) if error.close else "", file=sys.stderr)
        for known in error.known if error.close is None else ():
            print(f"  {known}", file=sys.stderr)
        return USAGE
    return OK


def _verify(options: argparse.Namespace) -> int:
    from generator.listing import find_root
    from generator.site.manifest import INDEX, ManifestError
    from generator.site.signing import SigningError
    from generator.site.trees import site_of
    from generator.site.verifying import place_of, verify

    try:
        copy = place_of(options.target)
        original = place_of(options.manifest) if options.manifest else None
        root = find_root(options.folder.resolve())
        if original is None and root is not None:
            built = site_of(root)
            if (built / INDEX).is_file() and built.resolve() != Path(options.target).resolve():
                original = place_of(str(built))
        verdict = verify(copy, original, options.key)
    except ManifestError as error:
        print(say("verify-no-manifest").format(file=error), file=sys.stderr)
        return FAILED
    except SigningError as error:
        print(say("verify-no-key").format(error=error), file=sys.stderr)
        return FAILED
    except OSError as error:
        print(say("verify-unreachable").format(error=_reason(error)), file=sys.stderr)
        return FAILED
    for difference in verdict.differences:
        source = f"（{difference.source}）" if difference.source else ""
        print(say(f"verify-{difference.kind}").format(name=difference.name, source=source))
    if verdict.other:
        print(say("verify-other").format(other=verdict.other, commit=verdict.commit or "–"))
    if verdict.own and not verdict.signed:
        print(say("verify-own"))
    facts = {"files": verdict.files, "commit": verdict.commit or "–", "as_of": verdict.as_of}
    if verdict.differences:
        print(say("verify-differs").format(count=len(verdict.differences), **facts))
        return FINDINGS
    print(say("verify-same").format(**facts))
    return OK


def _init(options: argparse.Namespace) -> int:
    from generator.editing.scaffold import OccupiedError, init
    from generator.editing.schema import FOLDER, write
    from generator.project import load

    target = (options.folder / options.target).resolve()
    try:
        written = init(target)
    except OccupiedError:
        print(say("occupied").format(folder=target), file=sys.stderr)
        return USAGE
    register = load(target).register
    if register is not None:
        written += [target / FOLDER / name for name in write(target, register)]
    print(say("initialised").format(folder=_near(target), count=len(written)))
    return OK
