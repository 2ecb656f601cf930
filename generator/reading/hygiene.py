"""Slips of the keyboard, found line by line before the parser sees the text, and repaired in memory.

The scanner follows block structure, quotes, brackets and block scalars just closely enough to know which full-width
character is a mistake and which is text. It works on the lines as given throughout; repairs are collected apart.
"""

from __future__ import annotations

from generator.findings import Kind
from generator.reading import kinds
from generator.reading.flow import Flow
from generator.reading.keys import Key, Keys
from generator.reading.patterns import (
    ALIAS,
    BLANK,
    BLOCK_HEADER,
    COMMENT,
    PROPERTY,
    WRONG_DASHES,
)
from generator.reading.placing import Placing
from generator.reading.scalars import Scalars
from generator.reading.scanning import CLOSED, HOLE, LEAD, SPACES, TEXT, Frame, single, text_end, width

__all__ = ["Scanner"]

_RESERVED = frozenset("@%`,]}*&|>")
_BRACKETS = {"[": "]", "{": "}", "【": "】", "［": "］", "｛": "｝"}
_HALF = {"【": "[", "［": "[", "｛": "{", "】": "]", "］": "]", "｝": "}"}


class Scanner(Keys, Scalars, Placing):
    """Looks at one line after another and hands each part of it to who knows it."""

    def scan(self) -> None:
        """Find and repair everything."""
        number = 0
        while number < len(self.lines) and not self.lost:
            number = self._line(number)

    def _line(self, i: int) -> int:
        line = self.lines[i]
        lead = LEAD.match(line)
        at = lead.end() if lead else 0
        if at == len(line):
            if line.strip(" "):
                self.repairs.blank(i)  # blank to the eye, so blank to us; nothing an editor needs to know
            return i + 1
        if at == 0 and line[0] in "-.%" and (done := self._marker(i)):
            return done
        odd = line[:at].strip(" ") != ""
        column = width(line[:at])
        if line[at] in "#＃":
            return self._comment_line(i, at, odd)
        if odd:
            first = next(k for k in range(at) if line[k] != " ")
            kind = kinds.TAB_INDENT if "\t" in line[:at] else kinds.WIDE_INDENT
            self.report(kind, i, first, at - first)
        column = self._shifted(column, at, line)
        return self._content(i, at, column, odd)

    def _comment_line(self, i: int, at: int, odd: bool) -> int:
        line = self.lines[i]
        if line[at] == "＃":
            self.report(kinds.WIDE_HASH, i, at)
            self.repairs.replace(i, at, at + 1, "#")
        if odd:
            self.repairs.replace(i, 0, at, " " * at)
        if self.state == TEXT:
            self.state = CLOSED  # in YAML a comment ends the text before it
        return i + 1

    def _marker(self, i: int) -> int:
        line = self.lines[i]
        if line.startswith("%") and not self.started:
            self.report(kinds.DIRECTIVE, i, 0, len(line))
            self.repairs.blank(i)
            return i + 1
        if line[:3] not in ("---", "...") or line[3:4] not in ("", " ", "\t"):
            return 0
        if not self.started and line[:3] == "---":
            if line[3:].strip() and not line[3:].lstrip().startswith("#"):
                self.lost = True
            self.started = True
            return i + 1
        for j in range(i + 1, len(self.lines)):
            rest = self.lines[j].strip()
            if rest and not rest.startswith("#") and rest not in ("---", "..."):
                self.report(kinds.SECOND_DOCUMENT, i, 0, 3, marker=line[:3])
                break
        for j in range(i, len(self.lines)):
            self.repairs.blank(j)
        return len(self.lines)

    def _content(self, i: int, at: int, column: int, odd: bool) -> int:
        line = self.lines[i]
        dash = self._dash(i, at, column)
        key = None if dash else self._key(i, at, False)
        if self.state == TEXT and column > self.owner and not (key and key.slip is None and dash is None):
            return self._continuation(i, at, column, odd)
        if (line[at] == "*" and key is None and self.state != HOLE) or line.startswith(("? ", ": "), at):
            self.lost = True
            return i + 1
        if not self.started and not dash and not key and line[at] not in "\"'[{|>&!【［｛" and not self.has_keys:
            self.report(kinds.NOT_A_MAPPING, i, at, len(line.rstrip()) - at)
            self.lost = True
            return i + 1
        self.started = True
        if dash is None and key is None:
            return self._loose(i, at, column, odd)
        placed = self._place(i, at, column, dash is not None, odd)
        if placed is None:
            text = line[at:].lstrip("-" + WRONG_DASHES + SPACES)[:20]
            if dash is not None:
                self.report(kinds.STRAY_ITEM, i, at, len(line.rstrip()) - at, text=text)
                self.repairs.blank(i)
                self.state = CLOSED
            else:
                self.lost = True  # a key among the items of a list at the top: the parser will name it
            return i + 1
        self._indent(i, at, placed, odd)
        return self._entries(i, at, placed, dash, key)

    def _indent(self, i: int, at: int, column: int, odd: bool) -> None:
        if odd or column != at:
            self.repairs.replace(i, 0, at, " " * column)

    def _continuation(self, i: int, at: int, column: int, odd: bool) -> int:
        self._indent(i, at, column, odd)
        self._plain(i, at)
        return i + 1

    def _loose(self, i: int, at: int, column: int, odd: bool) -> int:
        """A line that is neither key nor item: the value of the key above, the whole record, or a stray."""
        line = self.lines[i]
        if (self.state == HOLE and column > self.owner) or (not self.frames and self.state == CLOSED):
            self._indent(i, at, column, odd)
            return self._value(i, at, self.owner)
        if line[at] in "\"'[{|>&!":
            self.lost = True
            return i + 1
        self.report(kinds.STRAY_TEXT, i, at, len(line.rstrip()) - at, text=line[at:].strip()[:20])
        self.repairs.blank(i)
        return i + 1

    def _entries(self, i: int, at: int, column: int, dash: Kind | bool | None, key: Key | None) -> int:
        """The dashes of a line and the key behind them. ``column`` is where the line's content belongs."""
        line = self.lines[i]
        moved = column - at
        owner = self.owner
        of_key = True
        while dash is not None:
            start = at
            if dash is kinds.WRONG_DASH:
                self.report(kinds.WRONG_DASH, i, at, found=line[at])
            elif dash is kinds.DASH_SPACE:
                self.report(kinds.DASH_SPACE, i, at)
            at = LEAD.match(line, at + 1).end()  # type: ignore[union-attr]  # matches always
            if dash is not True:
                self.repairs.replace(i, start, at, "- ")
                by = 2 - (at - start)
                following = self._next_indent(i)
                if by and following is not None and following == at:
                    self.shift = (start, by, False)
                moved += by
            owner, of_key = column, False
            if not self.frames or self.frames[-1] != (column, True):
                self.frames.append(Frame(column, True))
            column = at + moved
            if at >= len(line) or COMMENT.match(line, at):
                return self._value(i, at, owner)
            dash = self._dash(i, at, column)
            if dash is kinds.WRONG_DASH or dash is kinds.DASH_SPACE:
                dash = None  # behind a dash these are text
            if dash is None:
                key = self._key(i, at, True)
        if key is None:
            self.of_key = of_key
            return self._value(i, at, owner)
        if not self.frames or self.frames[-1] != (column, False):
            self.frames.append(Frame(column, False))
        return self._pair(i, key, column)

    def _pair(self, i: int, key: Key, column: int) -> int:
        line = self.lines[i]
        if key.slip:
            found = line[key.colon]
            self.report(key.slip, i, key.colon, key=line[key.start : key.end], found=found)
            rest = line[key.value :]
            self.repairs.replace(i, key.colon, key.value, ": " if rest else ":")
        elif line[key.value : key.value + 1] in (" ", "\t"):
            value = LEAD.match(line, key.value).end()  # type: ignore[union-attr]  # matches always
            key = key._replace(value=value)
            if line[key.colon + 1 : value].strip(BLANK):
                # A full-width space behind the blank would become the first character of the value.
                self.repairs.replace(i, key.colon + 1, value, " " if value < len(line) else "")
        self.of_key = True
        return self._value(i, key.value, column, quiet_colon=key.slip is not None)

    def _value(self, i: int, at: int, owner: int, quiet_colon: bool = False) -> int:
        line = self.lines[i]
        self.owner = owner
        at = LEAD.match(line, at).end()  # type: ignore[union-attr]  # matches always
        prefix = PROPERTY.match(line, at)
        if prefix:
            at = prefix.end()
        comment = COMMENT.match(line, at)
        if at >= len(line) or comment:
            if comment:
                self.wide_hash(i, at)
            self.state = HOLE
            return i + 1
        self.state = CLOSED
        char = line[at]
        if char in "\"'":
            return self._quoted(i, at, owner)
        if char in "[{" or (char in "【［｛" and self._is_flow(i, at)):
            return self._flow(i, at, owner)
        header = BLOCK_HEADER.match(line, at)
        if header and self._block_fits(i, owner, header[1]):
            return self._block(i, owner, header[1])
        if ALIAS.match(line, at):
            return i + 1
        if char in _RESERVED or (char in "-?" and line[at + 1 : at + 2] in ("", " ", "\t")):
            end = text_end(line, at)
            self.report(kinds.RESERVED_START, i, at, found=char)
            self.repairs.replace(i, at, end, single(line[at:end]))
            self.wide_hash(i, end)
            return i + 1
        self._wrapped(i, at)
        self._plain(i, at, quiet_colon)
        return i + 1

    def _is_flow(self, i: int, at: int) -> bool:
        """Whether full-width brackets were meant as a list: 【甲，乙】 was, 【通知】关于…… was not."""
        line = self.lines[i]
        text = line[at : text_end(line, at)]
        if text[-1] not in (_BRACKETS[text[0]], _BRACKETS[_HALF[text[0]]]):
            return False
        if text[0] != "【":
            return True
        return (text.count("【") == 1 and any(mark in text for mark in ",，、")) or text[-1] == "]"

    def _flow(self, i: int, at: int, owner: int) -> int:
        place = Flow(self, i, at, owner).scan()
        if place is None:
            return self.resume
        return self._after(i, at, *place)
