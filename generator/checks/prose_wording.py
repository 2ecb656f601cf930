"""CK50 for pages of prose: the words of ``records/words.yml`` and Traditional characters in ``content/``.

What stands as code in a page is quoted, often as an example of what not to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.checks.wording import slips
from generator.findings import Finding, Location
from generator.listing import legible
from generator.reading import read_source
from generator.records.register import Register
from generator.records.words import Word

__all__ = ["check", "unfenced"]

_FENCE = re.compile(r"\s*(?:```|~~~)")
_CODE = re.compile(r"`[^`]*`")


def check(register: Register) -> Iterator[Finding]:
    words = register.of(Word)
    root = Path(register.root)
    for path in sorted((root / "content").rglob("*.md")):
        relative = legible(path.relative_to(root).as_posix())
        if relative.startswith("content/showcases/"):  # a record
            continue
        source, _ = read_source(register.root, relative)
        for number, line in unfenced(enumerate(source.lines if source is not None else (), 1)):
            for kind, facts in slips(words, _CODE.sub("", line)):
                yield Finding(kind, Location(relative, number, 1), {"key": "文章", **facts})


def unfenced(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The numbered lines of a page that stand in no block of code."""
    fenced = False
    for number, line in lines:
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield number, line
