"""Identifiers proposed from Chinese names: short, ASCII, not taken. They are proposed once and never derived again.

And the way back: what a record is called leads to its identifier.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import Any

from pypinyin import lazy_pinyin

from generator.records.fields import Record

__all__ = ["called", "meant", "name_of", "proposal"]

_GENERIC = re.compile(
    r"中国共产党|支部委员会|联合|党支部|党总支|党委|股份有限公司|有限责任公司|有限公司|公司|集团"
    r"|工作制度|管理制度|制度|办法|规定|“|”|《|》"
)
_SYLLABLES = 4


def proposal(name: str, taken: Container[str], before: str = "", drop: str = "") -> str:
    """An identifier for ``name``, ``before`` in front, ``drop`` (the county's name) left out, a number where taken."""
    short = _GENERIC.sub("", name.replace(drop, "") if drop else name) or name
    syllables = [part for word in lazy_pinyin(short) for part in re.findall(r"[a-z0-9]+", word.lower())]
    base = "-".join(part for part in (before, "".join(syllables[:_SYLLABLES]) or "jilu") if part)
    found, number = base, 2
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return found


def called(name: str, records: Mapping[str, Record]) -> str | None:
    """The identifier of the one record that goes by a name; None where there is none or more than one."""
    meant = [id for id, record in records.items() if name in (_name(record, "name"), _name(record, "short_name"))]
    return meant[0] if len(meant) == 1 else None


def meant(name: str, records: Mapping[str, Any]) -> Sequence[str]:
    """The identifiers of records that a name may mean: an identifier, else a name, else a part of one."""
    if name in records:
        return [name]
    found = called(name, records)
    if found is not None or not name:
        return [found] if found else []
    names = ((id, (_name(record, "name"), _name(record, "short_name"))) for id, record in records.items())
    return [id for id, called_so in names if any(name in each for each in called_so if each)]


def name_of(record: Any) -> str:
    """What a record is called where it is listed; empty where it has no name."""
    names = (_name(record, attribute) for attribute in ("short_name", "name", "title", "theme"))
    return next((name for name in names if name), "")


def _name(record: Record, attribute: str) -> str | None:
    return getattr(record, attribute, None)
