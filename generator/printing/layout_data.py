"""What documents are laid out from: the public view as plain JSON, one function a kind of document.

The only module of the room that knows the public view. For an internal manual the columns that the office has chosen
come from the register, nothing else does. Values are text; where a picture, a chart or a QR code belongs there stands
what it is made from (``picture``, ``strip``, ``qr`` …), see ``drawn``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from generator.printing.indexing import grouped
from generator.printing.material import Material
from generator.printing.prose import blocks
from generator.records.activity import Activity, ActivityKind
from generator.records.fields import label_of
from generator.records.site import Imprint, InternalColumn

__all__ = [
    "branches",
    "case_book",
    "forms",
    "handbook",
    "labels",
    "monthly_list",
    "regulations",
    "wall_regulation",
    "wall_rooms",
    "wall_station",
    "yearbook",
]

Json = dict[str, Any]

_MEETINGS = (
    ActivityKind.ASSEMBLY,
    ActivityKind.COMMITTEE,
    ActivityKind.GROUP,
    ActivityKind.LECTURE,
    ActivityKind.LIFE,
    ActivityKind.APPRAISAL,
)
_NUMERALS = "〇一二三四五六七八九"


# ---- words ----


def _day(date: datetime.date | None) -> str | None:
    return f"{date.year}年{date.month}月{date.day}日" if date else None


def _short_day(date: datetime.date) -> str:
    return f"{date.month}月{date.day}日"


def _listed_day(iso: str) -> str:
    return _short_day(datetime.date.fromisoformat(iso))


def _cover_date(date: datetime.date) -> str:
    """二〇二五年十二月, as on a cover."""
    year = "".join(_NUMERALS[int(digit)] for digit in str(date.year))
    month = ("十" if date.month >= 10 else "") + (_NUMERALS[date.month % 10] if date.month != 10 else "")
    return f"{year}年{month}月"


def _joined(items: Iterable[str | None], mark: str = "、") -> str:
    return mark.join(item for item in items if item)


def _rows(*pairs: tuple[str, object]) -> list[list[str]]:
    """Name and value of what is there."""
    return [[name, str(value)] for name, value in pairs if value not in (None, "")]


# ---- what every document says of itself ----


def _meta(
    material: Material,
    title: str,
    subtitle: str | None = None,
    period: str | None = None,
    address: str | None = None,
    qr_label: str = "",
) -> Json:
    view, site = material.view, material.view.site
    full = title if subtitle is None else f"{title}·{subtitle}"
    meta: Json = {
        "title": title,
        "subtitle": subtitle,
        "full_title": full,
        "period": period,
        "issuer": site.publisher,
        "internal": material.internal is not None,
        "demonstration": site.demonstration,
        "date": [view.as_of.year, view.as_of.month, view.as_of.day],
        "date_cn": _cover_date(view.as_of),
        "site_url": material.site_url,
        "keywords": [site.name, title],
        "pad": material.pad,
        "permit": None,
    }
    imprint = material.internal.site.imprint if material.internal else None
    if imprint is not None:
        meta["issuer"] = imprint.compiler
        meta["permit"] = imprint.permit
        meta["note"] = "内部资料，免费交流。请妥善保管，不得对外提供，不得在公共场所陈列。"
        meta["imprint"] = _rows(
            (label_of(Imprint, "compiler"), imprint.compiler),
            (label_of(Imprint, "audience"), imprint.audience),
            (label_of(Imprint, "printer"), imprint.printer),
            ("印刷日期", _day(view.as_of)),
            (label_of(Imprint, "copies"), imprint.copies),
            (label_of(Imprint, "permit"), imprint.permit),
        )
        return meta
    contact = site.contact
    meta["note"] = "公开资料，免费取阅。各项内容取自公开发布的记录，数字由记录逐条汇总。"
    meta["imprint"] = _rows(
        ("编印单位", site.publisher),
        ("数据截至", _day(view.as_of)),
        ("联系", _joined([contact.post, contact.telephone], "　") if contact else None),
        ("地址", contact.address if contact else None),
        ("网址", material.site_url),
    )
    if material.site_url and address is not None:
        meta["qr"], meta["qr_label"] = material.site_url + address, qr_label
    return meta


def _picture(item: Any) -> Json:
    return {"picture": item.path, "alternative": item.alternative, "caption": item.caption}


def _pictures(items: Sequence[Any]) -> list[Json]:
    return [_picture(item) for item in items]


def _address(material: Material, address: str) -> str | None:
    return material.site_url + address if material.site_url else None


# ---- the branch handbook ----


def branches(material: Material) -> list[Any]:
    """The branches that have a handbook."""
    return material.view.branches


def handbook(material: Material, branch: Any) -> Json:
    """党支部工作手册."""
    year = material.year
    held = [a for a in reversed(material.view.activities_of(branch.id)) if a.date.year == year]
    records = (
        {record.id: record for record in material.internal.dossier(branch.id).activities} if material.internal else {}
    )
    data: Json = {
        "meta": _meta(material, "党支部工作手册", branch.short_name, f"{year}年", branch.address, "本支部页面"),
        "year": year,
        "branch_name": branch.short_name,
        "branch": _branch(material, branch),
        "checks": _checks(branch),
        "activities": [_activity(material, activity, records.get(activity.id)) for activity in held],
        "strip": {"counts": _month_counts(held), "year": year} if held else None,
        "scheme": _scheme(material),
    }
    if material.site_url:
        data["qr"] = material.site_url + branch.address
    return data


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


def _branch(material: Material, branch: Any) -> Json:
    formation, term = branch.formation, branch.term
    local = f"（当地称“{formation.local_word}”）" if formation.local_word else ""
    card = _rows(
        ("成立日期", _day(formation.date)),
        ("组建方式", formation.mode + local),
        ("归口", branch.line.name if branch.line else None),
        ("属地", branch.area.name if branch.area else None),
        ("指导站", branch.station.name if branch.station else None),
        ("党员规模", branch.members_band),
        ("本届任期", f"{_day(term.start)}至{_day(term.end)}，{term.years}年" if term else None),
        ("主题党日", f"每月{branch.theme_day}日" if branch.theme_day else None),
        ("示范点", f"{_day(branch.demonstration_since)}确定" if branch.demonstration_since else None),
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
        {"when": _day(honour.awarded), "name": honour.name, "stars": None, "level": honour.level}
        for honour in branch.honours
    ]
    return {
        "name": branch.name,
        "short_name": branch.short_name,
        "type": branch.type,
        "stars": branch.stars,
        "introduction": branch.introduction,
        "pictures": _pictures(branch.pictures),
        "card": card,
        "committee": [[seat.role, seat.post] for seat in branch.committee],
        "secretary": _rows(
            ("书记产生方式", secretary.origin),
            ("职业水平", secretary.level),
            ("交叉任职", "是" if secretary.cross_posted else None),
        ),
        "units": [
            [unit.name, unit.type, unit.industry, _joined(unit.mass_organisations) or "—"] for unit in branch.units
        ],
        "internal": _internal(material, branch),
        "history": [[_day(date), text] for date, text in sorted(history)],
        "record": record,
        "pairs": _rows(
            ("结对村", _joined(branch.villages)),
            ("帮带支部", _joined(other.short_name for other in branch.mentored)),
            ("受其帮带", _joined(other.short_name for other in branch.mentors)),
        ),
        "room": _rows(
            ("使用方式", room.use),
            ("地点", room.place),
            ("面积", f"{room.square_metres}平方米" if room.square_metres is not None else None),
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
                "points_title": item.wall.title if item.wall else item.short_name,
                "points": item.wall.points if item.wall else [],
            }
            for item in _regulations_of(material, branch)
        ],
    }


def _regulations_of(material: Material, branch: Any) -> list[Any]:
    """A branch's regulations in full; it names them by their addresses."""
    wanted = {card.address for card in branch.regulations}
    return [item for item in material.view.regulations if item.address in wanted]


