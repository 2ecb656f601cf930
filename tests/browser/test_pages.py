"""Every page family in a real browser: accessible, within the window, without a request to anyone else."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from looks import reader
from playwright.sync_api import Browser
from waiting import until

WIDTHS = (360, 1440)


def _findings(browser: Browser, address: str, families: dict[str, str], width: int, look: str) -> list[str]:
    context = reader(browser, look, width, 900)
    page = context.new_page()
    axe = Axe()
    found = []
    for family, path in families.items():
        page.goto(address + path)
        result = axe.run(page)
        found += [
            f"{family} {width} {look}: {violation['id']} {node['target']} {node['html'][:120]}"
            for violation in result.response["violations"]
            for node in violation["nodes"]
        ]
    context.close()
    return found


@pytest.mark.parametrize("look", ["light", "dark", "large"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation(
    browser: Browser, address: str, families: dict[str, str], width: int, look: str
) -> None:
    assert _findings(browser, address, families, width, look) == []


def test_axe_would_find_one(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content('<html lang="zh"><title>x</title><main><h1>x</h1><img src="data:,"></main></html>')
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == ["image-alt"]
    page.close()


@pytest.mark.parametrize("look", ["light", "large"])
@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1440])
def test_nothing_is_wider_than_the_window(
    browser: Browser, address: str, families: dict[str, str], width: int, look: str
) -> None:
    """320 px is also what is left of 1280 px at 400 %."""
    context = reader(browser, look, width, 900)
    page = context.new_page()
    wide = []
    for family, path in families.items():
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(family)
    context.close()
    assert wide == []


_SCROLLING = """[...document.querySelectorAll('main *')].filter((box) => {
  const style = getComputedStyle(box);
  return ['auto', 'scroll'].includes(style.overflowX) && box.scrollWidth > box.clientWidth + 1;
}).map((box) => [box.className, box.tabIndex === 0 && getComputedStyle(box).backgroundImage.includes('gradient')])"""


def test_what_scrolls_sideways_shows_it_and_is_reached_by_keys(
    browser: Browser, address: str, families: dict[str, str]
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    found = []
    for family, path in families.items():
        page.goto(address + path)
        found += [(family, *box) for box in page.evaluate(_SCROLLING)]
    page.close()
    assert len(found) > 5 and [box for box in found if not box[2]] == []


_MARKS = """[...document.querySelectorAll('.zb-crumbs li + li')].map((item) => {
  const words = document.createRange(), mark = getComputedStyle(item, '::before'), own = getComputedStyle(item);
  words.selectNodeContents(item);
  const first = words.getClientRects()[0], box = item.getBoundingClientRect(), half = parseFloat(mark.height) / 2;
  const top = own.alignItems === 'flex-start' ? box.top + parseFloat(own.paddingTop) + parseFloat(mark.marginTop)
    : box.top + box.height / 2 - half;
  const left = box.left + parseFloat(mark.marginLeft);
  return [item.textContent, box.left > item.parentElement.firstChild.getBoundingClientRect().left || left === box.left,
    Math.abs(top + half - (first.top + first.height / 2)) < 3, first.left - left < 30];
})"""


@pytest.mark.parametrize("look", ["light", "large"])
@pytest.mark.parametrize(
    "path", ["reports/2025-guifanhua/", "data/rules/RU13/", "branches/kuangye-lanshan/", "areas/shihe/"]
)
def test_the_mark_between_two_steps_of_the_way_stands_with_the_one_behind_it(
    browser: Browser, address: str, path: str, look: str
) -> None:
    """In its first line, however many it takes, and at the edge where a line begins with it."""
    context = reader(browser, look, 320, 800)
    page = context.new_page()
    page.goto(address + path)
    marks = page.evaluate(_MARKS)
    context.close()
    assert marks and [mark for mark in marks if not all(mark)] == []


_KEPT = """[...document.querySelectorAll('.zb-keep')].filter((word) => {
  const own = getComputedStyle(word), around = getComputedStyle(word.parentElement);
  return word.matches('span') && !word.parentElement.matches('.zb-pager *') && (
    ['fontSize', 'color', 'letterSpacing'].some((name) => own[name] !== around[name]) ||
    own.display !== 'inline' || own.marginLeft !== '0px' || own.paddingLeft !== '0px');
}).map((word) => word.parentElement.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("width", WIDTHS)
def test_words_that_stay_together_look_like_the_words_around_them(
    browser: Browser, address: str, families: dict[str, str], width: int
) -> None:
    """Their elements are only there for where a line may break: no rule for other spans may take hold of them."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    found = []
    for path in (*families.values(), "regulations/sanhui-yike/p2/"):
        page.goto(address + path)
        found += [(path, html) for html in page.evaluate(_KEPT)]
    page.close()
    assert found == []


_SMALL = """[...document.querySelectorAll('.zb-chart text')].filter((text) => {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const shown = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().d;
  return text.getClientRects().length && shown < .875 * rem - .05;
}).map((text) => text.textContent)"""
_OUTSIDE = """[...document.querySelectorAll('.zb-chart text')].filter((text) => {
  const box = text.getBoundingClientRect(), scrolls = text.closest('.zb-scroll');
  return box.width && !scrolls && (box.left < 0 || box.right > innerWidth);
}).map((text) => text.textContent)"""


@pytest.mark.parametrize(
    "path", ["coverage/", "formation/", "coverage/years/", "screen/", "stations/dongmen-zhan/", "calendar/"]
)
def test_drawings_are_written_large_in_large_type(browser: Browser, address: str, path: str) -> None:
    """Drawings shrink with the window; what is written in them does not become smaller than small print."""
    context = reader(browser, "large", 360, 800)
    page = context.new_page()
    page.goto(address + path)
    assert page.locator(".zb-chart text").count() > 1
    assert page.evaluate(_SMALL) == []
    assert page.evaluate(_OUTSIDE) == []
    context.close()


@pytest.mark.parametrize("look", ["light", "large"])
def test_a_number_stands_with_its_unit(browser: Browser, address: str, families: dict[str, str], look: str) -> None:
    context = reader(browser, look, 360, 800)
    page = context.new_page()
    broken = """[...document.querySelectorAll(':is(.zb-fig, .zb-pairs dd, .zb-screen__figures dd) small')]
      .map((unit) => unit.parentElement).filter((figure) => {
        const words = document.createRange();
        words.selectNodeContents(figure);
        const lines = [...words.getClientRects()];
        return lines.some((line) => line.top > lines[0].bottom || line.right > innerWidth);
      }).map((figure) => figure.textContent)"""
    for family in ("coverage", "data", "screen", "home"):
        page.goto(address + families[family])
        assert page.evaluate(broken) == [], family
    context.close()


@pytest.mark.parametrize("path", ["formation/", "coverage/", "coverage/years/", "data/rules/RU23/"])
def test_captions_of_wide_tables_stay_within_a_phone(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + path)
    captions = page.evaluate("[...document.querySelectorAll('caption')].map(c => c.getBoundingClientRect().right)")
    page.close()
    assert captions and max(captions) <= 360


def test_a_word_that_is_typed_is_not_broken_in_a_table(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + "guide/spreadsheet/")
    words = page.evaluate("""[...document.querySelectorAll('table code')]
        .map(code => [code.textContent, code.getClientRects().length])""")
    page.close()
    assert ["branch", 1] in words and [word for word, lines in words if lines > 1] == []


def test_no_page_asks_anyone_else(browser: Browser, address: str, families: dict[str, str]) -> None:
    page = browser.new_page()
    asked: list[str] = []
    failed: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in families.values():
        page.goto(address + path, wait_until="networkidle")
    page.close()
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert failed == []
    assert errors == []


def test_pages_read_without_script(browser: Browser, address: str, families: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for family, path in families.items():
        page.goto(address + path)
        assert page.locator("h1").count() == 1, family
        assert page.locator("h1").inner_text().strip(), family
    page.goto(address + "branches/")
    page.locator(".zb-areas a").first.click()
    assert page.locator(".zb-roll a").count() > 5
    context.close()


def test_search_finds_and_marks(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "search/?q=三会一课")
    page.wait_for_selector("#zb-results li")
    assert page.locator("#zb-results li a").first.inner_text() == "三会一课制度"
    assert page.locator("#zb-results mark").count() > 0
    page.locator("#zb-search input[name=q]").fill("没有这样的词")
    until(page, "document.getElementById('zb-status').textContent.startsWith('没有找到')")
    page.close()


def test_branch_filters_narrow_the_list(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "areas/chengguan/")
    shown = "[...document.querySelectorAll('[data-mode]')].filter(e => e.offsetParent !== null).length"
    before = page.evaluate(shown)
    page.locator("select[name=mode]").select_option(index=1)
    until(page, f"{shown} < {before}")
    assert 0 < page.evaluate(shown) < before
    page.close()


@pytest.mark.parametrize("secure", [True, False])
def test_the_address_is_copied(browser: Browser, address: str, families: dict[str, str], secure: bool) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    if not secure:  # what a browser offers at an address without encryption
        page.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', {get: () => undefined})")
    page.goto(f"{address}{families['branch']}")
    page.get_by_text("分享与引用").click()
    button = page.get_by_role("button", name="复制链接")
    button.focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.zb-cite [role=status]').textContent === '已复制。'")
    assert page.evaluate("document.activeElement.textContent") == "复制链接"
    reader = context.new_page()
    reader.goto(address)
    assert reader.evaluate("navigator.clipboard.readText()") == f"https://zhibu.example/{families['branch']}"
    context.close()


def test_the_reader_chooses_light_or_dark_and_it_stays(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    scheme = "document.documentElement.getAttribute('data-md-color-scheme')"
    page.goto(address)
    button = page.get_by_role("button", name="深色")
    assert (page.evaluate(scheme), button.get_attribute("aria-pressed")) == ("slate", "true"), "the system prefers dark"
    button.click()
    assert (page.evaluate(scheme), button.get_attribute("aria-pressed")) == ("default", "false")
    page.goto(address + "branches/")
    assert page.evaluate(scheme) == "default"
    button.click()
    assert page.evaluate(scheme) == "slate"
    context.close()


def test_large_type_is_chosen_by_keyboard_and_stays(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(address + "about/")
    size = "parseFloat(getComputedStyle(document.querySelector('#zb-main p')).fontSize)"
    before = page.evaluate(size)
    button = page.get_by_role("button", name="长辈版")
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    page.goto(address + "regulations/")
    page.goto(address + "about/")
    assert page.evaluate(size) >= 22 > before
    small = """[...document.querySelectorAll("button:not([hidden]), .zb-button, .zb-nav__link")]
      .filter((e) => e.offsetParent && Math.min(e.offsetWidth, e.offsetHeight) < 44).map((e) => e.textContent)"""
    assert page.evaluate(small) == []
    button.click()
    assert page.evaluate(size) == before
    context.close()


def test_choices_hold_where_nothing_can_be_stored(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })")
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="长辈版").click()
    assert page.evaluate("document.documentElement.dataset.zbSize") == "large"
    context.close()


def test_nothing_moves_for_readers_who_ask_for_it(browser: Browser, address: str, families: dict[str, str]) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    moving = """[...document.querySelectorAll("*")].filter((e) => {
      const style = getComputedStyle(e);
      const { transitionDuration, animationName, scrollBehavior } = style;
      return parseFloat(transitionDuration) > 0 || animationName !== "none" || scrollBehavior === "smooth";
    }).length"""
    for family, path in families.items():
        page.goto(address + path)
        assert page.evaluate(moving) == 0, family
    context.close()


def test_forced_colours_keep_every_drawing(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(address + "coverage/")
    style = "getComputedStyle(document.querySelector('.zb-chart-ring')).stroke"
    assert page.evaluate(style) != page.evaluate("getComputedStyle(document.body).backgroundColor")
    width = "e => getComputedStyle(e).strokeWidth"
    ring, track = page.locator(".zb-chart-ring").first, page.locator(".zb-chart--ring .zb-chart-track").first
    assert (ring.evaluate(width), track.evaluate(width)) == ("10px", "1px")  # both may be of one colour
    button = page.get_by_role("button", name="长辈版")
    button.click()
    assert button.evaluate("e => getComputedStyle(e).backgroundColor") != page.evaluate(
        "getComputedStyle(document.body).backgroundColor"
    )
    page.goto(address + "screen/")  # its gold is for a dark ground
    assert page.locator(".zb-chart-bar").first.evaluate("e => getComputedStyle(e).fill") != "rgb(240, 184, 78)"
    context.close()


def test_a_first_visit_takes_few_files(browser: Browser, address: str) -> None:
    page = browser.new_page()
    taken: list[str] = []
    page.on("response", lambda answer: taken.append(answer.url.removeprefix(address)))
    page.goto(address + "regulations/", wait_until="networkidle")
    assert sorted(url.rpartition(".")[2] for url in taken) == ["css", "css", "css", "js", "js", "regulations/", "svg"]
    page.close()
