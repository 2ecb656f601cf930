"""The search page in a real Chromium: the same hits as substring truth, choices, keyboard, bytes, failures."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from ruamel.yaml import YAML
from serving import serving
from support import REPOSITORY
from waiting import until

from generator.publication.view import PublicView
from generator.records.branch import FormationMode
from generator.site.search.folding import fold
from generator.site.words import cn_number

ALL = """async () => {
  const more = document.getElementById("zb-more"), list = document.getElementById("zb-results");
  while (!more.hidden) {
    const before = list.children.length;
    more.click();
    await new Promise((done) => {
      const look = () => (list.children.length > before ? done() : setTimeout(look, 5));
      look();
    });
  }
  const root = new URL("../", location.href).href;
  return [...list.querySelectorAll("a")].map((link) => link.href.slice(root.length));
}"""

_SINGLE = """主题党日 党支部 东湖 建国 两新组织 党 2025年 ２０２５ 城关街道 三会一课 安居建材市场 第一条 “六有” m2
。支部 书记 的 没有这样的词 𠮷 制度 每月14日是主题党日，遇节假日前后顺延。"""
QUERIES = [*_SINGLE.split(), "城关 主题党日", "党课 活动室 9月", "建材　市场"]


@pytest.fixture(scope="module")
def rows(site: Path) -> list[list[Any]]:
    """Every page of the index: slot, address, title, kind, note, area, period, text."""
    found = []
    for path in sorted((site / "search" / "pages").rglob("*.json")):
        for row in json.loads(path.read_bytes()):
            if len(row) > 8:
                row[7] = (site / "search" / "long" / f"{row[0]:x}.txt").read_text(encoding="utf-8")
            found.append(row)
    return found


def _truth(rows: list[list[Any]], query: str) -> dict[str, list[Any]]:
    texts = {row[1]: " ".join(map(fold, (row[2], row[4], row[7]))) for row in rows}
    return {row[1]: row for row in rows if all(word in texts[row[1]] for word in words(query))}


def words(query: str) -> list[str]:
    return list(dict.fromkeys(fold(query).split()))


def _rank(row: list[Any], query: str) -> tuple[int, int]:
    """What comes last; then how many words are in the title, to which an activity's branch and figures belong."""
    _, address, title, kind, note, *_ = row
    name = fold(f"{title} {note.split(' · ')[0]}" if kind in ("活动", "数据") else title)
    in_title = sum(word in name for word in words(query))
    if kind == "编辑指南":
        return 3, -in_title
    if re.search(r"/p\d+/$", address):
        return 2, -in_title
    return int(not in_title and kind in ("栏目", "区域")), -in_title


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def _search(page: Page, address: str, query: str, choices: str = "") -> None:
    page.goto(f"{address}search/?q={quote(query)}{choices}")
    _settled(page)


def _settled(page: Page) -> None:
    until(page, "/^(找到|没有找到|所选范围|索引没有)/.test(document.getElementById('zb-status').textContent)")


@pytest.mark.parametrize("query", QUERIES)
def test_finds_what_contains_it(page: Page, address: str, rows: list[list[Any]], query: str) -> None:
    truth = _truth(rows, query)
    _search(page, address, query)
    found = page.evaluate(ALL)
    assert len(found) == len(set(found))
    assert set(found) == set(truth)
    status = page.locator("#zb-status").inner_text()
    assert status == (f"找到 {len(truth)} 条。" if truth else "没有找到。可以换一个词，或只输入其中几个字。")
    ranks = [_rank(truth[address], query) for address in found]
    assert ranks == sorted(ranks)
    if truth:
        first = page.locator("#zb-results li").first
        assert first.locator("mark").count() > 0
        shown = {fold(mark) for mark in first.locator("mark").all_inner_texts()}
        assert shown <= set(words(query))


