"""Pages of ``content/``: what the engine made of their Markdown, held to an allow-list.

Markdown lets HTML through. Whoever edits a page may set a table or fold a passage with it, but not run script, frame
another site, load a picture from elsewhere or post a form.
"""

from __future__ import annotations

import re

import nh3

from generator.findings import Finding, Location, Severity, declare

__all__ = ["clean", "unfit"]

_UNFIT = declare(
    "ZB0943",
    Severity.ERROR,
    (
        "文章做不成网页",
        "这篇文章里有生成网页时读不懂的内容{error}。",
        "请检查最近改动的几行，特别是从文字处理软件或别的网页粘贴来的标记，删去后再生成；仍不行请告知维护人员。",
    ),
    (
        "prose that makes no page",
        "No page can be made of this prose{error_en}.",
        "Check the lines changed last, above all markup pasted from elsewhere, and delete it.",
    ),
)

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


def unfit(path: str, error: Exception) -> Finding:
    """What is told of a page at which the engine failed."""
    said = f"{type(error).__name__}: {error}"[:80]
    facts = {"error": f"（给维护人员的信息：{said}）", "error_en": f" ({said})"}
    if isinstance(error, RecursionError):
        facts = {"error": "：列表、引用等一层套一层，层数太多", "error_en": ": it is nested too deeply"}
    return Finding(_UNFIT, Location(path), facts)
