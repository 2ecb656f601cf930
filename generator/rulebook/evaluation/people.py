"""Members, secretary, money: what the year's work comes to, in counts and sums."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction

from generator.records.branch import BranchKind
from generator.records.values import exact
from generator.rulebook.evaluation.case import Case
from generator.rulebook.evaluation.judges import Need, breach, limit_of, of_branch, unrecorded
from generator.rulebook.evaluation.periods import months_between
from generator.rulebook.evaluation.statuses import Counted, Light, Verdict
from generator.rulebook.numbers import percent, share
from generator.rulebook.rules import Period, Rule

__all__: list[str] = []

_YEARLY = (Period.YEAR,)
"""What a year's work comes to is recorded by the year."""


def _year(case: Case) -> int:
    """The year that can be judged: the running one once it is over, else the one before."""
    as_of = case.as_of
    return as_of.year if (as_of.month, as_of.day) == (12, 31) else as_of.year - 1


def _work(case: Case, year: int, *keys: str) -> tuple[Counted, ...]:
    found = case.work(year)
    return (Counted(case.branch.kind, case.branch.id, ("年度工作", found[0], *keys)),) if found else ()


@of_branch("书记党龄")
def standing(case: Case, rule: Rule) -> Verdict:
    """The secretary has been a member long enough."""
    counted = (Counted(case.branch.kind, case.branch.id, ("书记", "党龄满一年")),)
    one_year = case.branch.secretary.one_year
    if one_year is None:
        return Verdict(Light.UNKNOWN, "没有写明书记党龄是否满一年，不能判断。")
    if one_year:
        return Verdict(Light.GREEN, "书记党龄已满一年。", counted=counted)
    return Verdict(breach(rule), "书记党龄不满一年。", counted=counted)


@of_branch("谈心谈话", Need("完成比例", unit="%", periods=_YEARLY))
def talks(case: Case, rule: Rule) -> Verdict:
    """Every talk that is due was held."""
    year = _year(case)
    found = case.work(year)
    due = exact(found[1].talks_due) if found else None
    done = exact(found[1].talks) if found else None
    if due is None or done is None:
        return Verdict(Light.UNKNOWN, f"没有填写{year}年应谈和已谈次数，不能判断。")
    counted = _work(case, year)
    if due == 0:
        return Verdict(Light.NOT_APPLICABLE, f"{year}年没有应谈的对象。", counted=counted)
    limit = limit_of(rule, "完成比例")
    part = share(done, due)
    working = (f"要求：完成{limit.words}", f"{done} ÷ {due} = {percent(done, due)}%")
    if limit.holds(part):
        return Verdict(Light.GREEN, f"{year}年应谈{due}次，谈了{done}次。", working, counted)
    return Verdict(breach(rule), f"{year}年应谈{due}次，只谈了{done}次。", working, counted)


@of_branch("学时", Need("学时", periods=_YEARLY))
def hours(case: Case, rule: Rule) -> Verdict:
    """Hours of study of a member in a year."""
    year = _year(case)
    found = case.work(year)
    value = exact(found[1].hours) if found else None
    if value is None:
        return Verdict(Light.UNKNOWN, f"没有填写{year}年人均学时，不能判断。")
    limit = limit_of(rule, "学时")
    working = (f"要求：每年{limit.words}", f"记录：{year}年{value}学时")
    counted = _work(case, year, "学时")
    if limit.holds(value):
        return Verdict(Light.GREEN, f"{year}年人均{value}学时，达到要求。", working, counted)
    return Verdict(breach(rule), f"{year}年人均{value}学时，规定{limit.words}。", working, counted)


