"""Every page family as a reader sees it, against pictures that were looked at: telephone, tablet and desk, light, dark
and in large type, and printed. One contact sheet a family.

A sheet may differ by a little anti-aliasing, not by a moved block. Bless with ``ZHIBU_BLESS=1`` after looking at what
changed.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from looks import reader
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser, BrowserContext
from serving import Quiet, serving
from support import GOLDEN, Run, blessing, copy_demonstration
from waiting import settled

PAGES = GOLDEN / "pages"
SIZES = {360: 720, 768: 900, 1440: 900}
LOOKS = ("light", "dark", "large")
PRINT = (794, 1123)
"""A4 at 96 dots an inch."""
SCALE = 3
"""A third of its size shows a moved block, not how a letter was smoothed."""
GAP = 4
DIFFERENT = 40
"""A blurred dot counts as different when a colour of it is this much lighter or darker, of 255."""
SHARE = 0.01
"""The part of a sheet's dots that may differ."""
PRINTED = {"downloads": "downloads/", "download": "downloads/forms/"}
"""Pages of what was printed."""
MOST = 5_000_000
"""Bytes that all sheets together may have in the repository."""


@pytest.fixture(scope="module")
def readers(browser: Browser) -> Iterator[dict[tuple[int, str], BrowserContext]]:
    """A browser for every size and look."""
    found: dict[tuple[int, str], BrowserContext] = {}
    for look in LOOKS:
        for width, height in SIZES.items():
            found[width, look] = reader(browser, look, width, height, reduced_motion="reduce")
    found[PRINT[0], "print"] = browser.new_context(viewport={"width": PRINT[0], "height": PRINT[1]})
    yield found
    for context in found.values():
        context.close()


def sheet(readers: dict[tuple[int, str], BrowserContext], url: str) -> Image.Image:
    """A page in every size and look, side by side."""
    tiles = []
    for (_, look), context in readers.items():
        page = context.new_page()
        if look == "print":
            page.emulate_media(media="print")
        page.goto(url, wait_until="networkidle" if "/search/" in url else "load")  # only search asks for more
        settled(page)
        with Image.open(io.BytesIO(page.screenshot())) as shot:
            tiles.append(shot.convert("RGB").resize((shot.width // SCALE, shot.height // SCALE), Image.Resampling.BOX))
        page.close()
    whole = Image.new("RGB", (sum(t.width + GAP for t in tiles) - GAP, max(t.height for t in tiles)), "#808080")
    left = 0
    for tile in tiles:
        whole.paste(tile, (left, 0))
        left += tile.width + GAP
    return whole.quantize(48, dither=Image.Dither.NONE).convert("RGB")


def differing_share(made: Image.Image, golden: Image.Image) -> float:
    """The share of dots that differ."""
    if made.size != golden.size:
        return 1.0
    blurred = [image.filter(ImageFilter.BoxBlur(1)) for image in (made, golden)]
    channels = ImageChops.difference(*blurred).split()
    most = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    apart = most.point(lambda d: d > DIFFERENT and 255)
    return apart.histogram()[255] / (made.width * made.height)


def changed(readers: dict[tuple[int, str], BrowserContext], address: str, families: dict[str, str]) -> dict[str, float]:
    """By family the share of dots in which its sheet differs from the golden one, where that is too much."""
    found: dict[str, float] = {}
    for family, path in families.items():
        made = sheet(readers, address + path)
        golden = PAGES / f"{family}.png"
        if blessing():
            PAGES.mkdir(parents=True, exist_ok=True)
            made.quantize(48, dither=Image.Dither.NONE).save(golden, optimize=True)
        with Image.open(golden) as image:
            share = differing_share(made, image.convert("RGB"))
        if share > SHARE:
            found[family] = round(share, 4)
    return found


def test_every_family_looks_as_it_did(
    readers: dict[tuple[int, str], BrowserContext], address: str, families: dict[str, str]
) -> None:
    assert changed(readers, address, families) == {}
    assert {path.stem for path in PAGES.glob("*.png")} == {*families, *PRINTED}
    assert sum(path.stat().st_size for path in PAGES.glob("*.png")) < MOST


def test_what_is_offered_for_download_looks_as_it_did(
    readers: dict[tuple[int, str], BrowserContext], tmp_path: Path, zhibu: Run
) -> None:
    """These pages are there only where something was printed."""
    copy_demonstration(tmp_path)
    for words in (["print", "forms", "lists"], ["build"]):
        done = zhibu(tmp_path, *words)
        assert done.returncode == 0, done.stdout + done.stderr
    with serving(tmp_path / "site") as address:
        assert changed(readers, address, PRINTED) == {}


def test_a_moved_block_is_noticed() -> None:
    with Image.open(PAGES / "branch.png") as image:
        page = image.convert("RGB")
    assert differing_share(page, page) == 0
    lower = page.crop((0, 60, page.width, page.height))
    moved = page.copy()
    moved.paste(lower, (0, 66))
    assert differing_share(moved, page) > SHARE * 5


class Late(Quiet):
    """A server whose pictures take their time."""

    def do_GET(self) -> None:
        if self.path.endswith((".jpg", ".png", ".svg", ".webp")):
            time.sleep(0.3)
        super().do_GET()


def test_a_picture_that_comes_late_is_waited_for(browser: Browser, site: Path, address: str) -> None:
    """A page counts as loaded before its lazy pictures are there."""
    context = browser.new_context()
    prompt = sheet({(0, "light"): context}, f"{address}showcases/")
    with serving(site, Late) as slow:
        assert differing_share(sheet({(0, "light"): context}, f"{slow}showcases/"), prompt) < SHARE
    context.close()
