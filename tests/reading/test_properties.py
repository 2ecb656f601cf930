"""Properties: reading never raises, marks are true, clean values are those of YAML 1.2."""

from __future__ import annotations

import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.reading import MAX_DEPTH, Mapping, Sequence, Source, locate, parse, scalar, split_front_matter
from generator.reading.hygiene import Scanner
from generator.reading.patterns import suspicious

RECORD = """\
# 党支部记录
名称: 中国共产党示例建材有限公司支部委员会
组建: {方式: 单独组建, 日期: 2016-05-18, 当地叫法: 建}
覆盖单位: [示例建材有限公司, '乙：公司', "丙"]
党员: {正式: 9, 预备: 1, 流入: 3.5}
简介: |
  支部成立于二〇一六年，做法有：建立清单、双向培养。
    缩进的一行
荣誉:
  - 名称: 先进支部  # 注
    日期: 2023-07-01
  - 只有文字
  - [一, {二: 三}]
说明: 第一行
  第二行：内容
空:
尾: '一''二'
"""
SIGNS = "：，、“”‘’＃【】［］｛｝－—–\t\u3000\xa0\u200b\u202e:-#'\"[]{},|>*&!%@`?\\ \n"
WORDLIKE = "- |: |\n  |---\n|<<: |名称|\r\n|\ud800|\x00|\u2028|...\n|? "
SHARDS = [*SIGNS, *WORDLIKE.split("|")]
MIXED = st.lists(st.sampled_from([*SHARDS, "a", "乙", "1"]), max_size=60).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = RECORD
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 3))
        text = text[:at] + draw(st.sampled_from(["", *SHARDS])) + text[at + cut :]
    return text


@settings(max_examples=1500, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(), MIXED, mutated()))
def test_never_raises_and_every_finding_has_words_and_a_place(text: str) -> None:
    source = Source("a.yml", text)
    for document in (parse(source), split_front_matter(Source("a.md", "---\n" + text))[0]):
        for finding in document.findings:
            assert 0 <= finding.location.line <= len(source.lines) + 1
            assert (finding.location.line == 0) == (finding.location.column == 0)
            finding.text("zh")
            finding.text("en")
        if not document.complete:
            assert document.findings
        places = [(f.code, f.location) for f in document.findings]
        assert len(places) == len(set(places))
    document = parse(source)
    if isinstance(document.root, (Mapping, Sequence)):
        _check_bounds(document.root, source.lines)


def _check_bounds(node: object, lines: list[str]) -> None:
    todo = [node]
    while todo:
        node = todo.pop()
        marks: list[tuple[int, int]] = []
        if isinstance(node, Mapping):
            assert list(node) == list(node.marks)
            marks = [pair for a, b, c, d in node.marks.values() for pair in ((a, b), (c, d))]
            todo += node.values()
        elif isinstance(node, Sequence):
            assert len(node) == len(node.marks)
            marks = node.marks
            todo += node
        for line, column in marks:
            assert 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1


@settings(max_examples=800, deadline=2000)
@given(mutated())
def test_the_cheap_search_misses_nothing_the_scanner_reports(text: str) -> None:
    if "\r" in text or "\ud800" in text or suspicious(text) or parse(Source("a.yml", text)).findings:
        return
    scanner = Scanner(text.split("\n"), MAX_DEPTH)
    scanner.scan()
    assert [(m.kind.code, m.line, m.column) for m in scanner.mistakes] == []


WORDS = st.text(st.sampled_from("名称党员支部示例甲乙ab1"), min_size=1, max_size=6)
VALUES = st.recursive(
    st.one_of(
        WORDS,
        st.integers(-999, 99999),
        st.booleans(),
        st.sampled_from(["2024-05-18", "no", "012", "注意：此处", "一，二"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4), st.dictionaries(WORDS, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


def write(value: object, indent: int, draw: st.DrawFn) -> str:
    """A value as block YAML, texts quoted at random."""
    pad = " " * indent
    if isinstance(value, dict):
        return "".join(f"{pad}{key}:{_after(item, indent, draw)}" for key, item in value.items())
    assert isinstance(value, list)
    return "".join(f"{pad}-{_after(item, indent, draw)}" for item in value)


def _after(value: object, indent: int, draw: st.DrawFn) -> str:
    if isinstance(value, (dict, list)):
        return "\n" + write(value, indent + draw(st.integers(1, 4)), draw)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if isinstance(value, str):
        quote = draw(st.sampled_from(["", "", "'", '"']))
        text = f"{quote}{text}{quote}"
    return " " * draw(st.integers(1, 3)) + text + draw(st.sampled_from(["", "  # 注：释，"])) + "\n"


@st.composite
def documents(draw: st.DrawFn) -> str:
    return write(draw(st.dictionaries(WORDS, VALUES, min_size=1, max_size=5)), 0, draw)


@settings(max_examples=400, deadline=2000)
@given(documents())
def test_marks_point_at_keys_and_values(text: str) -> None:
    document = parse(Source("a.yml", text))
    assert document.findings == []
    lines = text.split("\n")
    todo: list[tuple[list[str | int], object]] = [([], document.root)]
    while todo:
        path, node = todo.pop()
        if isinstance(node, Mapping):
            for key, value in node.items():
                line, column, _, _ = node.marks[key]
                assert lines[line - 1][column - 1 :].startswith(f"{key}:")
                place = locate(document, [*path, key], "key")
                assert (place.line, place.column, place.length) == (line, column, len(key))
                todo.append(([*path, key], value))
        elif isinstance(node, Sequence):
            todo += [([*path, k], item) for k, item in enumerate(node)]
        else:
            place = locate(document, path)
            written = lines[place.line - 1][place.column - 1 :][: place.length]
            if written[0] in "'\"":
                assert written[1:-1] == node and written[0] == written[-1]
            else:
                assert scalar(written) == node


@settings(max_examples=300, deadline=2000)
@given(documents())
def test_clean_values_are_those_of_yaml(text: str) -> None:
    ours = parse(Source("a.yml", text)).root
    theirs = YAML(typ="safe", pure=True).load(text)
    _same(ours, theirs)


def _same(ours: object, theirs: object) -> None:
    if isinstance(ours, dict):
        assert isinstance(theirs, dict)
        assert list(ours) == [str(key).lower() if isinstance(key, bool) else _as_key(key, ours) for key in theirs]
        for mine, yours in zip(ours.values(), theirs.values(), strict=True):
            _same(mine, yours)
    elif isinstance(ours, list):
        assert isinstance(theirs, list)
        for mine, yours in zip(ours, theirs, strict=True):
            _same(mine, yours)
    elif isinstance(ours, str) and not isinstance(theirs, str):
        # The documented difference: dates and numbers written otherwise stay text.
        assert ours[:1] in string.digits and scalar(ours) == ours
    else:
        assert ours == theirs and type(ours) is type(theirs)


def _as_key(key: object, ours: dict[str, object]) -> str:
    """A key as written; a number among the keys may have been written with leading zeros or ones only."""
    return (
        str(key)
        if str(key) in ours or not isinstance(key, int)
        else next(k for k in ours if k.isdigit() and int(k) == key)
    )
