"""CK16: what is to happen once a year: 组织生活会, 民主评议, talks (RU15, RU16)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.shortfalls import declare_shortfall, shortfalls
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.evaluation import Status

__all__ = ["check"]

_SHORT = declare_shortfall("ZB0416", "年度组织生活没有开展", "missing yearly organisation life")
_RULES = ("RU15", "RU15-2", "RU16")


def check(register: Register, statuses: Sequence[Status]) -> Iterator[Finding]:
    yield from shortfalls(_SHORT, register, statuses, _RULES)
