"""The registry of checks: adding one is a file with a ``check`` function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.checks import (
    coverage_once,
    formation_units,
    future_dates,
    one_star_each,
    organisation_names,
    pictures,
    prose_figures,
    stated_figures,
)
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.terms import misused_terms

__all__ = ["CHECKS", "run"]

Check = Callable[[Register], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    "terms": misused_terms,
    "pictures": pictures.check,
    "organisation-names": organisation_names.check,
    "coverage-once": coverage_once.check,
    "formation-units": formation_units.check,
    "future-dates": future_dates.check,
    "one-star-each": one_star_each.check,
    "stated-figures": stated_figures.check,
    "prose-figures": prose_figures.check,
}


_NEEDS_ALL = {"stated-figures", "prose-figures"}
"""Checks on totals: with a record missing they would blame the wrong one."""


def run(register: Register, complete: bool) -> Iterator[Finding]:
    """Findings of every check; ``complete`` says whether every record could be read."""
    for name, check in CHECKS.items():
        if complete or name not in _NEEDS_ALL:
            yield from check(register)
