"""A round of assessment names a branch once."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding, Severity, declare
from generator.records.register import Register

__all__ = ["check"]

_TWICE = declare(
    "ZB0309",
    Severity.ERROR,
    ("同一轮评定里出现两次", "支部“{found}”在本轮评定结果中出现了两次。", "请删去其中一条。"),
    (
        "branch listed twice in one round",
        "The branch '{found}' appears twice in this round.",
        "Delete one of the two entries.",
    ),
)


def check(register: Register) -> Iterator[Finding]:
    for assessment in register.assessments.values():
        seen: set[str] = set()
        for index, row in enumerate(assessment.results):
            if row.branch in seen:
                place = register.place(assessment, ("结果", index, "支部"))
                yield Finding(_TWICE, place, {"found": row.branch})
            seen.add(row.branch)
