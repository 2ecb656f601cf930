"""A regulation as pages show it: its chapters and articles numbered, its versions compared, and who applies it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.publication.comparing import comparisons
from generator.publication.exposure import Facts, expose
from generator.publication.view import UntoldError
from generator.records.regulation import Regulation

__all__ = ["adopt", "adopt_again", "regulation_facts"]

_ADOPTERS = 12
"""Branches up to which the page of a regulation names those that apply it."""


def regulation_facts(record: Regulation) -> Facts:
    """What a regulation says itself. Articles are numbered through all chapters, from 1."""
    facts: Facts = expose(record)
    facts.address = f"regulations/{record.id}/"
    number = 0
    for chapter_number, chapter in enumerate(facts.chapters, 1):
        chapter.number = chapter_number
        for article in chapter.articles:
            number += 1
            article.number = number
    facts.articles_count = number
    facts.comparisons = list(comparisons(facts, facts.earlier))
    del facts.earlier
    return facts


def adopt(facts: Facts, card: Facts) -> None:
    """Count a branch that applies a regulation; of many none is named, so that its facts do not grow with them."""
    facts.adopters_count += 1
    facts.adopters = [*facts.adopters, card] if facts.adopters_count <= _ADOPTERS else []


def adopt_again(facts: Facts, card: Facts, applied: bool, order: Mapping[str, int]) -> None:
    """The same where one branch of all, which stand in an ``order``, has come to apply it, or had ``applied`` it.

    Raises UntoldError where those are to be named that are left.
    """
    facts.adopters_count += -1 if applied else 1
    if facts.adopters_count <= _ADOPTERS:
        others = [one for one in facts.adopters if one.id != card.id]
        named = others if applied else [*others, card]
        if len(named) != facts.adopters_count:
            raise UntoldError
        facts.adopters = sorted(named, key=lambda one: order[one.id])
    else:
        facts.adopters = []
    facts.adopted_by_all = facts.adopters_count == len(order)
