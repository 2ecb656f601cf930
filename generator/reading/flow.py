"""Lists and mappings written in brackets: the part of the hygiene scanner that follows them across lines."""

from __future__ import annotations

import re

from generator.reading import kinds
from generator.reading.patterns import ALIAS, BLANK, COMMENT, LOOSE_KEY, ODD_SPACES, PROPERTY, WIDE_COLONS
from generator.reading.scalars import Scalars
from generator.reading.scanning import single

__all__ = ["Flow"]

_CLOSERS = {"[": "]", "{": "}"}
_WIDE_OPEN = {"【": "[", "［": "[", "｛": "{"}
_WIDE_CLOSE = {"】": "]", "］": "]", "｝": "}"}
_RUN = re.compile(r"(?:[^,\[\]{}:#＃】］｝]|:(?![ \t,\[\]{}]|$)|(?<![ \t])[#＃])+")
_KEY_FOLLOWS = re.compile(f"，[ \t{ODD_SPACES}]*{LOOSE_KEY.pattern}")
_WORD = 5
"""Longer than this, what stands between 、 is taken for a phrase and not for an item of a list."""
_RESERVED = frozenset("@%`*&|>!")
_NEXT_KEY = re.compile(f" *(?:- +)*{LOOSE_KEY.pattern}(?:[ \t{ODD_SPACES}]|$)")


class _Bracket:
    """An open bracket: its half-width form, and whether its comma and its key were dealt with."""

    __slots__ = ("column", "comma_reported", "key_done", "kind", "line", "wide")

    def __init__(self, kind: str, wide: bool, line: int, column: int) -> None:
        self.kind, self.wide, self.line, self.column = kind, wide, line, column
        self.comma_reported = False
        self.key_done = False


