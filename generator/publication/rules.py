"""The public facts about the rules: what is demanded, by which text, what is otherwise here, where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.publication.exposure import Facts, expose
from generator.records.register import Register
from generator.rulebook.figures import Figure
from generator.rulebook.rules import Change, Rule

__all__ = ["RULES", "rule_card", "rule_facts"]

RULES = "data/rules/"
"""Where the rules are listed; each has a page of its own below."""


def rule_facts(register: Register, figures: Mapping[str, Figure]) -> dict[str, Facts]:
    """Every released rule by identifier, as its page shows it.

    Besides the public fields: ``grounds`` (the texts in one line) and, of each authority, ``in_copy``;
    ``limits`` with ``name``, ``demand``, ``for_whom`` and ``local`` (what applies in the
    whole area, None where that is the source's); ``changes``, each with ``where`` (words), ``everywhere``, ``grounds``,
    ``authorities``, ``note`` and ``differences`` (``what``, ``source``, ``local``); ``figures`` (``id``, ``label``,
    ``address``); ``methods`` and ``indicators``, empty until these are known.
    """
    changes: dict[str, list[Change]] = {}
    for change in register.of(Change).values():
        changes.setdefault(change.rule, []).append(change)
    return {rule.id: _facts(rule, changes.get(rule.id, ()), register, figures) for rule in register.of(Rule).values()}


def _facts(rule: Rule, changes: Iterable[Change], register: Register, figures: Mapping[str, Figure]) -> Facts:
    facts: Facts = expose(rule)
    facts.address = f"{RULES}{rule.id}/"
    facts.grounds = "；".join(dict.fromkeys(authority.named for authority in rule.authorities))
    for authority, shown in zip(rule.authorities, facts.authorities, strict=True):
        shown.in_copy = authority.in_copy
    facts.changes = [_change(change, rule, register) for change in changes]
    everywhere = {d.what: d.local for change in facts.changes if change.everywhere for d in change.differences}
    facts.limits = [
        Facts(
            name=limit.name,
            demand=limit.demand,
            for_whom=limit.for_whom,
            local=everywhere.get(limit.name),
        )
        for limit in rule.limits
    ]
    known = [figures[id] for id in rule.figures if id in figures]
    facts.figures = [Facts(id=figure.id, label=figure.label, address=figure.address) for figure in known]
    facts.methods, facts.indicators = [], []
    return facts


def _change(change: Change, rule: Rule, register: Register) -> Facts:
    areas = [register.areas[id].name for id in change.areas if id in register.areas]
    differences = [Facts(what=d.what, source=d.source, local=d.local) for d in change.differences(rule)]
    return Facts(
        where="、".join(areas) if change.areas else "本地各区域",
        everywhere=not change.areas,
        grounds=change.grounds,
        authorities=expose(change.authorities),
        differences=differences,
        note=change.note,
    )


def rule_card(facts: Facts) -> Facts:
    """A rule as other pages name it; ``local`` tells in words what a locality has otherwise, each with its text."""
    return Facts(
        id=facts.id,
        name=facts.name,
        scope=facts.scope,
        address=facts.address,
        source=facts.grounds,
        local=[
            Facts(where=change.where, grounds=change.grounds, differences=change.differences)
            for change in facts.changes
        ],
    )
