"""CK04: what has to come first comes first: application, approval, formation, term; start and end."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.findings import Finding, Severity, declare
from generator.records.dossier import Dossier
from generator.records.fields import Record
from generator.records.register import Register
from generator.records.walking import Keys

__all__ = ["check", "check_dossier"]

_ORDER = declare(
    "ZB0404",
    Severity.WARNING,
    (
        "日期先后颠倒",
        "{later}（{second}）早于{earlier}（{first}）。",
        "请核对两个日期，{later}不应早于{earlier}。",
    ),
    (
        "dates in the wrong order",
        "The {later_en} ({second}) lies before the {earlier_en} ({first}).",
        "Check both dates.",
    ),
)

_ENGLISH = {
    "申请日期": "day of application",
    "批复日期": "day of approval",
    "成立日期": "day of formation",
    "届期开始日期": "start of the term",
    "届满日期": "end of the term",
    "延期日期": "day to which the term was extended",
    "开始日期": "start",
    "结束日期": "end",
    "通过日期": "day of adoption",
    "施行日期": "day on which it takes effect",
}
_Pair = tuple[str, datetime.date | None, str, datetime.date | None, Keys]


def _wrong(register: Register, record: Record, pairs: Iterator[_Pair]) -> Iterator[Finding]:
    for earlier, first, later, second, keys in pairs:
        if first is not None and second is not None and second < first:
            facts = {"earlier": earlier, "later": later, "first": first.isoformat(), "second": second.isoformat()}
            facts |= {"earlier_en": _ENGLISH[earlier], "later_en": _ENGLISH[later]}
            yield Finding(_ORDER, register.place(record, keys), facts)


def check_dossier(register: Register, dossier: Dossier) -> Iterator[Finding]:
    """Application ≤ approval ≤ formation ≤ start of the term ≤ the day it was put off to."""
    formation, term = dossier.branch.formation, dossier.branch.term

    def pairs() -> Iterator[_Pair]:
        yield "申请日期", formation.applied, "批复日期", formation.approved, ("组建", "批复日期")
        yield "批复日期", formation.approved, "成立日期", formation.date, ("组建", "日期")
        yield "申请日期", formation.applied, "成立日期", formation.date, ("组建", "日期")
        if term is not None:
            yield "成立日期", formation.date, "届期开始日期", term.start, ("届期", "起")
            yield "届满日期", term.end, "延期日期", term.extended, ("届期", "延期至")

    yield from _wrong(register, dossier.branch, pairs())


def check(register: Register) -> Iterator[Finding]:
    """Start ≤ end of pairings and campaigns; adopted ≤ effective."""
    for pairing in register.pairings.values():
        yield from _wrong(register, pairing, iter([("开始日期", pairing.start, "结束日期", pairing.end, ("止",))]))
    for campaign in register.campaigns.values():
        yield from _wrong(register, campaign, iter([("开始日期", campaign.start, "结束日期", campaign.end, ("止",))]))
    for regulation in register.regulations.values():
        pair = ("通过日期", regulation.adopted, "施行日期", regulation.effective, ("施行日期",))
        yield from _wrong(register, regulation, iter([pair]))