class Flow:
    """One bracketed value, from its opening bracket on."""

    def __init__(self, scanner: Scalars, line: int, column: int, owner: int) -> None:
        self.scanner = scanner
        self.start = (line, column)
        self.owner = owner
        self.open: list[_Bracket] = []

    def scan(self) -> tuple[int, int] | None:
        """The place past the closing bracket; None where it is missing (``scanner.resume`` says where to go on)."""
        scanner = self.scanner
        i, at = self.start
        fresh = True  # at the start of an item
        while i < len(scanner.lines):
            line = scanner.lines[i]
            if i > self.start[0] and at == 0 and self._is_lost(i):
                break
            while at < len(line):
                char = line[at]
                if char in BLANK or char in "\u3000\xa0":
                    if char in "\u3000\xa0" and fresh:
                        scanner.repairs.replace(i, at, at + 1, " ")  # harmless to the eye, text to the parser
                    at += 1
                elif COMMENT.match(line, at):
                    scanner.wide_hash(i, at)
                    at = len(line)
                elif char in "[{" or (not self.open and char in _WIDE_OPEN) or (fresh and self._inner_wide(line, at)):
                    if not self._push(i, at, char):
                        return None
                    at, fresh = at + 1, True
                elif char in "]}" or (char in _WIDE_CLOSE and self._closes(line, at)):
                    bracket = self.open.pop()
                    if char in _WIDE_CLOSE:
                        if not bracket.wide:
                            scanner.report(kinds.WIDE_BRACKET, i, at, found=char)
                        scanner.repairs.replace(i, at, at + 1, _CLOSERS[bracket.kind])
                    at, fresh = at + 1, False
                    if not self.open:
                        return i, at
                elif char == ",":
                    self.open[-1].key_done = False
                    at, fresh = at + 1, True
                elif char == ":":
                    self.open[-1].key_done = True
                    at, fresh = at + 1, True
                elif fresh and char in "\"'":
                    place = scanner.quote_end(i, at, self.owner)
                    if place is None:
                        self._close_at_resume()
                        return None
                    if place[0] != i:
                        i, at = place
                        line = scanner.lines[i]
                    else:
                        at = place[1]
                    fresh = False
                    if line.startswith(":", at):
                        at, fresh = at + 1, True
                        self.open[-1].key_done = True
                else:
                    at, fresh = self._text(i, at, fresh)
            i, at = i + 1, 0
        self._missing(i)
        return None

    def _push(self, i: int, at: int, char: str) -> bool:
        scanner = self.scanner
        if len(self.open) > scanner.max_depth:
            scanner.lost = True  # the parser will say so; nothing is gained by following
            scanner.resume = len(scanner.lines)
            return False
        wide = char in _WIDE_OPEN
        kind = _WIDE_OPEN.get(char, char)
        if wide:
            scanner.report(kinds.WIDE_BRACKET, i, at, found=char)
            scanner.repairs.replace(i, at, at + 1, kind)
        self.open.append(_Bracket(kind, wide, i, at))
        return True

    @staticmethod
    def _inner_wide(line: str, at: int) -> bool:
        """Whether ［ or ｛ inside brackets opens an inner list; 【 there is part of a name."""
        closer = {"［": "］", "｛": "｝"}.get(line[at])
        return closer is not None and closer in line[at:]

    def _closes(self, line: str, at: int) -> bool:
        """Whether a full-width bracket was meant to close the innermost one: it ends the value or an inner one."""
        if self.open[-1].wide:
            return True
        rest = line[at + 1 :].lstrip(BLANK)
        return len(self.open) == 1 and (not rest or COMMENT.match(rest) is not None) and "】" not in rest

    def _text(self, i: int, at: int, fresh: bool) -> tuple[int, bool]:
        """A run of unquoted text in brackets."""
        scanner = self.scanner
        line = scanner.lines[i]
        if fresh:
            prefix = PROPERTY.match(line, at)
            if prefix:
                return prefix.end(), True
            alias = ALIAS.match(line, at)
            if alias:
                return alias.end(), False
        run = _RUN.match(line, at)
        end = run.end() if run and run.end() > at else at + 1
        if line[end - 1 : end] in _WIDE_CLOSE and end == at + 1:
            return end, False
        bracket = self.open[-1]
        if fresh and line[at] in _RESERVED:
            stop = at + len(line[at:end].rstrip(BLANK))
            scanner.report(kinds.RESERVED_START, i, at, found=line[at])
            scanner.repairs.replace(i, at, stop, single(line[at:stop]))
            return end, False
        if bracket.kind == "[":
            self._commas_in_list(i, at, end, bracket)
        else:
            self._pairs(i, at, end, bracket, fresh)
        return end, False

    def _commas_in_list(self, i: int, at: int, end: int, bracket: _Bracket) -> None:
        line = self.scanner.lines[i]
        enumerates = self._enumerates(line, at, end)
        for k in range(at, end):
            if line[k] == "，" or (line[k] == "、" and enumerates):
                self._comma(i, k, bracket)

    @staticmethod
    def _enumerates(line: str, at: int, end: int) -> bool:
        """Whether 、 stands where commas should: between short words, in a list without half-width commas.

        Elsewhere it is punctuation within an item: ``[每个岗位有人、有任务, 对外只公布数量]``.
        """
        has_comma = line[end : end + 1] == "," or line[:at].rstrip(BLANK).endswith(",")
        words = re.split("[，、]", line[at:end])
        return not has_comma and all(len(word.strip()) <= _WORD for word in words)

    def _comma(self, i: int, k: int, bracket: _Bracket) -> None:
        scanner = self.scanner
        line = scanner.lines[i]
        if not bracket.comma_reported:
            scanner.report(kinds.WIDE_COMMA, i, k, found=line[k])
            bracket.comma_reported = True
        spaced = line[k + 1 : k + 2] in (" ", "\t")
        scanner.repairs.replace(i, k, k + 1, "," if spaced else ", ")

    def _pairs(self, i: int, at: int, end: int, bracket: _Bracket, fresh: bool) -> None:
        """Keys, colons and commas in a run of text between braces: ``方式：单独组建，日期``."""
        scanner = self.scanner
        line = scanner.lines[i]
        start = at
        while start < end:
            if not bracket.key_done and fresh:
                loose = LOOSE_KEY.match(line, start)
                if loose and loose.end() <= end and (loose[2] in WIDE_COLONS or loose.end() < len(line)):
                    name, colon = loose[1], loose[2]
                    slip = kinds.COLON_SPACE if colon == ":" else kinds.WIDE_COLON
                    scanner.report(slip, i, loose.start(2), key=name, found=colon)
                    spaced = line[loose.end() : loose.end() + 1] in (" ", "\t")
                    scanner.repairs.replace(i, loose.start(2), loose.end(), ":" if spaced else ": ")
                    bracket.key_done = True
                    start = loose.end()
            following = _KEY_FOLLOWS.search(line, start)
            if following is None or following.start() >= end:
                return
            self._comma(i, following.start(), bracket)
            bracket.key_done = False
            start = following.start() + 1
            start += len(line[start:]) - len(line[start:].lstrip(" \t\u3000\xa0"))
            fresh = True

    # --- brackets that are never closed -------------------------------------------------------------------------------

    def _is_lost(self, i: int) -> bool:
        """Whether a line cannot be part of the brackets any more: a key of the mapping around them."""
        line = self.scanner.lines[i]
        lead = len(line) - len(line.lstrip(" "))
        if lead > max(self.owner, 0) or line.rstrip(BLANK).endswith(","):
            return False
        before = self.scanner.lines[i - 1].rstrip(BLANK)
        return not before.endswith((",", "[", "{", ":")) and _NEXT_KEY.match(line) is not None

    def _missing(self, i: int) -> None:
        scanner = self.scanner
        bracket = self.open[0]
        first = self.start[0]
        line = scanner.lines[bracket.line]
        found = line[bracket.column]
        scanner.report(kinds.UNCLOSED_BRACKET, bracket.line, bracket.column, found=found, close=_CLOSERS[bracket.kind])
        scanner.unclosed += 1
        if i >= len(scanner.lines):
            # Up to the end of the file nothing closed it: what was meant to be inside is anyone's guess.
            scanner.lost = True
            scanner.resume = len(scanner.lines)
            for j in range(first, len(scanner.lines)):
                scanner.repairs.blank(j)
            return
        close = i - 1
        while close > first and not scanner.lines[close].strip():
            close -= 1
        text = scanner.lines[close]
        comment = COMMENT.search(text)
        length = len(text[: comment.start()].rstrip(BLANK)) if comment else len(text.rstrip(BLANK))
        closers = "".join(_CLOSERS[b.kind] for b in reversed(self.open))
        scanner.repairs.replace(close, length, length, closers)
        scanner.resume = i

    def _close_at_resume(self) -> None:
        """A quote inside the brackets was never closed, so the brackets end where it was closed in memory."""
        scanner = self.scanner
        close = scanner.resume - 1
        length = len(scanner.lines[close].rstrip(BLANK))
        closers = "".join(_CLOSERS[b.kind] for b in reversed(self.open))
        scanner.repairs.replace(close, length, length, closers)
