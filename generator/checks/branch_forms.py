"""CK07: a branch's form fits its members (RU01, RU02, RU04, RU05)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.shortfalls import declare_shortfall, shortfalls
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.evaluation import Status

__all__ = ["check"]

_SHORT = declare_shortfall("ZB0407", "组织形式与党员人数不符", "form that does not fit the members")
_RULES = ("RU01", "RU02-2", "RU04", "RU05")


def check(register: Register, statuses: Sequence[Status]) -> Iterator[Finding]:
    yield from shortfalls(_SHORT, register, statuses, _RULES)
