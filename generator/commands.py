"""The commands of people who edit records: what they accept and what they say. The work is done in ``editing``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
