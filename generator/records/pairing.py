"""Pairings of branches with villages, with other branches, with people: ``records/pairings/<id>.yml``."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.records.fields import Line, Part, Prose, Record, public
from generator.records.values import Amount, Date

__all__ = ["Pair", "Pairing", "PairingKind", "Project"]


class PairingKind(StrEnum):
    VILLAGE = "村企结对"
    MENTOR = "传帮带"
    JOINT = "共建"


class Project(Part):
    """What a pairing brought about."""

    type: Line = public("类别", "项目类别，如基础建设、产业扶持、支持创业。")
    name: Line = public("名称", "项目名称。")
    amount: Amount | None = public("金额", "投入金额。", None)
    unit: Line | None = public("单位", "金额单位，如万元。", None)


class Pair(Part):
    """One pair: branches on one side, villages or branches on the other."""

    branches: list[Line] = public("支部", "支部编号。", refers="branch", min_length=1)
    village: Line | None = public("村", "结对村名称。", None)
    mentored: Line | None = public("对象支部", "被传帮带的支部编号。", None, refers="branch")
    projects: list[Project] = public("项目", "结对项目。", [])


class Pairing(Record):
    kind: ClassVar[str] = "pairing"
    label: ClassVar[str] = "结对"

    name: Line = public("名称", "结对行动名称。")
    type: PairingKind = public("类别", "村企结对、传帮带或共建。")
    start: Date = public("起", "开始日期。")
    end: Date | None = public("止", "结束日期。", None)
    introduction: Prose | None = public("简介", "一行一段。", None)
    pairs: list[Pair] = public("结对", "各对结对关系。", min_length=1)
