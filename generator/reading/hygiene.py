"""Slips of the keyboard, found line by line before the parser sees the text, and repaired in memory.

The scanner follows block structure, quotes, brackets and block scalars just closely enough to know which full-width
character is a mistake and which is text. It works on the lines as given throughout; repairs are collected apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.findings import Kind
from generator.reading import kinds
from generator.reading.patterns import (
    ALIAS,
    BLANK,
    BLOCK_HEADER,
    COMMENT,
    DASH,
    ESCAPES,
    LOOSE_KEY,
    ODD_SPACES,
    PROPERTY,
    QUOTED_KEY,
    SEPARATOR,
    WRONG_DASHES,
)
from generator.reading.repair import Repairs

__all__ = ["Mistake", "Scanner"]


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


class Key(NamedTuple):
    """A key found in a line: where it starts, where its value may start, and which slip its colon is."""

    start: int
    end: int
    colon: int
    value: int
    slip: Kind | None


# What the line before left open.
_CLOSED, _HOLE, _TEXT = "closed", "hole", "text"
_LEAD = re.compile(f"[ \t{ODD_SPACES}]*")
_SPACES = " \t\u3000\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_KEY_LINE = re.compile(f" *(?:- +)*{LOOSE_KEY.pattern}(?:[ \t{ODD_SPACES}]|$)", re.MULTILINE)
_KNOWN_KEY = re.compile(r"^ *(?:- +)*([^ \t\n:：#'\"\[{][^:：\n]*?):(?=[ \t]|$)", re.MULTILINE)
_ANY_KEY = re.compile(f"^[ \t{ODD_SPACES}]*(?:- *)?{LOOSE_KEY.pattern}", re.MULTILINE)
_NUMBER = re.compile(r"-[0-9]+(?:\.[0-9]+)?[ \t]*(?:#|$)")
_RESERVED = frozenset("@%`,]}*&|>")
_MAX_UNCLOSED = 50
_BRACKETS = {"[": "]", "{": "}", "【": "】", "［": "］", "｛": "｝"}
_HALF = {"【": "[", "［": "[", "｛": "{", "】": "]", "］": "]", "｝": "}"}


class Scanner:
    """One pass over the lines of a YAML text."""

    def __init__(self, lines: list[str], max_depth: int) -> None:
        self.lines = lines
        self.repairs = Repairs(lines)
        self.mistakes: list[Mistake] = []
        self.max_depth = max_depth
        self.frames: list[Frame] = []
        self.state = _CLOSED
        self.owner = -1  # column of the key or dash whose value is open
        self.of_key = False
        self.shift: tuple[int, int, bool] | None = None  # lines deeper than [0] move by [1]; equal ones if [2]
        self.unclosed = 0
        self.started = False
        self.lost = False  # met something this scanner does not follow: the parser has the word
        text = "\n".join(lines)
        self.known = set(_KNOWN_KEY.findall(text))
        self.has_keys = bool(self.known) or _ANY_KEY.search(text) is not None

    def scan(self) -> None:
        """Find and repair everything."""
        number = 0
        while number < len(self.lines) and not self.lost:
            number = self._line(number)

    # --- reporting -------------------------------------------------------------------------------------------------

    def _report(self, kind: Kind, line: int, column: int, length: int = 1, **facts: str) -> None:
        self.mistakes.append(Mistake(kind, line, column, length, facts))

    # --- a line in block context -----------------------------------------------------------------------------------

    def _line(self, i: int) -> int:
        line = self.lines[i]
        lead = _LEAD.match(line)
        at = lead.end() if lead else 0
        if at == len(line):
            if line.strip(" "):
                self.repairs.blank(i)  # blank to the eye, so blank to us; nothing an editor needs to know
            return i + 1
        if at == 0 and line[0] in "-.%" and (done := self._marker(i)):
            return done
        odd = line[:at].strip(" ") != ""
        column = _width(line[:at])
        if line[at] in "#＃":
            return self._comment_line(i, at, odd)
        if odd:
            first = next(k for k in range(at) if line[k] != " ")
            kind = kinds.TAB_INDENT if "\t" in line[:at] else kinds.WIDE_INDENT
            self._report(kind, i, first, at - first)
        column = self._shifted(column, at, line)
        return self._content(i, at, column, odd)

    def _comment_line(self, i: int, at: int, odd: bool) -> int:
        line = self.lines[i]
        if line[at] == "＃":
            self._report(kinds.WIDE_HASH, i, at)
            self.repairs.replace(i, at, at + 1, "#")
        if odd:
            self.repairs.replace(i, 0, at, " " * at)
        if self.state == _TEXT:
            self.state = _CLOSED  # in YAML a comment ends the text before it
        return i + 1

    def _marker(self, i: int) -> int:
        line = self.lines[i]
        if line.startswith("%") and not self.started:
            self._report(kinds.DIRECTIVE, i, 0, len(line))
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
                self._report(kinds.SECOND_DOCUMENT, i, 0, 3, marker=line[:3])
                break
        for j in range(i, len(self.lines)):
            self.repairs.blank(j)
        return len(self.lines)

    def _shifted(self, column: int, at: int, line: str) -> int:
        """The column a line belongs to, when lines above it had to be moved."""
        if self.shift is not None:
            base, by, equal = self.shift
            if column > base or (column == base and equal and not line.startswith("-", at)):
                return max(0, column + by)
            self.shift = None
        return column

    def _content(self, i: int, at: int, column: int, odd: bool) -> int:
        line = self.lines[i]
        dash = self._dash(i, at, column)
        key = None if dash else self._key(i, at, False)
        if self.state == _TEXT and column > self.owner and not (key and key.slip is None and dash is None):
            return self._continuation(i, at, column, odd)
        if (line[at] == "*" and key is None and self.state != _HOLE) or line.startswith(("? ", ": "), at):
            self.lost = True
            return i + 1
        if not self.started and not dash and not key and line[at] not in "\"'[{|>&!【［｛" and not self.has_keys:
            self._report(kinds.NOT_A_MAPPING, i, at, len(line.rstrip()) - at)
            self.lost = True
            return i + 1
        self.started = True
        if dash is None and key is None:
            return self._loose(i, at, column, odd)
        placed = self._place(i, at, column, dash is not None, odd)
        if placed is None:
            text = line[at:].lstrip("-" + WRONG_DASHES + _SPACES)[:20]
            if dash is not None:
                self._report(kinds.STRAY_ITEM, i, at, len(line.rstrip()) - at, text=text)
                self.repairs.blank(i)
                self.state = _CLOSED
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
        if (self.state == _HOLE and column > self.owner) or (not self.frames and self.state == _CLOSED):
            self._indent(i, at, column, odd)
            return self._value(i, at, self.owner)
        if line[at] in "\"'[{|>&!":
            self.lost = True
            return i + 1
        self._report(kinds.STRAY_TEXT, i, at, len(line.rstrip()) - at, text=line[at:].strip()[:20])
        self.repairs.blank(i)
        return i + 1

    # --- where a line belongs ---------------------------------------------------------------------------------------

    def _place(self, i: int, at: int, column: int, is_list: bool, quiet: bool) -> int | None:
        """The column of the collection a line belongs to; reports lines that are in line with none."""
        if self.state == _HOLE and (column > self.owner or (is_list and self.of_key and column == self.owner)):
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
            if is_list and self.state == _HOLE and self.of_key:
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
            self._report(kinds.BROKEN_INDENT, i, at, 1, found=str(column), expected=str(target))

    # --- dashes -----------------------------------------------------------------------------------------------------

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

    def _entries(self, i: int, at: int, column: int, dash: Kind | bool | None, key: Key | None) -> int:
        """The dashes of a line and the key behind them. ``column`` is where the line's content belongs."""
        line = self.lines[i]
        moved = column - at
        owner = self.owner
        of_key = True
        while dash is not None:
            start = at
            if dash is kinds.WRONG_DASH:
                self._report(kinds.WRONG_DASH, i, at, found=line[at])
            elif dash is kinds.DASH_SPACE:
                self._report(kinds.DASH_SPACE, i, at)
            at = _LEAD.match(line, at + 1).end()  # type: ignore[union-attr]  # matches always
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

    def _next_indent(self, i: int) -> int | None:
        for j in range(i + 1, min(i + 50, len(self.lines))):
            lead = _LEAD.match(self.lines[j])
            if lead and lead.end() < len(self.lines[j]) and self.lines[j][lead.end()] not in "#＃":
                return _width(lead[0])
        return None

    # --- keys -------------------------------------------------------------------------------------------------------

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
                value = _LEAD.match(line, loose.end()).end()  # type: ignore[union-attr]  # matches always
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
        if self.state == _HOLE and not in_item and name[0].isdigit() and colon == ":":
            return None
        return kinds.COLON_SPACE if colon == ":" else kinds.WIDE_COLON

    def _next_is_key(self, i: int) -> bool:
        for j in range(i + 1, min(i + 50, len(self.lines))):
            line = self.lines[j].strip(_SPACES)
            if line and line[0] not in "#＃":
                return LOOSE_KEY.match(line) is not None
        return False

    def _pair(self, i: int, key: Key, column: int) -> int:
        line = self.lines[i]
        if key.slip:
            found = line[key.colon]
            self._report(key.slip, i, key.colon, key=line[key.start : key.end], found=found)
            rest = line[key.value :]
            self.repairs.replace(i, key.colon, key.value, ": " if rest else ":")
        elif line[key.value : key.value + 1] in (" ", "\t"):
            value = _LEAD.match(line, key.value).end()  # type: ignore[union-attr]  # matches always
            key = key._replace(value=value)
            if line[key.colon + 1 : value].strip(BLANK):
                # A full-width space behind the blank would become the first character of the value.
                self.repairs.replace(i, key.colon + 1, value, " " if value < len(line) else "")
        self.of_key = True
        return self._value(i, key.value, column, quiet_colon=key.slip is not None)

    # --- values -----------------------------------------------------------------------------------------------------

    def _value(self, i: int, at: int, owner: int, quiet_colon: bool = False) -> int:
        line = self.lines[i]
        self.owner = owner
        at = _LEAD.match(line, at).end()  # type: ignore[union-attr]  # matches always
        prefix = PROPERTY.match(line, at)
        if prefix:
            at = prefix.end()
        comment = COMMENT.match(line, at)
        if at >= len(line) or comment:
            if comment:
                self._hash(i, at)
            self.state = _HOLE
            return i + 1
        self.state = _CLOSED
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
            end = _text_end(line, at)
            self._report(kinds.RESERVED_START, i, at, found=char)
            self.repairs.replace(i, at, end, _single(line[at:end]))
            self._hash(i, end)
            return i + 1
        self._wrapped(i, at)
        self._plain(i, at, quiet_colon)
        return i + 1

    def _plain(self, i: int, at: int, quiet_colon: bool = False) -> None:
        """A run of unquoted text to the end of its line."""
        line = self.lines[i]
        end = _text_end(line, at)
        for k, colon in enumerate(SEPARATOR.finditer(line[:end], at)):
            if k == 0 and not quiet_colon:
                self._report(kinds.VALUE_COLON, i, colon.start())
            self.repairs.replace(i, colon.start(), colon.end(), "：")
        self.state = _CLOSED if end < len(line.rstrip(BLANK)) else _TEXT
        self._hash(i, end)

    def _hash(self, i: int, at: int) -> None:
        """Repair a full-width hash that opens a comment at or after a column."""
        line = self.lines[i]
        comment = COMMENT.search(line, at)
        if comment and comment[0] == "＃":
            self._report(kinds.WIDE_HASH, i, comment.start())
            self.repairs.replace(i, comment.start(), comment.end(), "#")
            if line[comment.start() - 1] not in BLANK:
                self.repairs.replace(i, comment.start() - 1, comment.start(), " ")

    def _wrapped(self, i: int, at: int) -> None:
        line = self.lines[i]
        end = _text_end(line, at)
        text = line[at:end]
        closing = {"“": "”", "‘": "’"}.get(text[0])
        if closing and len(text) > 2 and text.find(closing) == len(text) - 1:
            inner = text[1:-1]
            fixed = f"{line[:at]}{inner}{line[end:]}".strip()
            self._report(kinds.WIDE_QUOTES, i, at, len(text), found=text[0] + closing, fixed=fixed)

    def _block_fits(self, i: int, owner: int, digit: str | None) -> bool:
        """Whether a header like ``>5`` is one: with a number but no text so indented, it is a value."""
        if digit is None:
            return True
        following = self._next_indent(i)
        return following is not None and following >= max(owner, 0) + int(digit)

    def _block(self, i: int, owner: int, digit: str | None) -> int:
        content = max(owner, 0) + int(digit) if digit else 0
        j = i + 1
        while j < len(self.lines):
            line = self.lines[j]
            indent = len(line) - len(line.lstrip(" "))
            if indent == len(line):
                j += 1
                continue
            lead = _LEAD.match(line).end()  # type: ignore[union-attr]  # matches always
            if content and indent >= content:
                j += 1
                continue
            if lead > indent and indent <= owner:  # odd space where the text's indent should be
                if lead == len(line):
                    self.repairs.blank(j)
                elif SEPARATOR.search(line, lead) and LOOSE_KEY.match(line, lead):
                    break
                else:
                    content = content or max(owner, 0) + 2
                    kind = kinds.TAB_INDENT if "\t" in line[:lead] else kinds.WIDE_INDENT
                    self._report(kind, j, indent, lead - indent)
                    self.repairs.replace(j, 0, lead, " " * content)
            elif indent <= owner:
                break
            elif not content:
                content = indent
            elif line[indent] == "#":
                break
            else:
                self._report(kinds.BROKEN_INDENT, j, indent, found=str(indent), expected=str(content))
                self.repairs.replace(j, 0, indent, " " * content)
            j += 1
        return j

    # --- quotes -----------------------------------------------------------------------------------------------------

    def _quoted(self, i: int, at: int, owner: int) -> int:
        place = self._quote_end(i, at, owner)
        if place is None:
            return self.resume
        j, end = place
        return self._after(i, at, j, end)

    resume = 0

    def _quote_end(self, i: int, at: int, owner: int) -> tuple[int, int] | None:
        """The place past the closing quote. None where it was missing and repaired; ``resume`` says where to go on."""
        mark = self.lines[i][at]
        j, start = i, at + 1
        while j < len(self.lines):
            line = self.lines[j]
            if j > i and self._quote_is_lost(line, owner):
                break
            end = _find_quote(line, start, mark)
            self._escapes(j, start, end if end >= 0 else len(line), mark)
            if end >= 0:
                return j, end + 1
            if j == i:
                text_end = _text_end(line, at)
                last = line[text_end - 1]
                if text_end - 1 > at and last in "”“‟＂’‘＇":
                    self._report(kinds.MIXED_QUOTES, i, text_end - 1, left=mark, found=last)
                    self.repairs.replace(i, text_end - 1, text_end, mark)
                    return i, text_end
            j, start = j + 1, 0
        self._report(kinds.UNCLOSED_QUOTE, i, at, found=mark)
        close = j - 1 if j < len(self.lines) else i
        while close > i and not self.lines[close].strip():
            close -= 1
        length = len(self.lines[close].rstrip(BLANK))
        self.repairs.replace(close, length, length, mark)
        self.resume = close + 1
        self.unclosed += 1
        self.lost = self.lost or self.unclosed > _MAX_UNCLOSED
        return None

    def _quote_is_lost(self, line: str, owner: int) -> bool:
        lead = _LEAD.match(line).end()  # type: ignore[union-attr]  # matches always
        return lead < len(line) and lead <= owner and _KEY_LINE.match(line) is not None

    def _escapes(self, i: int, start: int, end: int, mark: str) -> None:
        if mark != '"':
            return
        line = self.lines[i]
        if "\\" not in line[start:end]:
            return
        reported = False
        for escape in ESCAPES.finditer(line[:end] if end < len(line) else line, start):
            if escape[1]:
                if not reported:
                    self._report(kinds.BAD_ESCAPE, i, escape.start(), 2, found=escape[1])
                    reported = True
                self.repairs.replace(i, escape.start(), escape.start() + 1, "\\\\")

    def _after(self, i: int, at: int, j: int, end: int) -> int:
        """What follows a closing quote or bracket: nothing, a comment, or a mistake."""
        line = self.lines[j]
        rest = line[end:]
        start = end + len(rest) - len(rest.lstrip(BLANK))
        if start >= len(line) or (start > end and COMMENT.match(line, start)):
            self._hash(j, end)
            return j + 1
        if i == j and line[at] in "[{" and SEPARATOR.match(line, start) and not line[:at].strip(" -"):
            self._report(kinds.KEY_NOT_TEXT, i, at, end - at)
            self.repairs.blank(i)
            self.state = _HOLE  # what was open before this line still is
            return i + 1
        stop = _text_end(line, start)
        self._report(kinds.TEXT_AFTER, j, start, stop - start, text=line[start:stop][:20])
        if i == j and line[at] in "\"'":
            self.repairs.replace(i, at, stop, _single(line[at:stop]))
        else:
            self.repairs.replace(j, end, stop, "")
        return j + 1

    # --- brackets ---------------------------------------------------------------------------------------------------

    def _is_flow(self, i: int, at: int) -> bool:
        """Whether full-width brackets were meant as a list: 【甲，乙】 was, 【通知】关于…… was not."""
        line = self.lines[i]
        text = line[at : _text_end(line, at)]
        if text[-1] not in (_BRACKETS[text[0]], _BRACKETS[_HALF[text[0]]]):
            return False
        if text[0] != "【":
            return True
        return (text.count("【") == 1 and any(mark in text for mark in ",，、")) or text[-1] == "]"

    def _flow(self, i: int, at: int, owner: int) -> int:
        from generator.reading.flow import Flow  # flow and block scanning need each other

        place = Flow(self, i, at, owner).scan()
        if place is None:
            return self.resume
        return self._after(i, at, *place)


def _width(lead: str) -> int:
    """How deep an indent looks: a tab and a full-width space count two."""
    return len(lead) + lead.count("\t") + lead.count("\u3000")


def _text_end(line: str, at: int) -> int:
    """Where unquoted text ends: before a comment and trailing blanks."""
    comment = COMMENT.search(line, at)
    end = comment.start() if comment else len(line)
    return max(at + 1, at + len(line[at:end].rstrip(_SPACES)))


def _find_quote(line: str, start: int, mark: str) -> int:
    if mark == "'":
        end = line.find("'", start)
        while end >= 0 and line.startswith("'", end + 1):
            end = line.find("'", end + 2)
        return end
    end = start
    while end < len(line):
        if line[end] == "\\":
            end += 2
        elif line[end] == '"':
            return end
        else:
            end += 1
    return -1


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
