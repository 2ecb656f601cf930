"""Walking through what a record says, by the notes on its fields: what refers to something, what a term set binds.

Works on records and, as far as they have the right shape, on the nodes of what could not become a record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.records.loading import classes_in

__all__ = ["Keys", "Note", "last_key", "said", "values", "written"]

Keys = tuple[str | int, ...]
"""A path of Chinese keys and list positions."""

Note = Callable[[FieldInfo], str | None]
"""``reference_of`` or ``terms_of``."""

_Plan = tuple[tuple[str, str, str | None], ...]


@cache
def _plan(model: type[BaseModel], note: Note) -> _Plan:
    """Fields that bear the note or hold parts with such fields: (attribute, Chinese key, note; None: a part)."""
    plan: list[tuple[str, str, str | None]] = []
    for name, info in model.model_fields.items():
        noted = note(info)
        if noted:
            plan.append((name, info.alias or name, noted))
        elif any(issubclass(cls, BaseModel) and _plan(cls, note) for cls in classes_in(info.annotation)):
            plan.append((name, info.alias or name, None))
    return tuple(plan)


def last_key(keys: Keys) -> str:
    """The Chinese key that a path ends with, whatever list positions follow it."""
    return next(str(key) for key in reversed(keys) if isinstance(key, str))


def _rows(keys: Keys, value: Any) -> list[tuple[Keys, Any]]:
    """A value, or each of a list of values, with its path."""
    return [((*keys, i), item) for i, item in enumerate(value)] if isinstance(value, list) else [(keys, value)]


def said(part: BaseModel, note: Note, base: Keys = ()) -> Iterator[tuple[Keys, str, str]]:
    """Every value of a record in a field with the note: where it stands, the note, what it says."""
    for name, key, noted in _plan(type(part), note):
        value = getattr(part, name)
        if value is None:
            continue
        for keys, item in _rows((*base, key), value):
            if noted is None:
                yield from said(item, note, keys)
            else:
                yield keys, noted, item


def values(part: BaseModel, note: Note) -> Iterator[tuple[str, str]]:
    """The same without the place: the note and what the value says; for a first look at thousands of records."""
    for name, _, noted in _plan(type(part), note):
        value = getattr(part, name)
        if not value:
            continue
        for item in value if type(value) is list else (value,):
            if noted is None:
                yield from values(item, note)
            else:
                yield noted, item


def written(model: type[BaseModel], node: Any, note: Note, base: Keys = ()) -> Iterator[tuple[Keys, str, str]]:
    """The same for the node of what could not become a record of ``model``."""
    if not isinstance(node, dict):
        return
    for name, key, noted in _plan(model, note):
        value, annotation = node.get(key), model.model_fields[name].annotation
        if isinstance(value, list) != (get_origin(annotation) is list):
            continue
        for keys, item in _rows((*base, key), value):
            if noted is None:
                inner = next(cls for cls in classes_in(annotation) if issubclass(cls, BaseModel))
                yield from written(inner, item, note, keys)
            elif isinstance(item, str) and item.strip():
                yield keys, noted, item.strip()
