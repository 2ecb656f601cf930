"""Findings for a person at a terminal: message, place, the line itself and a caret under the spot."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from generator.findings import SEVERITY_WORDS, Finding, Severity

__all__ = ["Say", "in_one_line", "render", "summary", "width"]

Say = Callable[[str], str]
"""The sentence for a key in the user's language."""

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36"}


def _word(severity: Severity, lang: str) -> str:
    return SEVERITY_WORDS[severity] if lang == "zh" else severity.value


def width(text: str) -> int:
    """Columns a text takes in a terminal; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _excerpt(line: str, column: int, length: int) -> tuple[str, str]:
    """The line, shortened around the spot, and the caret line below it."""
    start = max(0, column - 1 - 40)
    shown = line[start : start + 90].replace("\t", "→")
    before = "…" if start else ""
    after = "…" if start + 90 < len(line) else ""
    indent = width(before + shown[: column - 1 - start])
    under = max(1, width(shown[column - 1 - start : column - 1 - start + max(1, length)]))
    return f"{before}{shown}{after}", " " * indent + "^" * under


def render(
    findings: Iterable[Finding], lines_of: Callable[[str], Sequence[str]], lang: str = "zh", colour: bool = False
) -> str:
    """All findings as text. ``lines_of`` gives the lines of a file, empty where it cannot be read as text."""

    def paint(code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    blocks = []
    for finding in findings:
        words, place = finding.text(lang), finding.location
        weight = paint(_COLOURS[finding.severity], _word(finding.severity, lang))
        rows = [f"{weight} {finding.code}  {words.message}", f"  {paint('2', '──')} {place.shown}"]
        lines = lines_of(place.path) if place.line else ()
        if 0 < place.line <= len(lines):
            text, caret = _excerpt(lines[place.line - 1], place.column, place.length)
            number = str(place.line)
            rows.append(f"  {number} │ {text}")
            rows.append(f"  {' ' * len(number)} │ {paint(_COLOURS[finding.severity], caret)}")
        if words.hint:
            rows.append(f"  {'怎么改：' if lang == 'zh' else 'fix: '}{words.hint}")
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks)


def in_one_line(finding: Finding, lang: str = "zh") -> str:
    """A finding among other things: weight, code, place, what is wrong and how to mend it."""
    return f"{_word(finding.severity, lang)} {finding.code} {finding.location.shown} {finding.in_one(lang)}"


def summary(findings: Iterable[Finding], lang: str = "zh") -> str:
    """How many findings of each weight, in one sentence."""
    counts = Counter(finding.severity for finding in findings)
    parts = [
        f"{counts[severity]} 个{_word(severity, lang)}"
        if lang == "zh"
        else f"{counts[severity]} {_word(severity, lang)}(s)"
        for severity in Severity
        if counts[severity]
    ]
    if lang == "zh":
        return f"检查结果：{'、'.join(parts)}。" if parts else "检查结果：没有发现问题。"
    return f"Checked: {', '.join(parts)}." if parts else "Checked: no findings."
