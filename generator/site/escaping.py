"""Escaping for templates: what markupsafe does, without wrapping every value on the way.

Jinja calls ``escape`` for every value a template prints, a million times a site, and joins the results at once. Plain
strings, nearly all of them, may come back as plain strings; everything else goes the usual way.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from markupsafe import escape as _escape

__all__ = ["QuickEnvironment", "escape"]

_SPECIAL = str.maketrans({"&": "&amp;", ">": "&gt;", "<": "&lt;", "'": "&#39;", '"': "&#34;"})


def escape(value: Any) -> str:
    """The value as text that is safe in HTML."""
    if value.__class__ is str:
        text: str = value
        if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
            return text.translate(_SPECIAL)
        return text
    return _escape(value)


class QuickEnvironment(Environment):
    """An environment whose templates escape with ``escape`` of this module."""

    def _generate(self, *args: Any, **kwargs: Any) -> str:
        source: str = super()._generate(*args, **kwargs)
        head, _, rest = source.partition("\n")
        # The first line imports what templates call; ours comes after it and wins.
        return f"{head}\nfrom generator.site.escaping import escape\n{rest}"