@of_branch("组织关系", "应转未转")
def relations(case: Case, rule: Rule) -> Verdict:
    """Nobody's membership stays behind for longer than it may."""
    members = case.branch.members
    counted = (Counted(case.branch.kind, case.branch.id, ("党员",)),)
    if members.overdue is None:
        if exact(members.mobile_out) == 0:
            return Verdict(Light.NOT_APPLICABLE, "没有流出党员。", counted=counted)
        return Verdict(Light.UNKNOWN, "有流出党员而没有填写“应转未转”人数，不能判断。", counted=counted)
    overdue = exact(members.overdue)
    if overdue is None:
        return Verdict(Light.UNKNOWN, "“应转未转”没有写明确切人数，不能判断。", counted=counted)
    if limit_of(rule, "应转未转").holds(overdue):
        few = f"应转未转的组织关系有{overdue}名，没有超过规定。" if overdue else "没有应转未转的组织关系。"
        return Verdict(Light.GREEN, few, counted=counted)
    return Verdict(breach(rule), f"有{overdue}名党员的组织关系应转未转。", counted=counted)


@of_branch("发展党员", Need("新发展", periods=_YEARLY))
def development(case: Case, rule: Rule) -> Verdict:
    """New members in the year."""
    if case.branch.type is BranchKind.TEMPORARY:
        return Verdict(Light.NOT_APPLICABLE, "临时党支部不发展党员。")
    year = _year(case)
    found = next(((i, row) for i, row in enumerate(case.branch.pipeline) if row.year == year), None)
    if found is None:
        return Verdict(Light.UNKNOWN, f"没有填写{year}年培养发展情况，不能判断。")
    index, row = found
    counted = (Counted(case.branch.kind, case.branch.id, ("培养", index)),)
    admitted = exact(row.admitted)
    if admitted is None:
        return Verdict(Light.UNKNOWN, f"{year}年新发展人数没有写明确切数字，不能判断。", counted=counted)
    limit = limit_of(rule, "新发展")
    working = (f"要求：每年{limit.words}", f"记录：{year}年新发展{admitted}名")
    if limit.holds(admitted):
        return Verdict(Light.GREEN, f"{year}年发展党员{admitted}名。", working, counted)
    waiting = f"，有积极分子{row.activists}名" if exact(row.activists) else ""
    done = f"发展党员{admitted}名，规定{limit.words}" if admitted else "没有发展党员"
    return Verdict(breach(rule), f"{year}年{done}{waiting}。", working, counted)


@of_branch("年度变化", "倍数", "起算")
def jumps(case: Case, rule: Rule) -> Verdict:
    """Numbers that leap from one year to the next deserve a second look."""
    rows = sorted(enumerate(case.branch.pipeline), key=lambda item: item[1].year)
    if len(rows) < 2:
        return Verdict(Light.NOT_APPLICABLE, "只有一个年度的培养数字，没有可比的。")
    (_, before), (index, after) = rows[-2:]
    factor, least = limit_of(rule, "倍数"), limit_of(rule, "起算")
    for name, word in (("activists", "积极分子"), ("objects", "发展对象"), ("admitted", "新发展")):
        old, new = exact(getattr(before, name)), exact(getattr(after, name))
        if old is None or new is None or not least.holds(max(old, new)):
            continue
        if not factor.holds(Fraction(max(old, new)) / Fraction(max(1, min(old, new)))):
            counted = (Counted(case.branch.kind, case.branch.id, ("培养", index)),)
            sentence = f"{word}由{before.year}年{old}人变为{after.year}年{new}人，变化过大，请复核。"
            return Verdict(breach(rule), sentence, (f"要求：相差{factor.words}",), counted)
    return Verdict(Light.GREEN, f"{before.year}年到{after.year}年的培养人数没有突变。")


_NO_DUES = Verdict(Light.NOT_APPLICABLE, "临时党支部不收缴党费。")


