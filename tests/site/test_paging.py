"""Long lists in pages: nothing lost, nothing double, older pages untouched by a new entry."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.publication.paging import SIZE, WINDOW, few, parts, pieces, runs


@given(st.integers(0, 500))
def test_every_entry_stands_on_one_page_in_order(count: int) -> None:
    items = list(range(count, 0, -1))
    pages = parts("a/", items)
    assert [item for page in pages for item in page.entries] == items
    assert pages[0].address == "a/"
    assert all(len(page.entries) == SIZE for page in pages[1:])
    assert len(pages[0].entries) < 2 * SIZE


@given(st.integers(0, 500))
def test_neighbours_lead_through_all_pages_and_back(count: int) -> None:
    pages = parts("a/", list(range(count)))
    assert [page.older for page in pages] == [*(page.address for page in pages[1:]), None]
    assert [page.newer for page in pages] == [None, *(page.address for page in pages[:-1])]


@given(st.integers(0, 500))
def test_a_new_entry_leaves_older_pages_as_they_were(count: int) -> None:
    before = {page.address: page.entries for page in parts("a/", list(range(count, 0, -1)))[1:]}
    after = {page.address: page.entries for page in parts("a/", list(range(count + 1, 0, -1)))}
    assert all(after[address] == entries for address, entries in before.items())


def _cut(items: list[str]) -> list[tuple[str, list[str]]]:
    pages = pieces("a/", runs(items, lambda item: (item,)), lambda item: (item,))
    return [(page.address, list(page.entries)) for page in pages]


entries = st.sets(st.integers(0, 10**6).map(lambda number: f"{number:07}"), min_size=1, max_size=400)


@given(entries)
def test_pages_that_end_where_an_entry_says_so_hold_every_entry_once(items: set[str]) -> None:
    ordered = sorted(items, reverse=True)
    pages = pieces("a/", runs(ordered, lambda item: (item,)), lambda item: (item,))
    assert [item for page in pages for item in page.entries] == ordered
    assert pages[0].address == "a/" and pages[0].number is None
    assert len({page.address for page in pages}) == len(pages)
    assert [page.older for page in pages] == [*(page.address for page in pages[1:]), None]
    assert [page.newer for page in pages] == [None, *(page.address for page in pages[:-1])]
    assert all(few(len(page.entries)) for page in pages)
    if len(pages) > 3:  # of few pages both ends may have the same neighbour
        assert all(len(page.entries) >= WINDOW for page in pages[1:-1])


@given(entries, st.integers(0, 10**6).map(lambda number: f"{number:07}"))
def test_another_entry_changes_the_pages_around_it(items: set[str], more: str) -> None:
    before, after = _cut(sorted(items, reverse=True)), _cut(sorted({*items, more}, reverse=True))
    changed = [entries for address, entries in after if (address, entries) not in before]
    assert len(changed) <= 8


def test_an_older_page_of_a_dated_list_is_named_after_its_months(site: Path) -> None:
    """It is numbered from the oldest, so that its address stays; a reader could make nothing of that number."""
    html = (site / "honours/list/p1/index.html").read_text("utf-8")
    assert "<h1>荣誉（2021年6月至2024年4月）</h1>" in html and "第 1 页" not in html
    assert "<h1>荣誉</h1>" in (site / "honours/index.html").read_text("utf-8")
