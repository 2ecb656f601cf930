"""Sitemap and Atom feed."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import escape

from generator.publication.view import PublicView

__all__ = ["atom_feed", "sitemap"]

_LATEST = 30


def sitemap(addresses: Iterable[str], site_url: str) -> str:
    """Every page of the site, for search engines."""
    rows = "".join(f"<url><loc>{escape(site_url + address)}</loc></url>\n" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'


def atom_feed(view: PublicView, site_url: str) -> str:
    """The latest activities as an Atom feed."""
    latest = view.activities[:_LATEST]
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