def _held(material: Material) -> dict[str, list[Any]]:
    """The year's activities as lists show them, by branch, the oldest first."""
    found: dict[str, list[Any]] = {}
    for held, branch in reversed(material.view.held):
        if held.date.startswith(f"{material.year}-"):
            found.setdefault(branch.id, []).append(held)
    return found


def _span(first: int, last: int) -> str:
    return f"{first}年" if first == last else f"{first}—{last}年"


def _internal(material: Material, branch: Any) -> list[Json] | None:
    """Tables of the internal columns chosen by the office; None in a public leaflet."""
    if material.internal is None or not material.columns:
        return None
    record = material.internal.branches[branch.id]
    tables: list[Json] = []
    if InternalColumn.MEMBERS in material.columns:
        tables.append(_table("党员人数", record.members, ("full", "probationary", "mobile_in", "mobile_out")))
    if InternalColumn.PIPELINE in material.columns and record.pipeline:
        names = ("year", "activists", "objects", "admitted", "backbone")
        rows = [_table("", row, names)["rows"][0] for row in record.pipeline]
        tables.append({"title": "培养发展", "heads": _heads(record.pipeline[0], names), "rows": rows})
    if InternalColumn.EMPLOYEES in material.columns:
        units = [unit for unit in map(material.internal.unit, record.units) if unit is not None]
        tables.append(
            {"title": "职工人数", "heads": ["单位", "职工"], "rows": [[u.name, str(u.employees)] for u in units]}
        )
    return tables


