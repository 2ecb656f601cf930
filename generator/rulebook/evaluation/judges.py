"""The registry of ways of judging: a rule names one by its Chinese name (``判定``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple, TypeVar

from generator.rulebook.evaluation.case import Case, Surroundings
from generator.rulebook.evaluation.statuses import Light, Subject, Verdict
from generator.rulebook.rules import Bound, Gravity, Limit, Period, Rule, Scope, Unrecorded

__all__ = [
    "JUDGES",
    "LONGEST",
    "Judge",
    "Misfit",
    "Need",
    "OfBranch",
    "OfOthers",
    "Slip",
    "breach",
    "fits",
    "limit_of",
    "misfits",
    "missing_limits",
    "of_branch",
    "of_others",
    "unrecorded",
]

OfBranch = Callable[[Case, Rule], Verdict]
OfOthers = Callable[[Surroundings, Rule], Iterator[tuple[Subject, Verdict]]]


@dataclass(frozen=True, slots=True)
class Need:
    """A threshold that a judge reads, and in which form: what is written otherwise cannot be judged."""

    name: str
    bound: Bound | None = None
    """The bound that it reckons with; None where either will do."""
    unit: str = ""
    """The unit that it counts in; empty where it only compares, whatever the unit is called."""
    periods: Sequence[Period] = ()
    """The periods that it can judge by; empty where the period is not looked at."""
    every: Period | None = None
    """For what is to happen again and again (and may be missing for long): the period where the rule names none."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A way of judging: what it is put to, the thresholds it needs, and what does it."""

    name: str
    scope: Scope
    needs: Sequence[Need]
    of_branch: OfBranch | None = None
    of_others: OfOthers | None = None
    inside: bool = False
    """Whether it looks into activities, not only at their dates and kinds, or at records that are never released."""
    latest: bool = False
    """Whether it asks for the day of the last activity of all."""
    looks: Sequence[str] = ()
    """The kinds of records of no branch of which it looks at what is only ``counted`` (``records.fields``)."""


JUDGES: dict[str, Judge] = {}
_F = TypeVar("_F", OfBranch, OfOthers)


def _needs(needs: Sequence[str | Need]) -> tuple[Need, ...]:
    return tuple(Need(need) if isinstance(need, str) else need for need in needs)


def of_branch(name: str, *needs: str | Need, inside: bool = False) -> Callable[[OfBranch], OfBranch]:
    """Enter a function that judges one dossier; ``inside``: it asks for more than lists of released records."""

    def enter(function: OfBranch) -> OfBranch:
        JUDGES[name] = Judge(name, Scope.BRANCH, _needs(needs), of_branch=function, inside=inside)
        return function

    return enter


def of_others(
    name: str, scope: Scope, *needs: str | Need, latest: bool = False, looks: Sequence[str] = ()
) -> Callable[[OfOthers], OfOthers]:
    """Enter a function that judges every subject of another scope. It never looks at activities, but for the day of the
    ``latest``, nor at what records say of themselves that is only counted, but for the kinds that it ``looks`` at.
    """

    def enter(function: OfOthers) -> OfOthers:
        JUDGES[name] = Judge(name, scope, _needs(needs), of_others=function, latest=latest, looks=looks)
        return function

    return enter


def missing_limits(rule: Rule) -> list[str]:
    """Thresholds that the rule's judge needs and the rule does not have."""
    judge = JUDGES.get(rule.judged)
    return [need.name for need in judge.needs if rule.limit(need.name) is None] if judge else []


LONGEST = {"天": 36500, "个月": 1200, "年": 100}
"""The longest time that a threshold can mean, by unit: a hundred years, which the calendar has room for."""
_SAME = {"个月": ("个月", "月"), "天": ("天", "日"), "%": ("%", "％")}
"""Other names of a unit."""


class Misfit(Enum):
    """In what a threshold is not of the form that its judge reads."""

    BOUND = auto()
    UNIT = auto()
    PERIOD = auto()
    SIZE = auto()


class Slip(NamedTuple):
    """A threshold that a judge cannot read, by its place among the ``limits``."""

    at: int
    limit: Limit
    need: Need
    misfit: Misfit


def misfits(judge: Judge, limits: Sequence[Limit]) -> Iterator[Slip]:
    """Those of some thresholds that the judge cannot read: not more than one slip each."""
    needs = {need.name: need for need in judge.needs}
    for at, limit in enumerate(limits):
        need = needs.get(limit.name)
        misfit = None if need is None else _misfit(need, limit)
        if need is not None and misfit is not None:
            yield Slip(at, limit, need, misfit)


def _misfit(need: Need, limit: Limit) -> Misfit | None:
    if need.bound is not None and limit.bound(need.bound) is None:
        return Misfit.BOUND
    if need.unit and limit.unit not in _SAME.get(need.unit, (need.unit,)):
        return Misfit.UNIT
    if need.periods and limit.period is not None and limit.period not in need.periods:
        return Misfit.PERIOD
    if need.unit in LONGEST and not all(_sensible(value, need.unit) for value in (limit.least, limit.most)):
        return Misfit.SIZE
    return None


def _sensible(value: Decimal | None, unit: str) -> bool:
    """Whether so long a time can be meant; a calendar has no parts of months and days, but half a year."""
    return value is None or (0 <= value <= LONGEST[unit] and (unit == "年" or value == value.to_integral_value()))


def fits(rule: Rule) -> bool:
    """Whether a rule can be put to anything at all; the check ``rule-forms`` says what is wrong where it cannot."""
    judge = JUDGES.get(rule.judged)
    if judge is None or judge.scope is not rule.scope or missing_limits(rule):
        return False
    return next(misfits(judge, rule.limits), None) is None


def limit_of(rule: Rule, name: str) -> Limit:
    """A threshold that the judge declared as needed."""
    limit = rule.limit(name)
    if limit is None:  # only rules that fit are judged
        raise KeyError(f"{rule.id}: {name}")
    return limit


def breach(rule: Rule) -> Light:
    """The colour of this rule when it is not kept."""
    return Light.RED if rule.gravity is Gravity.RED else Light.YELLOW


def unrecorded(rule: Rule, what: str) -> Verdict | None:
    """The verdict where nothing of the kind was ever recorded; None where that counts as not done."""
    if rule.unrecorded is Unrecorded.UNKNOWN:
        return Verdict(Light.UNKNOWN, f"没有{what}的记录，不能判断。")
    if rule.unrecorded is Unrecorded.NOT_APPLICABLE:
        return Verdict(Light.NOT_APPLICABLE, f"没有{what}的记录，按规则不作要求。")
    return None
