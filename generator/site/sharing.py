"""Share cards: the picture that a chat or a network shows beside a link, one for each section, drawn once a site."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.publication.exposure import Facts

__all__ = ["SHARED", "picture_of", "share_pictures"]

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
_SIZE = (1200, 630)
_RED, _DEEP, _GOLD, _PAPER = "#9c1818", "#7c1010", "#c8963a", "#fff6e9"


def picture_of(section: str) -> str:
    """The name on the site of the picture for pages of a section."""
    part = section.partition("/")[0]
    return f"assets/share/{(part if part in SHARED else '') or 'site'}.png"


def share_pictures(site: Facts, fonts: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of every picture."""
    from PIL import Image, ImageDraw, ImageFont  # needed once, when the site's name changes

    def font(name: str, size: int) -> Any:
        return ImageFont.truetype(str(fonts / name), size)

    for part, title in SHARED.items():
        picture = Image.new("RGB", _SIZE, _RED)
        draw = ImageDraw.Draw(picture)
        draw.rectangle((0, 0, _SIZE[0], 16), fill=_GOLD)
        draw.rectangle((0, 560, *_SIZE), fill=_DEEP)
        draw.text((80, 110), site.county, font=font("zhibu-hei.otf", 48), fill="#f0cfb4")
        size = 132
        while size > 40 and draw.textlength(title, font=font("zhibu-biaosong.otf", size)) > _SIZE[0] - 160:
            size -= 4
        draw.text((80, 190), title, font=font("zhibu-biaosong.otf", size), fill=_PAPER)
        draw.rectangle((80, 400, 200, 406), fill=_GOLD)
        if site.slogan:
            draw.text((80, 440), site.slogan[:24], font=font("zhibu-song.otf", 44), fill="#f0cfb4")
        foot = f"{site.name}　示例数据" if site.demonstration else site.name
        draw.text((80, 574), foot, font=font("zhibu-hei.otf", 32), fill=_PAPER)
        out = io.BytesIO()
        picture.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        yield picture_of(part), out.getvalue()
