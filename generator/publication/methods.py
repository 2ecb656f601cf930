"""The public facts about a working method's steps: what is recorded, by which rules it is checked, what it prints."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Protocol

from generator.publication.exposure import Facts
from generator.records.register import Register
from generator.records.report import Relation
from generator.rulebook.figures import Figure
from generator.rulebook.methods import Method, RecordWord, Step, StepCheck
from generator.rulebook.terms import term_sets
from generator.workers import aside

if TYPE_CHECKING:
    from generator.rulebook.evaluation import Tally

__all__ = ["Answers", "Counting", "counted_again", "counting", "fill_checks", "fill_steps", "state_of"]

Counting = Callable[[], Mapping[str, "Tally"]]
"""Gives how many keep each rule, once it has been worked out."""


class Answers(Protocol):
    """Keeps how each branch answers some rules, from one build to the next: a letter for each rule, by branch."""

    def known(
        self, rules: Sequence[str], covering: Collection[str] | None = None
    ) -> tuple[Mapping[str, str], Mapping[str, Sequence[int]] | None]:
        """Those of branches that are as they were, but for those ``covering`` a unit that is not, where that is known;
        and those of all others, None where these have to be asked again.
        """

    @property
    def differing(self) -> set[str]:
        """The kinds of records of no branch of which something else is counted than when those of others were kept."""

    def keep(
        self,
        rules: Sequence[str],
        answers: Mapping[str, str],
        others: Mapping[str, Sequence[int]],
        asked: Collection[str],
    ) -> None:
        """Keep those of all branches, and of others; records of the kinds ``asked`` for were looked at."""


_ADDRESSES = {
    RecordWord.UNIT: "coverage/",
    RecordWord.BRANCH: "branches/",
    RecordWord.ACTIVITY: "activities/",
    RecordWord.STATION: "stations/",
    RecordWord.LIST: "lists/",
    RecordWord.REGULATION: "regulations/",
    RecordWord.ASSESSMENT: "ratings/",
    RecordWord.PAIRING: "pairings/",
    RecordWord.CAMPAIGN: "campaigns/",
    RecordWord.SHOWCASE: "showcases/",
    RecordWord.HONOUR: "honours/",
    RecordWord.REPORT: "reports/",
}
_FIGURES = {RecordWord.BRANCH: "organisations.total", RecordWord.ACTIVITY: "activities.total"}
"""Kinds whose records are counted by a figure: the sum over dossiers, of activities the year's."""


def fill_steps(
    facts: Facts,
    method: Method,
    register: Register,
    figures: Mapping[str, Figure],
    rules: Mapping[str, Facts],
    counted: Mapping[str, Tally],
    least: int,
) -> None:
    """Give every step of a method's ``facts``:

    ``kinds``: ``word``, ``count`` (None where nothing is known) and ``address`` (None where there is no page or no
    record); ``terms``: ``id``, ``name``, ``said`` and ``members``; ``rules``: the cards of those that are released;
    ``checks``: ``text``, ``rules`` (each with ``id`` and ``state``, how many keep it, in words), ``sum``
    (the equation over figures, or None), ``holds`` and ``note``; ``prints``: ``word`` and ``document`` (what
    ``zhibu print`` calls it).
    """
    terms = term_sets(register)
    for step, shown in zip(method.steps, facts.steps, strict=True):
        shown.kinds = _kinds(step, register)
        sets = [terms[id] for id in step.terms if id in terms]
        shown.terms = [Facts(id=s.id, name=s.name, said=s.said, members=list(s.members)) for s in sets]
        shown.rules = [rules[id] for id in step.rules if id in rules]
        shown.prints = [Facts(word=form.value, document=form.document) for form in step.prints]
    fill_checks(facts, method, figures, rules, counted, least)


def fill_checks(
    facts: Facts,
    method: Method,
    figures: Mapping[str, Figure],
    rules: Mapping[str, Facts],
    counted: Mapping[str, Tally],
    least: int,
) -> None:
    """Give every step of a method's ``facts`` its ``checks``, and its ``kinds`` the figures that count them."""
    for step, shown in zip(method.steps, facts.steps, strict=True):
        shown.checks = [_check(check, figures, rules, counted, least) for check in step.checks]
        for word, kind in zip(step.kinds, shown.kinds, strict=True):
            if word in _FIGURES:
                figure = figures.get(_FIGURES[word])
                kind.count = int(figure.value) if figure and figure.value is not None else None
                kind.address = _ADDRESSES.get(word) if kind.count else None


def _kinds(step: Step, register: Register) -> list[Facts]:
    """The kinds of records that a step keeps, with their numbers; those that a figure counts wait for it."""
    shown = []
    for word in step.kinds:
        count = None if word in _FIGURES else len(register.records.get(word.kind, {}))
        shown.append(Facts(word=word.value, count=count, address=_ADDRESSES.get(word) if count else None))
    return shown


