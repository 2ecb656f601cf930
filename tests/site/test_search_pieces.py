"""The pieces of the search index: what is seen of a page, folded text, places of words, shards, columns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from search_corpus import DOCUMENTS, text_of
from search_reader import plain

from generator.site.search import Document, building
from generator.site.search.columns import encode
from generator.site.search.folding import fold
from generator.site.search.grams import gram_key, layout, shard_of
from generator.site.search.lists import Columns, pack_columns
from generator.site.search.visible import visible_text

_TRICKY = "AZaz０Ａｚ～…ς·　，。e\u0301一鿿★"
_LISTS = st.lists(st.lists(st.lists(st.integers(0, 1 << 30) | st.integers(0, 3), max_size=40), min_size=3, max_size=3))


def test_text_that_a_reader_sees_is_taken_from_a_page() -> None:
    body = (
        '<nav aria-label="位置"><ol><li>首页</li></ol></nav><h1>东<b>湖</b>党支部</h1><p>三<a href="x">会一</a>课<br>'
        "A &lt;b&gt; &amp; C</p><svg><title>图</title></svg><ul><li>甲</li><li>乙</li></ul><script>var x</script>"
        "<navy>乎</navy><nav>未完"
    )
    assert visible_text(body) == "东湖党支部 三会一课 A <b> & C 甲 乙 乎 未完"


@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(_TRICKY)), max_size=20))
@settings(max_examples=500)
def test_the_quick_way_to_fold_is_the_same(text: str) -> None:
    assert fold(text) == plain(text)


@settings(max_examples=200, deadline=None)
@given(DOCUMENTS)
def test_the_places_of_a_document_are_its_own(document: Document) -> None:
    """Runs do not touch, so that no word is found across two; and every word is found."""
    end = -1
    for start, run in layout(document):
        assert start > end
        end = start + len(run)
    runs = {run for _, run in layout(document)[1:]} | {*plain(document.title).split()}
    assert runs == set(text_of(document).split())


def test_an_edit_of_a_run_leaves_the_others_in_place() -> None:
    text = " ".join(f"第{number}条内容在此{number * 7}" for number in range(40))
    one = Document("a/", "题", "活动", "", "", "", text)
    two = replace(one, text=text.replace("第3条内容", "新添一项 第3条的内容"))
    same = set(layout(one)) & set(layout(two))
    assert len(same) >= 36


@given(st.tuples(*[st.integers(0, 0x10FFFF)] * 3), st.integers(0, 20))
def test_both_ways_to_find_a_shard_agree(gram: tuple[int, int, int], bits: int) -> None:
    chars = [np.array([char], dtype=np.uint64) for char in gram]
    assert building._shard_numbers(*chars, bits).tolist() == [shard_of(gram_key(*gram), bits)]


@settings(max_examples=300)
@given(_LISTS)
def test_columns_come_back(lists: list[list[list[int]]]) -> None:
    sizes = np.array([[len(column) for column in columns] for columns in lists], dtype=np.int64).reshape(-1, 3)
    values = np.array([value for columns in lists for column in columns for value in column], dtype=np.int64)
    data, starts = encode(sizes, values)
    for number, columns in enumerate(lists):
        one = data[starts[number] : starts[number + 1]].tobytes()
        assert pack_columns(columns) == one
        reader = Columns(one)
        assert reader.rows == len(columns[0])
        assert [reader.column(len(column)) for column in columns] == columns
