"""Figures in prose: ``{{ 数("coverage.organisation") }}`` stands for a computed figure."""

from __future__ import annotations

import re

__all__ = ["FIGURE"]

FIGURE = re.compile(r"\{\{\s*数\s*[(（]\s*[\"“”']?(?P<id>[^\"“”'()（）{}\s]*)[\"“”']?\s*[)）]\s*\}\}")
"""The expression; ``id`` is the figure it names. Full-width brackets and quotes are what a clerk's keyboard gives."""
