"""The text that a reader sees on a page, from the page's own HTML: what the page shows is what is found.

Its blanks say more than that words are apart, for whoever shows a stretch of it: a tab stands between a term and what
is said of it, a line feed between the items of a list, a form feed after a page's head. To search they are all alike.
"""

from __future__ import annotations

import re
from html import unescape

__all__ = ["TITLE", "page_text", "visible_text"]

_UNSEEN = (
    *((f"<{name}", f"</{name}>") for name in ("nav", "footer", "svg", "script", "style", "noscript", "template")),
    *((f'<details class="{name}', "</details>") for name in ("zb-cite", "zb-fold zb-fold--source")),
)
"""Ways to other pages and to this one are no text of it, nor are code to copy and lines of a source, which are folded;
the words of a drawing stand beside it as text."""

_APART = re.compile(r"</a>(?=<[a-z])")
"""A link after which another element begins: only their looks keep the two apart. So it is with a day before a link."""

_WITHIN_WORDS = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|strong|sub|sup|time|wbr)(?![\w-])[^>]*>")
"""What may begin or end within a sentence; every other tag separates."""

_TAG = re.compile(r"<[^>]*>")

_TERM, _ITEM, _HEAD = "\x01", "\x02", "\x03"
"""Stand for the tab, the line feed and the form feed, until other blanks are as they should be."""

_BETWEEN = re.compile(r"</(?:li|dd|tr)>\s*(?:</div>\s*<div[^>]*>\s*)?(?=<(?:li|dt|tr)(?![\w-]))")
_IDLE = re.compile(f"[ \t\n]*[{_TERM}{_ITEM}][ \t\n{_TERM}{_ITEM}]*")

TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.S)


def visible_text(body: str) -> str:
    """The text of a body of our own making: well-formed, its values escaped, nothing unseen within its like."""
    for opening, closing in _UNSEEN:
        if opening in body:
            _, body = _cut(body, opening, closing)
    body = _BETWEEN.sub(f" {_ITEM} ", body.replace("</dt>", f" {_TERM} "))
    text = _TAG.sub(" ", _WITHIN_WORDS.sub("", _APART.sub(" ", body.replace("</time><a", " <a"))))
    text = " ".join((unescape(text) if "&" in text else text).split())
    text = text.replace(f" {_TERM} ", "\t").replace(f" {_ITEM} ", "\n")
    if _TERM in text or _ITEM in text:  # of which one side is empty
        text = _IDLE.sub(" ", text).strip()
    return text


def page_text(body: str, title: str, further: bool = False) -> str:
    """The text of a page beside its title: what its head and its box of facts say, then the rest; of a page that goes
    on with another the rest alone, since the first one has said the same.
    """
    heading = TITLE.search(body)
    if heading is not None and unescape(_TAG.sub("", heading[1])).strip() in title:
        body = f"{body[: heading.start()]} {body[heading.end() :]}"
    head, body = _cut(body, '<header class="zb-head', "</header>")
    facts, body = _cut(body, '<dl class="zb-facts"', "</dl>")
    if further or not (head or facts):
        return visible_text(body)
    said, _, rest = visible_text(f"{head} {_ITEM} {facts} {_HEAD} {body}").partition(_HEAD)
    return f"{said.strip()}\f{rest.strip()}".strip()


def _cut(body: str, opening: str, closing: str) -> tuple[str, str]:
    """All elements that begin so, and the body without them."""
    cut, kept, done = [], [], 0
    while (start := body.find(opening, done)) >= 0:
        end = body.find(closing, start)
        if end < 0 or body[start + len(opening)] not in ' \t\n>"':  # the name of another element begins alike
            kept.append(body[done : start + len(opening)])
            done = start + len(opening)
            continue
        kept += (body[done:start], " ")
        done = end + len(closing)
        cut.append(body[start:done])
    return "".join(cut), "".join([*kept, body[done:]])
