"""The public facts about a working method's steps: what is recorded, by which rules it is checked, what it prints."""

from __future__ import annotations

from collections.abc import Mapping

from generator.publication.exposure import Facts
from generator.records.register import Register
from generator.rulebook.figures import Figure
from generator.rulebook.methods import Method, RecordWord, Step
from generator.rulebook.terms import term_sets

__all__ = ["fill_steps"]

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
    facts: Facts, method: Method, register: Register, figures: Mapping[str, Figure], rules: Mapping[str, Facts]
) -> None:
    """Give every step of a method's ``facts``:

    ``kinds``: ``word``, ``count`` (None where nothing is known) and ``address`` (None where there is no page or no
    record); ``terms``: ``id``, ``name``, ``said`` and ``members``; ``rules``: the cards of those that are released;
    ``prints``: ``word`` and ``document`` (what ``zhibu print`` calls it).
    """
    terms = term_sets(register)
    for step, shown in zip(method.steps, facts.steps, strict=True):
        shown.kinds = _kinds(step, register, figures)
        sets = [terms[id] for id in step.terms if id in terms]
        shown.terms = [Facts(id=s.id, name=s.name, said=s.said, members=list(s.members)) for s in sets]
        shown.rules = [rules[id] for id in step.rules if id in rules]
        shown.prints = [Facts(word=form.value, document=form.document) for form in step.prints]


def _kinds(step: Step, register: Register, figures: Mapping[str, Figure]) -> list[Facts]:
    shown = []
    for word in step.kinds:
        if word in _FIGURES:
            figure = figures.get(_FIGURES[word])
            count = int(figure.value) if figure and figure.value is not None else None
        else:
            count = len(register.records.get(word.kind, {}))
        shown.append(Facts(word=word.value, count=count, address=_ADDRESSES.get(word) if count else None))
    return shown
