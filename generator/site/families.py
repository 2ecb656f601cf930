"""Page families: what a page is, which sections there are, at which depths a family has pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.publication.view import PublicView
from generator.records.activity import ActivityKind

__all__ = ["CATALOGUES", "FRAMES", "ROWS", "SECTIONS", "Page", "empty_sections", "kind_slug"]

ROWS = 24
"""Rows on a page of a table."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address (``branches/x/``), family (the template that fills it), title, description and context.

    ``section`` is the address of the section page that the navigation shows as current. ``record`` is the kind and
    identifier it was made from, None where it is made from many.
    """

    address: str
    family: str
    title: str
    description: str
    section: str
    context: dict[str, Any] = field(default_factory=dict)
    record: tuple[str, str] | None = None

    @property
    def depth(self) -> int:
        """How many folders deep the page lies."""
        return self.address.count("/")

    @property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return "../" * self.depth or "./"


SECTIONS: dict[str, str] = {
    "": "home",
    "branches/": "branches",
    "regulations/": "regulations",
    "showcases/": "showcases",
    "activities/": "activities",
    "stations/": "stations",
    "lists/": "lists",
    "calendar/": "calendar",
    "coverage/": "coverage",
    "formation/": "formation",
    "ratings/": "ratings",
    "methods/": "methods",
    "honours/": "honours",
    "pairings/": "pairings",
    "campaigns/": "campaigns",
    "reports/": "reports",
    "data/": "data",
    "downloads/": "downloads",
    "search/": "search",
    "screen/": "screen",
}
"""Section pages: address → family. The engine renders them as pages of its own; we fill their body."""

CATALOGUES = (
    "branches",
    "calendar",
    "campaigns",
    "coverage",
    "formation",
    "honours",
    "lists",
    "methods",
    "pairings",
    "regulations",
    "reports",
    "showcases",
    "stations",
)
"""Sections whose page shows the first part of a list; the further ones are pages of the same family."""

FRAMES: tuple[tuple[str, int, str], ...] = (
    *((section, 3, f"{section}/") for section in CATALOGUES),
    ("activities-list", 3, "activities/"),
    ("activities-list", 4, "activities/"),
    ("activities-year", 2, "activities/"),
    ("activity", 3, "activities/"),
    ("area", 2, "branches/"),
    ("area", 3, "branches/"),
    ("branch", 2, "branches/"),
    ("branch-activities", 2, "activities/"),
    ("branch-activities", 3, "activities/"),
    ("coverage-years", 2, "coverage/"),
    ("coverage-years", 3, "coverage/"),
    ("download", 2, "downloads/"),
    ("download", 4, "downloads/"),
    ("figures", 2, "data/"),
    ("guide", 2, "guide/"),
    ("guide", 3, "guide/"),
    ("guide", 4, "guide/"),
    ("list", 2, "lists/"),
    ("list-notice", 3, "lists/"),
    ("list-notice", 4, "lists/"),
    ("method", 2, "methods/"),
    ("method", 3, "methods/"),
    ("pairing", 2, "pairings/"),
    ("pairing", 3, "pairings/"),
    ("scheme", 2, "ratings/"),
    ("rating", 2, "ratings/"),
    ("rating", 3, "ratings/"),
    ("regulation", 2, "regulations/"),
    ("regulation", 3, "regulations/"),
    ("comparison", 3, "regulations/"),
    ("comparison", 4, "regulations/"),
    ("report", 2, "reports/"),
    ("report", 3, "reports/"),
    ("rule", 3, "data/"),
    ("rules", 2, "data/"),
    ("working", 3, "data/"),
    ("workings", 2, "data/"),
    ("showcase", 2, "showcases/"),
    ("station", 2, "stations/"),
    ("station", 3, "stations/"),
    ("withdrawn", 2, ""),
    ("withdrawn", 3, ""),
)
"""Family, depth and section of every page that is not a section's own."""


def empty_sections(view: PublicView) -> set[str]:
    """Addresses of sections that have nothing to show yet; the navigation leaves them out."""
    filled = {
        "branches/": view.branches,
        "regulations/": view.regulations,
        "showcases/": view.showcases,
        "activities/": view.held,
        "stations/": view.stations,
        "lists/": view.lists,
        "calendar/": view.activity_months,
        "coverage/": [area for area in view.areas if area.units],
        "formation/": view.branches,
        "ratings/": view.assessments,
        "methods/": view.methods,
        "honours/": view.honours,
        "pairings/": view.pairings,
        "campaigns/": view.campaigns,
        "reports/": view.reports,
        "downloads/": view.downloads,
    }
    return {address for address, items in filled.items() if not items}


_KIND_SLUGS = {
    ActivityKind.THEME_DAY: "theme-day",
    ActivityKind.LECTURE: "lecture",
    ActivityKind.ASSEMBLY: "assembly",
    ActivityKind.COMMITTEE: "committee",
    ActivityKind.GROUP: "group",
    ActivityKind.LIFE: "organisation-life",
    ActivityKind.APPRAISAL: "appraisal",
    ActivityKind.TRAINING: "training",
    ActivityKind.VISIT: "visit",
    ActivityKind.VOLUNTEERING: "volunteering",
    ActivityKind.CARE: "care",
    ActivityKind.FORUM: "forum",
}


def kind_slug(kind: str) -> str:
    """The address part of an activity kind."""
    return _KIND_SLUGS[ActivityKind(kind)]
