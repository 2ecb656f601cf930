"""A survey report as a record: its sections, and the figures it states beside those the records give."""

from __future__ import annotations

from typing import ClassVar

from generator.records.fields import Line, Part, Prose, Record, public
from generator.records.values import Amount, Date

__all__ = ["Claim", "Report", "Section"]


class Claim(Part):
    """A figure stated in the report, and the computed figure it must agree with."""

    text: Line = public("说法", "报告中的说法。")
    value: Amount = public("数值", "报告所写的数值。")
    unit: Line | None = public("单位", "计量单位。", None)
    figure: Line | None = public("指标", "对应的计算指标编号，如 units.enterprises。", None)


class Section(Part):
    title: Line = public("标题", "标题，如“基本情况”。")
    text: Prose | None = public("正文", "一行一段。", None)
    items: list[Line] = public("条目", "分条内容。", [])


class Report(Record):
    kind: ClassVar[str] = "report"
    label: ClassVar[str] = "报告"

    name: Line = public("名称", "报告名称。")
    date: Date = public("日期", "报告日期。")
    author: Line = public("起草单位", "起草单位。")
    summary: Line = public("摘要", "一句话摘要。")
    sections: list[Section] = public("章节", "概况、做法、问题、原因、对策等。", min_length=1)
    claims: list[Claim] = public("数据", "报告中的数据。", [])
