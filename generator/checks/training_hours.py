"""CK20: hours of study a year (RU18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.shortfalls import declare_shortfall, shortfalls
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.evaluation import Status

__all__ = ["check"]

_SHORT = declare_shortfall("ZB0420", "学习培训学时不够", "too few hours of study")
_RULES = ("RU18",)


def check(register: Register, statuses: Sequence[Status]) -> Iterator[Finding]:
    yield from shortfalls(_SHORT, register, statuses, _RULES)
