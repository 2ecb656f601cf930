"""What a finding is. Ground floor: imports nothing of ours.

A finding tells an editor what is wrong with a record, where, and what to write instead. It is data: rooms above
yield findings and know nothing of colours, formats or exit codes. A *kind* of finding is declared once, beside the
code that yields it, with its stable code and its texts in both interface languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "SEVERITY_WORDS",
    "Finding",
    "Kind",
    "Location",
    "Severity",
    "Text",
    "declare",
    "has_errors",
    "kinds",
    "ordered",
]


class Severity(StrEnum):
    """How much a finding weighs; an ``ERROR`` stops publication."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "说明"}
"""What editors call it; in English it is the value itself."""


@dataclass(frozen=True, slots=True)
class Text:
    """A kind's wording in one language. ``message`` and ``hint`` are format strings over the finding's facts."""

    title: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: its stable code, its weight and its wording (``zh`` and ``en``).

    ``private`` says that it concerns single persons: what is said of them, their consent, where a picture was taken.
    """

    code: str
    severity: Severity
    zh: Text
    en: Text
    private: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the site: path relative to the site's folder (POSIX), line and column from 1.

    ``length`` is the number of characters the caret underlines. Line 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0
    length: int = field(default=1, compare=False)

    @property
    def shown(self) -> str:
        """The place as terminals and editors write it, which leads there at a click."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Finding:
    """One deviation at one place. ``facts`` fill the kind's texts."""

    kind: Kind
    location: Location
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The code of its kind."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """The weight of its kind."""
        return self.kind.severity

    def text(self, lang: str = "zh") -> Text:
        """The wording in ``lang`` with the facts filled in."""
        words = self.kind.en if lang == "en" else self.kind.zh
        return Text(words.title, words.message.format_map(self.facts), words.hint.format_map(self.facts))

    def in_one(self, lang: str = "zh") -> str:
        """Message and hint as one text."""
        words = self.text(lang)
        return f"{words.message} {words.hint}".strip() if lang == "en" else f"{words.message}{words.hint}"


_KINDS: dict[str, Kind] = {}


def declare(
    code: str, severity: Severity, zh: tuple[str, str, str], en: tuple[str, str, str], *, private: bool = False
) -> Kind:
    """Declare a kind of finding once; texts are (title, message, hint). A code used twice is a mistake of ours."""
    if code in _KINDS:
        raise ValueError(f"finding code {code} declared twice")
    kind = Kind(code, severity, Text(*zh), Text(*en), private)
    _KINDS[code] = kind
    return kind


def kinds() -> list[Kind]:
    """Every declared kind, by code."""
    return [_KINDS[code] for code in sorted(_KINDS)]


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Findings sorted by place, then code, without doubles."""
    seen: dict[tuple[Location, str, tuple[tuple[str, str], ...]], Finding] = {}
    for finding in findings:
        key = (finding.location, finding.code, tuple(sorted(finding.facts.items())))
        seen.setdefault(key, finding)
    return [seen[key] for key in sorted(seen)]


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding stops publication."""
    return any(finding.severity is Severity.ERROR for finding in findings)
