"""A site's folder and the files below it, with signatures: what differs when a file differs, without reading it."""

from __future__ import annotations

import marshal
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import Any

__all__ = [
    "BRANCHES", "RECENT", "UNKNOWN", "Look", "Signature", "files_below", "find_root", "folders_in", "is_litter",
    "legible", "look_at", "settled", "signature_of",
]  # fmt: skip

BRANCHES = "records/branches"
"""The folder that holds a folder for every branch, which the many files lie in: looked at apart, by branch."""

Signature = tuple[int, int, int, int]
"""Size, times of change of content and of entry (nanoseconds) and number of a file."""

RECENT = 100_000_000
"""Nanoseconds. A file written this shortly before it was looked at may change again without its times changing."""


UNKNOWN = "\ufffd"
"""Stands for each byte of a file's name that is no text: whoever is told such a name reports it and opens no file."""
_NO_TEXT = re.compile("[\ud800-\udfff]")
_LITTER = {".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini"}


def legible(name: str) -> str:
    """A name of a file, or a path, as it can be shown and kept: it may come from a system with another encoding."""
    return name if name.isascii() else _NO_TEXT.sub(UNKNOWN, name)


def is_litter(name: str) -> bool:
    """Whether a file is what desktops leave in every folder that is looked at: nobody put it there, nobody wants it."""
    return name.lower() in _LITTER


class _Folders(Mapping[str, Mapping[str, Signature]]):
    """Folders listed by another process: most are never asked for, so each is unpacked when it is."""

    def __init__(self) -> None:
        self.packed: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> Mapping[str, Signature]:
        files: dict[str, Signature] = marshal.loads(self.packed[name])
        return files

    def __contains__(self, name: object) -> bool:
        return name in self.packed

    def __iter__(self) -> Iterator[str]:
        return iter(self.packed)

    def __len__(self) -> int:
        return len(self.packed)


@dataclass(frozen=True)
class Look:
    """Files of a site, relative to its folder, as they were ``at`` a time (nanoseconds)."""

    at: int
    files: Mapping[str, Signature]
    """All but those of ``folders``."""
    folders: Mapping[str, Mapping[str, Signature]]
    """Those of every folder below the one that was to be listed apart, by its name."""

    @cached_property
    def marks(self) -> dict[str, str]:
        """A digest of each of the ``folders``."""
        return {name: _mark_of(_marshalled(files)) for name, files in self.folders.items()}

    @cached_property
    def settled(self) -> bool:
        """Whether none of the files can have changed since with its signature as it is."""
        parts = (self.files, *self.folders.values())
        return all(settled(signature, self.at) for files in parts for signature in files.values())

    def packed(self) -> bytes:
        """The look with all that can be asked of it, for another process of the same program."""
        folders = {name: _marshalled(files) for name, files in self.folders.items()}
        marks = {name: _mark_of(data) for name, data in folders.items()}
        known: Any = (self.at, self.files, folders, marks, self.settled)
        return marshal.dumps(known)

    @classmethod
    def unpacked(cls, shares: Iterable[bytes]) -> Look:
        """What ``packed`` has packed, of all shares in their order."""
        files: dict[str, Signature] = {}
        folders = _Folders()
        marks: dict[str, str] = {}
        times, whole = [], True
        for data in shares:
            at, some_files, some_folders, some_marks, settled = marshal.loads(data)
            files |= some_files
            folders.packed |= some_folders
            marks |= some_marks
            times.append(at)
            whole = whole and settled
        look = cls(min(times), files, folders)
        vars(look).update(marks=marks, settled=whole)
        return look


def _marshalled(files: Mapping[str, Signature]) -> bytes:
    """The files of a folder as bytes: the same for the same files, as no later version of the format is."""
    return marshal.dumps(dict(files), 2)


def _mark_of(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def look_at(root: Path, apart: str, *folders: str, share: tuple[int, int] = (0, 1)) -> Look:
    """Look at every file below some folders of ``root``; each folder in ``apart`` is listed for itself.

    A share of the work, its number from 0 and how many there are, is a part of the folders in ``apart``; the first one
    looks at all other files as well.
    """
    at = time.time_ns()
    found: dict[str, Signature] = {}
    own: dict[str, dict[str, Signature]] = {}
    number, shares = share
    for folder in folders if not number else ():
        if (root / folder).is_dir():
            _walk(os.path.join(root, folder), folder, found, apart)
    names = folders_in(root / apart)
    for name in names[number * len(names) // shares : (number + 1) * len(names) // shares]:
        files: dict[str, Signature] = {}
        _walk(os.path.join(root, apart, name), f"{apart}/{legible(name)}", files)
        if files:
            own[legible(name)] = files
    return Look(at, found, own)


def folders_in(folder: Path) -> list[str]:
    """The names of the folders in one, in their order; hidden ones are left out."""
    try:
        with os.scandir(folder) as entries:
            return sorted(one.name for one in entries if one.name[0] != "." and one.is_dir(follow_symlinks=False))
    except OSError:
        return []


def files_below(root: Path, *folders: str) -> dict[str, Signature]:
    """Every file below some folders of ``root``, relative to it, in a fixed order.

    Hidden folders and what desktops leave behind are left out; names that are no text come as they can be shown.
    """
    found: dict[str, Signature] = {}
    for folder in folders:
        if (root / folder).is_dir():
            _walk(os.path.join(root, folder), folder, found)
    return found


_BY_NAME = attrgetter("name")


def _walk(folder: str, relative: str, found: dict[str, Signature], apart: str = "") -> None:
    """Note every file below a folder, but those in the folders ``apart``; ``relative`` is the folder's legible path."""
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=_BY_NAME)
    for entry in listed:
        name = legible(entry.name)
        if not entry.is_dir(follow_symlinks=False):
            if is_litter(name):
                continue
            found[f"{relative}/{name}"] = _signature(entry.stat(follow_symlinks=False))
        elif name[0] != "." and relative != apart:
            _walk(entry.path, f"{relative}/{name}", found, apart)


def _signature(status: os.stat_result) -> Signature:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def signature_of(path: Path) -> Signature | None:
    """The signature of one file, None where there is none."""
    try:
        return _signature(path.stat(follow_symlinks=False))
    except OSError:
        return None


def settled(signature: Signature, looked: int) -> bool:
    """Whether a file, ``looked`` at then (nanoseconds), cannot have changed since with its signature as it is."""
    return max(signature[1:3]) <= looked - RECENT


def find_root(start: Path) -> Path | None:
    """The site's folder: the nearest one, from ``start`` upward, that holds ``mkdocs.yml`` and ``records``."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "records").is_dir():
            return folder
    return None
