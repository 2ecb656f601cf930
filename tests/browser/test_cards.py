"""A card shows itself in a frame of another site, as the snippet on the branch's page says."""

from __future__ import annotations

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser


def test_the_snippet_of_a_page_works_elsewhere(browser: Browser, address: str, tmp_path: Path) -> None:
    page = browser.new_page()
    for path, heading in (("branches/chengguan-jiancai/", "示例建材"), ("data/", "81.1%")):
        page.goto(address + path)
        snippet = page.locator("pre code", has_text="<iframe").first.text_content() or ""
        assert re.fullmatch(
            r'<iframe src="https://zhibu\.example/[^"]+" width="\d+" height="\d+" title="[^"]+"></iframe>', snippet
        )
        other = tmp_path / "other.html"
        html = snippet.replace("https://zhibu.example/", address)
        other.write_text(
            f'<!doctype html><html lang="zh"><title>别的网站</title><main><h1>页</h1>{html}</main></html>', "utf-8"
        )
        page.goto(other.as_uri())
        card = page.frame_locator("iframe")
        assert heading in card.locator("h1").inner_text()
        frame = page.frames[1]
        assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight"), "nothing to scroll"
        page.goto(frame.url)
        assert Axe().run(page).response["violations"] == []
    page.close()


def test_every_card_fits_the_frame_that_the_snippet_gives_it(browser: Browser, address: str, site: Path) -> None:
    page = browser.new_page(viewport={"width": 340, "height": 250})
    cut = []
    cards = sorted(site.rglob("*card.html"))
    for card in cards:
        page.goto(address + card.relative_to(site).as_posix())
        if page.evaluate("document.documentElement.scrollHeight") > 250:
            cut.append(card.name)
    page.close()
    assert len(cards) > 50 and cut == []
