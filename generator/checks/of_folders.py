"""The checks of single records and of a branch's folder: what a rebuild needs after most edits, and nothing else.

``registry`` has all the others; this is apart from it because importing those takes longer than looking at a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.checks import (
    borrowed_figures,
    date_order,
    emblem,
    formation_units,
    future_dates,
    maps,
    organisation_names,
    personal_data,
    pictures,
    same_twice,
    wording,
)
from generator.findings import Finding
from generator.records.dossier import Dossier
from generator.records.fields import Record
from generator.records.register import Register
from generator.records.texts import Batch
from generator.rulebook.terms import Broken, misused_terms

__all__ = ["DOSSIER_CHECKS", "RECORD_CHECKS", "run_dossier", "run_records"]

DOSSIER_CHECKS: dict[str, Callable[[Register, Dossier], Iterator[Finding]]] = {
    "organisation-names": organisation_names.check,
    "formation-units": formation_units.check,
    "future-dates": future_dates.check,
    "date-order": date_order.check_dossier,
    "same-twice": same_twice.check_dossier,
}
RECORD_CHECKS: dict[str, Callable[[Register, Batch], Iterator[Finding]]] = {
    "pictures": pictures.check,
    "personal-data": personal_data.check,
    "emblem": emblem.check,
    "maps": maps.check,
    "wording": wording.check,
    "borrowed-figures": borrowed_figures.check,
}


def run_dossier(register: Register, dossier: Dossier) -> Iterator[Finding]:
    """What is found in one branch with its activities."""
    for check in DOSSIER_CHECKS.values():
        yield from check(register, dossier)


def run_records(register: Register, records: Iterable[Record], broken: Broken) -> Iterator[Finding]:
    """What is found in records one by one."""
    batch = Batch(records)
    yield from misused_terms(register, batch, broken)
    for check in RECORD_CHECKS.values():
        yield from check(register, batch)
