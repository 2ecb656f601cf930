"""CK46: something new within two weeks, notices within half a year, no section without content (RU33)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from generator.checks.shortfalls import declare_shortfall, shortfalls
from generator.checks.summaries import Summary
from generator.findings import Finding, Location, Severity, declare
from generator.records.register import Register
from generator.rulebook.evaluation import Status
from generator.rulebook.rules import Rule

__all__ = ["check", "check_statuses"]

_STALE = declare(
    "ZB0446",
    Severity.NOTE,
    (
        "活动很久没有更新",
        "最近一次活动是{last}，到{as_of}已有{days}天，规定{limit}。",
        "请督促各支部在活动后及时补录。",
    ),
    (
        "lack of new activities",
        "The last activity was on {last}, {days} days before {as_of}, but the rule asks for {limit_en}.",
        "Have the branches add their activities soon after they take place.",
    ),
)
_EMPTY = declare_shortfall("ZB0546", "栏目空白或者很久没有更新", "empty or stale section")


def check(register: Register, summaries: Sequence[Summary]) -> Iterator[Finding]:
    rule = register.of(Rule).get("RU33")
    limit = rule.limit("最近活动") if rule and rule.enabled else None
    last = max((summary.last_activity for summary in summaries), default="")
    if limit is None or not last:
        return
    days = (register.as_of - datetime.date.fromisoformat(last)).days
    if not limit.holds(days):
        facts = {"last": last, "as_of": register.as_of.isoformat(), "days": str(days), "limit": limit.words}
        facts["limit_en"] = f"{limit.words_en} days"
        yield Finding(_STALE, Location("records/site.yml"), facts)


def check_statuses(register: Register, statuses: Sequence[Status]) -> Iterator[Finding]:
    """Sections that are empty or stale, as the rules were put to the site."""
    yield from shortfalls(_EMPTY, register, statuses, ("RU33-2", "RU33-3"))
