"""The monthly list: tips and theme for the month, from which the 通报 is computed: ``records/lists/<年>-<月>.yml``."""

from __future__ import annotations

from typing import ClassVar

from generator.records.fields import Line, Part, Record, public
from generator.records.values import Date, YearMonth

__all__ = ["MonthlyList", "Tip"]


class Tip(Part):
    """One item of work for the month."""

    matter: Line = public("事项", "工作事项。", alone=True)
    due: Line | None = public("时限", "完成时限。", None, alone=True)
    regulation: Line | None = public("制度", "依据的制度编号。", None, refers="regulation")


class MonthlyList(Record):
    kind: ClassVar[str] = "list"
    label: ClassVar[str] = "月度清单"

    month: YearMonth = public("年月", "如 2025-03；由文件名决定，可以不写。")
    theme: Line = public("主题", "本月主题党日的主题。", called=True)
    published: Date = public("发布日期", "发布日期。", counted=True)
    stations: list[Line] = public("发布站", "发布的指导站编号。", [], refers="station")
    suggestions: list[Line] = public("主题党日", "主题党日建议内容。", [], alone=True)
    tips: list[Tip] = public("工作提示", "工作提示事项。", [], counted=True)
