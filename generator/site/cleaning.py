"""Pages of ``content/``: what the engine made of their Markdown, held to an allow-list.

Markdown lets HTML through. Whoever edits a page may set a table or fold a passage with it, but not run script, frame
another site, load a picture from elsewhere or post a form.
"""

from __future__ import annotations

import re

import nh3

__all__ = ["clean"]

_TAGS = {
    "a", "abbr", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "img", "ins", "kbd", "li", "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section",
    "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr",
    "u", "ul", "var", "wbr",
}  # fmt: skip
_EVERYWHERE = {"class", "id", "title", "lang", "dir", "role", "tabindex", "align", "aria-label", "aria-hidden"}
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "th": {"scope", "colspan", "rowspan", "headers"},
    "td": {"colspan", "rowspan", "headers"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "time": {"datetime"},
    "blockquote": {"cite"},
    "q": {"cite"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_ELSEWHERE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.I)
"""An address that leads away from the site."""


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """Pictures come from the site itself: one that is fetched from elsewhere tells who reads what."""
    if tag == "img" and attribute == "src" and _ELSEWHERE.match(value):
        return None
    return value


def clean(html: str) -> str:
    """HTML with nothing but what text needs; links lead to http(s), mailto, tel or places of this site."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
