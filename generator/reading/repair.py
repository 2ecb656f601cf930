"""Repairs made in memory, and the way back from a repaired column to the column the editor sees."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["Columns", "Repairs", "compose"]

Columns = dict[int, list[int]]
"""For every repaired line (from 0): for each of its columns, and one past the end, the original column."""


class Repairs:
    """Edits collected against lines. Positions always refer to the lines as given, so edits never collide."""

    __slots__ = ("_edits", "lines")

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self._edits: dict[int, list[tuple[int, int, str]]] = {}

    def __bool__(self) -> bool:
        return bool(self._edits)

    def replace(self, line: int, start: int, end: int, text: str) -> None:
        """Put ``text`` in place of columns ``start`` to ``end`` of a line."""
        self._edits.setdefault(line, []).append((start, end, text))

    def blank(self, line: int) -> None:
        """Empty a line, dropping whatever else was to be done to it."""
        self._edits[line] = [(0, len(self.lines[line]), "")]

    def line(self, number: int) -> str:
        """One line as repaired."""
        return self._apply(number)[0]

    def apply(self) -> tuple[list[str], Columns]:
        """All lines as repaired, with the original columns of the repaired ones."""
        lines = list(self.lines)
        columns: Columns = {}
        for number in self._edits:
            lines[number], columns[number] = self._apply(number)
        return lines, columns

    def _apply(self, number: int) -> tuple[str, list[int]]:
        old = self.lines[number]
        pieces: list[str] = []
        columns: list[int] = []
        done = 0
        for start, end, text in sorted(self._edits.get(number, ())):
            if start < done:  # two rules met on the same characters: the first repair stands
                continue
            pieces += (old[done:start], text)
            columns += range(done, start)
            columns += (min(start + k, max(start, end - 1)) for k in range(len(text)))
            done = end
        pieces.append(old[done:])
        columns += range(done, len(old) + 1)
        return "".join(pieces), columns


def compose(first: Columns, second: Columns) -> Columns:
    """The way back through two rounds of repairs, ``first`` having been made before ``second``."""
    if not first:
        return second
    both = dict(first)
    for line, columns in second.items():
        before = first.get(line)
        both[line] = [before[column] for column in columns] if before else columns
    return both
