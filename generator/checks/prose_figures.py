"""Prose writes the site's own figures as expressions: every one it asks for exists, none is typed by hand."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.checks.stated_figures import unknown_figure
from generator.findings import Finding, Location, Severity, declare
from generator.reading import read_source
from generator.records.activity import Activity
from generator.records.branch import Branch
from generator.records.fields import Record
from generator.records.layout import LAYOUT
from generator.records.register import Register
from generator.records.report import Report
from generator.records.showcase import Showcase
from generator.records.site import Site
from generator.records.texts import Batch
from generator.records.texts import words as words_of
from generator.records.values import exact
from generator.records.walking import Keys
from generator.rulebook.expressions import FIGURE
from generator.rulebook.figures import figures
from generator.rulebook.statements import Typed, Typist, texts

__all__ = ["check", "check_records"]

_TYPED = declare(
    "ZB0364",
    Severity.WARNING,
    (
        "能算出的数字写死了",
        "“{found}”是本站能从记录算出的数字（{label}，现为{computed}）。",
        "写成“{suggestion}”，记录变了数字跟着变；引用别处材料的，写明《出处》。",
    ),
    (
        "a computed figure typed by hand",
        "'{found}' is a figure the records give ({label}, now {computed}).",
        "Write {suggestion}; where it quotes another text, name that text in 《》.",
    ),
)
_CONTRADICTS = declare(
    "ZB0365",
    Severity.WARNING,
    (
        "写死的数字与记录不符",
        "“{found}”与记录算出的不一致：{label}现为{computed}。",
        "写成“{suggestion}”；引用别处材料的，写明《出处》。",
    ),
    (
        "a typed figure contradicts the records",
        "'{found}' does not agree with the records: {label} is {computed}.",
        "Write {suggestion}; where it quotes another text, name that text in 《》.",
    ),
)
_OF_THE_SITE = declare(
    "ZB0366",
    Severity.WARNING,
    (
        "支部和活动的记录里写了全站的数字",
        "“{found}”说的是全站，不是本支部；全站的数字会变，这里不会跟着变。",
        "请删去或者改写成本支部的情况；引用别处材料的，写明《出处》。",
    ),
    (
        "a figure of the whole site in a branch's record",
        "'{found}' speaks of the site as a whole, not of the branch, and will not change with it.",
        "Delete it or tell of the branch; where it quotes another text, name that text in 《》.",
    ),
)
_KINDS = {shelf.model.kind for shelf in LAYOUT}
"""What a site records; the rulebook quotes the texts that it rests on."""
_OF_A_BRANCH = {Branch.kind, Activity.kind}
_FENCE = re.compile(r"^\s*(```|~~~)")
_FIGURE_OR_EXPRESSION = re.compile(r"[0-9]|\{\{")
_CODE = re.compile(r"`[^`]*`|<!--.*?-->")


def check(register: Register) -> Iterator[Finding]:
    computed = figures(register.released())
    known = list(computed)
    typist = Typist(computed, _county(register), register.as_of.year)
    sourced = {register.origin(item).path for item in register.showcases.values() if item.source is not None}
    folder = register.root / "content"
    for path in sorted(folder.rglob("*.md")):
        relative = path.relative_to(register.root).as_posix()
        for number, line in _prose(register, relative):
            for found in FIGURE.finditer(line):
                if found["id"] not in known:
                    place = Location(relative, number, found.start() + 1, len(found[0]))
                    yield unknown_figure(found["id"], known, place)
            for typed in () if relative in sourced else typist.typed(_CODE.sub(lambda m: " " * len(m[0]), line)):
                yield _finding(typed, Location(relative, number, typed.start + 1, len(typed.words)))
    for kind in sorted(_KINDS - _OF_A_BRANCH):
        for record in register.records.get(kind, {}).values():
            yield from _record(register, record, typist, known)


def _county(register: Register) -> str | None:
    site = register.of(Site).get("site")
    return site.county if site else None


@cache
def _typist(as_of: datetime.date, county: str | None) -> Typist:
    """Knows the names of figures only: a dossier is checked without the rest of the site."""
    return Typist(figures(Register(Path(), as_of)), county, as_of.year)


def check_records(register: Register, records: Batch) -> Iterator[Finding]:
    """The texts of branches and activities, which speak of one branch."""
    own = [record for record in records if record.kind in _OF_A_BRANCH]
    typist = _typist(register.as_of, _county(register))
    signs = [sign for sign in ("{{", *typist.wholes) if own and sign in records.text]
    if not signs:
        return
    for record in own:
        said = "\n".join(words_of(record))
        if record.source is not None or not any(sign in said for sign in signs):
            continue
        for keys, text in texts(record):
            found = [typed.words for typed in typist.of_the_whole(text)]
            found += [expression[0] for expression in FIGURE.finditer(text)] if "{{" in text else []
            for words in found:
                yield Finding(_OF_THE_SITE, _within(register, record, keys, words), {"found": words})


def _prose(register: Register, path: str) -> Iterator[tuple[int, str]]:
    """The lines of a page that readers see: no front matter, no blocks of code."""
    source, _ = read_source(register.root, path)
    lines = list(enumerate(source.lines if source else (), 1))
    if lines and lines[0][1].rstrip() == "---":
        end = next((index for index, (_, line) in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
        lines = lines[end + 1 :]
    fenced = False
    for number, line in lines:
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield number, line


def _record(register: Register, record: Record, typist: Typist, known: list[str]) -> Iterator[Finding]:
    if not _FIGURE_OR_EXPRESSION.search("\n".join(words_of(record))):
        return
    stated = {exact(claim.value) for claim in record.claims} if isinstance(record, Report) else set()
    for keys, text in texts(record):
        if isinstance(record, Showcase) and keys == ("正文",):
            continue  # read as a page, line by line
        for found in FIGURE.finditer(text):
            if found["id"] not in known:
                yield unknown_figure(found["id"], known, _within(register, record, keys, found[0]))
        if record.source is not None:
            continue
        for typed in typist.typed(text):
            if typed.said not in stated:
                yield _finding(typed, _within(register, record, keys, typed.words))


def _within(register: Register, record: Record, keys: Keys, words: str) -> Location:
    """Where the words stand in the text that begins at a key."""
    place = register.place(record, keys)
    source, _ = read_source(register.root, place.path)
    for number, line in enumerate(source.lines if source else (), 1):
        column = line.find(words, place.column - 1 if number == place.line else 0)
        if number >= place.line and column >= 0:
            return Location(place.path, number, column + 1, len(words))
    return place


def _finding(typed: Typed, place: Location) -> Finding:
    facts = {
        "found": typed.words,
        "label": typed.figure.label,
        "computed": typed.figure.display,
        "suggestion": typed.instead,
    }
    return Finding(_TYPED if typed.agrees else _CONTRADICTS, place, facts)
