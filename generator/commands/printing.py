"""The command that prints."""

from __future__ import annotations

import sys
import time

from generator.commands.common import (
    FAILED,
    FINDINGS,
    OK,
    USAGE,
    Options,
    is_folder,
    leave_garbage,
    maybe,
    near,
    out_of_the_way,
    reason_of,
    show,
    site_folder,
)
from generator.wording import say
from generator.workers import default_jobs

__all__ = ["run_print"]


def run_print(options: Options) -> int:
    """``zhibu print``: documents as PDF."""
    from generator.findings.terminal import summary
    from generator.memory import ForgottenError
    from generator.printing.command import Order, UnknownBranchError, carry_out, remembered_records
    from generator.printing.kinds import GROUPS, HAVE_INTERNAL_KIND, OF_BRANCHES, PAPERS
    from generator.printing.typesetting import TypesettingError
    from generator.project import PRINT_FOLDER, load, remember
    from generator.publication.keeping import UnknownFactsError
    from generator.site.trees import site_of
    from generator.workers import WorkerError

    wanted = [options.what] if isinstance(options.what, str) else options.what
    groups = GROUPS if "all" in wanted else tuple(group for group in GROUPS if group in wanted)
    public_only = [group for group in wanted if group != "all" and group not in HAVE_INTERNAL_KIND]
    if options.internal and public_only:
        print(say("print-public-only").format(what=say("comma").join(public_only)), file=sys.stderr)
        return USAGE
    of_site = [group for group in wanted if group != "all" and group not in OF_BRANCHES]
    if options.branch and of_site:
        print(say("print-of-site").format(what=say("comma").join(of_site)), file=sys.stderr)
        return USAGE
    root = site_folder(options)
    if root is None:
        return USAGE
    output = (options.folder / options.output).resolve() if options.output else root / PRINT_FOLDER
    if not is_folder(output) or not out_of_the_way(root, output, published=not options.internal):
        return USAGE
    start = time.perf_counter()
    print(say("reading"), flush=True)
    leave_garbage()
    jobs = options.jobs or default_jobs()
    cache = remembered_records(root)
    # Internal manuals say what the public view does not have, so for them every record is taken up.
    project = load(root, options.as_of, jobs, cache, glance=not options.internal)
    show(project.findings, root, options.lang)
    if not project.publishable or project.register is None:
        print(f"{summary(project.findings, options.lang)}{say('not-printed')}")
        return FINDINGS
    try:
        view = project.facts()
    except (ForgottenError, UnknownFactsError):  # what was to be taken over is not all there
        project = load(root, options.as_of, jobs, cache)
        view = project.facts()
    register = project.register
    assert register is not None  # a publishable project has one
    remember(project, view, cache)
    order = Order(
        output=output,
        groups=groups,
        branch=options.branch,
        year=options.year,
        internal=options.internal,
        pad=options.pad,
        papers=(options.size,) if options.size else tuple(PAPERS),
        jobs=jobs,
        site_folders={say("the-site"): site_of(root), "content": root / "content"},
    )
    print(say("printing"), flush=True)
    try:
        outcome = carry_out(root, register, view, order)
        if outcome.printed.unprintable and project.recall is not None:
            # Where such a character stands is found in the records, and a glance has not taken up all of them.
            whole = load(root, options.as_of, jobs, cache)
            outcome = carry_out(root, whole.register or register, view, order)
    except UnknownBranchError as error:
        known = [branch.id for branch in view.branches]
        print(say("no-branch").format(branch=error) + maybe(str(error), known), file=sys.stderr)
        return USAGE
    except (TypesettingError, WorkerError, OSError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else error
        print(say("print-failed").format(error=reason), file=sys.stderr)
        return FAILED
    if outcome.findings:
        show(outcome.findings, root, options.lang)
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
            folder=near(output),
        )
    )
    return OK
