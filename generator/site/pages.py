"""Page families: which pages a view has, where they lie and what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from generator.publication.exposure import Facts
from generator.publication.view import PublicView
from generator.records.activity import ActivityKind
from generator.site.paging import parts
from generator.site.words import cn_date, cn_month

__all__ = ["SECTIONS", "Page", "empty_sections", "kind_slug", "pages"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address (``branches/x/``), family (the template that fills it), title, description and context.

    ``section`` is the address of the section page that the navigation shows as current. ``record`` is the kind and
    identifier it was made from, None where it is made from many.
    """

    address: str
    family: str
    title: str
    description: str
    section: str
    context: dict[str, Any] = field(default_factory=dict)
    record: tuple[str, str] | None = None

    @property
    def depth(self) -> int:
        """How many folders deep the page lies."""
        return self.address.count("/")

    @property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return "../" * self.depth or "./"


SECTIONS: dict[str, str] = {
    "": "home",
    "branches/": "branches",
    "regulations/": "regulations",
    "showcases/": "showcases",
    "activities/": "activities",
    "stations/": "stations",
    "lists/": "lists",
    "coverage/": "coverage",
    "ratings/": "ratings",
    "methods/": "methods",
    "honours/": "honours",
    "pairings/": "pairings",
    "campaigns/": "campaigns",
    "reports/": "reports",
    "data/": "data",
    "search/": "search",
}
"""Section pages: address → family. The engine renders them as pages of its own; we fill their body."""


def empty_sections(view: PublicView) -> set[str]:
    """Addresses of sections that have nothing to show yet; the navigation leaves them out."""
    filled = {
        "branches/": view.branches,
        "regulations/": view.regulations,
        "showcases/": view.showcases,
        "activities/": view.activities,
        "stations/": view.stations,
        "lists/": view.lists,
        "coverage/": [area for area in view.areas if area.units],
        "ratings/": view.assessments,
        "methods/": view.methods,
        "honours/": view.honours,
        "pairings/": view.pairings,
        "campaigns/": view.campaigns,
        "reports/": view.reports,
    }
    return {address for address, items in filled.items() if not items}


_KIND_SLUGS = {
    ActivityKind.THEME_DAY: "theme-day",
    ActivityKind.LECTURE: "lecture",
    ActivityKind.ASSEMBLY: "assembly",
    ActivityKind.COMMITTEE: "committee",
    ActivityKind.GROUP: "group",
    ActivityKind.LIFE: "organisation-life",
    ActivityKind.APPRAISAL: "appraisal",
    ActivityKind.TRAINING: "training",
    ActivityKind.VISIT: "visit",
    ActivityKind.VOLUNTEERING: "volunteering",
    ActivityKind.CARE: "care",
    ActivityKind.FORUM: "forum",
}


def kind_slug(kind: str) -> str:
    """The address part of an activity kind."""
    return _KIND_SLUGS[ActivityKind(kind)]


def pages(view: PublicView) -> Iterator[Page]:
    """Every page of the site that is made from records, section pages first."""
    yield from _sections(view)
    for maker in (_branches, _regulations, _showcases, _archive, _activities, _stations, _lists, _methods, _reports):
        yield from maker(view)


def _sections(view: PublicView) -> Iterator[Page]:
    county = view.site.county
    titles = {
        "home": (view.site.name, view.site.slogan or f"{county}两新组织党建工作公开网站"),
        "branches": ("党支部", f"{county}两新组织党支部名录，可按区域、星级和组建方式查找。"),
        "regulations": ("制度", f"{county}两新组织党支部执行的各项制度，条文可逐条引用。"),
        "showcases": ("案例", "党建品牌、案例与工作法。"),
        "activities": ("活动", "党支部活动档案，按年、月、类别和支部查阅。"),
        "stations": ("指导站", "党建工作指导站的条件、岗位与服务范围。"),
        "lists": ("月度清单", "每月工作提示、主题党日主题与开展情况通报。"),
        "coverage": ("两个覆盖", "党的组织覆盖和工作覆盖：公式、基数与各区域情况。"),
        "ratings": ("星级评定", "星级党组织名单、占比与历次评定。"),
        "methods": ("工作方法", "本站采用的工作方法及其记录、检查与产出。"),
        "honours": ("荣誉", "党组织与单位获得的荣誉。"),
        "pairings": ("结对共建", "村企结对、传帮带与共建。"),
        "campaigns": ("活动载体", "正在开展和已经结束的活动载体。"),
        "reports": ("调研报告", "调研报告及其数据与记录计算值的对照。"),
        "data": ("开放数据", "全站计算指标的公式、基数和可下载的数据文件。"),
        "search": ("站内搜索", "搜索党支部、制度、案例、活动和指导站。"),
    }
    for address, family in SECTIONS.items():
        title, description = titles[family]
        yield Page(address, family, title, description, address)


