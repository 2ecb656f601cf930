"""The sizes in which a photograph is published beside itself, so that a telephone fetches no more than it shows."""

from __future__ import annotations

from pathlib import PurePosixPath

from generator.reading.documents import RASTER

__all__ = ["SMALLEST", "WIDTHS", "is_raster", "steps", "variant", "variants"]

WIDTHS = (480, 960, 1600)
"""Pixels: a card or a telephone, a column, a column on a dense screen."""
SMALLEST = WIDTHS[0]


def is_raster(path: str) -> bool:
    """Whether a file is a picture of points, which is published in several sizes; a drawing fits every size."""
    return PurePosixPath(path).suffix.lower() in RASTER


def variant(address: str, width: int) -> str:
    """The address of a picture's version of that width."""
    return f"{address}.{width}.webp"


def variants(address: str, width: int) -> list[tuple[str, int]]:
    """The versions of a picture so many pixels wide: address and width of each; none is wider than the picture."""
    return [(variant(address, step), min(step, width)) for step in steps(width)]


def steps(width: int) -> list[int]:
    """The widths in which a picture so many pixels wide is offered."""
    return [step for least, step in zip((0, *WIDTHS), WIDTHS, strict=False) if least < width]
