"""Every text a record holds, with the path of Chinese keys that leads to it; by a plan made once a model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, NamedTuple

from pydantic import BaseModel

from generator.records.fields import Record
from generator.records.loading import classes_in
from generator.records.walking import Keys

__all__ = ["Batch", "texts", "words"]

_NOT_PROSE = {"id", "visibility"}


class _Field(NamedTuple):
    name: str
    key: str
    many: bool
    parts: bool


class _Plan(NamedTuple):
    """How to get at the texts of a model: field by field, and all at once."""

    fields: tuple[_Field, ...]
    plain: Callable[[Any], tuple[Any, ...]]
    """Values of the fields with one text."""
    nested: tuple[_Field, ...]


@cache
def _plan(model: type[BaseModel]) -> _Plan:
    """Fields with text; parts without any are left out."""
    fields: list[_Field] = []
    for name, info in model.model_fields.items():
        if name in _NOT_PROSE:
            continue
        classes = list(classes_in(info.annotation))
        many = "list[" in str(info.annotation)
        inner = [cls for cls in classes if issubclass(cls, BaseModel)]
        if any(_plan(cls).fields for cls in inner):
            fields.append(_Field(name, info.alias or name, many, True))
        elif not inner and str in classes:
            fields.append(_Field(name, info.alias or name, many, False))
    nested = tuple(field for field in fields if field.many or (field.parts and not _always(model, field)))
    return _Plan(tuple(fields), _getter(list(_plain_names(model, fields))), nested)


def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gets the values of some attributes at once."""
    if not names:
        return lambda part: ()
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda part: (get(part),)  # of one name alone it gives the bare value


def _always(model: type[BaseModel], field: _Field) -> bool:
    """Whether a part is always there, and holds nothing but single texts."""
    classes = list(classes_in(model.model_fields[field.name].annotation))
    return not field.many and type(None) not in classes and len(classes) == 1 and not _plan(classes[0]).nested


def _plain_names(model: type[BaseModel], fields: list[_Field]) -> Iterator[str]:
    """Attributes with one text, those of parts that are always there as dotted paths."""
    for field in fields:
        if not field.many and not field.parts:
            yield field.name
        elif field.parts and _always(model, field):
            part = next(classes_in(model.model_fields[field.name].annotation))
            yield from (f"{field.name}.{name}" for name in _plain_names(part, list(_plan(part).fields)))


def words(part: BaseModel) -> list[str]:
    """Every text of a record or a part, without its place; for a first look at thousands of records."""
    plan = _plan(type(part))
    found = [value for value in plan.plain(part) if type(value) is str]
    for name, _, many, parts in plan.nested:
        value = getattr(part, name)
        if not value:
            continue
        if not many:
            found += words(value)
        elif parts:
            for item in value:
                found += words(item)
        else:
            found += value
    return found


class Batch(list[Record]):
    """Records that are looked at together. Most hold nothing to be found: ``text`` tells at a glance which."""

    @cached_property
    def text(self) -> str:
        """Every text of every record, a line each."""
        return "\n".join(word for record in self for word in words(record))


def texts(part: BaseModel, base: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Every text of a record or a part of one. Identifiers that the file's place decides are left out."""
    for name, key, many, parts in _plan(type(part)).fields:
        value = getattr(part, name)
        if value is None:
            continue
        if many:
            for index, item in enumerate(value):
                if parts:
                    yield from texts(item, (*base, key, index))
                else:
                    yield (*base, key, index), item
        elif parts:
            yield from texts(value, (*base, key))
        elif type(value) is str:
            yield (*base, key), value
