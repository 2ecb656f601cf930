"""Every golden case: what the check accepts, what it finds, in which words and at which place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import CASES, Case, Made, cases, make
from support import REPOSITORY

from generator.checks.catalogue import CATALOGUE, Entry, as_markdown
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
from generator.records.register import Register
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
def test_a_check_finds_in_a_case_what_the_case_says(case: Case, tmp_path: Path, register: Register) -> None:
    made = make(case, tmp_path, register)
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
        assert re.fullmatch(r"[A-Z'].*[.。]", words.message), "English speaks in whole sentences"


@pytest.mark.parametrize("name", NAMES)
def test_every_check_has_accepted_and_rejected_cases(name: str) -> None:
    mine = [case for case in ALL if case.check == name]
    assert any(case.path.stem.startswith("accepted") and not case.expected for case in mine), CASES / name
    assert any(case.path.stem.startswith("rejected") and case.expected for case in mine), CASES / name


def test_no_case_is_of_a_check_that_does_not_exist() -> None:
    assert {case.check for case in ALL} <= set(NAMES)
    assert all(bool(case.expected) is case.path.stem.startswith("rejected") for case in ALL)


@pytest.mark.parametrize("entry", CATALOGUE, ids=[f"CK{entry.number:02}" for entry in CATALOGUE])
def test_each_of_the_54_has_accepted_and_rejected_cases_that_show_its_codes(entry: Entry) -> None:
    codes = set(re.findall(r"ZB0[0-9]{3}", " ".join(entry.codes(file) for file in entry.files)))
    for folder in entry.cases:
        mine = [case for case in ALL if case.check == folder]
        assert any(not case.expected for case in mine), folder
        assert any(case.expected for case in mine), folder
    home = set(re.findall(r"ZB0[0-9]{3}", entry.codes(entry.home)))
    shown = {row["代码"] for case in ALL if case.check in entry.cases for row in case.expected}
    assert shown & home, "no case shows what the home of the check finds"
    of_terms = {"ZB0219"} if entry.number == 5 else set()  # declared with the fields, found by rulebook/terms.py
    assert shown <= codes | of_terms


def test_each_of_the_54_has_one_home() -> None:
    assert [entry.number for entry in CATALOGUE][:54] == list(range(1, 55)), "checks of ours come after the 54"
    made_while_reading = {entry.number for entry in CATALOGUE if entry.read}
    assert made_while_reading == {1, 2, 3, 5}
    for entry in CATALOGUE:
        assert entry.home.startswith("checks/") is not bool(entry.read)
    homes = [(entry.home, entry.codes(entry.home)) for entry in CATALOGUE]
    assert len(set(homes)) == len(homes)
    files = [entry.home for entry in CATALOGUE if not entry.read]
    assert len(set(files)) == len(files) == len(CATALOGUE) - len(made_while_reading)


def test_the_catalogue_is_whole_and_printed_in_the_documents() -> None:
    named = {file for entry in CATALOGUE for file in entry.files}
    for file in named:
        assert (REPOSITORY / "generator" / file).is_file(), file
    helpers = {
        "__init__", "registry", "of_folders", "of_reports", "catalogue", "shortfalls", "summaries", "pictures", "page",
        "workings",
    }  # fmt: skip
    files = {path for path in (REPOSITORY / "generator" / "checks").rglob("*.py") if path.stem not in helpers}
    assert {path.relative_to(REPOSITORY / "generator").as_posix() for path in files} <= named
    written = (REPOSITORY / "docs" / "checks.md").read_text("utf-8")
    assert written == as_markdown(), "run python -m generator.checks.catalogue > docs/checks.md"
