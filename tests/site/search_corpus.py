"""Pages to search: queries held against what pages show, invented pages at any number, documents of any kind."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping

from hypothesis import strategies as st
from search_reader import plain

from generator.site.search import Document, begin_update

__all__ = ["DOCUMENTS", "HELD", "NEAR", "PAGES", "QUERIES", "applied", "contains", "invented", "text_of", "updated"]

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
"""Queries, most of which find something in the demonstration."""
_NAMES = "东湖 东湖村 湖东 南湖 建国 建国路 新建国营 国建 城关 东城关 七里桥 北街 𠮷祥 龘龘"
_ACTS = "主题党日 支部党员大会 党课 组织生活会 志愿服务 两新组织座谈 三会一课 两新企业组织培训"
_DEEDS = "党员带头查隐患 支部先核实后答复 不占生产工时 书记讲党课 把材料归入资料盒 与结对村商量清单 逐条写明责任人"
_ENDS = "。 ； （ＡＢＣ）。 ，共３８人。 ，由abc公司承办。 …… 。㎡① 。한국の"
_NEAR = "湖 东湖村党员 湖村 建国路 国营 新建国 龘 龘龘龘 𠮷祥党员 湖。 38人 ３８人 abc公 (abc) ...东 ①东 村东湖"
NEAR = _NEAR.split()
"""Queries that differ by little from what invented pages say."""

_WORDS = st.text("党支部东湖aＡ1 。𠮷\u0301ς", max_size=12)
_TEXTS = st.one_of(_WORDS, st.builds(lambda word: word * 900, _WORDS))
PAGES = st.one_of(
    st.integers(0, 400).map(lambda number: f"p/{number}/"),  # each a record
    st.integers(0, 90).map(lambda number: f"q/one/{number}/"),  # all of one record
)
DOCUMENTS = st.builds(
    Document,
    PAGES,
    _WORDS,
    st.sampled_from(["活动", "制度"]),
    _WORDS,
    st.sampled_from(["", "甲", "乙"]),
    st.sampled_from(["", "2024", "2025-01"]),
    _TEXTS,
)
QUERIES = st.text("党支部东湖a1。𠮷ς ", max_size=5)


def invented(count: int) -> Iterator[Document]:
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


def contains(text: str, query: str) -> bool:
    """Whether a folded text has every word of a query."""
    return all(word in text for word in plain(query).split())


def text_of(document: Document) -> str:
    """All of a document that is searched, folded."""
    return f"{plain(document.title)} {plain(document.note)} {plain(document.text)}"


def updated(
    read: Callable[[str], bytes | None], changed: Mapping[str, Document | None]
) -> dict[str, bytes | None] | None:
    """The files that an update changes, made in one process; None where the index is to be built anew."""
    update = begin_update(read, changed)
    return None if update is None else update.files()


def applied(files: Mapping[str, bytes], changes: Mapping[str, bytes | None]) -> dict[str, bytes]:
    """The files of an index after changes, each of which must change something."""
    for name, data in changes.items():
        assert files.get(name) != data, f"{name} did not change"
        assert data is not None or name in files, f"{name} was not there"
    return {name: data for name, data in {**files, **changes}.items() if data is not None}