def _branches(view: PublicView) -> Iterator[Page]:
    for item in view.branches:
        place = item.area.name if item.area else view.site.county
        units = "、".join(unit.name for unit in item.units[:3])
        description = (
            f"{item.name}，位于{place}，{item.formation.mode}，覆盖{units}{'等' if len(item.units) > 3 else ''}。"
        )
        yield Page(
            item.address, "branch", item.short_name, description, "branches/", {"item": item}, ("branch", item.id)
        )
        if item.activities:
            yield from _branch_archive(item)


def _branch_archive(item: Facts) -> Iterator[Page]:
    for part in parts(f"activities/{item.id}/", item.activities):
        title = f"{item.short_name}活动档案" + (f"（第 {part.number} 页）" if part.number else "")
        description = f"{item.short_name}的全部活动记录，共 {len(item.activities)} 场次。"
        yield Page(part.address, "branch-activities", title, description, "activities/", {"item": item, "part": part})


def _regulations(view: PublicView) -> Iterator[Page]:
    for item in view.regulations:
        description = f"《{item.name}》，{item.issuer}制定，{cn_date(item.adopted)}通过，共 {item.articles_count} 条。"
        yield Page(
            item.address, "regulation", item.name, description, "regulations/", {"item": item}, ("regulation", item.id)
        )


def _showcases(view: PublicView) -> Iterator[Page]:
    for item in view.showcases:
        yield Page(
            item.address, "showcase", item.name, item.summary, "showcases/", {"item": item}, ("showcase", item.id)
        )


Crumbs = list[tuple[str, str | None]]


def _list_pages(address: str, heading: str, crumbs: Crumbs, activities: list[Facts]) -> Iterator[Page]:
    for part in parts(address, activities):
        title = heading if part.number is None else f"{heading}（第 {part.number} 页）"
        context = {"heading": heading, "crumbs": crumbs, "total": len(activities), "part": part}
        description = f"{heading}，共 {len(activities)} 场次。"
        yield Page(part.address, "activities-list", title, description, "activities/", context)


def _archive(view: PublicView) -> Iterator[Page]:
    for year, of_year in groupby(view.activities, key=lambda a: a.date.year):
        in_year = list(of_year)
        name = f"{year}年"
        by_month = {month: list(held) for month, held in groupby(in_year, key=lambda a: a.date.month)}
        year_address = f"activities/{year}/"
        context = {"year": year, "months": by_month, "total": len(in_year)}
        description = f"{name}活动，共 {len(in_year)} 场次，按月查阅。"
        yield Page(year_address, "activities-year", f"{name}活动", description, "activities/", context)
        for month, of_month in by_month.items():
            crumbs: Crumbs = [(name, year_address), (f"{month}月", None)]
            yield from _list_pages(f"{year_address}{month:02}/", f"{name}{month}月活动", crumbs, of_month)
    kinds: dict[str, list[Facts]] = {}
    for activity in view.activities:
        kinds.setdefault(activity.type, []).append(activity)
    for kind, of_kind in kinds.items():
        yield from _list_pages(f"activities/kind/{kind_slug(kind)}/", f"{kind}活动", [(kind, None)], of_kind)


def _activities(view: PublicView) -> Iterator[Page]:
    for item in view.activities:
        description = f"{cn_date(item.date)}，{item.branch.short_name}在{item.place}开展{item.type}：{item.title}。"
        yield Page(
            item.address, "activity", item.title, description, "activities/", {"item": item}, ("activity", item.id)
        )


def _stations(view: PublicView) -> Iterator[Page]:
    for item in view.stations:
        description = f"{item.name}，依托{item.host}，服务 {len(item.branches)} 个党支部、{item.units_count} 家单位。"
        yield Page(item.address, "station", item.name, description, "stations/", {"item": item}, ("station", item.id))


def _lists(view: PublicView) -> Iterator[Page]:
    for item in view.lists:
        title = f"{cn_month(item.month)}工作清单"
        yield Page(item.address, "list", title, f"{title}：{item.theme}。", "lists/", {"item": item}, ("list", item.id))


def _methods(view: PublicView) -> Iterator[Page]:
    for item in view.methods:
        yield Page(
            item.address,
            "method",
            item.full_name,
            item.summary.split("\n")[0],
            "methods/",
            {"item": item},
            ("method", item.id),
        )


def _reports(view: PublicView) -> Iterator[Page]:
    for item in view.reports:
        yield Page(item.address, "report", item.name, item.summary, "reports/", {"item": item}, ("report", item.id))
