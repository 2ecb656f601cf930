"""The command line: ``zhibu`` in a site's folder.

Exit status: 0 done; 1 findings of severity error, nothing published; 2 usage; 3 something outside the records failed.
What a command does stands in ``commands``; heavy parts are imported by the command that needs them, so that ``check``
stays quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from generator import __version__
from generator.commands.common import FAILED, OK, USAGE, Options, day, host_and_port, positive, reason_of, share
from generator.commands.editing import commands_for_editors, run_init
from generator.commands.looking import run_check, run_explain, run_report, run_verify
from generator.commands.printing import run_print
from generator.commands.publishing import run_build, run_merge, run_serve
from generator.wording import say, use

__all__ = ["leave", "main"]


class _Parser(argparse.ArgumentParser):
    """Usage errors in the user's language, exit status 2."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{say('usage-error')}{message}\n")

    def _print_message(self, message: str, file: Any = None) -> None:  # newer Pythons pass over a full disk here
        (file or sys.stderr).write(message)


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
    build.add_argument("--as-of", type=day, metavar="DATE", help=say("help-as-of"))
    build.add_argument("--jobs", type=positive, metavar="N", help=say("help-jobs"))
    build.add_argument("--clean", action="store_true", help=say("help-clean"))
    either = build.add_mutually_exclusive_group()
    either.add_argument("--shard", type=share, metavar="I/N", help=say("help-shard"))
    either.add_argument("--offline", action="store_true", help=say("help-offline"))
    either.add_argument("--branch", metavar="ID", help=say("help-build-branch"))
    build.set_defaults(run=run_build)

    merge = commands.add_parser("merge", parents=[common], help=say("help-merge"), description=say("help-merge"))
    merge.add_argument("--site-dir", type=Path, help=say("help-site-dir"))
    merge.add_argument("--strict", action="store_true", help=say("help-strict"))
    merge.add_argument("--as-of", type=day, metavar="DATE", help=say("help-as-of"))
    merge.add_argument("--jobs", type=positive, metavar="N", help=say("help-jobs"))
    merge.add_argument("parts", nargs="*", type=Path, metavar="PART", help=say("help-parts"))
    merge.set_defaults(run=run_merge)

    check = commands.add_parser("check", parents=[common], help=say("help-check"), description=say("help-check"))
    check.add_argument(
        "--format", choices=("text", "json", "github", "gitlab", "sarif"), default="text", help=say("help-format")
    )
    check.add_argument("--as-of", type=day, metavar="DATE", help=say("help-as-of"))
    check.add_argument("--strict", action="store_true", help=say("help-strict"))
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=say("help-paths"))
    check.set_defaults(run=run_check)

    report = commands.add_parser("report", parents=[common], help=say("help-report"), description=say("help-report"))
    report.add_argument("--format", choices=("html", "csv", "json"), default="html", help=say("help-format"))
    report.add_argument("--as-of", type=day, metavar="DATE", help=say("help-as-of"))
    report.add_argument("--report-dir", type=Path, metavar="DIR", help=say("help-report-dir"))
    report.add_argument("--site-dir", type=Path, metavar="DIR", help=say("help-report-site"))
    report.set_defaults(run=run_report)

    explain = commands.add_parser(
        "explain", parents=[common], help=say("help-explain"), description=say("help-explain")
    )
    explain.add_argument("subject", metavar="SUBJECT", help=say("help-explain-subject"))
    explain.add_argument("rule", metavar="RULE", nargs="?", help=say("help-explain-rule"))
    explain.add_argument("--as-of", type=day, metavar="DATE", help=say("help-as-of"))
    explain.set_defaults(run=run_explain)

    serve = commands.add_parser("serve", parents=[common], help=say("help-serve"), description=say("help-serve"))
    serve.add_argument(
        "--address", type=host_and_port, default=("127.0.0.1", 8000), metavar="HOST:PORT", help=say("help-address")
    )
    serve.set_defaults(run=run_serve)

    from generator.printing.kinds import GROUPS, PAPERS

    printing = commands.add_parser("print", parents=[common], help=say("help-print"), description=say("help-print"))
    printing.add_argument("what", nargs="*", choices=(*GROUPS, "all"), default="all", help=say("help-print-what"))
    printing.add_argument("--branch", metavar="ID", help=say("help-print-branch"))
    printing.add_argument("--year", type=positive, metavar="Y", help=say("help-print-year"))
    printing.add_argument("--internal", action="store_true", help=say("help-print-internal"))
    printing.add_argument("--pad", action="store_true", help=say("help-print-pad"))
    printing.add_argument("--size", choices=tuple(PAPERS), help=say("help-print-size"))
    printing.add_argument("--output", type=Path, metavar="DIR", help=say("help-print-output"))
    printing.add_argument("--as-of", type=day, metavar="DATE", help=say("help-as-of"))
    printing.add_argument("--jobs", type=positive, metavar="N", help=say("help-jobs"))
    printing.set_defaults(run=run_print)

    verify = commands.add_parser("verify", parents=[common], help=say("help-verify"), description=say("help-verify"))
    verify.add_argument("target", metavar="URL|DIR", help=say("help-verify-target"))
    verify.add_argument("--manifest", metavar="URL|DIR", help=say("help-verify-manifest"))
    verify.add_argument("--key", type=Path, metavar="FILE", help=say("help-verify-key"))
    verify.set_defaults(run=run_verify)

    init = commands.add_parser("init", parents=[common], help=say("help-init"), description=say("help-init"))
    init.add_argument("target", type=Path, metavar="DIR", help=say("help-init-dir"))
    init.set_defaults(run=run_init)
    commands_for_editors(commands, common)
    return parser


def leave(status: int | None = None) -> NoReturn:
    """End the program, whose command is run first where it has no ``status`` yet.

    A command that did what it was asked for has nothing more to do: to take its many records apart one by one would
    take the system as long as a tenth of a rebuild.
    """
    status = main() if status is None else status
    try:
        sys.stdout.flush()
    except BrokenPipeError:  # nobody reads on
        os._exit(status)
    except OSError as error:
        print(say("os-error").format(error=reason_of(error)), file=sys.stderr)
        os._exit(FAILED)
    if status == OK:
        sys.stderr.flush()
        os._exit(OK)
    sys.exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    use("en" if "en" in _languages(words) else "zh")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        options = _parser().parse_args(words)
        run: Callable[[Options], int] = options.run
        return run(options)
    except SystemExit as stop:
        return int(stop.code or 0)
    except KeyboardInterrupt:
        print(say("stopped"), file=sys.stderr)
        return FAILED
    except OSError as error:
        print(say("os-error").format(error=reason_of(error)), file=sys.stderr)
        return FAILED


def _languages(words: Sequence[str]) -> list[str]:
    after = [following for word, following in pairwise(words) if word == "--lang"]
    return after + [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
