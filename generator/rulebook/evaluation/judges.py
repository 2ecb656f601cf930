"""The registry of ways of judging: a rule names one by its Chinese name (``判定``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.rulebook.evaluation.case import Case, Surroundings
from generator.rulebook.evaluation.statuses import Light, Subject, Verdict
from generator.rulebook.rules import Gravity, Limit, Rule, Scope, Unrecorded

__all__ = [
    "JUDGES",
    "Judge",
    "OfBranch",
    "breach",
    "fits",
    "limit_of",
    "missing_limits",
    "of_branch",
    "of_others",
    "unrecorded",
]

OfBranch = Callable[[Case, Rule], Verdict]
OfOthers = Callable[[Surroundings, Rule], Iterator[tuple[Subject, Verdict]]]


@dataclass(frozen=True, slots=True)
class Judge:
    """A way of judging: what it is put to, the thresholds it needs, and what does it."""

    name: str
    scope: Scope
    needs: Sequence[str]
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


def of_branch(name: str, *needs: str, inside: bool = False) -> Callable[[OfBranch], OfBranch]:
    """Enter a function that judges one dossier; ``inside``: it asks for more than lists of released records."""

    def enter(function: OfBranch) -> OfBranch:
        JUDGES[name] = Judge(name, Scope.BRANCH, needs, of_branch=function, inside=inside)
        return function

    return enter


def of_others(
    name: str, scope: Scope, *needs: str, latest: bool = False, looks: Sequence[str] = ()
) -> Callable[[OfOthers], OfOthers]:
    """Enter a function that judges every subject of another scope. It never looks at activities, but for the day of the
    ``latest``, nor at what records say of themselves that is only counted, but for the kinds that it ``looks`` at.
    """

    def enter(function: OfOthers) -> OfOthers:
        JUDGES[name] = Judge(name, scope, needs, of_others=function, latest=latest, looks=looks)
        return function

    return enter


def missing_limits(rule: Rule) -> list[str]:
    """Thresholds that the rule's judge needs and the rule does not have."""
    judge = JUDGES.get(rule.judged)
    return [name for name in judge.needs if rule.limit(name) is None] if judge else []


def fits(rule: Rule) -> bool:
    """Whether a rule can be put to anything at all; the check ``rule-forms`` says what is wrong where it cannot."""
    judge = JUDGES.get(rule.judged)
    return judge is not None and judge.scope is rule.scope and not missing_limits(rule)


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
