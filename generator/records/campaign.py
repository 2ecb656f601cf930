"""A campaign (载体), running, closed or absorbed: ``records/campaigns/<id>.yml``."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.records.fields import Line, Prose, Record, public
from generator.records.values import Date, YesNo

__all__ = ["Campaign", "CampaignState"]


class CampaignState(StrEnum):
    RUNNING = "进行中"
    CLOSED = "已结束"
    ABSORBED = "已并入"


class Campaign(Record):
    kind: ClassVar[str] = "campaign"
    label: ClassVar[str] = "载体"

    name: Line = public("名称", "载体名称。")
    initiator: Line = public("发起", "发起单位。")
    state: CampaignState = public("状态", "进行中、已结束或已并入。")
    absorbed_by: Line | None = public("并入", "并入的载体编号。", None, refers="campaign")
    start: Date = public("起", "开始日期。")
    end: Date | None = public("止", "结束日期。", None)
    obligatory: YesNo = public("必做", "是否要求各支部都开展。", False)
    elements: list[Line] = public("要素", "名称中数字所指的各项。", [])
    introduction: Prose = public("简介", "一行一段。")