def _heads(part: Any, names: Sequence[str]) -> list[str]:
    return [label_of(type(part), name) for name in names]


def _table(title: str, part: Any, names: Sequence[str]) -> Json:
    return {"title": title, "heads": _heads(part, names), "rows": [[str(getattr(part, name)) for name in names]]}


def _activity(material: Material, activity: Any, record: Activity | None) -> Json:
    present = activity.attendance.present if activity.attendance else None
    data = {
        "day": _short_day(activity.date),
        "type": activity.type,
        "title": activity.title,
        "people": f"{present}人" if present is not None else "—",
        "line": _joined(
            [
                _day(activity.date) + (f" {activity.time}" if activity.time else ""),  # type: ignore[operator]
                activity.type,
                activity.place,
                f"主持：{activity.host}" if activity.host else None,
                f"讲授：{activity.lecturer}" if activity.lecturer else None,
                f"参加{present}人" if present is not None else None,
            ],
            "　",
        ),
        "content": activity.content,
        "outcome": activity.outcome,
        "pictures": _pictures(activity.pictures),
    }
    if record is not None:
        if InternalColumn.DUE in material.columns and record.attendance and record.attendance.due is not None:
            data["line"] += f"　应到{record.attendance.due}人"
        if InternalColumn.RESOLUTION in material.columns:
            data["resolution"] = record.resolution
    return data


# ---- regulations ----


def _articles(regulation: Any) -> list[Json]:
    return [
        {
            "number": chapter.number,
            "title": chapter.title,
            "articles": [
                {"number": article.number, "text": article.text, "items": article.items} for article in chapter.articles
            ],
        }
        for chapter in regulation.chapters
    ]


