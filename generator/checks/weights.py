"""CK28: a total that is made of weighted parts is what the weights make of them (4:3:3)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding, Severity, declare
from generator.records.appraisal import Appraisal
from generator.records.register import Register
from generator.records.values import exact
from generator.rulebook.numbers import number_of, rounded
from generator.rulebook.schemes import schemes

__all__ = ["check"]

_TOTAL = declare(
    "ZB0428",
    Severity.WARNING,
    (
        "总分不是按权重合成的",
        "按{weights}合成应为{expected}分，记录写的是{found}分。",
        "请核对各项得分和总分。",
    ),
    (
        "total at odds with the weights",
        "The weights {weights} give {expected}, but the record says {found}.",
        "Check the scores and the total.",
    ),
)
_GRADE = declare(
    "ZB0528",
    Severity.ERROR,
    ("等次不在指标体系之内", "“{found}”不是《{scheme}》的等次。", "请从这些等次里选：{allowed}。"),
    ("unknown grade", "'{found}' is not a grade of '{scheme}'.", "Choose one of these: {allowed}."),
)


def check(register: Register) -> Iterator[Finding]:
    known = schemes(register)
    for appraisal in register.of(Appraisal).values():
        scheme = known.get(appraisal.scheme)
        if scheme is None:
            continue
        grades = [band.name for band in scheme.bands]
        for index, row in enumerate(appraisal.results):
            if row.grade is not None and row.grade not in grades:
                facts = {"found": row.grade, "scheme": scheme.name, "allowed": "、".join(grades)}
                yield Finding(_GRADE, register.place(appraisal, ("结果", index, "等次")), facts)
            score = exact(row.score)
            parts = {part.name: value for part in row.parts if (value := exact(part.score)) is not None}
            total = scheme.weighted(parts)
            if score is None or total is None:
                continue
            expected = rounded(total, number_of(score, None).decimals)
            if expected != score:
                ratio = ":".join(f"{weight.weight:f}" for weight in scheme.weights)
                facts = {"weights": ratio, "expected": str(expected), "found": str(score)}
                yield Finding(_TOTAL, register.place(appraisal, ("结果", index, "得分")), facts)
