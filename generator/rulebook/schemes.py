"""Schemes: indicator tables with maxima, bands, vetoes and weights (``records/rulebook/schemes/<id>.yml``)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from generator.records.fields import Line, Part, Prose, Record, public
from generator.records.register import Register
from generator.records.values import Whole, YesNo
from generator.rulebook.rules import Authority, Confidence

__all__ = ["Aspect", "Band", "Bottom", "Deduction", "Indicator", "Quota", "Scheme", "Weight", "schemes"]


class Deduction(Part):
    """What costs points."""

    case: Line = public("情形", "扣分的情形。")
    points: Decimal = public("扣分", "扣多少分。", gt=0)


class Indicator(Part):
    code: Line = public("代码", "指标代码，如 1.2，全表唯一。")
    name: Line = public("名称", "指标名称。")
    maximum: Decimal | None = public("分值", "满分；不计分、只评达标与否的不写。", None, gt=0)
    content: Line | None = public("内容", "评什么，一句话。", None)
    deductions: list[Deduction] = public("扣分项", "各种扣分情形。", [])
    rules: list[Line] = public("规则", "可以由记录判定的规则编号。", [], refers="rule")


class Aspect(Part):
    """A group of indicators."""

    name: Line = public("名称", "方面的名称。")
    maximum: Decimal | None = public("分值", "本方面满分。", None, gt=0)
    indicators: list[Indicator] = public("指标", "本方面各项指标。", [])


class Band(Part):
    """A result and the scores that earn it."""

    name: Line = public("名称", "等次，如“五星级”“较好”。")
    stars: Whole | None = public("星级", "对应的星级。", None, ge=1, le=5)
    least: Decimal | None = public("下限", "最低分。", None)
    least_included: YesNo = public("含下限", "恰好等于最低分算不算。", True)
    most: Decimal | None = public("上限", "最高分。", None)
    most_included: YesNo = public("含上限", "恰好等于最高分算不算。", False)
    share: Decimal | None = public("占比", "这一等次一般占百分之几。", None, ge=0, le=100)
    condition: Line | None = public("另需", "分数之外的条件。", None)
    measures_needed: YesNo = public("须有措施", "评为这一等次的须写改进措施。", False)

    def holds(self, score: int | Decimal) -> bool:
        """Whether a score falls into the band."""
        low = self.least is None or score > self.least or (self.least_included and score == self.least)
        high = self.most is None or score < self.most or (self.most_included and score == self.most)
        return low and high


class Weight(Part):
    """A part of a weighted total."""

    name: Line = public("项", "计入总分的一项，如“述职”。")
    weight: Decimal = public("权重", "权重，如 4。", gt=0)


class Quota(Part):
    """A share that a whole area is to reach or not to pass."""

    name: Line = public("项", "指标名称。")
    figure: Line = public("指标", "对应的计算指标编号，如 stars.rated_share。")
    least: Decimal | None = public("下限", "不低于百分之几。", None)
    most: Decimal | None = public("上限", "不高于百分之几。", None)

    @property
    def words(self) -> str:
        """The target in words: ``不低于20%``; empty where neither bound is written."""
        least = "" if self.least is None else f"不低于{self.least:f}%"
        most = "" if self.most is None else f"不高于{self.most:f}%"
        return "、".join(filter(None, (least, most)))

    def holds(self, share: Decimal) -> bool:
        """Whether a share in percent reaches the target."""
        return (self.least is None or share >= self.least) and (self.most is None or share <= self.most)


class Bottom(Part):
    """What follows for those at the end of the list."""

    ranks: Whole = public("名次", "排名末几位。", ge=1)
    measure: Line = public("处理", "怎样处理。")
    years: Whole = public("连续年数", "连续多少年末位的另行处理。", 2, ge=2)
    repeated: Line = public("连续末位处理", "连续末位怎样处理。")


class Scheme(Record):
    kind: ClassVar[str] = "scheme"
    label: ClassVar[str] = "指标体系"

    name: Line = public("名称", "体系名称。")
    applies_to: Line = public("对象", "评什么，如“党支部”“党建指导员”。")
    total: Decimal | None = public("满分", "总分；不计分的不写。", None, gt=0)
    said_aspects: Whole | None = public("方面数", "文件所称的方面数。", None, ge=1)
    said_indicators: Whole | None = public("指标数", "文件所称的指标数。", None, ge=1)
    importable: YesNo = public("条目待导入", "指标条目由各地自行导入的写“是”。", False)
    cycle: Line = public("周期", "多久评一次，如“两年一轮”“每季度”。")
    years: Whole | None = public("年数", "一轮几年；不满一年的不写。", None, ge=1)
    aspects: list[Aspect] = public("方面", "各方面与指标。", [])
    bands: list[Band] = public("等次", "各等次与分数段，从高到低。", [])
    award_from: Whole | None = public("授星", "从几星起授星。", None, ge=1, le=5)
    vetoes: list[Line] = public("一票否决", "有这些情形之一的不予评定。", [])
    weights: list[Weight] = public("权重", "总分由哪几项按什么比例合成。", [])
    quotas: list[Quota] = public("目标", "全部支部应当达到的比例。", [])
    bottom: Bottom | None = public("末位", "末位怎样处理。", None)
    authorities: list[Authority] = public("依据", "出自哪份文件哪一条。", min_length=1)
    confidence: Confidence = public("把握", "原文核对、通行做法、地方规定或本系统默认。")
    note: Prose | None = public("说明", "说明。", None)

    @property
    def indicators(self) -> list[Indicator]:
        """Every indicator of every aspect."""
        return [indicator for aspect in self.aspects for indicator in aspect.indicators]

    def weighted(self, parts: Mapping[str, int | Decimal]) -> Fraction | None:
        """The weighted total of ``parts``; None where one is missing."""
        if not self.weights or any(weight.name not in parts for weight in self.weights):
            return None
        whole = sum((Fraction(weight.weight) for weight in self.weights), Fraction(0))
        return (
            sum((Fraction(weight.weight) * Fraction(parts[weight.name]) for weight in self.weights), Fraction(0))
            / whole
        )


def schemes(register: Register) -> Mapping[str, Scheme]:
    """The schemes of a site, by identifier."""
    return register.of(Scheme)
