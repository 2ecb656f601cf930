"""Nothing that is not public is in any byte of a built site: every such field carries a mark, and none is found."""

from __future__ import annotations

import datetime
import gzip
import html
import io
import json
import re
import urllib.parse
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from canary_records import SECRET, SECRET_ID, SHOWN, Canary, plant
from support import tree

from generator.project import load
from generator.records.layout import LAYOUT
from generator.site.engine import build

# Internal fields of a type that cannot carry a mark of its own: yes/no, enumerations, a year, a day to come.
CANNOT_CARRY_A_MARK = {
    "Activity.election",
    "Appraisal.year",
    "AssessmentResult.veto",  # stops publication
    "Exemption.until",
    "Formation.owner_consent",
    "Imprint.columns",
    "Picture.consent_until",
    "Pipeline.year",
    "Regulation.carried_out",
    "Secretary.one_year",
    "Term.extension_approved",
    "Unit.owner_is_member",
    "YearWork.year",
}
CODED = re.compile(r"\\u([0-9a-fA-F]{4})")
TEXT = re.compile(rf"(?:{SECRET}|{SECRET_ID})[\w-]*")
NUMBER = re.compile(r"(?<!\d)\d(?:,?\d{3}){2}(?!\d)")
DATE = re.compile(r"(?<!\d)(\d{4})[-./年]\s?(\d{1,2})[-./月]\s?(\d{1,2})(?!\d)")


def unpacked(data: bytes) -> Iterator[bytes]:
    """The bytes, and those inside archives (a spreadsheet is one)."""
    yield data
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name))


def readings(data: bytes) -> Iterator[str]:
    """What the bytes may say: as they are, as JSON, as HTML, as an address, as UTF-16."""
    text = data.decode("utf-8", "ignore")
    yield text
    if "\\u" in text:
        yield CODED.sub(lambda found: chr(int(found[1], 16)), text)
    if "&#" in text:
        yield html.unescape(text)
    if "%" in text:
        yield urllib.parse.unquote(text)
    if b"\0" in data:
        yield data.decode("utf-16-le", "ignore")
        yield data.decode("utf-16-be", "ignore")


def leaks(data: bytes, canary: Canary) -> set[str]:
    """Every mark in some bytes."""
    found: set[str] = set()
    for text in (text for part in unpacked(data) for text in readings(part)):
        found.update(TEXT.findall(text))
        found.update(n for n in NUMBER.findall(text) if int(n.replace(",", "")) in canary.numbers)
        days = {tuple(map(int, groups)) for groups in DATE.findall(text)}
        found.update(day.isoformat() for day in canary.dates if (day.year, day.month, day.day) in days)
    return found


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Canary, Path]:
    root = tmp_path_factory.mktemp("canary")
    canary = plant(root)
    project = load(root)
    assert [(str(f.location), f.text().message) for f in project.findings if f.severity == "error"] == []
    build(project, root / "site")
    return canary, root / "site"


def test_no_mark_is_in_the_site(planted: tuple[Canary, Path]) -> None:
    canary, site = planted
    found = {name: leaks(data, canary) for name, data in tree(site).items()}
    assert {path: marks for path, marks in found.items() if marks} == {}


def test_no_mark_is_in_an_address(planted: tuple[Canary, Path]) -> None:
    canary, site = planted
    assert [name for name in tree(site) if leaks(name.encode(), canary)] == []
    assert not (site / "lists/1961-07").exists() and not (site / "lists/1961-08").exists()


def test_marks_are_many_and_those_that_cannot_be_set_are_known(planted: tuple[Canary, Path]) -> None:
    canary, _ = planted
    assert (len(canary.numbers) > 60, len(canary.dates) > 50) == (True, True)
    assert canary.unmarked == CANNOT_CARRY_A_MARK


