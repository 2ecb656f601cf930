"""How a branch was formed, how large it is, who leads it."""

from __future__ import annotations

from generator.records.branch import BranchKind, FormationMode
from generator.records.values import exact
from generator.rulebook.evaluation.case import Case
from generator.rulebook.evaluation.judges import Need, breach, limit_of, of_branch
from generator.rulebook.evaluation.periods import add_months
from generator.rulebook.evaluation.statuses import Counted, Light, Verdict, part_of
from generator.rulebook.rules import Bound, Rule

__all__: list[str] = []

_UNKNOWN_MEMBERS = Verdict(Light.UNKNOWN, "正式党员人数没有写明确切数字，不能判断。")
_ORDINARY = (BranchKind.BRANCH, BranchKind.RETIRED, BranchKind.MOBILE)


@of_branch("单独组建", "正式党员")
def single(case: Case, rule: Rule) -> Verdict:
    """Enough full members for a branch of its own."""
    branch = case.branch
    if branch.formation.mode is not FormationMode.SINGLE:
        return Verdict(Light.NOT_APPLICABLE, f"组建方式是{branch.formation.mode.value}，不按单独组建判断。")
    if case.full is None:
        return _UNKNOWN_MEMBERS
    limit = limit_of(rule, "正式党员")
    working = (f"要求：正式党员{limit.words}", f"记录：正式党员{case.full}人")
    counted = part_of(branch, "党员", "正式")
    if limit.holds(case.full):
        return Verdict(Light.GREEN, f"正式党员{case.full}人，够单独建立党支部。", working, counted)
    sentence = f"正式党员只有{case.full}人，不够单独建立党支部（{limit.words}）。"
    return Verdict(breach(rule), sentence, working, counted)


@of_branch("联合组建", "覆盖单位")
def joint(case: Case, rule: Rule) -> Verdict:
    """A joint branch covers several units, not too many."""
    branch = case.branch
    if branch.formation.mode is not FormationMode.JOINT:
        return Verdict(Light.NOT_APPLICABLE, f"组建方式是{branch.formation.mode.value}，不按联合组建判断。")
    limit, count = limit_of(rule, "覆盖单位"), len(branch.units)
    working = (f"要求：覆盖单位{limit.words}", f"记录：覆盖单位{count}个")
    if limit.holds(count):
        return Verdict(Light.GREEN, f"联合党支部覆盖{count}个单位，数量合适。", working, part_of(branch, "覆盖单位"))
    return Verdict(
        breach(rule), f"联合党支部覆盖{count}个单位，规定{limit.words}。", working, part_of(branch, "覆盖单位")
    )


@of_branch("联合单位党员", "单位党员")
def joint_units(case: Case, rule: Rule) -> Verdict:
    """No unit of a joint branch has members enough for a branch of its own."""
    branch = case.branch
    if branch.formation.mode is not FormationMode.JOINT:
        return Verdict(Light.NOT_APPLICABLE, f"组建方式是{branch.formation.mode.value}，不按联合组建判断。")
    limit = limit_of(rule, "单位党员")
    units = [unit for unit in map(case.register.unit, branch.units) if unit is not None]
    known = [
        (unit, number)
        for unit in units
        if (number := None if unit.members is None else exact(unit.members)) is not None
    ]
    counted = tuple(Counted(unit.kind, unit.id, ("党员",)) for unit, _ in known) or part_of(branch, "覆盖单位")
    working = (f"要求：各单位正式党员{limit.words}", f"覆盖单位{len(branch.units)}个，写明正式党员人数的{len(known)}个")
    enough = [f"{unit.short_name or unit.name}有{number}人" for unit, number in known if not limit.holds(number)]
    if enough:
        sentence = f"联合党支部的单位里，{'、'.join(enough)}，够单独建立党支部。"
        return Verdict(breach(rule), sentence, working, counted)
    lacking = len(branch.units) - len(known)
    if lacking:
        return Verdict(Light.UNKNOWN, f"{lacking}个单位没有填写正式党员人数，不能判断。", working, counted)
    return Verdict(Light.GREEN, f"{len(known)}个单位的正式党员都{limit.words}，适合联合组建。", working, counted)


@of_branch("派驻组建", "职工", "正式党员")
def dispatched(case: Case, rule: Rule) -> Verdict:
    """A secretary is sent to a large unit with few members, with the owner's consent."""
    branch = case.branch
    if branch.formation.mode is not FormationMode.DISPATCHED:
        return Verdict(Light.NOT_APPLICABLE, f"组建方式是{branch.formation.mode.value}，不按派驻组建判断。")
    counted = part_of(branch, "组建")
    if branch.formation.owner_consent is not True:
        said = "没有写明业主是否同意" if branch.formation.owner_consent is None else "业主没有同意"
        return Verdict(breach(rule), f"派驻组建须征得业主同意，记录里{said}。", counted=counted)
    units = [unit for unit in map(case.around.register.unit, branch.units) if unit is not None]
    employees = [exact(unit.employees) for unit in units]
    if case.full is None or None in employees or not employees:
        return Verdict(Light.UNKNOWN, "职工或正式党员人数没有写明确切数字，不能判断。", counted=counted)
    staff = max(number for number in employees if number is not None)
    need, few = limit_of(rule, "职工"), limit_of(rule, "正式党员")
    working = (f"要求：职工{need.words}，正式党员{few.words}", f"记录：职工{staff}人，正式党员{case.full}人")
    if not few.holds(case.full):
        return Verdict(breach(rule), f"正式党员已有{case.full}人，应当改为单独组建。", working, counted)
    if not need.holds(staff):
        return Verdict(breach(rule), f"职工{staff}人，不到派驻组建的条件（{need.words}）。", working, counted)
    return Verdict(
        Light.GREEN, f"职工{staff}人、正式党员{case.full}人，业主同意，符合派驻组建的条件。", working, counted
    )


