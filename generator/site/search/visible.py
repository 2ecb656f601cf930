"""The text that a reader sees on a page, from the page's own HTML: what the page shows is what is found."""

from __future__ import annotations

import re
from html import unescape

__all__ = ["visible_text"]

_UNSEEN = ("nav", "footer", "svg", "script", "style", "noscript", "template")
"""Ways to other pages and to this one are no text of it; the words of a drawing stand beside it as text."""

_WITHIN_WORDS = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|strong|sub|sup|time|wbr)(?![\w-])[^>]*>")
"""What may begin or end within a sentence; every other tag separates."""

_TAG = re.compile(r"<[^>]*>")


def visible_text(body: str) -> str:
    """The text of a body of our own making: well-formed, its values escaped, nothing unseen within its like."""
    for name in _UNSEEN:
        if f"<{name}" in body:
            body = _without(body, f"<{name}", f"</{name}>")
    text = _TAG.sub(" ", _WITHIN_WORDS.sub("", body))
    return " ".join((unescape(text) if "&" in text else text).split())


def _without(body: str, opening: str, closing: str) -> str:
    kept, done = [], 0
    while (start := body.find(opening, done)) >= 0:
        end = body.find(closing, start)
        if end < 0 or body[start + len(opening)] not in " \t\n>":  # the name of another element begins alike
            kept.append(body[done : start + len(opening)])
            done = start + len(opening)
            continue
        kept += (body[done:start], " ")
        done = end + len(closing)
    return "".join([*kept, body[done:]])
