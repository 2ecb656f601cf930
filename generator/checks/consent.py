"""CK41: a photograph says that the people on it agreed, or that there are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.findings import Finding, Severity, declare
from generator.records.fields import Record
from generator.records.register import Register

__all__ = ["check"]

_CONSENT = declare(
    "ZB0441",
    Severity.NOTE,
    (
        "照片没有授权凭据",
        "照片“{found}”没有写“授权”。",
        "请写明画面中人物同意发布的凭据；没有人物的写“无人物”。",
    ),
    (
        "photograph without consent",
        "The photograph '{found}' has no '授权'.",
        "Say how the people in it agreed, or write '无人物' if there are none.",
    ),
    private=True,
)


def check(register: Register, records: Iterable[Record]) -> Iterator[Finding]:
    """Drawings (SVG) show nobody."""
    for record in records:
        pictures: list[Any] = getattr(record, "pictures", [])
        for index, picture in enumerate(pictures):
            if not picture.file.lower().endswith(".svg") and picture.consent is None:
                yield Finding(_CONSENT, register.place(record, ("图片", index)), {"found": picture.file})
