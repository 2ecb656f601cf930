"""Everything the report says, gathered once for page, tables and machines."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.checks.registry import run_documents, run_pages, run_report, run_statuses
from generator.checks.summaries import summarise
from generator.findings import Finding, ordered
from generator.records.branch import Branch
from generator.records.fields import label_of
from generator.records.register import Register
from generator.rulebook.evaluation import Light, Status, Surroundings, evaluate_dossier, evaluate_site
from generator.rulebook.rules import Rule, Scope

__all__ = ["DEFECTS", "HORIZONS", "Due", "Fill", "InternalReport", "gather", "shortfalls", "totals"]

DEFECTS = ("RZ01", "RZ02", "RZ03", "RZ04")
"""The rules behind the four defects (S1 L13), in the order in which the source names them."""
HORIZONS = (30, 60, 90)
"""Days ahead for which the report says what falls due."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done by a day."""

    day: datetime.date
    left: int
    """Days left; negative when it is over."""
    what: str
    who: str
    rule: str
    area: str
    """Name of the area."""

    @property
    def horizon(self) -> str:
        """The heading it stands under."""
        if self.left < 0:
            return "已过期"
        return next(f"{days}天内" for days in HORIZONS if self.left <= days)


@dataclass(frozen=True, slots=True)
class Fill:
    """How far a field is filled in over all records of its kind."""

    kind: str
    field: str
    filled: int
    total: int

    @property
    def missing(self) -> int:
        """Records in which it is empty."""
        return self.total - self.filled


@dataclass(frozen=True, slots=True)
class InternalReport:
    """The whole report. ``statuses`` are in the order of branches, then stations, units and the site."""

    name: str
    publisher: str
    as_of: datetime.date
    demonstration: bool
    statuses: Sequence[Status]
    findings: Sequence[Finding]
    """What is wrong with records, and notes on quality; shortfalls stand in ``statuses``."""
    dues: Sequence[Due]
    fills: Sequence[Fill]
    rules: Sequence[Rule]
    areas: dict[str, str]
    """Names of areas by identifier."""
    paths: dict[str, str]
    """Files of branches by identifier."""

    def of(self, scope: Scope) -> list[Status]:
        """The statuses of one scope."""
        return [status for status in self.statuses if status.subject.scope is scope]

    def lights(self, scope: Scope) -> Counter[Light]:
        """How many statuses of each colour."""
        return Counter(status.light for status in self.of(scope))

    def defects(self) -> list[tuple[Rule, list[Status]]]:
        """The four defects, each with the branches that show it."""
        by_rule = {rule.id: rule for rule in self.rules}
        return [
            (by_rule[id], [s for s in self.statuses if s.rule.id == id and s.light.falls_short])
            for id in DEFECTS
            if id in by_rule
        ]


def gather(
    register: Register,
    found: Sequence[Finding],
    complete: bool,
    built: Path | None = None,
    printed: Path | None = None,
) -> InternalReport:
    """The report on a register; ``found`` are the findings of reading and checking, which it repeats.

    ``built`` is the folder of a built site, ``printed`` that of printed documents, to be looked through as well.
    """
    around = Surroundings(register)
    statuses: list[Status] = []
    summaries = []
    for dossier in register.dossiers():
        statuses.extend(evaluate_dossier(dossier, around))
        summaries.append(summarise(register, dossier))
    statuses.extend(evaluate_site(around))
    extra = [*run_report(register, register.dossiers(), summaries, complete)]
    if built is not None:
        extra += run_pages(register, built)
    if printed is not None and printed.is_dir():
        extra += run_documents(register, printed)
    site = register.site
    return InternalReport(
        name=site.name,
        publisher=site.publisher,
        as_of=register.as_of,
        demonstration=site.demonstration,
        statuses=statuses,
        findings=ordered([*found, *extra]),
        dues=sorted(_dues(register, statuses), key=lambda due: (due.day, due.what, due.who)),
        fills=list(_fills(register.branches.values())),
        rules=list(register.of(Rule).values()),
        areas={area.id: area.name for area in register.areas.values()},
        paths={id: register.origin_of(Branch.kind, id).path for id in register.branches},
    )


def totals(report: InternalReport) -> dict[Light, int]:
    """How many statuses of each colour, all colours named."""
    counts = Counter(status.light for status in report.statuses)
    return {light: counts[light] for light in Light}


def shortfalls(register: Register, report: InternalReport) -> list[Finding]:
    """The statuses below 绿 as findings with file, line and column, for machines."""
    return ordered(run_statuses(register, report.statuses))


def _dues(register: Register, statuses: Iterable[Status]) -> Iterator[Due]:
    for status in statuses:
        day = status.verdict.due
        if day is None:
            continue
        left = (day - register.as_of).days
        if left <= HORIZONS[-1]:
            area = register.areas.get(status.subject.area or "")
            name = area.name if area else ""
            yield Due(day, left, status.verdict.what, status.subject.name, status.rule.id, name)


_ALWAYS_THERE = {"id", "review", "visibility", "type", "secretary", "remark", "source"}


def _fills(branches: Iterable[Branch]) -> Iterator[Fill]:
    """Fields of branches that may be left empty, the emptiest first."""
    branches = list(branches)
    rows = []
    for name, info in Branch.model_fields.items():
        if info.is_required() or name in _ALWAYS_THERE:
            continue
        filled = sum(1 for branch in branches if getattr(branch, name) not in (None, []))
        rows.append(Fill(Branch.label, label_of(Branch, name), filled, len(branches)))
    return iter(sorted(rows, key=lambda row: (row.filled, row.field)))
