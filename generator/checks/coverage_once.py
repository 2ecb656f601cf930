"""A unit is covered by one branch; a second one would count it twice."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding, Severity, declare
from generator.records.register import Register

__all__ = ["check"]

_TWICE = declare(
    "ZB0305",
    Severity.ERROR,
    ("一个单位被两个支部覆盖", "“{found}”已由“{other}”覆盖。", "一个单位只归一个党支部覆盖，请在其中一处删去。"),
    (
        "unit covered twice",
        "'{found}' is already covered by '{other}'.",
        "Delete it in one of the two branches, because only one branch covers a unit.",
    ),
)


def check(register: Register) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for branch in register.branches.values():
        for index, name in enumerate(branch.units):
            unit = register.unit(name)
            if unit is None:
                continue
            if unit.name in first:
                facts = {"found": unit.name, "other": first[unit.name]}
                yield Finding(_TWICE, register.place(branch, ("覆盖单位", index)), facts)
            else:
                first[unit.name] = branch.short_name
