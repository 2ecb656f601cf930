"""The branch handbook (党支部工作手册)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.printing.layouts.activities import activities_of_year, activity_entry
from generator.printing.layouts.blank_forms import scheme
from generator.printing.layouts.branch_facts import branch_facts
from generator.printing.layouts.front_matter import meta, on_site
from generator.printing.material import Material
from generator.records.activity import ActivityKind

__all__ = ["handbook"]

Json = dict[str, Any]

_MEETINGS = (
    ActivityKind.ASSEMBLY,
    ActivityKind.COMMITTEE,
    ActivityKind.GROUP,
    ActivityKind.LECTURE,
    ActivityKind.LIFE,
    ActivityKind.APPRAISAL,
)


def handbook(material: Material, branch: Any) -> Json:
    """What the handbook of a branch is laid out from."""
    year = material.year
    held = activities_of_year(material, branch)
    records = (
        {record.id: record for record in material.internal.dossier(branch.id).activities} if material.internal else {}
    )
    return {
        "meta": meta(material, "党支部工作手册", branch.short_name, f"{year}年", branch.address, "本支部页面"),
        "year": year,
        "branch": branch_facts(material, branch),
        "checks": _checks(branch),
        "activities": [activity_entry(material, activity, records.get(activity.id)) for activity in held],
        "strip": {"counts": _month_counts(held), "year": year} if held else None,
        "scheme": scheme(material),
        "qr": on_site(material, branch.address),
    }


def _month_counts(activities: Iterable[Any]) -> dict[str, list[int]]:
    counts: dict[str, list[int]] = {}
    for activity in activities:
        counts.setdefault(activity.type, [0] * 12)[activity.date.month - 1] += 1
    return dict(sorted(counts.items()))


def _checks(branch: Any) -> list[str]:
    day = f"，每月{branch.theme_day}日前后" if branch.theme_day else ""
    checks = [f"{kind.value}按制度召开，记录完整" for kind in _MEETINGS]
    checks.insert(4, f"主题党日按月开展{day}，方案、记录、图片齐全")
    checks += ["党费按时收缴，收缴情况已公布", "谈心谈话有记录", "流动党员保持联系", "制度已上墙，版本是现行的"]
    checks += ["资料盒按目录归档，没有混年"] if branch.box_terms else []
    return checks
