"""An honour and who received it: ``records/honours/<id>.yml``."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.records.fields import Line, Record, public
from generator.records.values import Date

__all__ = ["Honour", "HonourLevel"]


class HonourLevel(StrEnum):
    NATION = "国家级"
    PROVINCE = "省级"
    CITY = "市级"
    COUNTY = "县级"


class Honour(Record):
    kind: ClassVar[str] = "honour"
    label: ClassVar[str] = "荣誉"

    name: Line = public("名称", "荣誉名称。")
    level: HonourLevel = public("级别", "国家级、省级、市级或县级。")
    awarded: Date = public("授予日期", "授予日期。")
    by: Line = public("授予单位", "授予单位全称。")
    branches: list[Line] = public("支部", "获得荣誉的支部编号。", [], refers="branch")
    units: list[Line] = public("单位", "获得荣誉的单位名称。", [], refers="unit")
    reason: Line | None = public("事由", "因何获得，一句话。", None)
