"""The structure chart of a guidance station (指导组架构图, S4 L12)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup, escape

__all__ = ["structure_chart"]

_BOXES = 4
"""Origins of instructors that are shown one by one."""


def _box(x: float, y: float, width: float, height: float, title: str, text: str, kind: str) -> str:
    return (
        f'<g class="zb-box zb-box--{kind}"><rect x="{x:.1f}" y="{y}" width="{width}" height="{height}" rx="6"/>'
        f'<text class="zb-box-title" x="{x + width / 2:.1f}" y="{y + 24}" text-anchor="middle">{escape(title)}</text>'
        f'<text class="zb-box-text" x="{x + width / 2:.1f}" y="{y + 46}" text-anchor="middle">{escape(text)}</text></g>'
    )


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _at_most(origins: Counter[str]) -> list[tuple[str, int]]:
    """As many origins as there is room for; where there are more, the last box stands for the rest."""
    if len(origins) <= _BOXES:
        return origins.most_common()
    first = origins.most_common(_BOXES - 1)
    return [*first, (f"其他{len(origins) - len(first)}处", origins.total() - sum(number for _, number in first))]


def structure_chart(station: Any) -> Markup:
    """Head, deputies, instructors by origin, branches and units served, as boxes joined by lines.

    It is as wide as a telephone: origins stand two in a row, on either side of the line that leads down.
    """
    width, middle = 344, 172
    origins = _at_most(Counter(instructor.origin for instructor in station.instructors))
    parts = [_box(2, 4, 340, 60, "站长", _short(station.head, 16), "head")]
    deputies = "、".join(station.deputies) or "未设"
    parts.append(_box(2, 88, 340, 60, "副站长", _short(deputies, 16), "deputy"))
    y = 172
    lines = []
    for number, (origin, count) in enumerate(origins):
        row, right = divmod(number, 2)
        alone = not right and number == len(origins) - 1
        y = 172 + row * 76
        x = middle - 82 if alone else 178 if right else 2
        parts.append(_box(x, y, 164, 60, _short(origin, 8), f"指导员 {count} 名", "origin"))
        if right:
            lines.append(f"M166 {y + 30}H178")
    end = y + 84 if origins else y
    lines.insert(0, f"M{middle} 64V{end}")
    parts.insert(0, f'<path class="zb-line" d="{"".join(lines)}"/>')
    served = f"{len(station.branches)} 个党支部，{station.units_count} 家单位"
    parts.append(_box(2, end, 340, 60, "服务对象", served, "served"))
    label = (
        f"{station.name}架构图：站长，{station.head}；副站长，{deputies}；"
        f"指导员 {len(station.instructors)} 名；服务 {served}"
    )
    height = end + 64
    return Markup(
        f'<svg class="zb-chart zb-chart--structure" role="img" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )
