"""CK50: words that are not to be written (``records/words.yml``), Traditional characters among Simplified ones, and
digits as wide as Chinese characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from generator.findings import Finding, Kind, Severity, declare
from generator.records.fields import Record
from generator.records.register import Register
from generator.records.script import simplified
from generator.records.texts import Batch, texts
from generator.records.walking import Keys, last_key
from generator.records.words import Word

__all__ = ["check", "slips"]

_WORD = declare(
    "ZB0450",
    Severity.WARNING,
    ("用语不规范", "“{key}”里写了“{found}”。", "{suggestion}（{why}）"),
    ("improper wording", "'{key}' says '{found}'.", "{suggestion_en}, for this reason: {why}."),
)
_SCRIPT = declare(
    "ZB0550",
    Severity.WARNING,
    ("夹有繁体字", "“{key}”里有繁体字“{found}”。", "请改为“{suggestion}”。"),
    ("characters in Traditional script", "'{key}' holds Traditional characters: '{found}'.", "Write '{suggestion}'."),
)
_WIDE = declare(
    "ZB0650",
    Severity.NOTE,
    ("数字是全角的", "“{key}”里有全角数字“{found}”，页面上间距不一。", "请改为半角的“{suggestion}”。"),
    (
        "digits as wide as Chinese characters",
        "'{key}' holds digits of full width: '{found}', which look uneven on pages.",
        "Write '{suggestion}'.",
    ),
)
_WIDTH = "０-９"
_WIDE_DIGITS = re.compile(f"[{_WIDTH}]+")


@cache
def _script() -> str:
    """Characters that are written otherwise in Simplified script."""
    every = "".join(map(chr, range(0x4E00, 0x9FA6)))
    pairs = zip(every, simplified(every), strict=True)
    return "".join(char for char, plain in pairs if char != plain and char not in _KEPT)


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{_script()}]")


@cache
def _odd() -> re.Pattern[str]:
    """Any character that may be told of: one look for all, as every text of every record is looked through."""
    return re.compile(f"[{_script()}{_WIDTH}]")


_KEPT = frozenset("著乾藉瞭徵麽餘")
"""Characters that Simplified script keeps in some words or names."""


def _used(word: Word, text: str) -> bool:
    """Whether a wrong word stands in a text outside the words in which it is right."""
    for allowed in word.unless:
        text = text.replace(allowed, "")
    return word.wrong in text


def check(register: Register, records: Batch) -> Iterator[Finding]:
    words = register.of(Word)
    if any(record.kind == Word.kind for record in records):
        records = Batch(record for record in records if record.kind != Word.kind)
    if _suspicious(words, records.text):
        for record in records:
            for keys, text in texts(record):
                yield from _found(register, words, record, keys, text)


def _suspicious(words: Mapping[str, Word], text: str) -> bool:
    """A first look: whether a text may hold anything at all."""
    return any(word.wrong in text for word in words.values()) or _odd().search(text) is not None


def _found(register: Register, words: Mapping[str, Word], record: Record, keys: Keys, text: str) -> Iterator[Finding]:
    for kind, facts in slips(words, text):
        if kind is not _SCRIPT or keys[-1] != "位置":
            yield Finding(kind, register.place(record, keys), {"key": last_key(keys), **facts})


def slips(words: Mapping[str, Word], text: str) -> Iterator[tuple[Kind, dict[str, str]]]:
    """What a text says that is not to be written, by kind, with what to write instead."""
    for word in words.values():
        if word.wrong in text and _used(word, text):
            facts = {"found": word.wrong, "why": word.why.rstrip("。")}
            facts["suggestion"] = f"请写“{word.right}”" if word.right else "请删去"
            facts["suggestion_en"] = f"Write '{word.right}'" if word.right else "Delete it"
            yield _WORD, facts
    found = "".join(dict.fromkeys(_traditional().findall(text)))
    if found:
        yield _SCRIPT, {"found": found, "suggestion": simplified(found)}
    for wide in dict.fromkeys(_WIDE_DIGITS.findall(text)):
        yield _WIDE, {"found": wide, "suggestion": str(int(wide)).zfill(len(wide))}
