"""Where the rulebook's own records stand."""

from __future__ import annotations

from generator.records.layout import LAYOUT, Shelf
from generator.rulebook.bands import Bands
from generator.rulebook.methods import Method
from generator.rulebook.rules import Change, Rule
from generator.rulebook.schemes import Scheme
from generator.rulebook.terms import TermSet

__all__ = ["SHELVES", "shelf_for", "shelf_of", "shelves"]

SHELVES: tuple[Shelf, ...] = (
    Shelf(TermSet, "records/rulebook/terms.yml", ledger="术语集"),
    Shelf(Bands, "records/rulebook/bands.yml", ledger="人数区间"),
    Shelf(Rule, "records/rulebook/rules/{file}.yml", ledger="规则"),
    Shelf(Change, "records/rulebook/local/{file}.yml", ledger="改动"),
    Shelf(Scheme, "records/rulebook/schemes/{id}.yml"),
    Shelf(Method, "records/rulebook/methods/{id}.yml"),
)


def shelves() -> tuple[Shelf, ...]:
    """Where every kind of record stands, the rulebook's too."""
    return (*LAYOUT, *SHELVES)


def shelf_for(kind: str) -> Shelf:
    """The shelf of a kind of record (``branch`` …)."""
    return next(shelf for shelf in shelves() if shelf.model.kind == kind)


def shelf_of(path: str) -> tuple[Shelf, dict[str, str]] | None:
    """The shelf of a file and the named parts of its path; None for what is no record."""
    for shelf in shelves():
        found = shelf.match(path)
        if found is not None:
            return shelf, found
    return None
