"""The commands of people who edit records: what they accept and what they say. The work is done in ``editing``."""

from __future__ import annotations

import argparse
import datetime
import os
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.commands import labels
from generator.commands.common import (
    FINDINGS,
    OK,
    USAGE,
    Options,
    day,
    is_folder,
    lines_of,
    near,
    no_revision,
    none_given,
    opened_of,
    positive,
    readable,
    records_of,
    site_folder,
)
from generator.commands.reviewing import run_diff, run_owners, run_reviews, run_withdraw
from generator.commands.tables import run_export, run_import
from generator.editing.kinds import ASKED_FOR, TABLES
from generator.findings import Finding, has_errors
from generator.wording import say

if TYPE_CHECKING:
    from generator.editing.new_records import Draft

__all__ = ["commands_for_editors", "run_init"]


def commands_for_editors(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the editing commands to the command line."""

    def command(name: str, run: Callable[[Options], int]) -> argparse.ArgumentParser:
        words = say(f"help-{name}")
        parser: argparse.ArgumentParser = commands.add_parser(name, parents=[common], help=words, description=words)
        parser.set_defaults(run=run)
        return parser

    schema = command("schema", _schema)
    schema.add_argument("--check", action="store_true", help=say("help-schema-check"))

    fmt = command("fmt", _fmt)
    fmt.add_argument("--check", action="store_true", help=say("help-fmt-check"))
    fmt.add_argument("--base", type=readable, metavar=say("REV"), help=say("help-fmt-base"))
    fmt.add_argument("paths", nargs="*", type=Path, metavar=say("PATH"), help=say("help-fmt-paths"))

    new = command("new", _new)
    new.set_defaults(run=none_given(new, say("KIND")))
    kinds = new.add_subparsers(dest="kind", metavar=say("KIND"))
    for kind in ASKED_FOR:
        start = kinds.add_parser(kind, parents=[common], help=say(f"new-{kind}"), description=say(f"new-{kind}"))
        start.set_defaults(run=_new, kind=kind)  # also where the kind was given by another name
        names: Any = kinds.choices
        names.update(dict.fromkeys(labels.KINDS[kind], start))
        start.add_argument("--yes", "-y", action="store_true", help=say("help-new-yes"))
        start.add_argument("answers", type=readable, nargs="*", metavar=say("KEY=VALUE"), help=say("help-new-answers"))

    into = command("import", run_import)
    into.add_argument("file", type=Path, metavar=say("FILE.xlsx"), help=say("help-import-file"))
    into.add_argument("--dry-run", "-n", action="store_true", help=say("help-import-dry"))

    out = command("export", run_export)
    out.add_argument(
        "kind",
        type=lambda text: labels.literal(text, labels.KINDS),
        choices=TABLES,
        metavar=say("KIND"),
        help=say("help-export-kind"),
    )
    out.add_argument("file", type=Path, metavar=say("FILE.xlsx"), help=say("help-export-file"))

    diff = command("diff", run_diff)
    diff.add_argument(
        "revision", type=readable, nargs="?", default="HEAD", metavar=say("REV"), help=say("help-diff-rev")
    )
    diff.add_argument("--format", choices=("text", "markdown"), default="text", help=say("help-format"))
    diff.add_argument("--as-of", type=day, metavar=say("DATE"), help=say("help-as-of"))

    migrate = command("migrate", _migrate)
    migrate.add_argument("--dry-run", "-n", action="store_true", help=say("help-import-dry"))

    withdraw = command("withdraw", run_withdraw)
    withdraw.add_argument("name", type=readable, metavar=say("ID|PATH"), help=say("help-withdraw-name"))
    withdraw.add_argument(
        "--reason", type=_reason, required=True, metavar=say("REASON"), help=say("help-withdraw-reason")
    )
    withdraw.add_argument("--date", type=day, metavar=say("DATE"), help=say("help-withdraw-date"))

    owners = command("owners", run_owners)
    owners.add_argument("--check", action="store_true", help=say("help-schema-check"))

    reviews = command("reviews", run_reviews)
    reviews.add_argument("revision", type=readable, metavar=say("REV"), help=say("help-reviews-rev"))
    reviews.add_argument(
        "--approvals", action="append", type=Path, default=[], metavar=say("FILE"), help=say("help-approvals")
    )
    reviews.add_argument("--least", type=positive, default=1, metavar="N", help=say("help-least"))
    reviews.add_argument(
        "--format", choices=("text", "json", "github", "gitlab", "sarif"), default="text", help=say("help-format")
    )

    forms = command("forms", _forms)
    forms.add_argument(
        "--backend",
        type=_platform,
        choices=("github", "gitlab", "gitea", "local"),
        required=True,
        help=say("help-backend"),
    )
    forms.add_argument("--repo", type=readable, default="", metavar=say("OWNER/NAME"), help=say("help-forms-repo"))
    forms.add_argument(
        "--branch", type=_branch_name, default="main", metavar=say("NAME"), help=say("help-forms-branch")
    )
    forms.add_argument("--api", type=readable, metavar=say("URL"), help=say("help-forms-api"))


def _reason(text: str) -> str:
    """Why something is withdrawn, which the ledger has to say."""
    words = " ".join(readable(text).split())
    if not words:
        raise argparse.ArgumentTypeError(say("no-reason"))
    return words


def _platform(text: str) -> str:
    """A platform with forms; the one that has none is told apart from a slip."""
    if text.lower() == "gitee":
        raise argparse.ArgumentTypeError(say("no-forms-gitee"))
    return text


def _branch_name(text: str) -> str:
    """The name of a branch of the repository."""
    if not re.fullmatch(r"[^\s~^:?*\[\\-][^\s~^:?*\[\\]*", readable(text)):
        raise argparse.ArgumentTypeError(say("bad-branch-name").format(text=text))
    return text


def _schema(options: Options) -> int:
    from generator.editing import schema

    opened = opened_of(options)
    if isinstance(opened, int):
        return opened
    root, register = opened
    changed = schema.stale(root, register) if options.check else schema.write(root, register)
    for name in changed:
        print(f"{schema.FOLDER}/{name}")
    print(say("schema-stale" if options.check and changed else "schema-done").format(count=len(changed)))
    return FINDINGS if options.check and changed else OK


def _records_below(root: Path, paths: list[Path]) -> list[str] | None:
    """The record files meant by ``paths`` (all where none is given); None after saying what is wrong with one."""
    from generator.records.collecting import record_files
    from generator.rulebook.shelves import shelf_of

    records = [path for path in record_files(root) if shelf_of(path) is not None]
    if not paths:
        return records
    chosen: list[str] = []
    for path in paths:
        full = Path(os.path.realpath(path))
        meant = [record for record in records if Path(os.path.realpath(root / record)).is_relative_to(full)]
        if not meant:
            print(say("no-record" if full.exists() else "no-path").format(path=path), file=sys.stderr)
            return None
        chosen += meant
    return sorted(set(chosen))


def _fmt(options: Options) -> int:
    from generator.editing.formatting import format_file
    from generator.editing.history import GitError, changed_since, revision
    from generator.editing.restoring import restore_file
    from generator.findings.terminal import render

    root = site_folder(options)
    records = _records_below(root, options.paths) if root else None
    if root is None or records is None:
        return USAGE
    commit = ""
    if options.base:
        try:
            commit = revision(root, options.base)
            records = sorted(set(records) & set(changed_since(root, commit)))
        except GitError as error:
            return no_revision(options.base, error)
    changed = 0
    refused: list[Finding] = []
    for path in records:
        done = format_file(root, path)
        if done is None:
            continue
        if commit:
            done = restore_file(root, path, commit, done)
        refused += done.refused
        if done.changed:
            changed += 1
            print(path)
            if not options.check:
                (root / path).write_bytes(done.after)
    if refused:
        print(render(refused, lines_of(root), options.lang, False))
        print(say("fmt-refused").format(count=len({finding.location.path for finding in refused})))
    print(say("fmt-stale" if options.check and changed else "fmt-done").format(count=changed, all=len(records)))
    return FINDINGS if refused or (options.check and changed) else OK


def _new(options: Options) -> int:
    from generator.editing.new_records import WrongAnswerError, begin, write
    from generator.project import load

    if sys.stdin.isatty() and not options.yes:
        print(say("reading"), flush=True)
    opened = opened_of(options)
    if isinstance(opened, int):
        return opened
    root, register = opened
    draft = begin(options.kind, register, options.lang, datetime.date.today())
    try:
        for given in options.answers:
            key, equals, value = given.partition("=")
            if not equals or not value.strip():
                raise WrongAnswerError(say("new-form").format(text=given))
            draft.answer(key, value)
        if sys.stdin.isatty() and not options.yes:
            _ask(draft)
        elif missing := draft.missing():
            raise WrongAnswerError(say("new-missing").format(missing=" ".join(f"{path}=…" for path in missing)))
        draft.settle()
        path = write(root, draft)
    except WrongAnswerError as error:
        print(error, file=sys.stderr)
        return USAGE
    except (EOFError, KeyboardInterrupt):
        language = ["--lang", options.lang] if options.lang != "zh" else []
        again = shlex.join(["zhibu", *language, "new", options.kind, *draft.given()])
        print(f"\n{say('new-ended').format(again=again)}", file=sys.stderr)
        return USAGE
    except FileExistsError:
        print(say("new-exists").format(path=draft.path()), file=sys.stderr)
        return USAGE
    print(say("new-done").format(path=path))
    if options.kind == "activity":
        print(say("new-photos").format(folder=f"{path.partition('/activities/')[0]}/photos"))
    findings = [finding for finding in load(root).findings if finding.location.path == path]
    if findings:
        from generator.findings.terminal import render

        print(render(findings, lines_of(root), options.lang, False))
    return FINDINGS if has_errors(findings) else OK


def _ask(draft: Draft) -> None:
    """Ask on the terminal until nothing is open; an empty answer takes the proposal."""
    from generator.editing.new_records import WrongAnswerError

    for question in draft.questions():
        words = say("comma").join(question.choices) or question.description.rstrip("。")
        while True:
            proposed = f" [{question.proposed}]" if question.proposed else ""
            asked = say("new-question").format(path=question.path, words=words, proposed=proposed)
            text = input(asked).strip() or question.proposed
            try:
                if not text:
                    raise WrongAnswerError(say("new-needed"))
                draft.answer(question.path, readable(text))
                break
            except (WrongAnswerError, argparse.ArgumentTypeError) as error:
                print(f"  {error}")


def _migrate(options: Options) -> int:
    from generator.editing.migrating import migrate

    root = site_folder(options)
    if root is None:
        return USAGE
    changed, refused = 0, 0
    for path, text, done in list(migrate(root)):
        for migration in done:
            key = "migrate-refused" if migration.refused else "migrate-one"
            why = migration.change.why_en if options.lang == "en" else migration.change.why
            print(say(key).format(path=path, line=migration.line, number=migration.change.number, why=why))
            refused += migration.refused
            changed += not migration.refused
        if not options.dry_run:
            (root / path).write_bytes(text.encode())
    print(say("migrate-dry" if options.dry_run else "migrate-done").format(count=changed))
    return FINDINGS if refused else OK


def _forms(options: Options) -> int:
    from generator.checks.content_files import FORMS
    from generator.editing.forms import write

    root = site_folder(options)
    if root is None:
        return USAGE
    if options.backend != "local" and not re.fullmatch(r"[^\s/:]+(?:/[^\s/:]+)+", options.repo):
        print(say("forms-repo").format(repo=options.repo), file=sys.stderr)
        return USAGE
    if options.api and not re.fullmatch(r"https://[^\s/]+(?:/\S*)?", options.api):
        print(say("forms-api").format(api=options.api), file=sys.stderr)
        return USAGE
    register = records_of(root)
    if register is None:
        return FINDINGS
    written = write(root, register, options.backend, options.repo or "local/local", options.branch, options.api)
    print(say("forms-done").format(count=len(written), folder=FORMS))
    return OK


def run_init(options: Options) -> int:
    """``zhibu init``: an empty site of one's own."""
    from generator.editing.scaffold import OccupiedError, init
    from generator.editing.schema import FOLDER, write
    from generator.project import load

    target = (options.folder / options.target).resolve()
    if not is_folder(target):
        return USAGE
    try:
        written = init(target)
    except OccupiedError:
        print(say("occupied").format(folder=target), file=sys.stderr)
        return USAGE
    register = load(target).register
    if register is not None:
        written += [target / FOLDER / name for name in write(target, register)]
    print(say("initialised").format(folder=near(target), count=len(written)))
    return OK
