"""The branch record, the heart of the site: ``records/branches/<id>/branch.yml``."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import ClassVar

from generator.records.fields import Account, Line, Part, Prose, Record, internal, public
from generator.records.picture import Picture
from generator.records.values import Amount, Count, Date, Whole, YesNo

__all__ = [
    "Branch",
    "BranchKind",
    "CheckList",
    "CommitteePost",
    "Formation",
    "FormationMode",
    "Members",
    "MobileCare",
    "MoneySource",
    "Pipeline",
    "Room",
    "RoomUse",
    "Secretary",
    "Subordination",
    "Term",
    "YearWork",
]


class BranchKind(StrEnum):
    BRANCH = "党支部"
    GENERAL = "党总支"
    COMMITTEE = "党委"
    TEMPORARY = "临时党支部"
    MOBILE = "流动党员党支部"
    RETIRED = "离退休党支部"


class FormationMode(StrEnum):
    SINGLE = "单独组建"
    JOINT = "联合组建"
    ATTACHED = "挂靠组建"
    DISPATCHED = "派驻组建"
    UNIFIED = "统一管理"


class RoomUse(StrEnum):
    FIXED = "固定"
    SHARED = "一室多用"


class Formation(Part):
    """How and when the branch was formed."""

    mode: FormationMode = public("方式", "组建方式。")
    date: Date = public("日期", "成立日期。")
    applied: Date | None = internal("申请日期", "单位提出申请的日期。", None)
    approved: Date | None = public("批复日期", "上级批复的日期。", None)
    local_word: Line | None = public("当地叫法", "当地对组建方式的叫法，如“建”“联”“片区联建”。", None)
    owner_consent: YesNo | None = internal("业主同意", "派驻组建须征得业主同意。", None)


class Subordination(Part):
    """Two parents: by line (归口) and by place (属地)."""

    line: Line = public("归口", "归口上级组织的编号。", refers="committee")
    area: Line = public("属地", "所在区域的编号。", refers="area")


class Members(Part):
    """Counts only; who they are is never recorded here."""

    full: Count = internal("正式", "正式党员人数。")
    probationary: Count = internal("预备", "预备党员人数。", 0)
    mobile_in: Count = internal("流入", "流入党员人数（组织关系不在本支部，不计入党员总数）。", 0)
    mobile_out: Count = internal("流出", "流出党员人数（组织关系在本支部，计入党员总数）。", 0)
    overdue: Count | None = internal("应转未转", "在新的固定地点已满六个月、组织关系还没有转去的人数。", None)


class Pipeline(Part):
    """The year's training of people for membership and for work."""

    year: Whole = internal("年度", "年份。", ge=1921, le=2100)
    activists: Count = internal("积极分子", "当年培养入党积极分子人数。", 0)
    objects: Count = internal("发展对象", "当年确定发展对象人数。", 0)
    admitted: Count = internal("新发展", "当年接收预备党员人数。", 0)
    backbone: Count = internal("业务骨干", "当年培养业务骨干人数。", 0)


class Term(Part):
    """Term of office. 委员会任期 of a branch is three years as a rule (任期意见, 2018); the record states it."""

    start: Date = public("起", "本届任期开始日期（选举日期）。")
    years: Whole = public("年限", "任期年数。", ge=1, le=5)
    extended: Date | None = internal("延期至", "经批准延期换届的，写延到哪一天。", None)
    extension_approved: YesNo | None = internal("延期批复", "延期换届是否经上级批准。", None)

    @property
    def end(self) -> datetime.date:
        """The day the term runs out."""
        year = self.start.year + self.years
        try:
            return self.start.replace(year=year)
        except ValueError:  # 29 February
            return self.start.replace(year=year, day=28)


class CommitteePost(Part):
    """A post in the branch committee and the holder's work post, never the name."""

    role: Line = public("职务", "支部职务，如书记、组织委员。")
    post: Line = public("岗位", "任职者在单位的岗位，不写姓名。", alone=True)


class Secretary(Part):
    """How the secretary came to the post."""

    origin: Line | None = public(
        "产生方式", "自然过渡、交叉任职、党委委派、内选、外聘、推荐等。", None, terms="shuji-laiyuan"
    )
    cross_posted: YesNo = public("交叉任职", "是否与群团组织或经营管理班子交叉任职。", False)
    one_year: YesNo | None = internal("党龄满一年", "书记党龄是否满一年。", None)
    level: Line | None = public("职业水平", "党建职业水平评定：初级、中级或高级。", None, terms="zhiye-shuiping")


class Room(Part):
    """The activity room."""

    use: RoomUse = public("方式", "固定活动室，或一室多用。")
    place: Line = public("地点", "活动室所在位置。", alone=True)
    square_metres: Count | None = public("面积", "建筑面积，平方米。", None)
    marks: list[Line] = public("具备", "“六有”中已具备的项目。", [], terms="liuyou-huodongshi")


