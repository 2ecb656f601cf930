"""All rules over a dossier, and over what is no dossier: units, stations, the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.records.dossier import Dossier
from generator.rulebook.evaluation import (  # noqa: F401  (importing enters their judges)
    assessed,
    defects,
    formation,
    housekeeping,
    meetings,
    people,
    stations,
    term,
    units,
    whole_site,
)
from generator.rulebook.evaluation.case import Case, Surroundings
from generator.rulebook.evaluation.judges import JUDGES, Judge, OfBranch, fits
from generator.rulebook.evaluation.statuses import Status, Subject, Verdict
from generator.rulebook.rules import Rule, Scope

__all__ = ["evaluate_dossier", "evaluate_site"]


def _subject(case: Case) -> Subject:
    branch = case.branch
    return Subject(Scope.BRANCH, branch.kind, branch.id, branch.short_name, branch.subordination.area)


def evaluate_dossier(dossier: Dossier, around: Surroundings) -> list[Status]:
    """A status for every rule that is put to branches, in the order of the rulebook."""
    case = Case(dossier, around)
    subject = _subject(case)
    return [Status(subject, rule, judge(case, rule)) for rule, judge in _judged(around, subject.area)]


def _judged(around: Surroundings, area: str | None) -> list[tuple[Rule, OfBranch]]:
    """The rules for branches of an area, each with what judges it; worked out once an area."""
    if area not in around.judged:
        found = [(rule, JUDGES[rule.judged].of_branch) for rule in around.rules(Scope.BRANCH, area) if fits(rule)]
        around.judged[area] = [(rule, judge) for rule, judge in found if judge is not None]
    return around.judged[area]


def evaluate_site(
    around: Surroundings, scopes: tuple[Scope, ...] | None = None, only: Callable[[Judge], bool] | None = None
) -> Iterator[Status]:
    """A status for every rule and every subject that is not a branch; activities are not looked at, but for the day of
    the latest. Some judges ``only`` where they are told.
    """
    for scope in scopes or (Scope.STATION, Scope.UNIT, Scope.SITE):
        for rule in around.rules(scope):
            judge = JUDGES[rule.judged].of_others if fits(rule) else None
            if judge is None or (only is not None and not only(JUDGES[rule.judged])):
                continue
            changed: dict[str, dict[Subject, Verdict]] = {}
            for subject, verdict in judge(around, rule):
                own = around.rule(rule.id, subject.area) if subject.area else rule
                if own is None or not own.enabled:
                    continue
                if subject.area and own != rule:  # the locality asks for something else here
                    if subject.area not in changed:
                        changed[subject.area] = dict(judge(around, own))
                    verdict = changed[subject.area].get(subject, verdict)
                yield Status(subject, own, verdict)
