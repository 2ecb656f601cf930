"""Looking at finished PDFs as others do: their structure, their words, their pages as pictures."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import zxingcpp
from PIL import Image

__all__ = ["fonts", "outline", "page_images", "pages_of_words", "qr_codes", "text", "texts"]


def texts(content: bytes) -> list[str]:
    """The words of every page."""
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_bounded() for page in document]


def pages_of_words(content: bytes) -> list[str]:
    """The words of every page, without line breaks or spaces."""
    return [re.sub(r"\s", "", page) for page in texts(content)]


def text(content: bytes) -> str:
    """All words, without line breaks or spaces."""
    return "".join(pages_of_words(content))


def page_images(content: bytes, scale: float, pages: list[int] | None = None) -> list[Image.Image]:
    """Pages as pictures; ``scale`` 1 is 72 points an inch."""
    document = pypdfium2.PdfDocument(content)
    wanted = range(len(document)) if pages is None else pages
    return [document[number].render(scale=scale).to_pil().convert("RGB") for number in wanted]


def qr_codes(content: bytes, pages: list[int] | None = None) -> list[str]:
    """What a telephone reads on pages."""
    return [code.text for image in page_images(content, 4, pages) for code in zxingcpp.read_barcodes(image)]


def outline(content: bytes) -> list[tuple[str, int]]:
    """Bookmarks: title and page, from 1."""
    document = pypdfium2.PdfDocument(content)
    found = []
    for item in document.get_toc():
        dest = item.get_dest()
        assert dest is not None
        found.append((item.get_title(), dest.get_index() + 1))
    return found


def fonts(content: bytes) -> dict[str, bool]:
    """Names of the fonts used, and whether each is embedded."""
    found = {}
    with pikepdf.open(io.BytesIO(content)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                embedded = any(name in thing for name in ("/FontFile", "/FontFile2", "/FontFile3"))
                found[str(thing.FontName)] = embedded
    return found
