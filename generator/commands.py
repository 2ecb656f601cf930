"""The commands of people who edit records: what they accept and what they say. The work is done in ``editing``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from generator.findings import Finding
from generator.wording import say

__all__ = ["commands_for_editors"]

OK, FINDINGS, USAGE, FAILED = 0, 1, 2, 3

Options = argparse.Namespace


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
    fmt.add_argument("--base", metavar="REV", help=say("help-fmt-base"))
    fmt.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=say("help-fmt-paths"))


def _root(options: Options) -> Path | None:
    from generator.project import find_root

    root = find_root(options.folder.resolve())
    if root is None:
        print(say("no-site").format(folder=options.folder.resolve()), file=sys.stderr)
    return root


def _schema(options: Options) -> int:
    from generator.editing import schema
    from generator.project import load

    root = _root(options)
    if root is None:
        return USAGE
    register = load(root).register
    if register is None:
        print(say("site-unreadable"), file=sys.stderr)
        return FINDINGS
    changed = schema.stale(root, register) if options.check else schema.write(root, register)
    for name in changed:
        print(f"{schema.FOLDER}/{name}")
    print(say("schema-stale" if options.check and changed else "schema-done").format(count=len(changed)))
    return FINDINGS if options.check and changed else OK


def _records_below(root: Path, paths: list[Path]) -> list[str] | None:
    """The record files meant by ``paths`` (all where none is given); None after saying what is wrong with one."""
    from generator.editing.outline import shelf_of
    from generator.records.collecting import record_files

    records = [path for path in record_files(root) if shelf_of(path) is not None]
    if not paths:
        return records
    chosen: list[str] = []
    for path in paths:
        full = path.resolve()
        meant = [record for record in records if (root / record).resolve().is_relative_to(full)]
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

    root = _root(options)
    records = _records_below(root, options.paths) if root else None
    if root is None or records is None:
        return USAGE
    commit = ""
    if options.base:
        try:
            commit = revision(root, options.base)
            records = sorted(set(records) & set(changed_since(root, commit)))
        except GitError as error:
            print(say("no-revision").format(rev=options.base, error=error), file=sys.stderr)
            return USAGE
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
        print(render(refused, _lines(root), options.lang, False))
        print(say("fmt-refused").format(count=len({finding.location.path for finding in refused})))
    print(say("fmt-stale" if options.check and changed else "fmt-done").format(count=changed, all=len(records)))
    return FINDINGS if refused or (options.check and changed) else OK


def _lines(root: Path) -> Callable[[str], Sequence[str]]:
    from generator.reading import read_source

    def lines_of(path: str) -> Sequence[str]:
        source, _ = read_source(root, path)
        return source.lines if source else ()

    return lines_of
