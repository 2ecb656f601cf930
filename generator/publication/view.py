"""The public view: everything that may leave the records, for pages, print and data.

What is not put in here does not exist for any later room. A thing that another one points to appears there as a card:
a few facts of its own and no further links. So every thing of the view is a tree that ends, and what a page shows can
be compared with what it showed before.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.publication.exposure import Facts
from generator.records.dossier import Held
from generator.rulebook.figures import Figure

__all__ = ["PublicView", "UntoldError"]


class UntoldError(Exception):
    """What is kept of a view does not tell what is to be shown now."""


@dataclass
class PublicView:
    """Everything that may leave the records. Lists are in the order in which pages show them."""

    site: Facts
    as_of: datetime.date
    figures: Mapping[str, Figure]
    commit: str | None = None
    """The commit the records are of, where the site's folder is in Git."""
    asked: list[str] = field(default_factory=list)
    """The figures that texts of records ask for, by their identifiers."""
    areas: list[Facts] = field(default_factory=list)
    branches: list[Facts] = field(default_factory=list)
    """Branches without their activities, which ``dossier`` adds to one of them."""
    elsewhere: list[Facts] = field(default_factory=list)
    """Cards of the branches that belong to no published area."""
    regulations: list[Facts] = field(default_factory=list)
    showcases: list[Facts] = field(default_factory=list)
    stations: list[Facts] = field(default_factory=list)
    lists: list[Facts] = field(default_factory=list)
    assessments: list[Facts] = field(default_factory=list)
    methods: list[Facts] = field(default_factory=list)
    honours: list[Facts] = field(default_factory=list)
    campaigns: list[Facts] = field(default_factory=list)
    pairings: list[Facts] = field(default_factory=list)
    reports: list[Facts] = field(default_factory=list)
    held: list[tuple[Held, Facts]] = field(default_factory=list)
    """Every activity as lists show it, with the card of its branch, the newest first."""
    activity_months: dict[int, list[int]] = field(default_factory=dict)
    """Activities in each month, by year, the latest year first."""
    activity_kinds: dict[str, int] = field(default_factory=dict)
    """Activities of each kind."""
    kind_years: dict[str, dict[int, int]] = field(default_factory=dict)
    """Activities of each kind, by year."""
    year_kinds: dict[str, list[int]] = field(default_factory=dict)
    """Activities of the year the data are true for: twelve numbers a kind."""
    growth: list[Facts] = field(default_factory=list)
    """Year by year: branches formed, branches and covered enterprises there were by its end."""
    expiries: dict[int, int] = field(default_factory=dict)
    """Terms of office that run out, by year, from the present year on."""
    expired: int = 0
    """Terms of office that have run out; a number of the whole site, never a name."""
    boxes: list[tuple[str, int]] = field(default_factory=list)
    """Archive boxes, and how many branches keep each."""
    terms: Mapping[str, tuple[bool, Sequence[str]]] = field(default_factory=dict)
    """The term sets: whether a record may say nothing else, and the members."""
    scheme: Facts | None = None
    """The scheme of the latest round of assessment."""
    rules: list[Facts] = field(default_factory=list)
    """The rules, in the order of the rulebook."""
    downloads: list[Any] = field(default_factory=list)
    """Documents printed for the public, by kind, as ``generator.printing.downloads`` tells them."""
    withdrawn: list[Facts] = field(default_factory=list)
    """What was taken down: addresses that keep a notice."""
    recent: list[Facts] = field(default_factory=list)
    """The newest activities, in full."""
    activities_of: Callable[[str], list[Facts]] = field(default=lambda id: [], repr=False)
    """The activities of one branch, in full, the newest first."""

    @property
    def year(self) -> int:
        """The year the data are true for."""
        return self.as_of.year

    @property
    def cards(self) -> list[Facts]:
        """A card of every branch, in the same order."""
        return [card for area in self.areas for card in area.branches] + self.elsewhere

    def dossier(self, branch: Facts) -> Facts:
        """A branch with its activities."""
        return Facts(**vars(branch), activities=self.activities_of(branch.id))
