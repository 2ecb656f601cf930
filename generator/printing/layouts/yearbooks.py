"""The yearbook (年度活动档案)."""

from __future__ import annotations

import datetime
from typing import Any

from generator.printing.indexing import grouped
from generator.printing.layouts.activities import held_by_branch
from generator.printing.layouts.front_matter import meta
from generator.printing.layouts.words import day, joined, short_day
from generator.printing.material import Material

__all__ = ["yearbook"]

Json = dict[str, Any]


def yearbook(material: Material) -> Json:
    """What the yearbook is laid out from: totals and charts of the year, then each branch by area."""
    view, year = material.view, material.year
    areas: dict[str, Json] = {}
    months, kinds = [0] * 12, dict[str, int]()
    of_branch = held_by_branch(material)
    for branch in view.branches:
        held = of_branch.get(branch.id, [])
        by_month = [0] * 12
        for activity in held:
            by_month[int(activity.date[5:7]) - 1] += 1
            kinds[activity.kind] = kinds.get(activity.kind, 0) + 1
        months = [total + more for total, more in zip(months, by_month, strict=True)]
        name = branch.area.name if branch.area else "其他"
        area = areas.setdefault(name, {"name": name, "branches": []})
        area["branches"].append(
            {
                "id": branch.id,
                "name": branch.short_name,
                "line": joined([branch.formation.mode, f"{len(branch.units)} 家单位", branch.members_band], "　"),
                "stars": branch.stars,
                "months": by_month,
                "activities": [[_listed_day(a.date), a.kind, a.title] for a in held],
            }
        )
    latest = view.assessments[0] if view.assessments else None
    return {
        "meta": meta(material, "年度活动档案", view.site.name, f"{year}年", f"activities/{year}/", "活动栏目"),
        "year": year,
        "total": sum(months),
        "branches_count": len(view.branches),
        "figures": [[figure.label, figure.said, figure.source] for figure in view.figures.values()],
        "months": {
            "columns": [[f"{n}月", count] for n, count in enumerate(months, 1)],
            "title": f"{year}年各月活动场次",
        },
        "kinds": {
            "bars": [[name, count] for name, count in sorted(kinds.items(), key=lambda row: (-row[1], row[0]))],
            "title": f"{year}年各类活动场次",
        },
        "coverage": [
            {
                "ring": [figure.numerator, figure.denominator],
                "label": figure.label,
                "said": figure.display,
                "how": f"{figure.numerator} ÷ {figure.denominator} = {figure.display}",
            }
            for figure in (
                view.figures.get(id) for id in ("coverage.organisation", "coverage.work", "organisations.single_share")
            )
            if figure is not None and figure.denominator
        ],
        "areas_table": [
            [area.name, str(len(area.branches)), str(area.enterprises), str(area.covered)]
            for area in view.areas
            if area.branches or area.enterprises
        ],
        "ratings": {
            "name": latest.name,
            "note": latest.note,
            "counts": [[stars, count] for stars, count in latest.counts.items()],
            "unrated": latest.unrated,
            "rows": [[row.branch.short_name, row.stars] for row in latest.results],
        }
        if latest
        else None,
        "honours": [
            [
                day(honour.awarded),
                honour.name,
                honour.level,
                joined([b.short_name for b in honour.branches] + [u.name for u in honour.units]),
            ]
            for honour in view.honours
            if honour.awarded.year == year
        ],
        "areas": list(areas.values()),
        "index": grouped((branch.short_name, [branch.id]) for branch in view.branches),
    }


def _listed_day(iso: str) -> str:
    return short_day(datetime.date.fromisoformat(iso))
