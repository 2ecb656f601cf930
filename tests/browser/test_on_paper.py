"""A page that was printed leads back to its address: the code on the paper is read from the PDF that Chromium makes."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser
from reading_pdf import pages_of_words, qr_codes, text


@pytest.mark.parametrize("family", ["branch", "regulation", "report", "showcase"])
def test_paper_leads_back_to_the_page(browser: Browser, address: str, families: dict[str, str], family: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    where = families[family].partition("/p")[0].rstrip("/") + "/"
    page.goto(f"{address}{where}", wait_until="networkidle")
    assert not any(url.endswith("qr.svg") for url in asked)  # readers of the screen do not pay for it
    assert qr_codes(page.pdf(format="A4")) == [f"https://zhibu.example/{where}"]
    page.close()


def test_the_code_is_shown_when_asked_for(browser: Browser, address: str, families: dict[str, str]) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{address}{families['branch']}")
    picture = page.get_by_alt_text("本页的二维码")
    assert not picture.is_visible()
    page.get_by_text("分享与引用").click()
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.zb-qr img').complete")
    shot = Image.open(BytesIO(picture.screenshot())).convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(shot)] == [f"https://zhibu.example/{families['branch']}"]
    page.close()


@pytest.mark.parametrize("path", ["regulations/sanhui-yike/compare/", "reports/2025-guifanhua/p3/"])
def test_no_sheet_holds_the_imprint_only(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}{path}")
    last = pages_of_words(page.pdf(format="A4"))[-1]
    assert "Zhibu" in last and not last.startswith("中共示例县委两新组织工作委员会联系")
    page.close()


@pytest.mark.parametrize("path", ["coverage/", "calendar/"])
def test_ways_to_workings_are_not_printed(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}{path}")
    assert "怎么算的" not in text(page.pdf(format="A4"))
    page.close()
