"""The line below a page of a record or of prose: when its file was last changed, the way to its history and to editing.

A day and a commit, never who it was. The links lead to the platform that ``repo_url`` names.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from markupsafe import Markup

from generator.changes import Change, Changes
from generator.rulebook.shelves import shelves
from generator.site.families import Page
from generator.site.words import cn_date

__all__ = ["PLATFORMS", "Kept", "Repository", "platform_of"]

PLATFORMS = {
    "github": ("edit/{branch}/{path}", "commits/{branch}/{path}"),
    "gitlab": ("-/edit/{branch}/{path}", "-/commits/{branch}/{path}"),
    "gitea": ("_edit/{branch}/{path}", "commits/branch/{branch}/{path}"),
    "gitee": ("edit/{branch}/{path}", "commits/{branch}/{path}"),
}
"""Where a platform shows the editor and the history of a file, below the repository's address."""
_HOSTS = {"github": "github", "gitlab": "gitlab", "gitea": "gitea", "forgejo": "gitea", "codeberg": "gitea",
          "gitee": "gitee"}  # fmt: skip


def platform_of(address: str) -> str | None:
    """The platform that an address tells by itself: that of a public one, or of ``gitlab.example.gov.cn``."""
    host = address.partition("://")[2].partition("/")[0].partition(":")[0]
    return next((_HOSTS[part] for part in host.lower().split(".") if part in _HOSTS), None)


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the records are kept: its address without a slash behind, platform and branch."""

    url: str
    platform: str
    branch: str

    def links(self, path: str) -> tuple[str, str]:
        """Where a file is edited, and where its history is."""
        ways = PLATFORMS[self.platform]
        where = {"branch": quote(self.branch), "path": quote(path)}
        edit, history = (f"{self.url}/{way.format(**where)}" for way in ways)
        return edit, history


class Kept:
    """What the pages of records tell of their files; nothing where there is no Git."""

    def __init__(self, changes: Changes | None, repository: Repository | None) -> None:
        self._changes = changes
        self._repository = repository
        self._at = ""
        self._files: dict[str, tuple[str, Change]] = {}

    def mark(self, key: str) -> str:
        """A digest of what the pages of a group show of it."""
        shelf = _shelf_of(key)
        return self._changes.mark(shelf) if self._changes and shelf else ""

    def line(self, page: Page) -> str:
        """The line of one page; empty for pages made from many records, and for further pages of a long record."""
        part = page.context.get("part")
        if self._changes is None or page.record is None or (part is not None and part.number):
            return ""
        kind, id = page.record
        owner, _, slug = id.rpartition("/")
        shelf = _shelf_of(f"branches/{owner}/" if kind == "activity" else page.address)
        if shelf is None:
            return ""
        if shelf != self._at:  # pages of a branch come one after another
            self._at, self._files = (
                shelf,
                {PurePosixPath(path).stem: (path, change) for path, change in self._changes.of(shelf).items()},
            )
        known = self._files.get("branch" if kind == "branch" else slug)
        return self._written("本条记录", *known) if known else ""

    def into_prose(self, address: str, html: str) -> str:
        """A page of ``content/`` with its line at the end of the article; as it is where it was made from no file."""
        name = f"content/{address.removesuffix('/')}"
        for path in (f"{name}.md", f"{name}/index.md"):
            change = self._changes.of(path).get(path) if self._changes else None
            if change is not None:
                before, end, after = html.rpartition("</article>")
                return f"{before}{self._written('本页', path, change).rstrip()}{end}{after}"
        return html

    def _written(self, what: str, path: str, change: Change) -> str:
        day = cn_date(datetime.date.fromisoformat(change.date)) + ("或更早" if change.earlier else "")
        text = Markup('{}最近修改：<span title="提交 {}">{}</span>').format(what, change.commit, day)
        if self._repository is not None and self._changes is not None:
            edit, history = self._repository.links(self._changes.prefix + path)
            text += Markup(' <a href="{}">修改经过</a> <a href="{}">编辑</a>').format(history, edit)
        return f'<p class="zb-note zb-kept">{text}</p>\n'


def _of_sections() -> dict[str, tuple[str, str]]:
    """The file of a record before and after its identifier, by the section its page is in."""
    found = {}
    for shelf in shelves():
        before, given, after = shelf.path.partition("{id}")
        if given and "{" not in before:
            found[before.rstrip("/").rpartition("/")[2]] = before, after.removesuffix("branch.yml")
    return found


_SECTIONS = _of_sections()


def _shelf_of(address: str) -> str | None:
    """The file that a page is made from, or the folder of a branch; None where it is made from many."""
    section, _, id = address.removesuffix("/").partition("/")
    if section not in _SECTIONS or not id or "/" in id:
        return None
    before, after = _SECTIONS[section]
    return f"{before}{id}{after}"
