"""The figures of the published sources: what adds up is confirmed, what does not is reported with its reason."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from support import Run, places

from generator.findings import Finding, Severity
from generator.project import Project, load
from generator.publication.claims import claim_facts
from generator.records.register import Register
from generator.rulebook.figures import figures

HERE = Path(__file__).parent
SOURCES = sorted(path.parent.name for path in HERE.glob("*/mkdocs.yml"))
PROOF = {"ZB0310", "ZB0311", "ZB0424", "ZB0524", *(f"ZB03{number}" for number in range(50, 61))}


@cache
def site(source: str) -> Project:
    return load(HERE / source)


def table(name: str) -> dict[str, list[str]]:
    return dict(YAML(typ="safe").load((HERE / name).read_text("utf-8")))


def about_figures(source: str) -> list[Finding]:
    return [finding for finding in site(source).findings if finding.code in PROOF]


def held(source: str) -> list[str]:
    """``说法：算式`` of everything that agrees or that the source leaves for the reader to work out.

    As the office sees it: what a site of three branches publishes of their members is an interval.
    """
    register = site(source).register
    assert register is not None
    released = register.released()
    lines = []
    for report in sorted(released.reports.values(), key=lambda item: (item.date, item.id), reverse=True):
        for claim in claim_facts(report, figures(released)):
            for working in claim.workings:
                if working.verdict in ("agrees", "computed"):
                    lines.append(f"{claim.text}：{working.text}")
    return lines


def test_every_source_has_its_lists() -> None:
    assert set(SOURCES) >= {"S0", "S2", "R1a", "R1b", "R4", "R6", "R8", "R11", "S4"}
    assert list(table("holding.yml")) == SOURCES
    assert list(table("inconsistencies.yml")) == SOURCES


@pytest.mark.parametrize("source", SOURCES)
def test_the_records_are_read_without_a_mistake(source: str) -> None:
    assert site(source).publishable
    assert [f for f in site(source).findings if f.code < "ZB0300" and f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("source", SOURCES)
def test_what_holds_is_confirmed(source: str) -> None:
    assert held(source) == table("holding.yml")[source]


@pytest.mark.parametrize("source", SOURCES)
def test_what_does_not_hold_is_reported_none_missed_none_invented(source: str) -> None:
    found = [f"{finding.code} {finding.text().message}" for finding in about_figures(source)]
    assert sorted(found) == sorted(table("inconsistencies.yml")[source])


def test_every_known_problem_is_found_and_every_finding_is_a_known_problem() -> None:
    found = [(source, finding.text().message) for source in SOURCES for finding in about_figures(source)]
    left = set(found)
    for items in YAML(typ="safe").load((HERE / "known.yml").read_text("utf-8")).values():
        for item in items:
            for begins in item["发现"]:
                mine = [row for row in found if row[0] == item["材料"] and row[1].startswith(begins)]
                assert mine, f"{item['材料']} {item['问题']}"
                left -= set(mine)
    assert left == set()


@pytest.mark.parametrize("source", ["S0", "S2", "R1a", "R1b", "R6", "R8", "R11", "S4"])
def test_what_records_can_count_is_counted(source: str) -> None:
    """Organisations, units, instructors and pairs are not only stated: records to that number lie beside the report."""
    counted = {line.partition("：")[0] for line in held(source) if "按记录计算是" in line}
    assert {"R1a": 1, "R8": 2, "R1b": 3, "S0": 4, "R6": 3, "R11": 2, "S2": 9, "S4": 4}[source] <= len(counted)


@pytest.mark.parametrize("source", SOURCES)
def test_every_finding_points_at_the_claim_it_speaks_of(source: str) -> None:
    for (_, path, line, column), finding in zip(places(about_figures(source)), about_figures(source), strict=True):
        text = (HERE / source / path).read_text("utf-8").splitlines()[line - 1]
        claim = finding.text().message.partition("：")[0]
        assert f"说法: {claim}" in text.replace('"', "")
        assert text[column - 2] in " [{"  # the value of the key that asks for the working


@pytest.mark.parametrize(
    ("source", "equation"),
    [
        ("R4", "31+26=57"),
        ("R4", "120÷148=81.1%"),
        ("R4", "46÷57=80.7%"),
        ("R4", "1+3+4+12+26=46"),
        ("R4", "28+57=85"),
        ("R4", "228÷57=4.0"),
        ("S0", "126+282=408"),
        ("S2", "5657.5+911.3+122.42+773.5=7464.72"),
        ("R1b", "229+70=299"),
        ("R6", "202+169=371"),
        ("R6", "68+85+83+135=371"),
        ("R6", "7+40+324=371"),
        ("R6", "8+170+217+468+124=987"),
        ("R8", "587=587"),
        ("R11", "3258÷913=3.57"),
        ("S4", "167÷35=4.77"),
        ("R2", "11+10+2=23"),
        ("R5", "6×2=12"),
        ("R1a", "800×12=9600"),
    ],
)
def test_the_sums_one_would_do_by_hand(source: str, equation: str) -> None:
    assert any(equation in line for line in held(source))


def test_the_demonstration_county_yields_the_figures_of_r4(register: Register) -> None:
    """The same wording in both reports states the same value; there the records give it, here the source does."""
    computed = figures(register.released())
    county = {
        claim.text: claim
        for report in register.reports.values()
        for claim in claim_facts(report, computed)
        if claim.figure is not None
    }
    source = {claim.text: claim for report in site("R4").view().reports for claim in report.claims}
    shared = county.keys() & source.keys()
    assert {text: county[text].value for text in shared} == {text: source[text].value for text in shared}
    assert {county[text].verdict for text in shared} == {"agrees"}
    assert len(shared) >= 20


def test_a_clerk_sees_it_on_the_command_line(zhibu: Run) -> None:
    done = zhibu(HERE / "R1b", "check")
    assert done.returncode == 0  # for a person to judge; nothing here stops publication
    assert "records/reports/r1b.yml" in done.stdout
    assert "148+99+42=289，所述为299，相差10" in done.stdout
    english = zhibu(HERE / "R1b", "--lang", "en", "check")
    assert "148+99+42=289, but the report states 299, a difference of 10" in english.stdout
