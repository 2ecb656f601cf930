"""The two trees of a site, the published one and the spare, and what is known of them from one build to the next."""

from __future__ import annotations

import marshal
import re
import sys
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import Any

from generator.cache import Cache, program_key, seal
from generator.listing import BRANCHES, Look, Signature, files_below, folders_in, look_at, settled
from generator.packing import packed_json, unpacked_json
from generator.workers import aside, default_jobs

__all__ = [
    "STATE", "TREES", "PlaceError", "Standing", "begin_look", "check_place", "identity", "page_sources",
    "remember_trees", "remembered", "site_of", "spare_of", "stale_files", "theme_folder",
]  # fmt: skip

STATE, TREES, _STANDING = "state", "trees", "standing"
_MANY = 500
"""Branches from which on another process looks at the files: with fewer, to begin it takes as long."""
_VERY_MANY = 4000
"""Branches from which on several do."""
_CUSTOM_DIR = re.compile(r"^[ ]+custom_dir:[ ]*['\"]?([^'\"#\n]+?)['\"]?[ ]*(?:#.*)?$", re.MULTILINE)
_FURTHER = re.compile(r"^(?:INHERIT|hooks):", re.MULTILINE)
_SITE_DIR = re.compile(r"^site_dir:[ ]*['\"]?([^'\"#\n]+?)['\"]?[ ]*(?:#.*)?$", re.MULTILINE)

_BUILT = ("sitemap.xml", "manifest/index.json")
"""What a site that was built holds, one by the engine alone as well; no folder that people keep files in does."""


class PlaceError(Exception):
    """A site cannot be published to a folder: the key of the sentence that says why, and the folder."""

    def __init__(self, key: str, folder: Path) -> None:
        super().__init__(key, str(folder))
        self.key = key
        self.folder = folder


def check_place(root: Path, site: Path) -> None:
    """Raise PlaceError where to publish the site of ``root`` to a folder would destroy what it holds.

    A build puts its tree in the place of whatever is there, and the build after it prunes that: a slip in the name
    of the folder must not cost the records, nor anything else that somebody keeps in it.
    """
    root, site = root.resolve(), site.resolve()
    said = _CUSTOM_DIR.search((root / "mkdocs.yml").read_text("utf-8", "replace"))
    sources = [root / name for name in ("records", "content", ".git", *([said[1]] if said else []))]
    if root.is_relative_to(site) or any(site.is_relative_to(source.resolve()) for source in sources):
        raise PlaceError("place-of-sources", site)
    if site.is_dir():
        if any(site.iterdir()) and not any((site / name).is_file() for name in _BUILT):
            raise PlaceError("place-in-use", site)
    elif site.exists():
        raise PlaceError("place-is-file", site)


def site_of(root: Path, site_dir: Path | None = None) -> Path:
    """The folder that the site of ``root`` is published to."""
    if site_dir is not None:
        return site_dir.resolve()
    said = _SITE_DIR.search((root / "mkdocs.yml").read_text("utf-8", "replace"))
    return root / (said[1] if said else "site")


def remembered(site: Path, key: str = "") -> Cache:
    """What the last build of a site has left beside it for the next one; ``key`` is that of the program, if known."""
    site.parent.mkdir(parents=True, exist_ok=True)
    return Cache(site.parent / f".{site.name}.cache", key or _key())


def _key() -> str:
    """A digest of all that builds: another program makes other pages of the same records."""
    return seal(program_key(theme_folder()), sys.version, *_packages())


@cache  # it is asked for at every page
def theme_folder() -> Path:
    """The theme that comes with the program: beside the package in a checkout, inside it once installed."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent / "theme"


def _packages() -> list[str]:
    """Names and versions of everything that is installed; asking each package for its version takes longer."""
    folders = [Path(folder) for folder in sys.path if folder.endswith("-packages")]
    return sorted(path.name for folder in folders if folder.is_dir() for path in folder.glob("*.dist-info"))


def page_sources(root: Path) -> list[str] | None:
    """What the engine's pages are made from, besides records; None where settings lead to files that nobody knows."""
    said = (root / "mkdocs.yml").read_text("utf-8", "replace")
    if _FURTHER.search(said):
        return None
    own = _CUSTOM_DIR.search(said)
    files = files_below(root, "content", *([own[1].rstrip("/")] if own else []))
    shown = {
        name: signature for name, signature in files.items()
        if not name.startswith("content/showcases/") or name == "content/showcases/index.md"
    }  # fmt: skip
    return [said, repr(shown)]


