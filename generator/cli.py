"""The command line: ``zhibu`` in a site's folder.

Exit status: 0 done; 1 findings of severity error, nothing published; 2 usage; 3 something outside the records failed.
What a command does stands in ``commands``; heavy parts are imported by the command that needs them, so that ``check``
stays quick.
"""

from __future__ import annotations

import argparse
import os
import re
import select
import sys
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any, NoReturn

from generator import __version__
from generator.commands import labels
from generator.commands.common import (
    FAILED,
    OK,
    USAGE,
    Options,
    day,
    host_and_port,
    none_given,
    processes,
    readable,
    reason_of,
    share,
    year,
)
from generator.commands.editing import commands_for_editors, run_init
from generator.commands.looking import run_check, run_explain, run_report, run_verify
from generator.commands.printing import run_print
from generator.commands.publishing import run_build, run_merge, run_serve
from generator.wording import say, use

__all__ = ["leave", "main"]


class _Parser(argparse.ArgumentParser):
    """Usage errors in the user's language, exit status 2.

    Options are written out: an abbreviation that works today may mean two things in the next version, and the language
    is looked for before anything else is read.
    """

    def __init__(self, **kept: Any) -> None:
        super().__init__(**{**kept, "allow_abbrev": False})

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{say('usage-error')}{message}\n")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """A command tells itself of words it does not know, with its own usage."""
        words = list(sys.argv[1:] if args is None else args)
        known = [name for action in self._actions for name in action.option_strings]
        commands = [
            name for action in self._actions if action.nargs == argparse.PARSER for name in action.choices or ()
        ]
        before = takewhile(lambda word: word not in commands, words) if commands else ()
        for word in before:
            if word.startswith("--") and word.partition("=")[0] not in known:
                self._tell_unknown([word], known)  # or the word after it would be taken for a command
        options, unknown = super().parse_known_args(words, namespace)
        if unknown:
            self._tell_unknown(unknown, known)
        return options, unknown

    def _tell_unknown(self, words: Sequence[str], known: Sequence[str]) -> NoReturn:
        word = next((word for word in words if word.startswith("-")), "")
        self.error(say("unknown-words").format(words=" ".join(words)) + _like(word.partition("=")[0], known))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            choices = [str(choice) for choice in action.choices]
            told = (labels.shown(choice) for choice in choices if choice.isascii())
            words = say("bad-choice").format(text=value, choices=say("comma").join(told))
            raise argparse.ArgumentError(action, words + _like(str(value), choices))

    def format_help(self) -> str:
        """Headings end in a colon of the language's own, and columns stand below one another: a Chinese character is
        as wide as two letters."""
        text = re.sub(r"^(\S+):$", rf"\1{say('colon')}", super().format_help(), flags=re.MULTILINE)
        return re.sub(r"^(  +\S.*?)  ( +)(?=\S)", _drawn_in, text, flags=re.MULTILINE)

    def _print_message(self, message: str, file: Any = None) -> None:  # newer Pythons pass over a full disk here
        (file or sys.stderr).write(message)


def _drawn_in(row: re.Match[str]) -> str:
    """The beginning of a row of the help with as many spaces less as its characters are wider than letters."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in row[1])
    return f"{row[1]}  {row[2][wide:]}"


def _like(word: str, words: Sequence[str]) -> str:
    """The command or option that may have been meant, as a question; these are short, and must be much alike."""
    from difflib import get_close_matches

    plain = {known.lstrip("-"): known for known in words}
    close = get_close_matches(word.lstrip("-"), plain, 1)
    return say("did-you-mean").format(close=plain[close[0]]) if close else ""


