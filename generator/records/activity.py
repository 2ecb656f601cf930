"""One activity of a branch: ``records/branches/<id>/activities/<year>/<date>-<slug>.yml``."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.records.fields import Line, Part, Prose, Record, internal, public
from generator.records.picture import Picture
from generator.records.values import Count, Date, YesNo

__all__ = ["Activity", "ActivityKind", "Attendance", "Vote"]


class ActivityKind(StrEnum):
    THEME_DAY = "主题党日"
    LECTURE = "党课"
    ASSEMBLY = "支部党员大会"
    COMMITTEE = "支部委员会会议"
    GROUP = "党小组会"
    LIFE = "组织生活会"
    APPRAISAL = "民主评议党员"
    TRAINING = "培训"
    VISIT = "观摩"
    VOLUNTEERING = "志愿服务"
    CARE = "走访慰问"
    FORUM = "座谈"


class Attendance(Part):
    """Who came, as counts."""

    due: Count | None = internal("应到", "应到人数。", None)
    present: Count = public("实到", "实到人数。")
    guests: Count | None = public("列席", "列席人数。", None)


class Vote(Part):
    """How a resolution was carried."""

    ayes: Count = internal("赞成", "赞成票数。")
    noes: Count = internal("反对", "反对票数。", 0)
    abstentions: Count = internal("弃权", "弃权票数。", 0)


class Activity(Record):
    kind: ClassVar[str] = "activity"
    label: ClassVar[str] = "活动"

    branch: Line = public("支部", "支部编号；由所在文件夹决定，可以不写。", refers="branch")
    title: Line = public("主题", "活动主题。")
    type: ActivityKind = public("类别", "活动类别。")
    date: Date = public("日期", "活动日期，与文件名开头一致。")
    time: Line | None = public("时间", "起止时间，如 14:30—16:00。", None)
    place: Line = public("地点", "活动地点。")
    host: Line | None = public("主持", "主持人岗位。", None)
    lecturer: Line | None = public("讲授", "党课讲授人岗位。", None)
    attendance: Attendance | None = public("参加", "参加人数。", None)
    monthly_list: Line | None = public("清单", "对应的月度清单，如 2025-03。", None, refers="list")
    campaign: Line | None = public("载体", "所属活动载体的编号。", None, refers="campaign")
    content: Prose = public("内容", "做了什么，一行一段。")
    outcome: Prose | None = public("成效", "形成的意见、解决的问题。", None)
    resolution: Prose | None = internal("决议", "会议决议。", None)
    vote: Vote | None = internal("表决", "表决票数。", None)
    election: YesNo = internal("选举", "本次会议是否进行选举。", False)
    pictures: list[Picture] = public("图片", "活动图片。", [])
