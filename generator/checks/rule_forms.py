"""CK05: a rule names a way of judging that exists, for the right subject, with every threshold that it needs, in the
form that it reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding, Severity, declare
from generator.records.loading import suggested
from generator.records.register import Register
from generator.rulebook.evaluation.judges import JUDGES, LONGEST, Judge, Misfit, Slip, misfits, missing_limits
from generator.rulebook.evaluation.periods import periods_in_view, span_of
from generator.rulebook.rules import Bound, Change, Period, Rule

__all__ = ["check"]

_JUDGE = declare(
    "ZB0405",
    Severity.ERROR,
    ("没有这种判定办法", "没有名为“{found}”的判定办法。", "{suggestion}"),
    ("unknown way of judging", "There is no way of judging called '{found}'.", "{suggestion_en}"),
)
_SCOPE = declare(
    "ZB0505",
    Severity.ERROR,
    ("判定办法与对象不符", "判定办法“{judge}”的对象是{expected}，规则写的是{found}。", "请把“对象”改为“{expected}”。"),
    (
        "subject that does not fit the way of judging",
        "The way of judging '{judge}' is for '{expected}', but the rule says '{found}'.",
        "Write '{expected}' under '对象'.",
    ),
)
_LIMIT = declare(
    "ZB0605",
    Severity.ERROR,
    ("规则缺少门槛", "判定办法“{judge}”要有名为“{missing}”的门槛。", "请在“门槛”里补上“项: {missing}”的一行。"),
    (
        "rule without a threshold",
        "The way of judging '{judge}' needs a threshold '{missing}'.",
        "Add a line '项: {missing}' under '门槛'.",
    ),
)
_TURNED = declare(
    "ZB0705",
    Severity.ERROR,
    ("上下限颠倒", "门槛“{name}”的下限{least}大于上限{most}。", "请核对下限和上限。"),
    (
        "reversed bounds",
        "The lower bound of the threshold '{name}' is {least}, which is more than its upper bound, {most}.",
        "Check both bounds.",
    ),
)
_UNKNOWN = declare(
    "ZB0805",
    Severity.ERROR,
    ("改动的门槛不存在", "规则{rule}没有名为“{found}”的门槛。", "请从这条规则的门槛里选：{allowed}。"),
    ("unknown threshold", "Rule {rule} has no threshold '{found}'.", "Choose one of its thresholds: {allowed_en}."),
)
_SHARES = declare(
    "ZB0905",
    Severity.ERROR,
    ("分担比例合计不是100%", "各方分担比例合计{found}%，应当是100%。", "请核对各项门槛的下限。"),
    (
        "shares that do not sum to 100 %",
        "The shares of all sides sum to {found} %, but should sum to 100 %.",
        "Check the lower bounds of the thresholds.",
    ),
)
_TWICE = declare(
    "ZB0368",
    Severity.ERROR,
    (
        "当地改了两次",
        "规则{rule}的“{name}”在{where}已由“{other}”改过，这里又改一次。",
        "请合成一条，或者写明各自的“区域”。",
    ),
    (
        "threshold changed twice",
        "'{other}' has already changed '{name}' of rule {rule} for {where_en}.",
        "Keep one of the two changes, or name the areas of each.",
    ),
)
_SHARED = "经费分担"
_MISFITS = {
    Misfit.BOUND: declare(
        "ZB0380",
        Severity.ERROR,
        (
            "门槛缺少要用的界限",
            "判定办法“{judge}”要看门槛“{name}”的{bound}，这里没有写。",
            "请在这一项补上“{bound}”。",
        ),
        (
            "threshold without the bound that is read",
            "The way of judging '{judge}' reads the {bound_en} bound of the threshold '{name}', which is not written.",
            "Add '{bound}' to it.",
        ),
    ),
    Misfit.UNIT: declare(
        "ZB0381",
        Severity.ERROR,
        (
            "门槛的单位不对",
            "判定办法“{judge}”的门槛“{name}”按“{expected}”计算，这里的单位写的是“{found}”。",
            "请把数换算过来，单位写“{expected}”。",
        ),
        (
            "threshold in another unit",
            "The way of judging '{judge}' counts the threshold '{name}' in '{expected}', but its unit is '{found}'.",
            "Convert the number, and write '{expected}' as the unit.",
        ),
    ),
    Misfit.PERIOD: declare(
        "ZB0382",
        Severity.ERROR,
        (
            "门槛的周期不能判断",
            "判定办法“{judge}”的门槛“{name}”只能按{expected}判断，这里的周期写的是“{found}”。",
            "请把“周期”改为{expected}，数也相应换算。",
        ),
        (
            "period that cannot be judged by",
            "The way of judging '{judge}' judges the threshold '{name}' by {expected_en}, but its period is '{found}'.",
            "Write {expected_en} under '周期', and convert the number.",
        ),
    ),
    Misfit.SIZE: declare(
        "ZB0383",
        Severity.ERROR,
        (
            "门槛的时间写错",
            "门槛“{name}”写的是{found}{unit}，应当是0到{most}之间的{kind}。",
            "请核对后改正。",
        ),
        (
            "impossible time in a threshold",
            "The threshold '{name}' is {found} ('{unit}'), but must be {kind_en} from 0 to {most}.",
            "Check it, and correct it.",
        ),
    ),
}
_NEVER_RED = declare(
    "ZB0384",
    Severity.ERROR,
    (
        "久缺超出所看的时段",
        "“久缺”是{found}，而按{period}计的要求只看最近{most}{span}，永远到不了。",
        "请写不大于{most}的数。",
    ),
    (
        "absence longer than what is looked at",
        "'久缺' is {found}, but of what is counted by '{period}' only the last {most} are looked at.",
        "Write a number of at most {most}.",
    ),
)


def check(register: Register) -> Iterator[Finding]:
    for rule in register.of(Rule).values():
        judge = JUDGES.get(rule.judged)
        if judge is None:
            known = list(JUDGES)
            hint = suggested(
                rule.judged, known, f"可用的有：{'、'.join(known)}。", f"Write one of these: {', '.join(known)}."
            )
            yield Finding(_JUDGE, register.place(rule, ("判定",)), {"found": rule.judged, **hint})
            continue
        if judge.scope is not rule.scope:
            facts = {"judge": judge.name, "expected": judge.scope.value, "found": rule.scope.value}
            yield Finding(_SCOPE, register.place(rule, ("对象",)), facts)
        for name in missing_limits(rule):
            yield Finding(_LIMIT, register.place(rule, ("门槛",)), {"judge": judge.name, "missing": name})
        yield from _misfits(register, judge, rule)
        yield from _long_missing(register, judge, rule, rule)
        yield from _turned(register, rule)
        yield from _shared(register, rule, rule)
    for change in register.of(Change).values():
        changed = register.of(Rule).get(change.rule)
        yield from _turned(register, change)
        if changed is None:
            continue
        yield from _shared(register, changed, change)
        if (judge := JUDGES.get(changed.judged)) is not None:
            yield from _misfits(register, judge, change)
            yield from _long_missing(register, judge, change.applied(changed), change)
        known = [limit.name for limit in changed.limits]
        for index, limit in enumerate(change.limits):
            if limit.name not in known:
                facts = {"rule": changed.id, "found": limit.name, "allowed": "、".join(known) or "（没有）"}
                facts["allowed_en"] = ", ".join(known) or "(none)"
                yield Finding(_UNKNOWN, register.place(change, ("门槛", index, "项")), facts)
    yield from _twice(register)


def _misfits(register: Register, judge: Judge, rule: Rule | Change) -> Iterator[Finding]:
    """Thresholds in a form that the judge does not read, as the rule or a locality writes them."""
    for slip in misfits(judge, rule.limits):
        facts = {"judge": judge.name, "name": slip.limit.name, **_facts(slip)}
        yield Finding(_MISFITS[slip.misfit], register.place(rule, ("门槛", slip.at)), facts)


def _facts(slip: Slip) -> dict[str, str]:
    limit, need = slip.limit, slip.need
    match slip.misfit:
        case Misfit.BOUND:
            bound = need.bound or Bound.LEAST
            return {"bound": bound.value, "bound_en": "lower" if bound is Bound.LEAST else "upper"}
        case Misfit.UNIT:
            return {"expected": need.unit, "found": limit.unit}
        case Misfit.PERIOD:
            facts = {"found": limit.period.value if limit.period else ""}
            facts["expected"] = "或".join(f"“{period.value}”" for period in need.periods)
            facts["expected_en"] = " or ".join(f"'{period.value}'" for period in need.periods)
            return facts
        case Misfit.SIZE:
            parts = need.unit == "年"
            facts = {"unit": limit.unit, "most": str(LONGEST[need.unit])}
            facts["found"] = "到".join(f"{value:f}" for value in (limit.least, limit.most) if value is not None)
            facts["kind"], facts["kind_en"] = ("数", "a number") if parts else ("整数", "a whole number")
            return facts


def _long_missing(register: Register, judge: Judge, rule: Rule, place: Rule | Change) -> Iterator[Finding]:
    """How many periods in a row turn a rule red, where that is more than are ever looked at."""
    for need in judge.needs:
        limit = rule.limit(need.name)
        if need.every is None or limit is None or rule.long_missing is None or not (place.long_missing or place.limits):
            continue
        period: Period = limit.period or need.every
        most = periods_in_view(period)
        if rule.long_missing > most:
            facts = {"found": str(rule.long_missing), "period": period.value, "most": str(most)}
            facts["span"] = span_of(period)
            keys = ("久缺",) if place.long_missing else ("门槛",)
            yield Finding(_NEVER_RED, register.place(place, keys), facts)


def _twice(register: Register) -> Iterator[Finding]:
    """A locality has one number for a threshold. What an area has otherwise than the whole site is no contradiction,
    nor is what is still a draft."""
    known: dict[tuple[str, str, str], Change] = {}
    for change in register.of(Change).values():
        for index, limit in enumerate(change.limits if change.released else ()):
            for area in change.areas or [""]:
                other = known.setdefault((change.rule, limit.name, area), change)
                if other is not change:
                    where, where_en = (f"“{area}”", f"'{area}'") if area else ("全站", "the whole site")
                    facts = {"rule": change.rule, "name": limit.name, "other": other.id}
                    facts |= {"where": where, "where_en": where_en}
                    yield Finding(_TWICE, register.place(change, ("门槛", index, "项")), facts)


def _shared(register: Register, rule: Rule, place: Rule | Change) -> Iterator[Finding]:
    """Shares of one whole sum to 100, as the rule has them and as a locality has changed them."""
    limits = place.applied(rule).limits if isinstance(place, Change) else rule.limits
    if rule.judged == _SHARED and place.limits and (total := sum(limit.least or 0 for limit in limits)) != 100:
        yield Finding(_SHARES, register.place(place, ("门槛",)), {"found": f"{total:f}"})


def _turned(register: Register, rule: Rule | Change) -> Iterator[Finding]:
    for index, limit in enumerate(rule.limits):
        if limit.least is not None and limit.most is not None and limit.least > limit.most:
            facts = {"name": limit.name, "least": f"{limit.least:f}", "most": f"{limit.most:f}"}
            yield Finding(_TURNED, register.place(rule, ("门槛", index)), facts)
