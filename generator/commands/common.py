"""What every command does alike: exit status, options, the site's folder, showing what was found."""

from __future__ import annotations

import argparse
import atexit
import datetime
import errno
import gc
import os
import socket
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.findings import Finding, has_errors
from generator.wording import say

if TYPE_CHECKING:
    from generator.editing.history import GitError
    from generator.project import Project
    from generator.records.register import Register
    from generator.site.parts import Share

__all__ = [
    "FAILED",
    "FINDINGS",
    "OK",
    "USAGE",
    "Options",
    "day",
    "host_and_port",
    "is_folder",
    "leave_garbage",
    "lines_of",
    "maybe",
    "near",
    "no_revision",
    "none_given",
    "opened_of",
    "out_of_the_way",
    "positive",
    "processes",
    "publishable",
    "readable",
    "reason_of",
    "records_of",
    "rendered",
    "share",
    "show",
    "site_folder",
    "stops",
    "year",
]

OK, FINDINGS, USAGE, FAILED = 0, 1, 2, 3
Options = argparse.Namespace
_REASONS = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EROFS: "read-only",
    errno.ENOENT: "not-there",
    errno.ENOTDIR: "no-folder",
    errno.EISDIR: "is-folder",
    errno.EEXIST: "there-already",
    errno.ENAMETOOLONG: "name-too-long",
    errno.ELOOP: "link-in-circle",
    errno.EBUSY: "in-use",
    errno.ETXTBSY: "in-use",
    errno.EIO: "disk-broken",
    errno.EMFILE: "too-many-files",
    errno.ENFILE: "too-many-files",
    errno.ENOMEM: "no-memory",
    errno.EADDRINUSE: "address-in-use",
    errno.EADDRNOTAVAIL: "address-not-here",
    errno.ECONNREFUSED: "refused",
    errno.ECONNRESET: "cut-off",
    errno.ETIMEDOUT: "no-answer",
    errno.ENETUNREACH: "no-network",
    errno.EHOSTUNREACH: "no-network",
}
"""What the system reports, in words of ours: its own are English."""


def leave_garbage() -> None:
    """A command that reads a whole site ends soon: looking for garbage among its many records took a tenth of its time,
    and as much again at its end."""
    gc.disable()
    atexit.register(gc.freeze)


def day(text: str) -> datetime.date:
    """A day as 2025-12-31, within the years that records can mean."""
    from generator.records.values import YEARS

    try:
        found = datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(say("bad-day").format(text=text)) from None
    if found.year not in YEARS:
        raise argparse.ArgumentTypeError(say("day-out-of-range").format(text=text, first=YEARS[0], last=YEARS[-1]))
    return found


