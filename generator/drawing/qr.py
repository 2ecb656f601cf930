"""QR codes as SVG: one path, no quiet zone (the page leaves four modules around it, ISO/IEC 18004)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from segno import QRCode

__all__ = ["qr_code", "qr_picture"]

_RUN = re.compile(rb"\x01+")
_MASK = 3
"""One of eight patterns to lay over a code. Readers take any; looking for the best is four fifths of the work."""


@lru_cache(maxsize=64)  # 8 ms each, and a document shows the same one in several places
def qr_code(text: str) -> Markup:
    """The QR code of an address; correction level M survives a crease or a stamp."""
    return _drawn(_code(text))


def qr_picture(text: str) -> str:
    """The same, made in 1 ms, for the many that lie on a site as files of their own."""
    return _drawn(_code(text, _MASK))


def _code(text: str, mask: int | None = None) -> QRCode:
    import segno  # 25 ms: it knows how to fetch and to print, too

    return segno.make(text, error="m", boost_error=False, micro=False, mask=mask)


def _drawn(code: QRCode) -> Markup:
    size = len(code.matrix)
    path = []
    for row, modules in enumerate(code.matrix):
        at, move = 0, f"M{{}} {row}.5h{{}}"
        for run in _RUN.finditer(modules):
            path.append(move.format(run.start() - at, run.end() - run.start()))
            at, move = run.end(), "m{} 0h{}"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}"><path stroke="#000" d="{1}"/></svg>\n'
    return Markup(svg.format(size, "".join(path)))
