"""The gist of a record: what concerns more than its own page, which is all but texts that stand alone.

While it stays the same, whatever else changes in the record changes no other page, no figure and no other finding.
The ties of a record are what is left of its gist without what is only counted and without what it is called: while
they stay the same no other record's page changes, but for its name and for the activities that it lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from generator.records.fields import Part, alone, called, counted, label_of
from generator.records.loading import classes_in

__all__ = ["Worded", "gist", "ties", "worded"]


class Worded(NamedTuple):
    """Where a model holds texts that stand alone, by the names of its fields."""

    alone: tuple[str, ...]
    inside: Mapping[str, type[Part]]
    """Fields with parts that hold some, and what these are."""


@cache
def worded(model: type[BaseModel]) -> Worded:
    """Where a model holds texts that stand alone."""
    own = alone(model)
    inside: dict[str, type[Part]] = {}
    for name, field in model.model_fields.items():
        parts = [cls for cls in classes_in(field.annotation) if issubclass(cls, Part)]
        if name not in own and len(parts) == 1 and any(worded(parts[0])):
            inside[name] = parts[0]
    return Worded(own, inside)


@cache
def _labels(model: type[BaseModel]) -> tuple[frozenset[str], dict[str, type[Part]]]:
    """The same by the keys with which fields are written."""
    own, inside = worded(model)
    return frozenset(label_of(model, name) for name in own), {label_of(model, n): part for n, part in inside.items()}


def gist(model: type[BaseModel], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a record, as written, without the texts that stand alone."""
    own, inside = _labels(model)
    kept = {key: value for key, value in values.items() if key not in own}
    for key in inside.keys() & kept.keys():
        kept[key] = _inside(inside[key], kept[key])
    return kept


def ties(model: type[BaseModel], gist: Mapping[str, Any]) -> dict[str, Any]:
    """The ``gist`` of a record, as written, without what is only counted and what the record is called."""
    loose = _loose(model)
    return {key: value for key, value in gist.items() if key not in loose}


@cache
def _loose(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(label_of(model, name) for name in (*counted(model), *called(model)))


def _inside(model: type[Part], value: Any) -> Any:
    if isinstance(value, list):
        return [_inside(model, item) for item in value]
    return gist(model, value) if isinstance(value, dict) else value
