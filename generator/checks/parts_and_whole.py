"""CK22: what a report states as a sum, a product or an average is one, and figures fit one another."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.workings import KEEP, KEEP_EN, Computed, declare_working, of_claims
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.claims import Cause

__all__ = ["check"]

_KINDS = {
    Cause.EQUATION: declare_working(
        "ZB0351",
        "算式与所述不符",
        f"请核对各项和合计；{KEEP}",
        "calculation that does not hold",
        "The calculation of '{claim}' does not hold",
        f"Check the parts and the result. {KEEP_EN}",
    ),
    Cause.RELATION: declare_working(
        "ZB0356",
        "两个数对不上",
        f"请核对两处；{KEEP}",
        "two figures that do not fit",
        "'{claim}' does not fit the figure it is compared with",
        f"Check both figures. {KEEP_EN}",
    ),
    Cause.NORM: declare_working(
        "ZB0357",
        "平均数没有达到要求",
        "数字本身无误；请如实保留，并据此改进工作。",
        "average that misses its norm",
        "The average '{claim}' misses what is required",
        "Keep the figure, which is right in itself, and improve the work.",
    ),
}


def check(register: Register, computed: Computed | None = None) -> Iterator[Finding]:
    yield from of_claims(register, _KINDS, computed)
