"""The quick way through a file that is as it should be: its values, without positions and without findings.

A second parser, in Rust, is ten times as fast as the first, but tells no positions and reads more things as numbers
than a record may hold. So it is trusted with plain text only: whatever the two might read differently goes the slow
way.
"""

from __future__ import annotations

import re
from typing import Any

from yaml_rs import YAMLDecodeError, loads

from generator.reading.bounds import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_SCALAR
from generator.reading.characters import is_clean
from generator.reading.patterns import suspicious

__all__ = ["plain_values"]

# Each begins with one class of characters: the engine then skips to them.
_MAY_DIFFER = re.compile(
    r"[ \n\[{,](?=[-+\dTFN?>%@`.])"
    r"(?:[-+]?0[\dxob_]|\+[\d.]|-0|[-+]?\d[\d,]*_|True|TRUE|False|FALSE|Null|NULL|[?>%@`]|- - |---|\.\.\.)"
)
_FLOW_MAY_DIFFER = re.compile(r"[\[{](?: *\||[^\]}\n]*(?:\n|[ ,\[{]:|:[^ ]|[?|>]))")
_SIGNS = ("\t", "&", "!")
"""Tabs in indentation, anchors, tags."""
_TOO_LARGE = 10**15
"""Whole numbers from here on are identifiers and stay text."""


def plain_values(text: str) -> dict[str, Any] | None:
    """What ``parse`` gives for text without any finding, in plain dicts and lists; None where it must decide."""
    if not is_clean(text) or suspicious(text):
        return None
    if len(text) > MAX_BYTES or text.count("\n") > MAX_NODES:
        return None
    framed = f"\n{text}\n"
    if any(sign in text for sign in _SIGNS) or _MAY_DIFFER.search(framed) or _FLOW_MAY_DIFFER.search(framed):
        return None
    try:
        values = loads(text, parse_datetime=False)
    except (YAMLDecodeError, ValueError):
        return None
    if not isinstance(values, dict) or not _is_plain(values, MAX_DEPTH):
        return None
    return None if len(text) > MAX_SCALAR and _has_long(values) else values


def _is_plain(value: Any, depth: int) -> bool:
    kind = value.__class__
    if kind is str:
        return True
    if kind is dict or kind is list:
        if kind is dict:
            for key in value:
                if key.__class__ is not str or key in ("", "<<"):
                    return False
        for item in value.values() if kind is dict else value:
            if item.__class__ is not str and not _is_plain(item, depth - 1):
                return False
        return depth > 0
    if kind is int:
        return bool(-_TOO_LARGE < value < _TOO_LARGE)
    return kind is bool or value is None  # decimals keep their digits, which a float has lost


def _has_long(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) > MAX_SCALAR
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(_has_long, parts))
