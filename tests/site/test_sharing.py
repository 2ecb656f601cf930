"""Share pictures: what they say, how heavy they are, and that they are drawn only when they say something else."""

from __future__ import annotations

import io
import re
import time
import zlib
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from support import BRANCH, REPOSITORY, TinySite

from generator.drawing.qr import qr_picture
from generator.publication.exposure import Facts
from generator.publication.view import PublicView
from generator.site import drawn as drawing
from generator.site.engine import build
from generator.site.families import Page
from generator.site.pages import pages
from generator.site.sharing import OWN, Sketch, draw, sketch_of
from generator.site.trees import remembered

FONTS = REPOSITORY / "fonts"
HEAVIEST = 12 * 1024
SITE = Facts(name="示例县两新党建", county="示例县", slogan="同心", demonstration=True)
TITLES = [
    "甲支部",
    "东河科技园快递行业第二联合党支部",
    "把党小组建在生产线上、把学习带到工位旁边的做法与成效",
    "“长”" * 60,
    "A-1 Lab",
]


def _picture(title: str) -> Image.Image:
    data = draw(("示例县 · 城关镇", title, "2016年成立 · 单独组建"), SITE, FONTS)
    assert len(data) <= HEAVIEST
    packed = data[data.index(b"IDAT") + 4 : -16]
    assert len(zlib.decompress(packed)) == 420 * 401  # raises where the checksum of its pieces is not that of all
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("title", TITLES)
def test_every_title_has_its_place(title: str) -> None:
    picture = _picture(title)
    assert picture.size == (800, 420)
    ground = picture.getpixel((2, 200))
    margins = [picture.crop(box) for box in ((0, 11, 50, 420), (750, 11, 800, 420), (0, 405, 800, 420))]
    assert {colour for margin in margins for _, colour in margin.getcolors() or ()} == {ground}
    assert len(picture.crop((56, 90, 744, 280)).getcolors() or ()) > 2  # there the title stands


def test_different_titles_give_different_pictures_and_equal_ones_the_same() -> None:
    made = [draw(("示例县", title, ""), SITE, FONTS) for title in [*TITLES, *TITLES]]
    assert len(set(made)) == len(TITLES)
    assert made[: len(TITLES)] == made[len(TITLES) :]


def test_a_picture_costs_little_time() -> None:
    """Loosely held: what is measured on a quiet machine stands in docs/performance.md."""
    sketches: list[Sketch] = [("示例县", f"第{number}联合党支部", "2016年成立") for number in range(100)]
    draw(sketches[0], SITE, FONTS)
    start = time.process_time()
    for sketch in sketches:
        draw(sketch, SITE, FONTS)
    assert time.process_time() - start < 2


def test_pictures_tell_of_their_record(view: PublicView) -> None:
    told: dict[str, Sketch] = {}
    for page in pages(view):
        sketch = sketch_of(page, view.site)
        assert (sketch is not None) == (page.family in ("branch", "showcase")), page.address
        if sketch is not None:
            told[page.address] = sketch
    branch = view.branches[0]
    assert told[branch.address][1] == branch.short_name
    assert branch.formation.mode in told[branch.address][2]
    assert told[view.showcases[0].address][1] == view.showcases[0].name


def test_a_page_without_a_record_has_none() -> None:
    assert sketch_of(Page("x/", "branches", "支部", "", "branches/"), SITE) is None


@pytest.mark.parametrize("pages", ["stations/*/", "lists/20*-*/", "branches/*-*/"])
def test_a_record_says_how_it_is_shared_and_shows_no_code_that_is_not_there(site: Path, pages: str) -> None:
    page = sorted(site.glob(f"{pages}index.html"))[0]
    html = page.read_text("utf-8")
    assert "<summary>分享与引用</summary>" in html
    assert ('src="qr.svg"' in html) == (page.parent / "qr.svg").is_file()


@pytest.mark.parametrize("number", range(0, 300, 7))
def test_codes_are_read(number: int) -> None:
    address = f"https://党建.example/示例/branches/kuangye-{number:04d}/"
    svg = qr_picture(address)
    size = int(svg.partition('viewBox="0 0 ')[2].partition(" ")[0])
    image = Image.new("L", ((size + 8) * 4, (size + 8) * 4), 255)
    pen = ImageDraw.Draw(image)
    at, row = 0, 0
    for move, across, down in re.findall(r"([Mmh])(\d+)(?: (\d+))?", svg.partition(' d="')[2]):
        if move == "h":
            pen.rectangle(((at + 4) * 4, (row + 4) * 4, (at + int(across) + 4) * 4 - 1, (row + 5) * 4 - 1), fill=0)
        at, row = (0, int(down)) if move == "M" else (at + int(across), row)
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [address]


def _built(tiny: TinySite) -> Path:
    site = tiny.root / "site"
    build(tiny.load(), site, remembered(site))
    return site


def test_what_was_drawn_is_not_drawn_again(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = _built(tiny)
    place = site / "branches" / "shili-zhibu"
    before = {name: (place / name).read_bytes() for name in ("qr.svg", OWN)}
    drawn: list[str] = []
    monkeypatch.setattr(drawing, "draw", lambda sketch, *rest: drawn.append(sketch[1]) or b"another picture")
    monkeypatch.setattr(drawing, "qr_picture", lambda address: drawn.append(address) or "another code")
    page = (place / "index.html").read_text("utf-8")
    tiny.replace(BRANCH, "方式: 单独组建", "方式: 单独组建, 当地叫法: 独建")
    _built(tiny)
    assert (place / "index.html").read_text("utf-8") != page
    assert drawn == []
    assert {name: (place / name).read_bytes() for name in before} == before
    tiny.replace("records/site.yml", "地区: 本县", "地区: 另一县")
    _built(tiny)
    assert (place / OWN).read_bytes() == b"another picture"
    assert (place / "qr.svg").read_bytes() == before["qr.svg"]


def test_sites_may_do_without(tiny: TinySite) -> None:
    tiny.replace("mkdocs.yml", "  - zhibu", "  - zhibu:\n      share_pictures: sections")
    place = _built(tiny) / "branches" / "shili-zhibu"
    assert not (place / OWN).exists()
    assert 'assets/share/branches.png">' in (place / "index.html").read_text("utf-8")