def positive(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or len(text) > _DIGITS or int(text) < 1:
        raise argparse.ArgumentTypeError(say("bad-number").format(text=text))
    return int(text)


_DIGITS = 9
"""Digits of the largest number that anybody can mean."""


def processes(text: str) -> int:
    """How many processes to use: each takes memory, and a machine that is given thousands stands still."""
    if not text.isdecimal() or len(text) > _DIGITS or not 1 <= int(text) <= _MOST_PROCESSES:
        raise argparse.ArgumentTypeError(say("bad-processes").format(text=text, most=_MOST_PROCESSES))
    return int(text)


_MOST_PROCESSES = 256


def year(text: str) -> int:
    """A year of four digits."""
    if not text.isdecimal() or len(text) != 4 or int(text) < 1000:
        raise argparse.ArgumentTypeError(say("bad-year").format(text=text))
    return int(text)


def readable(word: str) -> str:
    """A word that is text: a terminal in another encoding hands over bytes that are none."""
    if any("\ud800" <= character <= "\udfff" for character in word):
        raise argparse.ArgumentTypeError(say("bad-text").format(text=word))
    return word


def host_and_port(text: str) -> tuple[str, int]:
    """``HOST:PORT``, or a port on this machine."""
    host, _, port = text.rpartition(":")
    if not port.isdecimal() or len(port) > 5 or not 0 < int(port) < 65536:
        raise argparse.ArgumentTypeError(say("bad-address").format(text=text))
    return host or "127.0.0.1", int(port)


def share(text: str) -> Share:
    """``I/N``: the I-th of N shares of a site."""
    from generator.site.parts import Share

    number, _, count = text.partition("/")
    whole = number.isdecimal() and count.isdecimal() and max(len(number), len(count)) <= _DIGITS
    if not whole or not 1 <= int(number) <= int(count):
        raise argparse.ArgumentTypeError(say("bad-share").format(text=text))
    return Share(int(number), int(count))


def none_given(parser: argparse.ArgumentParser, name: str) -> Callable[[Options], int]:
    """What runs where a parser that has commands was given none: it tells which there are. Told after words that nobody
    knows."""

    def run(options: Options) -> int:
        rows = [row for action in parser._actions for row in getattr(action, "_choices_actions", ())]
        width = max(len(row.dest) for row in rows)
        print("\n".join(f"  {row.dest:{width}}  {row.help}" for row in rows), file=sys.stderr)
        parser.error(say("missing").format(names=name))

    return run


def site_folder(options: Options) -> Path | None:
    """The folder of the site that a command is for; where there is none, that is said."""
    from generator.listing import find_root

    folder = options.folder.resolve()
    if not folder.is_dir():  # from a name that is misspelt, the way upward leads to a site that was not meant
        print(say("folder-is-file" if folder.exists() else "no-path").format(path=options.folder), file=sys.stderr)
        return None
    root = find_root(folder)
    if root is None:
        print(say("no-site").format(folder=folder), file=sys.stderr)
    return root


def records_of(root: Path) -> Register | None:
    """The records of a site; where its own cannot be read, that is said."""
    from generator.project import load

    register = load(root).register
    if register is None:
        print(say("site-unreadable"), file=sys.stderr)
    return register


def opened_of(options: Options) -> tuple[Path, Register] | int:
    """The site's folder and its records, or the exit status where they cannot be had."""
    root = site_folder(options)
    if root is None:
        return USAGE
    register = records_of(root)
    return FINDINGS if register is None else (root, register)


def no_revision(name: str, error: GitError) -> int:
    """Say why Git does not give a revision; the exit status."""
    print(say("no-revision").format(rev=name, error=say(error.key) if error.key else error), file=sys.stderr)
    return USAGE


def maybe(word: str, words: Iterable[str]) -> str:
    """The known word that may have been meant, as a question; empty where none is alike."""
    from generator.records.loading import nearest

    close = nearest(word, list(words)) if word else None
    return (say("did-you-mean") if close else "").format(close=close)


def out_of_the_way(root: Path, target: Path, *, published: bool = True) -> bool:
    """Whether a folder or file may be written that is no part of the site; where it may not, that is said.

    Among the records it would be taken for one of them, among the prose and in the built site readers would see it.
    """
    from generator.site.trees import site_of

    full = target.resolve()
    for folder in (root / "records", *((root / "content", site_of(root)) if published else ())):
        if full.is_relative_to(folder.resolve()):
            print(say("in-the-way").format(path=near(full), folder=near(folder)), file=sys.stderr)
            return False
    return True


def is_folder(path: Path) -> bool:
    """Whether a folder is there, or can be made; where a file is in its place, that is said."""
    there = next((place for place in (path, *path.parents) if place.exists()), path)
    if there.exists() and not there.is_dir():
        print(say("folder-is-file").format(path=near(there)), file=sys.stderr)
        return False
    return True


def lines_of(root: Path) -> Callable[[str], Sequence[str]]:
    """Gives the lines of a file of the site, to show beside what was found in it."""
    from generator.reading import read_source

    kept: dict[str, Sequence[str]] = {}

    def lines(path: str) -> Sequence[str]:
        if path not in kept:
            source, _ = read_source(root, path)
            kept[path] = source.lines if source else ()
        return kept[path]

    return lines


def rendered(findings: Sequence[Finding], root: Path, lang: str, whole: bool = False) -> str:
    """What was found, for a terminal; empty where nothing was. What repeats itself is only counted, unless all is to be
    told (``whole``)."""
    from generator.findings.terminal import render

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    path_of = None if whole else lambda path: near(root / path)
    return render(findings, lines_of(root), lang, colour, path_of) if findings else ""


def show(findings: Sequence[Finding], root: Path, lang: str, whole: bool = False) -> None:
    """Print what was found, as ``rendered`` has it."""
    if findings:
        print(f"{rendered(findings, root, lang, whole)}\n")


def stops(findings: Sequence[Finding], strict: bool) -> bool:
    """Whether these findings keep a site from being published."""
    return has_errors(findings) or (strict and bool(findings))


def publishable(project: Project, options: Options, root: Path) -> bool:
    """Show what was found; whether the site may be published."""
    from generator.findings.terminal import summary

    show(project.findings, root, options.lang)
    if project.publishable and not stops(project.findings, options.strict):
        return True
    print(f"{summary(project.findings, options.lang)}{say('not-published')}")
    return False


def near(folder: Path) -> str:
    """A folder as it is called from here."""
    try:
        return str(folder.relative_to(Path.cwd()))
    except ValueError:
        return str(folder)


def reason_of(error: OSError) -> str:
    """What went wrong outside the records, in the user's language."""
    if isinstance(error, socket.gaierror):
        reason = say("no-host")
    elif isinstance(error, TimeoutError):
        reason = say("no-answer")
    elif type(error).__module__ == "ssl":  # its numbers are not the system's
        reason = say("no-certificate")
    else:
        reason = say(_REASONS[error.errno]) if error.errno in _REASONS else f"{error.strerror or error}"
    # Whatever was being written, or copied, says nothing of a disk that is full.
    return f"{reason} {error.filename}" if error.filename and reason != say("disk-full") else reason
