"""Units that ought to have members or an organisation, and those that have none."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.records.unit import Unit, UnitKind
from generator.records.values import exact
from generator.rulebook.evaluation.case import Surroundings
from generator.rulebook.evaluation.judges import Need, breach, limit_of, of_others
from generator.rulebook.evaluation.statuses import Counted, Light, Subject, Verdict
from generator.rulebook.rules import Bound, Rule, Scope

__all__: list[str] = []


def _units(around: Surroundings) -> Iterator[tuple[Subject, Unit, tuple[Counted, ...]]]:
    """Units that no branch covers; a covered one has what is asked for."""
    for unit in around.uncovered:
        subject = Subject(Scope.UNIT, unit.kind, unit.id, unit.short_name or unit.name, unit.area)
        yield subject, unit, (Counted(unit.kind, unit.id),)


@of_others(
    "应建单位",
    Scope.UNIT,
    "应有党员",
    Need("应建组织", Bound.LEAST),
    Need("应建组织（社会组织）", Bound.LEAST),
    looks=("unit",),
)
def ought(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """Enterprises and social bodies above the thresholds have an organisation."""
    for subject, unit, counted in _units(around):
        employees = exact(unit.employees)
        if employees is None:
            yield subject, Verdict(Light.UNKNOWN, "职工人数没有写明确切数字，不能判断。", counted=counted)
            continue
        enterprise = unit.type is UnitKind.ENTERPRISE
        needs = limit_of(rule, "应建组织" if enterprise else "应建组织（社会组织）")
        working = (f"职工{employees}人；{needs.least:f}人以上应建党组织",)
        if needs.holds(employees):
            yield subject, Verdict(breach(rule), f"职工{employees}人，应当建立党组织而没有建立。", working, counted)
        elif enterprise and limit_of(rule, "应有党员").holds(employees):
            sentence = f"职工{employees}人，应当有党员，还没有党组织。"
            yield subject, Verdict(Light.YELLOW, sentence, working, counted)
        else:
            yield subject, Verdict(Light.GREEN, f"职工{employees}人，没有到应建党组织的人数。", working, counted)


@of_others("指导员覆盖", Scope.UNIT, "指导员")
def guided(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """Every unit without an organisation has an instructor."""
    for subject, unit, counted in _units(around):
        if {unit.name, unit.short_name} & around.guided:
            yield subject, Verdict(Light.GREEN, "有指导员联系。", counted=counted)
        else:
            yield subject, Verdict(breach(rule), "没有党组织，也没有指导员联系。", counted=counted)


@of_others("五个清", Scope.UNIT, "五个清", looks=("unit",))
def surveyed(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """Why there is none yet, what is done about it, by whom and by when."""
    limit = limit_of(rule, "五个清")
    for subject, unit, counted in _units(around):
        plan = unit.unformed
        if plan is None:
            yield subject, Verdict(Light.UNKNOWN, "没有填写未建党组织的原因和措施。", counted=counted)
            continue
        working = (f"五个清：要求{limit.words}，记录{len(plan.surveyed)}项",)
        what = "落实组建措施" if plan.due else ""
        if not limit.holds(len(plan.surveyed)):
            sentence = f"“五个清”摸清{len(plan.surveyed)}项。"
            yield subject, Verdict(breach(rule), sentence, working, counted, plan.due, what)
        elif plan.due is None:
            yield subject, Verdict(breach(rule), "没有写明组建措施的时限。", working, counted)
        elif plan.due < around.as_of:
            sentence = f"组建措施{plan.due.isoformat()}到期，仍没有党组织。"
            yield subject, Verdict(breach(rule), sentence, working, counted, plan.due, what)
        elif around.as_of >= plan.due - datetime.timedelta(days=rule.soon):
            sentence = f"“五个清”齐全，组建措施{plan.due.isoformat()}到期。"
            yield subject, Verdict(Light.GREEN, sentence, working, counted, plan.due, what)
        else:
            yield (
                subject,
                Verdict(Light.GREEN, "“五个清”齐全，措施、责任和时限都有。", working, counted, plan.due, what),
            )
