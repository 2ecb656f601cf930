"""Charts of pages made fit for paper: an SVG that stands alone, with colours and faces of its own."""

from __future__ import annotations

import re

from markupsafe import Markup

__all__ = ["alternative_of", "for_paper"]

_STYLE = (
    "<style>"
    "text{font-family:'Zhibu Hei','Zhibu Song';fill:#333}"
    ".zb-chart-label,.zb-chart-label text{font-size:13px;fill:#444}"
    ".zb-chart-value,.zb-chart-value text{font-size:13px;fill:#111}"
    ".zb-chart--ring .zb-chart-value{font-size:17px}"
    "circle.zb-chart-track{fill:none;stroke:#e6e6e6}"
    ".zb-chart-bar{fill:#a31a1a}"
    ".zb-chart-ring{stroke:#a31a1a}"
    ".zb-chart-axis{stroke:#777}"
    ".zb-heat--0{fill:#f1f1f1}.zb-heat--1{fill:#efc9c0}.zb-heat--2{fill:#dd9384}.zb-heat--3{fill:#c2533f}"
    ".zb-heat--4{fill:#a31a1a}"
    ".zb-heat-value text{font-size:14px;fill:#111}.zb-heat-value--dark text{fill:#fff}"
    ".zb-middle{text-anchor:middle}.zb-end{text-anchor:end}"
    ".zb-line{fill:none;stroke:#666;stroke-width:1.2}"
    ".zb-box rect{fill:#fff;stroke:#666;stroke-width:1}"
    ".zb-box--head rect{fill:#a31a1a;stroke:#a31a1a}.zb-box--head text{fill:#fff}"
    ".zb-box--served rect{fill:#f4f4f4}"
    ".zb-box-title{font-size:14px}"
    ".zb-box-text{font-size:13px;font-family:'Zhibu Song'}"
    "</style>"
)
_OPEN = re.compile(r"<svg\b")
_LABEL = re.compile(r'\baria-label="([^"]*)"')


def for_paper(svg: Markup) -> str:
    """The same drawing with what a page's style sheet gave it."""
    head, tag, rest = str(svg).partition(">")
    return _OPEN.sub('<svg xmlns="http://www.w3.org/2000/svg"', head, count=1) + tag + _STYLE + rest


def alternative_of(svg: Markup) -> str:
    """What a drawing says to those who cannot see it."""
    found = _LABEL.search(str(svg))
    return Markup(found[1]).unescape() if found else ""
