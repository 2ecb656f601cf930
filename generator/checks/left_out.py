"""CK06: what is masked or rounded is not counted; the report says how many records a total leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding, Location, Severity, declare
from generator.records.register import Register
from generator.rulebook.figures import figures

__all__ = ["check"]

_LEFT_OUT = declare(
    "ZB0406",
    Severity.NOTE,
    (
        "合计没有计入隐去或约数的记录",
        "“{label}”合计{value}{unit}，有{count}处写的是隐去的数或约数，没有计入。",
        "请在查到确切数字后改写记录；查不到的保持原样，不要填0。",
    ),
    (
        "total that leaves records out",
        "'{label}' comes to {value} {unit}; masked or approximate entries ({count}) are not counted.",
        "Write the exact number once it is known, and never 0 in its place.",
    ),
)


def check(register: Register) -> Iterator[Finding]:
    for figure in figures(register).values():
        if figure.unknown:
            facts = {
                "label": figure.label,
                "value": str(figure.value),
                "unit": figure.unit,
                "count": str(figure.unknown),
            }
            yield Finding(_LEFT_OUT, Location("records/site.yml"), facts)
