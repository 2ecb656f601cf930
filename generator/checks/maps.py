"""CK45: a map is shown with its review number (审图号) or not at all (RU34)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.findings import Finding, Severity, declare
from generator.records.fields import Record
from generator.records.register import Register
from generator.rulebook.pictured import MAP, MAP_NUMBER

__all__ = ["check"]

_MAP = declare(
    "ZB0445",
    Severity.WARNING,
    (
        "地图没有审图号",
        "图片“{found}”看来是地图，说明里没有审图号。",
        "请在“说明”里写明“审图号：……”；没有审图号的，改用表格或示意框图。",
    ),
    (
        "map without a review number",
        "The picture '{found}' seems to be a map, but its caption has no '审图号'.",
        "Give '审图号' under '说明', or use a table or a diagram if there is none.",
    ),
)


def check(register: Register, records: Iterable[Record]) -> Iterator[Finding]:
    for record in records:
        pictures: list[Any] = getattr(record, "pictures", [])
        for index, picture in enumerate(pictures):
            words = f"{picture.file} {picture.caption} {picture.alternative}"
            if MAP.search(words) and not MAP_NUMBER.search(words):
                yield Finding(_MAP, register.place(record, ("图片", index)), {"found": picture.file})
