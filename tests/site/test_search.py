"""What search finds: every page that shows the words, and no other; small for a reader."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_corpus import DOCUMENTS, HELD, NEAR, QUERIES, contains, text_of
from search_reader import Reader, plain

from generator.site.search import Document
from generator.site.search.building import build_index


class _Seen(HTMLParser):
    """A page's text by a real parser: what is in the body, without ways to other pages, drawings and what is folded for
    who copies or checks; of a page that goes on with another without its head and its facts.
    """

    UNSEEN = ("nav", "footer", "svg", "script", "style", "noscript", "template")
    WITHIN = ("a", "abbr", "b", "code", "em", "i", "mark", "strong", "sub", "sup", "time", "wbr")

    FOLDED = ("zb-cite", "zb-fold--source")
    REPEATED = ("zb-head", "zb-facts")

    def __init__(self, further: bool) -> None:
        super().__init__()
        self.unseen = {*self.FOLDED, *(self.REPEATED if further else ())}
        self.parts: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.depth = 0
        self.link = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in ("details", "header", "dl", *self.UNSEEN):
            hidden = tag in self.UNSEEN or not self.unseen.isdisjoint((dict(attrs).get("class") or "").split())
            self.open.append((tag, hidden))
            self.depth += hidden
        if tag not in self.WITHIN or self.link:
            self.parts.append(" ")
        self.link = False

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.depth -= self.open.pop()[1]
        self.link = tag in ("a", "time")
        if tag not in self.WITHIN:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        self.link = False
        if not self.depth:
            self.parts.append(data)


def _seen(html: str, further: bool) -> str:
    parser = _Seen(further)
    title = html[html.index("<title>") + 7 : html.index(" · ", html.index("<title>"))] if further else ""
    main = html[html.index('<div id="zb-main"') : html.index("</main>")]
    parser.feed(re.sub(r'<p class="zb-note zb-kept">.*?</p>', "", main))  # when the record was changed is not searched
    return " ".join("".join([unescape(title), " ", *parser.parts]).split())


@pytest.fixture(scope="module")
def shown(site: Path) -> dict[str, str]:
    """Folded text of every page that is searched: those of one record, the sections and the prose."""
    activity = re.compile(r"activities/[^/]+/\d{4}-\d{2}-\d{2}-[^/]+/")
    # Of lists that go on, what they name is found itself.
    further = re.compile(r"(?:areas/[^/]+|(?:branches|showcases)/list)/p\d+/|ratings/\d/")
    texts = {}
    for path in site.rglob("index.html"):
        address = f"{path.relative_to(site).parent.as_posix()}/" if path.parent != site else ""
        if address in ("search/", "screen/") or further.fullmatch(address):
            continue
        if not address.startswith("activities/") or activity.fullmatch(address):
            texts[address] = plain(_seen(path.read_text("utf-8"), re.search(r"/p\d+/$", address) is not None))
    return texts


@pytest.fixture(scope="module")
def demonstration_index(site: Path) -> Reader:
    return Reader(lambda name: (site / "search" / name).read_bytes())


@pytest.mark.parametrize("query", HELD)
def test_finds_every_page_that_shows_it_and_no_other(
    demonstration_index: Reader, shown: dict[str, str], query: str
) -> None:
    truth = {address for address, text in shown.items() if contains(text, query)}
    assert demonstration_index.find(query) == truth


def test_held_queries_are_many_and_most_find_something(shown: dict[str, str]) -> None:
    finding = [query for query in HELD if any(contains(text, query) for text in shown.values())]
    assert len(set(HELD)) >= 60
    assert len(finding) >= 45


def test_every_record_has_its_page_in_the_index(demonstration_index: Reader, shown: dict[str, str]) -> None:
    assert demonstration_index.index["pages"] == len(shown)
    assert {demonstration_index.address(slot) for slot in demonstration_index.table} == set(shown)


@pytest.mark.parametrize("chunk", range(4))
def test_exact_at_thirteen_thousand_pages(corpus: list[Document], corpus_index: dict[str, bytes], chunk: int) -> None:
    queries = [*HELD, *NEAR, "东湖 建国"]
    reader = Reader(corpus_index.get)
    texts = {d.address: text_of(d) for d in corpus}
    titles = {d.address: plain(f"{d.title} {d.note}") for d in corpus}  # of an activity the branch counts, too
    addresses = {slot: reader.address(slot) for slot in reader.table}
    for query in queries[chunk::4]:
        found = {addresses[slot]: score for slot, score in reader.slots(query).items()}
        truth = {
            address: sum(word in titles[address] for word in dict.fromkeys(plain(query).split()))
            for address, text in texts.items()
            if contains(text, query)
        }
        assert found == truth, query


@settings(max_examples=200, deadline=None)
@given(st.lists(DOCUMENTS, max_size=60, unique_by=lambda d: d.address), QUERIES)
def test_exact_on_any_documents(documents: list[Document], query: str) -> None:
    if not plain(query):
        return
    truth = {d.address for d in documents if contains(text_of(d), query)}
    assert Reader(build_index(documents).get).find(query) == truth


def test_facets_are_those_of_the_page(corpus: list[Document], corpus_index: dict[str, bytes]) -> None:
    reader = Reader(corpus_index.get)
    facets = {reader.address(slot): entry for slot, entry in reader.table.items()}
    assert facets == {d.address: d.facets for d in corpus}
    counts = {tuple(facets): count for *facets, count in reader.index["facets"]}
    assert counts == Counter(d.facets for d in corpus)


@pytest.mark.parametrize(
    ("address", "behind"),
    [
        ("", 0),
        ("regulations/", 0),
        ("regulations/dangfei/", 0),
        ("regulations/dangfei/p2/", 2),
        ("honours/list/p1/", 2),
        ("regulations/sanhui-yike/compare/", 1),
        ("regulations/sanhui-yike/compare-2/p3/", 3),
        ("branches/p2/", 0),
        ("activities/p2/2025-01-01-p2/", 0),
        ("guide/fields/branch/p12/", 12),
        ("data/", 0),
        ("data/coverage/", 1),
        ("data/rules/RU13/", 1),
    ],
)
def test_what_goes_on_or_explains_stands_behind(address: str, behind: int) -> None:
    assert Document(address, "题", "制度", "", "", "", "文").facets == ("制度", "", "", behind)


def test_a_title_longer_than_its_room_is_found() -> None:
    title = "长" * 300 + "尾巴"
    index = Reader(build_index([Document("a/", title, "活动", "", "", "", "东湖长")]).get)
    assert index.find("长尾巴 东湖长") == index.find("尾巴") == {"a/"}
    assert index.slots("长长长") == index.slots("长长") == {next(iter(index.table)): 1}
    assert index.slots("东湖") == {next(iter(index.table)): 0}


def test_a_first_query_is_small(corpus_index: dict[str, bytes]) -> None:
    for query in ("党支部", "支部", "东湖", "三会一课", "2025年", "与结对村商量清单东湖党员带头查隐患"):
        reader = Reader(corpus_index.get)
        for slot in sorted(reader.slots(query))[:10]:
            reader.address(slot)
        assert reader.bytes <= 300_000, query