@of_branch("党费公布", Need("公布", periods=_YEARLY))
def dues_published(case: Case, rule: Rule) -> Verdict:
    """Dues are made known to the members once a year."""
    if case.branch.type is BranchKind.TEMPORARY:
        return _NO_DUES
    year = _year(case)
    found = case.work(year)
    ever = any(row.dues_published is not None for row in case.branch.work)
    if found is None or not ever:
        verdict = unrecorded(rule, "公布党费收缴情况") if found is not None else None
        return verdict or Verdict(Light.UNKNOWN, f"没有填写{year}年党费公布情况，不能判断。")
    limit, day = limit_of(rule, "公布"), found[1].dues_published
    working = (f"要求：{limit.demand}", f"记录：{year}年{'公布1次' if day else '没有公布'}")
    if day is not None:
        return Verdict(Light.GREEN, f"{day.isoformat()}公布了党费收缴情况。", working, _work(case, year, "党费公布"))
    return Verdict(breach(rule), f"{year}年没有向党员公布党费收缴情况。", working, _work(case, year))


@of_branch("党费返还", Need("返还", unit="%", periods=_YEARLY))
def dues_returned(case: Case, rule: Rule) -> Verdict:
    """Enough of the dues comes back, and no more than was paid."""
    if case.branch.type is BranchKind.TEMPORARY:
        return _NO_DUES
    year = _year(case)
    found = case.work(year)
    row = found[1] if found else None
    paid = None if row is None or row.dues is None else exact(row.dues)
    returned = None if row is None or row.dues_returned is None else exact(row.dues_returned)
    if paid is None or returned is None:
        missing = "收缴" if paid is None else "返还"
        return Verdict(Light.UNKNOWN, f"没有填写{year}年党费{missing}的确切数额，不能判断。")
    counted = _work(case, year, "党费返还")
    if paid == 0:
        return Verdict(Light.NOT_APPLICABLE, f"{year}年没有收缴党费。", counted=counted)
    limit = limit_of(rule, "返还")
    part = share(returned, paid)
    working = (f"要求：返还{limit.words}", f"{returned} ÷ {paid} = {percent(returned, paid)}%")
    if returned > paid:
        return Verdict(breach(rule), f"{year}年返还党费{returned}元，多于收缴的{paid}元。", working, counted)
    if limit.holds(part):
        return Verdict(Light.GREEN, f"{year}年党费返还{percent(returned, paid)}%。", working, counted)
    return Verdict(breach(rule), f"{year}年党费返还{percent(returned, paid)}%，规定{limit.words}。", working, counted)


@of_branch("党费收缴", Need("收缴", unit="个月", periods=_YEARLY))
def dues_collected(case: Case, rule: Rule) -> Verdict:
    """Dues are paid month by month."""
    if case.branch.type is BranchKind.TEMPORARY:
        return _NO_DUES
    year = _year(case)
    found = case.work(year)
    months = None if found is None or found[1].dues_months is None else exact(found[1].dues_months)
    if months is None:
        return Verdict(Light.UNKNOWN, f"没有填写{year}年有几个月收缴了党费，不能判断。")
    limit = limit_of(rule, "收缴")
    working = (f"要求：每年{limit.words}", f"记录：{year}年{months}个月")
    counted = _work(case, year, "收缴月数")
    if limit.holds(months):
        return Verdict(Light.GREEN, f"{year}年有{months}个月收缴了党费，达到要求。", working, counted)
    return Verdict(breach(rule), f"{year}年只有{months}个月收缴了党费，规定{limit.words}。", working, counted)


@of_branch("经费", Need("人均经费", periods=_YEARLY))
def budget(case: Case, rule: Rule) -> Verdict:
    """Money for the work, by member."""
    year = _year(case)
    found = case.work(year)
    money = exact(found[1].budget) if found else None
    if found is None or found[1].budget is None:
        return Verdict(Light.UNKNOWN, f"没有填写{year}年党建工作经费，不能判断。")
    if money is None:
        return Verdict(Light.UNKNOWN, f"{year}年党建工作经费没有写明确切数字，不能判断。")
    if case.total is None:
        return Verdict(Light.UNKNOWN, "党员人数没有写明确切数字，人均经费不能判断。")
    if not case.total:
        return Verdict(Light.UNKNOWN, "党员人数是0，人均经费不能判断。")
    limit = limit_of(rule, "人均经费")
    each = Fraction(money) / Fraction(case.total)
    shown = Decimal(each.numerator) / Decimal(each.denominator)
    working = (f"要求：人均{limit.words}", f"{money} ÷ {case.total} = {shown:.2f}元")
    counted = _work(case, year, "经费")
    if limit.holds(each):
        return Verdict(Light.GREEN, f"{year}年人均经费{shown:.0f}元，达到要求。", working, counted)
    return Verdict(breach(rule), f"{year}年人均经费{shown:.0f}元，规定{limit.words}。", working, counted)


