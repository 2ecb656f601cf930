"""Writing a site beside the published one and switching at the end.

Two complete trees take turns: the published one and a spare, which holds the version before. A build brings the spare
up to date and swaps the two. A file that does not change is one and the same in both trees (a hard link), so a build
writes what has changed and deletes what has gone, and nothing else: deleting a tree takes longer than rendering it.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

__all__ = ["Writer", "discard", "scratch_for", "sole_builder", "spare_of", "switch"]


class Writer:
    """Brings one folder up to date and counts what it does.

    ``published`` is the tree that readers see: what it has already is linked, not written. A file is put in place
    whole, by renaming, so that the other tree's copy is never touched.
    """

    def __init__(self, folder: Path, published: Path | None = None) -> None:
        self.folder = folder
        self.published = published if published is not None and published.is_dir() else None
        self.files = 0
        self.bytes = 0
        self.changed = 0
        self.seen: set[str] = set()
        self._made: set[str] = set()

    def write(self, address: str, content: str | bytes) -> None:
        """Write one file; ``address`` is relative, with ``/`` between folders."""
        data = content.encode() if isinstance(content, str) else content
        path = os.path.join(self.folder, address)
        parent = os.path.dirname(path)
        if parent not in self._made:
            Path(parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        if self.published is None or not self._linked(os.path.join(self.published, address), path, data):
            _put(path, data)
            self.changed += 1
        self.files += 1
        self.bytes += len(data)
        self.seen.add(address)

    @staticmethod
    def _linked(published: str, path: str, data: bytes) -> bool:
        """Whether the published file says the same; if so ``path`` becomes that very file."""
        try:
            with open(published, "rb") as file:
                if file.read() != data:
                    return False
                there = os.fstat(file.fileno())
        except OSError:
            return False
        try:
            here = os.lstat(path)
            if (here.st_ino, here.st_dev) == (there.st_ino, there.st_dev):
                return True
            os.unlink(path)
        except FileNotFoundError:
            pass
        except OSError:
            return False
        try:
            os.link(published, path)
        except OSError:  # a file system without links
            _put(path, data)
        return True

    def page(self, address: str, html: str) -> None:
        """Write the page of an address such as ``branches/x/``."""
        self.write(f"{address}index.html", html)

    def copy(self, source: Path, address: str) -> None:
        """Copy a file of the site."""
        self.write(address, source.read_bytes())

    def take(self, other: Writer) -> None:
        """Count what another writer did in the same folder."""
        self.files += other.files
        self.bytes += other.bytes
        self.changed += other.changed
        self.seen |= other.seen

    def prune(self) -> None:
        """Delete what this build did not write, and folders that are empty then."""
        for folder, _, files in os.walk(self.folder, topdown=False):
            below = os.path.relpath(folder, self.folder).replace(os.sep, "/")
            prefix = "" if below == "." else f"{below}/"
            kept = 0
            for name in files:
                if f"{prefix}{name}" in self.seen:
                    kept += 1
                else:
                    os.unlink(os.path.join(folder, name))
            if not kept and prefix:
                with suppress(OSError):  # a subfolder still holds something
                    os.rmdir(folder)


def _put(path: str, data: bytes) -> None:
    """Put a file in place whole. A new name needs no detour; an old one may be a link to the published file."""
    try:
        with open(path, "xb") as file:
            file.write(data)
    except FileExistsError:
        beside = f"{path}.new"
        with open(beside, "wb") as file:
            file.write(data)
        os.replace(beside, path)


@contextmanager
def sole_builder(site: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the right to publish to ``site``; ``waiting`` is called once where another build holds it.

    What builds that were killed left beside the site is removed: whoever holds the right knows it is nobody's.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(site.parent / f".{site.name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
        lock.acquire()
    try:
        for leftover in site.parent.glob(f".{site.name}-*"):
            if leftover != spare_of(site):
                discard(leftover)
        yield
    finally:
        lock.release()


def spare_of(site: Path) -> Path:
    """The tree that is not published; the next build starts from it."""
    return site.parent / f".{site.name}-spare"


def scratch_for(site: Path) -> Path:
    """A new empty folder beside the site, for what the engine writes."""
    return Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))


def switch(spare: Path, site: Path) -> None:
    """Publish the finished spare tree, in one step where the system knows how; the old site becomes the spare."""
    if not site.exists():
        spare.rename(site)
    elif not _exchange(spare, site):
        old = scratch_for(site)
        site.rename(old / "site")
        spare.rename(site)
        (old / "site").rename(spare)
        old.rmdir()


_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders so that at no moment either name is missing (Linux); False where that is not to be had."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def discard(folder: Path) -> None:
    """Remove a folder that nobody needs any more."""
    shutil.rmtree(folder, ignore_errors=True)
