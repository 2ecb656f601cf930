"""A regulation: chapters and articles with addresses of their own: ``records/regulations/<id>.yml``."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar

from generator.records.activity import ActivityKind
from generator.records.fields import Line, Part, Prose, Record, internal, public
from generator.records.values import Date

__all__ = ["Article", "Basis", "Chapter", "Edition", "Regulation", "RegulationGroup", "Wall"]


class RegulationGroup(StrEnum):
    LIFE = "组织生活"
    EDUCATION = "教育管理"
    DEVELOPMENT = "发展党员"
    DUES = "党费管理"
    PLACES = "阵地档案"
    ASSESSMENT = "考核评价"
    GUIDANCE = "指导服务"


class Basis(Part):
    """What a regulation rests on."""

    document: Line = public("文件", "依据的文件名称，不加书名号。", alone=True)
    articles: Line | None = public("条款", "条款，如“第十一条”。", None, alone=True)
    note: Line | None = public("说明", "该条款的要点。", None, alone=True)


class Article(Part):
    """One article; its number is counted through the whole regulation."""

    text: Prose = public("文", "条文，一行一段，不写“第×条”。", alone=True)
    items: list[Line] = public("项", "条下各项，不写序号。", [], alone=True)


class Chapter(Part):
    title: Line = public("标题", "章的标题，不写“第×章”。", alone=True)
    articles: list[Article] = public("条", "本章各条。", min_length=1)


class Wall(Part):
    """The short version that goes on the wall (制度上墙)."""

    title: Line = public("标题", "上墙标题。", alone=True)
    points: list[Line] = public("要点", "上墙要点，一行一条。", alone=True, min_length=1)


class Edition(Part):
    """An earlier version, kept so that readers see what changed since."""

    version: Line = public("版本", "旧版的版本，写年月。")
    adopted: Date = public("通过日期", "旧版的通过日期。")
    note: Line | None = public("修改说明", "为什么修改，改了哪几处。", None, alone=True)
    chapters: list[Chapter] = public("章", "旧版各章。", min_length=1)


class Regulation(Record):
    kind: ClassVar[str] = "regulation"
    label: ClassVar[str] = "制度"

    name: Line = public("名称", "制度名称，不加书名号。", called=True)
    short_name: Line = public("简称", "制度简称。", called=True)
    group: RegulationGroup = public("类别", "制度类别。")
    version: Line = public("版本", '版本，写年月，如 "2025-01"。', counted=True)
    adopted: Date = public("通过日期", "通过日期。", counted=True)
    effective: Date | None = public("施行日期", "施行日期。", None, counted=True)
    issuer: Line = public("制定单位", "制定单位全称。", alone=True)
    scope: Line = public("适用范围", "适用范围。", alone=True)
    bases: list[Basis] = public("依据", "制定依据。", [], alone=True)
    carried_out: list[ActivityKind] = internal("落实", "本制度靠哪些类别的活动落实；与活动无关的不写。", [])
    chapters: list[Chapter] = public("章", "各章。", called=True, min_length=1)
    wall: Wall | None = public("上墙", "上墙版本。", None, called=True)
    earlier: list[Edition] = public("旧版", "以前的版本，最近的在前；网站上逐条对照。", [])

    def numbered(self) -> Iterator[tuple[int, Chapter, Article]]:
        """Every article with its number, counted through the chapters from 1."""
        number = 0
        for chapter in self.chapters:
            for article in chapter.articles:
                number += 1
                yield number, chapter, article
