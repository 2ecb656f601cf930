"""What the search page proposes while a reader types: names of things that have a page, each with its address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.packing import packed_json
from generator.publication.view import PublicView
from generator.site.words import cn_month

__all__ = ["proposals", "suggestions"]

_BRANCHES = 3000
"""Branches that a site may have for them to be proposed: some forty kilobytes over the line. More are only found."""

Row = tuple[str, str, str]


def suggestions(view: PublicView) -> bytes:
    """The file for a whole site."""
    return proposals(_rows(view))


def proposals(rows: Iterable[Row]) -> bytes:
    """The file: title, kind, address of each, as JSON."""
    rows = list(dict.fromkeys(rows))
    return packed_json(rows) + b"\n"


def _rows(view: PublicView) -> Iterator[Row]:
    for area in view.areas:
        if area.branches:
            yield area.name, "区域", area.address
    for item in view.regulations:
        yield item.name, "制度", item.address
    for item in view.showcases:
        yield item.name, "案例", item.address
    for item in view.methods:
        yield item.name, "工作方法", item.address
    for item in view.stations:
        yield item.name, "指导站", item.address
    for item in view.lists:
        yield f"{cn_month(item.month)}清单：{item.theme}", "月度清单", item.address
    for item in view.reports:
        yield item.name, "报告", item.address
    for item in view.campaigns:
        yield item.name, "载体", item.address
    for item in view.pairings:
        yield item.name, "结对", item.address
    if len(view.cards) <= _BRANCHES:
        for item in view.cards:
            yield item.short_name, "党支部", item.address
