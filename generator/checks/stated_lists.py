"""CK21: a report that names an "N个X" lists N of them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.workings import KEEP, KEEP_EN, Computed, declare_working, of_claims
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.claims import Cause

__all__ = ["check"]

_KINDS = {
    Cause.COUNT: declare_working(
        "ZB0354",
        "所称个数与所列不符",
        f"请补全或改正个数；{KEEP}",
        "count that differs from the list",
        "The count of '{claim}' differs from what is listed",
        f"Complete the list, or correct the count. {KEEP_EN}",
    ),
    Cause.UNLISTED: declare_working(
        "ZB0355",
        "只有名称没有列出",
        f"能查到的请逐项写入“成员”；{KEEP}",
        "name without a list",
        "'{claim}' cannot be checked",
        f"List the members under '成员' if they can be found. {KEEP_EN}",
    ),
}


def check(register: Register, computed: Computed | None = None) -> Iterator[Finding]:
    yield from of_claims(register, _KINDS, computed)
