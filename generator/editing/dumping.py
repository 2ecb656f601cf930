"""Values as text in the house style: how ``new``, ``import`` and ``fmt`` write what was not there before."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from generator.findings.terminal import width
from generator.reading import scalar
from generator.records.outline import Entry, entries, entry_at, is_review, key_order

__all__ = [
    "WIDTH",
    "lines_of",
    "listing",
    "numberlike",
    "ordered",
    "quoted",
    "record_lines",
    "row_lines",
    "word",
]

WIDTH = 100
"""Columns that a mapping or a list may take to stand on one line. Chinese characters count double."""

_SPECIAL = re.compile(r"""^[\s\-?:,\[\]{}#&*!|>'"%@`]|^$|: |:$| #|\s$|[\n\t\\]|^---|^\.\.\.""")
_IN_FLOW = re.compile(r"[,\[\]{}]|:(?=[^ ]|$)")
# What other readers (YAML 1.1, forms, spreadsheets' libraries) take for a number, a date or yes and no.
_NUMBERLIKE = re.compile(
    r"[0-9][0-9\-]*|[-+.]?[0-9][0-9_,.]*(?:[eE][-+]?[0-9]+)?|0[xob][0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[-+]?\.(?:inf|nan)|[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2}(?:[Tt ].*)?)?|~|null|true|false|yes|no|on|off|y|n",
    re.IGNORECASE,
)


def quoted(text: str) -> str:
    """Text in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def numberlike(text: str) -> bool:
    """Whether text that is not quoted would be something else than text for some reader."""
    return _NUMBERLIKE.fullmatch(text) is not None


def word(value: Any, text: bool = True, flow: bool = False) -> str:
    """A scalar on one line. ``text`` says that the field holds text, ``flow`` that it stands within brackets."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | Decimal):
        return str(value)
    written = str(value)
    unsafe = _SPECIAL.search(written) or (flow and _IN_FLOW.search(written)) or written[:1] in "：“‘【［｛＃"
    if unsafe or (text and numberlike(written)) or not isinstance(scalar(written), str):
        return quoted(written)
    return written


def listing(value: Any, entry: Entry | None, depth: int = 0) -> str | None:
    """A mapping or list on one line, None where it does not fit there: too long, too deep, several lines of text."""
    if depth > 1:
        return None
    text = entry.text if entry else True
    if isinstance(value, list):
        parts = [_inner(item, entry, text, depth) for item in value]
        return None if None in parts else "[" + ", ".join(map(str, parts)) + "]"
    pairs = []
    for key, item in ordered(value, entry.part if entry else None):
        inner = entry_at(entry.part, (key,)) if entry and entry.part else None
        part = _inner(item, inner, inner.text if inner else True, depth)
        if part is None:
            return None
        pairs.append(f"{word(key, flow=True)}: {part}".rstrip())
    return "{" + ", ".join(pairs) + "}"


def _inner(item: Any, entry: Entry | None, text: bool, depth: int) -> str | None:
    if isinstance(item, dict | list):
        return listing(item, entry, depth + 1)
    if isinstance(item, str) and ("\n" in item or (entry is not None and entry.shape == "prose")):
        return None
    return word(item, text, flow=True)


def ordered(value: Mapping[str, Any], model: type[BaseModel] | None) -> list[tuple[str, Any]]:
    """Entries in the model's order; unknown ones follow in their own."""
    if model is None:
        return list(value.items())
    order = key_order(model)
    return sorted(value.items(), key=lambda pair: order.get(pair[0], len(order)))


def lines_of(key: str, value: Any, indent: int, entry: Entry | None) -> list[str]:
    """An entry of a mapping as lines at ``indent``; ``key`` empty for an entry of a list."""
    lead = " " * indent
    start = f"{lead}{word(key)}:" if key else f"{lead}-"
    if entry is not None and is_review(entry) and isinstance(value, dict) and set(value) == {"状态"}:
        value = value["状态"]
    if isinstance(value, dict | list):
        if not value:
            return [f"{start} {'{}' if isinstance(value, dict) else '[]'}"]
        rows = isinstance(value, list) and any(isinstance(item, dict | list) for item in value)
        short = None if rows or (not key and _lists(value)) else listing(value, entry)
        if short is not None and width(start) + 1 + width(short) <= WIDTH:
            return [f"{start} {short}"]
        inner = _block(value, indent + 2, entry)
        if key:
            return [start, *inner]
        return [f"{start} {inner[0].lstrip()}", *inner[1:]]
    if isinstance(value, str) and ((entry is not None and entry.shape == "prose") or "\n" in value):
        return [f"{start} |-", *(f"{lead}  {line}".rstrip() for line in value.strip("\n").split("\n"))]
    return [f"{start} {word(value, entry.text if entry else True)}".rstrip()]


def _lists(value: Any) -> bool:
    return isinstance(value, dict) and any(isinstance(item, list) for item in value.values())


def _block(value: Any, indent: int, entry: Entry | None) -> list[str]:
    if isinstance(value, list):
        return [line for item in value for line in lines_of("", item, indent, entry)]
    part = entry.part if entry else None
    found = []
    for key, item in ordered(value, part):
        found += lines_of(key, item, indent, entry_at(part, (key,)) if part else None)
    return found


def record_lines(value: Mapping[str, Any], model: type[BaseModel]) -> list[str]:
    """A whole record as lines of a mapping."""
    known = {entry.key: entry for entry in entries(model)}
    return [line for key, item in ordered(value, model) for line in lines_of(key, item, 0, known.get(key))]


def row_lines(value: Mapping[str, Any], model: type[BaseModel], indent: int = 2) -> list[str]:
    """An entry of a ledger as lines, behind a dash at ``indent``."""
    lead = " " * indent
    first, *rest = record_lines(value, model)
    return [f"{lead}- {first}", *(f"{lead}  {line}".rstrip() for line in rest)]
