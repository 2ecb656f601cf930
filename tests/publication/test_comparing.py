"""Versions of a regulation side by side: nothing is lost, what changed is told where it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.publication.comparing import compared
from generator.publication.exposure import Facts


def _articles(*texts: str) -> list[Facts]:
    return [Facts(text=text, items=[]) for text in texts]


def test_changed_added_and_taken_away() -> None:
    old = _articles("党课一般每季度安排一次。", "会议由书记主持。", "记录保存三年。")
    new = _articles("总的要求如下，逐条执行。", "党课一般每月安排一次。", "记录保存三年。")
    rows, kept = compared(old, new)
    assert kept == 1
    assert [(row.old, row.new) for row in rows] == [(None, 1), (1, 2), (2, None)]
    assert rows[1].pieces == [
        ("same", "党课一般每"), ("gone", "季度"), ("new", "月"), ("same", "安排一次。")
    ]  # fmt: skip
    assert rows[2].pieces == [("gone", "会议由书记主持。")]


def test_a_date_changes_as_a_whole() -> None:
    rows, _ = compared(_articles("本制度自2023年4月1日起施行。"), _articles("本制度自2025年2月1日起施行。"))
    assert rows[0].pieces == [
        ("same", "本制度自"), ("gone", "2023年4月1日"), ("new", "2025年2月1日"), ("same", "起施行。")
    ]  # fmt: skip


def test_a_number_changes_as_a_whole() -> None:
    rows, _ = compared(_articles("档案保存15年。"), _articles("档案保存10年。"))
    assert rows[0].pieces == [("same", "档案保存"), ("gone", "15"), ("new", "10"), ("same", "年。")]


def test_the_same_text_shows_nothing() -> None:
    articles = _articles("甲。", "乙。")
    assert compared(articles, articles) == ([], 2)


@given(
    st.lists(st.text("党支部会议一二三。", min_size=1), max_size=6),
    st.lists(st.text("党支部会议一二三。", min_size=1), max_size=6),
)
def test_both_versions_can_be_read_from_the_rows(before: list[str], after: list[str]) -> None:
    rows, kept = compared(_articles(*before), _articles(*after))
    for number, side, own in (("old", before, ("same", "gone")), ("new", after, ("same", "new"))):
        told = {getattr(row, number): "".join(text for kind, text in row.pieces if kind in own) for row in rows}
        told.pop(None, None)
        assert all(side[at - 1] == text for at, text in told.items())
        assert len(told) + kept == len(side)
