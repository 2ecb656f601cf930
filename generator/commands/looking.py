"""The commands that look and change nothing: check, report, explain, verify."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from generator.commands.common import (
    FAILED,
    FINDINGS,
    OK,
    USAGE,
    Options,
    is_folder,
    leave_garbage,
    near,
    out_of_the_way,
    reason_of,
    show,
    site_folder,
    stops,
)
from generator.findings import has_errors
from generator.wording import say
from generator.workers import default_jobs

__all__ = ["run_check", "run_explain", "run_report", "run_verify"]


def run_check(options: Options) -> int:
    """``zhibu check``: all findings."""
    from generator.findings.machine import FORMATS
    from generator.findings.terminal import summary
    from generator.project import load

    root = site_folder(options)
    if root is None:
        return USAGE
    leave_garbage()
    project = load(root, options.as_of, default_jobs())
    findings = project.findings
    if options.paths:
        wanted = [Path(os.path.realpath(path)) for path in options.paths]  # a link may lead in a circle
        missing = [path for path in wanted if not os.path.lexists(path)]
        if missing:
            print(say("no-path").format(path=missing[0]), file=sys.stderr)
            return USAGE
        base = root.resolve()
        strange = [path for path in wanted if not path.is_relative_to(base) and not base.is_relative_to(path)]
        if strange:  # that nothing was found there would say nothing
            print(say("not-in-site").format(path=strange[0], root=root), file=sys.stderr)
            return USAGE
        places = ((finding, Path(os.path.realpath(root / finding.location.path))) for finding in findings)
        findings = [finding for finding, place in places if any(place.is_relative_to(path) for path in wanted)]
    if options.format == "text":
        show(findings, root, options.lang, whole=True)
        print(summary(findings, options.lang))
    else:
        print(FORMATS[options.format](findings, options.lang))
    return FINDINGS if stops(findings, options.strict) else OK


def run_report(options: Options) -> int:
    """``zhibu report``: what the office sees and the public must not."""
    from generator.findings.terminal import summary
    from generator.project import PRINT_FOLDER, load
    from generator.reporting import gathering, page, tables, writing

    root = site_folder(options)
    if root is None:
        return USAGE
    folder = (Path.cwd() / options.report_dir) if options.report_dir else root / "report"
    if not is_folder(folder) or not out_of_the_way(root, folder, published=False):
        return USAGE
    project = load(root, options.as_of, default_jobs())
    if project.register is None:
        show(project.findings, root, options.lang)
        print(f"{summary(project.findings, options.lang)}{say('no-report')}")
        return FINDINGS
    site = (Path.cwd() / options.site_dir) if options.site_dir else None
    if site is not None and not site.is_dir():
        print(say("folder-is-file" if site.exists() else "no-path").format(path=site), file=sys.stderr)
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
    print(say("reported").format(folder=near(folder.resolve()), files=say("comma").join(files), **lights))
    print(summary(report.findings, options.lang))
    return FINDINGS if has_errors(report.findings) else OK


def run_explain(options: Options) -> int:
    """``zhibu explain``: how a status or a figure comes about."""
    from generator.project import load
    from generator.reporting import explaining

    root = site_folder(options)
    if root is None:
        return USAGE
    project = load(root, options.as_of, default_jobs())
    if project.register is None:
        show(project.findings, root, options.lang)
        return FINDINGS
    try:
        print("\n".join(explaining.answer(project.register, say, options.subject, options.rule)))
    except explaining.UnknownError as error:
        print(say(f"unknown-{error.what}").format(name=error.name, rule=options.rule), end="", file=sys.stderr)
        print(say("did-you-mean").format(close=error.close) if error.close else "", file=sys.stderr)
        for known in error.known if error.close is None else ():
            print(f"  {known}", file=sys.stderr)
        return USAGE
    return OK


def run_verify(options: Options) -> int:
    """``zhibu verify``: whether a published copy is the one that was built."""
    from generator.listing import find_root
    from generator.site.manifest import INDEX, ManifestError
    from generator.site.offline import ABOUT
    from generator.site.signing import SigningError
    from generator.site.trees import site_of
    from generator.site.verifying import AddressError, StatusError, place_of, verify

    for text in (options.target, options.manifest or options.target):
        if not text.startswith(("http://", "https://")) and not Path(text).is_dir():
            key = "no-scheme" if "://" in text else "folder-is-file" if Path(text).exists() else "no-path"
            print(say(key).format(path=text), file=sys.stderr)
            return USAGE
    if (Path(options.target) / ABOUT).is_file():  # its pages are others by intent, and it bears no manifest
        print(say("verify-offline").format(path=options.target), file=sys.stderr)
        return USAGE
    if options.key and not options.key.is_file():
        print(say("no-path").format(path=options.key), file=sys.stderr)
        return USAGE
    try:
        copy, itself = place_of(options.target), False
        original = place_of(options.manifest) if options.manifest else None
        root = find_root(options.folder.resolve())
        if original is None and root is not None:
            built = site_of(root)
            itself = built.resolve() == Path(options.target).resolve()
            if (built / INDEX).is_file() and not itself:
                original = place_of(str(built))
        verdict = verify(copy, original, options.key)
    except ManifestError as error:
        print(say("verify-no-manifest").format(file=error), file=sys.stderr)
        return FAILED
    except SigningError as error:
        print(say("verify-no-key").format(error=error), file=sys.stderr)
        return FAILED
    except StatusError as error:
        reason = f"{say('status').format(status=error.status)} {error.address}"
        print(say("verify-unreachable").format(error=reason), file=sys.stderr)
        return FAILED
    except AddressError as error:
        print(say("verify-unreachable").format(error=f"{say('no-address')} {error}"), file=sys.stderr)
        return USAGE
    except OSError as error:
        print(say("verify-unreachable").format(error=reason_of(error)), file=sys.stderr)
        return FAILED
    for difference in verdict.differences:
        source = say("in-brackets").format(text=difference.source) if difference.source else ""
        print(say(f"verify-{difference.kind}").format(name=difference.name, source=source))
    if verdict.other:
        print(say("verify-other").format(other=verdict.other, commit=verdict.commit or "–"))
    if verdict.own and not verdict.signed:
        print(say("verify-itself" if itself else "verify-own"))
    facts = {"files": verdict.files, "commit": verdict.commit or "–", "as_of": verdict.as_of}
    if verdict.differences:
        print(say("verify-differs").format(count=len(verdict.differences), **facts))
        return FINDINGS
    print(say("verify-same").format(**facts))
    return OK
