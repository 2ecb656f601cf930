"""A survey report as a record: its sections, and the figures it states beside those the records give.

A figure is proved by its *workings* (核算): the parts that sum to it, the share it is of a whole, the list it counts.
A number in a working (an operand, "算项") is the wording of another figure of the same report (``说法``), the
identifier of a computed figure (``units.covered``) or a plain number, so that nothing is typed twice.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.records.fields import Line, Part, Prose, Record, public
from generator.records.values import Amount, Date

__all__ = ["Average", "Claim", "Comparison", "Relation", "Report", "Section", "Share"]


class Relation(StrEnum):
    EQUAL = "相等"
    AT_MOST = "不多于"
    AT_LEAST = "不少于"


class Share(Part):
    """A share in percent. A report that names no whole has a share that cannot be worked out."""

    part: Line = public("部分", "分子：本报告另一条“说法”、指标编号或数字。")
    whole: Line | None = public("总数", "分母；报告没有写明的不写。", None)


class Average(Part):
    """A number per head, and the bounds a rule sets for it."""

    total: Line | None = public("总量", "被平均的总量；不写就是本条的数值。", None)
    heads: Line = public("个数", "按多少个来平均。")
    at_least: Line | None = public("不少于", "平均数至少应达到多少。", None)
    at_most: Line | None = public("不多于", "平均数最多应是多少。", None)
    rule: Line | None = public("规则", "上述要求所依据的规则编号。", None)


class Comparison(Part):
    """What the figure must be beside another one."""

    other: Line = public("与", "另一个数。")
    relation: Relation = public("关系", "相等、不多于或不少于。", Relation.EQUAL)


class Claim(Part):
    """A figure stated in the report, how it is worked out, and the computed figure it must agree with."""

    text: Line = public("说法", "报告中的说法；同一报告里不重复。")
    value: Amount | None = public("数值", "报告所写的数值；报告没有写出的不写。", None)
    unit: Line | None = public("单位", "计量单位。", None)
    figure: Line | None = public("指标", "对应的计算指标编号，如 units.enterprises。", None)
    printed: Line | None = public("原文", "原文的数字写法；残缺、断开的照录在这里。", None)
    parts: list[Line] = public("各项", "各项之和应等于本数，如各年龄段人数。", [])
    factors: list[Line] = public("相乘", "各项之积应等于本数，如每月金额、人数和月数。", [])
    share: Share | None = public("占比", "本数是百分比时，写部分和总数。", None)
    members: list[Line] | None = public("成员", "“N个X”逐项列出；原文只有名称、没有列出的写空清单 []。", None)
    average: Average | None = public("平均", "按个数平均后应达到的数。", None)
    comparison: Comparison | None = public("比较", "应当与另一个数保持的关系。", None)
    place: Line | None = public("位置", "在报告原文中的位置，如“第151行”。", None)
    note: Line | None = public("说明", "核对时需要说明的情况。", None)


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
