"""Keys of a mapping: where one stands in a line, and which colon was meant as its separator."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.findings import Kind
from generator.reading import kinds
from generator.reading.patterns import BLANK, COMMENT, LOOSE_KEY, PROPERTY, QUOTED_KEY, SEPARATOR
from generator.reading.scanning import HOLE, LEAD, SPACES, Scan

__all__ = ["Key", "Keys"]


class Key(NamedTuple):
    """A key found in a line: where it starts, where its value may start, and which slip its colon is."""

    start: int
    end: int
    colon: int
    value: int
    slip: Kind | None


class Keys(Scan):
    """The part of the scanner that finds keys."""

    def _key(self, i: int, at: int, in_item: bool) -> Key | None:
        line = self.lines[i]
        prefix = PROPERTY.match(line, at)
        if prefix:
            at = prefix.end()
        quoted = QUOTED_KEY.match(line, at)
        if quoted:
            return Key(at, quoted.end(1), quoted.end() - 1, quoted.end(), None)
        if at >= len(line) or line[at] in "\"'[{|>#＃*@%`【［｛":
            return None
        comment = COMMENT.search(line, at)
        end = comment.start() if comment else len(line)
        proper = SEPARATOR.search(line[:end].rstrip(BLANK), at)
        loose = LOOSE_KEY.match(line, at)
        if loose and loose.start(2) < end and (proper is None or loose.start(2) < proper.start()):
            slip = self._slip(i, at, loose, in_item, proper is not None)
            if slip:
                value = LEAD.match(line, loose.end()).end()  # type: ignore[union-attr]  # matches always
                return Key(at, loose.end(1), loose.start(2), value, slip)
        if proper is None:
            return None
        return Key(at, len(line[: proper.start()].rstrip()), proper.start(), proper.end(), None)

    def _slip(self, i: int, at: int, loose: re.Match[str], in_item: bool, certain: bool) -> Kind | None:
        """Whether a colon that YAML does not take for a separator was meant as one."""
        line = self.lines[i]
        name, colon = loose[1], loose[2]
        after = line[loose.end() : loose.end() + 2]
        if colon == ":" and (after[:1] in ("", " ") or after == "//" or (name[-1].isdigit() and after[0].isdigit())):
            return None
        # Behind a dash, a colon without a blank is often text (做法一：……): a key only if more keys follow.
        alone = self._next_indent(i) != at or not self._next_is_key(i)
        if in_item and not certain and name not in self.known and alone:
            return None
        if self.state == HOLE and not in_item and name[0].isdigit() and colon == ":":
            return None
        return kinds.COLON_SPACE if colon == ":" else kinds.WIDE_COLON

    def _next_is_key(self, i: int) -> bool:
        for j in range(i + 1, min(i + 50, len(self.lines))):
            line = self.lines[j].strip(SPACES)
            if line and line[0] not in "#＃":
                return LOOSE_KEY.match(line) is not None
        return False