def test_choices_narrow_and_count(page: Page, address: str, rows: list[list[Any]]) -> None:
    truth = _truth(rows, "主题党日").values()
    _search(page, address, "主题党日")
    page.locator("#zb-kinds label", has_text="活动").click()
    area = next(row[5] for row in truth if row[3] == "活动" and row[5])
    page.locator("select[name=area]").select_option(area)
    page.locator("select[name=year]").select_option("2025")
    expected = {row[1] for row in truth if (row[3], row[5], row[6][:4]) == ("活动", area, "2025")}
    until(page, f"document.getElementById('zb-status').textContent.startsWith('找到 {len(expected)} 条')")
    assert set(page.evaluate(ALL)) == expected
    label = page.locator("select[name=year] option:checked").inner_text()
    assert label == f"2025年（{len(expected)}）"
    kinds = page.locator("#zb-kinds label", has_text="活动").inner_text()
    assert kinds.strip() == f"活动 {len(expected)}"
    # The address bears what was chosen, so that it can be sent on.
    page.reload()
    _settled(page)
    assert set(page.evaluate(ALL)) == expected
    page.locator("select[name=area]").select_option("")
    until(page, "document.querySelector('select[name=area]').value === ''")
    wider = {row[1] for row in truth if (row[3], row[6][:4]) == ("活动", "2025")}
    until(page, f"document.getElementById('zb-status').textContent.startsWith('找到 {len(wider)} 条')")


def test_a_choice_that_finds_nothing_can_be_taken_back(page: Page, address: str) -> None:
    _search(page, address, "主题党日", "&year=1999")
    assert page.locator("#zb-status").inner_text().startswith("所选范围内没有")
    assert page.locator("select[name=year] option:checked").inner_text() == "1999年（0）"
    page.locator("select[name=year]").select_option("")
    page.wait_for_selector("#zb-results li")


def test_search_works_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    page.locator("#zb-search input[name=q]").focus()
    page.keyboard.type("支部")
    page.keyboard.press("Enter")
    page.wait_for_selector("#zb-results li")
    page.locator("#zb-kinds input:checked").focus()
    page.keyboard.press("ArrowDown")
    until(page, "document.querySelector('#zb-kinds input:checked').value !== ''")
    _settled(page)
    until(page, "document.activeElement.name === 'kind' && document.activeElement.checked")
    page.locator("#zb-more").focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('#zb-results li').length === 20")
    eleventh = "document.querySelectorAll('#zb-results li a')[10]"
    until(page, f"document.activeElement === {eleventh}")
    wanted = page.evaluate(f"{eleventh}.href")
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)


def test_a_hit_far_down_a_long_page_is_shown(page: Page, address: str, rows: list[list[Any]]) -> None:
    row = max((row for row in rows if row[3] != "栏目"), key=lambda row: len(row[7]))
    assert len(row[7]) > 1000
    words_ = row[7][-80:-68].strip()
    _search(page, address, words_)
    shown = page.locator("#zb-results li", has=page.locator(f"a[href$='{row[1]}']"))
    assert "".join(shown.locator(".zb-hit__text mark").all_inner_texts()) == "".join(words_.split())
    assert shown.locator(".zb-hit__text").inner_text().startswith("……")


def test_marks_stand_where_the_words_are_in_full_width_text(page: Page, address: str) -> None:
    def changed(route: Any) -> None:
        rows = route.fetch().json()
        for row in rows:
            row[7] = "……㎡。主题ＤＡＮＧ日" + row[7]
        route.fulfill(json=rows)

    page.route("**/search/pages/**", changed)
    _search(page, address, "第一条")
    assert page.locator("#zb-results mark").first.inner_text() == "第一条"


def test_a_first_query_is_small(browser: Browser, address: str) -> None:
    for query in ("党支部", "东湖", "两新组织", "党支部 2025年"):
        page = browser.new_page()
        sizes: dict[str, int] = {}
        page.on("response", lambda answer, sizes=sizes: sizes.update({answer.url: len(answer.body())}))  # type: ignore[misc]
        _search(page, address, query)
        page.wait_for_load_state("networkidle")
        index = sum(size for url, size in sizes.items() if "/search/" in url and "?" not in url)
        page.close()
        assert 0 < index <= 300_000
        assert not [url for url in sizes if not url.startswith(address)]


def test_works_below_a_path(page: Page, site: Path) -> None:
    with serving(site.parent) as above:
        address = f"{above}{site.name}/"
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        _search(page, address, "三会一课")
        assert said == []
        link = page.locator("#zb-results li a").first
        assert link.inner_text() == "三会一课制度"
        link.click()
        page.wait_for_selector("h1")
        assert page.locator("h1").inner_text() == "三会一课制度"


