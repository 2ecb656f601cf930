"""Bars, columns, rings and the year strip. Every chart is named by what it shows; its table stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from math import ceil
from typing import Any

from markupsafe import Markup, escape

__all__ = ["bar_chart", "column_chart", "line_chart", "month_grid", "share_ring", "year_strip"]

Number = int | float | Decimal
Row = tuple[str, Number]


def _spoken(rows: Sequence[Row], unit: str) -> str:
    return "；".join(f"{row[0]} {row[1]}{unit}" for row in rows)


def _svg(kind: str, width: int, height: int, label: str, body: str) -> Markup:
    return Markup(
        f'<svg class="zb-chart zb-chart--{kind}" role="img" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" aria-label="{escape(label)}">{body}</svg>'
    )


def _group(kind: str, parts: Sequence[str]) -> str:
    """Parts that look alike, with their class said once."""
    return f'<g class="{kind}">{"".join(parts)}</g>' if parts else ""


_EM = 22
"""The largest type, in units of a drawing, that a style sheet may set in a bar chart: with it everything has room."""


def _long(texts: Iterable[str]) -> int:
    """How much room the longest of some texts takes in the largest type."""
    return ceil(max(sum(0.6 if char.isascii() else 1 for char in text) for text in texts) * _EM)


def bar_chart(rows: Sequence[Row], title: str, unit: str = "") -> Markup:
    """Horizontal bars, one a row, longest value full width, each number behind its bar.

    There is no track: these are counts, and a bar that fills one says that it is a whole.
    """
    if not rows:
        return Markup("")
    top = max(float(row[1]) for row in rows) or 1.0
    names = [name if len(name) <= 7 else name[:6] + "…" for name in (str(row[0]) for row in rows)]
    said = [f"{row[1]}{unit}" for row in rows]
    width, step, left = 340, 34, _long(names) + 8
    most = width - left - 8 - _long(said)
    labels, bars, values = [], [], []
    for number, (row, name, value) in enumerate(zip(rows, names, said, strict=True)):
        y = number * step
        length = max(most * float(row[1]) / top, 1)
        labels.append(f'<text x="0" y="{y + 22}">{escape(name)}</text>')
        bars.append(f'<rect x="{left}" y="{y + 8}" width="{length:.1f}" height="18" rx="3"/>')
        values.append(f'<text x="{left + length + 8:.1f}" y="{y + 22}">{escape(value)}</text>')
    body = _group("zb-chart-label", labels) + _group("zb-chart-bar", bars) + _group("zb-chart-value", values)
    return _svg("bar", width, len(rows) * step, f"{title}：{_spoken(rows, unit)}", body)


def column_chart(rows: Sequence[Row], title: str, unit: str = "") -> Markup:
    """Upright columns, for a short series such as the months of a year."""
    if not rows:
        return Markup("")
    top = max(float(row[1]) for row in rows) or 1.0
    width, height, base = 560, 220, 184
    slot = width / len(rows)
    bar = min(slot * 0.6, 46)
    bars, values, labels = [], [], []
    for number, row in enumerate(rows):
        tall = 150 * float(row[1]) / top
        middle = slot * (number + 0.5)
        bars.append(
            f'<rect x="{middle - bar / 2:.1f}" y="{base - tall:.1f}" width="{bar:.1f}" height="{tall:.1f}" rx="2"/>'
        )
        values.append(f'<text x="{middle:.1f}" y="{base - tall - 8:.1f}">{row[1]}</text>')
        labels.append(f'<text x="{middle:.1f}" y="{base + 22}">{escape(str(row[0]))}</text>')
    body = (
        f'<line class="zb-chart-axis" x1="0" y1="{base + 0.5}" x2="{width}" y2="{base + 0.5}"/>'
        + _group("zb-chart-bar", bars)
        + _group("zb-chart-value zb-middle", values)
        + _group("zb-chart-label zb-middle", labels)
    )
    return _svg("column", width, height, f"{title}：{_spoken(rows, unit)}", body)


def line_chart(rows: Sequence[Row], title: str, unit: str = "") -> Markup:
    """A line over years, the surface below it tinted; the first and the last number are written out, and the
    highest where it does not stand beside one of them."""
    if not rows:
        return Markup("")
    numbers = [float(row[1]) for row in rows]
    top = max(numbers) or 1.0
    width, base = 560, 184
    slot = width / len(rows)
    points = [(slot * (n + 0.5), base - 150 * number / top) for n, number in enumerate(numbers)]
    line = " ".join(f"{x:.1f} {y:.1f}" for x, y in points)
    peak = numbers.index(max(numbers))
    named = [0, *([peak] if 1 < peak < len(rows) - 2 else []), *([len(rows) - 1] if len(rows) > 1 else [])]
    every = max(1, -(-len(rows) // 6))
    labels = [
        f'<text x="{points[n][0]:.1f}" y="{base + 22}">{escape(str(rows[n][0]))}</text>'
        for n in range((len(rows) - 1) % every, len(rows), every)
    ]
    values = [f'<text x="{points[n][0]:.1f}" y="{points[n][1] - 10:.1f}">{rows[n][1]}</text>' for n in named]
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in points]
    body = (
        f'<path class="zb-chart-area" d="M{points[0][0]:.1f} {base}L{line}L{points[-1][0]:.1f} {base}Z"/>'
        f'<line class="zb-chart-axis" x1="0" y1="{base + 0.5}" x2="{width}" y2="{base + 0.5}"/>'
        f'<path class="zb-chart-line" d="M{line}"/>'
        + _group("zb-chart-bar", dots)
        + _group("zb-chart-value zb-middle", values)
        + _group("zb-chart-label zb-middle", labels)
    )
    return _svg("line", width, 220, f"{title}：{_spoken(rows, unit)}", body)


def share_ring(numerator: int, denominator: int, label: str, said: str) -> Markup:
    """A ring filled to numerator ÷ denominator, with the share as it is ``said`` elsewhere in its middle."""
    if not denominator:
        return Markup("")
    share = min(max(numerator / denominator, 0.0), 1.0)
    radius = 42
    around = 2 * 3.141592653589793 * radius
    body = (
        f'<circle class="zb-chart-track" cx="50" cy="50" r="{radius}" fill="none" stroke-width="10"/>'
        f'<circle class="zb-chart-ring" cx="50" cy="50" r="{radius}" fill="none" stroke-width="10" '
        f'stroke-dasharray="{around * share:.2f} {around:.2f}" transform="rotate(-90 50 50)"/>'
        f'<text class="zb-chart-value" x="50" y="55" text-anchor="middle">{escape(said)}</text>'
    )
    return _svg("ring", 100, 100, f"{label}：{numerator} / {denominator}", body)


def year_strip(counts: Mapping[str, Sequence[int]], year: int) -> Markup:
    """Twelve months by kinds: a square a month, darker for more; ``counts`` maps a kind to its twelve numbers."""
    return _strip(tuple((kind, *months) for kind, months in counts.items()), year)


@lru_cache(maxsize=4)
def _strip(rows: tuple[tuple[Any, ...], ...], year: int) -> Markup:
    """Kept for a moment: a branch's own page and its archive, made one after the other, show the same."""
    counts = {kind: months for kind, *months in rows}
    spoken = "；".join(
        f"{kind}：" + "、".join(f"{m + 1}月{n}场次" for m, n in enumerate(months) if n)
        for kind, months in counts.items()
    )
    return _months(counts, f"{year}年活动月历。{spoken}", 1)


