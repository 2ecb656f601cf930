"""CK34: the four defects (RZ01 to RZ04)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.shortfalls import declare_shortfall, shortfalls
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.evaluation import Status

__all__ = ["check"]

_SHORT = declare_shortfall("ZB0434", "四种不良现象", "one of the four defects")
_RULES = ("RZ01", "RZ02", "RZ03", "RZ04")


def check(register: Register, statuses: Sequence[Status]) -> Iterator[Finding]:
    yield from shortfalls(_SHORT, register, statuses, _RULES)
