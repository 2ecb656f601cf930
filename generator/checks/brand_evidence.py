"""CK36: a brand without evidence (RZ10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.shortfalls import declare_shortfall, shortfalls
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.evaluation import Status

__all__ = ["check"]

_SHORT = declare_shortfall("ZB0436", "案例没有佐证", "case without evidence")
_RULES = ("RZ10",)


def check(register: Register, statuses: Sequence[Status]) -> Iterator[Finding]:
    yield from shortfalls(_SHORT, register, statuses, _RULES)
