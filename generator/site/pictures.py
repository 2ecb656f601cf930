"""Pictures of records: their size for the page, so that nothing shifts while it loads."""

from __future__ import annotations

import re
from pathlib import Path

from generator.site.media import WIDEST

__all__ = ["size"]

_ORIENTATION, _LYING = 0x0112, (5, 6, 7, 8)
"""How a camera was held, and the ways that swap width and height."""

_TAG = re.compile(r"<svg\b[^>]*>", re.S)
_LENGTH = re.compile(r'\b(width|height)="([0-9.]+)(?:px)?"')
_BOX = re.compile(r'\bviewBox="[0-9.\-]+[ ,]+[0-9.\-]+[ ,]+([0-9.]+)[ ,]+([0-9.]+)"')


def size(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels of what is published, None where the file does not tell."""
    if path.suffix.lower() == ".svg":
        tag = _TAG.search(path.read_text("utf-8", "replace")[:4000])
        if tag is None:
            return None
        box = _BOX.search(tag[0])
        if box:
            return round(float(box[1])), round(float(box[2]))
        lengths = {name: round(float(value)) for name, value in _LENGTH.findall(tag[0])}
        return (lengths["width"], lengths["height"]) if len(lengths) == 2 else None
    from PIL import Image, UnidentifiedImageError  # not needed where nothing with a picture has changed

    try:
        with Image.open(path) as image:
            width, height = image.size
            if image.getexif().get(_ORIENTATION, 1) in _LYING:
                width, height = height, width
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return (WIDEST, max(1, round(height * WIDEST / width))) if width > WIDEST else (width, height)