@of_branch("经费分担", *(Need(side, unit="%", periods=_YEARLY) for side in ("市级", "县级", "单位")))
def budget_shares(case: Case, rule: Rule) -> Verdict:
    """Who bears the money: the parts make up the whole, and each side bears its share."""
    year = _year(case)
    found = case.work(year)
    money = None if found is None or found[1].budget is None else exact(found[1].budget)
    sources = found[1].budget_sources if found else []
    if money is None or not sources:
        missing = "经费来源" if money is not None else "党建工作经费"
        return Verdict(Light.UNKNOWN, f"没有填写{year}年{missing}，不能判断。")
    borne: dict[str, Decimal] = {}
    for source in sources:
        number = exact(source.amount)
        if number is None:
            return Verdict(Light.UNKNOWN, f"{year}年{source.source}承担的金额没有写明确切数字，不能判断。")
        borne[source.source] = borne.get(source.source, Decimal(0)) + number
    counted, total = _work(case, year, "经费来源"), sum(borne.values(), Decimal(0))
    working = [f"{' + '.join(f'{number}' for number in borne.values())} = {total}，经费{money}"]
    if total != money:
        return Verdict(breach(rule), f"{year}年各方承担合计{total}元，经费写的是{money}元。", tuple(working), counted)
    if not money:
        return Verdict(Light.NOT_APPLICABLE, f"{year}年没有经费。", tuple(working), counted)
    short = []
    for limit in rule.limits:
        part = share(borne.get(limit.name, Decimal(0)), money)
        working.append(f"{limit.name}：{borne.get(limit.name, 0)} ÷ {money} = {float(part):.1f}%，要求{limit.words}")
        if not limit.holds(part):
            short.append(f"{limit.name}承担{float(part):.1f}%，规定{limit.words}")
    if short:
        return Verdict(breach(rule), f"{year}年经费{'；'.join(short)}。", tuple(working), counted)
    return Verdict(Light.GREEN, f"{year}年经费各方承担合计{total}元，比例合乎规定。", tuple(working), counted)


@of_branch("流动党员", "五个一", "五个掌握", Need("失去联系", unit="个月"))
def mobile(case: Case, rule: Rule) -> Verdict:
    """Mobile members are known and kept in touch with."""
    members, care = case.branch.members, case.branch.mobile
    number = [exact(members.mobile_in), exact(members.mobile_out)]
    if number == [0, 0]:
        return Verdict(Light.NOT_APPLICABLE, "没有流动党员。")
    if care is None:
        return Verdict(Light.UNKNOWN, "有流动党员而没有填写联系服务情况，不能判断。")
    counted = (Counted(case.branch.kind, case.branch.id, ("流动党员",)),)
    short = [
        f"“{name}”做到{len(ticked)}项"
        for name, ticked in (("五个一", care.documents), ("五个掌握", care.known))
        if not limit_of(rule, name).holds(len(ticked))
    ]
    if care.contacted is None:
        short.append("没有填写最近联系的日期")
    elif not limit_of(rule, "失去联系").holds(months := months_between(care.contacted, case.as_of)):
        short.append(f"已{months}个月没有联系")
    working = (f"要求：{'；'.join(f'{limit.name}{limit.words}' for limit in rule.limits)}",)
    if short:
        return Verdict(breach(rule), f"流动党员{'，'.join(short)}。", working, counted)
    assert isinstance(care.contacted, datetime.date)
    return Verdict(Light.GREEN, f"流动党员情况清楚，最近联系是{care.contacted.isoformat()}。", working, counted)
