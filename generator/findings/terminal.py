"""Findings for a person at a terminal: message, place, the line itself and a caret under the spot."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.findings import SEVERITY_WORDS, Finding, Severity

__all__ = ["Say", "few", "in_one_line", "render", "repeated", "summary", "width"]

Say = Callable[[str], str]
"""The sentence for a key in the user's language."""
_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36"}
_FEW = 3
"""How often the same is said of one file before it is only counted."""


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


def few(findings: Iterable[Finding]) -> Iterator[tuple[Finding, int]]:
    """Findings without those that say of a file what was said of it before; the first of these comes with their number.

    An error stops publication, so that each of them is shown.
    """
    findings = list(findings)
    all_of, seen = (Counter[tuple[str, str]]() for _ in range(2))
    all_of.update((finding.code, finding.location.path) for finding in findings)
    for finding in findings:
        same = finding.code, finding.location.path
        seen[same] += 1
        if finding.severity is Severity.ERROR or seen[same] <= _FEW:
            yield finding, 0
        elif seen[same] == _FEW + 1:
            yield finding, all_of[same] - _FEW


def repeated(finding: Finding, count: int, path: str, lang: str = "zh") -> str:
    """How often else something is to be found in a file, and how to see it; ``path`` leads to the file from here."""
    if lang == "zh":
        return f"同一文件里还有 {count} 处同样的问题（{finding.code}），运行“zhibu check {path}”逐条看。"
    return f"{count} more of {finding.code} in the same file; 'zhibu check {path}' lists them."


def render(
    findings: Iterable[Finding],
    lines_of: Callable[[str], Sequence[str]],
    lang: str = "zh",
    colour: bool = False,
    path_of: Callable[[str], str] | None = None,
) -> str:
    """Findings as text. ``lines_of`` gives the lines of a file, empty where it cannot be read as text; ``path_of``
    gives the way to a file from here, and where there is one, what repeats itself is only counted.
    """

    def paint(code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    blocks = []
    for finding, more in few(findings) if path_of else ((finding, 0) for finding in findings):
        if more and path_of:
            blocks.append(repeated(finding, more, path_of(finding.location.path), lang))
            continue
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