@pytest.mark.parametrize("part", ["index.json", "table.bin", "grams/", "pages/"])
def test_what_cannot_be_read_is_told_kindly(page: Page, address: str, part: str) -> None:
    page.route(f"**/search/{part}**", lambda route: route.abort())
    _search(page, address, "主题党日")
    assert page.locator("#zb-status").inner_text() == "索引没有读到，请稍后再试，或从栏目查找。"
    page.unroute(f"**/search/{part}**")
    page.locator("#zb-search button[type=submit]").click()
    page.wait_for_selector("#zb-results li")


def test_a_publication_in_between_is_noticed(page: Page, address: str) -> None:
    stale = True

    def first(route: Any) -> None:
        nonlocal stale
        if stale:
            stale = False
            route.fulfill(json=[])
        else:
            route.continue_()

    page.route("**/search/pages/**", first)
    _search(page, address, "三会一课")
    assert not stale
    assert page.locator("#zb-results li a").first.inner_text() == "三会一课制度"


HELD = YAML(typ="safe").load(Path(__file__).with_name("queries.yml"))


@pytest.mark.parametrize("query", HELD, ids=lambda query: f"{query['typed']}&{query.get('filters', '')}")
def test_what_readers_type_leads_to_what_they_mean(page: Page, address: str, query: dict[str, str]) -> None:
    filters = "".join(f"&{pair}" for pair in query.get("filters", "").split("&") if pair)
    _search(page, address, query["typed"], filters)
    links = page.locator("#zb-results li a").evaluate_all("links => links.slice(0, 3).map((link) => link.href)")
    assert address + query.get("page", query.get("first")) in links
    assert links[0] == address + query.get("first", links[0].removeprefix(address))
    assert query.get("say", "") in page.locator("#zb-status").inner_text()


def test_the_first_page_stands_before_those_that_go_on(page: Page, address: str, rows: list[list[Any]]) -> None:
    titles = {row[1]: row[2] for row in rows}
    long = [further.removesuffix("p2/") for further in titles if further.endswith("/p2/")]
    long = [start for start in long if start.startswith(("regulations/", "methods/", "pairings/"))]
    assert len({start.partition("/")[0] for start in long}) == 3
    for start in sorted(long):
        _search(page, address, titles[start])
        links = page.evaluate(ALL)
        mine = [link for link in links if link.startswith(start)]
        assert mine[0] == start
        further = [bool(re.search(r"/p\d+/$", link)) for link in links if not link.startswith("guide/")]
        assert f"{start}p2/" in mine
        assert further == sorted(further)


def test_what_lists_others_or_is_for_editors_stands_behind(page: Page, address: str, view: PublicView) -> None:
    _search(page, address, "卓禾装备")
    found = page.evaluate(ALL)
    branch = next(item for item in view.branches if "卓禾装备" in item.short_name)
    assert found[0] == branch.address
    assert sum(link.startswith(f"activities/{branch.id}/") for link in found[:10]) == 9
    assert found.index("") > max(found.index(link) for link in found if link.startswith(("activities/", "lists/")))
    _search(page, address, "主题党日")
    found = page.evaluate(ALL)
    guide = [link.startswith("guide/") for link in found]
    assert any(guide) and guide == sorted(guide)
    page.locator("#zb-kinds label", has_text="编辑指南").click()
    until(page, f"document.getElementById('zb-status').textContent.startsWith('找到 {sum(guide)} 条')")


@pytest.mark.parametrize(
    ("query", "at", "begins"),
    [
        ("三会一课制度", "regulations/sanhui-yike/", "第一章 总则 第一条"),
        ("每季度", "regulations/sanhui-yike/p2/", "……"),
        (
            "7—49人",
            "branches/chengguan-jiancai/",
            "……县非公有制企业委员会；属地：城关街道；党员规模：7—49人；",
        ),
    ],
)
def test_a_snippet_shows_what_the_page_says(page: Page, address: str, query: str, at: str, begins: str) -> None:
    _search(page, address, query)
    hit = page.locator("#zb-results li", has=page.locator(f"a[href$='{at}']"))
    page.evaluate(ALL)
    text = hit.locator(".zb-hit__text").inner_text()
    assert text.startswith(begins), text
    assert "制定单位" not in text


