"""Share pictures: what a chat or a network shows beside a link. One for each section, and one for each branch and case.

A branch's is put together from characters that were drawn once, in rows that are packed once where many pictures have
the same. Two points are one byte in a PNG of few colours, and so they are in everything that is put together here.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.publication.exposure import Facts
from generator.site.families import Page
from generator.site.words import cn_number

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["OWN", "SHARED", "Sketch", "draw", "has_own", "picture_of", "share_pictures", "sketch_of"]

SHARED = {
    "branches": "党支部",
    "regulations": "制度",
    "showcases": "案例",
    "activities": "活动",
    "stations": "指导站",
    "data": "数据",
    "": "两新组织党建公开",
}
"""What the picture of a section says, by the first part of the section's address; all others have the last one."""
OWN = "share.png"
"""The picture of a branch or a case, beside its page."""
_OF_THEIR_OWN = ("branch", "showcase")
_SIZE = (1200, 630)
_RED, _DEEP, _GOLD, _PAPER, _PALE = "#9c1818", "#7c1010", "#c8963a", "#fff6e9", "#f0cfb4"
_SMALL = (800, 420)
_LEFT, _WIDE = 56, 688
"""Where the lines of a small picture begin, and how long they may be."""
_TITLE, _BELOW = 100, 284
"""The rows at which its title and what is below begin."""
_TITLES = ((88, 1), (60, 2), (40, 3))
"""Sizes of a title and how many lines of it there is room for, tried in this order."""
_TINTS = 8
"""Colours from the ground to the lightest type; one more is that of the rules."""
_MIDDLE = 5
"""The tint of smaller type."""

Sketch = tuple[str, str, str]
"""What a picture says above its title, as its title and below it."""


def picture_of(section: str) -> str:
    """The name on the site of the picture for pages of a section."""
    part = section.partition("/")[0]
    return f"assets/share/{(part if part in SHARED else '') or 'site'}.png"


def has_own(family: str) -> bool:
    """Whether pages of a family have pictures of their own where a site wants them."""
    return family in _OF_THEIR_OWN


def sketch_of(page: Page, site: Facts) -> Sketch | None:
    """What the picture of a page says; None for a page that shares its section's."""
    item = page.context.get("item")
    if page.family == "branch" and item is not None:
        place = f"{site.county} · {item.area.name}" if item.area else site.county
        said = [f"{item.formation.date.year}年成立", item.formation.mode]
        said += [f"{cn_number(item.stars)}星级"] if item.stars else []
        return place, item.short_name, " · ".join(said)
    if page.family == "showcase" and item is not None:
        return f"{site.county} · {item.type}", item.name, item.branch.short_name if item.branch else ""
    return None


class _Band(NamedTuple):
    """Rows of a picture: how many bytes they are, these packed, and their checksum."""

    size: int
    packed: bytes
    adler: int


def draw(sketch: Sketch, site: Facts, fonts: Path) -> bytes:
    """The picture of a branch or a case, 800 by 420 points, about 10 KB."""
    above, title, below = sketch
    return _png((_above(above, fonts), *_title(title, fonts), _below(below, _foot(site), fonts)))


@lru_cache(maxsize=1024)
def _above(text: str, fonts: Path) -> _Band:
    rows = _rows(_TITLE)
    _box(rows, 0, 0, _SMALL[0], 11, _TINTS)
    _line(rows, text, 46, 30, "zhibu-hei.ttf", _MIDDLE, fonts)
    return _band(rows)


def _title(text: str, fonts: Path) -> tuple[_Band, _Band, _Band]:
    size, lines = _set(text, fonts)
    above, high = 84 - round(len(lines) * size * 0.62), round(size * 1.24)
    rows = _rows(len(lines) * high)
    for number, line in enumerate(lines):
        _line(rows, line, number * high, size, "zhibu-biaosong.ttf", _TINTS - 1, fonts)
    return _blank(above), _band(rows), _blank(_BELOW - _TITLE - above - rows.height)


@lru_cache(maxsize=1024)
def _below(text: str, foot: str, fonts: Path) -> _Band:
    rows = _rows(_SMALL[1] - _BELOW)
    _box(rows, _LEFT, 0, 82, 5, _TINTS)
    _line(rows, text, 24, 28, "zhibu-song.ttf", _MIDDLE, fonts)
    _box(rows, _LEFT, 76, _WIDE, 1, 2)
    _line(rows, foot, 90, 24, "zhibu-hei.ttf", _MIDDLE, fonts)
    return _band(rows)


@lru_cache(maxsize=64)
def _blank(count: int) -> _Band:
    return _band(_rows(count))


