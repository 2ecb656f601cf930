"""Rules: what is demanded, of whom, how much, how often, and which article says so (``records/rulebook/rules/*.yml``).

A rule is a form, not a program: its numbers, its period and its source are filled in here; ``judged`` names the way of
judging it (``generator/rulebook/evaluation``). A locality changes a rule in a file of its own
(``records/rulebook/local/*.yml``), where it writes only what differs.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, NamedTuple

from generator.records.activity import ActivityKind
from generator.records.fields import Line, Part, Record, public
from generator.records.values import Whole, YesNo

__all__ = [
    "Authority",
    "Bound",
    "Change",
    "Confidence",
    "Difference",
    "Gravity",
    "Limit",
    "Period",
    "Rule",
    "Scope",
    "Unrecorded",
]


class Scope(StrEnum):
    """What a rule is put to."""

    BRANCH = "支部"
    UNIT = "单位"
    STATION = "指导站"
    SITE = "全站"


class Period(StrEnum):
    MONTH = "月"
    QUARTER = "季"
    YEAR = "年"


class Confidence(StrEnum):
    """How sure the text behind a rule is."""

    CONFIRMED = "原文核对"
    COMMON = "通行做法"
    LOCAL = "地方规定"
    OWN = "本系统默认"


class Gravity(StrEnum):
    """The colour of a rule that is not kept."""

    YELLOW = "黄"
    RED = "红"


class Unrecorded(StrEnum):
    """What it means that nothing of the kind was ever recorded."""

    UNKNOWN = "资料不足"
    BREACH = "视为没有"
    NOT_APPLICABLE = "不适用"


class Bound(StrEnum):
    """A bound of a threshold, as a rule writes it."""

    LEAST = "下限"
    MOST = "上限"


class Limit(Part):
    """One threshold of a rule: from, to, and whether the bounds belong to it."""

    name: Line = public("项", "比较的是什么，如“正式党员”。")
    least: Decimal | None = public("下限", "不少于多少；没有下限的不写。", None)
    least_included: YesNo = public("含下限", "恰好等于下限算不算达到。", True)
    most: Decimal | None = public("上限", "不超过多少；没有上限的不写。", None)
    most_included: YesNo = public("含上限", "恰好等于上限算不算在内。", True)
    unit: Line = public("单位", "计量单位。")
    period: Period | None = public("周期", "按月、按季还是按年计。", None)
    for_whom: Line | None = public("适用", "只适用于哪一类时写明。", None)

    def bound(self, bound: Bound) -> Decimal | None:
        """The number of one bound; None where the rule writes none."""
        return self.least if bound is Bound.LEAST else self.most

    def holds(self, value: int | Decimal | Fraction) -> bool:
        """Whether ``value`` lies within the threshold."""
        if type(value) is Fraction:  # decimals and fractions compare with whole numbers, not with one another
            least = None if self.least is None else Fraction(self.least)
            most = None if self.most is None else Fraction(self.most)
            low = least is None or value > least or (self.least_included and value == least)
            return low and (most is None or value < most or (self.most_included and value == most))
        low = self.least is None or value > self.least or (self.least_included and value == self.least)
        return low and (self.most is None or value < self.most or (self.most_included and value == self.most))

    @cached_property
    def words(self) -> str:
        """The threshold in words: ``不少于3人``, ``多于50人、不超过100人``, ``1名`` where nothing else will do."""
        if self.least is not None and self.least == self.most and self.least_included and self.most_included:
            return f"{self.least:f}{self.unit}"
        parts = []
        if self.least is not None:
            parts.append(f"{'不少于' if self.least_included else '多于'}{self.least:f}{self.unit}")
        if self.most is not None:
            parts.append(f"{'不超过' if self.most_included else '少于'}{self.most:f}{self.unit}")
        return "、".join(parts) or "不限"

    @property
    def words_en(self) -> str:
        """The same in English, without the unit: ``at least 3``, ``more than 50, at most 100``."""
        if self.least is not None and self.least == self.most and self.least_included and self.most_included:
            return f"exactly {self.least:f}"
        parts = []
        if self.least is not None:
            parts.append(f"{'at least' if self.least_included else 'more than'} {self.least:f}")
        if self.most is not None:
            parts.append(f"{'at most' if self.most_included else 'less than'} {self.most:f}")
        return ", ".join(parts)

    @property
    def demand(self) -> str:
        """The threshold with its period: ``每季不少于1次``."""
        return f"每{self.period.value}{self.words}" if self.period else self.words


_COPY = re.compile(r"^S\d|\d行")


class Authority(Part):
    """The text that a rule rests on."""

    document: Line = public("文献", "文件或资料名称，不加书名号。")
    article: Line | None = public("条款", "条款或位置，如“第十一条”。", None)
    gist: Line | None = public("要点", "该条款的要点，用自己的话写。", None)

    def __str__(self) -> str:
        return f"《{self.document}》{self.article or ''}"

    @property
    def in_copy(self) -> bool:
        """Whether the article is a line of the copy that was read, of use to those who check it."""
        return self.article is not None and _COPY.search(self.article) is not None

    @property
    def named(self) -> str:
        """The text as readers are told it."""
        return f"《{self.document}》" if self.in_copy else str(self)


class Rule(Record):
    kind: ClassVar[str] = "rule"
    label: ClassVar[str] = "规则"

    name: Line = public("名称", "规则名称。")
    scope: Scope = public("对象", "支部、单位、指导站或全站。")
    judged: Line = public("判定", "判定办法，写本系统已有的判定办法名称。")
    limits: list[Limit] = public("门槛", "各项数量要求。", [])
    activities: list[ActivityKind] = public("活动类别", "按活动次数判定时，计入哪些类别的活动。", [])
    long_missing: Whole | None = public("久缺", "连续缺多少个周期判为红；不足的判为黄。", None, ge=1)
    gravity: Gravity = public("程度", "没有做到时显示黄还是红。", Gravity.YELLOW)
    unrecorded: Unrecorded = public("无记录时", "从未有过这类记录时怎样判。", Unrecorded.UNKNOWN)
    overlap: Line | None = public("重叠", "两条规则在同一个数上都说得通时，以哪一条为准。", None)
    authorities: list[Authority] = public("依据", "出自哪份文件哪一条。", min_length=1)
    confidence: Confidence = public("把握", "原文核对、通行做法、地方规定或本系统默认。")
    remedy: Line = public("改进", "没有做到时应当怎样做。")
    enabled: YesNo = public("启用", "不用这条规则时写“否”。", True)
    soon: Whole = public("提前", "到期前多少天开始提示。", 90, ge=0, le=366)
    figures: list[Line] = public("指标", "这条规则管着哪些计算指标，写指标编号，如 coverage.work。", [])
    note: Line | None = public("说明", "说明。", None)

    def limit(self, name: str) -> Limit | None:
        """The threshold of that name."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Limit]:
        return {limit.name: limit for limit in self.limits}

    @cached_property
    def activity_words(self) -> str:
        """The kinds of activity that count, in words."""
        return "、".join(kind.value for kind in self.activities)

    @property
    def grounds(self) -> str:
        """The texts behind the rule, in one line."""
        return "；".join(str(authority) for authority in self.authorities)


