"""The search index: exact against substring truth, the same however it came about, small for a reader."""

from __future__ import annotations

import pickle
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_reader import Reader, plain

from generator.project import load
from generator.site.engine import build
from generator.site.search import Document, Unusable, places, revised, update_index, updating
from generator.site.search import building as building_module
from generator.site.search.building import build_index, gather, write_index
from generator.site.search.columns import encode
from generator.site.search.folding import fold
from generator.site.search.grams import gram_key, grams_of, layout, shard_of
from generator.site.search.lists import Columns, pack_columns
from generator.site.search.visible import visible_text

ROOT = Path(__file__).resolve().parents[2]

_SINGLE = """东湖 建国 两新组织 党日 主题党日 城关街道 三会一课 党支部 支部 示例县 安居建材市场 非公企业 社会组织
联合党支部 结对 村 党员 书记 组织委员 六有 资料盒 指导站 星级 五星级 荣誉 调研报告 消防演练 清明 七一 中秋
学雷锋 2025 2025年 2024年12月 25年9 0000 。支部 ，支部 “六有” — （ ( ％ % ２０２５ ＡＢＣ abc ABC a 1
1921年7月1日 𠮷 𠮷野 龘 ﬁ ① Ⅳ ㎡ m2 の 한국 第一条 第十条 经费 不占生产工时 谁用谁管，用完归位
党支部书记讲党课 中国共产党示例县 没有这样的词 不存在的地名东山湖"""
_SEVERAL = [
    "城关 主题党日",
    "党支部 2025年 书记",
    "支 部",
    "建材　市场",
    "党课 活动室 9月",
    " 东湖  党日 ",
    "の 党",
    "０ 年 月 日",
]
HELD = [*_SINGLE.split(), *_SEVERAL]


class _Seen(HTMLParser):
    """A page's text by a real parser: what is in the body, without ways to other pages and drawings."""

    UNSEEN = ("nav", "svg", "script", "style", "noscript", "template")
    WITHIN = ("a", "abbr", "b", "code", "em", "i", "mark", "strong", "sub", "sup", "time", "wbr")

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.depth += tag in self.UNSEEN
        if tag not in self.WITHIN:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in self.UNSEEN
        if tag not in self.WITHIN:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.parts.append(data)


def _seen(html: str) -> str:
    parser = _Seen()
    main = html[html.index('<div id="zb-main"') : html.index("</main>")]
    parser.feed(re.sub(r'<p class="zb-note zb-kept">.*?</p>', "", main))  # when the record was changed is not searched
    return " ".join("".join(parser.parts).split())


def _contains(text: str, query: str) -> bool:
    return all(word in text for word in plain(query).split())


def _files(folder: Path, name: str) -> bytes | None:
    path = folder / name
    return path.read_bytes() if path.is_file() else None


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search") / "site"
    build(load(ROOT), folder)
    return folder


@pytest.fixture(scope="module")
def shown(site: Path) -> dict[str, str]:
    """Folded text of every page that is searched: those of one record, the sections and the prose."""
    activity = re.compile(r"activities/[^/]+/\d{4}-\d{2}-\d{2}-[^/]+/")
    further = re.compile(
        r"(?:areas/[^/]+|(?:branches|showcases)/list)/p\d+/|ratings/\d/"
    )  # lists that go on: what they name is found itself
    texts = {}
    for path in site.rglob("index.html"):
        address = f"{path.relative_to(site).parent.as_posix()}/" if path.parent != site else ""
        if address in ("search/", "screen/") or further.fullmatch(address):
            continue
        if not address.startswith("activities/") or activity.fullmatch(address):
            texts[address] = plain(_seen(path.read_text("utf-8")))
    return texts


@pytest.fixture(scope="module")
def demonstration_index(site: Path) -> Reader:
    return Reader(partial(_files, site / "search"))


@pytest.mark.parametrize("query", HELD)
def test_finds_every_page_that_shows_it_and_no_other(
    demonstration_index: Reader, shown: dict[str, str], query: str
) -> None:
    truth = {address for address, text in shown.items() if _contains(text, query)}
    assert demonstration_index.find(query) == truth


