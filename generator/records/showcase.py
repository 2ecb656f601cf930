"""A brand, case or working method: front matter and narrative in ``content/showcases/<id>.md``."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.records.fields import Line, Part, Record, public
from generator.records.picture import Picture
from generator.records.values import Amount, Whole

__all__ = ["Qualities", "Result", "Showcase", "ShowcaseKind"]


class ShowcaseKind(StrEnum):
    """The seven kinds of brand of 六步工作法 (S1 L17)."""

    EXPERIENCE = "经验"
    PRACTICE = "做法"
    MODEL = "样板"
    TRIAL = "实践"
    SYSTEM = "制度"
    PATTERN = "模式"
    METHOD = "工作法"


class Qualities(Part):
    """The four qualities of a brand (S1 L19), a sentence each."""

    innovation: Line | None = public("创新性", "创新在哪里。", None, alone=True)
    advance: Line | None = public("先进性", "先进在哪里。", None, alone=True)
    reach: Line | None = public("推广性", "为什么能推广。", None, alone=True)
    influence: Line | None = public("影响力", "产生了什么影响。", None, alone=True)


class Result(Part):
    """A result in figures, as its source states it."""

    measure: Line = public("指标", "指标名称。", alone=True)
    value: Amount = public("数值", "数值，可写 12、400余、81.1。")
    unit: Line | None = public("单位", "计量单位。", None, alone=True)


class Showcase(Record):
    kind: ClassVar[str] = "showcase"
    label: ClassVar[str] = "案例"

    name: Line = public("名称", "案例名称。", called=True)
    type: ShowcaseKind = public("类别", "经验、做法、样板、实践、制度、模式、工作法。", called=True)
    branch: Line | None = public("支部", "所属支部的编号。", None, refers="branch")
    method: Line | None = public("方法", "所说明的工作方法编号。", None, refers="method")
    summary: Line = public("一句话", "一句话说明是什么、成效如何。", called=True)
    year: Whole | None = public("年度", "年份。", None, ge=1921, le=2100)
    qualities: Qualities = public("属性", "创新性、先进性、推广性、影响力。", Qualities())
    results: list[Result] = public("成效", "用数字说明的成效。", [], counted=True)
    copyable: list[Line] = public("可复制", "其他支部可以照着做的几点。", [], alone=True)
    evidence: list[Line] = public("佐证", "佐证材料。", [], counted=True)
    pictures: list[Picture] = public("图片", "图片。", [])
    narrative: str = public("正文", "前言之后的正文，用 Markdown 书写。", "", alone=True)