class Difference(NamedTuple):
    """One thing that a locality has otherwise: what, as the source has it, as the locality has it."""

    what: str
    source: str
    local: str

    def __str__(self) -> str:
        return f"{self.what}：原为{self.source}，当地{self.local}"


class Change(Record):
    """What a locality does differently: only the keys that it writes replace those of the rule."""

    kind: ClassVar[str] = "rule_change"
    label: ClassVar[str] = "当地改动"

    rule: Line = public("改", "所改规则的编号。", refers="rule")
    areas: list[Line] = public("区域", "只在这些区域（含下级区域）适用；不写则全站适用。", [], refers="area")
    limits: list[Limit] = public("门槛", "改后的数量要求；只写改动的项。", [])
    activities: list[ActivityKind] = public("活动类别", "改后计入的活动类别。", [])
    long_missing: Whole | None = public("久缺", "改后的久缺周期数。", None, ge=1)
    gravity: Gravity | None = public("程度", "改后的程度。", None)
    unrecorded: Unrecorded | None = public("无记录时", "改后的判法。", None)
    authorities: list[Authority] = public("依据", "当地的依据。", min_length=1)
    enabled: YesNo | None = public("启用", "当地不用这条规则时写“否”，原来不用而当地要用时写“是”。", None)
    note: Line | None = public("说明", "说明。", None)

    def applied(self, rule: Rule) -> Rule:
        """The rule as this locality has it."""
        changed = {limit.name: limit for limit in self.limits}
        kept = {name: value for name, value in rule.__dict__.items() if name in Rule.model_fields}
        return Rule.model_construct(
            **{
                **kept,
                "limits": [changed.get(limit.name, limit) for limit in rule.limits],
                "activities": self.activities or rule.activities,
                "long_missing": self.long_missing or rule.long_missing,
                "gravity": self.gravity or rule.gravity,
                "unrecorded": self.unrecorded or rule.unrecorded,
                "authorities": [*self.authorities, *rule.authorities],
                "confidence": Confidence.LOCAL,
                "enabled": rule.enabled if self.enabled is None else self.enabled,
                "note": self.note or rule.note,
            }
        )

    @property
    def grounds(self) -> str:
        """The local texts behind the change, in one line."""
        return "；".join(str(authority) for authority in self.authorities)

    def differences(self, rule: Rule) -> list[Difference]:
        """What the locality has otherwise than the rule's own record, in the order of the form."""
        local = self.applied(rule)
        found = [
            Difference(limit.name, limit.demand, changed.demand)
            for limit, changed in zip(rule.limits, local.limits, strict=True)
        ]
        found.append(Difference("计入的活动", rule.activity_words or "不限", local.activity_words or "不限"))
        found.append(Difference("久缺", _missing(rule), _missing(local)))
        found.append(Difference("没有做到时", rule.gravity.value, local.gravity.value))
        found.append(Difference("无记录时", rule.unrecorded.value, local.unrecorded.value))
        found.append(Difference("启用", _used(rule), _used(local)))
        return [difference for difference in found if difference.source != difference.local]


def _missing(rule: Rule) -> str:
    return f"连续{rule.long_missing}期" if rule.long_missing else "不设"


def _used(rule: Rule) -> str:
    return "启用" if rule.enabled else "不启用"
