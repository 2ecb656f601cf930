"""CK40: what was taken down does not come back by itself: neither the record nor the picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.findings import Finding, Severity, declare
from generator.records.register import Register
from generator.records.withdrawal import Withdrawal

__all__ = ["check"]

_BACK = declare(
    "ZB0340",
    Severity.ERROR,
    (
        "已撤下的内容又公开了",
        "“{found}”在{date}撤下，现在又要公开。",
        "请删去或改为内部；确实可以重新公开的，从 records/withdrawals.yml 删去这一条。",
    ),
    (
        "withdrawn content that is public again",
        "'{found}' was taken down on {date} and would now be published again.",
        "Remove it or make it internal, or delete this entry if it may be published again.",
    ),
)


def check(register: Register) -> Iterator[Finding]:
    for item in register.of(Withdrawal).values():
        kind, _, id = item.subject.partition("/")
        record = register.records.get(kind, {}).get(id)
        back = (
            record.released if record is not None else kind == "records" and Path(register.root, item.subject).exists()
        )
        if back:
            facts = {"found": item.subject, "date": item.date.isoformat()}
            yield Finding(_BACK, register.place(item, ("对象",)), facts)
