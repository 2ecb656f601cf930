"""How many keep each rule: totals over the site from what lists know of activities, as public pages may tell them.

Names of those who fall short are for the report. A judge that looks into activities would need every one of them, and
some look at records that are never released: rules of such judges are not counted here. All others answer the same
with or without what activities say, because they ask for dates and kinds only.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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

__all__ = ["Tally", "answers_of", "answers_of_others", "answers_of_some", "tallies"]


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


_KEPT, _SHORT, _UNKNOWN, _NOT_ASKED = "ksu-"
_LETTERS = {
    Light.GREEN: _KEPT,
    Light.YELLOW: _SHORT,
    Light.RED: _SHORT,
    Light.UNKNOWN: _UNKNOWN,
    Light.NOT_APPLICABLE: "n",
    None: _NOT_ASKED,
}


def answers_of(register: Register, rules: Iterable[str], branches: Iterable[Branch]) -> dict[str, str]:
    """How some branches keep some rules, by branch: a letter for each rule in the order of their identifiers."""
    around, order = Surroundings(register), sorted(set(rules))
    chosen: dict[str, dict[str, tuple[Rule, OfBranch]]] = {}
    found = {}
    for branch in branches:
        area = branch.subordination.area
        if area not in chosen:
            here = ((rule, _outside(rule)) for rule in around.rules(Scope.BRANCH, area))
            chosen[area] = {rule.id: (rule, judge) for rule, judge in here if judge is not None}
        case, asked = Case(_thin(branch, register.held_by(branch.id)), around), chosen[area]
        lights = [asked[rule][1](case, asked[rule][0]).light if rule in asked else None for rule in order]
        found[branch.id] = "".join([_LETTERS[light] for light in lights])
    return found


def answers_of_others(register: Register, rules: Collection[str]) -> dict[str, list[int]]:
    """How many of what is no branch (units, stations, the site) keep, fall short of, cannot be judged by some rules."""
    counts: dict[str, list[int]] = {}
    for status in evaluate_site(Surroundings(register)):
        if status.rule.id in rules:
            _count(counts.setdefault(status.rule.id, [0, 0, 0]), status.light)
    return counts


def answers_of_some(
    register: Register,
    rules: Collection[str],
    latest: str,
    kinds: Collection[str],
    covered: Callable[[], Collection[str]],
) -> dict[str, list[int]]:
    """The same of those rules that ask for the day of the ``latest`` activity or look at what is only counted of some
    ``kinds`` of records; that day, and the names of the ``covered`` units, need not be looked for then.
    """
    counts: dict[str, list[int]] = {}
    around = Surroundings(register, latest, covered)
    for status in evaluate_site(around, only=lambda judge: judge.latest or any(kind in kinds for kind in judge.looks)):
        if status.rule.id in rules:
            _count(counts.setdefault(status.rule.id, [0, 0, 0]), status.light)
    return counts


def tallies(
    rules: Iterable[str], answers: Mapping[str, str], others: Mapping[str, Sequence[int]]
) -> Mapping[str, Tally]:
    """The totals of some rules, by identifier, from the ``answers`` of all branches (``answers_of``) and those of
    ``others`` (``answers_of_others``); rules that look inside have none.
    """
    found: dict[str, Tally] = {}
    alike = Counter(answers.values())  # most branches answer as others do
    for place, rule in enumerate(sorted(set(rules))):
        column: Counter[str] = Counter()
        for row, number in alike.items():
            column[row[place]] += number
        if column[_NOT_ASKED] < len(answers) or rule in others:
            own = [column[letter] for letter in (_KEPT, _SHORT, _UNKNOWN)]
            found[rule] = Tally(*map(sum, zip(own, others.get(rule, (0, 0, 0)), strict=True)))
    return found


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
