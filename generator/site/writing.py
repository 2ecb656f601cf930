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
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from generator.cache import Cache
from generator.publication.scanning import scan
from generator.reading.private import Hit
from generator.site.trees import STATE, TREES, remember_trees, spare_of, stale_files
from generator.workers import aside, default_jobs, spread, worthwhile

__all__ = [
    "Sheet", "Writer", "Written", "catching_up", "discard", "make_second_tree", "publication", "scratch_for",
    "sole_builder",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """What one of several writers of a folder did."""

    seen: set[str]
    changed: set[str]
    digests: dict[str, bytes]
    leaks: list[tuple[str, Hit]]


class Sheet(NamedTuple):
    """A file to be written: its name, its content, and the part of this that has not been looked through before."""

    name: str
    data: bytes
    own: bytes

    @classmethod
    def of(cls, name: str, content: str | bytes) -> Sheet:
        """A file that has to be looked through as a whole."""
        data = content.encode() if isinstance(content, str) else content
        return cls(name, data, data)


class Writer:
    """Brings one folder up to date and tells what it changed.

    ``published`` is the tree that readers see: what it has already is linked, not written. A file is put in place
    whole, by renaming, so that the other tree's copy is never touched. ``stale`` are the files in which the folder is
    known to differ from the published tree; None where nothing is known, and every file has to be written or linked.
    """

    def __init__(self, folder: Path, published: Path | None = None, stale: Iterable[str] | None = None) -> None:
        self.folder = folder
        self.published = published if published is not None and published.is_dir() else None
        self.knows = stale is not None and self.published is not None
        self.changed: set[str] = set()
        """Files that differ from the published ones, or are gone."""
        self.digests: dict[str, bytes] = {}
        """SHA-256 of every file that was written or looked at."""
        self.leaks: list[tuple[str, Hit]] = []
        """What must not be published, by file."""
        self._seen: set[str] = set()
        self._made: set[str] = set()
        self._new = not folder.exists()
        if self.knows:
            for name in sorted(stale or ()):
                self._catch_up(name)

    def _catch_up(self, name: str) -> None:
        """Make a file what it is in the published tree."""
        there, here = Path(f"{self.published}/{name}"), Path(f"{self.folder}/{name}")
        with suppress(FileNotFoundError):
            os.unlink(here)
        try:
            _link(there, here)
        except FileNotFoundError:  # it has gone, or its folder is new
            if there.is_file():
                here.parent.mkdir(parents=True, exist_ok=True)
                _link(there, here)
            else:
                self._tidy(here.parent)

    def write(self, name: str, content: str | bytes) -> int:
        """Write one file, ``name`` relative with ``/`` between folders, and return its size in bytes."""
        return self.write_all([Sheet.of(name, content)])[name]

    def write_all(self, sheets: Sequence[Sheet]) -> dict[str, int]:
        """Write some files and return their sizes in bytes; one step after the other, which is faster than in turn."""
        for name, data, _ in sheets:
            self.digests[name] = sha256(data).digest()
        for name, _, own in sheets:
            self.leaks += [(name, hit) for hit in scan(name, own)]
        for name, data, _ in sheets:
            self._place(name, data)
        return {name: len(data) for name, data, _ in sheets}

    def _place(self, name: str, data: bytes) -> None:
        path = f"{self.folder}/{name}"
        parent = os.path.dirname(path)
        if parent not in self._made:
            try:
                os.mkdir(parent)
            except OSError:  # it is there, or its own parent is not
                Path(parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        if self.published is None or not self._linked(f"{self.published}/{name}", path, data):
            _put(path, data)
            self.changed.add(name)
        self._see(name)

    @staticmethod
    def _linked(published: str, path: str, data: bytes) -> bool:
        """Whether the published file says the same; if so ``path`` becomes that very file."""
        try:
            with open(published, "rb") as file:
                there = os.fstat(file.fileno())
                if there.st_size != len(data) or file.read() != data:
                    return False
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
        _link(published, path)
        return True

    def adopt(self, name: str, path: Path) -> None:
        """Take over a finished file that lies on the same disk, or copy it from another."""
        data = path.read_bytes()
        self.digests[name] = sha256(data).digest()
        self.leaks += [(name, hit) for hit in scan(name, data)]
        if self.published is not None and self._linked(f"{self.published}/{name}", f"{self.folder}/{name}", data):
            self._see(name)
            return
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        _link(path, target)
        self._see(name)
        self.changed.add(name)

    def _see(self, name: str) -> None:
        """Note that a file belongs there; in a folder that was not there before all do."""
        if not self._new:
            self._seen.add(name)

    def current_file(self, name: str) -> bytes | None:
        """What the next version holds under a name, None where there is nothing."""
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return None

    def published_file(self, name: str) -> bytes | None:
        """What readers get under a name, None where there is nothing."""
        try:
            return (self.published / name).read_bytes() if self.published is not None else None
        except OSError:
            return None

    def remove(self, name: str) -> None:
        """Delete a file that is no longer part of the site."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        self._tidy(path.parent)
        self.changed.add(name)

    def _tidy(self, folder: Path) -> None:
        """Delete folders that are empty now, up to the site's own."""
        with suppress(OSError):  # it holds something, or is not there
            while folder != self.folder:
                folder.rmdir()
                folder = folder.parent

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder beside this one, for a while."""
        name = self.folder.name.removesuffix("-spare")
        with tempfile.TemporaryDirectory(prefix=f"{name}-", dir=self.folder.parent) as folder:
            yield Path(folder)

    def fork(self) -> Writer:
        """A writer of the same folder for another process."""
        own = Writer(self.folder)
        own.published = self.published
        own.knows = self.knows
        own._new = self._new
        return own

    def result(self) -> Written:
        """What this writer did, for the one it was forked from."""
        return Written(self._seen, self.changed, self.digests, self.leaks)

    def take(self, other: Written) -> None:
        """Count what a forked writer did."""
        self._seen |= other.seen
        self.digests |= other.digests
        self.leaks += other.leaks
        self.changed |= other.changed

    def prune(self) -> None:
        """Where nothing was known of what is there: delete what this build did not write, and folders left empty."""
        if self.knows or self._new:
            return
        for folder, _, files in os.walk(self.folder, topdown=False):
            below = os.path.relpath(folder, self.folder).replace(os.sep, "/")
            prefix = "" if below == "." else f"{below}/"
            kept = 0
            for name in files:
                if f"{prefix}{name}" in self._seen:
                    kept += 1
                else:
                    os.unlink(os.path.join(folder, name))
                    self.changed.add(f"{prefix}{name}")
            if not kept and prefix:
                with suppress(OSError):  # a subfolder still holds something
                    os.rmdir(folder)


def _link(source: str | Path, target: str | Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copyfile(source, target)


def _put(path: str, data: bytes) -> None:
    """Put a file in place whole. A new name needs no detour; an old one may be a link to the published file."""
    try:
        _write_new(path, data, os.O_EXCL)
    except FileExistsError:
        beside = f"{path}.new"
        _write_new(beside, data, os.O_TRUNC)
        os.replace(beside, path)


def _write_new(path: str, data: bytes, flag: int) -> None:
    """Write a file by the system's own calls: a file object takes longer to make than a page to write."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | flag | _BINARY, 0o666)
    try:
        written = os.write(file, data)
        while written < len(data):
            written += os.write(file, data[written:])
    finally:
        os.close(file)


_BINARY = getattr(os, "O_BINARY", 0)
"""Without it one system adds a character at the end of every line."""


@contextmanager
def sole_builder(site: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[bool]:
    """Hold the right to publish to ``site``; ``waiting`` is called once where another build holds it.

    Gives whether there was anything to wait for.

    What builds that were killed left beside the site is removed: whoever holds the right knows it is nobody's.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(site.parent / f".{site.name}.lock")
    waited = False
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waited = True
        waiting()
        lock.acquire()
    try:
        for leftover in site.parent.glob(f".{site.name}-*"):
            if leftover != spare_of(site):
                discard(leftover)
        yield waited
    finally:
        lock.release()


_MANY = 400
"""Files in which the two trees differ from which on another process makes them the same."""
_LARGE = 50_000
"""Files of a site from which on a build after an edit would wait too long for the spare tree to be made."""


@contextmanager
def publication(site: Path, cache: Cache, clean: bool = False) -> Iterator[Writer]:
    """A writer for the next version of ``site``, which is published at the end if anything in it has changed.

    The caller is the sole builder. ``clean`` takes nothing over from the version before. While the work is under way
    the cache knows nothing of the two trees, so that a build that dies is followed by one that looks at every file.
    The first build of a large site makes the spare tree as well, where a cache is kept: the next one need not wait.
    """
    spare = spare_of(site)
    if clean:
        discard(spare)
    stale = None if clean else stale_files(site, cache)
    cache.update(STATE, (), (TREES,))
    if stale is not None and not spare.is_dir():
        _copy_links(site, spare)
    writer = Writer(spare, None if clean else site, stale)
    yield writer
    writer.prune()
    left: set[str] = set()
    if writer.changed or not writer.knows:
        spare.mkdir(exist_ok=True)
        switch(spare, site)
        left = writer.changed
    if cache.kept and len(writer.digests) > _LARGE and not spare.is_dir():
        _copy_links(site, spare)
        left = set()
    remember_trees(site, left if spare.is_dir() else (), cache)


@contextmanager
def catching_up(site: Path, cache: Cache, jobs: int) -> Iterator[None]:
    """Let another process bring the spare tree up to date where it differs in many files, while this one does something
    else. Meanwhile the cache knows nothing of the two trees.
    """
    stale = stale_files(site, cache)
    if stale is None or len(stale) < _MANY or not worthwhile(jobs, len(stale)):
        yield
        return
    cache.update(STATE, (), (TREES,))

    def work() -> bytes:
        Writer(spare_of(site), site, stale)
        return b""

    caught_up = aside(jobs, len(stale), work)
    try:
        yield
    finally:
        caught_up()
        remember_trees(site, (), cache)


def _copy_links(site: Path, spare: Path) -> None:
    """Make the spare tree from the published one: the same files under a second name."""
    there, here = str(site), str(spare)

    def copied(folder: str) -> list[str]:
        """Make one folder with its files; the folders in it."""
        os.mkdir(f"{here}{folder}")
        below = []
        with os.scandir(f"{there}{folder}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    below.append(f"{folder}/{entry.name}")
                else:
                    _link(entry.path, f"{here}{folder}/{entry.name}")
        return below

    def work(folders: Iterable[str]) -> None:
        for folder in folders:
            waiting = [folder]
            while waiting:
                waiting += copied(waiting.pop())

    sections = copied("")
    spread(default_jobs(), [folder for section in sections for folder in copied(section)], work)


def make_second_tree(site: Path, cache: Cache) -> None:
    """Make the spare tree of a site that has none yet, which the next build would have to wait for."""
    stale = stale_files(site, cache)
    if stale is not None and not spare_of(site).is_dir():
        _copy_links(site, spare_of(site))
        remember_trees(site, stale, cache)


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
