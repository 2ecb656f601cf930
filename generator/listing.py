"""A site's folder and the files below it, with signatures: what differs when a file differs, without reading it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["RECENT", "Look", "Signature", "files_below", "find_root", "settled", "signature_of"]

Signature = tuple[int, int, int, int]
"""Size, times of change of content and of entry (nanoseconds) and number of a file."""

RECENT = 100_000_000
"""Nanoseconds. A file written this shortly before it was looked at may change again without its times changing."""


@dataclass(frozen=True, slots=True)
class Look:
    """Files of a site, relative to its folder, as they were ``at`` a time (nanoseconds)."""

    at: int
    files: Mapping[str, Signature]


def files_below(root: Path, *folders: str) -> dict[str, Signature]:
    """Every file below some folders of ``root``, relative to it, in a fixed order; hidden folders are left out."""
    found: dict[str, Signature] = {}
    for folder in folders:
        if (root / folder).is_dir():
            _walk(os.path.join(root, folder), folder, found)
    return found


def _walk(folder: str, relative: str, found: dict[str, Signature]) -> None:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                _walk(entry.path, f"{relative}/{entry.name}", found)
        else:
            found[f"{relative}/{entry.name}"] = _signature(entry.stat(follow_symlinks=False))


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
