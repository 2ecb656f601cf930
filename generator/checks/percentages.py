"""CK23: a share is its part of its whole within rounding, of one whole throughout, and the whole is named."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.workings import KEEP, KEEP_EN, Computed, declare_working, of_claims
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.claims import Cause

__all__ = ["check"]

_KINDS = {
    Cause.SHARE: declare_working(
        "ZB0352",
        "占比与所述不符",
        f"请核对部分和总数；{KEEP}",
        "share that does not hold",
        "The share '{claim}' does not hold",
        f"Check the part and the whole. {KEEP_EN}",
    ),
    Cause.TWO_WHOLES: declare_working(
        "ZB0353",
        "同一总数用了两个数",
        f"请统一用一个总数；{KEEP}",
        "share of another whole",
        "The share '{claim}' is of another whole",
        f"Use one whole throughout. {KEEP_EN}",
    ),
    Cause.NO_WHOLE: declare_working(
        "ZB0360",
        "没有写明总数",
        "请写明占的是什么总数。",
        "share without a whole",
        "'{claim}' cannot be checked",
        "Say what whole it is a share of.",
    ),
}


def check(register: Register, computed: Computed | None = None) -> Iterator[Finding]:
    yield from of_claims(register, _KINDS, computed)
