"""The command that prints."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

from generator.commands import labels
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
    from generator.printing.command import Order, carry_out, remembered_records
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
        print(say("print-public-only").format(what=say("comma").join(map(labels.shown, public_only))), file=sys.stderr)
        return USAGE
    of_site = [group for group in wanted if group != "all" and group not in OF_BRANCHES]
    if options.branch and of_site:
        print(say("print-of-site").format(what=say("comma").join(map(labels.shown, of_site))), file=sys.stderr)
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
    if not project.publishable or project.register is None:
        show(project.findings, root, options.lang)
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
    branch = _branch(options.branch, view.branches) if options.branch is not None else None
    if options.branch is not None and branch is None:
        return USAGE
    show(project.findings, root, options.lang)
    order = Order(
        output=output,
        groups=groups,
        branch=branch.id if branch is not None else None,
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
    for reason in _left_out(branch, wanted):
        print(reason)
    if not printed.documents and not printed.removed:
        print(say("print-nothing"))
        return OK
    one = say("printed-one").format(file=near(output / printed.paths[0])) if printed.documents == 1 else None
    print(
        say("printed").format(
            documents=printed.documents,
            pages=printed.pages,
            changed=printed.changed,
            removed=printed.removed,
            size=printed.size / 1_048_576,
            seconds=time.perf_counter() - start,
            where=one or say("printed-in").format(folder=near(output)),
        )
    )
    return OK


def _branch(name: str, branches: Sequence[Any]) -> Any | None:
    """The branch that is meant by an identifier, a name or a part of one; where it is none of them, that is said."""
    from generator.editing.naming import meant

    known = {branch.id: branch for branch in branches}
    found = meant(name, known)
    if len(found) == 1:
        return known[found[0]]
    if found:
        print(say("several-branches").format(branch=name), file=sys.stderr)
        for id in found[:_SHOWN]:
            print(f"  {id}{say('gap')}{known[id].short_name}", file=sys.stderr)
        if len(found) > _SHOWN:
            print(f"  {say('diff-more').format(count=len(found) - _SHOWN)}", file=sys.stderr)
    else:
        print(say("no-branch").format(branch=name) + maybe(name, known), file=sys.stderr)
    return None


_SHOWN = 8
"""Branches that are listed where a name may mean several."""


def _left_out(branch: Any | None, wanted: Sequence[str]) -> Iterator[str]:
    """Why there is nothing of what was asked for of one branch."""
    if branch is not None and "labels" in wanted and not branch.box_terms:
        yield say("print-no-labels").format(branch=branch.short_name)
    if branch is not None and "wall" in wanted and not branch.room:
        yield say("print-no-wall").format(branch=branch.short_name)