def test_no_choice_and_no_hit_names_branches_without_stars(
    page: Page, address: str, rows: list[list[Any]], view: PublicView
) -> None:
    unrated = {item.address for item in view.branches if not item.stars}
    assert unrated
    notes = {row[1]: row[4] for row in rows}
    assert {notes[address].count("·") for address in unrated} == {1}
    _search(page, address, "未评星")
    assert not unrated & set(page.evaluate(ALL))
    _search(page, address, "党支部")
    for name, offered in (
        (
            "star",
            [f"{cn_number(stars)}星级" for stars in sorted({b.stars for b in view.branches if b.stars}, reverse=True)],
        ),
        ("mode", sorted({item.formation.mode for item in view.branches}, key=list(FormationMode).index)),
    ):
        assert page.locator(f"select[name={name}] option").all_inner_texts() == ["全部", *offered]


def test_stars_and_formation_narrow_exactly(page: Page, address: str, view: PublicView) -> None:
    for star in range(1, 6):
        _search(page, address, "", f"&star={cn_number(star)}星级")
        assert set(page.evaluate(ALL)) == {item.address for item in view.branches if item.stars == star}
    for mode in {item.formation.mode for item in view.branches}:
        _search(page, address, "", f"&mode={mode}")
        assert set(page.evaluate(ALL)) == {item.address for item in view.branches if item.formation.mode == mode}
    page.locator("select[name=mode]").select_option("")
    until(page, "document.getElementById('zb-status').textContent === ''")


def test_a_suggestion_is_chosen_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    field = page.get_by_role("combobox", name="支部、单位、制度、活动、案例")
    field.press_sequentially("三会")
    page.wait_for_selector("#zb-suggest li")
    assert field.get_attribute("aria-expanded") == "true"
    first = page.locator("#zb-suggest li").first
    assert (first.locator("span").inner_text(), first.locator("small").inner_text()) == ("三会一课制度", "制度")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == first.get_attribute("id")
    assert first.get_attribute("aria-selected") == "true"
    assert Axe().run(page).response["violations"] == []
    field.press("Escape")
    assert page.locator("#zb-suggest").is_hidden()
    assert field.input_value() == "三会"
    field.fill("安居建材市場")
    page.wait_for_selector("#zb-suggest li")
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url(f"{address}branches/chengguan-anju-shichang/")


def _seen(page: Page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    assert box is not None and page.viewport_size is not None
    return box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"]


@pytest.mark.parametrize("size", [(360, 740), (640, 400)])
def test_on_a_small_screen_the_first_hit_is_seen(browser: Browser, address: str, size: tuple[int, int]) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(address)
    page.get_by_role("link", name="搜索").first.click()
    page.wait_for_url(f"{address}search/**")
    until(page, "document.activeElement.name === 'q'")
    assert _seen(page, "#zb-search input[name=q]")
    page.keyboard.type("主题党日 2025")
    page.keyboard.press("Enter")
    page.wait_for_selector("#zb-results li")
    until(page, "document.querySelector('#zb-results a').getBoundingClientRect().bottom <= innerHeight")
    assert _seen(page, "#zb-results a")
    # Filters are folded; the keyboard opens them, and what is chosen is told when they are folded again.
    assert page.locator("#zb-kinds").is_hidden()
    page.locator("#zb-narrow summary").focus()
    page.keyboard.press("Enter")
    page.locator("#zb-kinds label", has_text="活动").click()
    until(page, "document.querySelector('#zb-narrow summary').textContent === '筛选：活动'")
    page.close()


def test_without_large_type_and_with_room_the_filters_stand_open(page: Page, address: str) -> None:
    _search(page, address, "主题党日")
    assert page.locator("#zb-kinds").is_visible()
    page.get_by_role("button", name="长辈版").click()
    page.reload()
    _settled(page)
    assert page.locator("#zb-kinds").is_hidden() and page.locator("#zb-narrow").is_visible()


def test_the_list_of_branches_is_searched_for_branches_alone(page: Page, address: str, view: PublicView) -> None:
    page.goto(f"{address}branches/")
    wanted = next(item for item in view.branches if item.area)
    page.get_by_role("searchbox", name="支部、单位名称或行业").fill(wanted.short_name)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?kind=*")
    _settled(page)
    links = page.evaluate(ALL)
    assert links[0] == wanted.address and all(link.startswith("branches/") for link in links)


def test_the_table_of_traditional_characters_is_fresh() -> None:
    tool = runpy.run_path(str(REPOSITORY / "tools" / "simplified.py"))
    assert tool["table"]() == tool["TARGET"].read_text("utf-8")
