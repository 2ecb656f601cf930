"""Findings for machines: JSON, annotations for GitHub and GitLab, SARIF."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from urllib.parse import quote

from generator.findings import Finding, Severity, kinds

__all__ = ["FORMATS", "to_github", "to_gitlab", "to_json", "to_sarif"]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def to_json(findings: Iterable[Finding], lang: str = "zh") -> str:
    """A list of plain objects."""
    rows = []
    for finding in findings:
        words, place = finding.text(lang), finding.location
        rows.append(
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "path": place.path,
                "line": place.line,
                "column": place.column,
                "title": words.title,
                "message": words.message,
                "hint": words.hint,
            }
        )
    return _dump(rows)


def _escape(text: str, more: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if more else text


def to_github(findings: Iterable[Finding], lang: str = "zh") -> str:
    """Workflow commands that GitHub shows at the line of a pull request."""
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    rows = []
    for finding in findings:
        words, place = finding.text(lang), finding.location
        spot = f",line={place.line},col={place.column}" if place.line else ""
        title = _escape(f"{finding.code} {words.title}", more=True)
        body = _escape(finding.in_one(lang))
        rows.append(f"::{levels[finding.severity]} file={_escape(place.path, more=True)}{spot},title={title}::{body}")
    return "\n".join(rows)


def to_gitlab(findings: Iterable[Finding], lang: str = "zh") -> str:
    """A Code Quality report for GitLab."""
    levels = {Severity.ERROR: "blocker", Severity.WARNING: "minor", Severity.NOTE: "info"}
    rows = []
    for finding in findings:
        words, place = finding.text(lang), finding.location
        print_ = f"{finding.code}|{place.path}|{place.line}|{place.column}|{words.message}"
        rows.append(
            {
                "description": finding.in_one(lang),
                "check_name": finding.code,
                "fingerprint": hashlib.sha256(print_.encode()).hexdigest(),
                "severity": levels[finding.severity],
                "location": {"path": place.path, "lines": {"begin": max(1, place.line)}},
            }
        )
    return _dump(rows)


def to_sarif(findings: Iterable[Finding], lang: str = "zh") -> str:
    """SARIF 2.1.0."""
    rules = []
    for kind in kinds():
        words = kind.en if lang == "en" else kind.zh
        rules.append({"id": kind.code, "name": words.title, "shortDescription": {"text": words.title}})
    results = []
    for finding in findings:
        place = finding.location
        region = {"region": {"startLine": place.line, "startColumn": max(1, place.column)}} if place.line else {}
        results.append(
            {
                "ruleId": finding.code,
                "level": finding.severity.value,
                "message": {"text": finding.in_one(lang)},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(place.path)}, **region}}],
            }
        )
    driver = {"name": "zhibu", "rules": rules}
    return _dump(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
        }
    )


FORMATS: dict[str, Callable[[Iterable[Finding], str], str]] = {
    "json": to_json,
    "github": to_github,
    "gitlab": to_gitlab,
    "sarif": to_sarif,
}
"""Machine formats by the name the command line knows them by."""