def test_held_queries_are_many_and_most_find_something(shown: dict[str, str]) -> None:
    finding = [query for query in HELD if any(_contains(text, query) for text in shown.values())]
    assert len(set(HELD)) >= 60
    assert len(finding) >= 45


def test_every_record_has_its_page_in_the_index(demonstration_index: Reader, shown: dict[str, str]) -> None:
    assert demonstration_index.index["pages"] == len(shown)
    assert {demonstration_index.address(slot) for slot in demonstration_index.table} == set(shown)


_NAMES = "东湖 东湖村 湖东 南湖 建国 建国路 新建国营 国建 城关 东城关 七里桥 北街 𠮷祥 龘龘"
_ACTS = "主题党日 支部党员大会 党课 组织生活会 志愿服务 两新组织座谈 三会一课 两新企业组织培训"
_DEEDS = "党员带头查隐患 支部先核实后答复 不占生产工时 书记讲党课 把材料归入资料盒 与结对村商量清单 逐条写明责任人"
_ENDS = "。 ； （ＡＢＣ）。 ，共３８人。 ，由abc公司承办。 …… 。㎡① 。한국の"
_NEAR = "湖 东湖村党员 湖村 建国路 国营 新建国 龘 龘龘龘 𠮷祥党员 湖。 38人 ３８人 abc公 (abc) ...东 ①东 村东湖"


def _corpus(count: int) -> Iterator[Document]:
    """Pages of invented sentences; place names that are parts of one another, so that words can be confused."""
    pick = random.Random(1921)
    names, acts, deeds, ends = (words.split() for words in (_NAMES, _ACTS, _DEEDS, _ENDS))
    for number in range(count):
        name, act, year = pick.choice(names), pick.choice(acts), pick.choice((2023, 2024, 2025))
        text = "".join(
            f"{pick.choice(names)}{pick.choice(deeds)}{pick.choice(names)}{pick.choice(ends)}"
            for _ in range(pick.randrange(2, 14))
        )
        period = f"{year}-{pick.randrange(1, 13):02}"
        yield Document(f"activities/{number}/", f"{name}{act}", "活动", f"{name}支部", f"{name}街道", period, text)


@pytest.fixture(scope="module")
def corpus() -> list[Document]:
    return list(_corpus(13_150))


@pytest.fixture(scope="module")
def corpus_index(corpus: list[Document]) -> dict[str, bytes]:
    return build_index(corpus)


@pytest.mark.parametrize("chunk", range(4))
def test_exact_at_thirteen_thousand_pages(corpus: list[Document], corpus_index: dict[str, bytes], chunk: int) -> None:
    queries = [
        *HELD,
        *[
            "湖",
            "东湖村党员",
            "湖村",
            "建国路",
            "国营",
            "新建国",
            "龘",
            "龘龘龘",
            "𠮷祥党员",
            "湖。",
            "38人",
            "３８人",
            "abc公",
            "(abc)",
            "...东",
        ],
        "东湖 建国",
    ]
    reader = Reader(corpus_index.get)
    texts = {d.address: f"{plain(d.title)} {plain(d.note)} {plain(d.text)}" for d in corpus}
    titles = {d.address: plain(d.title) for d in corpus}
    addresses = {slot: reader.address(slot) for slot in reader.table}
    for query in queries[chunk::4]:
        found = {addresses[slot]: score for slot, score in reader.slots(query).items()}
        truth = {
            address: sum(word in titles[address] for word in dict.fromkeys(plain(query).split()))
            for address, text in texts.items()
            if _contains(text, query)
        }
        assert found == truth, query


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


def test_a_first_query_is_small(corpus_index: dict[str, bytes]) -> None:
    for query in ("党支部", "支部", "东湖", "三会一课", "2025年", "与结对村商量清单东湖党员带头查隐患"):
        reader = Reader(corpus_index.get)
        for slot in sorted(reader.slots(query))[:10]:
            reader.address(slot)
        assert reader.bytes <= 300_000, query


