"""What a page is about, for machines: schema.org in JSON-LD. Addresses in it are relative, as are those of links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from generator.packing import packed_json
from generator.publication.exposure import Facts

__all__ = ["linked"]

Described = dict[str, Any]


def linked(kind: str, item: Any, root: str) -> Markup:
    """The element that says what an item of a page family is; values that are not there are left out."""
    facts = {name: value for name, value in _KINDS[kind](item, root).items() if value not in (None, "", [])}
    text = packed_json({"@context": "https://schema.org", **facts}).decode()
    # Nothing in it ends the element.
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _organisation(name: str, root: str, address: str) -> Described:
    return {"@type": "Organization", "name": name, "url": f"{root}{address}"}


def _home(view: Facts, root: str) -> Described:
    site = view.site
    search = {"@type": "SearchAction", "target": "search/?q={q}", "query-input": "required name=q"}
    publisher = {"@type": "Organization", "name": site.publisher}
    return {"@type": "WebSite", "name": site.name, "url": root, "inLanguage": "zh-CN", "publisher": publisher,
            "description": site.slogan, "potentialAction": search}  # fmt: skip


def _branch(item: Facts, root: str) -> Described:
    area = {"@type": "AdministrativeArea", "name": item.area.name} if item.area else None
    return {**_organisation(item.name, root, item.address), "alternateName": item.short_name, "areaServed": area,
            "foundingDate": item.formation.date.isoformat(), "telephone": item.telephone}  # fmt: skip


def _activity(item: Facts, root: str) -> Described:
    day = item.date.isoformat()
    return {"@type": "Event", "name": item.title, "startDate": day, "endDate": day,
            "location": {"@type": "Place", "name": item.place},
            "organizer": _organisation(item.branch.short_name, root, item.branch.address)}  # fmt: skip


def _regulation(item: Facts, root: str) -> Described:
    return {"@type": "Legislation", "name": item.name, "legislationIdentifier": item.id, "version": str(item.version),
            "legislationDate": item.adopted.isoformat(), "inLanguage": "zh-CN",
            "legislationPassedBy": {"@type": "Organization", "name": item.issuer}}  # fmt: skip


def _showcase(item: Facts, root: str) -> Described:
    about = _organisation(item.branch.short_name, root, item.branch.address) if item.branch else None
    pictures = [f"{root}{picture.src}" for picture in item.pictures[:1]]
    return {"@type": "Article", "headline": item.name, "description": item.summary, "inLanguage": "zh-CN",
            "datePublished": str(item.year) if item.year else None, "about": about, "image": pictures}  # fmt: skip


def _station(item: Facts, root: str) -> Described:
    return {**_organisation(item.name, root, item.address), "telephone": item.telephone}


def _area(item: Facts, root: str) -> Described:
    return {"@type": "AdministrativeArea", "name": item.name, "url": f"{root}{item.address}"}


def _method(item: Facts, root: str) -> Described:
    return {"@type": "HowTo", "name": item.full_name, "description": item.summary.split("\n")[0], "inLanguage": "zh-CN"}


def _report(item: Facts, root: str) -> Described:
    return {"@type": "Report", "name": item.name, "datePublished": item.date.isoformat(), "inLanguage": "zh-CN"}


def _data(view: Facts, root: str) -> Described:
    download = {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": f"{root}data/index.json"}
    return {"@type": "Dataset", "name": "开放数据", "inLanguage": "zh-CN", "url": f"{root}data/",
            "description": "全站计算指标、党支部名录、活动、制度与荣誉的数据文件。",
            "dateModified": view.as_of.isoformat(), "distribution": download}  # fmt: skip


_KINDS: dict[str, Callable[[Any, str], Described]] = {
    "home": _home,
    "branch": _branch,
    "activity": _activity,
    "regulation": _regulation,
    "showcase": _showcase,
    "station": _station,
    "area": _area,
    "method": _method,
    "report": _report,
    "data": _data,
}
