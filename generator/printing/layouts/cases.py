"""The case book (品牌案例集)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.printing.indexing import grouped
from generator.printing.layouts.front_matter import meta, on_site, pictures
from generator.printing.layouts.words import joined, named
from generator.printing.material import Material

__all__ = ["case_book"]

Json = dict[str, Any]


def case_book(material: Material) -> Json:
    """What the case book is laid out from: every published case, and an index."""
    from generator.printing.prose import blocks  # with a parser of Markdown, which nothing else here needs

    cases = []
    for item in material.view.showcases:
        qualities = item.qualities
        cases.append(
            {
                "id": item.id,
                "name": item.name,
                "type": item.type,
                "summary": item.summary,
                "by": joined(
                    [item.branch.short_name if item.branch else None, f"{item.year}年" if item.year else None], "　"
                ),
                "qualities": named(
                    ("创新性", qualities.innovation),
                    ("先进性", qualities.advance),
                    ("推广性", qualities.reach),
                    ("影响力", qualities.influence),
                ),
                "results": [[row.measure, row.value, row.unit or ""] for row in item.results],
                "copyable": item.copyable,
                "evidence": item.evidence,
                "pictures": pictures(item.pictures),
                "body": blocks(item.narrative),
                "qr": on_site(material, item.address),
            }
        )
    names = [(item.name, [item.id]) for item in material.view.showcases]
    names += [(item.branch.short_name, [item.id]) for item in material.view.showcases if item.branch]
    return {
        "meta": meta(
            material, "品牌案例集", material.view.site.name, f"{material.view.year}年", "showcases/", "案例栏目"
        ),
        "cases": cases,
        "index": grouped(_merged(names)),
    }


def _merged(pairs: Iterable[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    merged: dict[str, list[str]] = {}
    for name, places in pairs:
        merged.setdefault(name, []).extend(places)
    return list(merged.items())
