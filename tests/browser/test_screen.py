"""The page for a meeting-room screen: all of it in sight at its usual sizes, with the figures of the other pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from generator.publication.view import PublicView

CUT = """[...document.querySelectorAll(".zb-screen__grid > section, .zb-screen__grid .zb-chart, .zb-screen__grid li")]
  .filter((e) => { const r = e.getBoundingClientRect(); return r.bottom > innerHeight + 1 || r.right > innerWidth + 1 ||
    e.matches("section") && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1); })
  .map((e) => e.className || e.textContent)"""


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160), (1366, 768)])
def test_all_of_it_is_in_sight(browser: Browser, address: str, size: tuple[int, int]) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(address + "screen/")
    whole = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert whole == list(size)
    assert page.evaluate(CUT) == []
    page.close()


def test_its_figures_are_those_of_the_site(browser: Browser, address: str, view: PublicView) -> None:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(address + "screen/")
    for id in ("organisations.total", "units.enterprises", "stars.rated", "activities.total"):
        figure = view.figures[id]
        link = page.locator(f".zb-screen__figures a[href$='{figure.address}']")
        assert link.inner_text() == figure.display
        assert page.request.get(address + figure.address.split("#")[0]).ok
    assert page.locator(".zb-screen__areas tbody tr").count() == sum(1 for area in view.areas if area.branches)
    page.close()
