"""What a view sums up of all branches: how they were formed, terms of office, archive boxes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from generator.publication.exposure import Facts
from generator.publication.view import PublicView, UntoldError
from generator.records.branch import Branch, FormationMode

__all__ = ["SUMMARIES", "in_order", "sum_again"]

SUMMARIES = ("growth", "expiries", "expired", "boxes")
"""What of a view it is."""


def in_order(modes: Mapping[str, int]) -> dict[str, int]:
    """Ways of forming branches with how many there are, in the order of the model; those that there are."""
    return {mode.value: modes[mode.value] for mode in FormationMode if modes.get(mode.value)}


def sum_again(view: PublicView, area: Facts | None, before: Facts, now: Branch) -> bool:
    """Count a branch, which lies in an ``area``, by what it says ``now``: how it was formed, in which year its term
    ends, and which boxes it keeps. Gives whether it said something else ``before``.

    Raises UntoldError where it was formed in another year: by years, enterprises are counted that branches cover.
    """
    formed = before.formation.date.year
    if now.formation.date.year != formed:
        raise UntoldError
    mode = now.formation.mode.value
    differ = before.formation.mode != mode
    for row in view.growth if differ else ():
        if row.year >= formed:
            modes = {**row.modes, before.formation.mode: row.modes[before.formation.mode] - 1}
            row.modes = in_order({**modes, mode: modes.get(mode, 0) + 1})
    was: datetime.date | None = None if before.term is None else before.term.end
    end = None if now.term is None else now.term.end
    for day, number in ((was, -1), (end, 1)) if was != end else ():
        if day is not None and day < view.as_of:
            view.expired += number
        elif day is not None:
            view.expiries = _counted(view.expiries, day.year, number)
            if area is not None:
                area.expiries = _counted(area.expiries, day.year, number)
    boxes = [(box, count + (box in now.boxes) - (box in before.boxes)) for box, count in view.boxes]
    differ = differ or was != end or boxes != view.boxes
    view.boxes = boxes
    return differ


def _counted(years: Mapping[int, int], year: int, number: int) -> dict[int, int]:
    found = {**years, year: years.get(year, 0) + number}
    return {key: count for key, count in sorted(found.items()) if count}
