"""What changed from one version of a regulation to the next: article by article, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.publication.exposure import Facts

__all__ = ["compared", "comparisons"]

_ALIKE = 0.4
"""Share of characters in common from which on an article is the other one, changed."""
_SHORTEST = 2
"""Characters in common below which two texts count as different there: single ones agree by chance."""

_WHOLE = re.compile(r"\d{4}年(?:\d+月(?:\d+日)?)?|\d+(?:\.\d+)?|.", re.DOTALL)
"""What stays in one piece: a date, a number, or a single character."""

Piece = tuple[str, str]
"""``same``, ``gone`` or ``new``, and the text."""


def comparisons(facts: Facts, earlier: Sequence[Facts]) -> Iterator[Facts]:
    """Each version of a regulation beside the one before it, the newest first."""
    newer = facts
    for number, older in enumerate(earlier):
        sides = [[article for chapter in side.chapters for article in chapter.articles] for side in (older, newer)]
        rows, kept = compared(*sides)
        address = f"{facts.address}compare{f'-{number + 1}' if number else ''}/"
        yield Facts(address=address, old=older.version, new=newer.version, old_adopted=older.adopted,
                    new_adopted=newer.adopted, note=older.note, rows=rows, kept=kept)  # fmt: skip
        newer = older


def compared(old: Sequence[Facts], new: Sequence[Facts]) -> tuple[list[Facts], int]:
    """Rows for the articles that differ, in the order of the newer version, and how many stand as they did.

    A row has the number of the article in either version, None where it is not in one, and pieces.
    """
    before, after = [_text(article) for article in old], [_text(article) for article in new]
    rows: list[Facts] = []
    kept = 0
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            kept += b - a
            continue
        left = list(range(a, b))
        for number in range(c, d):
            twin = max(left, key=lambda at: _likeness(before[at], after[number]), default=None)
            if twin is not None and _likeness(before[twin], after[number]) >= _ALIKE:
                rows += [_row(gone + 1, None, [("gone", before[gone])]) for gone in left if gone < twin]
                left = [at for at in left if at > twin]
                rows.append(_row(twin + 1, number + 1, _pieces(before[twin], after[number])))
            else:
                rows.append(_row(None, number + 1, [("new", after[number])]))
        rows += [_row(gone + 1, None, [("gone", before[gone])]) for gone in left]
    return rows, kept


def _text(article: Facts) -> str:
    return "\n".join([article.text.strip(), *article.items])


def _row(old: int | None, new: int | None, pieces: list[Piece]) -> Facts:
    return Facts(old=old, new=new, pieces=pieces)


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def _pieces(old: str, new: str) -> list[Piece]:
    pieces: list[Piece] = []
    gone = come = ""
    before, after = _WHOLE.findall(old), _WHOLE.findall(new)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        same = "".join(before[a:b])
        if tag != "equal" or len(same) < _SHORTEST:
            gone, come = gone + same, come + "".join(after[c:d])
            continue
        pieces += [("gone", gone)] * bool(gone) + [("new", come)] * bool(come) + [("same", same)]
        gone = come = ""
    return [*pieces, *([("gone", gone)] * bool(gone)), *([("new", come)] * bool(come))]
