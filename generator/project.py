"""A site's folder: load its records, check them, give the public view."""

from __future__ import annotations

import datetime
import subprocess
from dataclasses import dataclass
from pathlib import Path

from generator.checks.registry import run
from generator.findings import Finding, has_errors, ordered
from generator.publication.view import PublicView, public_view
from generator.records.collecting import collect
from generator.records.kinds import SITE_NOT_FINAL
from generator.records.layout import LAYOUT
from generator.records.register import Register
from generator.records.site import Site
from generator.rulebook.shelves import SHELVES

__all__ = ["Project", "find_root", "load"]


@dataclass(frozen=True, slots=True)
class Project:
    """A site read and checked. ``register`` is None where the site record itself cannot be read."""

    root: Path
    register: Register | None
    findings: list[Finding]

    @property
    def publishable(self) -> bool:
        """Whether nothing found stops publication."""
        return self.register is not None and not has_errors(self.findings)

    def view(self) -> PublicView:
        """The public view; only a publishable project has one."""
        if self.register is None or not self.publishable:
            raise ValueError("a project with errors has no public view")
        return public_view(self.register)


def find_root(start: Path) -> Path | None:
    """The site's folder: the nearest one, from ``start`` upward, that holds ``mkdocs.yml`` and ``records``."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "records").is_dir():
            return folder
    return None


def load(root: Path, as_of: datetime.date | None = None, jobs: int = 1) -> Project:
    """Read and check every record below ``root``, reading in ``jobs`` processes.

    Whatever depends on "today" depends on ``as_of``, else 数据截至 of the site record, else the last commit's day.
    """
    register, findings = collect(root, (*LAYOUT, *SHELVES), jobs)
    site = register.of(Site).get("site")
    register.as_of = as_of or (site.as_of if site else None) or _last_commit(root) or _newest_record(register)
    if site and not site.released:
        findings.append(Finding(SITE_NOT_FINAL, register.place(site, ("审核",))))
    findings = [*findings, *run(register, complete=not has_errors(findings))]
    return Project(root, register if site else None, ordered(findings))


def _last_commit(root: Path) -> datetime.date | None:
    command = ["git", "-C", str(root), "log", "-1", "--format=%cs"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    text = answer.stdout.strip()
    return datetime.date.fromisoformat(text) if answer.returncode == 0 and text else None


def _newest_record(register: Register) -> datetime.date:
    """Without a stated day and without Git, the latest day that a record names; never the clock."""
    days = [activity.date for activity in register.activities.values()]
    days += [branch.formation.date for branch in register.branches.values()]
    days += [branch.term.start for branch in register.branches.values() if branch.term]
    return max(days, default=datetime.date(1921, 7, 1))
