"""The registry of checks: adding one is a file with a ``check`` function and a line here.

A check looks at records one by one, at one dossier at a time, or at the site as a whole. What it finds in a dossier is
kept until the dossier changes; only checks on the whole run every time, and they ask for no activity.

Checks of the report are run for ``zhibu report`` only. Most of them put statuses below 绿 into findings: a record that
says truly that something was not done has no mistake in it, and ``zhibu check`` leaves it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from generator.checks import (
    branch_forms,
    brand_evidence,
    committee_posts,
    consent,
    content_files,
    coverage_formulas,
    coverage_once,
    date_order,
    dispatch_consent,
    file_boxes,
    footer,
    four_defects,
    freshness,
    imprint,
    instructor_identity,
    joint_units,
    left_out,
    many_campaigns,
    marks_with_evidence,
    meetings_and_lectures,
    money_kinds,
    named_sets,
    one_star_each,
    pairing_ratio,
    parts_and_whole,
    percentages,
    prose_figures,
    prose_wording,
    quorum,
    rectifications,
    rule_forms,
    same_twice,
    schemes_add_up,
    shares_of_a_whole,
    star_scores,
    star_veto,
    stated_figures,
    stated_lists,
    station_work,
    temporary_branches,
    term_counts,
    terms_of_office,
    theme_days,
    three_reviews,
    training_hours,
    unformed_units,
    unlisted_numbers,
    weights,
    withdrawals,
    yearly_jumps,
    yearly_life,
)
from generator.checks.of_folders import run_records
from generator.checks.pages import access, documents, leaks, links
from generator.checks.summaries import Summary
from generator.findings import Finding
from generator.records.dossier import Dossier
from generator.records.fields import Record
from generator.records.register import OnDemand, Register
from generator.rulebook.evaluation import Status

__all__ = [
    "CHECKS",
    "DOCUMENT_CHECKS",
    "PAGE_CHECKS",
    "REPORT_CHECKS",
    "REPORT_RECORD_CHECKS",
    "REPORT_SUMMARY_CHECKS",
    "STATUS_CHECKS",
    "run",
    "run_documents",
    "run_pages",
    "run_report",
    "run_statuses",
]

CHECKS: dict[str, Callable[[Register], Iterator[Finding]]] = {
    "rule-forms": rule_forms.check,
    "term-counts": term_counts.check,
    "schemes-add-up": schemes_add_up.check,
    "coverage-once": coverage_once.check,
    "date-order-of-others": date_order.check,
    "one-star-each": one_star_each.check,
    "star-scores": star_scores.check,
    "star-veto": star_veto.check,
    "weights": weights.check,
    "money-kinds": money_kinds.check,
    "rectifications": rectifications.check,
    "parts-and-whole": parts_and_whole.check,
    "percentages": percentages.check,
    "shares-of-a-whole": shares_of_a_whole.check,
    "stated-lists": stated_lists.check,
    "stated-figures": stated_figures.check,
    "prose-figures": prose_figures.check,
    "unlisted-numbers": unlisted_numbers.check,
    "content-files": content_files.check,
    "prose-wording": prose_wording.check,
    "withdrawals": withdrawals.check,
}
STATUS_CHECKS: dict[str, Callable[[Register, Sequence[Status]], Iterator[Finding]]] = {
    "branch-forms": branch_forms.check,
    "joint-units": joint_units.check,
    "committee-posts": committee_posts.check,
    "terms-of-office": terms_of_office.check,
    "unformed-units": unformed_units.check,
    "dispatch-consent": dispatch_consent.check,
    "temporary-branches": temporary_branches.check,
    "meetings-and-lectures": meetings_and_lectures.check,
    "theme-days": theme_days.check,
    "yearly-life": yearly_life.check,
    "station-work": station_work.check,
    "quorum": quorum.check,
    "training-hours": training_hours.check,
    "coverage-formulas": coverage_formulas.check,
    "yearly-jumps": yearly_jumps.check,
    "marks-with-evidence": marks_with_evidence.check,
    "file-boxes": file_boxes.check,
    "named-sets": named_sets.check,
    "four-defects": four_defects.check,
    "many-campaigns": many_campaigns.check,
    "brand-evidence": brand_evidence.check,
    "rectifications-overdue": rectifications.check_statuses,
    "pairing-ratio": pairing_ratio.check,
    "empty-sections": freshness.check_statuses,
    "imprint": imprint.check,
    "three-reviews": three_reviews.check,
}
REPORT_CHECKS: dict[str, Callable[[Register], Iterator[Finding]]] = {
    "left-out": left_out.check,
    "instructor-identity": instructor_identity.check,
    "footer": footer.check,
}
REPORT_RECORD_CHECKS: dict[str, Callable[[Register, Iterable[Record]], Iterator[Finding]]] = {
    "consent": consent.check,
}
REPORT_SUMMARY_CHECKS: dict[str, Callable[[Register, Sequence[Summary]], Iterator[Finding]]] = {
    "same-picture": same_twice.check,
    "freshness": freshness.check,
}

PAGE_CHECKS: dict[str, Callable[[Register, Path], Iterator[Finding]]] = {
    "page-leaks": leaks.check,
    "page-links": links.check,
    "page-access": access.check,
}

DOCUMENT_CHECKS: dict[str, Callable[[Register, Path], Iterator[Finding]]] = {
    "printed-documents": documents.check,
}

_NEEDS_ALL = {
    "parts-and-whole", "percentages", "shares-of-a-whole", "stated-lists", "stated-figures", "prose-figures",
    "left-out", "instructor-identity",
}  # fmt: skip
"""Checks on totals: with a record missing they would blame the wrong one."""


def run(register: Register, complete: bool) -> Iterator[Finding]:
    """What is found in the site as a whole and in records of no branch; ``complete``: every record could be read."""
    yield from run_records(register, _others(register), register.broken)
    for name, check in CHECKS.items():
        if complete or name not in _NEEDS_ALL:
            yield from check(register)


def _others(register: Register) -> list[Record]:
    """The records of no branch."""
    return [
        record for items in register.records.values() if not isinstance(items, OnDemand) for record in items.values()
    ]


def run_report(
    register: Register, dossiers: Iterable[Dossier], summaries: Sequence[Summary], complete: bool
) -> Iterator[Finding]:
    """What the report notes beside the statuses; ``dossiers`` are asked for one after the other."""
    for dossier in dossiers:
        for record_check in REPORT_RECORD_CHECKS.values():
            yield from record_check(register, (dossier.branch, *dossier.activities))
    for record_check in REPORT_RECORD_CHECKS.values():
        yield from record_check(register, _others(register))
    for name, check in REPORT_CHECKS.items():
        if complete or name not in _NEEDS_ALL:
            yield from check(register)
    for summary_check in REPORT_SUMMARY_CHECKS.values():
        yield from summary_check(register, summaries)


def run_documents(register: Register, folder: Path) -> Iterator[Finding]:
    """What is found in printed documents, the folder that ``zhibu print`` wrote."""
    for check in DOCUMENT_CHECKS.values():
        yield from check(register, folder)


def run_pages(register: Register, folder: Path) -> Iterator[Finding]:
    """What is found in a built site."""
    for check in PAGE_CHECKS.values():
        yield from check(register, folder)


def run_statuses(register: Register, statuses: Sequence[Status]) -> Iterator[Finding]:
    """The statuses below 绿 as findings."""
    for check in STATUS_CHECKS.values():
        yield from check(register, statuses)
