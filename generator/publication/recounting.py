"""What a view shows of figures and rules, told anew where nothing but these has changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.publication.claims import claim_facts
from generator.publication.exposure import Facts
from generator.publication.methods import fill_checks, state_of
from generator.publication.rules import rule_card
from generator.publication.view import PublicView
from generator.records.register import Register
from generator.rulebook.bands import bands
from generator.rulebook.figures import Figure
from generator.rulebook.methods import Method

if TYPE_CHECKING:
    from generator.rulebook.evaluation import Tally

__all__ = ["ToldAgain", "tell_again"]

_TOLD = ("figures", "rules", "methods", "reports")
"""What of a view depends on figures and on how many keep each rule, besides texts of records that ask for a figure."""


class ToldAgain(NamedTuple):
    """A view with what it says of figures and rules, this by its names there, and the addresses of the pages that say
    otherwise.
    """

    view: PublicView
    told: dict[str, Any]
    addresses: set[str]


def tell_again(
    view: PublicView, register: Register, figures: Mapping[str, Figure], counted: Mapping[str, Tally]
) -> ToldAgain:
    """Put what a view says of figures and rules into it as it is now: ``register`` has the released records of no
    branch, ``figures`` are those that are published, and ``counted`` is how many keep each rule.
    """
    addresses = {f"data/{one.group}/" for id, one in figures.items() if view.figures.get(id) != one}
    least = max((scale.least for scale in bands(register).values()), default=1)
    for rule in view.rules:
        state, rule.state = rule.state, state_of(rule, counted, least)
        if rule.state != state:
            addresses.add(rule.address)
    cards = {rule.id: rule_card(rule) for rule in view.rules}

    def tell_method(facts: Facts) -> None:
        for step in facts.steps:
            step.figures = [figures[figure.id] for figure in step.figures]
        fill_checks(facts, register.of(Method)[facts.id], figures, cards, counted, least)

    def tell_report(facts: Facts) -> None:
        facts.claims = claim_facts(register.reports[facts.id], figures)

    for items, tell in ((view.methods, tell_method), (view.reports, tell_report)):
        for facts in items:
            before = repr(facts)
            tell(facts)
            if repr(facts) != before:
                addresses.add(facts.address)
    view.figures = figures
    return ToldAgain(view, {name: getattr(view, name) for name in _TOLD}, addresses)
