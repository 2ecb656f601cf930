"""CK54: a number typed in prose beside the name of a computed figure: write the expression, so that it cannot age."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.findings import Finding, Location, Severity, declare
from generator.reading import read_source
from generator.records.register import Register
from generator.rulebook.expressions import FIGURE
from generator.rulebook.figures import Figure, figures

__all__ = ["check"]

_TYPED = declare(
    "ZB0454",
    Severity.WARNING,
    (
        "正文里手写了可以计算的数字",
        "“{found}”是手写的数字，按记录计算，{label}是{computed}。",
        "请写成 {example}，数字变了页面会跟着变；引用别处数字的，写明出处，不要紧挨着“{label}”。",
    ),
    (
        "computable number typed",
        "'{found}' is typed; the records give {computed} ({label}).",
        "Write {example}, or say whose number it is.",
    ),
)


def check(register: Register) -> Iterator[Finding]:
    """Pages of ``content/``; cases tell of other places and other years and are left alone."""
    known = [figure for figure in figures(register.released()).values() if len(figure.label) >= 3]
    labels = {figure.label: figure for figure in known}
    if not labels:
        return
    words = "|".join(sorted(map(re.escape, labels), key=len, reverse=True))
    pattern = re.compile(
        rf"(?P<before>{words})(?:共|有|共有|为|是|达|达到|：|:)?(?P<n1>[0-9][0-9,]*(?:\.[0-9]+)?)%?"
        rf"|(?P<n2>[0-9][0-9,]*(?:\.[0-9]+)?)[个名家户项场次人%]{{0,2}}(?P<after>{words})"
    )
    folder = register.root / "content"
    for path in sorted(folder.rglob("*.md")):
        relative = path.relative_to(register.root)
        if "showcases" in relative.parts:
            continue
        source, _ = read_source(register.root, relative.as_posix())
        for number, line in enumerate(source.lines if source else (), 1):
            blanked = FIGURE.sub(lambda found: "□" * len(found[0]), line)
            for found in pattern.finditer(blanked):
                figure: Figure = labels[found["before"] or found["after"]]
                if Decimal((found["n1"] or found["n2"]).replace(",", "")) == 0:
                    continue
                facts = {
                    "found": found[0],
                    "label": figure.label,
                    "computed": figure.display,
                    "example": f'{{{{ 数("{figure.id}") }}}}',
                }
                place = Location(relative.as_posix(), number, found.start() + 1, len(found[0]))
                yield Finding(_TYPED, place, facts)
