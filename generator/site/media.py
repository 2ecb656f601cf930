"""Pictures as readers get them: decoded within bounds, upright, no wider than a page needs, without metadata.

Beside a photograph lie versions of it as WebP in a few widths, of which a browser fetches the one that it shows.

What a camera notes (place, time, owner) and what hides behind the end of a picture stays with the records. The
same file gives the same bytes. A drawing is looked through instead: it is text, and stays as it is.
"""

from __future__ import annotations

import hashlib
import io
import os
import warnings
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.findings import Finding, Location, Severity, declare
from generator.reading.drawings import fault_of_drawing

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["POINTS", "WIDEST", "PictureError", "Pictures", "published_picture"]

WIDEST = 1600
"""Pixels; wider than any page shows one, twice the column on a dense screen."""
POINTS = 64_000_000
"""Points of a picture that is decoded at all: more than cameras make, less than memory holds."""
_TOO_MANY = "画面过大（6400 万像素以内）", "it has more than 64 million points"
_LARGEST = 40 * 1024 * 1024
_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".avif": "AVIF", ".gif": "GIF"}
_SAVING: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 78, "method": 2},
    "AVIF": {"quality": 62},
    "GIF": {},
}


_RECIPE = b"2"
"""Changes when pictures are made in another way, so that old ones are not taken for new."""
_REFUSED = declare(
    "ZB0341",
    Severity.ERROR,
    ("图片不能发布", "图片“{found}”{fault}。", "请用看图软件另存为 JPG、PNG 或 WebP，再放进来；图形另存为普通 SVG。"),
    (
        "picture that cannot be published",
        "The picture '{found}' cannot be published: {fault_en}.",
        "Save it again as JPG, PNG or WebP, and a drawing as plain SVG.",
    ),
)


class PictureError(Exception):
    """A picture that is not published: why, in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en


def published_picture(path: Path) -> bytes:
    """The bytes of a picture for the site; other files as they are. Raises PictureError."""
    return _versions(path, ())[0]


def _versions(path: Path, widths: Sequence[int]) -> list[bytes]:
    """A picture for the site, then, of points, those of its smaller versions that ``widths`` ask for."""
    suffix = path.suffix.lower()
    if suffix != ".svg" and suffix not in _FORMATS:
        return [path.read_bytes()]
    if path.stat().st_size > _LARGEST:
        raise PictureError("文件过大（40 MB 以内）", "the file is larger than 40 MB")
    data = path.read_bytes()
    if suffix == ".svg":
        fault = fault_of_drawing(data)
        if fault is not None:
            raise PictureError(*fault)
        return [data]
    return _raster(data, _FORMATS[suffix], widths)


def _raster(data: bytes, format: str, widths: Sequence[int]) -> list[bytes]:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our bound is below the one that warns
            with Image.open(io.BytesIO(data), formats=sorted(set(_FORMATS.values()))) as image:
                if image.width * image.height > POINTS or min(image.size) < 1:
                    raise PictureError(*_TOO_MANY)
                image.draft("RGB", (WIDEST, WIDEST))
                upright = ImageOps.exif_transpose(image)
                upright.thumbnail((WIDEST, WIDEST * 4), Image.Resampling.LANCZOS)
                plain = _pixels(upright, format)
                small = [_narrowed(upright, width) for width in widths]
    except Image.DecompressionBombError as error:
        raise PictureError(*_TOO_MANY) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise PictureError("图片打不开或已损坏", "it cannot be read") from error
    return [_saved(plain, format), *(_saved(image, "WEBP") for image in small)]


def _saved(image: Image.Image, format: str) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **_SAVING[format])
    return out.getvalue()


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    """The points of a version that is at most so wide."""
    from PIL import Image

    part = image.copy()
    part.thumbnail((width, width * 4), Image.Resampling.LANCZOS)
    return _pixels(part, "WEBP")


def _pixels(image: Image.Image, format: str) -> Image.Image:
    """The points alone, in a mode that every format takes."""
    from PIL import Image

    transparent = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    flat = image.convert("RGBA" if transparent and format != "JPEG" else "RGB")
    return Image.frombytes(flat.mode, flat.size, flat.tobytes())


class Pictures:
    """Gives pictures ready for the site; what was made once is kept in ``folder``, under a digest of the source.

    A picture that cannot be published becomes a finding, and nothing takes its place.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.refused: list[Finding] = []
        self.used: set[str] = set()

    def get(self, root: Path, path: str) -> bytes:
        """A picture of the site's folder ``root``."""
        return self.versions(root, path, ())[0]

    def versions(self, root: Path, path: str, widths: Sequence[int]) -> list[bytes]:
        """A picture of the site's folder ``root``, then its versions of these widths; where it is refused, nothing."""
        source = root / path
        if source.suffix.lower() not in _FORMATS or self.folder is None:
            return self._made(source, path, widths)
        name = hashlib.sha256(_RECIPE + source.read_bytes()).hexdigest()
        self.used.add(name)
        names = [name, *(f"{name}.{width}" for width in widths)]
        with suppress(OSError):
            return [(self.folder / one).read_bytes() for one in names]
        made = self._made(source, path, widths)
        self.folder.mkdir(parents=True, exist_ok=True)
        for one, data in zip(names, made, strict=False):
            if data:
                part = self.folder / f"{one}.{os.getpid()}.part"
                part.write_bytes(data)
                part.replace(self.folder / one)
        return made

    def _made(self, source: Path, path: str, widths: Sequence[int]) -> list[bytes]:
        try:
            return _versions(source, widths)
        except PictureError as error:
            facts = {"found": source.name, "fault": error.zh, "fault_en": error.en}
            self.refused.append(Finding(_REFUSED, Location(path), facts))
            return [b""] * (1 + len(widths))

    def forget(self) -> None:
        """Drop what the site, of which every picture was asked for, has no use for."""
        for path in self.folder.iterdir() if self.folder is not None and self.folder.is_dir() else ():
            if path.name.partition(".")[0] not in self.used:
                path.unlink(missing_ok=True)
