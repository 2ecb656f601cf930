"""The search index: one entry a page, its words as readers see them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.publication.exposure import Facts
from generator.publication.view import PublicView
from generator.site.words import cn_date

__all__ = ["search_index"]


def _entries(view: PublicView) -> Iterator[tuple[str, str, str, str, str]]:
    """(address, title, kind, note, text) of every page that a reader may look for."""
    for b in view.branches:
        posts = "".join(f"{post.role}{post.post} " for post in b.committee)
        units = " ".join(unit.name for unit in b.units)
        text = f"{b.name} {units} {posts}{b.introduction or ''}"
        yield b.address, b.short_name, "党支部", b.area.name if b.area else "", text
    for r in view.regulations:
        text = " ".join(_article(article) for chapter in r.chapters for article in chapter.articles)
        yield r.address, r.name, "制度", r.group, text
    for s in view.showcases:
        yield s.address, s.name, "案例", s.type, f"{s.summary} {s.narrative}"
    for a in view.activities:
        note = f"{a.branch.short_name} · {cn_date(a.date)}"
        yield a.address, a.title, "活动", note, f"{a.type} {a.place} {a.content} {a.outcome or ''}"
    for t in view.stations:
        yield t.address, t.name, "指导站", t.host, f"{t.introduction or ''} {t.head}"
    for m in view.lists:
        text = " ".join([*m.suggestions, *(tip.matter for tip in m.tips)])
        yield m.address, f"{m.month} {m.theme}", "月度清单", "", text
    for w in view.methods:
        yield w.address, w.full_name, "工作方法", "", w.summary + " ".join(step.name + step.text for step in w.steps)
    for p in view.reports:
        text = " ".join([p.summary, *(f"{s.title} {s.text or ''} {' '.join(s.items)}" for s in p.sections)])
        yield p.address, p.name, "报告", p.author, text


def _article(article: Facts) -> str:
    return " ".join([article.text, *article.items])


def search_index(view: PublicView) -> str:
    """The index as JSON: rows of address, title, kind, note and text."""
    rows = [[address, title, kind, note, " ".join(text.split())] for address, title, kind, note, text in _entries(view)]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