def test_the_order_of_documents_makes_no_difference(corpus: list[Document]) -> None:
    some = corpus[:500]
    assert build_index(some) == build_index(some[::-1]) == build_index(iter(sorted(some, key=lambda d: d.text)))


class _Files(dict[str, bytes]):
    def write(self, name: str, data: bytes) -> None:
        assert name not in self
        self[name] = data


@pytest.mark.parametrize("jobs", [1, 3])
def test_parts_and_processes_make_no_difference(
    corpus: list[Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    some = corpus[:3000]
    whole = build_index(some)
    monkeypatch.setattr(building_module, "_RANGE", 3)
    parts = [gather(some[number::7], tmp_path) for number in range(7)]
    sinks = write_index(reversed(parts), tmp_path, _Files, jobs)
    assert sum(map(len, sinks)) == len(whole)  # each file is written once
    assert {name: data for sink in sinks for name, data in sink.items()} == whole
    assert len(sinks) == 1 + 2 * jobs


def test_many_different_characters(corpus: list[Document]) -> None:
    """More than fit into the quick way to sort."""
    text = "".join(map(chr, range(0x4E00, 0x9FFF))) + "𠮷野"
    documents = [Document("a/b/", "甲", "活动", "", "", "", text), *corpus[:20]]
    files = build_index(documents)
    assert Reader(files.get).find("𠮷野") == {"a/b/"}
    assert Reader(files.get).find(text[500:507]) == {"a/b/"}
    changes = update_index(build_index(corpus[:20]).get, {"a/b/": documents[0]})
    assert changes is not None
    assert _applied(build_index(corpus[:20]), changes) == files


def test_two_documents_for_one_page_are_refused(corpus: list[Document]) -> None:
    with pytest.raises(ValueError, match="activities/0/"):
        build_index([corpus[0], corpus[1], corpus[0]])


def test_an_edit_touches_little(corpus: list[Document], corpus_index: dict[str, bytes]) -> None:
    old = corpus[77]
    new = replace(old, text=f"新添公示栏。 {old.text}")
    changes = update_index(corpus_index.get, {old.address: new})
    assert changes is not None
    assert "index.json" in changes
    assert "table.bin" not in changes
    assert len(changes) < 30
    assert _applied(corpus_index, changes) == build_index([*corpus[:77], new, *corpus[78:]])


def test_an_edit_reads_what_it_changes_and_little_else(corpus: list[Document], corpus_index: dict[str, bytes]) -> None:
    read: set[str] = set()

    def reading(name: str) -> bytes | None:
        read.add(name)
        return corpus_index.get(name)

    changes = update_index(reading, {corpus[77].address: replace(corpus[77], text="新添公示栏。")})
    assert changes is not None
    assert len(read - changes.keys()) <= 3


def test_a_page_comes_and_goes_without_moving_the_others(
    corpus: list[Document], corpus_index: dict[str, bytes]
) -> None:
    new = replace(corpus[77], address="activities/neu/2025-01-01-x/")
    came = update_index(corpus_index.get, {new.address: new})
    assert came is not None
    assert len(came) < 6 * len(grams_of(new))
    there = _applied(corpus_index, came)
    assert there == build_index([*corpus, new])
    gone = update_index(there.get, {new.address: None})
    assert gone is not None
    assert _applied(there, gone) == corpus_index


def test_nothing_changed_changes_nothing(corpus: list[Document], corpus_index: dict[str, bytes]) -> None:
    assert update_index(corpus_index.get, {"not/there/": None, **{d.address: d for d in corpus[5:8]}}) == {}


def test_much_changed_is_built_anew(corpus: list[Document], corpus_index: dict[str, bytes]) -> None:
    changed: dict[str, Document | None] = {d.address: replace(d, note="新") for d in corpus[:2000]}
    changed[corpus[5000].address] = None
    assert update_index(corpus_index.get, changed) is None
    expected = {d.address: d for d in corpus} | changed
    found = list(revised(corpus_index.get, changed))
    assert {d.address: d for d in found} == {a: d for a, d in expected.items() if d is not None}
    assert len(found) == len(corpus) - 1


def test_long_lists_have_files_of_their_own(corpus: list[Document], corpus_index: dict[str, bytes]) -> None:
    names = {name for name in corpus_index if name.startswith("heavy/")}
    assert len(names) == len(Reader(corpus_index.get).index["heavy"]) > 10
    assert max(len(data) for name, data in corpus_index.items() if name.startswith("grams/")) < 40_000


@pytest.mark.parametrize("lost", ["index.json", "pages/", "grams/"])
def test_a_damaged_index_is_noticed(corpus: list[Document], lost: str) -> None:
    whole = build_index(corpus[:200])
    files = {name: data for name, data in whole.items() if not name.startswith(lost)}
    with pytest.raises(Unusable):
        if lost == "pages/":
            list(revised(files.get, {}))
        else:
            update_index(files.get, {corpus[3].address: replace(corpus[3], text="新")})


def test_an_index_of_another_make_is_not_used(corpus: list[Document]) -> None:
    for other in (b"{}", b"[]", b"", b'{"format":1}'):
        with pytest.raises(Unusable):
            update_index({"index.json": other}.get, {corpus[3].address: corpus[3]})


def test_an_update_needs_no_numpy(corpus: list[Document], tmp_path: Path) -> None:
    """Importing it takes longer than the update."""
    documents = {d.address: d for d in corpus[:100]}
    new = replace(corpus[7], text="新添公示栏。")
    before, after = tmp_path / "before", tmp_path / "after"
    before.write_bytes(pickle.dumps(build_index(documents.values())))
    code = f"""
import pickle, sys
from generator.site.search import Document, update_index
files = pickle.load(open({str(before)!r}, "rb"))
changes = update_index(files.get, {{{new.address!r}: Document(*{new.fields!r})}})
pickle.dump(changes, open({str(after)!r}, "wb"))
print(*sorted({{"numpy", "jinja2", "pydantic", "mkdocs"}} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
    changes = pickle.loads(after.read_bytes())
    assert _applied(build_index(documents.values()), changes) == build_index({**documents, new.address: new}.values())


def _applied(files: dict[str, bytes], changes: dict[str, bytes | None]) -> dict[str, bytes]:
    for name, data in changes.items():
        assert files.get(name) != data, f"{name} did not change"
        assert data is not None or name in files, f"{name} was not there"
    return {name: data for name, data in {**files, **changes}.items() if data is not None}


_WORDS = st.text("党支部东湖aＡ1 。𠮷\u0301ς", max_size=12)
_TEXTS = st.one_of(_WORDS, st.builds(lambda word: word * 900, _WORDS))
_PAGES = st.one_of(
    st.integers(0, 400).map(lambda number: f"p/{number}/"),  # each a record
    st.integers(0, 90).map(lambda number: f"q/one/{number}/"),  # all of one record
)
_DOCUMENTS = st.builds(
    Document,
    _PAGES,
    _WORDS,
    st.sampled_from(["活动", "制度"]),
    _WORDS,
    st.sampled_from(["", "甲", "乙"]),
    st.sampled_from(["", "2024", "2025-01"]),
    _TEXTS,
)
_QUERIES = st.text("党支部东湖a1。𠮷ς ", max_size=5)
_TRICKY = "AZaz０Ａｚ～…ς·　，。e\u0301一鿿★"
_EDITS = st.lists(st.tuples(st.sets(_PAGES, max_size=4), st.lists(_DOCUMENTS, max_size=4)), min_size=1, max_size=5)


def _start(count: int) -> dict[str, Document]:
    pages = (f"p/{number * 3 % 400}/" for number in range(count))
    return {page: Document(page, f"{page}支部", "活动", "东湖", "甲", "2025-01", f"东湖{page}党支部") for page in pages}


@pytest.mark.parametrize("bits", [32, 3], ids=["", "crowded"])
@pytest.mark.parametrize("many", [0, 8])
@settings(max_examples=40, deadline=None)
@given(count=st.integers(0, 130), edits=_EDITS)
def test_updated_equals_built_anew(many: int, bits: int, count: int, edits: list[Any]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(updating, "_MANY", many)  # 0: never gives up updating
        patch.setattr(places, "_HEAVY", 0)  # at this size: a dozen bytes up to a hundred
        hashed = places._hash
        patch.setattr(places, "_hash", lambda text: hashed(text) >> 32 - bits << 32 - bits)
        documents = _start(count)
        files = build_index(documents.values())
        for removed, changed in edits:
            changes: dict[str, Document | None] = dict.fromkeys(removed)
            changes.update((document.address, document) for document in changed)
            new = {a: d for a, d in {**documents, **changes}.items() if d is not None}
            found = update_index(files.get, changes)
            if found is None:
                assert many or places.slot_bits(len(new)) != places.slot_bits(len(documents))
                assert {d.address: d for d in revised(files.get, changes)} == new
                files = build_index(new.values())
            else:
                files = _applied(files, found)
                assert files == build_index(new.values())
            documents = new


@settings(max_examples=200, deadline=None)
@given(_DOCUMENTS)
def test_the_places_of_a_document_are_its_own(document: Document) -> None:
    """Runs do not touch, so that no word is found across two; and every word is found."""
    end = -1
    for start, run in layout(document):
        assert start > end
        end = start + len(run)
    runs = {run for _, run in layout(document)[1:]} | {*plain(document.title).split()}
    assert runs == set(f"{plain(document.title)} {plain(document.note)} {plain(document.text)}".split())


def test_an_edit_of_a_run_leaves_the_others_in_place() -> None:
    text = " ".join(f"第{number}条内容在此{number * 7}" for number in range(40))
    one = Document("a/", "题", "活动", "", "", "", text)
    two = replace(one, text=text.replace("第3条内容", "新添一项 第3条的内容"))
    same = set(layout(one)) & set(layout(two))
    assert len(same) >= 36


def test_a_title_longer_than_its_room_is_found() -> None:
    title = "长" * 300 + "尾巴"
    index = Reader(build_index([Document("a/", title, "活动", "", "", "", "东湖长")]).get)
    assert index.find("长尾巴 东湖长") == index.find("尾巴") == {"a/"}
    assert index.slots("长长长") == index.slots("长长") == {next(iter(index.table)): 1}
    assert index.slots("东湖") == {next(iter(index.table)): 0}


@given(st.tuples(*[st.integers(0, 0x10FFFF)] * 3), st.integers(0, 20))
def test_both_ways_to_find_a_shard_agree(gram: tuple[int, int, int], bits: int) -> None:
    chars = [np.array([char], dtype=np.uint64) for char in gram]
    assert building_module._shard_numbers(*chars, bits).tolist() == [shard_of(gram_key(*gram), bits)]


@settings(max_examples=200, deadline=None)
@given(st.lists(_DOCUMENTS, max_size=60, unique_by=lambda d: d.address), _QUERIES)
def test_exact_on_anything(documents: list[Document], query: str) -> None:
    if not plain(query):
        return
    truth = {d.address for d in documents if _contains(f"{plain(d.title)} {plain(d.note)} {plain(d.text)}", query)}
    assert Reader(build_index(documents).get).find(query) == truth


_LISTS = st.lists(st.lists(st.lists(st.integers(0, 1 << 30) | st.integers(0, 3), max_size=40), min_size=3, max_size=3))


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


@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(_TRICKY)), max_size=20))
@settings(max_examples=500)
def test_the_quick_way_to_fold_is_the_same(text: str) -> None:
    assert fold(text) == plain(text)


def test_visible_text() -> None:
    body = (
        '<nav aria-label="位置"><ol><li>首页</li></ol></nav><h1>东<b>湖</b>党支部</h1><p>三<a href="x">会一</a>课<br>'
        "A &lt;b&gt; &amp; C</p><svg><title>图</title></svg><ul><li>甲</li><li>乙</li></ul><script>var x</script>"
        "<navy>乎</navy><nav>未完"
    )
    assert visible_text(body) == "东湖党支部 三会一课 A <b> & C 甲 乙 乎 未完"