def month_grid(counts: Mapping[str, Sequence[int]], title: str) -> Markup:
    """The same for rows of any size: a quarter of the largest number is a shade. Its table stands beside it."""
    most = max((number for months in counts.values() for number in months), default=0)
    label = f"{title}：{len(counts)}行，每行12个月，最多的一格{most}场次；各数见旁边的表。"
    return _months(counts, label, max(1, most / 4))


_LEFT, _TOP, _STEP, _SIDE = 96, 26, 38, 34
_HEADS = [f'<text x="{_LEFT + _STEP * month + 17}" y="16">{month + 1}月</text>' for month in range(12)]


@lru_cache(maxsize=1024)
def _squares(row: int) -> list[tuple[str, str]]:
    """The squares of a row, and where the text in each begins: the same in every chart."""
    y = _TOP + row * _STEP
    columns = range(_LEFT, _LEFT + 12 * _STEP, _STEP)
    return [(f"M{x} {y}h{_SIDE}v{_SIDE}h-{_SIDE}", f'<text x="{x + 17}" y="{y + 22}">') for x in columns]


def _months(counts: Mapping[str, Sequence[int]], label: str, shade: float) -> Markup:
    """What stands in every square is said once a chart: one path a shade, one group of texts."""
    if not counts:
        return Markup("")
    squares: list[list[str]] = [[] for _ in range(5)]
    values: tuple[list[str], list[str]] = ([], [])
    names = []
    for number, (name, months) in enumerate(counts.items()):
        y = _TOP + number * _STEP
        short = name if len(name) <= 6 else name[:5] + "…"
        names.append(f'<text x="{_LEFT - 12}" y="{y + 22}">{escape(short)}</text>')
        for count, (square, text) in zip(months, _squares(number), strict=True):
            level = min(4, ceil(count / shade)) if count else 0
            squares[level].append(square)
            if count:
                values[level > 2].append(f"{text}{count}</text>")
    body = _group("zb-chart-label zb-middle", _HEADS) + _group("zb-chart-label zb-end", names)
    body += "".join(f'<path class="zb-heat zb-heat--{n}" d="{"".join(d)}"/>' for n, d in enumerate(squares) if d)
    body += _group("zb-heat-value zb-middle", values[0])
    body += _group("zb-heat-value zb-heat-value--dark zb-middle", values[1])
    return _svg("year", _LEFT + _STEP * 12, _TOP + len(counts) * _STEP, label, body)
