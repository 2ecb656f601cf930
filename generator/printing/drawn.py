"""Turns what stands in layout data for a drawing or a picture into what the typesetter takes.

``qr`` (an address) gains ``qr_svg``; ``strip``, ``columns``, ``bars`` and ``ring`` gain a chart of the site's own
making; ``picture`` (a file of the site's folder) gains ``path`` of the re-encoded file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup

from generator.drawing.charts import bar_chart, column_chart, share_ring, year_strip
from generator.drawing.paper import alternative_of, for_paper
from generator.drawing.qr import qr_code

__all__ = ["drawn", "sources"]


def _chart(svg: Markup) -> dict[str, str]:
    return {"svg": for_paper(svg), "alt": alternative_of(svg)}


def sources(node: Any) -> Iterator[str]:
    """The files of all pictures in some data."""
    if isinstance(node, dict):
        if isinstance(node.get("picture"), str):
            yield node["picture"]
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            if isinstance(part, dict | list):
                yield from sources(part)


def drawn(node: Any, picture: Callable[[str], str | None]) -> Any:
    """The same data with drawings made; ``picture`` gives the typesetter's path for a picture of the view, None where
    it cannot be read, and then the picture is left out."""
    if isinstance(node, list):
        return [item for item in (drawn(part, picture) for part in node) if item is not _GONE]
    if not isinstance(node, dict):
        return node
    if "picture" in node and isinstance(node["picture"], str):
        path = picture(node["picture"])
        return {**node, "path": path} if path else _GONE
    made = {key: drawn(value, picture) for key, value in node.items()}
    made = {key: None if value is _GONE else value for key, value in made.items()}
    if isinstance(node.get("qr"), str):
        made["qr_svg"] = str(qr_code(node["qr"]))
    if isinstance(node.get("strip"), dict):
        made["strip_svg"] = _chart(year_strip(node["strip"]["counts"], node["strip"]["year"]))
    if isinstance(node.get("columns"), list) and "title" in node:
        made["chart"] = _chart(column_chart([(name, count) for name, count in node["columns"]], node["title"]))
    if isinstance(node.get("bars"), list):
        made["chart"] = _chart(bar_chart([(name, count) for name, count in node["bars"]], node["title"]))
    if isinstance(node.get("ring"), list):
        made["chart"] = _chart(share_ring(node["ring"][0], node["ring"][1], node["label"], node["said"]))
    return made


_GONE = object()
