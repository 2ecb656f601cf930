"""CK26: sums of money can be added up: every amount has its unit, and it is one unit."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding, Severity, declare
from generator.records.register import Register

__all__ = ["check"]

_BARE = declare(
    "ZB0426",
    Severity.WARNING,
    ("金额没有单位", "项目“{name}”的金额{amount}没有写单位。", "请补上“单位”，例如“单位: 万元”。"),
    (
        "amount without a unit",
        "The amount {amount} of the project '{name}' has no unit.",
        "Add '单位', for example '单位: 万元'.",
    ),
)
_MIXED = declare(
    "ZB0526",
    Severity.WARNING,
    (
        "金额单位不统一",
        "项目“{name}”的金额单位是“{unit}”，前面各项是“{other}”，不能相加。",
        "请换算成同一单位。",
    ),
    (
        "mixed units of money",
        "The unit of the project '{name}' is '{unit}', that of those before it '{other}': they cannot be added.",
        "Convert the amounts to one unit.",
    ),
)


def check(register: Register) -> Iterator[Finding]:
    first: str | None = None  # of all pairings: the figures add them all up
    for pairing in register.pairings.values():
        for number, pair in enumerate(pairing.pairs):
            for index, project in enumerate(pair.projects):
                if project.amount is None:
                    continue
                keys = ("结对", number, "项目", index)
                if project.unit is None:
                    facts = {"name": project.name, "amount": str(project.amount)}
                    yield Finding(_BARE, register.place(pairing, (*keys, "金额")), facts)
                    continue
                first = first or project.unit
                if project.unit != first:
                    facts = {"name": project.name, "unit": project.unit, "other": first}
                    yield Finding(_MIXED, register.place(pairing, (*keys, "单位")), facts)