def _rows(count: int) -> Image.Image:
    """Empty rows: before the points of each, a byte that says that they are as they stand."""
    from PIL import Image

    return Image.new("L", (1 + _SMALL[0] // 2, count), 0)


def _box(rows: Image.Image, left: int, top: int, width: int, height: int, tint: int) -> None:
    rows.paste(tint << 4 | tint, (1 + left // 2, top, 1 + (left + width) // 2, top + height))


def _band(rows: Image.Image) -> _Band:
    data = rows.tobytes()
    # Long runs of one colour are all that there is to gain: looking for more takes several times as long.
    packing = zlib.compressobj(2, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_RLE)
    # A full flush ends a piece that may stand anywhere.
    return _Band(len(data), packing.compress(data) + packing.flush(zlib.Z_FULL_FLUSH), zlib.adler32(data))


def _png(bands: Iterable[_Band]) -> bytes:
    """The picture that these rows make up."""
    low, high, packed = 1, 0, [b"\x78\x01"]
    for size, piece, adler in bands:  # the checksum of all is the sum of theirs, so to speak (RFC 1950, Adler-32)
        high = (high + size * (low - 1) + (adler >> 16)) % 65521
        low = (low + (adler & 0xFFFF) - 1) % 65521
        packed.append(piece)
    packed.append(b"\x03\0" + struct.pack(">HH", high, low))
    return _start() + _chunk(b"IDAT", b"".join(packed)) + _chunk(b"IEND", b"")


@lru_cache(maxsize=1)
def _start() -> bytes:
    """What a small picture begins with: its size, and its colours from the ground to the lightest type, and gold."""
    from PIL import ImageColor

    ground, light = (ImageColor.getrgb(colour) for colour in (_RED, _PAPER))
    last = _TINTS - 1
    colours = [round(a + (b - a) * tint / last) for tint in range(_TINTS) for a, b in zip(ground, light, strict=True)]
    head = struct.pack(">IIBBBBB", *_SMALL, 4, 3, 0, 0, 0)
    palette = bytes([*colours, *ImageColor.getrgb(_GOLD)])
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"PLTE", palette)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(name)))


def _set(title: str, fonts: Path) -> tuple[int, list[str]]:
    """A title in lines: as large as there is room for, and cut where there is none."""
    for size, most in _TITLES:
        lines, line, width = [], "", 0
        for char in title:
            wide = 2 * _tile(char, size, "zhibu-biaosong.ttf", _TINTS - 1, fonts).width
            if line and width + wide > _WIDE:
                lines.append(line)
                line, width = "", 0
            line, width = line + char, width + wide
        lines.append(line)
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]


def _line(rows: Image.Image, text: str, top: int, size: int, font: str, tint: int, fonts: Path) -> None:
    left = start = 1 + _LEFT // 2
    for char in text:
        tile = _tile(char, size, font, tint, fonts)
        if left + tile.width > start + _WIDE // 2:
            return
        rows.paste(tile, (left, top))
        left += tile.width


@lru_cache(maxsize=8)
def _font(name: str, size: int, fonts: Path) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(fonts / name), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _tile(char: str, size: int, font: str, tint: int, fonts: Path) -> Image.Image:
    """One character, drawn in tints of the ground, two points a byte."""
    from PIL import Image, ImageDraw

    face = _font(font, size, fonts)
    half = max(1, round(face.getlength(char) / 2))
    grey = Image.new("L", (2 * half, round(size * 1.24)), 0)
    ImageDraw.Draw(grey).text((0, 0), char, font=face, fill=255)
    tints = grey.point(lambda value: (value * tint + 127) // 255).tobytes()
    pairs = int.from_bytes(tints[::2]) << 4 | int.from_bytes(tints[1::2])
    return Image.frombytes("L", (half, grey.height), pairs.to_bytes(half * grey.height))


def _foot(site: Facts) -> str:
    """What stands at the foot of every picture."""
    return f"{site.name}　示例数据" if site.demonstration else str(site.name)


def share_pictures(site: Facts, fonts: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of the picture of every section."""
    from PIL import Image, ImageDraw, ImageFont  # needed once, when the site's name changes

    def font(name: str, size: int) -> Any:
        return ImageFont.truetype(str(fonts / name), size)

    for part, title in SHARED.items():
        picture = Image.new("RGB", _SIZE, _RED)
        draw = ImageDraw.Draw(picture)
        draw.rectangle((0, 0, _SIZE[0], 16), fill=_GOLD)
        draw.rectangle((0, 560, *_SIZE), fill=_DEEP)
        draw.text((80, 110), site.county, font=font("zhibu-hei.ttf", 48), fill=_PALE)
        size = 132
        while size > 40 and draw.textlength(title, font=font("zhibu-biaosong.ttf", size)) > _SIZE[0] - 160:
            size -= 4
        draw.text((80, 190), title, font=font("zhibu-biaosong.ttf", size), fill=_PAPER)
        draw.rectangle((80, 400, 200, 406), fill=_GOLD)
        if site.slogan:
            draw.text((80, 440), site.slogan[:24], font=font("zhibu-song.ttf", 44), fill=_PALE)
        draw.text((80, 574), _foot(site), font=font("zhibu-hei.ttf", 32), fill=_PAPER)
        out = io.BytesIO()
        picture.quantize(32, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG")
        yield picture_of(part), out.getvalue()
