"""``zhibu fmt --base``: what a form took away without being asked is put back.

A form that saves a record drops its comments, its order and its layout. The values it saved are written into the text
that was there before, so that the difference shows what a person changed and nothing else.
"""

from __future__ import annotations

from pathlib import Path

from generator.editing.formatting import Formatted, format_text
from generator.editing.history import old_text
from generator.editing.rewriting import rewrite
from generator.editing.tree import FENCE, UnfitError, front_matter, grow
from generator.reading import Source
from generator.rulebook.shelves import shelf_of

__all__ = ["restore_file"]


def restore_file(root: Path, path: str, commit: str, now: Formatted) -> Formatted:
    """A formatted file with the comments and the layout it had at ``commit``, where it was there."""
    found = shelf_of(path)
    before = old_text(root, commit, path)
    if found is None or before is None or now.refused:
        return now
    shelf, _ = found
    article = shelf.body is not None
    old, _ = format_text(Source(path, before), shelf.model, shelf.ledger, article)
    text = now.after.decode()
    try:
        old_head, _ = _split(old, article)
        new_head, body = _split(text, article)
        head = rewrite(old_head, grow(new_head).root.value, shelf.model, shelf.ledger)
    except UnfitError:
        return now
    lines = [FENCE, *head, FENCE, *body] if article else head
    restored, refused = format_text(Source(path, "\n".join(lines)), shelf.model, shelf.ledger, article)
    return now if refused else Formatted(now.before, restored.encode())


def _split(text: str, article: bool) -> tuple[list[str], list[str]]:
    lines = text.split("\n")
    return front_matter(lines) if article else (lines, [])
