"""CK35: too many campaigns at once (RZ09)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.shortfalls import declare_shortfall, shortfalls
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.evaluation import Status

__all__ = ["check"]

_SHORT = declare_shortfall("ZB0435", "同时开展的载体过多", "too many campaigns")
_RULES = ("RZ09",)


def check(register: Register, statuses: Sequence[Status]) -> Iterator[Finding]:
    yield from shortfalls(_SHORT, register, statuses, _RULES)
