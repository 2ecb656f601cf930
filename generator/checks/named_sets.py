"""CK33: 五个一 and 五个掌握, 五个清, 四包 (RZ06, RZ07, RZ08)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.shortfalls import declare_shortfall, shortfalls
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.evaluation import Status

__all__ = ["check"]

_SHORT = declare_shortfall("ZB0433", "五个一、五个清、四包等有缺项", "incomplete named sets")
_RULES = ("RZ06", "RZ07", "RZ08")


def check(register: Register, statuses: Sequence[Status]) -> Iterator[Finding]:
    yield from shortfalls(_SHORT, register, statuses, _RULES)
