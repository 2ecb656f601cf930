"""What the masthead and the footer of every page show."""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.publication.view import PublicView
from generator.site.families import empty_sections
from generator.site.words import cn_date

__all__ = ["Masthead", "masthead_of"]


class Masthead(NamedTuple):
    """All that the engine's part of a site takes from the records."""

    name: str
    facts: dict[str, Any]
    """The site's name, publisher, filings and contact, as the theme takes them."""
    empty: set[str]
    """Addresses of sections that have nothing to show yet."""


def masthead_of(view: PublicView) -> Masthead:
    """What the engine takes of a view."""
    return Masthead(view.site.name, _facts(view), empty_sections(view))


def _facts(view: PublicView) -> dict[str, Any]:
    site = view.site
    contact, security = site.contact, site.filing.security
    return {
        "name": site.name,
        "county": site.county,
        "publisher": site.publisher,
        "slogan": site.slogan,
        "demonstration": site.demonstration,
        "as_of": cn_date(view.as_of),
        "icp": site.filing.icp,
        "security_number": security.number if security else None,
        "security_code": security.code if security else None,
        "contact_post": contact.post if contact else None,
        "telephone": contact.telephone if contact else None,
        "address": contact.address if contact else None,
        "hours": contact.hours if contact else None,
        "feed": "feed.xml",
    }
