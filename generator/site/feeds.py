"""Sitemap, robots and Atom feeds: of the site, of each area and of each branch."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.publication.exposure import Facts
from generator.publication.view import PublicView
from generator.site.escaping import escape
from generator.site.families import Page

__all__ = ["NOT_FOUND", "page_feed", "revised_sitemaps", "robots", "site_feed", "sitemaps"]

_OF_BRANCH = 12
"""Activities that the feed of a branch lists."""

NOT_FOUND = "404.html"
"""What is shown where there is no page; nobody is told of it."""
_PER_SITEMAP = 40_000
"""Addresses in one sitemap; the protocol allows 50,000."""


def sitemaps(addresses: Sequence[str], site_url: str) -> dict[str, str]:
    """Every page of the site, for search engines: files by name, more than one where there are very many."""
    rows = [_row("url", site_url + address) for address in addresses]
    parts = ["".join(rows[start : start + _PER_SITEMAP]) for start in range(0, len(rows), _PER_SITEMAP)]
    return _maps(parts, site_url)


def revised_sitemaps(
    read: Callable[[str], str], come: Iterable[str], gone: Iterable[str], site_url: str
) -> dict[str, str] | None:
    """The same where the site has some pages more and others no more; ``read`` gives a file as it is published. None
    where there are not the pages in it that go.
    """
    named = _rows(read("sitemap.xml"), "sitemap")
    names = [f"sitemap-{number}.xml" for number in range(1, len(named) + 1)] or ["sitemap.xml"]
    parts = [_body(read(name)) for name in names]
    if not all(parts):
        return None
    top = len(_row("url", site_url).removesuffix("</loc></url>\n"))

    def address(row: str) -> str:
        return row[top:].partition("<")[0]

    firsts = [address(part.partition("\n")[0]) for part in parts]
    moved: dict[int, list[tuple[str, bool]]] = {}
    for one, here in (*((one, False) for one in gone), *((one, True) for one in come)):
        moved.setdefault(max(0, bisect_right(firsts, one) - 1), []).append((one, here))
    for number, of_part in moved.items():  # the rows of the other parts are not looked at
        rows = parts[number].splitlines(keepends=True)
        for one, here in of_part:
            at = bisect_left(rows, one, key=address)
            if here:
                rows.insert(at, _row("url", site_url + one))
            elif at < len(rows) and address(rows[at]) == one:
                del rows[at]
            else:
                return None
        parts[number] = "".join(rows)
    return _maps(_levelled(parts), site_url)


def _levelled(parts: list[str]) -> list[str]:
    """Parts of which each but the last has as many rows as a sitemap may have."""
    found: list[str] = []
    left = list(parts)
    while left:
        part = left.pop(0)
        while left and (fewer := _PER_SITEMAP - part.count("\n")) > 0:
            at = _after_first(left[0], fewer)
            part += left[0][:at]
            left[:1] = [left[0][at:]] if at < len(left[0]) else []
        more = part.count("\n") - _PER_SITEMAP
        if more > 0:
            at = _before_last(part, more)
            left[:1] = [part[at:] + (left[0] if left else "")]
            part = part[:at]
        if part:
            found.append(part)
    return found


def _after_first(part: str, number: int) -> int:
    """Where so many rows end."""
    at = 0
    for _ in range(number):
        at = part.find("\n", at) + 1 or len(part)
    return at


def _before_last(part: str, number: int) -> int:
    """Where the last so many rows begin."""
    at = len(part)
    for _ in range(number):
        at = part.rfind("\n", 0, at - 1) + 1
    return at


def _maps(parts: Sequence[str], site_url: str) -> dict[str, str]:
    """The files, from the rows in each."""
    if len(parts) <= 1:
        return {"sitemap.xml": _map("urlset", *parts)}
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    files = {name: _map("urlset", part) for name, part in zip(names, parts, strict=True)}
    return {"sitemap.xml": _map("sitemapindex", *(_row("sitemap", site_url + name) for name in names)), **files}


def _row(item: str, url: str) -> str:
    return f"<{item}><loc>{escape(url)}</loc></{item}>\n"


def _rows(file: str, item: str) -> list[str]:
    """The lines of a file that name something of a kind."""
    return [line for line in file.splitlines(keepends=True) if line.startswith(f"<{item}>")]


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def _map(root: str, *rows: str) -> str:
    return f"{_HEAD.format(root=root)}{''.join(rows)}</{root}>\n"


def _body(file: str) -> str:
    """The rows of a file of pages; empty where it is none."""
    head, tail = _HEAD.format(root="urlset"), "</urlset>\n"
    return file[len(head) : -len(tail)] if file.startswith(head) and file.endswith(tail) else ""


def robots(site_url: str) -> str:
    """What search engines are told: everything may be read but the parts of the site's own search index."""
    top = urlsplit(site_url).path or "/"
    parts = "".join(f"Disallow: {top}search/{name}/\n" for name in ("grams", "heavy", "long", "pages"))
    named = f"Sitemap: {site_url}sitemap.xml\n" if "://" in site_url else ""  # a whole address, or none
    return f"User-agent: *\n{parts}Allow: {top}\n{named}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity in a feed."""

    address: str
    title: str
    day: datetime.date
    author: str
    summary: str


def full_entries(activities: Iterable[Facts]) -> list[Entry]:
    """Entries of activities that are known in full."""
    return [Entry(a.address, a.title, a.date, a.branch.short_name, a.content.partition("\n")[0]) for a in activities]


def card_entries(cards: Iterable[Facts]) -> list[Entry]:
    """Entries of activities as lists show them."""
    return [Entry(a.address, a.title, a.date, a.branch.short_name, f"{a.branch.short_name}：{a.type}") for a in cards]


def _atom_feed(
    title: str, author: str, address: str, entries: Sequence[Entry], site_url: str, since: datetime.date
) -> str:
    """A feed of the newest activities, for the page at ``address``; ``since`` is its date where there are none."""
    here = escape(site_url + address)
    updated = max((entry.day for entry in entries), default=since)
    rows = "".join([_entry(entry, escape(site_url + entry.address)) for entry in entries])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"<id>{here}</id><title>{escape(title)}</title>"
        f'<link href="{here}"/><link rel="self" href="{here}feed.xml"/>'
        f"<updated>{updated.isoformat()}T00:00:00+08:00</updated>"
        f"<author><name>{escape(author)}</name></author>\n{rows}</feed>\n"
    )


def _entry(entry: Entry, place: str) -> str:
    return (
        f"<entry><id>{place}</id><title>{escape(entry.title)}</title>"
        f'<link href="{place}"/><updated>{entry.day.isoformat()}T00:00:00+08:00</updated>'
        f"<author><name>{escape(entry.author)}</name></author>"
        f"<summary>{escape(entry.summary)}</summary></entry>\n"
    )


def site_feed(view: PublicView, site_url: str) -> str:
    """The newest activities of the whole site."""
    return _atom_feed(view.site.name, view.site.publisher, "", full_entries(view.recent), site_url, view.as_of)


def page_feed(page: Page, site_url: str) -> str | None:
    """The feed that lies beside the page of a branch or of an area; None for all other pages."""
    item = page.context.get("item")
    if page.family == "branch" and item is not None:
        entries = full_entries(item.activities[:_OF_BRANCH])
        return _atom_feed(
            f"{item.short_name}活动", item.short_name, page.address, entries, site_url, item.formation.date
        )
    if page.family == "area" and page.record is not None:
        latest = page.context["latest"]
        entries, since = card_entries(latest), page.context["since"]
        return _atom_feed(f"{page.title}党支部活动", page.title, page.address, entries, site_url, since)
    return None
