"""Pictures that are kept, in the guide and in the documents, and whether what they show still looks like that."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageStat
from support import blessing

__all__ = ["NEAR", "difference", "like"]

NEAR = 4.0
"""How far two pictures may differ, on average over the worst of the parts they are cut into, in steps of 255."""
_PARTS = 12


def difference(one: Image.Image, two: Image.Image) -> float:
    """How far two pictures differ where they differ most; 255 where they are not of one size."""
    if abs(one.width - two.width) > 8 or abs(one.height - two.height) > 8:
        return 255.0
    size = (min(one.width, two.width), min(one.height, two.height))
    first, second = (side.convert("L").crop((0, 0, *size)).filter(ImageFilter.GaussianBlur(3)) for side in (one, two))
    apart = ImageChops.difference(first, second)
    across, down = size[0] // _PARTS, size[1] // _PARTS
    tiles = [
        apart.crop((x * across, y * down, (x + 1) * across, (y + 1) * down))
        for x in range(_PARTS)
        for y in range(_PARTS)
    ]
    return max(ImageStat.Stat(tile).mean[0] for tile in tiles)


def like(path: Path, shot: Image.Image, largest: int) -> None:
    """Compare a picture with the one that is kept, or keep it where ``ZHIBU_BLESS`` asks for that.

    ``largest`` is what the file may weigh, in bytes.
    """
    made = shot.convert("RGB")
    if blessing():
        path.parent.mkdir(exist_ok=True)
        made.save(path, quality=70, method=6)
    assert path.stat().st_size <= largest
    with Image.open(path) as known:
        apart = difference(known.convert("RGB"), made)
    assert apart <= NEAR, f"{path.name} differs by {apart:.1f}: look at it and make it anew with ZHIBU_BLESS=1"
