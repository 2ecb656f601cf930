"""How many keep each rule: totals over the site from what lists know of activities, as public pages may tell them.

Names of those who fall short are for the report. A judge that looks into activities would need every one of them, and
some look at records that are never released: rules of such judges are not counted here. All others answer the same
with or without what activities say, because they ask for dates and kinds only.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast

from generator.records.activity import Activity, ActivityKind
from generator.records.branch import Branch
from generator.records.dossier import Dossier, Held
from generator.records.fields import Review, ReviewState
from generator.records.register import Register
from generator.rulebook.evaluation.case import Case, Surroundings
from generator.rulebook.evaluation.judges import JUDGES, OfBranch, fits
from generator.rulebook.evaluation.running import evaluate_site
from generator.rulebook.evaluation.statuses import Light
from generator.rulebook.rules import Rule, Scope

__all__ = ["Tally", "tallies"]


class Tally(NamedTuple):
    """Of those a rule is put to: how many keep it, fall short of it, cannot be judged for want of data."""

    kept: int
    short: int
    unknown: int

    @property
    def total(self) -> int:
        """How many the rule is put to."""
        return self.kept + self.short + self.unknown


@dataclass(frozen=True, slots=True)
class _Glimpse:
    """An activity as a list knows it."""

    id: str
    date: datetime.date
    type: ActivityKind
    review: Review


_KINDS = {kind.value: kind for kind in ActivityKind}
_FINAL = Review.model_construct(state=ReviewState.FINAL)


def _thin(branch: Branch, held: Iterable[Held]) -> Dossier:
    glimpses = [
        _Glimpse(f"{branch.id}/{item.slug}", datetime.date.fromisoformat(item.date), _KINDS[item.kind], _FINAL)
        for item in held
    ]
    return Dossier(branch, cast("list[Activity]", glimpses[::-1]))


def tallies(register: Register, rules: Iterable[str]) -> Mapping[str, Tally]:
    """The totals of some rules over a register, by identifier; rules that look inside have none."""
    around, wanted, held = Surroundings(register), set(rules), register.held
    counts: dict[str, list[int]] = {id: [0, 0, 0] for id in wanted}
    asked: set[str] = set()
    chosen: dict[str, list[tuple[Rule, OfBranch]]] = {}
    for branch in register.branches.values():
        area = branch.subordination.area
        if area not in chosen:
            rules_here = [rule for rule in around.rules(Scope.BRANCH, area) if rule.id in wanted]
            chosen[area] = [(rule, judge) for rule in rules_here if (judge := _outside(rule)) is not None]
            asked |= {rule.id for rule, _ in chosen[area]}
        case = Case(_thin(branch, held.get(branch.id, ())), around)
        for rule, judge in chosen[area]:
            _count(counts[rule.id], judge(case, rule).light)
    for status in evaluate_site(around):
        if status.rule.id in wanted:
            asked.add(status.rule.id)
            _count(counts[status.rule.id], status.light)
    return {id: Tally(*counts[id]) for id in sorted(asked)}


def _count(row: list[int], light: Light) -> None:
    if light is Light.GREEN:
        row[0] += 1
    elif light is Light.UNKNOWN:
        row[2] += 1
    elif light is not Light.NOT_APPLICABLE:
        row[1] += 1


def _outside(rule: Rule) -> OfBranch | None:
    """What judges a rule of branches, unless it looks inside."""
    judge = JUDGES[rule.judged] if fits(rule) else None
    return None if judge is None or judge.inside else judge.of_branch