def spare_of(site: Path) -> Path:
    """The tree that is not published; the next build starts from it."""
    return site.parent / f".{site.name}-spare"


def identity(folder: Path) -> list[int] | None:
    """What a folder is, whatever it is called; None where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return [status.st_dev, status.st_ino]


def stale_files(site: Path, cache: Cache) -> list[str] | None:
    """The files in which the spare tree differs from the published one; None where that is not known."""
    data = cache.get(STATE, TREES)
    if data is None:
        return None
    published, other, stale = unpacked_json(data)
    if published is None or published != identity(site) or other != identity(spare_of(site)):
        return None
    return list(stale)


def remember_trees(site: Path, stale: Iterable[str], cache: Cache) -> None:
    """Note what the trees are and in which files they differ."""
    known = [identity(site), identity(spare_of(site)), sorted(stale)]
    cache.update(STATE, ((TREES, packed_json(known)),))


def _history(root: Path) -> dict[str, Signature]:
    """What changes in Git's own folder when something is committed: pages name the commit that they come from."""
    git = next((folder / ".git" for folder in (root, *root.parents) if (folder / ".git").exists()), None)
    if git is None:
        return {}
    if git.is_file():  # a second work tree: the file tells where the rest is
        git = root / git.read_text("utf-8", "replace").removeprefix("gitdir:").strip()
    found = {}
    for name in ("HEAD", "logs/HEAD", "shallow"):
        if (git / name).is_file():
            status = (git / name).stat()
            found[f".git/{name}"] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return found


def begin_look(root: Path) -> tuple[bool, Callable[[], tuple[Look, str]]]:
    """Begin to look at the files of a site and of the program: whether other processes do it, as they do where there
    are many, and what waits for the look and for the key of the program.
    """
    jobs, branches = default_jobs(), len(folders_in(root / BRANCHES))
    if jobs == 1 or branches < _MANY:
        return False, lambda: (_look(root), _key())
    # Where they are not that many, one is done with them before this one has imported what it needs.
    shares = jobs if branches >= _VERY_MANY else 1
    answers = [aside(jobs, _MANY, partial(_looked, root, (number, shares))) for number in range(shares)]
    return True, partial(_together, answers)


def _together(answers: Iterable[Callable[[], bytes]]) -> tuple[Look, str]:
    found = [marshal.loads(answer()) for answer in answers]
    return Look.unpacked(look for look, _ in found), found[0][1]


def _look(root: Path, share: tuple[int, int] = (0, 1)) -> Look:
    return look_at(root, BRANCHES, "records", "content", "print", share=share)


def _looked(root: Path, share: tuple[int, int]) -> bytes:
    """A share of the look, the first one with the key of the program."""
    return marshal.dumps((_look(root, share).packed(), "" if share[0] else _key()))


class Standing:
    """Whether a site stands as its records, its pages and the program say, so that nothing need be done."""

    def __init__(self, root: Path, site: Path, look: Look, cache: Cache, options: str) -> None:
        self._site = site
        self._cache = cache
        self.look = look
        history, sources = _history(root), page_sources(root)
        still = all(settled(signature, self.look.at) for signature in history.values())
        self._settled = sources is not None and still and self.look.settled
        rest = repr((history, dict(self.look.files), list(self.look.marks)))
        self._mark = seal(str(root), options, *(sources or ()), rest, *self.look.marks.values())

    def told(self) -> dict[str, Any] | None:
        """What the build told that made the site as it stands; None where there may be something to do."""
        data = self._cache.get(STATE, _STANDING)
        if data is None or stale_files(self._site, self._cache) is None:
            return None
        mark, told = unpacked_json(data)
        return dict(told) if mark == self._mark else None

    def note(self, told: dict[str, Any]) -> None:
        """Remember what a build told. Where a file was just being written, the next build looks again."""
        if self._settled:
            data = packed_json([self._mark, told])
            self._cache.update(STATE, ((_STANDING, data),))
