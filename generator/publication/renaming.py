"""Branches called otherwise: what a view shows of them in other places takes their new short names.

A card tells the address of what it is a card of, so that it is known whom a name belongs to.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from generator.publication.exposure import Facts
from generator.publication.paging import Part

__all__ = ["rename"]

_PLAIN = frozenset({str, int, bool, type(None), datetime.date})
"""Kinds of most values; no card is in them."""


def rename(shown: object, names: Mapping[str, str]) -> bool:
    """Give branches other short ``names``, by their addresses, wherever facts or lists of such show them. Gives whether
    they do.
    """
    found = False
    if isinstance(shown, Facts):
        held = shown.__dict__
        if "short_name" in held and held.get("address") in names:
            held["short_name"] = names[held["address"]]
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
