"""A site in which every text field of every record kind holds a string of an attacker.

Records are made from the models, as for the canaries: a field that is added is attacked without a change here.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from publication import canary_records
from publication.canary_records import Canary
from vectors import fitting

from generator.project import load
from generator.site.engine import build

__all__ = ["CONTENT", "RefusedError", "attacked"]

CONTENT = "content/attack-{:02}.md"
"""Pages of prose that hold the strings, a few each, as Markdown and as HTML."""
UNIT = "<img src=x onerror=alert(1)>\"'`"


class RefusedError(Exception):
    """The checks stop a site with such strings in it."""


class Attacker(Canary):
    """Puts the next string into every text."""

    def __init__(self, vectors: Sequence[str]) -> None:
        super().__init__()
        self.vectors = itertools.cycle(vectors)
        self.used: set[str] = set()

    def text(self, secret: bool) -> str:
        if secret:
            return super().text(secret)
        vector = next(self.vectors)
        self.used.add(vector)
        return vector


def attacked(root: Path, vectors: Sequence[str]) -> set[str]:
    """Write and build a site below ``root`` in ``site/``; the strings that stand in its records.

    Pages of prose hold all ``vectors``, records those that one line can hold.
    """
    name_of = canary_records.name_of
    made: list[Attacker] = []

    def attacker() -> Attacker:
        made.append(Attacker(fitting(vectors) or ["字"]))  # none of few strings may fit into a line
        return made[0]

    def named(kind: str, who: str) -> str:
        return name_of(kind, who) + (UNIT if kind == "unit" else "")

    with patch.object(canary_records, "Canary", attacker), patch.object(canary_records, "name_of", named):
        canary_records.plant(root)
    title = UNIT.replace("'", "''")
    for start in range(0, len(vectors), 10):
        few = vectors[start : start + 10]
        page = "\n\n".join(f"{text}\n\n- {text}\n\n<p>{text}</p>\n\n`{text}`" for text in few)
        (root / CONTENT.format(start // 10)).write_text(f"---\ntitle: '{title}'\n---\n\n{page}\n", encoding="utf-8")
    project = load(root)
    found = [f"{f.location} {f.code} {f.text().message}" for f in project.findings if f.severity == "error"]
    if found:
        raise RefusedError(found)
    build(project, root / "site")
    return made[0].used
