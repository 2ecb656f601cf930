"""Units that are, or ought to be, covered: private enterprises and social organisations."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.records.fields import Line, Part, Prose, Record, internal, public
from generator.records.values import Count, Date, YesNo

__all__ = ["MassOrganisation", "Unformed", "Unit", "UnitKind"]


class UnitKind(StrEnum):
    ENTERPRISE = "非公企业"
    SOCIETY = "社会团体"
    SCHOOL = "民办学校"
    HOSPITAL = "民办医院"
    TRAINING = "民办培训机构"
    LAW_FIRM = "律师事务所"
    ACCOUNTANTS = "会计师事务所"
    TAX_AGENTS = "税务师事务所"
    FOUNDATION = "基金会"
    SERVICE = "社会服务机构"


class MassOrganisation(StrEnum):
    UNION = "工会"
    YOUTH_WOMEN = "青妇组织"


class Unformed(Part):
    """Why a unit has no organisation yet and what is done about it (一企一策)."""

    reason: Line = internal("原因", "未建立党组织的原因。")
    measure: Line = internal("措施", "推进措施。")
    responsible: Line = internal("责任岗位", "责任人岗位。")
    due: Date | None = internal("时限", "完成时限。", None)
    surveyed: list[Line] = internal("五个清", "已经摸清的项目。", [], terms="wugeqing")


class Unit(Record):
    """An entry of the ledger ``records/units/<area>.yml``; branches name it by its full or short name."""

    kind: ClassVar[str] = "unit"
    label: ClassVar[str] = "单位"

    name: Line = public("名称", "单位全称，全站唯一。")
    short_name: Line | None = public("简称", "单位简称。", None)
    type: UnitKind = public("类别", "单位类别。")
    industry: Line = public("行业", "所属行业。")
    area: Line = public("属地", "所在区域编号；由文件名决定，可以不写。", refers="area")
    above_scale: YesNo = public("规模以上", "是否规模以上企业。", False, counted=True)
    mass_organisations: list[MassOrganisation] = public("群团", "已建立的群团组织：工会、青妇组织。", [], counted=True)
    employees: Count = internal("职工", "在岗职工人数。", counted=True)
    members: Count | None = internal("党员", "单位里的正式党员人数，用来看该单独组建还是联合组建。", None, counted=True)
    owner_is_member: YesNo | None = internal("出资人是党员", "出资人（负责人）是否党员。", None, counted=True)
    introduction: Prose | None = public("简介", "一句话介绍。", None, alone=True)
    unformed: Unformed | None = internal("未建", "未建立党组织的，填写原因与措施。", None, counted=True)
