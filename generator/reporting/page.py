"""The report as one HTML file that needs nothing else: no script from elsewhere, no picture, no font."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.findings import SEVERITY_WORDS, Finding, Severity
from generator.reporting.gathering import HORIZONS, InternalReport
from generator.rulebook.evaluation import Light, Status
from generator.rulebook.rules import Scope

__all__ = ["render"]

_CLASSES = {
    Light.GREEN: "g",
    Light.YELLOW: "y",
    Light.RED: "r",
    Light.UNKNOWN: "u",
    Light.NOT_APPLICABLE: "n",
}
_CELLS = {Light.GREEN: "绿", Light.YELLOW: "黄", Light.RED: "红", Light.UNKNOWN: "缺", Light.NOT_APPLICABLE: "·"}
_ORDER = (Light.RED, Light.YELLOW, Light.UNKNOWN, Light.GREEN, Light.NOT_APPLICABLE)


def render(report: InternalReport) -> bytes:
    """The page."""
    environment = Environment(
        loader=FileSystemLoader(str(Path(__file__).parent)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("report.html")
    return template.render(_content(report)).encode()


def _content(report: InternalReport) -> dict[str, Any]:
    rows = _rows(report)
    lit = {s.rule.id for s in report.of(Scope.BRANCH) if s.light is not Light.NOT_APPLICABLE}
    asked = [
        (rule, Counter(row["lights"][rule.id].light for row in rows if rule.id in row["lights"]))
        for rule in report.rules
        if rule.id in lit
    ]
    return {
        "report": report,
        "asked": asked,
        "rows": rows,
        "areas": sorted({row["area"] for row in rows}),
        "worst": Counter(row["worst"] for row in rows),
        "lights": _ORDER,
        "classes": _CLASSES,
        "cells": _CELLS,
        "others": [(scope, _short(report.of(scope))) for scope in (Scope.STATION, Scope.UNIT, Scope.SITE)],
        "dues": _dues(report),
        "unknown": _unknown(report),
        "findings": [_finding(finding) for finding in report.findings],
        "severities": Counter(finding.severity for finding in report.findings),
        "Severity": Severity,
        "Light": Light,
        "Scope": Scope,
    }


def _rows(report: InternalReport) -> list[dict[str, Any]]:
    """A row a branch: its lights by rule, its worst one, what falls short and what is not known."""
    rows: dict[str, dict[str, Any]] = {}
    for status in report.of(Scope.BRANCH):
        subject = status.subject
        row = rows.setdefault(
            subject.id,
            {
                "id": subject.id,
                "name": subject.name,
                "area": report.areas.get(subject.area or "", "未分区域"),
                "path": report.paths.get(subject.id, ""),
                "lights": {},
                "short": [],
                "unknown": [],
                "worst": Light.GREEN,
            },
        )
        row["lights"][status.rule.id] = status
        if status.light.falls_short:
            row["short"].append(status)
        elif status.light is Light.UNKNOWN:
            row["unknown"].append(status)
    for row in rows.values():
        held = {status.light for status in row["lights"].values()}
        row["worst"] = next((light for light in (Light.RED, Light.YELLOW) if light in held), Light.GREEN)
        row["short"].sort(key=lambda status: _ORDER.index(status.light))
    return sorted(rows.values(), key=lambda row: (row["area"], row["name"]))


def _short(statuses: list[Status]) -> dict[str, Any]:
    return {
        "counts": Counter(status.light for status in statuses),
        "short": sorted(
            (status for status in statuses if status.light.falls_short or status.light is Light.UNKNOWN),
            key=lambda status: (_ORDER.index(status.light), status.rule.id, status.subject.name),
        ),
    }


def _dues(report: InternalReport) -> list[tuple[str, list[Any]]]:
    """What falls due under its heading; the same thing due for many on one day is one line."""
    grouped: list[tuple[str, list[Any]]] = []
    for heading in ("已过期", *(f"{days}天内" for days in HORIZONS)):
        lines: dict[tuple[Any, ...], list[str]] = {}
        for due in report.dues:
            if due.horizon == heading:
                lines.setdefault((due.day, due.left, due.what, due.rule), []).append(due.who)
        grouped.append((heading, [(*key, who) for key, who in lines.items()]))
    return grouped


def _unknown(report: InternalReport) -> list[tuple[Any, int, int]]:
    """Rules that could not be judged for want of data: rule, for how many, of how many."""
    known: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for status in report.statuses:
        total[status.rule.id] += status.light is not Light.NOT_APPLICABLE
        known[status.rule.id] += status.light is Light.UNKNOWN
    rows = [(rule, known[rule.id], total[rule.id]) for rule in report.rules if known[rule.id]]
    return sorted(rows, key=lambda row: (-row[1], row[0].id))


def _finding(finding: Finding) -> dict[str, Any]:
    words, place = finding.text("zh"), finding.location
    return {
        "severity": finding.severity,
        "word": SEVERITY_WORDS[finding.severity],
        "code": finding.code,
        "where": place.shown,
        "message": words.message,
        "hint": words.hint,
    }
