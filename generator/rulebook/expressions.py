"""Figures in prose: ``{{ 数("coverage.organisation") }}`` stands for a computed figure."""

from __future__ import annotations

import re

__all__ = ["FIGURE", "wholes"]

FIGURE = re.compile(r"\{\{\s*数\s*[(（]\s*[\"“”']?(?P<id>[^\"“”'()（）{}\s]*)[\"“”']?\s*[)）]\s*\}\}")
"""The expression; ``id`` is the figure it names. Full-width brackets and quotes are what a clerk's keyboard gives."""
_WHOLES = ("全县", "全市", "全区", "全州", "全镇", "全站", "本站")


def wholes(county: str | None) -> tuple[str, ...]:
    """The words with which a text speaks of the site as a whole; its own name is one of them."""
    return (*_WHOLES, county) if county else _WHOLES