def regulations(material: Material) -> Json:
    """制度汇编, with an index of what the articles speak of."""
    items = material.view.regulations
    words = [kind.value for kind in ActivityKind] + [item.short_name for item in items]
    entries: dict[str, list[str]] = {}
    for item in items:
        for chapter in item.chapters:
            for article in chapter.articles:
                text = article.text + "".join(article.items)
                for word in words:
                    if word in text and word != item.short_name:
                        entries.setdefault(word, []).append(f"{item.id}-{article.number}")
    return {
        "meta": _meta(
            material, "制度汇编", material.view.site.name, f"{material.view.year}年", "regulations/", "制度栏目"
        ),
        "groups": [
            {
                "name": group,
                "regulations": [
                    {
                        "id": item.id,
                        "name": item.name,
                        "passed": [f"{_day(item.adopted)} {item.issuer}通过"]
                        + ([f"{_day(item.effective)}起施行"] if item.effective else []),
                        "scope": item.scope,
                        "version": item.version,
                        "chapters": _articles(item),
                        "bases": [
                            f"《{basis.document}》{basis.articles or ''}" + (f"：{basis.note}" if basis.note else "")
                            for basis in item.bases
                        ],
                        "qr": _address(material, item.address),
                    }
                    for item in found
                ],
            }
            for group, found in ((name, list(rows)) for name, rows in groupby(items, key=lambda item: item.group))
        ],
        "index": grouped((word, places) for word, places in entries.items()),
    }


# ---- the case book ----


def case_book(material: Material) -> Json:
    """品牌案例集."""
    cases = []
    for item in material.view.showcases:
        qualities = item.qualities
        cases.append(
            {
                "id": item.id,
                "name": item.name,
                "type": item.type,
                "summary": item.summary,
                "by": _joined(
                    [item.branch.short_name if item.branch else None, f"{item.year}年" if item.year else None], "　"
                ),
                "qualities": _rows(
                    ("创新性", qualities.innovation),
                    ("先进性", qualities.advance),
                    ("推广性", qualities.reach),
                    ("影响力", qualities.influence),
                ),
                "results": [[row.measure, row.value, row.unit or ""] for row in item.results],
                "copyable": item.copyable,
                "evidence": item.evidence,
                "pictures": _pictures(item.pictures),
                "body": blocks(item.narrative),
                "qr": _address(material, item.address),
            }
        )
    names = [(item.name, [item.id]) for item in material.view.showcases]
    names += [(item.branch.short_name, [item.id]) for item in material.view.showcases if item.branch]
    return {
        "meta": _meta(
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


# ---- the yearbook ----


def yearbook(material: Material) -> Json:
    """年度活动档案."""
    view, year = material.view, material.year
    areas: dict[str, Json] = {}
    months, kinds = [0] * 12, dict[str, int]()
    of_branch = _held(material)
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
                "line": _joined([branch.formation.mode, f"{len(branch.units)}家单位", branch.members_band], "　"),
                "stars": branch.stars,
                "months": by_month,
                "activities": [[_listed_day(a.date), a.kind, a.title] for a in held],
            }
        )
    latest = view.assessments[0] if view.assessments else None
    return {
        "meta": _meta(material, "年度活动档案", view.site.name, f"{year}年", f"activities/{year}/", "活动栏目"),
        "year": year,
        "total": sum(months),
        "branches_count": len(view.branches),
        "figures": [
            [
                figure.label,
                figure.display + ("" if figure.unit == "%" or figure.value is None else figure.unit),
                figure.source,
            ]
            for figure in view.figures.values()
        ],
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
                _day(honour.awarded),
                honour.name,
                honour.level,
                _joined([b.short_name for b in honour.branches] + [u.name for u in honour.units]),
            ]
            for honour in view.honours
            if honour.awarded.year == year
        ],
        "areas": list(areas.values()),
        "index": grouped((branch.short_name, [branch.id]) for branch in view.branches),
    }


# ---- the wall ----


def _sheet(material: Material, title: str) -> Json:
    return _meta(material, title)


def wall_regulation(material: Material, regulation: Any) -> Json:
    """制度上墙: the short version of a regulation."""
    return {
        "meta": _sheet(material, regulation.wall.title),
        "sheet": "regulation",
        "title": regulation.wall.title,
        "points": regulation.wall.points,
        "version": f"{regulation.issuer}　{regulation.version}",
        "qr": _address(material, regulation.address),
    }


