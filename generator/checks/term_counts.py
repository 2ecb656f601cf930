"""CK21: an "N个X" has N members; where its source does not add up, the record says why."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding, Severity, declare
from generator.records.register import Register
from generator.rulebook.terms import term_sets

__all__ = ["check"]

_DIFFERS = declare(
    "ZB0421",
    Severity.WARNING,
    (
        "所称的数与成员个数不一致",
        "“{name}”所称{said}项，列出{found}项。",
        "请补全或删减成员；原文确实如此的，在“出入”里写明原因。",
    ),
    (
        "stated number that differs from the members",
        "'{name}' says {said} and lists {found}.",
        "Add or delete members, or say under '出入' why the source differs.",
    ),
)
_STALE = declare(
    "ZB0521",
    Severity.WARNING,
    ("多余的“出入”说明", "“{name}”所称与成员个数一致，不需要“出入”。", "请删去“出入”一行。"),
    (
        "needless note of a mismatch",
        "'{name}' lists as many members as it says and needs no '出入'.",
        "Delete the line '出入'.",
    ),
)


def check(register: Register) -> Iterator[Finding]:
    for terms in term_sets(register).values():
        if terms.said is None:
            continue
        facts = {"name": terms.name, "said": str(terms.said), "found": str(len(terms.members))}
        differs = terms.said != len(terms.members)
        if differs and terms.mismatch is None:
            yield Finding(_DIFFERS, register.place(terms, ("成员",)), facts)
        elif not differs and terms.mismatch is not None:
            yield Finding(_STALE, register.place(terms, ("出入",)), facts)
