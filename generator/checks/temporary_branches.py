"""CK13: a temporary branch admits nobody, collects no dues, elects nobody (RU09)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.shortfalls import declare_shortfall, shortfalls
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.evaluation import Status

__all__ = ["check"]

_SHORT = declare_shortfall("ZB0413", "临时党支部办了不该办的事", "temporary branch beyond its duties")
_RULES = ("RU09",)


def check(register: Register, statuses: Sequence[Status]) -> Iterator[Finding]:
    yield from shortfalls(_SHORT, register, statuses, _RULES)
