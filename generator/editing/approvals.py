"""Who wrote and who approved what changed since a revision: from commits, and from what the platform answers.

The platform's word comes as the answers of its API, saved by a CI job: reviews and the pull request of GitHub and
Gitea, approvals and the merge request of GitLab, the pull request of Gitee. Where there is such an answer, trailers in
commits count for nothing: anybody can write them. What was changed after an approval was not approved by it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.checks.approvals import Person, Work
from generator.editing.history import GitError, git, old_text, paths_in

__all__ = ["AnswerError", "work_since"]

_START, _END = "\x01", "\x02"
_TRAILER = re.compile(r"^(reviewed|approved|co-authored)-by:\s*(.+?)\s*$", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"^(.*?)\s*<([^<>]*)>$")
_NOREPLY = re.compile(r"^(?:\d+[+-])?([^@]+)@users\.noreply\.")
_APPROVED, _UNSAID = {"APPROVED"}, {"COMMENTED", "COMMENT", "PENDING"}


class AnswerError(Exception):
    """A file that is no answer of a platform we know."""


@dataclass(frozen=True, slots=True)
class _Approval:
    """Somebody's approval of the site as it was at a commit; of any where the platform does not say."""

    person: Person
    commit: str | None


def work_since(root: Path, commit: str, answers: Sequence[Path] = ()) -> dict[str, Work]:
    """What was done to each file of the site between the point where ``commit`` was left and the last commit."""
    base = git(root, "merge-base", commit, "HEAD").decode().strip()
    listed = git(root, "diff", "--name-only", "-z", "--relative", "--no-renames", base, "HEAD", "--", ".")
    work = {path: Work(was_final="终审" in (old_text(root, base, path) or "")) for path in paths_in(listed)}
    later: set[str] = set()
    for authors, reviewers, files in _commits(root, base):
        touched = [path for path in files if path in work]
        for path in touched:
            work[path].authors += authors
        for path in touched or work:
            if path not in later and not answers:
                work[path].approvers += reviewers
        later.update(touched)
    if not answers:
        return work
    authors, approvals = _read(answers)
    for approval in approvals:
        since = _since(root, approval.commit)
        for path, done in work.items():
            if since is not None and path not in since:
                done.approvers.append(approval.person)
    for done in work.values():
        done.authors += authors
    return work


def _commits(root: Path, base: str) -> Iterator[tuple[list[Person], list[Person], list[str]]]:
    """Authors, reviewers and files of every commit, the newest first; one that only approves has no files."""
    form = f"--format={_START}%an <%ae>{_END}%B{_END}"
    told = git(root, "log", f"{base}..HEAD", "-c", "--name-only", "--relative", "--no-renames", "-z", form)
    return (_commit(block) for block in told.decode("utf-8", "surrogateescape").split(_START) if block)


def _commit(block: str) -> tuple[list[Person], list[Person], list[str]]:
    author, body, files = block.split(_END)
    authors, reviewers = [_person(author)], list[Person]()
    for role, name in _TRAILER.findall(body):
        (authors if role.lower() == "co-authored" else reviewers).append(_person(name))
    return authors, reviewers, [path.lstrip("\n") for path in files.split("\0") if path.strip("\n")]


def _person(text: str) -> Person:
    """Somebody as commits name him: ``name <address>``."""
    found = _ADDRESS.match(text)
    name, address = (found[1], found[2]) if found else (text, "")
    account = _NOREPLY.match(address)
    return _known(name, address, account[1] if account else None)


def _known(*names: object) -> Person:
    return frozenset(name.strip().lower() for name in names if isinstance(name, str) and name.strip())


def _account(user: Any) -> Person:
    """Somebody as platforms name him."""
    keys = ("login", "username", "name", "email")
    return _known(*(user.get(key) for key in keys)) if isinstance(user, dict) else _known()


def _is_hash(commit: object) -> bool:
    return isinstance(commit, str) and re.fullmatch("[0-9a-f]{7,64}", commit) is not None


def _since(root: Path, commit: str | None) -> set[str] | None:
    """The files that changed since a commit was approved; None where the commit is not of this history."""
    if commit is None:
        return set()
    try:
        git(root, "merge-base", "--is-ancestor", commit, "HEAD")
        listed = git(root, "diff", "--name-only", "-z", "--relative", "--no-renames", commit, "HEAD", "--", ".")
    except GitError:
        return None
    return set(paths_in(listed))


def _read(answers: Sequence[Path]) -> tuple[list[Person], list[_Approval]]:
    """Those who asked for the change, and those who approved it."""
    authors: list[Person] = []
    approvals: list[_Approval] = []
    for path in answers:
        try:
            answer = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            raise AnswerError(path.name) from None
        if isinstance(answer, list):
            approvals += _reviews(_rows(answer, path), path)
        elif isinstance(answer, dict) and "approved_by" in answer:  # GitLab
            approvals += [_Approval(_account(row.get("user")), None) for row in _rows(answer["approved_by"], path)]
        elif isinstance(answer, dict) and ("user" in answer or "author" in answer):
            authors.append(_account(answer.get("user") or answer.get("author")))
            asked = _rows(answer.get("assignees") or [], path)  # Gitee
            approvals += [_Approval(_account(row), None) for row in asked if row.get("accept") is True]
        else:
            raise AnswerError(path.name)
    return authors, [approval for approval in approvals if approval.person]


def _rows(listed: Any, path: Path) -> list[dict[str, Any]]:
    """What must be a list of mappings, as every platform answers."""
    if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
        raise AnswerError(path.name)
    return listed


def _reviews(rows: Sequence[dict[str, Any]], path: Path) -> list[_Approval]:
    """Reviews in their order, of GitHub and Gitea: the last word of each reviewer counts."""
    last: dict[Person, _Approval | None] = {}
    for row in rows:
        state, commit = row.get("state"), row.get("commit_id")
        # What is no hash might be an option to Git.
        if not isinstance(state, str) or "user" not in row or not (commit is None or _is_hash(commit)):
            raise AnswerError(path.name)
        if state not in _UNSAID:
            good = state in _APPROVED and not row.get("dismissed")
            person = _account(row["user"])
            last[person] = _Approval(person, commit) if good else None
    return [approval for approval in last.values() if approval is not None]
