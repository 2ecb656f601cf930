"""What a branch's page shows besides the branch's own fields that follows from its record and its activities alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel

from generator.publication.archive import count_held, pictures
from generator.publication.exposure import Facts, expose
from generator.records.branch import Branch
from generator.records.fields import Part as Fields
from generator.records.fields import reference_of
from generator.records.loading import classes_in
from generator.records.register import Register
from generator.rulebook.bands import band_of, bands
from generator.rulebook.terms import TermSet, term_sets

__all__ = ["BOX_TERMS", "add_own", "members_of", "renew"]

_ROOM_TERMS = "liuyou-huodongshi"
BOX_TERMS = "ziliaohe"
"""The term set of archive boxes."""


def members_of(sets: Mapping[str, TermSet], id: str) -> list[str]:
    """The members of a term set; none where the site has no such set."""
    known = sets.get(id)
    return list(known.members) if known else []


def add_own(facts: Facts, record: Branch, register: Register) -> None:
    """Add it to a branch's facts: ``register`` has its activities as lists know them, the term sets and the bands."""
    sets = term_sets(register)
    if record.term is not None:
        facts.term.end = record.term.end
    facts.room_terms = members_of(sets, _ROOM_TERMS) if record.room else []
    facts.box_terms = members_of(sets, BOX_TERMS) if record.boxes else []
    facts.pictures = pictures(register, record)
    facts.members_band = band_of(bands(register).get("dangyuan"), record.members.full, record.members.probationary)
    count_held(facts, register.held_by(record.id), register.as_of.year)


def renew(facts: Facts, part: Fields) -> None:
    """Put what a record, or a part of one, says itself into what is kept of it. What it names of others stays, and so
    do lists of parts that have become longer or shorter where more is kept of these than they say: how that comes
    about is not known here.
    """
    for name, said in vars(expose(part)).items():
        if not hasattr(facts, name) or reference_of(type(part).model_fields[name]) is not None:
            continue
        shown, of_part = getattr(facts, name), getattr(part, name)
        if isinstance(of_part, Fields) and isinstance(shown, Facts):
            renew(shown, of_part)
        elif _of_parts(shown) and _of_parts(said) and len(shown) == len(said):
            for item, of_item in zip(shown, of_part, strict=True):
                renew(item, of_item)
        elif not _names_others(type(part), name) and not _is_more(shown, said):
            setattr(facts, name, said)


def _of_parts(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, Facts) for item in value)


def _is_more(shown: object, said: object) -> bool:
    """Whether more is kept of the parts of a list than they say."""
    if not isinstance(shown, list) or not isinstance(said, list) or not shown or not said:
        return False
    return _of_parts(shown) and vars(shown[0]).keys() != vars(said[0]).keys()


@cache
def _names_others(model: type[BaseModel], name: str) -> bool:
    """Whether a field of a model, or a part that it holds, refers to another record."""
    field = model.model_fields[name]
    parts = (cls for cls in classes_in(field.annotation) if issubclass(cls, BaseModel))
    return reference_of(field) is not None or any(_names_others(cls, n) for cls in parts for n in cls.model_fields)