class MoneySource(Part):
    """Who bears how much of a year's money."""

    source: Line = internal("来源", "由谁承担：市级、县级或单位。", terms="jingfei-laiyuan")
    amount: Amount = internal("金额", "承担的金额，元。")


class YearWork(Part):
    """What a year's work comes to, in counts and sums; no person's dues, hours or talks."""

    year: Whole = internal("年度", "年份。", ge=1921, le=2100)
    hours: Amount | None = internal("学时", "党员集中学习培训的人均学时。", None)
    talks_due: Count | None = internal("应谈", "按规定应当谈心谈话的次数。", None)
    talks: Count | None = internal("已谈", "已经谈心谈话的次数。", None)
    dues_months: Count | None = internal("收缴月数", "全年有几个月收缴了党费。", None)
    dues: Amount | None = internal("党费收缴", "全年收缴党费，元。", None)
    dues_returned: Amount | None = internal("党费返还", "上级返还的党费，元。", None)
    dues_published: Date | None = internal("党费公布", "向党员公布党费收缴情况的日期。", None)
    budget: Amount | None = internal("经费", "全年党建工作经费，元。", None)
    budget_sources: list[MoneySource] = internal("经费来源", "经费由哪几方承担，各多少。", [])


class MobileCare(Part):
    """How mobile members are kept in touch with."""

    documents: list[Line] = internal("五个一", "“五个一”中已经做到的项。", [], terms="wugeyi-liudong")
    known: list[Line] = internal("五个掌握", "“五个掌握”中已经掌握的项。", [], terms="wuge-zhangwo")
    contacted: Date | None = internal("最近联系", "最近一次联系的日期。", None)


class CheckList(Part):
    """A branch ticked against the members of a term set, such as 五有 or 八有."""

    terms: Line = internal("术语集", "对照的术语集编号，如 bayou。", refers="term_set")
    ticked: list[Line] = internal("具备", "已经具备的项。", [])
    evidence: list[Line] = internal("佐证", "佐证材料。", [])


class Branch(Record):
    kind: ClassVar[str] = "branch"
    label: ClassVar[str] = "党支部"

    name: Line = public("名称", "全称：“中国共产党+单位名称+支部委员会”。", called=True)
    short_name: Line = public("简称", "简称，如“示例建材党支部”。", called=True)
    type: BranchKind = public("类别", "组织类别。", BranchKind.BRANCH, counted=True)
    formation: Formation = public("组建", "组建方式与日期。", counted=True)
    subordination: Subordination = public("隶属", "归口与属地两条隶属关系。")
    units: list[Line] = public("覆盖单位", "覆盖的单位，写单位台账中的名称。", refers="unit", min_length=1)
    members: Members = internal("党员", "党员人数；公开页面只显示人数区间。", counted=True)
    pipeline: list[Pipeline] = internal("培养", "各年度培养发展情况，只填人数。", [], counted=True)
    term: Term | None = public("届期", "本届任期。", None, counted=True)
    committee: list[CommitteePost] = public("班子", "支部班子成员的职务与岗位。", [], counted=True)
    secretary: Secretary = public("书记", "书记产生方式等。", Secretary(), counted=True)
    room: Room | None = public("活动室", "党员活动室。", None, counted=True)
    theme_day: Whole | None = public("主题党日", "每月相对固定的主题党日，写几日。", None, ge=1, le=31, counted=True)
    demonstration_since: Date | None = public("示范点", "确定为示范点的日期。", None, counted=True)
    regulations: list[Line] = public("制度", "执行的制度编号。", [], refers="regulation", counted=True)
    boxes: list[Line] = public("资料盒", "已建的资料盒。", [], terms="ziliaohe", counted=True)
    box_pictures: list[Line] = internal("盒面图片", "盒面已贴图片的资料盒。", [], terms="ziliaohe", counted=True)
    box_contents: list[Line] = internal("盒内清单", "背面已贴资料清单的资料盒。", [], terms="ziliaohe", counted=True)
    check_lists: list[CheckList] = internal("对照", "对照“五有”“八有”等逐项检查的结果。", [], counted=True)
    groups: Count | None = internal("党小组", "党小组个数；没有分党小组的写 0。", None, counted=True)
    work: list[YearWork] = internal("年度工作", "各年度的学时、谈话、党费、经费。", [], counted=True)
    mobile: MobileCare | None = internal("流动党员", "联系服务流动党员的情况。", None, counted=True)
    telephone: Line | None = public("联系电话", "支部岗位固定电话。", None, alone=True)
    introduction: Prose | None = public("简介", "支部简介，一行一段。", None, alone=True)
    pictures: list[Picture] = public("图片", "支部图片。", [], alone=True)
    keepers: list[Account] = internal(
        "维护", '维护本记录的平台账号，如 "@example/chengguan"，用于审核分派。', [], alone=True
    )
