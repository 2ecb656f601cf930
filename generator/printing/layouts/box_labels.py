"""Labels of archive boxes (资料盒标签)."""

from __future__ import annotations

from typing import Any

from generator.printing.layouts.activities import activities_of_year
from generator.printing.layouts.front_matter import meta, on_site, picture
from generator.printing.layouts.regulations import regulations_of
from generator.printing.layouts.words import short_day
from generator.printing.material import Material

__all__ = ["labels"]

Json = dict[str, Any]


def labels(material: Material, branch: Any) -> Json:
    """Spine, front, back and 备考表 of every box."""
    held = activities_of_year(material, branch)
    contents: dict[str, list[list[str]]] = {term: [] for term in branch.box_terms}
    if contents:
        # Which of the eight a record belongs to, by what it is: meetings and activities, regulations, honours.
        contents.setdefault("基本活动", []).extend([short_day(a.date), f"{a.type}：{a.title}"] for a in held)
        contents.setdefault("基本制度", []).extend(
            [item.version, item.name] for item in regulations_of(material, branch)
        )
        contents.setdefault("工作成果", []).extend([str(honour.awarded.year), honour.name] for honour in branch.honours)
        contents.setdefault("基本组织", []).extend(_founding(branch))
        contents.setdefault("特色工作", []).extend(["", case.name] for case in branch.showcases)
    return {
        "meta": meta(material, "资料盒标签", branch.short_name, f"{material.year}年"),
        "branch": branch.short_name,
        "year": material.year,
        "picture": picture(branch.pictures[0]) if branch.pictures else None,
        "archive": material.view.site.publisher,
        "boxes": [
            {"name": term, "made": term in branch.boxes, "contents": contents[term]} for term in branch.box_terms
        ],
        "qr": on_site(material, branch.address),
    }


def _founding(branch: Any) -> list[list[str]]:
    formation = branch.formation
    rows = [[str(formation.approved.year), "关于成立党支部的批复"]] if formation.approved else []
    rows += [[str(branch.term.start.year), "支部换届选举材料"]] if branch.term else []
    return rows
