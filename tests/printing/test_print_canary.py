"""Nothing that is not public is in any printed document of a site in which every such field carries a mark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from print_site import PrintSite
from publication.canary_records import SECRET, SECRET_ID, SHOWN, Canary, plant
from reading_pdf import text


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Canary, PrintSite]:
    site = PrintSite(tmp_path_factory.mktemp("print-canary"))
    canary = plant(site.root)
    # One of the term sets is that of the boxes, and takes any word: else there would be no labels.
    for path in (site.root / "records").rglob("*.yml"):
        words = path.read_text(encoding="utf-8").replace('"term-set-a"', '"ziliaohe"')
        path.write_text(
            words.replace('"封闭": "是"', '"封闭": "否"') if path.name == "terms.yml" else words, encoding="utf-8"
        )
    assert site.print(jobs=2).findings == []
    return canary, site


def leaks(words: str, canary: Canary) -> set[str]:
    """Every mark in the words of a document."""
    found = set(re.findall(rf"(?:{SECRET}|{SECRET_ID})[\w-]*", words))
    found |= {n for n in re.findall(r"(?<!\d)\d{7}(?!\d)", words) if int(n) in canary.numbers}
    days = {tuple(map(int, day)) for day in re.findall(r"(\d{4})[年-](\d{1,2})[月-](\d{1,2})", words)}
    return found | {day.isoformat() for day in canary.dates if (day.year, day.month, day.day) in days}


def documents(site: PrintSite) -> list[Path]:
    return sorted((site.root / "print").rglob("*.pdf"))


def test_no_mark_is_in_any_document(planted: tuple[Canary, PrintSite]) -> None:
    canary, site = planted
    found = {path.name: leaks(text(path.read_bytes()), canary) for path in documents(site)}
    assert {name: marks for name, marks in found.items() if marks} == {}


def test_no_mark_is_in_a_name_or_in_the_bytes(planted: tuple[Canary, PrintSite]) -> None:
    _, site = planted
    for path in documents(site):
        assert SECRET_ID not in path.name
        content = path.read_bytes()
        for said in (SECRET, SECRET_ID):
            for coding in ("utf-8", "utf-16-be"):
                assert said.encode(coding) not in content


def test_marks_of_public_fields_are_there(planted: tuple[Canary, PrintSite]) -> None:
    """A search that finds nothing anywhere would prove nothing."""
    _, site = planted
    names = {str(path.relative_to(site.root / "print")) for path in documents(site)}
    assert {"handbook/branch-a.pdf", "labels/branch-a.pdf", "regulations.pdf", "showcases.pdf"} <= names
    assert {"yearbook-2025.pdf", "lists/2025-03.pdf", "wall/rooms-a3.pdf", "wall/station-station-a-a1.pdf"} <= names
    for name in sorted(names - {"forms.pdf"}):
        assert SHOWN in text(site.read(name)), name


def test_a_mark_that_leaks_is_found(planted: tuple[Canary, PrintSite]) -> None:
    canary, site = planted
    words = text(site.read("handbook/branch-a.pdf"))
    number = min(canary.numbers)
    day = min(canary.dates)
    assert leaks(words.replace(SHOWN, SECRET), canary) != set()
    assert leaks(f"{words}共{number}人", canary) == {str(number)}
    assert leaks(f"{words}{day.year}年{day.month}月{day.day}日", canary) == {day.isoformat()}
