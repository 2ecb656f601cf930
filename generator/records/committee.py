"""Committees and leading bodies above the branches."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.records.fields import Line, Part, Prose, Record, internal, public
from generator.records.values import Date

__all__ = ["Committee", "CommitteeLevel", "Seat"]


class CommitteeLevel(StrEnum):
    WORKING = "两新工委"
    NON_PUBLIC = "非公党委"
    SOCIAL = "社会组织党委"
    AREA = "党（工）委"
    GENERAL_BRANCH = "党总支"
    LEADING_GROUP = "领导小组"
    COUNCIL = "联席会议"

    @classmethod
    def _missing_(cls, value: object) -> CommitteeLevel | None:
        """Brackets of half the width, which most keyboards give and older records hold, mean the same."""
        full = value.replace("(", "（").replace(")", "）") if isinstance(value, str) else None
        return cls(full) if full != value and full in {level.value for level in cls} else None


class Seat(Part):
    """A seat in a committee, by post."""

    role: Line = public("职务", "在本组织内的职务，如书记、委员、组长。")
    post: Line = public("岗位", "任职者的工作岗位，不写姓名。")
    lectures: list[Date] = internal("讲党课", "到支部讲党课的日期；只填班子成员的。", [])


class Committee(Record):
    """``records/committees/<id>.yml``."""

    kind: ClassVar[str] = "committee"
    label: ClassVar[str] = "上级组织"

    name: Line = public("名称", "全称。")
    short_name: Line = public("简称", "简称。")
    level: CommitteeLevel = public("级别", "组织的级别。")
    parent: Line | None = public("上级", "上级组织的编号。", None, refers="committee")
    area: Line | None = public("属地", "所在区域的编号。", None, refers="area")
    host: Line | None = public("设在", "依托的部门。", None)
    founded: Date | None = public("设立日期", "设立日期。", None)
    duties: Prose | None = public("职责", "主要职责，一行一条。", None)
    seats: list[Seat] = public("组成", "组成岗位。", [])
    members: list[Line] = public("成员单位", "成员单位名称。", [])
