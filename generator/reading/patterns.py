"""What clerks' slips look like: shared by the cheap search for suspects and by the scanner that decides."""

from __future__ import annotations

import re

# ``\s`` would match the full-width space, which YAML takes for text: blanks are spelt out everywhere.
BLANK = " \t"
ODD_SPACES = "\u3000\xa0\u1680\u2000-\u200a\u202f\u205f"
WIDE_COLONS = "：﹕∶︓"
WRONG_DASHES = "－—–―−﹣‐‑‒"
_NOT_IN_KEYS = f":{WIDE_COLONS},，。；、！？…“”‘’《》【】\"'\\[\\]{{}}\n"
KEY = f"[^ \t#&*|>!%@`?{ODD_SPACES}{_NOT_IN_KEYS}][^#{_NOT_IN_KEYS}]{{0,39}}?"
"""What a key may look like. Sentences, which carry punctuation, are not keys."""

LOOSE_KEY = re.compile(f"({KEY})[ \t{ODD_SPACES}]*([:{WIDE_COLONS}])")
"""A key before any colon, half-width or full-width, with or without a blank after it."""
SEPARATOR = re.compile(r":(?=[ \t]|$)")
QUOTED_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*:(?=[ \t]|$)""")
COMMENT = re.compile(f"(?:^|(?<=[ \t]))#|(?:^|(?<=[ \t{ODD_SPACES}]))＃")
DASH = re.compile(r"-(?=[ \t]|$)")
PROPERTY = re.compile(r"(?:[&][A-Za-z0-9_\-]+(?:[ \t]+|$)|![^\s,\[\]{}]*(?:[ \t]+|$))+")
ALIAS = re.compile(r"\*[A-Za-z0-9_\-]+[ \t]*(?=$|[#,\]}])")
BLOCK_HEADER = re.compile(r"[|>](?:[+-]?([1-9])?|[1-9][+-])[+-]?[ \t]*(?:$|(?<=[ \t])#)")
ESCAPES = re.compile(r"\\(?:[\"\\/0abtnvfreN_LP \t]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|$)|(\\.)")

_ITEM = "\n *(?:- +)*"
_SUSPECT_LINE = re.compile(
    f"{_ITEM}(?:[\t{ODD_SPACES}{WRONG_DASHES}]|-[^ \n]|{KEY}[ \t{ODD_SPACES}]*(?:[{WIDE_COLONS}]|:[^ \n]))"
    r"|\n(?:\.\.\.|%)"
)
# One class of characters first: the engine then skips to them, which an alternation would prevent.
_SUSPECT_MARK = re.compile(f"[【［｛＃“‘](?:(?<=[【［｛＃])|(?<=[ \t{ODD_SPACES}][“‘]))")
_SUSPECT_VALUE = re.compile(": *(?:\"[^\"\n]*\n|'[^'\n]*\n|[|>][+-]?[1-9])")
_BLANKS = f"[ \t{ODD_SPACES}]*"
_SUSPECT_FLOW = re.compile(
    "[\\[{](?:"
    f"(?<=\\[)[^\\]}}]{{0,300}}[，、{WIDE_COLONS}]"
    f"|(?<={{){_BLANKS}{KEY}{_BLANKS}[{WIDE_COLONS}]"
    f"|(?<={{)[^\\]}}]{{0,300}}(?:，{_BLANKS}{KEY}{_BLANKS}[:{WIDE_COLONS}]|,{_BLANKS}{KEY}{_BLANKS}[{WIDE_COLONS}])"
    "|[^\\]}]{0,300}[^ \n]:[^ \n]"
    "|[^\\]}]{300})"
)
"""In a list, commas and colons of the wrong width; between braces, where sentences may have them, only beside keys."""
_MANY_BRACKETS = 2000
_PLAIN_FLOW = re.compile(r"{[\u4e00-\u9fff]{1,9}: [0-9]{1,9}(?:, [\u4e00-\u9fff]{1,9}: [0-9]{1,9}){0,9}}\n")
"""A few counts between braces at the end of a line, as every activity has them: nothing in it is a slip."""


def suspicious(text: str) -> bool:
    """Whether text that parses may still hold a slip. True too often costs time, false must be certain."""
    framed = f"\n{text}\n"
    if _SUSPECT_LINE.search(framed) or _SUSPECT_MARK.search(framed) or _SUSPECT_VALUE.search(framed):
        return True
    brackets = text.count("[") + text.count("{")
    if brackets == 0 or brackets == len(_PLAIN_FLOW.findall(framed)):
        return False
    return brackets > _MANY_BRACKETS or _SUSPECT_FLOW.search(framed) is not None
