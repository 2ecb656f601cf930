"""Pages as pictures, against pictures that were looked at: every kind of document, ordinary and at its limits.

A page may differ from its golden picture by a little anti-aliasing, not by a moved line. Bless with ``ZHIBU_BLESS=1``
after looking at what changed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops
from print_site import EMPTY, ORDINARY, UTMOST, PrintSite
from reading_pdf import page_images
from support import GOLDEN, blessing

POINTS = 50 / 72
"""Fifty dots an inch: a moved line shows, small differences of rendering do not."""
BLUR_OF_RENDERING = 60
"""A dot counts as different when it is this much lighter or darker, of 255."""
SHARE = 0.002
"""The part of a page's dots that may differ."""

PAGES = {
    f"handbook/{ORDINARY}.pdf": [0, 1, 2, 3, 4, 5, 6, 7],
    f"handbook/{UTMOST}.pdf": [2, 3, 4, 6],
    f"handbook/{EMPTY}.pdf": [2, 3],
    f"internal/handbook/{ORDINARY}.pdf": [0, 1, 2, 3],
    "regulations.pdf": [2, 4, 8, 9],
    "showcases.pdf": [4, 5],
    "yearbook-2025.pdf": [0, 4, 5, 6, 8, 12],
    "forms.pdf": [0, 1, 2, 3, 4, 5],
    "lists/2025-03.pdf": [0],
    "wall/regulation-sanhui-a3.pdf": [0],
    "wall/station-chengguan-zhan-a3.pdf": [0],
    "wall/rooms-a3.pdf": [0, 1],
    f"labels/{ORDINARY}.pdf": [0, 1, 2, 3],
    f"labels/{UTMOST}.pdf": [0, 1],
}


def differing_share(made: Image.Image, golden: Image.Image) -> float:
    """The share of dots that differ."""
    if made.size != golden.size:
        return 1.0
    apart = ImageChops.difference(made.convert("L"), golden.convert("L")).point(lambda d: d > BLUR_OF_RENDERING and 255)
    return apart.histogram()[255] / (made.width * made.height)


def picture(name: str, number: int) -> Path:
    """Where the golden picture of a page lies."""
    return GOLDEN / "printing" / f"{name.removesuffix('.pdf').replace('/', '-')}-{number + 1}.png"


@pytest.mark.parametrize(("name", "number"), [(name, number) for name, numbers in PAGES.items() for number in numbers])
def test_a_page_looks_as_it_did(printed: PrintSite, name: str, number: int) -> None:
    scale = POINTS * (0.6 if name.startswith("wall/") else 1)
    (made,) = page_images(printed.read(name), scale, [number])
    path = picture(name, number)
    if blessing():
        path.parent.mkdir(parents=True, exist_ok=True)
        made.convert("L").quantize(16, dither=Image.Dither.NONE).save(path, optimize=True)
    with Image.open(path) as golden:
        assert differing_share(made, golden.convert("RGB")) <= SHARE


def test_every_golden_picture_is_compared() -> None:
    named = {picture(name, number).name for name, numbers in PAGES.items() for number in numbers}
    assert {path.name for path in (GOLDEN / "printing").glob("*.png")} == named


def test_a_moved_line_is_noticed(printed: PrintSite) -> None:
    (page,) = page_images(printed.read("regulations.pdf"), POINTS, [4])
    assert differing_share(page, page) == 0
    moved = ImageChops.offset(page, 0, 3)
    assert differing_share(moved, page) > SHARE * 5