# Where every kind of record is shown; a search that finds nothing anywhere would prove nothing.
SHOWN_AT = {
    "site": "data/index.json",
    "branch": "branches/branch-a/index.html",
    "activity": "activities/branch-a/2025-03-05-activity-a/index.html",
    "regulation": "regulations/regulation-a/index.html",
    "showcase": "showcases/showcase-a/index.html",
    "station": "stations/station-a/index.html",
    "list": "lists/2025-03/index.html",
    "assessment": "ratings/index.html",
    "method": "methods/method-a/index.html",
    "report": "reports/report-a/index.html",
    "honour": "honours/index.html",
    "pairing": "pairings/index.html",
    "campaign": "campaigns/index.html",
    "unit": "data/units.json",
    "area": "coverage/index.html",
    "committee": "branches/branch-a/index.html",
}
WITHOUT_A_PAGE = {"appraisal", "exemption", "rectification", "withdrawal", "word"}


@pytest.mark.parametrize("kind", [*sorted({shelf.model.kind for shelf in LAYOUT} - WITHOUT_A_PAGE), "method"])
def test_public_marks_are_there(planted: tuple[Canary, Path], kind: str) -> None:
    _, site = planted
    name = "主题" if kind in ("activity", "list") else "名称"
    root = site.parent / "records"
    source = {
        "site": root / "site.yml",
        "area": root / "areas.yml",
        "unit": root / "units/area-a.yml",
        "branch": root / "branches/branch-a/branch.yml",
        "activity": root / "branches/branch-a/activities/2025/2025-03-05-activity-a.yml",
        "showcase": site.parent / "content/showcases/showcase-a.md",
    }.get(kind) or next(root.rglob(f"{'2025-03' if kind == 'list' else kind + '-a'}.yml"))
    said = re.search(rf'"{name}": "({SHOWN}[^"]+)"', source.read_text(encoding="utf-8"))
    assert said is not None
    assert said[1] in (site / SHOWN_AT[kind]).read_text(encoding="utf-8")


def test_the_text_of_a_released_showcase_is_there(planted: tuple[Canary, Path]) -> None:
    _, site = planted
    body = (site.parent / "content/showcases/showcase-a.md").read_text(encoding="utf-8").rpartition("---\n")[2].strip()
    assert body.startswith(SHOWN) and body in (site / SHOWN_AT["showcase"]).read_text(encoding="utf-8")


def zipped(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sheet.xml", data)
    return buffer.getvalue()


WAYS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "json": lambda text: json.dumps(text).encode(),
    "html": lambda text: "".join(f"&#{ord(c)};" for c in text).encode(),
    "html in hexadecimal": lambda text: "".join(f"&#x{ord(c):X};" for c in text).encode(),
    "address": lambda text: urllib.parse.quote(text).encode(),
    "utf-16": lambda text: text.encode("utf-16-le"),
    "gzip": lambda text: gzip.compress(text.encode()),
    "spreadsheet": lambda text: zipped(text.encode()),
}


@pytest.mark.parametrize("way", list(WAYS))
@pytest.mark.parametrize(
    "mark", [f"{SECRET}0007", f"{SECRET_ID}-branch-second", "7000140", "7,000,140", "1931-01-08", "1931年1月8日"]
)
def test_a_mark_that_leaks_is_found(way: str, mark: str) -> None:
    canary = Canary()
    canary.numbers, canary.dates = {7_000_140}, {datetime.date(1931, 1, 8)}
    assert leaks(b"<p>" + WAYS[way](mark) if way in ("utf-8", "json", "html") else WAYS[way](mark), canary)


def test_a_leak_planted_in_the_built_site_is_found(planted: tuple[Canary, Path]) -> None:
    canary, site = planted
    page = (site / SHOWN_AT["branch"]).read_bytes()
    number = min(canary.numbers)
    assert leaks(page, canary) == set()
    assert leaks(page.replace(SHOWN.encode(), SECRET.encode()), canary) != set()
    assert leaks(page + f"<td>{number}</td>".encode(), canary) == {str(number)}
