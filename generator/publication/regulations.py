"""A regulation as pages show it: its chapters and articles numbered, its versions compared."""

from __future__ import annotations

from generator.publication.comparing import comparisons
from generator.publication.exposure import Facts, expose
from generator.records.regulation import Regulation

__all__ = ["regulation_facts"]


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
