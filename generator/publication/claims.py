"""The public facts about what a report states: every claim with its workings and its verdict."""

from __future__ import annotations

from collections.abc import Mapping

from generator.publication.exposure import Facts, expose
from generator.records.report import Report
from generator.rulebook.claims import overall, reckon
from generator.rulebook.figures import Figure

__all__ = ["claim_facts"]


def claim_facts(report: Report, figures: Mapping[str, Figure]) -> list[Facts]:
    """One ``Facts`` a claim.

    ``text``, ``value`` (as a page prints it; 未写 where the report gives none), ``unit``, ``figure`` (computed, or
    None), ``verdict`` (``agrees``, ``differs``, ``stated``), ``place``, ``note``, and ``workings``: each with ``text``,
    ``reason`` (may be empty) and ``verdict`` (``agrees``, ``differs``, ``unmet``, ``computed``, ``unknown``).
    """
    shown = []
    for claim, workings in zip(report.claims, reckon(report, figures), strict=True):
        facts = expose(claim)
        facts.value = "未写" if claim.value is None else str(claim.value)
        facts.figure = figures.get(claim.figure or "")
        facts.verdict = overall(workings)
        facts.workings = [Facts(text=w.text, reason=w.reason, verdict=w.verdict.value) for w in workings]
        shown.append(facts)
    return shown
