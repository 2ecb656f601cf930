"""A round of assessment and its results: ``records/assessments/<scheme>-<period>.yml``."""

from __future__ import annotations

from typing import ClassVar

from generator.records.appraisal import PartScore
from generator.records.fields import Line, Part, Prose, Record, internal, public
from generator.records.values import Amount, Date, Whole

__all__ = ["Assessment", "AssessmentResult"]


class AssessmentResult(Part):
    """What one branch attained. Branches without a star do not appear."""

    branch: Line = public("支部", "支部编号。", refers="branch")
    stars: Whole = public("星级", "1 至 5。", ge=1, le=5)
    score: Amount | None = internal("得分", "得分。", None)
    parts: list[PartScore] = internal("分项", "各项指标得分。", [])
    veto: Line | None = internal("否决", "触及一票否决的情形；没有的不写。", None)
    measures: list[Line] = internal("晋级措施", "争取晋级的措施。", [])


class Assessment(Record):
    kind: ClassVar[str] = "assessment"
    label: ClassVar[str] = "评定"

    name: Line = public("名称", "本轮评定的名称。")
    scheme: Line = public("体系", "所用指标体系的编号，如 xingji。", refers="scheme")
    first_year: Whole = public("起年", "评定周期的起始年。", ge=1921, le=2100)
    last_year: Whole = public("止年", "评定周期的终止年。", ge=1921, le=2100)
    announced: Date = public("公布日期", "结果公布日期。")
    note: Prose | None = public("说明", "说明。", None)
    results: list[AssessmentResult] = public("结果", "评定结果；未评星的支部不列。", [])
