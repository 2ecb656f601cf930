"""Stripping a record to the fields its model marks 公开.

Templates receive plain objects that have no other attributes: asking one for an internal field is an error, not a leak.
"""

from __future__ import annotations

import datetime
from enum import Enum
from functools import cache
from types import SimpleNamespace
from typing import Any

from pydantic import BaseModel

from generator.records.fields import Visibility, visibility_of

__all__ = ["Facts", "expose"]

Facts = SimpleNamespace
"""The public facts of a record or of a part of one."""

_UNNEEDED = {"visibility", "review"}
"""Public in principle, of no use to readers: everything that is here is public and has passed its reviews."""


@cache
def _public_names(kind: type) -> tuple[str, ...] | None:
    """The public fields of a model; None for what is none. Looked up, as asking every value what it is takes longer."""
    if not issubclass(kind, BaseModel):
        return None
    return tuple(
        name
        for name, info in kind.model_fields.items()
        if visibility_of(info) is Visibility.PUBLIC and name not in _UNNEEDED
    )


_PLAIN = frozenset({str, int, bool, type(None), datetime.date})
"""Kinds of values that are as public as the field that holds them; nearly all are of these."""


def expose(value: Any) -> Any:
    """The public side of a value: parts become ``Facts``, enumerations their Chinese word."""
    kind = value.__class__
    if kind is list:
        return [item if item.__class__ in _PLAIN else expose(item) for item in value]
    names = _public_names(kind)
    if names is None:
        return value.value if isinstance(value, Enum) else value
    facts, held = Facts(), value.__dict__
    shown = facts.__dict__  # one by one through the object it takes a third longer
    for name in names:
        item = held[name]
        shown[name] = item if item.__class__ in _PLAIN else expose(item)
    return facts
