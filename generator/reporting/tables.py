"""The report as tables for spreadsheets and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from generator.findings import SEVERITY_WORDS, Finding
from generator.reporting.gathering import InternalReport

__all__ = ["to_csv", "to_json"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _cell(value: object) -> str:
    """A cell that a spreadsheet takes for text: what looks like a formula gets an apostrophe before it."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not text.lstrip("+-").replace(".", "").isdigit() else text


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV as Excel opens it: UTF-8 with a mark at the front, lines ended by CRLF."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def to_csv(report: InternalReport) -> dict[str, bytes]:
    """The tables of the report by file name."""
    return {
        "status.csv": _table(
            ("对象", "编号", "名称", "区域", "规则", "规则名称", "状态", "说明", "计算", "依据", "改进"),
            (
                (
                    s.subject.scope.value,
                    s.subject.id,
                    s.subject.name,
                    report.areas.get(s.subject.area or "", ""),
                    s.rule.id,
                    s.rule.name,
                    s.light.value,
                    s.sentence,
                    "；".join(s.verdict.working),
                    s.rule.grounds,
                    s.rule.remedy if s.light.falls_short else "",
                )
                for s in report.statuses
            ),
        ),
        "due.csv": _table(
            ("日期", "还有几天", "时段", "事项", "谁", "区域", "规则"),
            ((d.day.isoformat(), d.left, d.horizon, d.what, d.who, d.area, d.rule) for d in report.dues),
        ),
        "defects.csv": _table(
            ("现象", "支部编号", "支部", "区域", "说明"),
            (
                (rule.name, s.subject.id, s.subject.name, report.areas.get(s.subject.area or "", ""), s.sentence)
                for rule, statuses in report.defects()
                for s in statuses
            ),
        ),
        "quality.csv": _table(
            ("记录", "项", "已填", "未填", "总数"),
            ((f.kind, f.field, f.filled, f.missing, f.total) for f in report.fills),
        ),
        "findings.csv": _table(
            ("程度", "代码", "文件", "行", "列", "问题", "怎么改"), (_finding_row(f) for f in report.findings)
        ),
    }


def _finding_row(finding: Finding) -> tuple[object, ...]:
    words, place = finding.text("zh"), finding.location
    severity = SEVERITY_WORDS[finding.severity]
    return severity, finding.code, place.path, place.line, place.column, words.message, words.hint


def to_json(report: InternalReport, shortfalls: Sequence[Finding]) -> bytes:
    """The report for machines; ``shortfalls`` gives the statuses below 绿 their file, line and column."""
    content = {
        "internal": True,
        "name": report.name,
        "as_of": report.as_of.isoformat(),
        "statuses": [
            {
                "scope": s.subject.scope.value,
                "kind": s.subject.kind,
                "id": s.subject.id,
                "name": s.subject.name,
                "area": s.subject.area,
                "rule": s.rule.id,
                "rule_name": s.rule.name,
                "light": s.light.value,
                "sentence": s.sentence,
                "working": list(s.verdict.working),
                "counted": [f"{c.kind}:{c.id}" for c in s.verdict.counted],
                "due": s.verdict.due.isoformat() if s.verdict.due else None,
                "source": s.rule.grounds,
                "confidence": s.rule.confidence.value,
                "remedy": s.rule.remedy if s.light.falls_short else None,
            }
            for s in report.statuses
        ],
        "due": [
            {"date": d.day.isoformat(), "left": d.left, "what": d.what, "who": d.who, "rule": d.rule}
            for d in report.dues
        ],
        "quality": [{"kind": f.kind, "field": f.field, "filled": f.filled, "total": f.total} for f in report.fills],
        "findings": [_finding(f) for f in report.findings],
        "shortfalls": [_finding(f) for f in shortfalls],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _finding(finding: Finding) -> dict[str, object]:
    words, place = finding.text("zh"), finding.location
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "message": words.message,
        "hint": words.hint,
    }
