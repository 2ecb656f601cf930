"""Prose writes the site's own figures as expressions: every one it asks for exists, none is typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.checks.borrowed_figures import county_of, within
from generator.checks.prose_wording import unfenced
from generator.checks.stated_figures import unknown_figure
from generator.findings import Finding, Location, Severity, declare
from generator.listing import legible
from generator.reading import read_source
from generator.records.activity import Activity
from generator.records.branch import Branch
from generator.records.fields import Record
from generator.records.layout import LAYOUT
from generator.records.register import Register
from generator.records.report import Report
from generator.records.showcase import Showcase
from generator.records.texts import words
from generator.records.values import exact
from generator.rulebook.expressions import FIGURE
from generator.rulebook.figures import Figure, figures
from generator.rulebook.shelves import shelf_of
from generator.rulebook.statements import Typed, Typist, own_texts

__all__ = ["TYPED", "check", "check_file", "check_record"]

_TYPED = declare(
    "ZB0364",
    Severity.WARNING,
    (
        "能算出的数字写死了",
        "“{found}”是本站能从记录算出的数字（{label}，现为{computed}）。",
        "请写成“{suggestion}”，记录变了数字跟着变；引用别处材料的，写明《出处》。",
    ),
    (
        "computed figure typed by hand",
        "'{found}' is a figure that the records give ('{label}', now {computed}).",
        "Write '{suggestion}'; where another text is quoted, name that text in 《》.",
    ),
)
_CONTRADICTS = declare(
    "ZB0365",
    Severity.WARNING,
    (
        "写死的数字与记录不符",
        "“{found}”与记录算出的不一致：{label}现为{computed}。",
        "请写成“{suggestion}”；引用别处材料的，写明《出处》。",
    ),
    (
        "typed figure at odds with the records",
        "'{found}' does not agree with the records, in which '{label}' is {computed}.",
        "Write '{suggestion}'; where another text is quoted, name that text in 《》.",
    ),
)
TYPED = (_TYPED, _CONTRADICTS)
"""What is found of figures typed by hand: the fact ``label`` names the figure."""
_KINDS = {shelf.model.kind for shelf in LAYOUT}
"""What a site records; the rulebook quotes the texts that it rests on."""
_OF_A_BRANCH = {Branch.kind, Activity.kind}
_FIGURE_OR_EXPRESSION = re.compile(r"[0-9]|\{\{")
_CODE = re.compile(r"`[^`]*`|<!--.*?-->")


def check(register: Register) -> Iterator[Finding]:
    computed = figures(register.released())
    typist, known = _typist(register, computed), list(computed)
    sourced = {register.origin(item).path for item in register.showcases.values() if item.source is not None}
    folder = register.root / "content"
    for path in sorted(folder.rglob("*.md")):
        relative = legible(path.relative_to(register.root).as_posix())
        yield from _page(register, relative, relative in sourced, typist, known)
    for kind in sorted(_KINDS - _OF_A_BRANCH):
        for record in register.records.get(kind, {}).values():
            yield from _record(register, record, typist, known)


def check_record(register: Register, record: Record, computed: Mapping[str, Figure]) -> Iterator[Finding]:
    """What is found in one record of no branch; ``computed`` are the figures of the released records."""
    typist = _typist(register, computed)
    if isinstance(record, Showcase):
        path = register.origin(record).path
        yield from _page(register, path, record.source is not None, typist, list(computed))
    if record.kind in _KINDS:
        yield from _record(register, record, typist, list(computed))


def check_file(register: Register, path: str, computed: Mapping[str, Figure]) -> Iterator[Finding]:
    """What is found in one file: a page of prose, or the records of no branch that it holds."""
    found = shelf_of(path)
    if found is None:
        yield from _page(register, path, False, _typist(register, computed), list(computed))
        return
    for record in register.records.get(found[0].model.kind, {}).values():
        if register.origin(record).path == path:
            yield from check_record(register, record, computed)


def _typist(register: Register, computed: Mapping[str, Figure]) -> Typist:
    return Typist(computed, county_of(register), register.as_of.year)


def _page(register: Register, path: str, sourced: bool, typist: Typist, known: list[str]) -> Iterator[Finding]:
    """What is found in a page of prose; one whose source is named says what that says."""
    for number, line in _prose(register, path):
        for found in FIGURE.finditer(line):
            if found["id"] not in known:
                place = Location(path, number, found.start() + 1, len(found[0]))
                yield unknown_figure(found["id"], known, place)
        for typed in () if sourced else typist.typed(_CODE.sub(lambda m: " " * len(m[0]), line)):
            yield _finding(typed, Location(path, number, typed.start + 1, len(typed.words)))


def _prose(register: Register, path: str) -> Iterator[tuple[int, str]]:
    """The lines of a page that readers see: no front matter, no blocks of code."""
    source, _ = read_source(register.root, path)
    lines = list(enumerate(source.lines if source else (), 1))
    if lines and lines[0][1].rstrip() == "---":
        end = next((index for index, (_, line) in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
        lines = lines[end + 1 :]
    return unfenced(lines)


def _record(register: Register, record: Record, typist: Typist, known: list[str]) -> Iterator[Finding]:
    if not _FIGURE_OR_EXPRESSION.search("\n".join(words(record))):
        return
    stated = {exact(claim.value) for claim in record.claims} if isinstance(record, Report) else set()
    for keys, text in own_texts(record):
        if isinstance(record, Showcase) and keys == ("正文",):
            continue  # read as a page, line by line
        for found in FIGURE.finditer(text):
            if found["id"] not in known:
                yield unknown_figure(found["id"], known, within(register, record, keys, found[0]))
        if record.source is not None:
            continue
        for typed in typist.typed(text):
            if typed.said not in stated:
                yield _finding(typed, within(register, record, keys, typed.words))


def _finding(typed: Typed, place: Location) -> Finding:
    facts = {
        "found": typed.words,
        "label": typed.figure.label,
        "computed": typed.figure.display,
        "suggestion": typed.instead,
    }
    return Finding(_TYPED if typed.agrees else _CONTRADICTS, place, facts)
