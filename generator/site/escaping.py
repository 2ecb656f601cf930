"""Escaping for templates: what markupsafe does, without wrapping every value on the way.

Jinja calls ``escape`` for every value a template prints, a million times a site, and joins the results at once. Plain
strings, nearly all of them, may come back as plain strings; everything else goes the usual way.
"""

from __future__ import annotations

import datetime
from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined]
from markupsafe import escape as _escape

__all__ = ["QuickEnvironment", "escape"]


_PLAIN = frozenset({int, float, datetime.date, Markup})
"""Kinds of values that hold nothing to be escaped, or have been."""


def escape(value: Any) -> str:
    """The value as text that is safe in HTML."""
    kind = value.__class__
    if kind is str:
        return _escape_inner(value)
    return str(value) if kind in _PLAIN else _escape(value)


class QuickEnvironment(Environment):
    """An environment whose templates escape with ``escape`` of this module, and whose globals are plain.

    They are all there before the first template is loaded; a chain of dictionaries, followed anew for every page, would
    take as long as a short page itself.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template of the environment knows, and what one of them knows besides."""
        return {**self.globals, **(d or {})}

    def _generate(self, *args: Any, **kwargs: Any) -> str:
        source: str = super()._generate(*args, **kwargs)
        head, _, rest = source.partition("\n")
        # The first line imports what templates call; ours comes after it and wins.
        return f"{head}\nfrom generator.site.escaping import escape\n{rest}"
