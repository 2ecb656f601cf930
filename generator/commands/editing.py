"""The commands of people who edit records: what they accept and what they say. The work is done in ``editing``."""

from __future__ import annotations

import argparse
import datetime
import os
import re
import shlex
import sys
from collections import Counter
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
    maybe,
    near,
    none_given,
    out_of_the_way,
    positive,
    readable,
    site_folder,
)
from generator.editing.kinds import ASKED_FOR, TABLES
from generator.findings import Finding, has_errors
from generator.wording import say

if TYPE_CHECKING:
    from generator.editing.history import GitError
    from generator.editing.new_records import Draft
    from generator.project import Project
    from generator.records.register import Register

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

    into = command("import", _import)
    into.add_argument("file", type=Path, metavar=say("FILE.xlsx"), help=say("help-import-file"))
    into.add_argument("--dry-run", "-n", action="store_true", help=say("help-import-dry"))

    out = command("export", _export)
    out.add_argument(
        "kind",
        type=lambda text: labels.literal(text, labels.KINDS),
        choices=TABLES,
        metavar=say("KIND"),
        help=say("help-export-kind"),
    )
    out.add_argument("file", type=Path, metavar=say("FILE.xlsx"), help=say("help-export-file"))

    diff = command("diff", _diff)
    diff.add_argument(
        "revision", type=readable, nargs="?", default="HEAD", metavar=say("REV"), help=say("help-diff-rev")
    )
    diff.add_argument("--format", choices=("text", "markdown"), default="text", help=say("help-format"))
    diff.add_argument("--as-of", type=day, metavar=say("DATE"), help=say("help-as-of"))

    migrate = command("migrate", _migrate)
    migrate.add_argument("--dry-run", "-n", action="store_true", help=say("help-import-dry"))

    withdraw = command("withdraw", _withdraw)
    withdraw.add_argument("name", type=readable, metavar=say("ID|PATH"), help=say("help-withdraw-name"))
    withdraw.add_argument(
        "--reason", type=_reason, required=True, metavar=say("REASON"), help=say("help-withdraw-reason")
    )
    withdraw.add_argument("--date", type=day, metavar=say("DATE"), help=say("help-withdraw-date"))

    owners = command("owners", _owners)
    owners.add_argument("--check", action="store_true", help=say("help-schema-check"))

    reviews = command("reviews", _reviews)
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


def _no_revision(name: str, error: GitError) -> int:
    """Say why Git does not give a revision; the exit status."""
    print(say("no-revision").format(rev=name, error=say(error.key) if error.key else error), file=sys.stderr)
    return USAGE


def _records(root: Path) -> Register | None:
    """The records of a site; where its own cannot be read, that is said."""
    from generator.project import load

    register = load(root).register
    if register is None:
        print(say("site-unreadable"), file=sys.stderr)
    return register


def _opened(options: Options) -> tuple[Path, Register] | int:
    """The site's folder and its records, or the exit status where they cannot be had."""
    root = site_folder(options)
    if root is None:
        return USAGE
    register = _records(root)
    return FINDINGS if register is None else (root, register)


def _schema(options: Options) -> int:
    from generator.editing import schema

    opened = _opened(options)
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
            return _no_revision(options.base, error)
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
    opened = _opened(options)
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


def _withdraw(options: Options) -> int:
    from generator.editing.withdrawing import NotFoundError, RefusedError, UnfitError, withdraw
    from generator.project import load

    opened = _opened(options)
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


def _import(options: Options) -> int:
    from generator.editing.importing import apply, plan
    from generator.editing.workbooks import WorkbookError

    root = site_folder(options)
    if root is None:
        return USAGE
    if not options.file.is_file():
        print(say("file-is-folder" if options.file.is_dir() else "no-path").format(path=options.file), file=sys.stderr)
        return USAGE
    register = _records(root)
    if register is None:
        return FINDINGS
    try:
        found = plan(options.file, register)
    except WorkbookError as error:
        reason = error.reason.text(options.lang)
        print(say("import-unreadable").format(file=options.file.name, reason=reason), file=sys.stderr)
        return USAGE
    for note in found.notes:
        print(say("import-note").format(text=note.text(options.lang)))
    for change in found.changes:
        print(say("import-new" if change.new else "import-changed").format(name=change.name, path=change.path))
        for head, old, new, cell in () if change.new else change.fields:
            become = new if isinstance(new, str) else new.text(options.lang)
            print(say("import-field").format(head=head, old=_short(old, become), new=_short(become, old), cell=cell))
    for refusal in found.refusals:
        head = f" {say('quoted').format(text=refusal.head)}" if refusal.head else ""
        reason = refusal.reason.text(options.lang)
        print(say("import-refused").format(address=refusal.address, head=head, reason=reason))
    added = sum(change.new for change in found.changes)
    changed = len(found.changes) - added
    print(say("import-sum").format(new=added, changed=changed, same=found.unchanged, bad=len(found.refusals)))
    if found.refusals:
        print(say("import-nothing"))
        return FINDINGS
    states = Counter(change.review == "终审" for change in found.changes if change.new)
    for final, count in sorted(states.items()):
        print(say("import-final" if final else "import-drafts").format(count=count))
    if options.dry_run:
        print(say("import-dry"))
        return OK
    apply(root, found)
    print(say("import-done").format(count=len(found.files)))
    return OK


def _short(text: str, beside: str) -> str:
    """A value in a line, cut to where it begins to differ from the one it stands beside."""
    line = text.replace("\n", " ")
    if not line:
        return say("import-empty")
    pairs = zip(line, beside.replace("\n", " "), strict=False)
    alike = next((at for at, (one, other) in enumerate(pairs) if one != other), 0)
    start = max(0, alike - 10) if len(line) > 30 and alike > 20 else 0
    shown = line[start : start + 30]
    return say("quoted").format(text=f"{'…' if start else ''}{shown}{'…' if start + 30 < len(line) else ''}")


def _export(options: Options) -> int:
    from generator.editing.exporting import export

    root = site_folder(options)
    if root is None:
        return USAGE
    if options.file.suffix != ".xlsx":
        print(say("export-suffix").format(file=options.file), file=sys.stderr)
        return USAGE
    if not is_folder(options.file.parent):
        return USAGE
    if not options.file.parent.exists():
        print(say("no-folder-yet").format(folder=options.file.parent), file=sys.stderr)
        return USAGE
    if not out_of_the_way(root, options.file):
        return USAGE
    if options.file.exists():  # perhaps the table that somebody is filling in
        print(say("export-exists").format(file=options.file), file=sys.stderr)
        return USAGE
    register = _records(root)
    if register is None:
        return FINDINGS
    count = export(options.kind, register, options.file)
    print(say("export-done").format(count=count, file=options.file))
    return OK


def _diff(options: Options) -> int:
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
            return _no_revision(options.revision, error)
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


def _reviews(options: Options) -> int:
    from generator.checks.approvals import check
    from generator.editing.approvals import AnswerError, work_since
    from generator.editing.history import GitError, revision
    from generator.findings.machine import FORMATS
    from generator.findings.terminal import render

    for path in options.approvals:
        if not path.is_file():
            print(say("file-is-folder" if path.is_dir() else "no-path").format(path=path), file=sys.stderr)
            return USAGE
    opened = _opened(options)
    if isinstance(opened, int):
        return opened
    root, register = opened
    try:
        work = work_since(root, revision(root, options.revision), options.approvals)
    except GitError as error:
        return _no_revision(options.revision, error)
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


def _owners(options: Options) -> int:
    from generator.editing.owners import PATH, code_owners

    opened = _opened(options)
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
    register = _records(root)
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
