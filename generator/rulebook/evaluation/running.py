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
from generator.rulebook.evaluation.judges import JUDGES, Judge, OfBranch, OfOthers, fits
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
        for rule in around.every(scope):
            judge = JUDGES.get(rule.judged)
            if judge is None or judge.of_others is None or (only is not None and not only(judge)):
                continue
            yield from _over_all(around, rule, judge.of_others)


def _over_all(around: Surroundings, rule: Rule, judge: OfOthers) -> Iterator[Status]:
    """One rule over every subject, as it stands where the subject lies. What the whole site leaves out, an area may
    ask for: then the rule as it stands there tells which subjects there are.
    """
    usual = next((one for one in (rule, *around.versions(rule.id)) if _usable(one)), None)
    if usual is None:
        return
    changed: dict[str, dict[Subject, Verdict]] = {}
    for subject, verdict in judge(around, usual):
        own = around.rule(rule.id, subject.area) if subject.area else rule
        if own is None:
            continue
        if own is not usual and own != usual:  # something else is asked for here, or nothing
            if not _usable(own):
                continue
            if subject.area and subject.area not in changed:
                changed[subject.area] = dict(judge(around, own))
            verdict = changed.get(subject.area or "", {}).get(subject, verdict)
        yield Status(subject, own, verdict)


def _usable(rule: Rule) -> bool:
    return rule.enabled and fits(rule)
