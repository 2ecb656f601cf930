"""The order of an index: by pinyin initial, as readers look names up.

The first level of GB 2312 (3,755 characters, B0A1 to D7F9) stands in the order of pinyin; where each letter begins is
a property of that standard. Characters of the second level and rarer ones come last, in the order of their code.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

__all__ = ["grouped", "initial"]

_LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_FIRST = [
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3, 0xC5B6,
    0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
]  # fmt: skip
_LAST = 0xD7F9
OTHERS = "其他"


def _code(char: str) -> int:
    try:
        raw = char.encode("gb2312")
    except UnicodeEncodeError:
        return 0x1000000 + ord(char)
    return int.from_bytes(raw, "big") if len(raw) == 2 else raw[0]


def initial(name: str) -> str:
    """The letter a name stands under."""
    first = name[:1]
    if first.isascii() and first.isalpha():
        return first.upper()
    code = _code(first) if first else 0
    return _LETTERS[bisect_right(_FIRST, code) - 1] if _FIRST[0] <= code <= _LAST else OTHERS


def grouped(entries: Iterable[tuple[str, list[str]]]) -> list[dict[str, object]]:
    """Entries (name, places) under their letters, in order."""
    groups: dict[str, list[tuple[str, list[str]]]] = {}
    for name, places in entries:
        groups.setdefault(initial(name), []).append((name, places))
    letters = sorted(groups, key=lambda letter: (letter == OTHERS, letter))
    return [
        {
            "letter": letter,
            "entries": [
                {"name": name, "places": places}
                for name, places in sorted(groups[letter], key=lambda entry: [_code(char) for char in entry[0]])
            ],
        }
        for letter in letters
    ]
