"""Scalars: text without quotes, in quotes and in blocks, each to its end, and what follows it."""

from __future__ import annotations

import re

from generator.reading import kinds
from generator.reading.patterns import BLANK, COMMENT, ESCAPES, LOOSE_KEY, ODD_SPACES, SEPARATOR
from generator.reading.scanning import CLOSED, HOLE, LEAD, TEXT, Scan, single, text_end

__all__ = ["Scalars"]

_KEY_LINE = re.compile(f" *(?:- +)*{LOOSE_KEY.pattern}(?:[ \t{ODD_SPACES}]|$)", re.MULTILINE)
_MAX_UNCLOSED = 50


class Scalars(Scan):
    """The part of the scanner that follows scalars."""

    def _plain(self, i: int, at: int, quiet_colon: bool = False) -> None:
        """A run of unquoted text to the end of its line."""
        line = self.lines[i]
        end = text_end(line, at)
        for k, colon in enumerate(SEPARATOR.finditer(line[:end], at)):
            if k == 0 and not quiet_colon:
                self.report(kinds.VALUE_COLON, i, colon.start())
            self.repairs.replace(i, colon.start(), colon.end(), "：")
        self.state = CLOSED if end < len(line.rstrip(BLANK)) else TEXT
        self.wide_hash(i, end)

    def wide_hash(self, i: int, at: int) -> None:
        """Repair a full-width hash that opens a comment at or after a column."""
        line = self.lines[i]
        comment = COMMENT.search(line, at)
        if comment and comment[0] == "＃":
            self.report(kinds.WIDE_HASH, i, comment.start())
            self.repairs.replace(i, comment.start(), comment.end(), "#")
            if line[comment.start() - 1] not in BLANK:
                self.repairs.replace(i, comment.start() - 1, comment.start(), " ")

    def _wrapped(self, i: int, at: int) -> None:
        line = self.lines[i]
        end = text_end(line, at)
        text = line[at:end]
        closing = {"“": "”", "‘": "’"}.get(text[0])
        if closing and len(text) > 2 and text.find(closing) == len(text) - 1:
            inner = text[1:-1]
            fixed = f"{line[:at]}{inner}{line[end:]}".strip()
            self.report(kinds.WIDE_QUOTES, i, at, len(text), found=text[0] + closing, fixed=fixed)

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
            lead = LEAD.match(line).end()  # type: ignore[union-attr]  # matches always
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
                    self.report(kind, j, indent, lead - indent)
                    self.repairs.replace(j, 0, lead, " " * content)
            elif indent <= owner:
                break
            elif not content:
                content = indent
            elif line[indent] == "#":
                break
            else:
                self.report(kinds.BROKEN_INDENT, j, indent, found=str(indent), expected=str(content))
                self.repairs.replace(j, 0, indent, " " * content)
            j += 1
        return j

    def _quoted(self, i: int, at: int, owner: int) -> int:
        place = self.quote_end(i, at, owner)
        if place is None:
            return self.resume
        j, end = place
        return self._after(i, at, j, end)

    def quote_end(self, i: int, at: int, owner: int) -> tuple[int, int] | None:
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
                stop = text_end(line, at)
                last = line[stop - 1]
                if stop - 1 > at and last in "”“‟＂’‘＇":
                    self.report(kinds.MIXED_QUOTES, i, stop - 1, left=mark, found=last)
                    self.repairs.replace(i, stop - 1, stop, mark)
                    return i, stop
            j, start = j + 1, 0
        self.report(kinds.UNCLOSED_QUOTE, i, at, found=mark)
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
        lead = LEAD.match(line).end()  # type: ignore[union-attr]  # matches always
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
                    self.report(kinds.BAD_ESCAPE, i, escape.start(), 2, found=escape[1])
                    reported = True
                self.repairs.replace(i, escape.start(), escape.start() + 1, "\\\\")

    def _after(self, i: int, at: int, j: int, end: int) -> int:
        """What follows a closing quote or bracket: nothing, a comment, or a mistake."""
        line = self.lines[j]
        rest = line[end:]
        start = end + len(rest) - len(rest.lstrip(BLANK))
        if start >= len(line) or (start > end and COMMENT.match(line, start)):
            self.wide_hash(j, end)
            return j + 1
        if i == j and line[at] in "[{" and SEPARATOR.match(line, start) and not line[:at].strip(" -"):
            self.report(kinds.KEY_NOT_TEXT, i, at, end - at)
            self.repairs.blank(i)
            self.state = HOLE  # what was open before this line still is
            return i + 1
        stop = text_end(line, start)
        self.report(kinds.TEXT_AFTER, j, start, stop - start, text=line[start:stop][:20])
        if i == j and line[at] in "\"'":
            self.repairs.replace(i, at, stop, single(line[at:stop]))
        else:
            self.repairs.replace(j, end, stop, "")
        return j + 1


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
