"""What is drawn beside a record's page: the QR code that leads from paper back to it, and its share picture.

Drawing takes longer than filling the page. So every drawing comes with a digest of what it shows, and one that a build
before has made of the same is left as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.cache import seal
from generator.drawing.qr import qr_picture
from generator.publication.exposure import Facts
from generator.site.families import Page
from generator.site.sharing import OWN, draw, sketch_of

__all__ = ["QR", "Drawing", "drawings"]

QR = "qr.svg"
_WITH_QR = ("branch", "regulation", "report", "showcase")
"""Families whose template ends with ``cite``, which shows the code."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A file beside a page: its name, a digest of what it shows, and how it is made."""

    name: str
    mark: str
    make: Callable[[], str | bytes]


def drawings(page: Page, site: Facts, site_url: str, fonts: Path, share: bool) -> Iterator[Drawing]:
    """The drawings beside a page; pictures of its own to ``share`` where the site wants them.

    There is no code where nobody knows what the site's address will be.
    """
    part = page.context.get("part")
    if page.family in _WITH_QR and not (part and part.number) and "://" in site_url:
        address = site_url + page.address
        yield Drawing(QR, seal("qr", address), partial(qr_picture, address))
    sketch = sketch_of(page, site) if share else None
    if sketch is not None:
        mark = seal("share", *sketch, site.name, str(site.demonstration))
        yield Drawing(OWN, mark, partial(draw, sketch, site, fonts))
