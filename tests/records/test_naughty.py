"""Hostile strings and documents, through everything (``hostile.py`` does it with other people's collections, too)."""

from __future__ import annotations

from hostile import documents, strings
from naughty import DOCUMENTS, STRINGS


def test_hostile_strings_are_published_as_written_or_refused_in_words() -> None:
    assert len(STRINGS) > 300
    published, refused = strings(STRINGS)
    assert published + refused == len(STRINGS)
    assert refused > 10, "signs that no page can show"


def test_hostile_documents_are_refused_in_words() -> None:
    assert len(DOCUMENTS) > 190
    assert set(documents(DOCUMENTS)) == {"told"}
