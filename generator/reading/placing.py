"""Where a line belongs: the collections that are open, their columns, and lines that are in line with none."""

from __future__ import annotations

import re

from generator.findings import Kind
from generator.reading import kinds
from generator.reading.patterns import DASH, WRONG_DASHES
from generator.reading.scanning import HOLE, Frame, Scan

__all__ = ["Placing"]

_NUMBER = re.compile(r"-[0-9]+(?:\.[0-9]+)?[ \t]*(?:#|$)")


class Placing(Scan):
    """The part of the scanner that knows indents and the dashes of items."""

    def _shifted(self, column: int, at: int, line: str) -> int:
        """The column a line belongs to, when lines above it had to be moved."""
        if self.shift is not None:
            base, by, equal = self.shift
            if column > base or (column == base and equal and not line.startswith("-", at)):
                return max(0, column + by)
            self.shift = None
        return column

    def _place(self, i: int, at: int, column: int, is_list: bool, quiet: bool) -> int | None:
        """The column of the collection a line belongs to; reports lines that are in line with none."""
        if self.state == HOLE and (column > self.owner or (is_list and self.of_key and column == self.owner)):
            return column
        frames = self.frames
        if not frames:
            return column
        keep = len(frames)
        while keep and frames[keep - 1].column > column:
            keep -= 1
        if not is_list and keep > 1 and frames[keep - 1] == (column, True) and frames[keep - 2] == (column, False):
            keep -= 1
        if keep and frames[keep - 1] == (column, is_list):
            del frames[keep:]
            return column
        fits = [k for k, frame in enumerate(frames) if frame.is_list == is_list]
        if not fits:
            if is_list and self.state == HOLE and self.of_key:
                target = self.owner
                self._misfit(i, at, column, target, quiet)
                return target
            return None
        best = min(fits, key=lambda k: (abs(frames[k].column - column), -k))
        target = frames[best].column
        equal = all(frame.column != column for frame in frames)
        del frames[best + 1 :]
        self._misfit(i, at, column, target, quiet)
        self.shift = (column, target - column, equal and not is_list)
        return target

    def _misfit(self, i: int, at: int, column: int, target: int, quiet: bool) -> None:
        if not quiet:
            self.report(kinds.BROKEN_INDENT, i, at, 1, found=str(column), expected=str(target))

    def _dash(self, i: int, at: int, column: int) -> Kind | bool | None:
        """Whether a list item starts here: True, the slip its dash is, or None."""
        line = self.lines[i]
        char = line[at]
        if char == "-":
            if DASH.match(line, at):
                return True
            following = line[at + 1]
            if following == "-" or (_NUMBER.match(line, at) and Frame(column, True) not in self.frames):
                return None
            return kinds.DASH_SPACE
        if char in WRONG_DASHES and line[at + 1 : at + 2] not in tuple(WRONG_DASHES):
            return kinds.WRONG_DASH
        return None