@of_branch("支部人数", "党员")
def size(case: Case, rule: Rule) -> Verdict:
    """A branch that has grown too large for one."""
    if case.branch.type not in _ORDINARY:
        return Verdict(Light.NOT_APPLICABLE, f"类别是{case.branch.type.value}，不按党支部的人数判断。")
    if case.total is None:
        return Verdict(Light.UNKNOWN, "党员人数没有写明确切数字，不能判断。")
    limit = limit_of(rule, "党员")
    working = (f"要求：党员{limit.words}", f"记录：正式与预备党员共{case.total}人")
    if limit.holds(case.total):
        return Verdict(Light.GREEN, f"党员{case.total}人，适合作为一个党支部。", working, part_of(case.branch, "党员"))
    return Verdict(
        breach(rule), f"党员{case.total}人，一个党支部应当{limit.words}。", working, part_of(case.branch, "党员")
    )


@of_branch("总支党委人数", "党总支", "党委")
def larger_forms(case: Case, rule: Rule) -> Verdict:
    """A general branch or a committee has the members for it."""
    form = case.branch.type
    if form not in (BranchKind.GENERAL, BranchKind.COMMITTEE):
        return Verdict(Light.NOT_APPLICABLE, "不是党总支或党委。")
    if case.total is None:
        return Verdict(Light.UNKNOWN, "党员人数没有写明确切数字，不能判断。")
    limit = limit_of(rule, form.value)
    working = (f"要求：{form.value}党员{limit.words}", f"记录：正式与预备党员共{case.total}人")
    if limit.holds(case.total):
        return Verdict(
            Light.GREEN, f"党员{case.total}人，符合设{form.value}的人数。", working, part_of(case.branch, "党员")
        )
    return Verdict(
        breach(rule), f"党员{case.total}人，设{form.value}一般{limit.words}。", working, part_of(case.branch, "党员")
    )


@of_branch("支部班子", "书记", "设支委会", "支委会委员", "不设支委会")
def committee(case: Case, rule: Rule) -> Verdict:
    """A committee from so many full members on, a secretary and perhaps a deputy below."""
    branch, posts = case.branch, case.branch.committee
    if branch.type not in _ORDINARY:
        return Verdict(Light.NOT_APPLICABLE, f"类别是{branch.type.value}，不按党支部的班子判断。")
    if not posts:
        return Verdict(Light.UNKNOWN, "没有填写班子，不能判断。")
    if case.full is None:
        return _UNKNOWN_MEMBERS
    counted = part_of(branch, "班子")
    secretaries = sum(1 for post in posts if post.role.startswith("书记") or post.role.startswith("党支部书记"))
    heads = limit_of(rule, "书记")
    if not heads.holds(secretaries):
        found = "没有书记" if not secretaries else f"有{secretaries}名书记"
        return Verdict(breach(rule), f"班子里{found}，应当有{heads.words}。", (f"班子：{len(posts)}个职务",), counted)
    with_committee = limit_of(rule, "设支委会").holds(case.full)
    name = "支委会委员" if with_committee else "不设支委会"
    limit = limit_of(rule, name)
    working = (
        f"正式党员{case.full}人，{'应当设' if with_committee else '可以不设'}支委会",
        f"要求：班子{limit.words}；记录：{len(posts)}名",
    )
    if limit.holds(len(posts)):
        return Verdict(Light.GREEN, f"正式党员{case.full}人，班子{len(posts)}名，配备合适。", working, counted)
    if not with_committee:
        sentence = f"正式党员{case.full}人，不足设支委会的人数，班子写了{len(posts)}名（规定{limit.words}）。"
    elif limit.least is not None and len(posts) < limit.least:
        sentence = f"正式党员{case.full}人应当设支委会（{limit.words}），班子只写了{len(posts)}名。"
    else:
        sentence = f"班子有{len(posts)}名，支委会一般{limit.words}。"
    return Verdict(breach(rule), sentence, working, counted)


@of_branch("审批时限", Need("批复", Bound.MOST, unit="个月"))
def approval(case: Case, rule: Rule) -> Verdict:
    """The reply to an application came in time."""
    formation = case.branch.formation
    if formation.applied is None or formation.approved is None:
        missing = "申请日期" if formation.applied is None else "批复日期"
        return Verdict(Light.UNKNOWN, f"没有填写{missing}，不能判断。")
    limit = limit_of(rule, "批复")
    latest = add_months(formation.applied, int(limit.most or 0))
    days = (formation.approved - formation.applied).days
    working = (
        f"要求：批复{limit.words}，即不迟于{latest.isoformat()}",
        f"记录：{formation.applied.isoformat()}申请，{formation.approved.isoformat()}批复，相隔{days}天",
    )
    counted = part_of(case.branch, "组建", "批复日期")
    if days < 0:
        return Verdict(breach(rule), "批复日期早于申请日期。", working, counted)
    if formation.approved <= latest:
        return Verdict(Light.GREEN, f"申请后{days}天批复，没有超过时限。", working, counted)
    return Verdict(breach(rule), f"申请后{days}天才批复，超过{limit.most:f}{limit.unit}。", working, counted)
