"""Figures in the texts of records: ``{{ 数("organisations.total") }}`` becomes the computed figure as it is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from generator.records.activity import Activity
from generator.records.branch import Branch
from generator.records.fields import Record, Review, Source
from generator.records.loading import classes_in
from generator.records.register import Register
from generator.records.report import Claim
from generator.records.showcase import Showcase
from generator.records.texts import words
from generator.rulebook.expressions import FIGURE
from generator.rulebook.figures import Figure

__all__ = ["figures_asked", "fill_texts", "filled"]

R = TypeVar("R", bound=Record)

_TO_THE_ROOT = "../../"
"""From a showcase's page; its narrative is Markdown, so that its figures can lead to how they were computed."""


def fill_texts(register: Register, figures: Mapping[str, Figure]) -> list[str]:
    """Fill in every expression in the texts of the records that belong to no branch; which figures these ask for.

    A branch and its activities say nothing of the site as a whole, so that they need not be made anew with its figures.
    """
    asked: set[str] = set()
    for kind, records in register.records.items():
        if kind in (Branch.kind, Activity.kind):
            continue
        changed: dict[str, Record] = {}
        for id, record in records.items():
            full = filled(record, figures)
            if full is not record:
                changed[id] = full
                asked |= figures_asked(record)
        if changed:
            register.records[kind] = {**records, **changed}
    return sorted(asked)


def figures_asked(record: Record) -> set[str]:
    """The figures that the texts of a record ask for, by their identifiers."""
    return {found["id"] for text in words(record) if "{{" in text for found in FIGURE.finditer(text)}


def filled(record: R, figures: Mapping[str, Figure]) -> R:
    """A record with every expression in its texts filled in; the same record where it has none."""
    if not any("{{" in text for text in words(record)):
        return record

    def plain(found: re.Match[str]) -> str:
        figure = figures.get(found["id"])
        return found[0] if figure is None else figure.said

    def linked(found: re.Match[str]) -> str:
        figure = figures.get(found["id"])
        if figure is None:
            return found[0]
        return f'[{figure.said}]({_TO_THE_ROOT}{figure.address} "{figure.source}")'

    if isinstance(record, Showcase):
        record = record.model_copy(update={"narrative": FIGURE.sub(linked, record.narrative)})
    full: R = _filled(record, plain)
    return full


_AS_WRITTEN = (Claim, Source, Review)
"""Parts that say what somebody else has said."""


@cache
def _text_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Fields of a model that hold text, or parts with text, in which figures may be asked for."""
    names = []
    for name, info in model.model_fields.items():
        classes = [cls for cls in classes_in(info.annotation) if cls not in _AS_WRITTEN]
        if name != "id" and any(cls is str or (issubclass(cls, BaseModel) and _text_fields(cls)) for cls in classes):
            names.append(name)
    return tuple(names)


def _filled(part: Any, put: Callable[[re.Match[str]], str]) -> Any:
    if isinstance(part, list):
        return [_filled(item, put) for item in part]
    if isinstance(part, BaseModel):
        return part.model_copy(update={name: _filled(getattr(part, name), put) for name in _text_fields(type(part))})
    return FIGURE.sub(put, part) if type(part) is str else part