def _parser() -> argparse.ArgumentParser:
    common = _Parser(add_help=False)
    common.add_argument("--lang", choices=("zh", "en"), default=argparse.SUPPRESS, help=say("help-lang"))
    common.add_argument(
        "-C", dest="folder", type=Path, default=argparse.SUPPRESS, metavar=say("DIR"), help=say("help-folder")
    )
    parser = _Parser(prog="zhibu", description=say("about"))
    version = f"zhibu {__version__}"
    parser.add_argument("--version", action="version", version=version, help=say("help-version"))
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help=say("help-lang"))
    parser.add_argument("-C", dest="folder", type=Path, default=Path(), metavar=say("DIR"), help=say("help-folder"))
    parser.set_defaults(run=none_given(parser, say("command")))
    commands = parser.add_subparsers(dest="command", metavar=say("command"))

    build = commands.add_parser("build", parents=[common], help=say("help-build"), description=say("help-build"))
    build.add_argument("--site-dir", type=Path, metavar=say("DIR"), help=say("help-site-dir"))
    build.add_argument("--strict", action="store_true", help=say("help-strict"))
    build.add_argument("--as-of", type=day, metavar=say("DATE"), help=say("help-as-of"))
    build.add_argument("--jobs", type=processes, metavar="N", help=say("help-jobs"))
    build.add_argument("--clean", action="store_true", help=say("help-clean"))
    either = build.add_mutually_exclusive_group()
    either.add_argument("--shard", type=share, metavar="I/N", help=say("help-shard"))
    either.add_argument("--offline", action="store_true", help=say("help-offline"))
    either.add_argument("--branch", type=readable, metavar=say("ID"), help=say("help-build-branch"))
    build.set_defaults(run=run_build)

    merge = commands.add_parser("merge", parents=[common], help=say("help-merge"), description=say("help-merge"))
    merge.add_argument("--site-dir", type=Path, metavar=say("DIR"), help=say("help-site-dir"))
    merge.add_argument("--strict", action="store_true", help=say("help-strict"))
    merge.add_argument("--as-of", type=day, metavar=say("DATE"), help=say("help-as-of"))
    merge.add_argument("--jobs", type=processes, metavar="N", help=say("help-jobs"))
    merge.add_argument("parts", nargs="*", type=Path, metavar=say("PART"), help=say("help-parts"))
    merge.set_defaults(run=run_merge)

    check = commands.add_parser("check", parents=[common], help=say("help-check"), description=say("help-check"))
    check.add_argument(
        "--format", choices=("text", "json", "github", "gitlab", "sarif"), default="text", help=say("help-format")
    )
    check.add_argument("--as-of", type=day, metavar=say("DATE"), help=say("help-as-of"))
    check.add_argument("--strict", action="store_true", help=say("help-strict"))
    check.add_argument("paths", nargs="*", type=Path, metavar=say("PATH"), help=say("help-paths"))
    check.set_defaults(run=run_check)

    report = commands.add_parser("report", parents=[common], help=say("help-report"), description=say("help-report"))
    report.add_argument("--format", choices=("html", "csv", "json"), default="html", help=say("help-format"))
    report.add_argument("--as-of", type=day, metavar=say("DATE"), help=say("help-as-of"))
    report.add_argument("--report-dir", type=Path, metavar=say("DIR"), help=say("help-report-dir"))
    report.add_argument("--site-dir", type=Path, metavar=say("DIR"), help=say("help-report-site"))
    report.set_defaults(run=run_report)

    explain = commands.add_parser(
        "explain", parents=[common], help=say("help-explain"), description=say("help-explain")
    )
    explain.add_argument("subject", type=readable, metavar=say("SUBJECT"), help=say("help-explain-subject"))
    explain.add_argument("rule", type=readable, metavar=say("RULE"), nargs="?", help=say("help-explain-rule"))
    explain.add_argument("--as-of", type=day, metavar=say("DATE"), help=say("help-as-of"))
    explain.set_defaults(run=run_explain)

    serve = commands.add_parser("serve", parents=[common], help=say("help-serve"), description=say("help-serve"))
    serve.add_argument(
        "--address", type=host_and_port, default=("127.0.0.1", 8000), metavar=say("HOST:PORT"), help=say("help-address")
    )
    serve.set_defaults(run=run_serve)

    from generator.printing.kinds import GROUPS, PAPERS

    printing = commands.add_parser("print", parents=[common], help=say("help-print"), description=say("help-print"))
    printing.add_argument(
        "what",
        nargs="*",
        type=lambda text: labels.literal(text, labels.PRINTED),
        choices=(*GROUPS, "all"),
        default="all",
        metavar=say("WHAT"),
        help=say("help-print-what"),
    )
    printing.add_argument("--branch", type=readable, metavar=say("ID"), help=say("help-print-branch"))
    printing.add_argument("--year", type=year, metavar=say("YEAR"), help=say("help-print-year"))
    printing.add_argument("--internal", action="store_true", help=say("help-print-internal"))
    printing.add_argument("--pad", action="store_true", help=say("help-print-pad"))
    printing.add_argument("--size", choices=tuple(PAPERS), help=say("help-print-size"))
    printing.add_argument("--output", type=Path, metavar=say("DIR"), help=say("help-print-output"))
    printing.add_argument("--as-of", type=day, metavar=say("DATE"), help=say("help-as-of"))
    printing.add_argument("--jobs", type=processes, metavar="N", help=say("help-jobs"))
    printing.set_defaults(run=run_print)

    verify = commands.add_parser("verify", parents=[common], help=say("help-verify"), description=say("help-verify"))
    verify.add_argument("target", type=readable, metavar=say("URL|DIR"), help=say("help-verify-target"))
    verify.add_argument("--manifest", type=readable, metavar=say("URL|DIR"), help=say("help-verify-manifest"))
    verify.add_argument("--key", type=Path, metavar=say("FILE"), help=say("help-verify-key"))
    verify.set_defaults(run=run_verify)

    init = commands.add_parser("init", parents=[common], help=say("help-init"), description=say("help-init"))
    init.add_argument("target", type=Path, metavar=say("DIR"), help=say("help-init-dir"))
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
        _complain(error)
        os._exit(FAILED)
    if status == OK:
        sys.stderr.flush()
        os._exit(OK)
    sys.exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    use("en" if "en" in _languages(words) else "zh")
    _open_streams()
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
        if not (isinstance(error, BrokenPipeError) and _nobody_reads()):
            _complain(error)
        return FAILED


def _open_streams() -> None:
    """What is said goes out as UTF-8 whatever the terminal is set to, names of files with strange bytes as well;
    where a stream is closed, nowhere. What is typed in another encoding comes in as words that are no text."""
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - for as long as we run
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _nobody_reads() -> bool:
    """Whether the reader of what is printed has gone, as in ``zhibu check | head -1``, which is no failure of ours."""
    if not hasattr(select, "poll"):
        return True
    asked = select.poll()
    asked.register(sys.stdout.fileno(), 0)
    return any(event & select.POLLERR for _, event in asked.poll(0))


def _complain(error: OSError) -> None:
    with suppress(OSError):  # there may be no room for the complaint either
        print(say("os-error").format(error=reason_of(error)), file=sys.stderr, flush=True)


def _languages(words: Sequence[str]) -> list[str]:
    after = [following for word, following in pairwise(words) if word == "--lang"]
    return after + [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
