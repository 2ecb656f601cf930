"""Characters that no font of the product has: a finding that names the record, never a box on paper."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.findings import Finding, Severity, declare
from generator.records.fields import Record
from generator.records.register import Register
from generator.records.walking import Keys

__all__ = ["FONTS", "missing", "unprintable"]

_PACKAGE = Path(__file__).resolve().parents[1]
FONTS = _PACKAGE / "fonts" if (_PACKAGE / "fonts").is_dir() else _PACKAGE.parent / "fonts"
"""Beside the package in a checkout, inside it once installed."""

_NO_GLYPH = declare(
    "ZB0704",
    Severity.ERROR,
    (
        "字体里没有这个字",
        "“{key}”中的“{found}”（{code}）不在印制字体中，印出来会缺字。",
        "请核对是不是输入错误；确是生僻字的，改用通行写法或请维护人员补充字体。",
    ),
    (
        "character that no font has",
        "'{key}' holds '{found}' ({code}), which no font for print has.",
        "Check whether it is a slip; if it is not, use a common form or have the fonts extended.",
    ),
)


@cache
def _covered() -> frozenset[str]:
    runs = json.loads((FONTS / "coverage.json").read_text(encoding="utf-8"))
    return frozenset(chr(code) for first, last in runs for code in range(first, last + 1))


def missing(text: str) -> set[str]:
    """The characters of a text that no font has."""
    return {char for char in set(text) - _covered() if not char.isspace() and unicodedata.category(char) != "Cf"}


def unprintable(register: Register, wanted: set[str]) -> Iterator[Finding]:
    """Where the released records say ``wanted`` characters. Reads every record: run it only if there are any."""
    for records in register.released().records.values():
        for record in records.values():
            yield from _in_record(register, record, wanted)


def _in_record(register: Register, record: Record, wanted: set[str]) -> Iterator[Finding]:
    for keys, text in _texts(record, ()):
        for char in sorted(set(text) & wanted):
            key = next((str(k) for k in reversed(keys) if isinstance(k, str)), record.label)
            facts = {"key": key, "found": char, "code": f"U+{ord(char):04X}"}
            yield Finding(_NO_GLYPH, register.place(record, keys), facts)


def _texts(value: Any, keys: Keys) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from _texts(getattr(value, name), (*keys, info.alias or name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*keys, index))
    elif isinstance(value, str):
        yield keys, value
