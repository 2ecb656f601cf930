"""What every command does alike: exit status, options, the site's folder, showing what was found."""

from __future__ import annotations

import argparse
import atexit
import datetime
import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.findings import Finding, has_errors
from generator.wording import say

if TYPE_CHECKING:
    from generator.project import Project
    from generator.site.parts import Share

__all__ = [
    "FAILED",
    "FINDINGS",
    "OK",
    "USAGE",
    "Options",
    "day",
    "host_and_port",
    "leave_garbage",
    "lines_of",
    "near",
    "positive",
    "publishable",
    "reason_of",
    "rendered",
    "share",
    "show",
    "site_folder",
    "stops",
]

OK, FINDINGS, USAGE, FAILED = 0, 1, 2, 3
Options = argparse.Namespace
_REASONS = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EROFS: "read-only",
}


def leave_garbage() -> None:
    """A command that reads a whole site ends soon: looking for garbage among its many records took a tenth of its time,
    and as much again at its end."""
    gc.disable()
    atexit.register(gc.freeze)


def day(text: str) -> datetime.date:
    """A day as 2025-12-31."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(say("bad-day").format(text=text)) from None


def positive(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(say("bad-number").format(text=text))
    return int(text)


def host_and_port(text: str) -> tuple[str, int]:
    """``HOST:PORT``, or a port on this machine."""
    host, _, port = text.rpartition(":")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise argparse.ArgumentTypeError(say("bad-address").format(text=text))
    return host or "127.0.0.1", int(port)


def share(text: str) -> Share:
    """``I/N``: the I-th of N shares of a site."""
    from generator.site.parts import Share

    number, _, count = text.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise argparse.ArgumentTypeError(say("bad-share").format(text=text))
    return Share(int(number), int(count))


def site_folder(options: Options) -> Path | None:
    """The folder of the site that a command is for; where there is none, that is said."""
    from generator.listing import find_root

    root = find_root(options.folder.resolve())
    if root is None:
        print(say("no-site").format(folder=options.folder.resolve()), file=sys.stderr)
    return root


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


def rendered(findings: Sequence[Finding], root: Path, lang: str) -> str:
    """What was found, for a terminal; empty where nothing was."""
    from generator.findings.terminal import render

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return render(findings, lines_of(root), lang, colour) if findings else ""


def show(findings: Sequence[Finding], root: Path, lang: str) -> None:
    """Print what was found."""
    if findings:
        print(f"{rendered(findings, root, lang)}\n")


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
    reason = say(_REASONS[error.errno]) if error.errno in _REASONS else f"{error.strerror or error}"
    # Whatever was being written, or copied, says nothing of a disk that is full.
    return f"{reason} {error.filename}" if error.filename and reason != say("disk-full") else reason
