"""The outline of a record kind, read off its model: what schema, forms, spreadsheets and field reference share."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.records.fields import Record, Review, ReviewState, Visibility, reference_of, terms_of, visibility_of
from generator.records.values import Spelling

__all__ = ["TAIL", "Entry", "entries", "entry_at", "is_review", "key_order", "review_states"]

TAIL = ("来源", "备注", "可见", "审核")
"""What every record carries stands behind what is its own, in this order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field as an editor meets it.

    ``shape`` is ``line``, ``prose``, ``article`` (Markdown), ``count``, ``amount``, ``date``, ``month``, ``yes_no``,
    ``integer``, ``number``, ``choice`` or ``part``; ``many`` says that it is a list of such.
    """

    name: str
    key: str
    description: str
    shape: str
    many: bool
    required: bool
    internal: bool
    spelling: Spelling | None
    choices: tuple[str, ...] = ()
    part: type[BaseModel] | None = None
    terms: str | None = None
    refers: str | None = None
    least: int | None = None
    most: int | None = None
    pattern: str | None = None
    fewest: int | None = None

    @property
    def text(self) -> bool:
        """Whether the value is text, so that what looks like a number must be quoted."""
        return self.shape in ("line", "prose", "article", "month", "choice")


def _parts(annotation: Any) -> Iterator[Any]:
    """The bare types in an annotation, Annotated ones whole, without None and list."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType, list):
        for part in get_args(annotation):
            yield from _parts(part)
    elif annotation is not type(None):
        yield annotation


def _listed(annotation: Any) -> bool:
    """Whether a field holds a list, one that may be left out included."""
    if get_origin(annotation) in (Union, types.UnionType):
        return any(_listed(part) for part in get_args(annotation))
    return get_origin(annotation) is list


def _spelling(info: FieldInfo, inner: list[Any]) -> Spelling | None:
    noted = [*info.metadata, *(note for part in inner if get_origin(part) is Annotated for note in part.__metadata__)]
    return next((note for note in noted if isinstance(note, Spelling)), None)


def _bound(info: FieldInfo, name: str) -> Any:
    return next((value for note in info.metadata if (value := getattr(note, name, None)) is not None), None)


def _entry(name: str, info: FieldInfo) -> Entry:
    inner = list(_parts(info.annotation))
    spelling = _spelling(info, inner)
    classes = [part for part in inner if isinstance(part, type)]
    part = next((cls for cls in classes if issubclass(cls, BaseModel)), None)
    choice = next((cls for cls in classes if issubclass(cls, Enum)), None)
    if spelling is not None:
        shape = spelling.name
    elif part is not None:
        shape = "part"
    elif choice is not None:
        shape = "choice"
    else:
        plain = {int: "integer", Decimal: "number", float: "number"}
        shape = next((plain[cls] for cls in classes if cls in plain), "article" if name == "narrative" else "line")
    many = _listed(info.annotation)
    return Entry(
        name=name,
        key=info.alias or name,
        description=info.description or "",
        shape=shape,
        many=many,
        required=info.is_required(),
        internal=visibility_of(info) is Visibility.INTERNAL,
        spelling=spelling,
        choices=tuple(str(member.value) for member in choice) if choice else (),
        part=part if spelling is None else None,
        terms=terms_of(info),
        refers=reference_of(info),
        least=_bound(info, "ge"),
        most=_bound(info, "le"),
        pattern=_bound(info, "pattern"),
        fewest=_bound(info, "min_length") if many else None,
    )


@cache
def entries(model: type[BaseModel]) -> tuple[Entry, ...]:
    """The fields of a model in their canonical order: 编号 first, what is its own, then what every record carries."""
    listed = [_entry(name, info) for name, info in model.model_fields.items()]
    if not issubclass(model, Record):
        return tuple(listed)
    tail = {key: number for number, key in enumerate(TAIL)}
    own = [entry for entry in listed if entry.key not in tail and entry.key != "编号"]
    head = [entry for entry in listed if entry.key == "编号"]
    return (*head, *own, *sorted((entry for entry in listed if entry.key in tail), key=lambda e: tail[e.key]))


@cache
def key_order(model: type[BaseModel]) -> dict[str, int]:
    """The place of every known key among its neighbours."""
    return {entry.key: number for number, entry in enumerate(entries(model))}


def entry_at(model: type[BaseModel], keys: tuple[str | int, ...]) -> Entry | None:
    """The field that a path of Chinese keys leads to."""
    found: Entry | None = None
    current: type[BaseModel] | None = model
    for key in keys:
        if isinstance(key, int):
            continue
        if current is None:
            return None
        found = next((entry for entry in entries(current) if entry.key == key), None)
        if found is None:
            return None
        current = found.part
    return found


def is_review(entry: Entry) -> bool:
    """Whether a field may be written short, as ``审核: 终审``."""
    return entry.part is Review


def review_states() -> tuple[str, ...]:
    """What a review may say, from the first state to the last."""
    return tuple(state.value for state in ReviewState)
