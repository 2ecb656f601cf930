"""Bytes to text: whatever a file turns out to be, an editor gets a finding and never an exception."""

from __future__ import annotations

import codecs
import os
import re
import stat
from functools import lru_cache
from pathlib import Path

from generator.findings import Finding, Kind, Location
from generator.reading import kinds
from generator.reading.bounds import MAX_BYTES

__all__ = ["Source", "forget_folders", "read_source"]


class Source:
    """A file's decoded text and its site-relative POSIX path. Line ends are normalised to ``\\n``."""

    __slots__ = ("_lines", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        self._lines: list[str] | None = None

    def __repr__(self) -> str:
        return f"Source({self.path!r}, {len(self.text)} characters)"

    @property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines


def read_source(root: Path, relative: str) -> tuple[Source | None, list[Finding]]:
    """Read a file of the site. ``None`` only where there is no text to go on with.

    An empty file is a ``Source`` without text: what emptiness means is for ``parse`` and ``split_front_matter``.
    """
    found: list[Finding] = []
    data = _read_bytes(root, relative, found)
    if data is None:
        return None, found
    text = _decode(data, relative, found)
    if text is None:
        return None, found
    if "\r" in text:
        _report_line_ends(text, relative, found)
    return Source(relative, text), found


@lru_cache(maxsize=8)
def _real_root(root: str) -> str:
    return os.path.realpath(root)


@lru_cache(maxsize=1024)
def _real_folder(root: str, folder: str) -> str | None:
    """Where a folder of the site really is; None outside: a link in a change must not publish foreign files.

    Asked once a folder: following every part of every path took a third of the time of reading.
    """
    base = _real_root(root)
    above, _, name = folder.rpartition("/")
    if name in ("", ".", ".."):
        path = os.path.realpath(os.path.join(base, folder))
        return path if _is_within(path, base) else None
    within = _real_folder(root, above) if above else base
    if within is None:
        return None
    path = os.path.join(within, name)
    if not os.path.islink(path):
        return path
    path = os.path.realpath(path)
    return path if _is_within(path, base) else None


def forget_folders() -> None:
    """Look folders up anew: between two runs of one process a folder may have become a link."""
    _real_root.cache_clear()
    _real_folder.cache_clear()


def _is_within(path: str, base: str) -> bool:
    return os.path.commonpath((base, path)) == base


def _read_bytes(root: Path, relative: str, found: list[Finding]) -> bytes | None:
    def refuse(kind: Kind, **facts: str) -> None:
        found.append(Finding(kind, Location(relative), {"path": relative, **facts}))

    if not relative or "\0" in relative:
        refuse(kinds.FILE_MISSING)
        return None
    try:
        folder, _, name = relative.rpartition("/")
        within = _real_folder(os.fspath(root), folder)
        if within is None or name in ("", ".."):
            refuse(kinds.FILE_OUTSIDE)
            return None
        path = f"{within}/{name}"
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            path = os.path.realpath(path)
            if not _is_within(path, _real_root(os.fspath(root))):
                refuse(kinds.FILE_OUTSIDE)
                return None
            status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode):
            refuse(kinds.NOT_A_FILE)
            return None
        data = _whole(path, min(status.st_size, MAX_BYTES) + 1)
    except (FileNotFoundError, NotADirectoryError):
        refuse(kinds.FILE_MISSING)
        return None
    except (OSError, ValueError):
        refuse(kinds.FILE_UNREADABLE)
        return None
    if len(data) > MAX_BYTES:
        size = max(status.st_size, len(data))
        refuse(kinds.FILE_TOO_LARGE, size=f"{size / 1024:.0f} KB", limit=f"{MAX_BYTES // 1024} KB")
        return None
    return data


def _whole(path: str, expected: int) -> bytes:
    """A file's bytes, at most one more than may be read; by the system's own calls, which take a third of the time.

    Its size alone is never trusted: the file may grow meanwhile.
    """
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        data = os.read(file, expected)
        while len(data) <= MAX_BYTES and (more := os.read(file, MAX_BYTES + 1 - len(data))):
            data += more
        return data
    finally:
        os.close(file)


def _decode(data: bytes, path: str, found: list[Finding]) -> str | None:
    whole = Location(path)
    if data.startswith(codecs.BOM_UTF8):
        found.append(Finding(kinds.BOM, Location(path, 1, 1)))
        data = data[3:]
    elif (text := _utf16(data)) is not None:
        found.append(Finding(kinds.ENCODING_UTF16, whole))
        return text
    if b"\0" in data:
        found.append(Finding(kinds.BINARY, whole))
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, path, error, found)


def _utf16(data: bytes) -> str | None:
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        candidates: tuple[str, ...] = ("utf-16",)
    elif len(data) >= 2 and len(data) % 2 == 0 and b"\0" in data:
        candidates = ("utf-16-le", "utf-16-be")
    else:
        return None
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Text in UTF-16 has plain line ends and no NULs; the other byte order, and pictures, look different.
        if "\0" not in text and (encoding == "utf-16" or _plausible(text)):
            return text
    return None


def _plausible(text: str) -> bool:
    """Whether text is nearly all ASCII, Chinese or Chinese punctuation."""
    good = sum(_ordinary(char) for char in text)
    return good * 10 >= len(text) * 9


def _ordinary(char: str) -> bool:
    return (
        char in "\t\r\n"
        or " " <= char <= "~"
        or "\u2010" <= char <= "\u2026"
        or "\u3000" <= char <= "\u303f"
        or ("\u4e00" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef")
    )


def _not_utf8(data: bytes, path: str, error: UnicodeDecodeError, found: list[Finding]) -> str | None:
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    intact = sum("\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef" for char in lenient)
    if intact <= broken:  # GBK read as UTF-8 is broken nearly everywhere; damaged UTF-8 only here and there
        text = _gb18030(data)
        if text is not None and _plausible(text):
            found.append(Finding(kinds.ENCODING_GBK, Location(path)))
            return text
    if _CONTROLS.search(lenient) and intact <= broken:
        found.append(Finding(kinds.BINARY, Location(path)))
        return None
    before = data[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    found.append(Finding(kinds.ENCODING_BROKEN, Location(path, line, column), {"count": str(broken)}))
    return lenient


def _gb18030(data: bytes) -> str | None:
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return None


_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def _report_line_ends(text: str, path: str, found: list[Finding]) -> None:
    pairs = text.count("\r\n")
    if pairs:
        found.append(Finding(kinds.CRLF, Location(path)))
    if text.count("\r") > pairs:
        lone = re.search(r"\r(?!\n)", text)
        assert lone is not None  # counted above
        before = text[: lone.start()].replace("\r\n", "\n")
        column = len(before) - (before.rfind("\n") + 1) + 1
        found.append(Finding(kinds.LONE_CR, Location(path, before.count("\n") + 1, column)))
