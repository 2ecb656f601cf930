"""The year's activities as handbooks and yearbook show them."""

from __future__ import annotations

from typing import Any

from generator.printing.layouts.front_matter import pictures
from generator.printing.layouts.words import day, joined, short_day
from generator.printing.material import Material
from generator.records.activity import Activity
from generator.records.site import InternalColumn

__all__ = ["activities_of_year", "activity_entry", "held_by_branch"]

Json = dict[str, Any]


def activity_entry(material: Material, activity: Any, record: Activity | None) -> Json:
    """An activity in full; ``record`` where an internal manual may say more of it."""
    present = activity.attendance.present if activity.attendance else None
    data = {
        "day": short_day(activity.date),
        "type": activity.type,
        "title": activity.title,
        "people": f"{present} 人" if present is not None else "—",
        "line": joined(
            [
                day(activity.date) + (f" {activity.time}" if activity.time else ""),  # type: ignore[operator]
                activity.type,
                activity.place,
                f"主持：{activity.host}" if activity.host else None,
                f"讲授：{activity.lecturer}" if activity.lecturer else None,
                f"参加 {present} 人" if present is not None else None,
            ],
            "　",
        ),
        "content": activity.content,
        "outcome": activity.outcome,
        "pictures": pictures(activity.pictures),
    }
    if record is not None:
        if InternalColumn.DUE in material.columns and record.attendance and record.attendance.due is not None:
            data["line"] += f"　应到 {record.attendance.due} 人"
        if InternalColumn.RESOLUTION in material.columns:
            data["resolution"] = record.resolution
    return data


def activities_of_year(material: Material, branch: Any) -> list[Any]:
    """A branch's activities of the year in full, the oldest first."""
    found = reversed(material.view.activities_of(branch.id))
    return [activity for activity in found if activity.date.year == material.year]


def held_by_branch(material: Material) -> dict[str, list[Any]]:
    """The year's activities as lists show them, by branch, the oldest first."""
    found: dict[str, list[Any]] = {}
    for held, branch in reversed(material.view.held):
        if held.date.startswith(f"{material.year}-"):
            found.setdefault(branch.id, []).append(held)
    return found
