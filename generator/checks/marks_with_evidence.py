"""CK31: 六有, 八有, 五有, 6+X ticked, with something to show for it (RU32, RU25-5, RZ05)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.shortfalls import declare_shortfall, shortfalls
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.evaluation import Status

__all__ = ["check"]

_SHORT = declare_shortfall("ZB0431", "对照检查有缺项", "incomplete check-lists")
_RULES = ("RU32", "RU25-5", "RZ05")


def check(register: Register, statuses: Sequence[Status]) -> Iterator[Finding]:
    yield from shortfalls(_SHORT, register, statuses, _RULES)
