"""Areas: county, streets, towns, parks and the districts in between, with the leaders responsible by post."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.records.fields import Account, Line, Part, Record, internal, public

__all__ = ["WHOLE", "Area", "AreaKind", "Duty"]


class AreaKind(StrEnum):
    CITY = "市"
    COUNTY = "县"
    BOROUGH = "区"
    STREET = "街道"
    TOWN = "镇"
    TOWNSHIP = "乡"
    PARK = "园区"
    DISTRICT = "片"


WHOLE = frozenset({AreaKind.CITY, AreaKind.COUNTY, AreaKind.BOROUGH})
"""Kinds of areas whose office keeps a site: what its other areas lie in."""


class Duty(Part):
    """A leader responsible for an area, by post, and which of the 四包 the post answers for."""

    post: Line = public("岗位", "责任领导岗位，不写姓名。")
    tasks: list[Line] = public("四包", "包宣传、包登记、包组建、包发展中承担的项。", [], terms="sibao")


class Area(Record):
    """An entry of ``records/areas.yml``."""

    kind: ClassVar[str] = "area"
    label: ClassVar[str] = "区域"

    name: Line = public("名称", "区域名称。")
    type: AreaKind = public("类别", "县、街道、镇、园区或片。")
    parent: Line | None = public("上级", "上级区域的编号；县没有上级。", None, refers="area")
    introduction: Line | None = public("简介", "一句话介绍。", None)
    duties: list[Duty] = public("责任", "责任领导岗位。", [])
    keepers: list[Account] = internal("维护", '负责本区域记录的平台账号，如 "@example/chengguan"，用于审核分派。', [])
