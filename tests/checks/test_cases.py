"""Every golden case: what the check accepts, what it finds, in which words and at which place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from cases import CASES, Case, Made, cases, make

from generator.checks.catalogue import CATALOGUE, as_markdown, codes_of
from generator.checks.of_folders import DOSSIER_CHECKS, RECORD_CHECKS
from generator.checks.registry import (
    CHECKS,
    DOCUMENT_CHECKS,
    PAGE_CHECKS,
    REPORT_CHECKS,
    REPORT_RECORD_CHECKS,
    REPORT_SUMMARY_CHECKS,
    STATUS_CHECKS,
)
from generator.checks.summaries import summarise
from generator.findings import Finding, ordered
from generator.project import Project
from generator.records.texts import Batch
from generator.rulebook.evaluation import Surroundings, evaluate_dossier, evaluate_site
from generator.rulebook.terms import misused_terms

# Checks that are made while records are read: what they find, by code.
READING = {
    "required-fields": {"ZB0201"},
    "references": {"ZB0217", "ZB0218"},
    "identity": {"ZB0214", "ZB0215", "ZB0216", "ZB0222"},
    "enumerations": {"ZB0203"},
}
OF_THE_CASE = {"ZB0213", "ZB0217", "ZB0219"}
"""What a case may leave open: references to the rulebook, which is added afterwards; pictures that are no pictures."""
ALL = cases()


NAMES = [
    *READING,
    "terms",
    *CHECKS,
    *DOSSIER_CHECKS,
    *RECORD_CHECKS,
    *STATUS_CHECKS,
    *REPORT_CHECKS,
    *REPORT_RECORD_CHECKS,
    *REPORT_SUMMARY_CHECKS,
    *PAGE_CHECKS,
    *DOCUMENT_CHECKS,
]


def found(name: str, made: Made) -> Iterator[Finding]:
    """What one check finds on a site."""
    register, around = made.register, Surroundings(made.register)
    dossiers = list(register.dossiers())
    records = Batch(record for items in register.records.values() for record in items.values())
    if name in READING:
        yield from (finding for finding in made.findings if finding.code in READING[name])
    elif name == "terms":
        yield from misused_terms(register, records)
    elif name in CHECKS or name in REPORT_CHECKS:
        yield from {**CHECKS, **REPORT_CHECKS}[name](register)
    elif name in DOSSIER_CHECKS:
        for dossier in dossiers:
            yield from DOSSIER_CHECKS[name](register, dossier)
    elif name in PAGE_CHECKS:
        yield from PAGE_CHECKS[name](register, register.root / "site")
    elif name in DOCUMENT_CHECKS:
        yield from DOCUMENT_CHECKS[name](register, register.root / "print")
    elif name in STATUS_CHECKS:
        statuses = [status for dossier in dossiers for status in evaluate_dossier(dossier, around)]
        yield from STATUS_CHECKS[name](register, [*statuses, *evaluate_site(around)])
    elif name in REPORT_SUMMARY_CHECKS:
        yield from REPORT_SUMMARY_CHECKS[name](register, [summarise(register, dossier) for dossier in dossiers])
    else:
        yield from {**RECORD_CHECKS, **REPORT_RECORD_CHECKS}[name](register, records)


@pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
def test_case(case: Case, tmp_path: Path, demonstration: Project) -> None:
    assert demonstration.register is not None
    made = make(case, tmp_path, demonstration.register)
    if case.check not in READING:
        errors = [f.text().message for f in made.findings if f.code < "ZB0300" and f.code not in OF_THE_CASE]
        assert errors == [], "the case itself is no valid site"
    findings = ordered(found(case.check, made))
    expected = case.expected
    assert [(f.code, f.text().message) for f in findings] == [(row["代码"], row["内容"]) for row in expected]
    for finding, row in zip(findings, expected, strict=True):
        if "位置" in row:
            places = [(place.path, place.line, place.column) for place in made.place(row["位置"])]
            assert (finding.location.path, finding.location.line, finding.location.column) in places
        if "改法" in row:
            assert row["改法"] in finding.text().hint
        for lang in ("zh", "en"):
            words = finding.text(lang)
            assert words.message and words.hint
            assert not re.search(r"\{[a-z_]+\}|None", words.message + words.hint)


@pytest.mark.parametrize("name", NAMES)
def test_every_check_has_accepted_and_rejected_cases(name: str) -> None:
    mine = [case for case in ALL if case.check == name]
    assert any(case.path.stem.startswith("accepted") and not case.expected for case in mine), CASES / name
    assert any(case.path.stem.startswith("rejected") and case.expected for case in mine), CASES / name


def test_no_case_is_of_a_check_that_does_not_exist() -> None:
    assert {case.check for case in ALL} <= set(NAMES)
    assert all(bool(case.expected) is case.path.stem.startswith("rejected") for case in ALL)


CASES_OF = {
    1: ("required-fields",),
    2: (
        "references",
        "coverage-once",
    ),
    3: ("identity",),
    4: (
        "date-order",
        "date-order-of-others",
        "future-dates",
    ),
    5: (
        "enumerations",
        "terms",
        "rule-forms",
    ),
    6: ("left-out",),
    7: (
        "branch-forms",
        "formation-units",
    ),
    8: ("joint-units",),
    9: ("committee-posts",),
    10: ("terms-of-office",),
    11: ("unformed-units",),
    12: ("dispatch-consent",),
    13: ("temporary-branches",),
    14: ("meetings-and-lectures",),
    15: ("theme-days",),
    16: ("yearly-life",),
    17: ("station-work",),
    18: ("quorum",),
    19: (
        "same-twice",
        "same-picture",
    ),
    20: ("training-hours",),
    21: ("term-counts",),
    22: (
        "stated-figures/*sums",
        "stated-figures/*parts",
    ),
    23: (
        "stated-figures/*sums",
        "stated-figures/*two-wholes",
    ),
    24: (
        "stated-figures/*shares-of-100",
        "stated-figures/*forced-to-100",
    ),
    25: (
        "star-scores",
        "one-star-each",
        "schemes-add-up",
    ),
    26: ("money-kinds",),
    27: ("instructor-identity",),
    28: ("weights",),
    29: ("coverage-formulas",),
    30: ("yearly-jumps",),
    31: ("marks-with-evidence",),
    32: ("file-boxes",),
    33: ("named-sets",),
    34: ("four-defects",),
    35: ("many-campaigns",),
    36: ("brand-evidence",),
    37: (
        "rectifications",
        "rectifications-overdue",
    ),
    38: ("star-veto",),
    39: ("pairing-ratio",),
    40: ("personal-data",),
    41: ("consent",),
    42: ("page-leaks",),
    43: ("page-links",),
    44: ("emblem",),
    45: ("maps",),
    46: (
        "freshness",
        "empty-sections",
    ),
    47: ("footer",),
    48: ("page-access",),
    49: ("organisation-names",),
    50: ("wording",),
    51: ("imprint",),
    52: ("printed-documents",),
    53: ("three-reviews",),
    54: ("prose-figures/accepted*", "prose-figures/rejected-typed", "borrowed-figures"),
}
"""Where the golden cases of each check of the list lie: a folder, or files of one whose check does several."""


@pytest.mark.parametrize("number", range(1, 55))
def test_each_of_the_54_has_accepted_and_rejected_cases_that_show_its_codes(number: int) -> None:
    entries = [entry for entry in CATALOGUE if entry.number == number]
    codes = set(re.findall(r"ZB0[0-9x]{3}", " ".join(codes_of(module) for e in entries for module in e.modules)))
    accepted, rejected = 0, 0
    for place in CASES_OF[number]:
        folder, _, name = place.partition("/")
        mine = [case for case in ALL if case.check == folder and fnmatch(case.path.stem, name or "*")]
        assert mine, place
        accepted += sum(not case.expected for case in mine)
        rejected += sum(bool(case.expected) for case in mine)
        for case in mine:
            shown = {row["代码"] for row in case.expected}
            assert not shown or shown & codes or ("ZB02xx" in codes and min(shown) < "ZB03"), case.path
    assert accepted and rejected


def test_the_catalogue_is_whole_and_printed_in_the_documents(repository: Path) -> None:
    assert list(dict.fromkeys(entry.number for entry in CATALOGUE)) == list(range(1, 55))
    named = {module for entry in CATALOGUE for module in entry.modules}
    for module in named:
        assert (repository / "generator" / module).is_file(), module
    helpers = {"__init__", "registry", "of_folders", "catalogue", "shortfalls", "summaries", "pictures", "page"}
    files = {path for path in (repository / "generator" / "checks").rglob("*.py") if path.stem not in helpers}
    assert {path.relative_to(repository / "generator").as_posix() for path in files} <= named
    assert (repository / "docs" / "checks.md").read_text("utf-8") == as_markdown()
