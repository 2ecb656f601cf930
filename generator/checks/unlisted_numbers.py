"""A report that proves its figures lists every one: no number of its text is missing from 数据 (CK54)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.borrowed_figures import within
from generator.findings import Finding, Severity, declare
from generator.records.register import Register
from generator.records.report import Report
from generator.records.values import exact
from generator.rulebook.statements import numbers, own_texts

__all__ = ["check"]

_UNLISTED = declare(
    "ZB0367",
    Severity.WARNING,
    (
        "报告里有数字没有列入数据",
        "“{found}”没有列入这份报告的“数据”，它对不对无法核对。",
        "请在“数据”里补一条：写明说法、数值、单位；记录能算出的写“指标”，由别的数算出的写“各项”“占比”“平均”。",
    ),
    (
        "number of a report that is not listed",
        "'{found}' is not listed in the report's '数据', so that nothing tells whether it is right.",
        "List it there with its wording, value and unit, and name the figure or the working that gives it.",
    ),
)


def check(register: Register) -> Iterator[Finding]:
    for report in register.of(Report).values():
        listed = {exact(claim.value) for claim in report.claims}
        for keys, text in own_texts(report) if listed else ():
            for words, value in numbers(text):
                if value not in listed:
                    yield Finding(_UNLISTED, within(register, report, keys, words), {"found": words})
