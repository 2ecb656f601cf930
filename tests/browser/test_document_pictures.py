"""The pictures of README and of the tour, made from the site and a document; they must still look like what they show.

``ZHIBU_BLESS=1 pytest tests/browser/test_document_pictures.py`` makes them anew.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from likeness import like
from looks import reader
from PIL import Image
from playwright.sync_api import Browser
from reading_pdf import page_images
from support import REPOSITORY, Run
from waiting import settled

PICTURES = REPOSITORY / "docs" / "images"
LANSHAN = "kuangye-lanshan"
LARGEST = 90_000
"""Bytes of one picture."""
_GAP = 24
_DESK = (1280, 860)
_PHONE = (390, 844)


def _beside(*shots: Image.Image) -> Image.Image:
    """Pictures side by side, apart, on a plain ground."""
    whole = Image.new(
        "RGB", (sum(s.width for s in shots) + _GAP * (len(shots) + 1), shots[0].height + 2 * _GAP), "#ddd"
    )
    left = _GAP
    for shot in shots:
        whole.paste(shot, (left, _GAP))
        left += shot.width + _GAP
    return whole


def _shot(browser: Browser, url: str, size: tuple[int, int], look: str = "light") -> Image.Image:
    """What a reader sees first of a page, or of the part that its address names."""
    context = reader(browser, look, *size, reduced_motion="reduce")
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    settled(page)
    shot = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return shot


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("home", ""),
        ("report", "reports/2025-guifanhua/p2/#claims"),
        ("rule", "data/rules/RU13/"),
    ],
)
def test_pages_look_like_their_pictures(browser: Browser, address: str, name: str, path: str) -> None:
    like(PICTURES / f"{name}.webp", _shot(browser, address + path, _DESK), LARGEST)


def test_a_branch_on_a_phone_looks_like_its_picture(browser: Browser, address: str) -> None:
    url = f"{address}branches/{LANSHAN}/"
    usual, large = (_shot(browser, url, _PHONE, look) for look in ("light", "large"))
    like(PICTURES / "phone.webp", _beside(usual, large), LARGEST)


def test_its_handbook_looks_like_its_picture(zhibu: Run, tmp_path: Path) -> None:
    done = zhibu(REPOSITORY, "print", "handbook", "--branch", LANSHAN, "--output", str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    pages = page_images((tmp_path / "handbook" / f"{LANSHAN}.pdf").read_bytes(), 0.75, [0, 2, 5])
    like(PICTURES / "handbook.webp", _beside(*pages), LARGEST)


def test_every_picture_is_shown() -> None:
    texts = [REPOSITORY / "README.md", REPOSITORY / "README.zh-CN.md", *(REPOSITORY / "docs").glob("*.md")]
    shown = {
        Path(found).name
        for text in texts
        for found in re.findall(r"\(((?:docs/)?images/[^)]+)\)", text.read_text("utf-8"))
    }
    assert shown == {path.name for path in PICTURES.iterdir()}
