"""What a printer or an archive would send back is noticed before it leaves the house."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from print_site import ORDINARY, PrintSite

from generator.printing.inspection import inspected

HANDBOOK = f"handbook/{ORDINARY}.pdf"


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None], **options: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        change(document)
        document.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def without_font(document: pikepdf.Pdf) -> None:
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "ZhibuHei" in str(thing.get("/FontName", "")):
            del thing["/FontFile2"]


def other_font(document: pikepdf.Pdf) -> None:
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "ZhibuHei" in str(thing.get("/BaseFont", "")):
            thing.BaseFont = pikepdf.Name("/SimHei")


def plain_conformance(document: pikepdf.Pdf) -> None:
    data = document.Root.Metadata.read_bytes().replace(b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<")
    document.Root.Metadata = document.make_stream(data, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


def delete(key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        del document.Root[key]

    return change


def opens_something(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (without_font, "is not embedded"),
        (other_font, "SimHei is no subset of our faces"),
        (plain_conformance, "does not claim PDF/A-2a and PDF/UA-1"),
        (delete("/Lang"), "no language"),
        (delete("/MarkInfo"), "not tagged"),
        (delete("/StructTreeRoot"), "not tagged"),
        (delete("/OutputIntents"), "no colour profile"),
        (opens_something, "does something when opened"),
    ],
)
def test_a_fault_is_noticed(printed: PrintSite, change: Callable[[pikepdf.Pdf], None], fault: str) -> None:
    found = inspected(changed(printed.read(HANDBOOK), change, static_id=True))
    (only,) = found.faults
    assert fault in only


def test_encryption_is_noticed(printed: PrintSite) -> None:
    locked = changed(printed.read(HANDBOOK), lambda document: None, encryption=pikepdf.Encryption(owner="x", user=""))
    assert "encrypted" in inspected(locked).faults


def test_what_is_no_document_is_noticed(printed: PrintSite) -> None:
    (only,) = inspected(printed.read(HANDBOOK)[:200]).faults
    assert only.startswith("not readable")


def test_sheets_and_bleed_are_asked_for_only_where_they_belong(printed: PrintSite) -> None:
    lists, wall = printed.read("lists/2025-03.pdf"), printed.read("wall/regulation-sanhui-a3.pdf")
    assert (inspected(lists).pages, inspected(lists).faults) == (1, [])
    assert inspected(lists, sheets=True).faults == ["1 pages do not fill sheets"]
    assert inspected(lists, bleed=True).faults == ["page 1 says neither bleed nor trim"]
    assert inspected(wall, bleed=True).faults == []
