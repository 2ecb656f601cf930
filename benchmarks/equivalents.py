"""The pages of a site as plain data, for building the same pages with another generator.

Every page of ours appears, at its address, with what it shows, and with what its feed and its card say. The other
generator is spared everything that comes before: reading and checking YAML, linking records, computing figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator.project import load
from generator.publication.view import PublicView
from generator.site.families import Page
from generator.site.pages import pages
from generator.site.words import cn_date, cn_month

__all__ = ["Equivalent", "articles", "equivalents"]

Equivalent = dict[str, Any]
"""A page: ``address``, ``family``, ``title``, ``description``, ``params``; ``markdown``, or ``html`` of an article."""

_OWN_FAMILIES = ("branch", "activity")


def _row(activity: Any) -> list[Any]:
    """An activity as a line of a list: day, month, title, address, kind, branch."""
    date = activity.date
    return [date.day, f"{date.year}.{date.month:02}", activity.title, activity.address, activity.type,
            activity.branch.short_name]  # fmt: skip


def _groups(activities: Iterable[Any]) -> list[dict[str, Any]]:
    """Activities by month, newest first."""
    groups: dict[tuple[int, int], list[Any]] = {}
    for item in activities:
        groups.setdefault((item.date.year, item.date.month), []).append(item)
    return [
        {
            "heading": f"{year} 年 {month} 月",
            "count": len(items),
            "rows": [_row(item) for item in items],
        }
        for (year, month), items in sorted(groups.items(), reverse=True)
    ]


def _feed(activities: Iterable[Any]) -> list[list[Any]]:
    """What a feed says of each: address, title, day, branch, summary."""
    return [
        [x.address, x.title, x.date.isoformat(), x.branch.short_name, getattr(x, "content", x.type).partition("\n")[0]]
        for x in activities
    ]


def _prose(text: str | None) -> str:
    return "\n\n".join((text or "").split("\n"))


def _ticks(terms: Iterable[str], marks: Iterable[str]) -> list[list[Any]]:
    have = set(marks)
    return [[term, term in have] for term in terms]


def _heat(branch: Any) -> list[list[Any]]:
    """Twelve numbers a kind of activity, this year."""
    return [[kind, months] for kind, months in branch.year_counts.items()]


def _branch(b: Any) -> tuple[dict[str, Any], str]:
    facts = [
        ["成立日期", cn_date(b.formation.date)],
        ["组建方式", b.formation.mode],
        ["归口", b.line.name],
        ["属地", b.area.name],
        ["党员规模", b.members_band],
        ["本届任期", f"{cn_date(b.term.start)}起，{b.term.years} 年"],
        ["主题党日", f"每月 {b.theme_day} 日"],
        ["书记产生方式", b.secretary.origin],
        ["联系电话", b.telephone],
    ]
    params = {
        "kind": b.type,
        "lead": b.name,
        "stars": b.stars or 0,
        "area": [b.area.name, b.area.id],
        "facts": facts,
        "units": [[u.name, f"{u.type} · {u.industry}", u.introduction] for u in b.units],
        "posts": [[p.role, p.post] for p in b.committee],
        "count": len(b.activities),
        "heat": _heat(b),
        "recent": [_row(item) for item in b.activities[:5]],
        "archive": f"activities/{b.id}/",
        "room": f"{b.room.use}，{b.room.place}，{b.room.square_metres} 平方米。",
        "room_ticks": _ticks(b.room_terms, b.room.marks),
        "rules": [[r.short_name, r.address] for r in b.regulations],
        "box_ticks": _ticks(b.box_terms, b.boxes),
        "history": [[s.name, f"{s.first_year}—{s.last_year}", s.stars] for s in b.star_history],
        "honours": [[h.name, h.id, h.level, cn_date(h.awarded)] for h in b.honours],
        "cases": [[s.name, s.address, s.type, s.summary] for s in b.showcases],
        "villages": list(b.villages),
        "near": [[x.short_name, x.address, x.industry] for x in b.near],
        "card": f"{cn_date(b.formation.date)}成立，{b.formation.mode}，活动 {len(b.activities)} 场次",
        "feed": _feed(b.activities[:12]),
        # What open data say besides.
        "term_ends": b.term.end.isoformat(),
    }
    return params, _prose(b.introduction)


def _activity(a: Any) -> tuple[dict[str, Any], str]:
    around = [
        [word, x.address, cn_date(x.date), x.title] for word, x in (("上一次", a.previous), ("下一次", a.next)) if x
    ]
    params = {
        "kind": a.type,
        "date_text": cn_date(a.date),
        "day": a.date.isoformat(),
        "time_text": a.time,
        "place": a.place,
        "branch": [a.branch.short_name, a.branch.address, f"activities/{a.branch.id}/"],
        "host": a.host,
        "lecturer": a.lecturer,
        "present": str(a.attendance.present),
        "guests": str(a.attendance.guests),
        "list": [f"{cn_month(a.monthly_list.month)}清单", a.monthly_list.address] if a.monthly_list else [],
        "campaign": [a.campaign.name, f"campaigns/#{a.campaign.id}"] if a.campaign else [],
        "outcome": a.outcome,
        "around": around,
    }
    return params, _prose(a.content)


def _regulation(r: Any) -> str:
    parts, number = [], 0
    for chapter in r.chapters:
        parts.append(f"## {chapter.title}")
        for article in chapter.articles:
            number += 1
            parts.append(f"**第{number}条** {_prose(article.text)}")
            parts.extend(f"- {item}" for item in article.items)
    return "\n\n".join(parts)


def _other(page: Page, view: PublicView) -> tuple[dict[str, Any], str]:
    """Section pages and the small families: a lead, groups of rows, prose."""
    item = page.context.get("item")
    cards = {"branches": view.branches, "ratings": view.branches, "showcases": view.showcases}
    if page.family == "activities-list":
        return {"groups": _groups(page.context["part"].entries)}, ""
    if page.family == "activities-year":
        return {"groups": _groups([a for _, held in page.context["months"].values() for a in held])}, ""
    if page.family == "area":
        feed = {"feed": _feed(page.context["latest"])} if page.record is not None else {}
        return {"links": [[b.short_name, b.address, b.mode] for b in page.context["part"].entries], **feed}, ""
    if page.family == "branch-activities":
        return {"groups": _groups(page.context["part"].entries), "heat": _heat(item)}, ""
    if page.family == "regulation":
        return {"facts": [["制定单位", item.issuer], ["类别", item.group]]}, _regulation(item)
    if page.family == "showcase":
        return {"facts": [["类别", item.type], ["一句话", item.summary]]}, item.narrative
    if page.family == "station":
        rows = [[b.short_name, b.address, b.mode] for b in item.branches]
        return {"facts": [["依托", item.host], ["站长", item.head]], "links": rows}, _prose(item.introduction)
    if page.family in cards:
        titles = [(x, getattr(x, "short_name", None) or x.name) for x in cards[page.family]]
        return {"links": [[title, x.address, getattr(x, "summary", "")] for x, title in titles]}, ""
    return {}, page.description


def articles(site: Path, known: set[str]) -> Iterator[Equivalent]:
    """The pages of prose, as they were built: those whose address is not ``known`` yet."""
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix() + "/"
        if address in known:
            continue
        text = path.read_text(encoding="utf-8")
        title = re.search(r"<title>(.*?)(?: · .*?)?</title>", text, re.S)
        body = re.search(r"</nav>(.*)</div></main>", text[text.index('<nav class="zb-crumbs"') :], re.S)
        if title is None or body is None:
            raise SystemExit(f"{path}: neither a page of the records nor an article")
        html = body.group(1)
        found = {"family": "article", "title": title.group(1), "description": "", "params": {}, "html": html}
        yield {"address": address, **found}


def equivalents(site: Path) -> Iterator[Equivalent]:
    """Every page of the records in ``site``."""
    project = load(site)
    if not project.publishable:
        raise SystemExit(f"{site}: zhibu check finds errors")
    view = project.view()
    for page in pages(view):
        item = page.context.get("item")
        recent = {"feed": _feed(view.recent)} if page.address == "" else {}
        maker = {"branch": _branch, "activity": _activity}.get(page.family)
        params, markdown = maker(item) if maker else _other(page, view)
        yield {
            "address": page.address,
            "family": page.family if page.family in _OWN_FAMILIES else "other",
            "title": page.title,
            "description": page.description,
            "params": params | recent,
            "markdown": markdown,
        }
