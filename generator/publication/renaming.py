"""Records called otherwise: what a view shows of them in other places takes their new names.

A card tells the address of what it is a card of, so that it is known whom a name belongs to.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from generator.publication.exposure import Facts
from generator.publication.paging import Part

__all__ = ["Names", "differing", "rename"]

Names = Mapping[str, Mapping[str, Any]]
"""What is said otherwise of records, by the addresses of their pages and by the names of facts."""

_PLAIN = frozenset({str, int, bool, type(None), datetime.date})
"""Kinds of most values; no card is in them."""


def differing(before: Facts, now: Facts) -> dict[str, Any]:
    """What cards may show of a record that says something else ``now``, by the names of facts."""
    was = vars(before)
    return {
        name: value for name, value in vars(now).items() if value.__class__ in _PLAIN and was.get(name, now) != value
    }


def rename(shown: object, names: Names) -> bool:
    """Put other ``names`` wherever facts or lists of such show them. Gives whether they do."""
    found = False
    if isinstance(shown, Facts):
        held = shown.__dict__
        for name, value in names.get(held.get("address", ""), {}).items():
            if name in held:
                held[name] = value
                found = True
    for item in _inside(shown):
        if item.__class__ not in _PLAIN and rename(item, names):
            found = True
    return found


def _inside(shown: object) -> Iterable[object]:
    if isinstance(shown, Facts):
        return shown.__dict__.values()
    if isinstance(shown, list | tuple):
        return shown
    if isinstance(shown, dict):
        return shown.values()
    return shown.entries if isinstance(shown, Part) else ()
