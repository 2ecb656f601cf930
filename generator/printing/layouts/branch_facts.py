"""What a handbook says of its branch: name card, committee, units, term, room, regulations."""

from __future__ import annotations

from typing import Any

from generator.printing.layouts.front_matter import pictures
from generator.printing.layouts.internal_columns import internal_tables
from generator.printing.layouts.regulations import regulations_of
from generator.printing.layouts.words import day, joined, named
from generator.printing.material import Material

__all__ = ["branch_facts"]

Json = dict[str, Any]


def branch_facts(material: Material, branch: Any) -> Json:
    """All that a handbook says of its branch besides its activities."""
    formation, term = branch.formation, branch.term
    local = f"（当地称“{formation.local_word}”）" if formation.local_word else ""
    card = named(
        ("成立日期", day(formation.date)),
        ("组建方式", formation.mode + local),
        ("归口", branch.line.name if branch.line else None),
        ("属地", branch.area.name if branch.area else None),
        ("指导站", branch.station.name if branch.station else None),
        ("党员规模", branch.members_band),
        ("本届任期", f"{day(term.start)}至{day(term.end)}，{term.years}年" if term else None),
        ("主题党日", f"每月{branch.theme_day}日" if branch.theme_day else None),
        ("示范点", f"{day(branch.demonstration_since)}确定" if branch.demonstration_since else None),
        ("联系电话", branch.telephone),
    )
    secretary = branch.secretary
    room = branch.room
    history = [(formation.date, "支部成立")]
    history += [(formation.approved, "上级批复同意成立")] if formation.approved else []
    history += [(term.start, f"选举产生本届班子，任期{term.years}年")] if term else []
    history += [(term.end, "本届任期届满")] if term else []
    history += [(branch.demonstration_since, "确定为示范点")] if branch.demonstration_since else []
    record = [
        {"when": _span(row.first_year, row.last_year), "name": row.name, "stars": row.stars, "level": ""}
        for row in branch.star_history
    ]
    record += [
        {"when": day(honour.awarded), "name": honour.name, "stars": None, "level": honour.level}
        for honour in branch.honours
    ]
    return {
        "name": branch.name,
        "short_name": branch.short_name,
        "type": branch.type,
        "stars": branch.stars,
        "introduction": branch.introduction,
        "pictures": pictures(branch.pictures),
        "card": card,
        "committee": [[seat.role, seat.post] for seat in branch.committee],
        "secretary": named(
            ("书记产生方式", secretary.origin),
            ("职业水平", secretary.level),
            ("交叉任职", "是" if secretary.cross_posted else None),
        ),
        "units": [
            [unit.name, unit.type, unit.industry, joined(unit.mass_organisations) or "—"] for unit in branch.units
        ],
        "internal": internal_tables(material, branch),
        "history": [[day(date), text] for date, text in sorted(history)],
        "record": record,
        "pairs": named(
            ("结对村", joined(branch.villages)),
            ("帮带支部", joined(other.short_name for other in branch.mentored)),
            ("受其帮带", joined(other.short_name for other in branch.mentors)),
        ),
        "room": named(
            ("使用方式", room.use),
            ("地点", room.place),
            ("面积", f"{room.square_metres} 平方米" if room.square_metres is not None else None),
        )
        if room
        else None,
        "room_terms": branch.room_terms if room else [],
        "room_marks": room.marks if room else [],
        "box_terms": branch.box_terms,
        "boxes": branch.boxes,
        "regulations": [
            {
                "name": item.name,
                "address": item.address,
                "group": item.group,
                "version": item.version,
                "articles": item.articles_count,
            }
            for item in regulations_of(material, branch)
        ],
    }


def _span(first: int, last: int) -> str:
    return f"{first}年" if first == last else f"{first}—{last}年"
