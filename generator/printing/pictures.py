"""Pictures at print resolution: turned upright, scaled, without metadata, in a folder that the typesetter may read."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["prepared"]

_DPI = 300
_WIDEST = round(156 / 25.4 * _DPI)
"""Pixels across the type area of 156 mm, the widest that a picture is set."""
_RECIPE = b"1"
"""Changes when pictures are made in another way, so that old ones are not taken for new."""


def prepared(source: Path, folder: Path) -> str | None:
    """The name of the print version in ``folder``, made unless it is there; None where the file is no picture.

    The name is made from the content of the source: the same picture is kept once.
    """
    try:
        data = source.read_bytes()
    except OSError:
        return None
    name = hashlib.sha256(_RECIPE + data).hexdigest()[:24]
    suffix = ".svg" if source.suffix.lower() == ".svg" else ".jpg"
    target = folder / f"{name}{suffix}"
    if target.is_file() and target.stat().st_size:
        return target.name
    made = data if suffix == ".svg" else _encoded(data)
    if made is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.{os.getpid()}")
    part.write_bytes(made)
    part.replace(target)
    return target.name


def _encoded(data: bytes) -> bytes | None:
    from PIL import Image, ImageOps, UnidentifiedImageError  # not for pictures that have been made before

    try:
        with Image.open(io.BytesIO(data)) as image:
            image.draft("RGB", (_WIDEST, _WIDEST))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((_WIDEST, _WIDEST * 2), Image.Resampling.LANCZOS)
            plain = _in_srgb(upright)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=88, optimize=True, dpi=(_DPI, _DPI))
    return out.getvalue()


def _in_srgb(image: Image.Image) -> Image.Image:
    """Colours in sRGB on white; everything but the pixels is left behind."""
    from PIL import Image, ImageCms

    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "L", "CMYK"):
        try:
            converted = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            image = converted or image
        except ImageCms.PyCMSError:
            pass  # a damaged profile: the pixels are taken as they are
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        image = Image.alpha_composite(ground, layer)
    flat = image.convert("RGB")
    return Image.frombytes("RGB", flat.size, flat.tobytes())
