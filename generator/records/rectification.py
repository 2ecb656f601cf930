"""A matter to be put right (整改), from finding to 销号: ``records/rectifications/<id>.yml``; never published."""

from __future__ import annotations

from typing import ClassVar

from generator.records.fields import Line, Part, Prose, Record, Visibility, internal
from generator.records.values import Date

__all__ = ["Progress", "Rectification"]


class Progress(Part):
    date: Date = internal("日期", "日期。")
    text: Line = internal("进展", "做了什么。")


class Rectification(Record):
    kind: ClassVar[str] = "rectification"
    label: ClassVar[str] = "整改事项"

    visibility: Visibility = internal("可见", "整改事项一律内部。", Visibility.INTERNAL)
    name: Line = internal("名称", "整改事项名称。")
    branch: Line = internal("支部", "支部编号。", refers="branch")
    found: Date = internal("发现日期", "发现日期。")
    problem: Prose = internal("问题", "问题是什么。")
    plan: Line | None = internal("方案", "整改方案名称。", None)
    measures: list[Line] = internal("措施", "整改措施。", [])
    responsible: Line | None = internal("责任岗位", "责任人岗位。", None)
    due: Date | None = internal("时限", "完成时限。", None)
    supervision: Line | None = internal("督办", "督办岗位或方式。", None)
    progress: list[Progress] = internal("进展", "各次进展。", [])
    standard: Line | None = internal("验收标准", "验收标准。", None)
    accepted: Date | None = internal("验收日期", "验收通过的日期。", None)
    closed: Date | None = internal("销号日期", "销号日期。", None)

    @property
    def released(self) -> bool:
        """Never: a branch that has to put something right is not named in public."""
        return False
