"""Working methods: their steps and what a site records, checks, counts and yields for each."""

from __future__ import annotations

from typing import ClassVar

from generator.records.fields import Line, Part, Prose, Record, public

__all__ = ["Method", "Step"]


class Step(Part):
    name: Line = public("名称", "步骤名称。")
    text: Prose = public("说明", "本步要求做什么。")
    records: list[Line] = public("记录", "本站为此保存的记录。", [])
    checks: list[Line] = public("检查", "本步要检查的事项。", [])
    figures: list[Line] = public("指标", "本步的计算指标编号。", [])
    regulations: list[Line] = public("制度", "支撑本步的制度编号。", [], refers="regulation")
    outputs: list[Line] = public("产出", "本步形成的页面或印制品。", [])


class Method(Record):
    kind: ClassVar[str] = "method"
    label: ClassVar[str] = "工作方法"

    name: Line = public("名称", "方法的简称。")
    full_name: Line = public("全称", "方法的全称。")
    showcase: Line | None = public("案例", "介绍该方法的案例编号。", None, refers="showcase")
    summary: Prose = public("概述", "一两句话说明方法。")
    steps: list[Step] = public("步骤", "各步骤。", min_length=1)
