"""The registry of checks: adding one is a file with a ``check`` function and a line here.

A check looks at records one by one, at one dossier at a time, or at the site as a whole. What it finds in a dossier is
kept until the dossier changes; only checks on the whole run every time, and they ask for no activity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

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
from generator.records.dossier import Dossier
from generator.records.fields import Record
from generator.records.register import OnDemand, Register
from generator.rulebook.terms import Broken, misused_terms

__all__ = ["CHECKS", "DOSSIER_CHECKS", "RECORD_CHECKS", "run", "run_dossier", "run_records"]

CHECKS: dict[str, Callable[[Register], Iterator[Finding]]] = {
    "coverage-once": coverage_once.check,
    "one-star-each": one_star_each.check,
    "stated-figures": stated_figures.check,
    "prose-figures": prose_figures.check,
}
DOSSIER_CHECKS: dict[str, Callable[[Register, Dossier], Iterator[Finding]]] = {
    "organisation-names": organisation_names.check,
    "formation-units": formation_units.check,
    "future-dates": future_dates.check,
}
RECORD_CHECKS: dict[str, Callable[[Register, Iterable[Record]], Iterator[Finding]]] = {
    "pictures": pictures.check,
}

_NEEDS_ALL = {"stated-figures", "prose-figures"}
"""Checks on totals: with a record missing they would blame the wrong one."""


def run(register: Register, complete: bool) -> Iterator[Finding]:
    """What is found in the site as a whole and in records of no branch; ``complete``: every record could be read."""
    others = [
        record for items in register.records.values() if not isinstance(items, OnDemand) for record in items.values()
    ]
    yield from run_records(register, others, register.broken)
    for name, check in CHECKS.items():
        if complete or name not in _NEEDS_ALL:
            yield from check(register)


def run_dossier(register: Register, dossier: Dossier) -> Iterator[Finding]:
    """What is found in one branch with its activities."""
    for check in DOSSIER_CHECKS.values():
        yield from check(register, dossier)


def run_records(register: Register, records: Iterable[Record], broken: Broken) -> Iterator[Finding]:
    """What is found in records one by one."""
    records = list(records)
    yield from misused_terms(register, records, broken)
    for check in RECORD_CHECKS.values():
        yield from check(register, records)
