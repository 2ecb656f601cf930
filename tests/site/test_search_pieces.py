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
from generator.site.search.visible import page_text, visible_text

_TRICKY = "\t\n\fAZaz０Ａｚ～…ς·　，。e\u0301一鿿★"
_LISTS = st.lists(st.lists(st.lists(st.integers(0, 1 << 30) | st.integers(0, 3), max_size=40), min_size=3, max_size=3))


def test_text_that_a_reader_sees_is_taken_from_a_page() -> None:
    body = (
        '<nav aria-label="位置"><ol><li>首页</li></ol></nav><h1>东<b>湖</b>党支部</h1><p>三<a href="x">会一</a>课<br>'
        "A &lt;b&gt; &amp; C</p><svg><title>图</title></svg><ul><li>甲</li><li>乙</li></ul><script>var x</script>"
        "<navy>乎</navy><nav>未完"
    )
    assert visible_text(body) == "东湖党支部 三会一课 A <b> & C 甲\n乙 乎 未完"


def test_code_to_copy_and_lines_of_a_source_are_not_seen() -> None:
    folds = "".join(
        f'<details class="{name}"><summary>折起</summary>{name}</details>'
        for name in ("zb-cite zb-noprint", "zb-fold zb-fold--source", "zb-fold zb-fold--source zb-after", "zb-fold")
    )
    assert visible_text(f"<p>文</p>{folds}<p>尾</p>") == "文 折起 zb-fold 尾"


def test_what_only_looks_set_apart_is_apart_and_words_stay_whole() -> None:
    assert visible_text('<p><a href="x">查支部</a><a href="y">看制度</a></p>') == "查支部 看制度"
    assert (
        visible_text('<span><a>31</a><em>单独组建</em></span><time>9日</time><a href="y">党课</a>')
        == "31 单独组建 9日 党课"
    )
    assert visible_text("<p>主<b>题</b><mark>党</mark>日，见<a>三会一课</a>、<a>党课</a>的<b>说</b><b>明</b></p>") == (
        "主题党日，见三会一课、党课的说明"
    )


_PAGE = """<nav>首页</nav><header class="zb-head zb-head--law"><p>组织生活</p><h1>三会<b>一课</b>制度</h1>
</header><aside><dl class="zb-facts">
<div><dt>版本</dt><dd>2025-01</dd></div>
<div><dt>空着</dt><dd></dd></div>
<div><dt>制定单位</dt><dd>工委</dd></div>
</dl></aside><h2>第一章</h2><ol><li>一项</li>
<li><svg></svg></li>
<li>二项。</li></ol><table><tr><th>甲</th><td>乙</td></tr><tr><td>丙</td></tr></table>"""
_REST = "第一章 一项 二项。 甲 乙\n丙"


def test_blanks_tell_terms_items_and_where_the_head_ends() -> None:
    head = "组织生活\n版本\t2025-01\n空着 制定单位\t工委"
    assert page_text(_PAGE, "三会一课制度（第 2 页）") == f"{head}\f{_REST}"
    assert page_text(_PAGE, "另一个题目") == f"{head.replace('活', '活 三会一课制度', 1)}\f{_REST}"
    assert page_text(_PAGE, "三会一课制度（第 2 页）", further=True) == _REST
    assert page_text("<h1>题</h1><p>文</p>", "题") == "文"


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
    (_, title), *others = layout(document)
    assert title == plain(document.named)
    runs = {run for _, run in others} | {*title.split()}
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
