"""What a build did to a folder: files compared before and after."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Changes", "Entry", "changes", "page_count", "snapshot", "total_bytes"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: when and as which inode it was written, its size, a hash of its content."""

    written: tuple[int, int]
    size: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Changes:
    """``written`` files were touched, ``changed`` among them have other content (or are new), ``removed`` are gone."""

    written: int
    changed: int
    removed: int


Tree = dict[str, Entry]


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                yield entry


def snapshot(folder: Path) -> Tree:
    """Every file below ``folder``; empty where there is none."""
    tree: Tree = {}
    if not folder.is_dir():
        return tree
    for entry in _files(str(folder)):
        facts = entry.stat(follow_symlinks=False)
        with open(entry.path, "rb") as file:
            content = hashlib.blake2b(file.read(), digest_size=16).digest()
        written = (facts.st_mtime_ns, facts.st_ino)
        tree[os.path.relpath(entry.path, folder)] = Entry(written, facts.st_size, content)
    return tree


def changes(before: Tree, after: Tree) -> Changes:
    """What lies between two snapshots of a folder."""
    written = changed = 0
    for path, entry in after.items():
        old = before.get(path)
        written += old is None or old.written != entry.written
        changed += old is None or old.content != entry.content
    return Changes(written, changed, len(before.keys() - after.keys()))


def page_count(tree: Tree) -> int:
    """The pages of a site."""
    return sum(path.endswith("index.html") for path in tree)


def total_bytes(tree: Tree) -> int:
    """The size of a site."""
    return sum(entry.size for entry in tree.values())
