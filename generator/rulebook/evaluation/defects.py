"""The four defects (S1 L13): 有阵地不使用, 有制度不落实, 有组织无活动, 有活动无主题."""

from __future__ import annotations

import re

from generator.records.activity import Activity, ActivityKind
from generator.records.regulation import Regulation
from generator.rulebook.evaluation.case import Case
from generator.rulebook.evaluation.judges import Need, breach, limit_of, of_branch, unrecorded
from generator.rulebook.evaluation.periods import add_months, months_between
from generator.rulebook.evaluation.statuses import Counted, Light, Verdict
from generator.rulebook.rules import Bound, Rule, Unrecorded

__all__: list[str] = []

_ROOM = ("活动室", "阵地", "党群", "会议室", "中心", "讲习所")
_BLANK = re.compile(r"[\s，。、；：“”（）()\-—+·]")


@of_branch("阵地使用", Need("闲置", unit="个月"), inside=True)
def idle_room(case: Case, rule: Rule) -> Verdict:
    """A room in which nothing takes place."""
    held = case.branch.room
    if held is None:
        return Verdict(Light.NOT_APPLICABLE, "没有活动室。")
    if not case.activities:
        return Verdict(Light.UNKNOWN, "没有活动记录，不能判断活动室用没用。")
    names = (*_ROOM, held.place)
    used = next((a for a in reversed(case.activities) if any(name in a.place for name in names)), None)
    limit = limit_of(rule, "闲置")
    if used is None:
        return Verdict(
            breach(rule), "活动记录里没有一次在活动室开展。", (f"活动{len(case.activities)}次，地点都不是活动室",)
        )
    months = months_between(used.date, case.as_of)
    working = (f"最近一次在活动室：{used.date.isoformat()}，距今{months}个月；闲置{limit.words}",)
    counted = (Counted(Activity.kind, used.id, ("地点",)),)
    if limit.holds(months):
        return Verdict(Light.GREEN, f"活动室在用，最近一次是{used.date.isoformat()}。", working, counted)
    return Verdict(breach(rule), f"活动室已{months}个月没有使用。", working, counted)


@of_branch("制度落实", Need("未落实", Bound.MOST, unit="个月"))
def idle_regulations(case: Case, rule: Rule) -> Verdict:
    """A regulation that the branch keeps, and none of the activities by which it is carried out."""
    branch = case.branch
    regulations = case.around.register.regulations
    asked = [regulations[id] for id in branch.regulations if id in regulations and regulations[id].carried_out]
    if not branch.regulations:
        return Verdict(Light.UNKNOWN, "没有填写执行的制度，不能判断。")
    if not asked:
        return Verdict(Light.NOT_APPLICABLE, "执行的制度没有要求开展活动的。")
    if not case.activities:
        return Verdict(Light.UNKNOWN, "没有活动记录，不能判断制度落没落实。")
    first = add_months(case.as_of, -int(limit_of(rule, "未落实").most or 0))
    idle: list[Regulation] = []
    unseen: list[Regulation] = []
    for regulation in asked:
        latest = max((case.by_kind[k][-1].date for k in regulation.carried_out if k in case.by_kind), default=None)
        if latest is None and rule.unrecorded is not Unrecorded.BREACH:
            unseen.append(regulation)
        elif latest is None or latest <= first:
            idle.append(regulation)
    working = (
        f"要求开展活动的制度{len(asked)}项，{first.isoformat()}以后没有相应活动的{len(idle)}项，从未记录这类活动的{len(unseen)}项",
    )
    counted = (Counted(branch.kind, branch.id, ("制度",)),)
    if not idle:
        if len(unseen) == len(asked):
            return Verdict(Light.UNKNOWN, "制度要求的活动从未有过记录，不能判断。", working, counted)
        held = len(asked) - len(unseen)
        return Verdict(Light.GREEN, f"要求开展活动的制度中{held}项有相应的活动。", working, counted)
    names = "、".join(f"《{regulation.short_name}》" for regulation in idle)
    return Verdict(breach(rule), f"{names}没有相应的活动记录。", working, counted)


@of_branch("长期无活动", Need("无活动", unit="个月"))
def no_activity(case: Case, rule: Rule) -> Verdict:
    """An organisation that does nothing."""
    limit = limit_of(rule, "无活动")
    since = case.since
    latest = case.activities[-1] if case.activities else None
    if latest is None:
        verdict = unrecorded(rule, "活动")
        if verdict is not None:
            return verdict
    start = max(latest.date, since) if latest else since
    months = max(0, months_between(start, case.as_of)) if start <= case.as_of else 0
    counted = (Counted(Activity.kind, latest.id, ("日期",)),) if latest else ()
    head = f"最近一次活动：{latest.date.isoformat()}" if latest else "没有任何活动记录"
    working = (f"{head}，距今{months}个月；无活动{limit.words}",)
    if limit.holds(months):
        if latest is None:
            return Verdict(Light.UNKNOWN, "成立或开始记录不久，还没有活动记录。", working)
        return Verdict(Light.GREEN, f"活动正常，最近一次是{latest.date.isoformat()}。", working, counted)
    return Verdict(breach(rule), f"已{months}个月没有任何活动。", working, counted)


@of_branch("活动主题", "内容", inside=True)
def no_theme(case: Case, rule: Rule) -> Verdict:
    """An activity that only says its kind, or copies the month's list and says nothing of what was done."""
    first = add_months(case.as_of, -12)
    held = [a for a in case.activities if a.date > first and a.type is not ActivityKind.GROUP]
    if not held:
        return Verdict(Light.UNKNOWN, "近一年没有活动记录，不能判断。")
    limit = limit_of(rule, "内容")
    lists = case.around.register.lists
    bare = []
    copied_from = {id: lists[id] for activity in held if (id := activity.monthly_list) is not None and id in lists}
    # What says more at its start than any theme, and more than is asked for, needs a look at its title only: most do.
    long = max(int(limit.least or 0), max((len(month.theme) for month in copied_from.values()), default=0))
    for activity in held:
        title = _BLANK.sub("", activity.title)
        start = _BLANK.sub("", activity.content[: 2 * long])
        if limit.most is None and len(start) > max(long, len(title)) and activity.type.value not in title:
            continue
        content = _BLANK.sub("", activity.content)
        month = copied_from.get(activity.monthly_list or "")
        copied = month is not None and content == _BLANK.sub("", month.theme)
        if (
            title in (activity.type.value, f"{activity.date.month}月{activity.type.value}")
            or copied
            or not limit.holds(len(content))
            or content == title
        ):
            bare.append(activity)
    working = (f"近一年活动{len(held)}次，没有主题或没有写做法的{len(bare)}次；内容{limit.words}",)
    if not bare:
        return Verdict(Light.GREEN, f"近一年{len(held)}次活动都有主题和内容。", working)
    counted = tuple(Counted(Activity.kind, activity.id, ("主题",)) for activity in bare)
    sentence = f"近一年{len(held)}次活动中有{len(bare)}次没有主题或没有写做法。"
    return Verdict(breach(rule), sentence, working, counted, at=counted[0])
