"""Terms of office: how long, how long still, how long over."""

from __future__ import annotations

import datetime

from generator.records.branch import BranchKind
from generator.rulebook.evaluation.case import Case
from generator.rulebook.evaluation.judges import Need, breach, limit_of, of_branch
from generator.rulebook.evaluation.periods import add_months, months_between
from generator.rulebook.evaluation.statuses import Counted, Light, Verdict
from generator.rulebook.rules import Bound, Rule

__all__: list[str] = []

_AS = {BranchKind.GENERAL: "党总支", BranchKind.COMMITTEE: "党委"}


@of_branch(
    "届期",
    Need("党支部", unit="年"),
    Need("党总支", unit="年"),
    Need("党委", unit="年"),
    Need("延期", Bound.MOST, unit="年"),
)
def term(case: Case, rule: Rule) -> Verdict:
    """The term is as long as it may be, not over, and put off only with consent and not for long."""
    branch = case.branch
    if branch.type is BranchKind.TEMPORARY:
        return Verdict(Light.NOT_APPLICABLE, "临时党支部不换届。")
    if branch.term is None:
        return Verdict(Light.UNKNOWN, "没有填写届期，不能判断。")
    held = branch.term
    limit = limit_of(rule, _AS.get(branch.type, "党支部"))
    end = held.end
    counted = (Counted(branch.kind, branch.id, ("届期",)),)
    working = [f"本届自{held.start.isoformat()}起{held.years}年，到{end.isoformat()}届满；规定{limit.words}"]
    if not limit.holds(held.years):
        return Verdict(
            breach(rule), f"届期写了{held.years}年，{limit.name}一般{limit.words}。", tuple(working), counted
        )
    if held.extended is not None:
        longest = add_months(end, int(12 * (limit_of(rule, "延期").most or 0)))
        working.append(f"延期至{held.extended.isoformat()}，最迟可到{longest.isoformat()}")
        if held.extended > longest:
            sentence = f"延期换届超过{limit_of(rule, '延期').words.removeprefix('不超过')}。"
            return Verdict(breach(rule), sentence, tuple(working), counted)
        if held.extension_approved is not True:
            return Verdict(breach(rule), "延期换届没有写明上级批准。", tuple(working), counted)
        end = held.extended
    what = "换届"
    if end < case.as_of:
        over = (case.as_of - end).days
        months = months_between(end, case.as_of)
        long = f"{months}个月" if months else f"{over}天"
        working.append(f"到{case.as_of.isoformat()}已超过{over}天")
        return Verdict(
            breach(rule), f"{end.isoformat()}届满，已超期{long}没有换届。", tuple(working), counted, end, what
        )
    left = (end - case.as_of).days
    working.append(f"到{case.as_of.isoformat()}还有{left}天；到期前{rule.soon}天开始提示")
    if case.as_of >= end - datetime.timedelta(days=rule.soon):
        sentence = f"{end.isoformat()}届满，还有{left}天，应当着手换届。"
        return Verdict(Light.YELLOW, sentence, tuple(working), counted, end, what)
    return Verdict(Light.GREEN, f"届期到{end.isoformat()}，在任期内。", tuple(working), counted, end, what)
