"""What a scan of a YAML text has come to: its lines, the slips found, what is open, the repairs collected apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.findings import Kind
from generator.reading.patterns import COMMENT, LOOSE_KEY, ODD_SPACES
from generator.reading.repair import Repairs

__all__ = ["CLOSED", "HOLE", "LEAD", "SPACES", "TEXT", "Frame", "Mistake", "Scan", "single", "text_end", "width"]

# What the line before left open.
CLOSED, HOLE, TEXT = "closed", "hole", "text"
LEAD = re.compile(f"[ \t{ODD_SPACES}]*")
SPACES = " \t\u3000\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_KNOWN_KEY = re.compile(r"^ *(?:- +)*([^ \t\n:：#'\"\[{][^:：\n]*?):(?=[ \t]|$)", re.MULTILINE)
_ANY_KEY = re.compile(f"^[ \t{ODD_SPACES}]*(?:- *)?{LOOSE_KEY.pattern}", re.MULTILINE)


@dataclass(slots=True)
class Mistake:
    """A slip at a place (from 0) of the lines as given."""

    kind: Kind
    line: int
    column: int
    length: int = 1
    facts: dict[str, str] = field(default_factory=dict)


class Frame(NamedTuple):
    """An open block collection: its column and whether it is a list."""

    column: int
    is_list: bool


class Scan:
    """One pass over the lines of a YAML text: what its parts share."""

    def __init__(self, lines: list[str], max_depth: int) -> None:
        self.lines = lines
        self.repairs = Repairs(lines)
        self.mistakes: list[Mistake] = []
        self.max_depth = max_depth
        self.frames: list[Frame] = []
        self.state = CLOSED
        self.owner = -1  # column of the key or dash whose value is open
        self.of_key = False
        self.shift: tuple[int, int, bool] | None = None  # lines deeper than [0] move by [1]; equal ones if [2]
        self.unclosed = 0
        self.started = False
        self.lost = False  # met something this scanner does not follow: the parser has the word
        text = "\n".join(lines)
        self.known = set(_KNOWN_KEY.findall(text))
        self.has_keys = bool(self.known) or _ANY_KEY.search(text) is not None
        self.resume = 0  # the line to go on with where a value ended in a repair

    def report(self, kind: Kind, line: int, column: int, length: int = 1, **facts: str) -> None:
        """Note a slip."""
        self.mistakes.append(Mistake(kind, line, column, length, facts))

    def _next_indent(self, i: int) -> int | None:
        for j in range(i + 1, min(i + 50, len(self.lines))):
            lead = LEAD.match(self.lines[j])
            if lead and lead.end() < len(self.lines[j]) and self.lines[j][lead.end()] not in "#＃":
                return width(lead[0])
        return None


def width(lead: str) -> int:
    """How deep an indent looks: a tab and a full-width space count two."""
    return len(lead) + lead.count("\t") + lead.count("\u3000")


def text_end(line: str, at: int) -> int:
    """Where unquoted text ends: before a comment and trailing blanks."""
    comment = COMMENT.search(line, at)
    end = comment.start() if comment else len(line)
    return max(at + 1, at + len(line[at:end].rstrip(SPACES)))


def single(text: str) -> str:
    """Text in single quotes, as YAML writes it."""
    return "'" + text.replace("'", "''") + "'"
