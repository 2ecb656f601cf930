"""CK14: meetings of members, committee and groups, and lectures (RU11, RU12, RU14)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.shortfalls import declare_shortfall, shortfalls
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.evaluation import Status

__all__ = ["check"]

_SHORT = declare_shortfall("ZB0414", "三会一课没有按期开展", "meetings and lectures that were not held")
_RULES = ("RU11", "RU12", "RU12-2", "RU14", "RU14-2")


def check(register: Register, statuses: Sequence[Status]) -> Iterator[Finding]:
    yield from shortfalls(_SHORT, register, statuses, _RULES)
