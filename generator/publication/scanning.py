"""The last look at every file that is about to be published, as bytes and as text.

Records and prose were looked through before; this finds what came another way: a template, an attachment, a document
that was printed, a field that ought not to be public. Only files that a build writes are looked at, and a first look
costs a few microseconds: most files hold no run of eleven digits and none of a handful of words.
"""

from __future__ import annotations

import gzip
import html
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

from generator.findings import Finding, Location, Severity, declare
from generator.reading.documents import RASTER, UnreadableError, look_through
from generator.reading.private import Hit, maybe_private, private

__all__ = ["UNSEEN", "found_in_site", "scan"]

_LEAK = declare(
    "ZB0940",
    Severity.ERROR,
    (
        "将要发布的文件里有个人信息或密级标志",
        "将要发布的“{file}”里有{what}“{found}”。",
        "请从来源处（记录、文章、附件、印制品或模板）删去再生成；确属误报的写进 records/exemptions.yml。",
    ),
    (
        "personal data or a mark of secrecy in a file to be published",
        "'{file}', which is about to be published, holds {what_en}, '{found}'.",
        "Remove it where it comes from and build again, or enter a false alarm in records/exemptions.yml.",
    ),
    private=True,
)

UNSEEN = ("assets/", "manifest/")
"""Files of the program itself, and digests, whose digits may look like anything. So may the packed numbers of the
search index: they tell where words stand, and the words stand in files that are looked at."""
_MADE = (".html", ".json", ".csv", ".xml")
"""What a build itself makes, of records and prose that were looked through already."""
_ALIKE = bytes(ord("0") if byte in b"0123456789" else byte for byte in range(256))
_ELEVEN = b"0" * 11
_SECRET = "密".encode()
_NUMBER = re.compile(rb"(?<![0-9A-Za-z.])[0-9]{11,19}[Xx]?(?![0-9A-Za-z])")
"""Digits that are no part of a digest, a commit or packed data."""
_ADDRESS = re.compile(rb"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,64}")
_AROUND = 48
"""Bytes on either side of what is found that are read."""
_UNPACKED = 64 * 1024 * 1024
"""Bytes of what is packed that are looked through."""


def scan(name: str, data: bytes) -> list[Hit]:
    """What a file gives away."""
    if name.startswith(UNSEEN) or (name.startswith("search/") and name.endswith(".bin")):
        return []
    if name.endswith(_MADE):
        return list(_quickly(data))
    if name.lower().endswith(".svg"):  # a path is full of numbers
        return [*_quickly(data), *_thoroughly(b"\n".join(re.split(rb"<[^>]*>", data)))]
    return [hit for part in _unpacked(name, data) for hit in _thoroughly(part)]


def _quickly(data: bytes) -> Iterator[Hit]:
    suspects: list[bytes] = []
    if _ELEVEN in data.translate(_ALIKE):
        suspects += _NUMBER.findall(data)
    at = data.find(b"@")
    while at >= 0:
        if data[at - 1 : at].isalnum() and data[at + 1 : at + 2].isalnum():
            suspects += _ADDRESS.findall(data, max(0, at - _AROUND), at + _AROUND)
        at = data.find(b"@", at + 1)
    at = data.find(_SECRET)
    while at >= 0:
        suspects.append(data[max(0, at - _AROUND) : at + _AROUND])
        at = data.find(_SECRET, at + 1)
    for suspect in dict.fromkeys(suspects):
        yield from _sure(suspect.decode("utf-8", "ignore"))


def _thoroughly(data: bytes) -> Iterator[Hit]:
    """Line by line; what stands on either side of markup is not one number."""
    text = re.sub(r"[\n\r<>\t\",]+", "\n", html.unescape(data.decode("utf-8", "replace")))
    if not maybe_private(text):  # a look at all lines costs less than one at each
        return
    for part in dict.fromkeys(text.split("\n")):
        for hit in _sure(part):
            if not hit.plain.isdigit() or not _within_code(part, hit.plain):
                yield hit


def _sure(text: str) -> Iterator[Hit]:
    return (hit for hit in private(text) if hit.sure)


def _within_code(text: str, digits: str) -> bool:
    """Whether digits are part of a longer word of letters and digits."""
    return re.search(rf"[0-9A-Za-z]{digits}|{digits}[0-9A-Za-z]", text) is not None


def _unpacked(name: str, data: bytes) -> Iterator[bytes]:
    """The file itself and what is in it: a spreadsheet is an archive, a document packs its text."""
    if data[:2] == b"\x1f\x8b":
        with suppress(OSError, EOFError, zlib.error):
            yield gzip.GzipFile(fileobj=io.BytesIO(data)).read(_UNPACKED)
    elif name.lower().endswith(RASTER) or data[:4] == b"PK\x03\x04" or data[:5] == b"%PDF-":
        with suppress(UnreadableError):
            yield from (text.encode("utf-8", "replace") for text in look_through(name, data, said_only=True).texts)
    else:
        yield data


def found_in_site(folder: str, name: str, hit: Hit) -> Finding:
    """A finding at a file of the site."""
    facts = {"file": name, "what": hit.what, "what_en": hit.what_en, "found": hit.shown}
    return Finding(_LEAK, Location(f"{folder}/{name}"), facts)