def counting(register: Register, jobs: int, answers: Answers | None = None) -> Counting:
    """How many keep each of the rules that methods name: begun in a process of its own, and given when called.

    Of branches whose ``answers`` are kept nothing is worked out again; where that leaves few, no process is begun.
    """
    rules = _named(register)
    known = answers.known(rules)[0] if answers is not None and rules else {}
    new = [id for id in register.branches if id not in known] if rules else []

    def work() -> bytes:
        if not rules:
            return pickle.dumps(({}, {}, [], {}))
        from generator.rulebook.evaluation import (  # with the rulebook, which a glance does without
            answers_of,
            answers_of_others,
            tallies,
        )

        asked: set[str] = set()
        fresh = answers_of(register.noting(asked), rules, (register.branches[id] for id in new))
        others = answers_of_others(register, rules)
        return pickle.dumps((tallies(rules, {**known, **fresh}, others), fresh, asked, others))

    begun = aside(jobs, len(new), work)

    def wait() -> Mapping[str, Tally]:
        found: Mapping[str, Tally]
        found, fresh, asked, others = pickle.loads(begun())
        if answers is not None and rules:
            answers.keep(rules, {**known, **fresh}, others, asked)
        return found

    return cache(wait)


def counted_again(
    register: Register,
    answers: Answers,
    changed: Collection[str],
    latest: str,
    covering: Collection[str],
    covered: Callable[[], Collection[str]],
) -> Mapping[str, Tally] | None:
    """How many keep each rule, where nothing has changed but what some branches say that is only counted, what they are
    called, and what activities they hold, the ``latest`` of all on that day, and what is only counted of records of no
    branch, among them of the units that some branches are ``covering``; ``covered`` gives the names of the units that
    a branch covers. None where too little is known of the others.
    """
    rules = _named(register)
    if not rules:
        return {}
    known, others = answers.known(rules, covering)
    unknown = {id for id in register.branches if id not in known}
    if others is None or unknown - {*changed, *covering}:
        return None
    from generator.rulebook.evaluation import answers_of, answers_of_some, tallies

    asked: set[str] = set()
    fresh = answers_of(register.noting(asked), rules, (register.branches[id] for id in sorted(unknown.union(changed))))
    others = {**others, **answers_of_some(register, rules, latest, answers.differing, covered)}
    answers.keep(rules, {**known, **fresh}, others, asked)
    return tallies(rules, {**known, **fresh}, others)


def _named(register: Register) -> list[str]:
    """The rules that methods name."""
    return sorted({id for method in register.of(Method).values() for step in method.steps for id in step.rules})


_HEADS = {"支部": "个支部", "单位": "家未建单位", "指导站": "个指导站"}


def state_of(rule: Facts, counted: Mapping[str, Tally], least: int) -> str | None:
    """How many of those a rule is put to keep it, in words; None where it takes more than lists of released records.

    Of fewer than ``least`` nothing is told: a total over one branch would be the branch's own state. Nor are numbers
    told where fewer than ``least`` of many are not known to break the rule: the total would tell of every one.
    """
    tally = counted.get(rule.id)
    if tally is None:
        return None
    if rule.scope not in _HEADS:
        return "做到" if tally.kept else "没有做到" if tally.short else "资料不足"
    head = _HEADS[rule.scope]
    if not tally.total:
        return f"没有适用的{head[1:]}"
    if tally.total < least:
        return f"适用的{head[1:]}不足{least}{head[0]}，现状只在内部报告里"
    if tally.short and tally.total - tally.short < least:
        return f"适用的{tally.total}{head}没有都做到，现状只在内部报告里"
    rest = [f"，{number}{head[0]}{word}" for number, word in _rest(tally) if number]
    return f"{tally.total}{head}中{tally.kept}{head[0]}做到{''.join(rest)}"


def _rest(tally: Tally) -> tuple[tuple[int, str], ...]:
    return (tally.short, "还没有做到"), (tally.unknown, "资料不足")


def _check(
    check: StepCheck,
    figures: Mapping[str, Figure],
    rules: Mapping[str, Facts],
    counted: Mapping[str, Tally],
    least: int,
) -> Facts:
    known = [rules[id] for id in check.rules if id in rules]
    shown = [Facts(id=rule.id, state=state_of(rule, counted, least)) for rule in known]
    equation, holds = _sum(check, figures)
    return Facts(text=check.text, rules=shown, sum=equation, holds=holds, note=check.note)


def _sum(check: StepCheck, figures: Mapping[str, Figure]) -> tuple[list[Facts] | None, bool | None]:
    """The equation of a check as words and figures, and whether it holds; None where a figure is not known."""
    named = [figures.get(id) for id in (*check.parts, check.other or "")]
    known = [figure for figure in named if figure is not None and figure.value is not None]
    if not check.parts or check.other is None or len(known) < len(named):
        return None, None
    *parts, other = known
    total = sum(Decimal(figure.value or 0) for figure in parts)
    difference = total - Decimal(other.value or 0)
    holds = {Relation.EQUAL: difference == 0, Relation.AT_MOST: difference <= 0, Relation.AT_LEAST: difference >= 0}
    row: list[Facts] = []
    for figure in parts:
        row.append(Facts(sign="＋" if row else "", label=figure.label, figure=figure))
    sign = "＝" if difference == 0 else "＞" if difference > 0 else "＜"
    row.append(
        Facts(sign=f"＝{total}{sign}" if len(parts) > 1 and difference else sign, label=other.label, figure=other)
    )
    return row, holds[check.relation]
