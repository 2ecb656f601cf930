"""Branches and activities do not give figures of the whole site: these change, and the record would not follow."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.findings import Finding, Location, Severity, declare
from generator.reading import read_source
from generator.records.activity import Activity
from generator.records.branch import Branch
from generator.records.fields import Record
from generator.records.register import Register
from generator.records.site import Site
from generator.records.texts import Batch
from generator.records.texts import words as words_of
from generator.records.walking import Keys
from generator.rulebook.expressions import FIGURE, wholes
from generator.rulebook.figures import figures

if TYPE_CHECKING:
    from generator.rulebook.statements import Typist

__all__ = ["check", "county_of", "within"]

_OF_THE_SITE = declare(
    "ZB0366",
    Severity.WARNING,
    (
        "支部和活动的记录里写了全站的数字",
        "“{found}”说的是全站，不是本支部；全站的数字会变，这里不会跟着变。",
        "请删去或者改写成本支部的情况；引用别处材料的，写明《出处》。",
    ),
    (
        "figure of the whole site in a branch's record",
        "'{found}' speaks of the whole site, not of the branch, and will not change with it.",
        "Delete it, or write of the branch instead; where another text is quoted, name that text in 《》.",
    ),
)
_OF_A_BRANCH = {Branch.kind, Activity.kind}


@cache
def _signs(county: str | None) -> re.Pattern[str]:
    """A first look: an expression, or the site's name with a number behind it, no day or year, in the same sentence."""
    number = r"[^。！？；\n]*[0-9]+(?![0-9年月日])"
    return re.compile("|".join([r"\{\{", *(re.escape(name) + number for name in wholes(county))]))


@cache
def _typist(as_of: datetime.date, county: str | None) -> Typist:
    """Knows the names of figures only: a dossier is checked without the rest of the site."""
    from generator.rulebook.statements import Typist

    return Typist(figures(Register(Path(), as_of)), county, as_of.year)


def check(register: Register, records: Batch) -> Iterator[Finding]:
    """The texts of branches and activities, which speak of one branch."""
    own = [record for record in records if record.kind in _OF_A_BRANCH]
    county = county_of(register)
    signs = _signs(county)
    if not own or not signs.search(records.text):
        return
    from generator.rulebook.statements import own_texts  # hardly any branch needs them, every start would pay

    typist = _typist(register.as_of, county)
    for record in own:
        said = "\n".join(words_of(record))
        if record.source is not None or not signs.search(said):
            continue
        for keys, text in own_texts(record):
            found = [typed.words for typed in typist.of_the_whole(text)]
            found += [expression[0] for expression in FIGURE.finditer(text)] if "{{" in text else []
            for words in found:
                yield Finding(_OF_THE_SITE, within(register, record, keys, words), {"found": words})


def county_of(register: Register) -> str | None:
    """The name with which a text speaks of the site as a whole."""
    site = register.of(Site).get("site")
    return site.county if site else None


def within(register: Register, record: Record, keys: Keys, words: str) -> Location:
    """Where the words stand in the text that begins at a key."""
    place = register.place(record, keys)
    source, _ = read_source(register.root, place.path)
    for number, line in enumerate(source.lines if source else (), 1):
        column = line.find(words, place.column - 1 if number == place.line else 0)
        if number >= place.line and column >= 0:
            return Location(place.path, number, column + 1, len(words))
    return place
