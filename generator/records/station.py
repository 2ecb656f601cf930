"""Guidance stations 「6+X」 and their instructors: ``records/stations/<id>.yml``."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.records.fields import Line, Part, Prose, Record, internal, public
from generator.records.picture import Picture
from generator.records.values import Amount, Date

__all__ = ["Instructor", "InstructorMode", "Quarter", "Station", "StationMeeting"]


class InstructorMode(StrEnum):
    """未建党组织一对一、已建党组织一对多 (R4 L150)."""

    ONE_TO_ONE = "一对一"
    ONE_TO_MANY = "一对多"


class Quarter(Part):
    """An instructor's quarterly appraisal; never published."""

    quarter: Line = internal("季度", "如 2025-Q1。")
    score: Amount = internal("得分", "得分。")


class Instructor(Part):
    """A party-building instructor, by post."""

    post: Line = public("岗位", "选派单位与岗位，不写姓名。", alone=True)
    origin: Line = public("来源", "来源：机关在职、退休干部、国企党务干部等。", terms="zhidaoyuan-laiyuan")
    mode: InstructorMode = public("方式", "一对一（未建党组织）或一对多（已建党组织）。")
    branches: list[Line] = public("联系支部", "联系的支部编号。", [], refers="branch")
    units: list[Line] = internal("联系单位", "联系的未建党组织单位名称。", [], refers="unit")
    quarters: list[Quarter] = internal("季度评价", "季度评价。", [])


class StationMeeting(Part):
    """例会, one a month."""

    date: Date = public("日期", "例会日期。")
    topic: Line = public("议题", "例会议题。", alone=True)


class Station(Record):
    kind: ClassVar[str] = "station"
    label: ClassVar[str] = "指导站"

    name: Line = public("名称", "指导站名称。", called=True)
    area: Line = public("属地", "所在区域的编号。", refers="area")
    serves: list[Line] = public("服务区域", "服务的区域编号。", [], refers="area")
    host: Line = public("依托", "依托的阵地。", called=True)
    founded: Date | None = public("设立日期", "设立日期。", None, counted=True)
    head: Line = public("站长", "站长岗位，不写姓名。", alone=True)
    deputies: list[Line] = public("副站长", "副站长岗位，不写姓名。", [], counted=True)
    marks: list[Line] = public("六有", "“六有”中已具备的项目。", [], terms="liuyou-zhidaozhan", counted=True)
    extra: list[Line] = public("加X", "“6+X”中的 X：依托阵地增加的条件。", [], counted=True)
    systems: list[Line] = public("制度", "已建立的站内制度。", [], terms="zhan-zhidu", counted=True)
    archive: list[Line] = public("台账", "已建立的台账。", [], terms="zhan-taizhang", counted=True)
    plan: Line | None = public("年度计划", "当年工作方案名称。", None, counted=True)
    telephone: Line | None = public("联系电话", "岗位固定电话。", None, counted=True)
    introduction: Prose | None = public("简介", "一行一段。", None, alone=True)
    instructors: list[Instructor] = public("指导员", "指导员岗位。", [])
    meetings: list[StationMeeting] = public("例会", "每月例会。", [], counted=True)
    pictures: list[Picture] = public("图片", "图片。", [])
