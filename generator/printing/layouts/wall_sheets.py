"""Sheets for the wall (上墙): a regulation, a station's structure, plaque lists of rooms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.printing.layouts.front_matter import meta, on_site
from generator.printing.layouts.regulations import regulations_of
from generator.printing.material import Material

__all__ = ["wall_regulation", "wall_rooms", "wall_station"]

Json = dict[str, Any]


def wall_regulation(material: Material, regulation: Any) -> Json:
    """制度上墙: the short version of a regulation."""
    return {
        "meta": meta(material, regulation.wall.title),
        "sheet": "regulation",
        "title": regulation.wall.title,
        "points": regulation.wall.points,
        "version": f"{regulation.issuer}　{regulation.version}",
        "qr": on_site(material, regulation.address),
    }


def wall_station(material: Material, station: Any) -> Json:
    """指导组架构图: the posts of a station, and whom they guide."""
    return {
        "meta": meta(material, f"{station.name}架构图"),
        "sheet": "station",
        "title": station.name,
        "subtitle": "指导组架构图",
        "head": station.head,
        "deputies": station.deputies,
        "instructors": [[post.post, post.origin, post.mode, len(post.branches)] for post in station.instructors],
        "served": f"{len(station.branches)} 个党支部，{station.units_count} 家单位",
        "terms": station.mark_terms,
        "marks": station.marks,
        "extra": station.extra,
        "telephone": station.telephone,
        "qr": on_site(material, station.address),
    }


def wall_rooms(material: Material, wanted: Sequence[Any]) -> Json:
    """The plaque list of each activity room: what has to hang there, and how large it is."""
    return {
        "meta": meta(material, "活动室标牌清单"),
        "sheet": "rooms",
        "rooms": [
            {
                "name": branch.short_name,
                "full": branch.name,
                "place": branch.room.place,
                "regulations": [item.wall.title for item in regulations_of(material, branch) if item.wall],
                "terms": branch.room_terms,
                "marks": branch.room.marks,
            }
            for branch in wanted
            if branch.room
        ],
    }
