"""Pictures on pages of ``content/``, offered as those of records are: in several widths, with their size, lazily."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from generator.publication.variants import is_raster, variants
from generator.site.pictures import size

__all__ = ["offer"]

_IMAGE = re.compile(r'<img((?: [a-z-]+="[^"]*")*)>')
"""As the allow-list writes it: every value in quotes, quotes within escaped."""
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_COLUMN = "(min-width: 60em) 50rem, 100vw"
"""How wide a page shows a picture that does not say it."""
_NUMBER = re.compile(r"[1-9]\d{0,4}")
_BASE = "https://zhibu.invalid/"


def offer(html: str, address: str, content: Path) -> str:
    """Cleaned HTML of the page at ``address`` in which every picture that lies below ``content`` has its width and
    height, waits until it comes into view, and, where it is of points, offers its smaller versions.
    """
    return _IMAGE.sub(lambda found: _offered(found, address, content), html)


def _offered(found: re.Match[str], address: str, content: Path) -> str:
    said = dict(_ATTRIBUTE.findall(found[1]))
    written = said.get("src", "")
    name = _name(unescape(written), address)
    path = content / name
    measured = size(path) if name and path.is_file() and path.resolve().is_relative_to(content.resolve()) else None
    if measured is None:
        return found[0]
    width, height = measured
    wanted = said.get("width", "")
    sizes = f"{wanted}px" if _NUMBER.fullmatch(wanted) else _COLUMN
    if "height" not in said:
        shown = int(wanted) if _NUMBER.fullmatch(wanted) else width
        said |= {"width": str(shown), "height": str(max(1, round(height * shown / width)))}
    elif "width" not in said and _NUMBER.fullmatch(said["height"]):
        said["width"] = str(max(1, round(width * int(said["height"]) / height)))
    said = {**said, "loading": said.get("loading", "lazy"), "decoding": "async"}
    image = "<img{}>".format("".join(f' {key}="{value}"' for key, value in said.items()))
    if not is_raster(name):
        return image
    start = written.partition("?")[0].partition("#")[0]
    versions = ", ".join(f"{_listed(start)}{src} {step}w" for src, step in variants("", width))
    return f'<picture><source type="image/webp" srcset="{versions}" sizes="{sizes}">{image}</picture>'


def _listed(written: str) -> str:
    """An address for a list of addresses, which blanks and commas would end."""
    return escape(unescape(written).replace(" ", "%20").replace(",", "%2C"))


def _name(src: str, address: str) -> str:
    """The file below ``content/`` that a page's picture names, empty where it is none of the site's."""
    try:
        parts = urlsplit(urljoin(f"{_BASE}{address}", src))
    except ValueError:
        return ""
    name = unquote(parts.path).lstrip("/") if f"{parts.scheme}://{parts.netloc}/" == _BASE else ""
    return "" if "\0" in name or ".." in name.split("/") else name
