"""The list of a month (月度清单)."""

from __future__ import annotations

from typing import Any

from generator.printing.layouts.front_matter import meta
from generator.printing.layouts.words import day
from generator.printing.material import Material

__all__ = ["monthly_list"]

Json = dict[str, Any]


def monthly_list(material: Material, monthly: Any) -> Json:
    """月度清单 with the month's 通报."""
    year, month = monthly.month.split("-")
    return {
        "meta": meta(material, f"{year}年{int(month)}月工作清单", None, None, monthly.address, "本月清单"),
        "month": f"{year}年{int(month)}月",
        "theme": monthly.theme,
        "published": day(monthly.published),
        "stations": [station.name for station in monthly.stations],
        "suggestions": monthly.suggestions,
        "tips": [
            [tip.matter, tip.due or "", tip.regulation.short_name if tip.regulation else ""] for tip in monthly.tips
        ],
        "notice": [
            [row.name, str(row.held), str(row.total), f"{row.share}%" if row.share is not None else "—"]
            for row in monthly.notice
        ],
    }
