"""CK40: what gives a person away (``reading/private``) stands in no record and no page; pictures say no place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator.checks.pictures import picture_path
from generator.findings import Finding, Severity, declare
from generator.reading.documents import RASTER, notes_in_picture
from generator.reading.private import maybe_private, plain_digits, private
from generator.records.exemption import Exemption
from generator.records.fields import Record
from generator.records.register import Register
from generator.records.texts import Batch, texts, words
from generator.records.walking import Keys, last_key
from generator.records.words import Word

__all__ = ["allowed", "check"]

_DATA = declare(
    "ZB0440",
    Severity.ERROR,
    (
        "记录里有个人信息",
        "“{key}”里有{what}“{found}”。",
        "请删去；联系方式只写岗位固定电话，确需提及的写成“138****1234”这样的样子。",
    ),
    (
        "personal data in a record",
        "'{key}' holds {what_en}, '{found}'.",
        "Delete it, and write only the telephone number of a post.",
    ),
    private=True,
)
_PLACE = declare(
    "ZB0540",
    Severity.WARNING,
    (
        "图片带有拍摄位置",
        "图片“{found}”里存有拍摄地点的坐标。",
        "请用看图软件去掉位置信息，或另存一份再放进来。",
    ),
    (
        "picture that tells where it was taken",
        "The picture '{found}' carries the coordinates of the place where it was taken.",
        "Remove them with a picture viewer, or save a copy without them.",
    ),
    private=True,
)
_NOTED = declare(
    "ZB0541",
    Severity.WARNING,
    (
        "图片的附注里有个人信息",
        "图片“{found}”的附注（作者、说明等属性）里有{what}。",
        "请用看图软件清除图片属性，或另存一份再放进来；网站上发布的图片不带附注，但记录库里的原图带着。",
    ),
    (
        "personal data in the notes of a picture",
        "The notes of the picture '{found}' hold {what_en}.",
        "Remove the properties of the picture, or save a copy without them.",
    ),
    private=True,
)

_NAME = declare(
    "ZB0640",
    Severity.WARNING,
    (
        "人名与敏感情况写在一起",
        "“{key}”里有{what}“{found}”。",
        "健康、家庭、处分、宗教信仰等情况不与人名同写；请去掉姓名，写“一名党员”“困难职工”。",
    ),
    (
        "name beside a sensitive matter",
        "'{key}' holds {what_en}, '{found}'.",
        "Leave the name out, and write for example '一名党员'.",
    ),
    private=True,
)
_ENDED = declare(
    "ZB0740",
    Severity.ERROR,
    ("豁免已到期", "豁免“{found}”有效到{until}，已经过期。", "请重新核实：仍是误报的改“截至”，不再需要的删去这一条。"),
    (
        "expired exemption",
        "The exemption '{found}' ended on {until}.",
        "Check it again: change '截至' if it is still a false alarm, and delete the entry otherwise.",
    ),
)


def allowed(register: Register) -> set[str]:
    """What looks like personal data and is none, without disguise."""
    exemptions = register.of(Exemption).values()
    return {plain_digits(item.text).replace(" ", "") for item in exemptions if item.until >= register.as_of}


def _found(register: Register, record: Record, keys: Keys, text: str, passed: set[str]) -> Iterator[Finding]:
    for hit in private(text):
        if hit.plain in passed:
            continue
        facts = {"key": last_key(keys), "what": hit.what, "what_en": hit.what_en, "found": hit.shown}
        yield Finding(_DATA if hit.sure else _NAME, register.place(record, keys), facts)


def check(register: Register, records: Batch) -> Iterator[Finding]:
    for record in records:
        if isinstance(record, Exemption) and record.until < register.as_of:
            place = register.place(record, ("截至",))
            yield Finding(_ENDED, place, {"found": record.text, "until": record.until.isoformat()})
    if maybe_private(records.text):
        passed = allowed(register)
        for record in records:
            if isinstance(record, Exemption | Word) or next(private("\n".join(words(record))), None) is None:
                continue
            for keys, text in texts(record):
                yield from _found(register, record, keys, text, passed)
    yield from _pictures(register, records)


def _pictures(register: Register, records: Iterable[Record]) -> Iterator[Finding]:
    passed = allowed(register)
    for record in records:
        pictures: list[Any] = getattr(record, "pictures", [])
        for index, picture in enumerate(pictures):
            path = picture_path(register, record, picture)
            file = Path(register.root, path) if path else None
            if file is None or file.suffix.lower() not in RASTER or not file.is_file():
                continue
            where = ("图片", index, "文件")
            said, placed = notes_in_picture(file)
            if placed:
                yield Finding(_PLACE, register.place(record, where), {"found": picture.file})
            for hit in private(said):
                if hit.sure and hit.plain not in passed:
                    facts = {"found": picture.file, "what": hit.what, "what_en": hit.what_en}
                    yield Finding(_NOTED, register.place(record, where), facts)
