"""CK37: a matter is closed after it was accepted, and in order; overdue ones stand in the report (RU31)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.checks.shortfalls import declare_shortfall, shortfalls
from generator.findings import Finding, Severity, declare
from generator.records.rectification import Rectification
from generator.records.register import Register
from generator.rulebook.evaluation import Status

__all__ = ["check", "check_statuses"]

_UNACCEPTED = declare(
    "ZB0437",
    Severity.WARNING,
    (
        "没有验收就销号",
        "整改事项“{name}”已于{closed}销号，没有验收日期。",
        "请补上“验收日期”和“验收标准”；没有验收的，删去“销号日期”。",
    ),
    (
        "closing without acceptance",
        "'{name}' was closed on {closed}, but has no day of acceptance.",
        "Add '验收日期' and '验收标准', or delete '销号日期' if nothing was accepted.",
    ),
)
_ORDER = declare(
    "ZB0537",
    Severity.WARNING,
    ("整改日期先后颠倒", "“{name}”的{later}早于{earlier}。", "请核对日期：先发现，再验收，后销号。"),
    (
        "rectification dates in the wrong order",
        "The '{later}' of '{name}' lies before its '{earlier}'.",
        "Check the dates: found first, accepted next, closed last.",
    ),
)
_SHORT = declare_shortfall("ZB0637", "整改逾期或要素不全", "overdue or incomplete rectification")


def check(register: Register) -> Iterator[Finding]:
    for matter in register.of(Rectification).values():
        if matter.closed is not None and matter.accepted is None:
            facts = {"name": matter.name, "closed": matter.closed.isoformat()}
            yield Finding(_UNACCEPTED, register.place(matter, ("销号日期",)), facts)
        days = [("发现日期", matter.found), ("验收日期", matter.accepted), ("销号日期", matter.closed)]
        known = [(word, day) for word, day in days if day is not None]
        for (earlier, first), (later, second) in pairwise(known):
            if second < first:
                facts = {"name": matter.name, "earlier": earlier, "later": later}
                yield Finding(_ORDER, register.place(matter, (later,)), facts)


def check_statuses(register: Register, statuses: Sequence[Status]) -> Iterator[Finding]:
    """Matters that are overdue or lack a part, as the rules were put to them."""
    yield from shortfalls(_SHORT, register, statuses, ("RU31",))
