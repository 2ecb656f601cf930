"""Organisation life: how often, on which day, with how many (三会一课, 主题党日, 组织生活会, 到会人数)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache

from generator.records.activity import Activity, ActivityKind
from generator.records.branch import BranchKind
from generator.records.values import exact
from generator.rulebook.evaluation.case import Case
from generator.rulebook.evaluation.judges import Need, breach, limit_of, of_branch, unrecorded
from generator.rulebook.evaluation.periods import add_months, last_run, window
from generator.rulebook.evaluation.statuses import Counted, Light, Verdict
from generator.rulebook.numbers import share
from generator.rulebook.rules import Period, Rule, Unrecorded

__all__: list[str] = []


def _counted(activities: Sequence[Activity]) -> tuple[Counted, ...]:
    return tuple(Counted(Activity.kind, activity.id, ("日期",)) for activity in activities)


@of_branch("活动次数", Need("次数", every=Period.YEAR))
def frequency(case: Case, rule: Rule) -> Verdict:
    """So many activities of some kinds in every period."""
    limit = limit_of(rule, "次数")
    what = rule.activity_words
    held = case.of(rule.activities)
    if not held:
        verdict = unrecorded(rule, what)
        if verdict is not None:
            return verdict
    periods = window(limit.period or Period.YEAR, case.as_of, case.since)
    span = periods.span
    counts: dict[int, int] = {}
    for activity in held:
        number = periods.number(activity.date)
        counts[number] = counts.get(number, 0) + 1
    complete = periods.complete
    due = periods.end(periods.next(lambda number: limit.holds(counts.get(number, 0))))
    still = f"开展{what}"
    if not complete:
        return Verdict(
            Light.NOT_APPLICABLE, f"成立或开始记录还不满一{span.lstrip('个')}，暂不判断。", due=due, what=still
        )
    short = [number for number in complete if not limit.holds(counts.get(number, 0))]
    first, last = complete[0], complete[-1]
    inside = [a for a in held if first <= periods.number(a.date) <= last]
    working: tuple[str, ...] = (
        f"要求：每{periods.period.value}{limit.words}",
        f"时段：{periods.name(first)}至{periods.name(last)}，共{len(complete)}{span}",
        f"记录：{len(inside)}次",
        f"达到要求的{span.lstrip('个')}数：{len(complete)} − {len(short)} = {len(complete) - len(short)}",
    )
    counted = _counted(inside)
    if not short:
        head = f"近{len(complete)}{span}" if len(complete) > 1 else periods.name(last)
        every = "每" + span.lstrip("个") + "都" if len(complete) > 1 else ""
        return Verdict(Light.GREEN, f"{head}{every}开展了{what}，共{len(inside)}次。", working, counted, due, still)
    run = last_run(complete, lambda number: counts.get(number, 0) == 0)
    light = breach(rule)
    missing = [number for number in short if not counts.get(number)]
    wrong = [number for number in short if counts.get(number)]
    asked = f"规定每{periods.period.value}{limit.words}"
    if periods.period is Period.YEAR:
        done = f"开展{what}{len(inside)}次，{asked}" if wrong else f"没有开展{what}"
        sentence = f"{periods.names(short)}{done}。"
    else:
        said = [f"近{len(complete)}{span}有{len(complete) - len(missing)}{span}开展了{what}"]
        if missing:
            some = len(missing) < len(complete)
            said.append(f"缺{periods.names(missing)}" if some else f"{len(complete)}{span}都没有")
        if wrong:
            said.append(f"{periods.names(wrong)}次数不合（{asked}）")
        sentence = f"{'，'.join(said)}。"
    if rule.long_missing is not None and run >= rule.long_missing:
        light = Light.RED
        sentence = f"到{periods.name(last)}已连续{run}{span}没有{what}。"
        working = (*working, f"连续缺{run}{span}，达到久缺界限{rule.long_missing}{span}，判红")
    return Verdict(light, sentence, working, counted, due, still)


@of_branch("支委会次数", Need("次数", every=Period.YEAR), "支委会委员")
def committee_meetings(case: Case, rule: Rule) -> Verdict:
    """Only a branch with a committee holds committee meetings."""
    if not limit_of(rule, "支委会委员").holds(len(case.branch.committee)):
        return Verdict(Light.NOT_APPLICABLE, "没有设支部委员会，不要求支委会。")
    return frequency(case, rule)


@of_branch("党小组会次数", Need("次数", every=Period.YEAR))
def group_meetings(case: Case, rule: Rule) -> Verdict:
    """Only a branch with groups holds group meetings."""
    groups = case.branch.groups
    if groups is None and ActivityKind.GROUP not in case.by_kind:
        return Verdict(Light.UNKNOWN, "没有写明有没有党小组，不能判断。")
    if groups == 0:
        return Verdict(Light.NOT_APPLICABLE, "没有分党小组，不要求党小组会。")
    return frequency(case, rule)


@of_branch("固定日偏差", Need("偏差", unit="天"))
def fixed_day(case: Case, rule: Rule) -> Verdict:
    """How far the theme days lie from the fixed day of the month."""
    day = case.branch.theme_day
    if day is None:
        return Verdict(Light.UNKNOWN, "没有写明主题党日固定在每月几日，不能判断。")
    first = add_months(case.as_of, -12)
    held = [activity for activity in case.of(rule.activities) if activity.date > first]
    if not held:
        return Verdict(Light.UNKNOWN, "近一年没有主题党日的记录，不能判断。")
    limit = limit_of(rule, "偏差")
    far = [activity for activity in held if not limit.holds(_drift(activity.date, day))]
    working = (f"固定日：每月{day}日，偏差{limit.words}", f"近一年{len(held)}次，其中超过的{len(far)}次")
    if not far:
        return Verdict(Light.GREEN, f"近一年{len(held)}次主题党日都在{day}日前后。", working, _counted(held))
    dates = "、".join(f"{a.date.month}月{a.date.day}日" for a in far[:4]) + ("等" if len(far) > 4 else "")
    sentence = f"固定日是每月{day}日，{dates}的主题党日离得较远（{len(far)}次）。"
    return Verdict(breach(rule), sentence, working, _counted(far), at=_counted(far)[0])


@cache
def _drift(date: datetime.date, day: int) -> int:
    """Days between a date and the fixed day of its month, or of the month before or after if nearer.

    A month that is too short for the day has it on its last.
    """
    january = datetime.date(date.year, 1, day)
    fixed = (add_months(january, date.month - 1 + months) for months in (-1, 0, 1))
    return min(abs((date - one).days) for one in fixed)


@of_branch("到会人数", Need("到会", unit="%"), Need("赞成", unit="%"), Need("选举到会", unit="%"), inside=True)
def quorum(case: Case, rule: Rule) -> Verdict:
    """Enough came, and enough of those who should have come said yes."""
    first = add_months(case.as_of, -12)
    held = [activity for activity in case.of(rule.activities) if activity.date > first]
    if not held:
        verdict = unrecorded(rule, rule.activity_words) if rule.unrecorded is not Unrecorded.BREACH else None
        return verdict or Verdict(Light.UNKNOWN, f"没有{rule.activity_words}的记录，不能判断。")
    short: list[tuple[Activity, str]] = []
    judged = 0
    for activity in held:
        due = exact(activity.attendance.due) if activity.attendance else None
        present = exact(activity.attendance.present) if activity.attendance else None
        if due is None or present is None or due == 0:
            continue
        judged += 1
        name = "选举到会" if activity.election else "到会"
        if not limit_of(rule, name).holds(share(present, due)):
            short.append((activity, f"应到{due}人实到{present}人"))
            continue
        ayes = exact(activity.vote.ayes) if activity.vote else None
        if ayes is not None and not limit_of(rule, "赞成").holds(share(ayes, due)):
            short.append((activity, f"应到{due}人赞成{ayes}票"))
    working = (
        f"要求：{'；'.join(f'{limit.name}{limit.words}' for limit in rule.limits)}",
        f"近一年会议{len(held)}次，写明应到实到的{judged}次，不足的{len(short)}次",
    )
    if short:
        worst, why = short[0]
        more = f"等{len(short)}次会议" if len(short) > 1 else "的会议"
        sentence = f"{worst.date.isoformat()}{more}{why}，人数不够。"
        counted = _counted([activity for activity, _ in short])
        return Verdict(breach(rule), sentence, working, counted, at=counted[0])
    if judged < len(held):
        return Verdict(Light.UNKNOWN, f"近一年{len(held)}次会议中有{len(held) - judged}次没有写明应到实到。", working)
    return Verdict(Light.GREEN, f"近一年{judged}次会议到会和表决人数都够。", working, _counted(held))


@of_branch("临时党支部", inside=True)
def temporary(case: Case, rule: Rule) -> Verdict:
    """A temporary branch admits nobody, collects no dues, elects nobody."""
    branch = case.branch
    if branch.type is not BranchKind.TEMPORARY:
        return Verdict(Light.NOT_APPLICABLE, "不是临时党支部。")
    wrong: list[str] = []
    counted: list[Counted] = []
    for index, row in enumerate(branch.pipeline):
        if exact(row.admitted):
            wrong.append(f"{row.year}年发展党员{row.admitted}名")
            counted.append(Counted(branch.kind, branch.id, ("培养", index, "新发展")))
    for index, work in enumerate(branch.work):
        if exact(work.dues):
            wrong.append(f"{work.year}年收缴党费")
            counted.append(Counted(branch.kind, branch.id, ("年度工作", index, "党费收缴")))
    elections = [activity for activity in case.activities if activity.election]
    wrong += [f"{activity.date.isoformat()}进行选举" for activity in elections]
    if not wrong:
        return Verdict(Light.GREEN, "临时党支部没有发展党员、收缴党费和选举的记录。")
    return Verdict(breach(rule), f"临时党支部不应{'、'.join(wrong)}。", counted=(*counted, *_counted(elections)))
