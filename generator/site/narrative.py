"""Narratives of showcases: Markdown without raw HTML, then cleaned by an allow-list."""

from __future__ import annotations

import re
from itertools import count

import nh3
from markupsafe import Markup

from generator.printing.prose import parser

__all__ = ["narrative"]

_TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "table", "thead", "tbody", "tr", "th", "td",
    "a", "br", "hr", "code", "pre", "del",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}


def narrative(markdown: str) -> Markup:
    """Markdown as safe HTML: text, lists, tables and links to http(s), mailto or places of this site; no pictures."""
    html = parser().render(markdown)
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    clean = clean.replace("<th>", '<th scope="col">')
    opening = (f'<div class="zb-table" role="region" aria-label="表{n}" tabindex="0"><table>' for n in count(1))
    clean = re.sub("<table>", lambda _: next(opening), clean).replace("</table>", "</table></div>")
    return Markup(clean)
