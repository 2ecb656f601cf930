"""What has changed and who has agreed to it, and taking back what is public: what the commands accept and say."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.common import (
    FINDINGS,
    OK,
    USAGE,
    Options,
    lines_of,
    maybe,
    no_revision,
    opened_of,
    site_folder,
)
from generator.findings import has_errors
from generator.wording import say

if TYPE_CHECKING:
    from generator.project import Project
    from generator.records.register import Register

__all__ = ["run_diff", "run_owners", "run_reviews", "run_withdraw"]


def run_diff(options: Options) -> int:
    """``zhibu diff``: what readers will see changed since a commit."""
    import tempfile

    from generator.editing.history import GitError, revision, unpack
    from generator.editing.review import Side, compare, to_markdown, to_text
    from generator.project import load

    root = site_folder(options)
    if root is None:
        return USAGE

    def side(project: Project) -> Side | None:
        if project.register is None:
            return None
        # The commit and what lies in print/ differ between a checkout and a copy, whatever the change is.
        return Side(project.register, project.findings, project.facts() if project.publishable else None)

    with tempfile.TemporaryDirectory(prefix="zhibu-") as folder:
        try:
            unpack(root, revision(root, options.revision), Path(folder))
        except GitError as error:
            return no_revision(options.revision, error)
        now = load(root, options.as_of)
        was = load(Path(folder), options.as_of)
        if options.as_of is None and now.register and was.register and was.register.site.as_of is None:
            was = load(Path(folder), now.register.as_of)
        old, new = side(was), side(now)
        if old is None or new is None:
            print(say("site-unreadable"), file=sys.stderr)
            return FINDINGS
        review = compare(old, new)
    print((to_markdown if options.format == "markdown" else to_text)(review, say, options.lang))
    return FINDINGS if has_errors(review.findings) else OK


def run_reviews(options: Options) -> int:
    """``zhibu reviews``: whether others have agreed to changes of released records."""
    from generator.checks.approvals import check
    from generator.editing.approvals import AnswerError, work_since
    from generator.editing.history import GitError, revision
    from generator.findings.machine import FORMATS
    from generator.findings.terminal import render

    for path in options.approvals:
        if not path.is_file():
            print(say("file-is-folder" if path.is_dir() else "no-path").format(path=path), file=sys.stderr)
            return USAGE
    opened = opened_of(options)
    if isinstance(opened, int):
        return opened
    root, register = opened
    try:
        work = work_since(root, revision(root, options.revision), options.approvals)
    except GitError as error:
        return no_revision(options.revision, error)
    except AnswerError as error:
        print(say("bad-approvals").format(file=error), file=sys.stderr)
        return USAGE
    findings = list(check(register, work, options.least))
    if options.format != "text":
        print(FORMATS[options.format](findings, options.lang))
    else:
        if findings:
            print(render(findings, lines_of(root), options.lang, False))
        print(say("reviews-missing" if findings else "reviews-done").format(count=len(findings), all=len(work)))
    return FINDINGS if findings else OK


def run_owners(options: Options) -> int:
    """``zhibu owners``: who reviews which records, as Git platforms read it."""
    from generator.editing.owners import PATH, code_owners

    opened = opened_of(options)
    if isinstance(opened, int):
        return opened
    root, register = opened
    text, target = code_owners(register), root / PATH
    fresh = target.is_file() and target.read_bytes() == text.encode()
    if options.check:
        print(say("owners-fresh" if fresh else "owners-stale"))
        return OK if fresh else FINDINGS
    target.write_text(text, encoding="utf-8", newline="\n")
    print(say("owners-done").format(count=text.count("\n") - 1))
    return OK


def run_withdraw(options: Options) -> int:
    """``zhibu withdraw``: a record or a picture is public no more; its address says so."""
    from generator.editing.withdrawing import NotFoundError, RefusedError, UnfitError, withdraw
    from generator.project import load

    opened = opened_of(options)
    if isinstance(opened, int):
        return opened
    root, register = opened
    day = options.date or datetime.date.today()
    here = Path(os.path.realpath(options.name))  # a file may be named as it is called from here
    name = here.relative_to(root).as_posix() if here.is_file() and here.is_relative_to(root) else options.name
    try:
        done = withdraw(root, register, name, options.reason, day)
    except NotFoundError as error:
        _tell_unknown(register, options.name, error.found)
        return USAGE
    except RefusedError as error:
        print(say(error.key).format(name=options.name), file=sys.stderr)
        return USAGE
    except UnfitError:
        print(say("withdraw-by-hand").format(name=options.name), file=sys.stderr)
        return USAGE
    for path in done.deleted:
        print(say("withdraw-deleted").format(path=path))
    for path in done.changed:
        print(say("withdraw-changed").format(path=path))
    print(say("withdraw-done").format(name=done.subject))
    findings = [finding for finding in load(root).findings if finding.severity == "error"]
    if findings:
        from generator.findings.terminal import render

        print(render(findings, lines_of(root), options.lang, False))
    return FINDINGS if findings else OK


def _tell_unknown(register: Register, name: str, found: list[str]) -> None:
    """Say that a record is not there, or that several are; and those that may be meant, with what they are called."""
    several = len(found) > 1 and all(one.partition("/")[2] == name for one in found)
    like = found or _called_so(register, name)
    if several:
        print(say("withdraw-several").format(name=name), file=sys.stderr)
    else:
        ids = {id for items in register.records.values() for id in items}
        close = "" if like else maybe(name, ids)
        print(say("withdraw-unknown").format(name=name) + close, file=sys.stderr)
        if like:
            print(say("withdraw-like"), file=sys.stderr)
    for known in like:
        title = _title_of(register, known)
        print(f"  {known}{say('gap')}{title}" if title else f"  {known}", file=sys.stderr)


_LIKE = 5
"""Records that are listed because they are called so."""


def _called_so(register: Register, name: str) -> list[str]:
    """Records, as kind and identifier, of which a name is a part of what they are called."""
    from generator.editing.naming import meant

    if not name.strip() or name.isascii():  # such names are identifiers and paths
        return []
    kinds = (kind for kind in register.records if kind != "activity")
    found = [f"{kind}/{id}" for kind in kinds for id in meant(name, register.records[kind])]
    held = ((row.id, held) for row in register.rows.values() for held in row.held)
    found += [f"activity/{branch}/{held.slug}" for branch, held in held if name in held.title]
    return found[:_LIKE]


def _title_of(register: Register, known: str) -> str:
    from generator.editing.naming import name_of

    kind, _, id = known.partition("/")
    return name_of(register.records[kind][id])
