"""What the projects of a pairing come to, kind by kind: how many there are, and how much they took."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from generator.publication.exposure import Facts

__all__ = ["relief_totals"]


def relief_totals(pairs: Iterable[Facts]) -> list[Facts]:
    """One row a kind of project, the most frequent first, then the sum where there are several kinds.

    ``type``, ``projects``, ``known`` (projects with an exact amount) and ``amounts``: each unit with its sum,
    because sums of different units cannot be added (CK26 tells of them). A masked or rounded amount is left out.
    """
    rows: dict[str, Facts] = {}
    for pair in pairs:
        for project in pair.projects:
            row = rows.setdefault(project.type, Facts(type=project.type, projects=0, known=0, amounts={}))
            _count(row, project)
    found = sorted(rows.values(), key=lambda row: -row.projects)
    if len(found) > 1:
        total = Facts(type=None, projects=0, known=0, amounts={})
        for pair in pairs:
            for project in pair.projects:
                _count(total, project)
        found.append(total)
    for row in found:
        row.amounts = [Facts(sum=_plain(amount), unit=unit) for unit, amount in row.amounts.items()]
    return found


def _count(row: Facts, project: Facts) -> None:
    row.projects += 1
    if isinstance(project.amount, int | Decimal):
        row.known += 1
        unit = project.unit or ""
        row.amounts[unit] = row.amounts.get(unit, Decimal(0)) + Decimal(project.amount)


def _plain(amount: Decimal) -> str:
    """A sum without zeros that say nothing: 3.50 → 3.5, 40 → 40."""
    return f"{amount.normalize():f}"
