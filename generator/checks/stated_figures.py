"""A figure that a report or a method names exists; a stated value agrees with the computed one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding, Location, Severity, declare
from generator.records.loading import nearest
from generator.records.register import Register
from generator.records.values import exact
from generator.rulebook.figures import figures
from generator.rulebook.methods import Method

__all__ = ["check", "unknown_figure"]

_UNKNOWN = declare(
    "ZB0310",
    Severity.ERROR,
    ("没有这个计算指标", "没有编号为“{found}”的计算指标。", "{suggestion}"),
    ("no such figure", "there is no computed figure '{found}'.", "{suggestion_en}"),
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
        "stated figure differs",
        "the report says '{found}'; the records give {computed} ({label}).",
        "Check the report or the records; the page shows both.",
    ),
)


def unknown_figure(name: str, known: list[str], place: Location) -> Finding:
    """The finding for a figure that does not exist."""
    close = nearest(name, known)
    suggestion = f"是不是“{close}”？" if close else "可用的指标见网站“开放数据”页。"
    suggestion_en = f"Did you mean '{close}'?" if close else "The site's data page lists them."
    return Finding(_UNKNOWN, place, {"found": name, "suggestion": suggestion, "suggestion_en": suggestion_en})


def check(register: Register) -> Iterator[Finding]:
    computed = figures(register.released())
    known = list(computed)
    for report in register.reports.values():
        for index, claim in enumerate(report.claims):
            if claim.figure is None:
                continue
            figure = computed.get(claim.figure)
            keys = ("数据", index)
            if figure is None:
                yield unknown_figure(claim.figure, known, register.place(report, (*keys, "指标")))
                continue
            said = exact(claim.value)
            if said is not None and figure.value is not None and said != figure.value:
                facts = {"found": str(claim.value), "label": figure.label, "computed": figure.display}
                yield Finding(_DIFFERS, register.place(report, (*keys, "数值")), facts)
    for method in register.of(Method).values():
        for number, step in enumerate(method.steps):
            for index, name in enumerate(step.figures):
                if name not in computed:
                    yield unknown_figure(name, known, register.place(method, ("步骤", number, "指标", index)))
