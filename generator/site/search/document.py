"""What is searched: one document a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

__all__ = ["MODULUS", "Document", "Facets", "goes_on"]

Facets = tuple[str, str, str, int]
MODULUS = 1 << 128

_BEHIND = re.compile(r"[^/]+/(?:[^/]+/)+(?:p(\d+)|p\d+-[0-9a-f]+|compare(?:-\d+)?)/|data/.+")
"""Addresses of pages that go on with another page (with their number, or the day of their oldest entry), compare its
versions, or tell how it came about.
"""


def goes_on(address: str) -> bool:
    """Whether the page at an address goes on with another."""
    found = _BEHIND.fullmatch(address)
    return found is not None and found[1] is not None


@dataclass(frozen=True, slots=True)
class Document:
    """A page as the index knows it. ``period`` is the month or the year it belongs to (2025-09, 2025), or empty."""

    address: str
    title: str
    kind: str
    note: str
    area: str
    period: str
    text: str

    @property
    def facets(self) -> Facets:
        """Kind, area, period, and how far behind others the page stands."""
        return self.kind, self.area, self.period, self.behind

    @property
    def behind(self) -> int:
        """Nothing for a page that stands for itself; one for a page that tells of another, or more, if it goes on with
        it: a reader who asks for what it shows is led to others later."""
        found = _BEHIND.fullmatch(self.address)
        return 0 if found is None else max(2, int(found[1])) if found[1] else 1

    @property
    def named(self) -> str:
        """What counts as its title: an activity's branch, too, and the figures that are proved there; the note names
        them first."""
        return f"{self.title} {self.note.partition(' · ')[0]}" if self.kind in ("活动", "数据") else self.title

    @property
    def fields(self) -> tuple[str, str, str, str, str, str, str]:
        """All of it, in order."""
        return self.address, self.title, self.kind, self.note, self.area, self.period, self.text

    @property
    def mark(self) -> str:
        """What tells whether two versions of a document are the same."""
        return f"{self.digest():032x}"

    def digest(self) -> int:
        """A number for the whole document. The version of an index is the sum of them: one can be taken out again."""
        data = "\0".join(self.fields).encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(data, digest_size=16).digest(), "big")
