"""CK24: shares that make up a whole sum to 100, and none was changed so that they do."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.workings import KEEP, KEEP_EN, Computed, declare_working, of_claims
from generator.findings import Finding
from generator.records.register import Register
from generator.rulebook.claims import Cause

__all__ = ["check"]

_KINDS = {
    Cause.SHARES: declare_working(
        "ZB0424",
        "各项占比合计与所述不符",
        f"请核对各项占比，看有没有漏项；{KEEP}",
        "shares at odds with their sum",
        "The shares of '{claim}' do not sum up",
        f"Check the shares, one of which may be missing. {KEEP_EN}",
    ),
    Cause.FORCED: declare_working(
        "ZB0524",
        "占比为凑整而改",
        f"请写四舍五入的数，合计差一点的注明是四舍五入造成的；{KEEP}",
        "share changed to make a round sum",
        "The share '{claim}' seems to have been changed to make the sum round",
        f"Write each share as it rounds, and say that the sum is off by rounding. {KEEP_EN}",
    ),
}


def check(register: Register, computed: Computed | None = None) -> Iterator[Finding]:
    yield from of_claims(register, _KINDS, computed)
