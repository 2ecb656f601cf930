"""What the checks of stated figures share: the workings of every claim of every report, each given to the check it
belongs to by what it works out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.findings import Finding, Kind, Severity, declare
from generator.records.register import Register
from generator.records.report import Claim, Report
from generator.records.walking import Keys
from generator.rulebook.claims import Cause, Working, reckon
from generator.rulebook.figures import Figure, figures

__all__ = ["KEEP", "KEEP_EN", "Computed", "declare_working", "of_claims", "workings"]

KEEP = "原文确实如此的可以保留，报告页面会如实标明。"
KEEP_EN = "Keep it if the original says so; the page says what does not hold."
Computed = Mapping[str, Figure]
_Worked = list[tuple[Report, int, Claim, Working]]


def declare_working(code: str, title: str, hint: str, title_en: str, said_en: str, hint_en: str) -> Kind:
    """A kind about a working that does not hold: the sum itself stands in the message, in English after ``said_en``."""
    zh = (title, "{claim}：{working}。", hint)
    return declare(code, Severity.WARNING, zh, (title_en, f"{said_en}: {{working_en}}.", hint_en))


def workings(register: Register, computed: Computed | None = None) -> _Worked:
    """Every working that an editor must hear of: its report, the position of its claim, the claim, the working.

    Worked out once for all checks, where the register is complete. ``computed`` are the figures of the released
    records, where the caller knows them.
    """
    if computed is not None or not register.rows:
        return _worked(register, computed)
    if "workings" not in register.memory:
        register.memory["workings"] = _worked(register, None)
    found: _Worked = register.memory["workings"]
    return found


def _worked(register: Register, computed: Computed | None) -> _Worked:
    computed = figures(register.released()) if computed is None else computed
    return [
        (report, index, claim, working)
        for report in register.reports.values()
        for index, (claim, found) in enumerate(zip(report.claims, reckon(report, computed), strict=True))
        for working in found
        if working.reportable
    ]


def of_claims(register: Register, kinds: Mapping[Cause, Kind], computed: Computed | None = None) -> Iterator[Finding]:
    """The findings of a check about workings of some causes."""
    for report, index, claim, working in workings(register, computed):
        if working.cause in kinds:
            keys: Keys = ("数据", index, *working.keys)
            reason, reason_en = working.reason, working.reason_en
            facts = {
                "claim": claim.text,
                "working": f"{working.text}{'；' if reason else ''}{reason}",
                "working_en": f"{working.text_en}{'; ' if reason_en else ''}{reason_en}",
            }
            yield Finding(kinds[working.cause], register.place(report, keys), facts)
