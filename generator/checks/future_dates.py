"""Nothing recorded lies after the day the data are true for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.findings import Finding, Severity, declare
from generator.records.dossier import Dossier
from generator.records.fields import Record
from generator.records.register import Register
from generator.records.walking import Keys

__all__ = ["check"]

_LATER = declare(
    "ZB0308",
    Severity.WARNING,
    (
        "日期在数据截至日期之后",
        "日期 {found} 晚于数据截至日期 {as_of}。",
        "请核对日期；数据已更新的，改 records/site.yml 里的“数据截至”。",
    ),
    (
        "date after the as-of date",
        "The date {found} lies after the as-of date {as_of}.",
        "Check the date, or change '数据截至' in records/site.yml if the data are newer.",
    ),
)


def check(register: Register, dossier: Dossier) -> Iterator[Finding]:
    as_of = register.as_of
    dated: list[tuple[Record, datetime.date, Keys]] = [
        (dossier.branch, dossier.branch.formation.date, ("组建", "日期")),
        *((activity, activity.date, ("日期",)) for activity in dossier.activities),
    ]
    for record, date, keys in dated:
        if date > as_of:
            facts = {"found": date.isoformat(), "as_of": as_of.isoformat()}
            yield Finding(_LATER, register.place(record, keys), facts)
