"""Sitemap and Atom feed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import escape

from generator.publication.view import PublicView

__all__ = ["atom_feed", "sitemaps"]

_PER_SITEMAP = 40_000
"""Addresses in one sitemap; the protocol allows 50,000."""


def sitemaps(addresses: Sequence[str], site_url: str) -> dict[str, str]:
    """Every page of the site, for search engines: files by name, more than one where there are very many."""
    parts = [addresses[start : start + _PER_SITEMAP] for start in range(0, len(addresses), _PER_SITEMAP)]
    if len(parts) <= 1:
        return {"sitemap.xml": _map("urlset", "url", addresses, site_url)}
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    files = {name: _map("urlset", "url", part, site_url) for name, part in zip(names, parts, strict=True)}
    return {"sitemap.xml": _map("sitemapindex", "sitemap", names, site_url), **files}


def _map(root: str, item: str, addresses: Iterable[str], site_url: str) -> str:
    rows = "".join(f"<{item}><loc>{escape(site_url + address)}</loc></{item}>\n" for address in addresses)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</{root}>\n"


def atom_feed(view: PublicView, site_url: str) -> str:
    """The latest activities as an Atom feed."""
    latest = view.recent
    updated = max((activity.date for activity in latest), default=view.as_of)
    entries = "".join(
        f"<entry><id>{escape(site_url + a.address)}</id><title>{escape(a.title)}</title>"
        f'<link href="{escape(site_url + a.address)}"/><updated>{a.date.isoformat()}T00:00:00+08:00</updated>'
        f"<author><name>{escape(a.branch.short_name)}</name></author>"
        f"<summary>{escape(a.content.splitlines()[0])}</summary></entry>\n"
        for a in latest
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"<id>{escape(site_url)}</id><title>{escape(view.site.name)}</title>"
        f'<link href="{escape(site_url)}"/><link rel="self" href="{escape(site_url)}feed.xml"/>'
        f"<updated>{updated.isoformat()}T00:00:00+08:00</updated>"
        f"<author><name>{escape(view.site.publisher)}</name></author>\n{entries}</feed>\n"
    )
