"""The structure chart of a guidance station (指导组架构图, S4 L12)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup, escape

__all__ = ["structure_chart"]

_BOXES = 4
"""Origins of instructors that stand side by side."""


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
    """Head, deputies, instructors by origin, branches and units served, as boxes joined by lines."""
    width, middle = 720, 360
    origins = _at_most(Counter(instructor.origin for instructor in station.instructors))
    parts = [f'<path class="zb-line" d="M360 64V96M360 160V{192 if origins else 304}"/>']
    parts.append(_box(middle - 130, 4, 260, 60, "站长", _short(station.head, 16), "head"))
    deputies = "、".join(station.deputies) or "未设"
    parts.append(_box(middle - 130, 96, 260, 64, "副站长", _short(deputies, 16), "deputy"))
    if origins:
        slot = width / len(origins)
        centres = [slot * (number + 0.5) for number in range(len(origins))]
        parts.append(f'<path class="zb-line" d="M{centres[0]:.1f} 192H{centres[-1]:.1f}"/>')
        for centre, (origin, number) in zip(centres, origins, strict=True):
            parts.append(f'<path class="zb-line" d="M{centre:.1f} 192V208"/>')
            parts.append(_box(centre - 80, 208, 160, 64, _short(origin, 9), f"指导员 {number} 名", "origin"))
            parts.append(f'<path class="zb-line" d="M{centre:.1f} 272V288"/>')
        parts.append(f'<path class="zb-line" d="M{centres[0]:.1f} 288H{centres[-1]:.1f}M360 288V304"/>')
    served = f"{len(station.branches)} 个党支部，{station.units_count} 家单位"
    parts.append(_box(middle - 160, 304, 320, 64, "服务对象", served, "served"))
    label = (
        f"{station.name}架构图：站长，{station.head}；副站长，{deputies}；"
        f"指导员 {len(station.instructors)} 名；服务 {served}"
    )
    return Markup(
        f'<svg class="zb-chart zb-chart--structure" role="img" viewBox="0 0 {width} 372" width="{width}" height="372" '
        f'aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )
