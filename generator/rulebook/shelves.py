"""Where the rulebook's own records stand."""

from __future__ import annotations

from generator.records.layout import Shelf
from generator.rulebook.bands import Bands
from generator.rulebook.methods import Method
from generator.rulebook.rules import Change, Rule
from generator.rulebook.schemes import Scheme
from generator.rulebook.terms import TermSet

__all__ = ["SHELVES"]

SHELVES: tuple[Shelf, ...] = (
    Shelf(TermSet, "records/rulebook/terms.yml", ledger="术语集"),
    Shelf(Bands, "records/rulebook/bands.yml", ledger="人数区间"),
    Shelf(Rule, "records/rulebook/rules/{file}.yml", ledger="规则"),
    Shelf(Change, "records/rulebook/local/{file}.yml", ledger="改动"),
    Shelf(Scheme, "records/rulebook/schemes/{id}.yml"),
    Shelf(Method, "records/rulebook/methods/{id}.yml"),
)
