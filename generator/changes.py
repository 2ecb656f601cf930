"""When each record and each page of prose was last changed, as Git knows it: one pass, and later only over what is new.

Of all commits that touch a file the latest one counts, whichever way it came in; so it makes no difference whether a
history is read at once or piece by piece. Who made a change is never asked for. A shallow clone does not know what lies
behind its oldest commits: what they say is "then or before". A file with changes that are in no commit yet has no last
change.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.cache import Cache, seal
from generator.listing import BRANCHES
from generator.packing import packed_json, unpacked_json

__all__ = ["Change", "Changes", "last_changes", "shelf_of"]

_SECTION, _INDEX = "changes", ""
_RECORDS, _PROSE = "records", "content"
_BRANCHES = f"{BRANCHES}/"
_START = "\x01"
"""Before each commit in what Git is asked to write."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """The last commit that touched a file. ``time`` is in seconds since 1970, ``date`` the day where it was made."""

    time: int
    date: str
    commit: str
    earlier: bool = False
    """Whether the file may have been as it is before that, because the clone does not reach farther back."""

    def row(self) -> list[object]:
        """It as plain values, in the order of its fields."""
        return [self.time, self.date, self.commit, self.earlier]


_Shelf = dict[str, Change]
"""Last changes by file, of the files that are read together: those of a branch, or one."""


@dataclass
class Changes:
    """Last changes of a site's files."""

    prefix: str
    """The way from the repository's top to the site, with a slash behind, empty at the top."""
    dirty: frozenset[str]
    """Files with changes that are in no commit."""
    packed: Mapping[str, bytes]
    """Last changes by shelf, as they are kept."""
    state: tuple[str, str] = ("", "")
    """The commit at which this is true, and a digest of how far the history reaches."""
    before: tuple[str, str] = ("", "")
    """The same of the last time it was asked for."""
    moved: frozenset[str] | None = None
    """The shelves of which something else is known than then; None where that may be any of them."""

    def mark(self, shelf: str) -> str:
        """A digest of all that is told of a shelf's files: of a branch's folder with a slash behind, or of one file."""
        return seal(self.prefix, self.packed.get(shelf, b""), *sorted(p for p in self.dirty if shelf_of(p) == shelf))

    def of(self, shelf: str) -> dict[str, Change]:
        """The last change of every file on a shelf that is as a commit holds it."""
        known = _unpacked(self.packed.get(shelf, b"{}"))
        return {path: change for path, change in known.items() if path not in self.dirty}


class _Fetched(Mapping[str, bytes]):
    """Last changes by shelf, each fetched when asked for."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def __getitem__(self, name: str) -> bytes:
        data = self._cache.get(_SECTION, name) if name != _INDEX else None
        if data is None:
            raise KeyError(name)
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self._cache.ids(_SECTION) - {_INDEX})

    def __len__(self) -> int:
        return len(self._cache.ids(_SECTION) - {_INDEX})


def shelf_of(path: str) -> str:
    """The shelf of a file: the folder of a branch with a slash behind, or the file itself."""
    if not path.startswith(_BRANCHES):
        return path
    return f"{_BRANCHES}{path[len(_BRANCHES) :].partition('/')[0]}/"


def last_changes(root: Path, cache: Cache, clean: bool = False, few: bool = False) -> Changes | None:
    """What Git knows of the files below ``root``; None outside Git. What was asked before is asked no more.

    ``clean`` says that ``records`` is known to be as the last commit has it; ``few`` that it is asked of a few files
    only.
    """
    answer = _git(root, "rev-parse", "HEAD", "--show-prefix", "--git-path", "shallow")
    if answer is None:
        return None
    head, prefix, shallow, _ = answer.split("\n")
    ends = _commits_at_the_end(root / shallow)
    folders = [_PROSE] if clean else [_RECORDS, _PROSE]
    changed = _git(root, "diff", "--name-only", "-z", "--no-renames", "--relative", "HEAD", "--", *folders)
    dirty = frozenset((changed or "").split("\0")) - {""}
    packed: Mapping[str, bytes] = _Fetched(cache) if few else _all(cache)
    reach = seal(prefix, *sorted(ends))
    since, old_reach = unpacked_json(cache.get(_SECTION, _INDEX) or b'["", ""]')
    if (since, old_reach) == (head, reach):
        return Changes(prefix, dirty, packed, (head, reach), (since, old_reach), frozenset())
    grown = old_reach == reach and _git(root, "merge-base", "--is-ancestor", since, head) is not None
    before = packed if grown else {}
    found: dict[str, _Shelf] = {}
    for path, change in _read(root, f"{since}..{head}" if grown else head, ends):
        name = shelf_of(path)
        if name not in found:
            found[name] = _unpacked(before.get(name, b"{}"))
        shelf = found[name]
        shelf[path] = max(change, shelf.get(path, change))
    new = {name: _packed(shelf) for name, shelf in found.items()}
    gone = set() if grown else packed.keys() - new.keys()
    cache.update(_SECTION, [*new.items(), (_INDEX, packed_json([head, reach]))], gone)
    kept = packed if few and cache.kept else {**before, **new}
    return Changes(prefix, dirty, kept, (head, reach), (since, old_reach), frozenset(new) if grown else None)


def _all(cache: Cache) -> dict[str, bytes]:
    packed = cache.all(_SECTION)
    packed.pop(_INDEX, None)
    return packed


def _git(root: Path, *words: str) -> str | None:
    """What Git answers; None where there is no Git, no repository, or no such thing in it."""
    command = ["git", "-C", str(root), "-c", "log.showRoot=true", "-c", "core.quotePath=false", *words]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=600)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "replace")


def _commits_at_the_end(shallow: Path) -> frozenset[str]:
    """The commits behind which a shallow clone knows nothing; none in a whole one."""
    return frozenset(shallow.read_text("ascii").split()) if shallow.is_file() else frozenset()


def _read(root: Path, commits: str, ends: frozenset[str]) -> Iterator[tuple[str, Change]]:
    """Every record and page of prose that some commits touch. Of a merge, what it changed beyond what it joined."""
    form = f"--format={_START}%H %ct %cs"
    how = ("-c", "--name-only", "--no-renames", "--relative", "-z", form)
    answer = _git(root, "log", commits, *how, "--", _RECORDS, _PROSE)
    change: Change | None = None
    for part in (answer or "").split("\0"):
        text = part.lstrip("\n")
        if text.startswith(_START):
            commit, time, date = text[len(_START) :].rstrip("\n").split(" ")
            change = Change(int(time), date, commit[:10], commit in ends)
        elif text.endswith((".yml", ".md")) and change is not None:
            yield text, change


def _packed(shelf: _Shelf) -> bytes:
    return packed_json({path: shelf[path].row() for path in sorted(shelf)})


def _unpacked(data: bytes) -> _Shelf:
    return {path: Change(*row) for path, row in unpacked_json(data).items()}
