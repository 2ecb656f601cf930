"""What is kept of the last build, where it lies in the cache, and how single things of it are fetched.

What is no longer there, or is not a view's, is told by ``ForgottenError`` or ``UnknownFactsError``: then everything is
made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.cache import Cache
from generator.packing import unpacked_json
from generator.publication.exposure import Facts
from generator.publication.keeping import UNITS, UnknownFactsError, unpacked, unpacked_view
from generator.publication.view import PublicView
from generator.records.dossier import Place
from generator.records.unit import Unit
from generator.rulebook.figures import AllNumbers, Figure, Numbers, UnitNumbers

__all__ = [
    "BRANCHES", "CORE", "FIGURES", "GLANCE", "HELD", "KNOWN", "NOTES", "NUMBERS", "RECORDS", "REST", "TOLD",
    "ForgottenError", "core_with", "kept_branch", "kept_bytes", "kept_core", "kept_covered", "kept_covering",
    "kept_figures", "kept_held", "kept_item", "kept_numbers", "noted", "remembered", "told_since",
]  # fmt: skip

GLANCE, NOTES, CORE, KNOWN = "glance", "notes", "core", "known"
"""A section of the cache: what was noted of the last build, the core of the view, the digests of what pages show."""
FIGURES, NUMBERS, TOLD = "figures", "numbers", "told"
"""There, too: figures as checks know them; what they count of each branch and unit; what of the view has been told anew
since the last whole build."""
BRANCHES, RECORDS, REST = "facts", "items", "rest"
"""Sections of the public facts of every branch, of those of the records in ``ITEMS``, and of all else in the view."""
HELD = "held"
"""The section with the activities of every branch that is published, as lists know them but for their titles."""


class ForgottenError(Exception):
    """What was kept of the view is not there any more, or is not a view's."""


def noted(cache: Cache) -> dict[str, Any] | None:
    """What the last build has noted; None where a build may have ended between what it kept and noted."""
    data = cache.get(GLANCE, NOTES)
    notes: dict[str, Any] | None = None if data is None else unpacked_json(data)
    return notes


def remembered(cache: Cache) -> bool:
    """Whether a whole build has left what a glance goes by."""
    return cache.get(GLANCE, NOTES) is not None


def kept_bytes(cache: Cache, section: str, id: str) -> bytes:
    """What is kept under a name in a section. Raises ForgottenError where there is nothing."""
    data = cache.get(section, id)
    if data is None:
        raise ForgottenError
    return data


def told_since(cache: Cache) -> dict[str, Any]:
    """What of the view has been told anew since the last whole build."""
    data = cache.get(GLANCE, TOLD)
    return {} if data is None else unpacked(data)


def kept_core(cache: Cache) -> PublicView:
    """The core of the view as the last build has left it."""
    view, told = unpacked_view(kept_bytes(cache, GLANCE, CORE)), told_since(cache)
    view.figures, view.rules = told.get("figures", view.figures), told.get("rules", view.rules)
    return view


def core_with(ids: Iterable[str], notes: Mapping[str, Any], cache: Cache) -> PublicView:
    """The core of the view as the last whole build has left it, with those of some branches that were published."""
    view = kept_core(cache)
    published = set(notes["order"])
    view.branches = [unpacked(kept_bytes(cache, BRANCHES, id)) for id in ids if id in published]
    return view


def kept_figures(cache: Cache) -> tuple[Mapping[str, Figure], Mapping[str, Figure]]:
    """The figures as the last build has left them: as checks know them, and as they are published. Raises
    ForgottenError where they are not known.
    """
    try:
        return unpacked(kept_bytes(cache, GLANCE, FIGURES)), kept_core(cache).figures
    except UnknownFactsError:
        raise ForgottenError from None


def kept_covering(cache: Cache, units: Mapping[str, Unit]) -> set[str]:
    """The branches that cover some units, given by their names, as the last build has left it."""
    if not units:
        return set()
    texts = [name.encode() for name in units]
    rows = (data for row, data in cache.all(REST).items() if row.startswith(UNITS))
    found = (unit for data in rows if any(text in data for text in texts) for unit in unpacked(data))
    return {unit.branch.id for unit in found if unit.name in units and unit.branch is not None}


def kept_covered(cache: Cache) -> set[str]:
    """The names of the units that a branch covers, likewise."""
    rows = (data for row, data in cache.all(REST).items() if row.startswith(UNITS))
    return {unit.name for data in rows for unit in unpacked(data) if unit.branch is not None}


def kept_numbers(cache: Cache) -> AllNumbers:
    """What these count of each branch and of each unit."""
    branches, units = unpacked_json(kept_bytes(cache, GLANCE, NUMBERS))
    return AllNumbers(
        {id: Numbers(*row) for id, row in branches.items()}, {name: UnitNumbers(*row) for name, row in units.items()}
    )


def kept_held(cache: Cache, id: str) -> list[Place]:
    """The published activities of a branch, as lists know them but for their titles."""
    return [Place(*place) for place in unpacked_json(kept_bytes(cache, HELD, id))]


def kept_branch(cache: Cache, id: str) -> Facts:
    """What the last build has left of a branch. Raises ForgottenError where that is not known."""
    try:
        facts: Facts = unpacked(kept_bytes(cache, BRANCHES, id))
    except UnknownFactsError:
        raise ForgottenError from None
    return facts


def kept_item(cache: Cache, address: str) -> Facts | None:
    """What the last build has left of one of the records in ``ITEMS``; None where that was not published yet. Raises
    ForgottenError where it is not known.
    """
    data = cache.get(RECORDS, address)
    try:
        return None if data is None else unpacked(data)
    except UnknownFactsError:
        raise ForgottenError from None
