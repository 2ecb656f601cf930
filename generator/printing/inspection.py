"""What a finished PDF lacks of what an archive and a printer ask, as far as a reader of its structure can see.

A validator of PDF/A looks further; none is to be had from Debian or PyPI. The typesetter refuses what PDF/A-2a and
PDF/UA-1 forbid; here is checked that its file says so, and what a printer looks at first: faces, bleed, sheets that
fill.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

__all__ = ["SHEET", "Inspected", "inspected"]

SHEET = 4
"""Pages of a folded sheet in a saddle-stitched booklet."""

_OURS = re.compile(r"/[A-Z]{6}\+Zhibu[A-Za-z]+-Regular")


@dataclass(frozen=True, slots=True)
class Inspected:
    """How many pages a PDF has, and what is wrong with it, in a few words each."""

    pages: int
    faults: list[str]


def inspected(content: bytes, bleed: bool = False, sheets: bool = False) -> Inspected:
    """``bleed``: the document is to be trimmed; ``sheets``: it is to fill whole sheets."""
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            pages = len(document.pages)
            found = [*_of_the_file(document), *_of_the_fonts(document), *(_of_the_trim(document) if bleed else ())]
    except pikepdf.PdfError as error:
        return Inspected(0, [f"not readable: {error}"])
    if sheets and pages % SHEET:
        found.append(f"{pages} pages do not fill sheets")
    return Inspected(pages, found)


def _of_the_file(document: pikepdf.Pdf) -> Iterator[str]:
    root: Any = document.Root
    about = bytes(root.Metadata.read_bytes()).decode("utf-8", "replace") if "/Metadata" in root else ""
    claims = dict(re.findall(r"<(pdf(?:a|ua)id:\w+)>(\w+)<", about))
    wanted = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    if {name: claims.get(name) for name in wanted} != wanted:
        yield "does not claim PDF/A-2a and PDF/UA-1"
    if "<dc:title>" not in about:
        yield "no title"
    if str(root.get("/Lang", "")) != "zh-CN":
        yield "no language"
    if not root.get("/MarkInfo", {}).get("/Marked", False) or "/StructTreeRoot" not in root:
        yield "not tagged"
    if not any("/DestOutputProfile" in intent for intent in root.get("/OutputIntents", [])):
        yield "no colour profile"
    if document.is_encrypted:
        yield "encrypted"
    if "/ID" not in document.trailer:
        yield "no identifier"
    if "/OpenAction" in root or "/AA" in root or "/JavaScript" in root.get("/Names", {}):
        yield "does something when opened"


def _of_the_fonts(document: pikepdf.Pdf) -> Iterator[str]:
    fonts: dict[tuple[int, int], Any] = {}
    for page in document.pages:
        resources: Any = page.obj.get("/Resources", {})
        used: Any = resources.get("/Font", {})
        for key in used.keys():  # noqa: SIM118 (no mapping of Python's)
            fonts.setdefault(used[key].objgen, used[key])
    for font in fonts.values():
        name = str(font.get("/BaseFont", "/?"))
        descriptor = (font.DescendantFonts[0] if "/DescendantFonts" in font else font).get("/FontDescriptor", {})
        if not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")):
            yield f"{name[1:]} is not embedded"
        elif not _OURS.match(name):
            yield f"{name[1:]} is no subset of our faces"


def _of_the_trim(document: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(document.pages, 1):
        if "/BleedBox" not in page or "/TrimBox" not in page:
            yield f"page {number} says neither bleed nor trim"
