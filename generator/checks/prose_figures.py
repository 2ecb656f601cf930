"""Every figure that prose in ``content/`` asks for exists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.stated_figures import unknown_figure
from generator.findings import Finding, Location
from generator.reading import read_source
from generator.records.register import Register
from generator.rulebook.expressions import FIGURE
from generator.rulebook.figures import figures

__all__ = ["check"]


def check(register: Register) -> Iterator[Finding]:
    known = list(figures(register.released()))
    folder = register.root / "content"
    for path in sorted(folder.rglob("*.md")):
        relative = path.relative_to(register.root).as_posix()
        source, _ = read_source(register.root, relative)
        for number, line in enumerate(source.lines if source else (), 1):
            for found in FIGURE.finditer(line):
                if found["id"] not in known:
                    place = Location(relative, number, found.start() + 1, len(found[0]))
                    yield unknown_figure(found["id"], known, place)
