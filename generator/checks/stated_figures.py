"""CK54: a figure that a report states is what the records give, stands as it was printed, and what it names exists.

Sums, shares and lists that a report states are looked at in files of their own (CK21 to CK24).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checks.workings import Computed, declare_working, of_claims, workings
from generator.findings import Finding, Location, Severity, declare
from generator.records.loading import suggested
from generator.records.register import Register
from generator.records.report import Report
from generator.records.walking import Keys, last_key
from generator.rulebook.claims import Cause, unresolved
from generator.rulebook.figures import Figure, figures
from generator.rulebook.methods import Method, Step

__all__ = ["check", "unknown_figure"]

_UNKNOWN = declare(
    "ZB0310",
    Severity.ERROR,
    ("没有这个计算指标", "没有编号为“{found}”的计算指标。", "{suggestion}"),
    ("unknown figure", "There is no computed figure '{found}'.", "{suggestion_en}"),
)
_DIFFERS = declare(
    "ZB0311",
    Severity.WARNING,
    (
        "报告数字与记录算出的不一致",
        "报告写“{found}”，按记录计算，{label}是 {computed}。",
        "请核对报告或记录；报告原文确实如此的可以保留，页面会如实并列两个数字。",
    ),
    (
        "stated figure at odds with the records",
        "The report says '{found}', but the records give {computed} for '{label}'.",
        "Check the report and the records. Keep the figure if the report does say so; the page shows both.",
    ),
)
_NO_OPERAND = declare(
    "ZB0350",
    Severity.ERROR,
    ("核算所指的数不存在", "“{key}”里的“{found}”不是本报告的一条说法，也不是指标编号或数字。", "{suggestion}"),
    (
        "number that does not exist",
        "'{found}' in '{key}' is no wording of this report, no identifier of a figure and no number.",
        "{suggestion_en}",
    ),
)

_KINDS = {
    Cause.TORN: declare_working(
        "ZB0358",
        "原文数字残缺",
        "请在“数值”里写核对后的数，残缺的写法留在“原文”。",
        "broken number",
        "The number of '{claim}' is broken in the original",
        "Write the corrected number under '数值', and keep the broken one under '原文'.",
    ),
    Cause.NO_NUMBER: declare_working(
        "ZB0359",
        "缺少数字",
        "查到的请写入“数值”；查不到的请保留。",
        "missing number",
        "'{claim}' cannot be checked",
        "Write the number under '数值' if it can be found, and keep the entry otherwise.",
    ),
}


def unknown_figure(name: str, known: list[str], place: Location) -> Finding:
    """The finding for a figure that does not exist."""
    hint = suggested(
        name, known, "可用的指标见网站“开放数据”页。", "Look the identifier up on the page '开放数据' of the site."
    )
    return Finding(_UNKNOWN, place, {"found": name, **hint})


def check(register: Register, computed: Computed | None = None) -> Iterator[Finding]:
    computed = figures(register.released()) if computed is None else computed
    known = list(computed)
    for report in register.reports.values():
        yield from _named(register, report, computed)
    for report, index, claim, working in workings(register, computed):
        if working.cause is Cause.FIGURE:
            figure = computed[claim.figure or ""]
            facts = {"found": str(claim.value), "label": figure.label, "computed": figure.display}
            yield Finding(_DIFFERS, register.place(report, ("数据", index, "数值")), facts)
    yield from of_claims(register, _KINDS, computed)
    for method in register.of(Method).values():
        for number, step in enumerate(method.steps):
            for keys, name in _named_by(step):
                if name not in computed:
                    yield unknown_figure(name, known, register.place(method, ("步骤", number, *keys)))


def _named_by(step: Step) -> Iterator[tuple[Keys, str]]:
    """The figures that a step of a method names, with the path to each."""
    for index, name in enumerate(step.figures):
        yield ("指标", index), name
    for index, check in enumerate(step.checks):
        for part, name in enumerate(check.parts):
            yield ("检查", index, "各项", part), name
        if check.other is not None:
            yield ("检查", index, "与"), check.other


def _named(register: Register, report: Report, computed: Mapping[str, Figure]) -> Iterator[Finding]:
    known, texts = list(computed), [claim.text for claim in report.claims]
    for keys, name in unresolved(report, computed):
        facts = {"key": last_key(keys), "found": name}
        if texts.count(name) > 1:
            facts["suggestion"] = "本报告里有两条同样的说法，请改其中一条，使所指明确。"
            facts["suggestion_en"] = "Change one of the two entries of the report that have this wording."
        else:
            copy, copy_en = "请照抄本报告另一条的“说法”。", "Copy the '说法' of another entry of this report."
            facts |= suggested(name, [*texts, *known], copy, copy_en)
        yield Finding(_NO_OPERAND, register.place(report, keys), facts)
    for index, claim in enumerate(report.claims):
        if claim.figure is not None and claim.figure not in computed:
            yield unknown_figure(claim.figure, known, register.place(report, ("数据", index, "指标")))
