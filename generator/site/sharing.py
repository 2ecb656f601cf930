"""Share pictures: what a chat or a network shows beside a link. One for each section, and one for each branch and case.

A branch's is put together from characters that were drawn once, on a ground that was drawn once, in two milliseconds.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
        said = [f"{item.formation.date.year} 年成立", item.formation.mode]
        said += [f"{cn_number(item.stars)}星级"] if item.stars else []
        return place, item.short_name, " · ".join(said)
    if page.family == "showcase" and item is not None:
        return f"{site.county} · {item.type}", item.name, item.branch.short_name if item.branch else ""
    return None


def draw(sketch: Sketch, site: Facts, fonts: Path) -> bytes:
    """The picture of a branch or a case, 800 by 420 points, about 8 KB."""
    above, title, below = sketch
    picture = _ground(_foot(site), fonts).copy()
    _line(picture, above, 46, 30, "zhibu-hei.otf", _MIDDLE, fonts)
    size, lines = _set(title, fonts)
    top = 184 - round(len(lines) * size * 0.62)
    for line in lines:
        _line(picture, line, top, size, "zhibu-biaosong.otf", _TINTS - 1, fonts)
        top += round(size * 1.24)
    _line(picture, below, 308, 28, "zhibu-song.otf", _MIDDLE, fonts)
    out = io.BytesIO()
    # Long runs of one colour are all that there is to gain: looking for more takes twice the time.
    picture.save(out, "PNG", bits=4, compress_level=1, compress_type=3)
    return out.getvalue()


def _set(title: str, fonts: Path) -> tuple[int, list[str]]:
    """A title in lines: as large as there is room for, and cut where there is none."""
    for size, most in _TITLES:
        lines, line, width = [], "", 0
        for char in title:
            wide = _tile(char, size, "zhibu-biaosong.otf", _TINTS - 1, fonts).width
            if line and width + wide > _WIDE:
                lines.append(line)
                line, width = "", 0
            line, width = line + char, width + wide
        lines.append(line)
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]


def _line(picture: Image.Image, text: str, top: int, size: int, font: str, tint: int, fonts: Path) -> None:
    left = _LEFT
    for char in text:
        tile = _tile(char, size, font, tint, fonts)
        if left + tile.width > _LEFT + _WIDE:
            return
        picture.paste(tile, (left, top))
        left += tile.width


@lru_cache(maxsize=8)
def _font(name: str, size: int, fonts: Path) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(fonts / name), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _tile(char: str, size: int, font: str, tint: int, fonts: Path) -> Image.Image:
    """One character, drawn in tints of the ground."""
    from PIL import Image, ImageDraw

    face = _font(font, size, fonts)
    grey = Image.new("L", (max(1, round(face.getlength(char))), round(size * 1.24)), 0)
    ImageDraw.Draw(grey).text((0, 0), char, font=face, fill=255)
    return _tinted(grey, tint)


def _tinted(grey: Image.Image, tint: int) -> Image.Image:
    from PIL import Image

    return Image.frombytes("P", grey.size, grey.point(lambda value: (value * tint + 127) // 255).tobytes())


def _foot(site: Facts) -> str:
    return f"{site.name}　示例数据" if site.demonstration else str(site.name)


@lru_cache(maxsize=2)
def _ground(foot: str, fonts: Path) -> Image.Image:
    """What all pictures of a site have in common."""
    from PIL import Image, ImageColor, ImageDraw

    picture = Image.new("P", _SMALL, 0)
    low, high = (ImageColor.getrgb(colour) for colour in (_RED, _PAPER))
    steps = [round(a + (b - a) * tint / (_TINTS - 1)) for tint in range(_TINTS) for a, b in zip(low, high, strict=True)]
    picture.putpalette([*steps, *ImageColor.getrgb(_GOLD)])
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, _SMALL[0], 10), fill=_TINTS)
    pen.rectangle((_LEFT, 284, _LEFT + 80, 288), fill=_TINTS)
    pen.rectangle((_LEFT, 360, _LEFT + _WIDE, 360), fill=2)
    _line(picture, foot, 374, 24, "zhibu-hei.otf", _MIDDLE, fonts)
    return picture


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
        draw.text((80, 110), site.county, font=font("zhibu-hei.otf", 48), fill=_PALE)
        size = 132
        while size > 40 and draw.textlength(title, font=font("zhibu-biaosong.otf", size)) > _SIZE[0] - 160:
            size -= 4
        draw.text((80, 190), title, font=font("zhibu-biaosong.otf", size), fill=_PAPER)
        draw.rectangle((80, 400, 200, 406), fill=_GOLD)
        if site.slogan:
            draw.text((80, 440), site.slogan[:24], font=font("zhibu-song.otf", 44), fill=_PALE)
        foot = f"{site.name}　示例数据" if site.demonstration else site.name
        draw.text((80, 574), foot, font=font("zhibu-hei.otf", 32), fill=_PAPER)
        out = io.BytesIO()
        picture.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        yield picture_of(part), out.getvalue()
