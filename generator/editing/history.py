"""Asking Git: what a file said at a revision, which files differ, a whole site as it was."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from pathlib import Path

__all__ = ["GitError", "changed_since", "git", "old_text", "paths_in", "revision", "unpack"]


class GitError(Exception):
    """Git is missing, the folder is no repository, or it does not know the revision.

    ``key`` is that of the sentence that says so, None where nothing but Git's own words are known.
    """

    def __init__(self, words: str, key: str | None = None) -> None:
        super().__init__(words)
        self.key = key


def git(root: Path, *words: str) -> bytes:
    """What Git answers."""
    try:
        told = {**os.environ, "LC_ALL": "C.UTF-8"}  # what it complains of is looked for in its own words below
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False, timeout=120, env=told)
    except FileNotFoundError as error:
        raise GitError(str(error), "git-missing") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(str(error)) from None
    if done.returncode:
        complaint = done.stderr.decode("utf-8", "replace").strip()
        raise GitError(complaint, "git-no-repository" if "not a git repository" in complaint else None)
    return done.stdout


def revision(root: Path, name: str) -> str:
    """The full hash of a revision; a name that starts with a dash is none."""
    if name.startswith("-"):
        raise GitError(f"bad revision {name!r}", "git-unknown")
    try:
        return git(root, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    except GitError as error:
        raise GitError(str(error), error.key or "git-unknown") from None


def _inside(root: Path) -> str:
    """The way from the repository's top to the site, with a slash behind, empty at the top."""
    return git(root, "rev-parse", "--show-prefix").rstrip(b"\n").decode("utf-8", "surrogateescape")


def paths_in(answer: bytes) -> list[str]:
    """The paths in an answer of Git that has them apart by NULs, as the system's calls take them: a file's name may be
    no text.
    """
    return [path for path in answer.decode("utf-8", "surrogateescape").split("\0") if path]


def old_text(root: Path, commit: str, path: str) -> str | None:
    """What a file of the site said at a commit; None where it was not there or is no UTF-8."""
    try:
        return git(root, "show", f"{commit}:{_inside(root)}{path}").decode("utf-8")
    except (GitError, UnicodeDecodeError):
        return None


def changed_since(root: Path, commit: str) -> list[str]:
    """Files of the site that differ from a commit, those not yet added included."""
    listed = git(root, "diff", "--name-only", "-z", "--relative", "--no-renames", commit, "--", ".")
    new = git(root, "ls-files", "-z", "--others", "--exclude-standard", "--", ".")
    return sorted({*paths_in(listed), *paths_in(new)})


def unpack(root: Path, commit: str, folder: Path) -> None:
    """Put the site's records, articles and settings as they were at a commit into ``folder``."""
    wanted = ("records", "content", "mkdocs.yml")
    inside = _inside(root)
    there = paths_in(git(root, "ls-tree", "--name-only", "-z", f"{commit}:{inside.rstrip('/')}"))
    paths = [path for path in wanted if path in there]
    if "records" not in paths:
        raise GitError(f"{commit[:12]} holds no records", "git-no-records")
    archive = git(root, "archive", "--format=tar", f"{commit}:{inside.rstrip('/')}", "--", *paths)
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        if hasattr(tarfile, "data_filter"):
            tar.extractall(folder, filter="data")
        else:  # the Python of Debian 12 knows no filters; what Git packs stays inside the folder it is unpacked into
            tar.extractall(folder)
