"""The pictures of the editor's guide, made from what they show; the ones that are kept must still look like that.

``ZHIBU_BLESS=1 pytest tests/browser/test_guide_pictures.py`` makes them anew.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest
from likeness import NEAR, difference, like
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser, Page
from support import BRANCH, REPOSITORY, Run, TinySite

PICTURES = REPOSITORY / "content" / "guide" / "pictures"
LARGEST = 60_000
"""Bytes of one picture."""

Draw = Callable[[str], bytes]
"""HTML → a picture of it."""

_STYLE = """<meta charset="utf-8"><style>
body { margin: 0; background: #fff; color: #1f1f1f; font: 15px/1.7 "Noto Sans CJK SC", sans-serif; width: max-content }
pre { margin: 0; font: 14px/1.7 "Noto Sans Mono CJK SC", monospace }
.bar { padding: 8px 16px; background: #f1f1ef; border-bottom: 1px solid #d5d5d0; display: flex; gap: 24px }
.bar b { margin-left: auto; padding: 0 14px; background: #1a7f37; color: #fff; border-radius: 4px; font-weight: 500 }
.code { padding: 12px 0; min-width: 760px }
.code span { display: block; padding-right: 24px } .code i { display: inline-block; width: 3em; margin-right: 1.5em;
  text-align: right; color: #8a8a85; font-style: normal } .code .here { background: #fff3c4 }
.screen { padding: 16px 20px; background: #1e1e1e; color: #e8e8e8; min-width: 760px }
table { border-collapse: collapse } td, th { border: 1px solid #c9c9c4; padding: 3px 8px; white-space: nowrap;
  text-align: left; font-weight: 400 } th { background: #f1f1ef; color: #666; text-align: center }
.head { background: #f5e6d3; font-weight: 600 } .here td, td.here { background: #fff3c4 }
</style>"""


def kept(name: str, shot: bytes) -> None:
    """Compare a picture with the one that is kept, or keep it where that is asked for."""
    like(PICTURES / f"{name}.webp", Image.open(io.BytesIO(shot)), LARGEST)


@pytest.fixture
def drawn(browser: Browser) -> Iterator[Draw]:
    page = browser.new_page(viewport={"width": 1000, "height": 700})

    def draw(html: str) -> bytes:
        page.set_content(f"<!doctype html>{_STYLE}<body>{html}</body>")
        return page.locator("body").screenshot()

    yield draw
    page.close()


def _changed(site: TinySite, day: str) -> None:
    site.replace(BRANCH, "主题党日: 15", f"主题党日: {day}")


def test_the_file_in_the_web_editor_looks_like_its_picture(tiny: TinySite, drawn: Draw) -> None:
    _changed(tiny, "20")
    lines = tiny.read(BRANCH).splitlines()
    rows = "".join(
        f"<span{' class=here' if line.startswith('主题党日') else ''}><i>{number}</i>{escape(line)}</span>"
        for number, line in enumerate(lines, 1)
    )
    bar = f'<div class="bar"><span>{BRANCH}</span><b>提交</b></div>'
    kept("web-editor", drawn(f'{bar}<pre class="code">{rows}</pre>'))


def test_the_answer_of_the_check_looks_like_its_picture(tiny: TinySite, zhibu: Run, drawn: Draw) -> None:
    _changed(tiny, "32")
    done = zhibu(tiny.root, "check")
    assert done.returncode == 1 and "主题党日" in done.stdout
    kept("check", drawn(f'<pre class="screen">$ zhibu check\n{escape(done.stdout.rstrip())}</pre>'))


def test_a_table_and_its_import_look_like_their_pictures(
    tiny: TinySite, zhibu: Run, tmp_path: Path, drawn: Draw
) -> None:
    """The first columns of the exported table, the day changed, as a spreadsheet program shows them."""
    assert zhibu(tiny.root, "export", "branch", str(tmp_path / "支部.xlsx")).returncode == 0
    book = load_workbook(tmp_path / "支部.xlsx")
    sheet = book.active
    assert sheet is not None
    heads = next(row for row in sheet.iter_rows() if any(cell.value == "主题党日" for cell in row))
    column = next(cell.column for cell in heads if cell.value == "主题党日")
    sheet.cell(heads[0].row + 1, column).value = 20
    book.save(tmp_path / "支部.xlsx")
    shown = [1, 2, 3, *range(column - 1, column + 2)]
    top = "".join(f"<th>{get_column_letter(n)}</th>" for n in shown)
    body = ""
    for row in range(1, heads[0].row + 3):
        cells = ""
        for n in shown:
            value = sheet.cell(row, n).value
            kind = "head" if row == heads[0].row else "here" if (row, n) == (heads[0].row + 1, column) else ""
            cells += f'<td class="{kind}">{escape(str(value)) if value is not None else ""}</td>'
        body += f"<tr><th>{row}</th>{cells}</tr>"
    kept("spreadsheet", drawn(f"<table><tr><th></th>{top}</tr>{body}</table>"))
    done = zhibu(tiny.root, "import", "--dry-run", str(tmp_path / "支部.xlsx"))
    assert done.returncode == 0 and "主题党日" in done.stdout
    told = f"$ zhibu import --dry-run 支部.xlsx\n{escape(done.stdout.rstrip())}"
    kept("import", drawn(f'<pre class="screen">{told}</pre>'))


def test_the_form_looks_like_its_pictures(opened: tuple[TinySite, Page, set[str]]) -> None:
    _, page, _ = opened
    page.set_viewport_size({"width": 1100, "height": 640})
    page.get_by_text("Later", exact=True).click()  # this browser speaks English, and the editor offers that
    page.get_by_text("党支部", exact=True).first.click()
    page.get_by_text("样本建材党支部").first.wait_for()
    page.wait_for_timeout(500)
    kept("form-list", page.screenshot(animations="disabled"))
    page.get_by_text("样本建材党支部").first.click()
    field = page.locator('section[data-key-path="主题党日"] input').first
    page.mouse.move(300, 400)
    for _ in range(60):  # what is out of sight is not made before it is scrolled to
        if field.count():
            break
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(100)
    field.fill("20")
    section = page.locator('section.field[data-key-path="主题党日"]').first
    section.evaluate("field => field.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(500)
    box = section.bounding_box()
    assert box is not None
    around = {"x": box["x"] - 16, "y": box["y"] - 120, "width": box["width"] + 32, "height": box["height"] + 240}
    kept("form-edit", page.screenshot(animations="disabled", clip=around))  # type: ignore[arg-type]


def test_what_is_shown_is_compared_not_how_it_is_drawn() -> None:
    plain = Image.open(PICTURES / "check.webp").convert("RGB")
    assert difference(plain, plain.filter(ImageFilter.GaussianBlur(0.7))) < NEAR
    assert difference(plain, Image.open(PICTURES / "import.webp").convert("RGB")) > NEAR
    moved = ImageChops.offset(plain, 0, 24)
    assert difference(plain, moved) > NEAR


def test_the_guide_shows_every_picture() -> None:
    text = "".join(path.read_text("utf-8") for path in PICTURES.parent.glob("*.md"))
    assert all(f"(pictures/{path.name})" in text for path in PICTURES.iterdir())
    assert text.count("(pictures/") == len(list(PICTURES.iterdir()))
