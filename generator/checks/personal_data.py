"""CK40: identity numbers, mobile numbers, bank cards and e-mail addresses stand in no record; pictures say no place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator.checks.pictures import picture_path
from generator.findings import Finding, Severity, declare
from generator.records.fields import Record
from generator.records.register import Register
from generator.records.texts import Batch, texts
from generator.records.walking import Keys

__all__ = ["check", "personal_data"]

_DATA = declare(
    "ZB0440",
    Severity.ERROR,
    (
        "记录里有个人信息",
        "“{key}”里有{what}“{found}”。",
        "请删去；联系方式只写岗位固定电话，确需提及的写成“138****1234”这样的样子。",
    ),
    ("personal data in a record", "'{key}' holds {what_en} '{found}'.", "Remove it; write a post's telephone only."),
)
_PLACE = declare(
    "ZB0540",
    Severity.WARNING,
    (
        "图片带有拍摄位置",
        "图片“{found}”里存有拍摄地点的坐标。",
        "请用看图软件去掉位置信息，或另存一份再放进来。",
    ),
    ("picture tells its place", "picture '{found}' carries GPS coordinates.", "Remove them and save it again."),
)

_WIDE = str.maketrans("０１２３４５６７８９＠ＸｘＡ．－　", "0123456789@XxA.- ")
_DIGITS = re.compile(r"[1-9１-９](?:[ \-－　]?[0-9０-９]){10}")
_MAIL = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,}")
_ID = re.compile(r"(?<![0-9])[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9Xx](?![0-9])")
_MOBILE = re.compile(r"(?<![0-9])(?:86)?(1[3-9][0-9]{9})(?![0-9])")
_CARD = re.compile(r"(?<![0-9])[3-6][0-9]{15,18}(?![0-9])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _is_id(number: str) -> bool:
    """Whether the check digit and the birthday of an identity number are right."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    if "10X98765432"[total % 11] != number[17].upper():
        return False
    try:
        datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return True


def _is_card(number: str) -> bool:
    """Luhn's check digit."""
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[0::2]) % 10 == -sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2]) % 10


def _maybe(text: str) -> bool:
    """A quick first look."""
    return "@" in text or "＠" in text or _DIGITS.search(text) is not None


def personal_data(text: str) -> Iterator[tuple[str, str, str]]:
    """What a text gives away: (in Chinese, in English, as found)."""
    if not _maybe(text):
        return
    plain = text.translate(_WIDE)
    for found in _MAIL.findall(plain):
        yield "电子邮箱", "an e-mail address", found
    joined = re.sub(r"(?<=[0-9])[ \-](?=[0-9Xx])", "", plain)
    for found in dict.fromkeys(_ID.findall(joined)):
        if _is_id(found):
            yield "身份证号", "an identity number", f"{found[:3]}……{found[-1]}"
    for found in dict.fromkeys(_MOBILE.findall(joined)):
        yield "手机号码", "a mobile number", f"{found[:3]}****{found[-4:]}"
    for found in dict.fromkeys(_CARD.findall(joined)):
        if _is_card(found) and not _ID.fullmatch(found):
            yield "银行卡号", "a bank card number", f"{found[:4]}……{found[-2:]}"


def _found(register: Register, record: Record, keys: Keys, text: str) -> Iterator[Finding]:
    for what, what_en, found in personal_data(text):
        key = next(str(k) for k in reversed(keys) if isinstance(k, str))
        facts = {"key": key, "what": what, "what_en": what_en, "found": found}
        yield Finding(_DATA, register.place(record, keys), facts)


def check(register: Register, records: Batch) -> Iterator[Finding]:
    if _maybe(records.text):
        for record in records:
            for keys, text in texts(record):
                yield from _found(register, record, keys, text)
    yield from _pictures(register, records)


def _pictures(register: Register, records: Iterable[Record]) -> Iterator[Finding]:
    for record in records:
        pictures: list[Any] = getattr(record, "pictures", [])
        for index, picture in enumerate(pictures):
            path = picture_path(register, record, picture)
            file = Path(register.root, path) if path else None
            if file is None or file.suffix.lower() not in (".jpg", ".jpeg", ".webp", ".png") or not file.is_file():
                continue
            if _has_place(file):
                place = register.place(record, ("图片", index, "文件"))
                yield Finding(_PLACE, place, {"found": picture.file})


def _has_place(file: Path) -> bool:
    """Whether a picture carries GPS data; one that cannot be opened is another check's matter."""
    from PIL import ExifTags, Image, UnidentifiedImageError

    try:
        with Image.open(file) as image:
            return bool(image.getexif().get_ifd(ExifTags.IFD.GPSInfo))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return False
