"""Characters no record may hold: they are reported once a line and kind, and taken out in memory."""

from __future__ import annotations

import re

from generator.findings import Finding, Kind, Location
from generator.reading import kinds
from generator.reading.repair import Columns, Repairs

__all__ = ["clean", "is_clean"]

# Direction controls can make a line look different from what it says. Zero-width characters come with text copied
# from web pages and make equal names unequal; the joiner inside a picture character is left alone. The rest cannot
# stand in YAML at all, or would be a line break for the parser but not for the editor (U+0085, U+2028, U+2029).
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_JOINER = "\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff])"
_ZERO = "\u00ad\u180e\u200b\u200c\u2060-\u2064\ufeff"
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufff9-\ufffb\ufffe\uffff"
_ANY = re.compile(f"[{_BIDI}{_ZERO}{_CONTROL}]|{_JOINER}")
_IS_BIDI = re.compile(f"[{_BIDI}]")
_IS_CONTROL = re.compile(f"[{_CONTROL}]")
_LINE_BREAKS = "\x85\u2028\u2029"


def is_clean(text: str) -> bool:
    """Whether text holds no forbidden character; all of these are among those that cannot be printed."""
    return text.replace("\n", "").isprintable() or _ANY.search(text) is None


def clean(path: str, text: str, lines: list[str], first_line: int) -> tuple[list[str], Columns, list[Finding]]:
    """Lines without forbidden characters, the way back to the original columns, a finding a line and kind."""
    if is_clean(text):
        return lines, {}, []
    repairs = Repairs(lines)
    places: dict[tuple[int, str], tuple[Kind, int, str]] = {}
    for number, line in enumerate(lines):
        for match in _ANY.finditer(line):
            char = match[0]
            kind = _kind(char)
            places.setdefault((number, kind.code), (kind, match.start(), char))
            repairs.replace(number, match.start(), match.end(), " " if char in _LINE_BREAKS else "")
    found = [
        Finding(
            kind,
            Location(path, number + first_line, column + 1),
            {"point": f"U+{ord(char):04X}", "fixed": repairs.line(number).strip()},
        )
        for (number, _), (kind, column, char) in places.items()
    ]
    fixed, columns = repairs.apply()
    return fixed, columns, found


def _kind(char: str) -> Kind:
    if _IS_BIDI.match(char):
        return kinds.BIDI
    return kinds.CONTROL if _IS_CONTROL.match(char) else kinds.INVISIBLE
