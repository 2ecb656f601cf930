"""CK44: the emblem of the Party is no part of a mark of one's own (RU34)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.findings import Finding, Severity, declare
from generator.records.fields import Record
from generator.records.register import Register
from generator.rulebook.pictured import EMBLEM

__all__ = ["check"]

_EMBLEM = declare(
    "ZB0444",
    Severity.WARNING,
    (
        "党徽用在标识里",
        "图片“{found}”的说明表明，标识里用了党徽。",
        "党徽不得用作标识、商标，不得加文字和图案；请换一张图片。",
    ),
    (
        "emblem inside a mark",
        "The caption of the picture '{found}' says that a mark bears the emblem.",
        "Use another picture, because the emblem may be part of no mark.",
    ),
)


def check(register: Register, records: Iterable[Record]) -> Iterator[Finding]:
    for record in records:
        pictures: list[Any] = getattr(record, "pictures", [])
        for index, picture in enumerate(pictures):
            if EMBLEM.search(f"{picture.caption} {picture.alternative}"):
                yield Finding(_EMBLEM, register.place(record, ("图片", index)), {"found": picture.file})