def wall_station(material: Material, station: Any) -> Json:
    """指导组架构图."""
    return {
        "meta": _sheet(material, f"{station.name}架构图"),
        "sheet": "station",
        "title": station.name,
        "subtitle": "指导组架构图",
        "head": station.head,
        "deputies": station.deputies,
        "instructors": [[post.post, post.origin, post.mode, len(post.branches)] for post in station.instructors],
        "served": f"{len(station.branches)}个党支部，{station.units_count}家单位",
        "terms": station.mark_terms,
        "marks": station.marks,
        "extra": station.extra,
        "telephone": station.telephone,
        "qr": _address(material, station.address),
    }


def wall_rooms(material: Material, wanted: Sequence[Any]) -> Json:
    """The plaque list of each activity room: what has to hang there, and how large it is."""
    return {
        "meta": _sheet(material, "活动室标牌清单"),
        "sheet": "rooms",
        "rooms": [
            {
                "name": branch.short_name,
                "full": branch.name,
                "place": branch.room.place,
                "regulations": [item.wall.title for item in _regulations_of(material, branch) if item.wall],
                "terms": branch.room_terms,
                "marks": branch.room.marks,
            }
            for branch in wanted
            if branch.room
        ],
    }


# ---- labels of archive boxes ----


def labels(material: Material, branch: Any) -> Json:
    """Spine, front, back and 备考表 of every box."""
    held = [a for a in reversed(material.view.activities_of(branch.id)) if a.date.year == material.year]
    contents: dict[str, list[list[str]]] = {term: [] for term in branch.box_terms}
    if contents:
        # Which of the eight a record belongs to, by what it is: meetings and activities, regulations, honours.
        contents.setdefault("基本活动", []).extend([_short_day(a.date), f"{a.type}：{a.title}"] for a in held)
        contents.setdefault("基本制度", []).extend(
            [item.version, item.name] for item in _regulations_of(material, branch)
        )
        contents.setdefault("工作成果", []).extend([str(honour.awarded.year), honour.name] for honour in branch.honours)
        contents.setdefault("基本组织", []).extend(_founding(branch))
        contents.setdefault("特色工作", []).extend(["", case.name] for case in branch.showcases)
    return {
        "meta": _meta(material, "资料盒标签", branch.short_name, f"{material.year}年"),
        "branch": branch.short_name,
        "year": material.year,
        "picture": _picture(branch.pictures[0]) if branch.pictures else None,
        "archive": material.view.site.publisher,
        "boxes": [
            {"name": term, "made": term in branch.boxes, "contents": contents[term]} for term in branch.box_terms
        ],
        "qr": _address(material, branch.address),
    }


def _founding(branch: Any) -> list[list[str]]:
    formation = branch.formation
    rows = [[str(formation.approved.year), "关于成立党支部的批复"]] if formation.approved else []
    rows += [[str(branch.term.start.year), "支部换届选举材料"]] if branch.term else []
    return rows


# ---- forms, monthly lists ----


def _scheme(material: Material) -> Json | None:
    """The indicators of the latest rating, to be scored by hand; None leaves the rows of the form blank."""
    for assessment in material.view.assessments:
        scheme = material.schemes.get(assessment.scheme)
        if scheme is not None:
            rows = [
                [indicator.name, str(indicator.maximum) if indicator.maximum is not None else ""]
                for aspect in scheme.aspects
                for indicator in aspect.indicators
            ]
            return {"name": scheme.name, "rows": rows}
    return None


def forms(material: Material) -> Json:
    """The blank forms."""
    return {
        "meta": _meta(material, "党支部工作用表", material.view.site.county),
        "branch_name": None,
        "scheme": _scheme(material),
    }


def monthly_list(material: Material, monthly: Any) -> Json:
    """月度清单 with the month's 通报."""
    year, month = monthly.month.split("-")
    return {
        "meta": _meta(material, f"{year}年{int(month)}月工作清单", None, None, monthly.address, "本月清单"),
        "month": f"{year}年{int(month)}月",
        "theme": monthly.theme,
        "published": _day(monthly.published),
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
