"""A round of internal appraisal, whose grades and ranks never leave the office: ``records/appraisals/<id>.yml``."""

from __future__ import annotations

from typing import ClassVar

from generator.records.fields import Line, Part, Record, Visibility, internal
from generator.records.values import Amount, Date, Whole

__all__ = ["Appraisal", "AppraisalRow", "PartScore"]


class PartScore(Part):
    """The score of one indicator or of one part of a weighted total."""

    name: Line = internal("项", "指标代码，或合成总分的一项。")
    score: Amount = internal("得分", "得分。")
    evidence: Line | None = internal("佐证", "佐证材料。", None)


class AppraisalRow(Part):
    """What one branch was given."""

    branch: Line = internal("支部", "支部编号。", refers="branch")
    grade: Line | None = internal("等次", "评定的等次。", None)
    score: Amount | None = internal("得分", "总分。", None)
    parts: list[PartScore] = internal("分项", "各项得分。", [])
    measures: list[Line] = internal("措施", "改进措施。", [])


class Appraisal(Record):
    kind: ClassVar[str] = "appraisal"
    label: ClassVar[str] = "考核"

    visibility: Visibility = internal("可见", "考核结果一律内部。", Visibility.INTERNAL)
    name: Line = internal("名称", "本次考核的名称。")
    scheme: Line = internal("体系", "所用指标体系的编号。", refers="scheme")
    year: Whole = internal("年度", "考核年度。", ge=1921, le=2100)
    decided: Date = internal("确定日期", "结果确定日期。")
    results: list[AppraisalRow] = internal("结果", "各支部的结果。", [])

    @property
    def released(self) -> bool:
        """Never: grades and ranks are for the office alone."""
        return False
