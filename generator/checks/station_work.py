"""CK17: a station's heads, meetings, lists, scores and load (RU23, RU25)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.shortfalls import declare_shortfall, shortfalls
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.evaluation import Status

__all__ = ["check"]

_SHORT = declare_shortfall("ZB0417", "指导站工作不到位", "station work that falls short")
_RULES = ("RU23", "RU25", "RU25-2", "RU25-3", "RU25-4")


def check(register: Register, statuses: Sequence[Status]) -> Iterator[Finding]:
    yield from shortfalls(_SHORT, register, statuses, _RULES)
