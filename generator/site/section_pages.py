"""Pages of sections: home, lists in their parts, downloads, open data, the screen of a meeting room."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from generator.publication.exposure import Facts
from generator.publication.paging import DATED, Part, catalogue, chapters, numbered
from generator.publication.view import PublicView
from generator.records.branch import FormationMode
from generator.rulebook.methods import PrintForm
from generator.site.described import CHANGES, LICENCE
from generator.site.families import CATALOGUES, ROWS, SECTIONS, Page
from generator.site.figure_pages import FIGURE_GROUPS, shelves
from generator.site.grouping import Group, filled, mark_of
from generator.site.words import cn_month

__all__ = ["OF_FIGURES", "section_pages", "showing"]

_TABLES = {"calendar", "coverage", "formation", "pairings", "stations", "branches"}
"""Sections whose further pages show totals of the whole site too."""

_OF_AREAS = ("branches", "calendar", "coverage", "formation")
"""Sections that list areas."""

_SHOWS: dict[str, tuple[str, ...]] = {
    "home": ("site", "as_of", "figures", "lists", "recent", "areas", "showcases", "regulations", "branches", "stations",
             "honours"),
    "branches": ("figures", "branches", "areas", "elsewhere"),
    "regulations": (),
    "showcases": (),
    "activities": ("figures", "recent", "activity_months", "activity_kinds", "branches", "areas"),
    "stations": ("figures",),
    "lists": (),
    "calendar": ("figures", "as_of", "kind_years", "activity_months"),
    "coverage": ("figures",),
    "formation": ("figures", "as_of", "growth", "expiries", "expired", "boxes"),
    "ratings": ("figures", "assessments", "scheme"),
    "methods": (),
    "honours": (),
    "pairings": ("figures", "activity_kinds"),
    "campaigns": (),
    "reports": (),
    "data": ("figures", "as_of"),
    "downloads": (),
    "search": ("branches",),
    "screen": ("site", "as_of", "figures", "areas", "recent", "growth"),
}  # fmt: skip
"""What the template of a section gets of the view, and has to be made again for."""


OF_FIGURES = frozenset(family for family, shown in _SHOWS.items() if "figures" in shown)
"""Sections that show figures of the site."""


def showing(names: Collection[str]) -> set[str]:
    """The families of sections that show one of these lists of a view."""
    listed = {**{family: (family,) for family in CATALOGUES}, **dict.fromkeys(_OF_AREAS, ("areas",))}
    return {family for family, shown in _SHOWS.items() if {*shown, *listed.get(family, ())}.intersection(names)}


def section_pages(
    view: PublicView, items: Sequence[Group], known: Mapping[str, str], only: Collection[str] = SECTIONS.values()
) -> Iterator[Group]:
    """Section pages, of some families ``only``. What is listed there has been digested already as ``items`` of their
    own; without them all are to be made. Branches are shown by their cards.
    """
    listed_apart = ("areas", "lists", "methods", "regulations", "reports", "showcases", "stations") if items else ()
    digests = {
        name: mark_of(*(group.mark for group in items if group.key.startswith(f"{name}/"))) for name in listed_apart
    }
    if items:
        digests["branches"] = mark_of(view.cards)
    areas = [Facts(**{name: value for name, value in vars(area).items() if name != "units"}) for area in view.areas]
    listed = {"areas": areas, "branches": view.cards}
    for page in _titled(view):
        if page.family not in only:
            continue
        names = _SHOWS[page.family]
        shown = Facts(**{name: listed[name] if name in listed else getattr(view, name) for name in names})
        digested = (digests[name] if name in digests else getattr(view, name) for name in names)
        mark = mark_of(*digested) if items else ""
        context: dict[str, Any] = {"view": shown}
        if page.family == "data":
            context |= {"shelves": shelves(view), "names": FIGURE_GROUPS, "licence": LICENCE, "changes": CHANGES}
        if page.family == "screen":
            homes = [area for area in areas if area.branches]
            context["areas"] = sorted(homes, key=lambda area: -len(area.branches))
        if page.family == "search":
            modes, levels = {card.mode for card in view.cards}, {card.stars for card in view.cards if card.stars}
            context |= {
                "modes": [mode.value for mode in FormationMode if mode in modes],
                "levels": sorted(levels, reverse=True),
            }
        if page.family == "downloads":
            yield from _downloads(view, page)
            continue
        if page.family in CATALOGUES:
            first, *further = _catalogue(view, page.family, areas)
            context["part"] = first
            mark = mark_of(mark, *_part_mark(first, known)) if items else ""
            for part in further:
                more = replace(page, address=part.address, title=numbered(page.title, part))
                own = mark_of(mark if page.family in _TABLES else "", *_part_mark(part, known)) if items else ""
                yield Group(part.address, own, partial(filled, more, {"view": shown, "part": part}))
        # The page of open data tells the sizes of files that depend on everything.
        yield Group(f"section {page.address}", "" if page.family == "data" else mark, partial(filled, page, context))


def _catalogue(view: PublicView, name: str, areas: Sequence[Facts]) -> list[Part[Facts]]:
    """The pages of a section's list."""
    if name in _OF_AREAS:
        counted = "enterprises" if name == "coverage" else "branches"
        return catalogue(name, [area for area in areas if getattr(area, counted)])
    pages = catalogue(name, getattr(view, name))
    if name not in DATED:
        return pages
    return [replace(page, span=_span(page, DATED[name])) if page.number else page for page in pages]


def _span(part: Part[Facts], dated: str) -> str:
    """The months that a page of a list is about; a reader can make nothing of a number that counts from the oldest."""
    newest, oldest = (cn_month(str(getattr(part.entries[at], dated))[:7]) for at in (0, -1))
    return newest if newest == oldest else f"{oldest}至{newest}"


def _downloads(view: PublicView, page: Page) -> Iterator[Group]:
    """Printed documents, a page of the list for each kind where one page would not hold them all."""
    for group in view.downloads:
        for part in chapters(f"downloads/{group.id}/list/", group.files, ROWS, f"downloads/{group.id}/"):
            title = numbered(f"{page.title}：{group.title}", part)
            context = {"as_of": view.as_of, "group": group, "part": part}
            one = Page(
                part.address, "download", title, f"{title}，PDF，共 {len(group.files)} 份。", "downloads/", context
            )
            yield Group(part.address, mark_of(view.as_of, part, len(group.files)), partial(filled, one, context))
    offered = {group.id for group in view.downloads}
    missing = [form.value for form in PrintForm if form.document not in offered]
    context = {"as_of": view.as_of, "groups": view.downloads, "missing": missing}
    yield Group(f"section {page.address}", mark_of(view.as_of, view.downloads), partial(filled, page, context))


def _part_mark(part: Part[Facts], known: Mapping[str, str]) -> Iterator[object]:
    """What a page of a list shows; its entries have mostly been digested as pages of their own."""
    yield part.newer
    yield part.older
    for entry in part.entries:
        yield known.get(getattr(entry, "address", ""), entry)


def _titled(view: PublicView) -> Iterator[Page]:
    county = view.site.county
    titles = {
        "home": (view.site.name, view.site.slogan or f"{county}两新组织党建工作公开网站"),
        "branches": ("党支部", f"{county}两新组织党支部名录，按区域排列，可按名称、单位和行业搜索。"),
        "regulations": ("制度", f"{county}两新组织党支部执行的各项制度，条文可逐条引用。"),
        "showcases": ("案例", "党建品牌、案例与工作法。"),
        "activities": ("活动", "党支部活动档案，按年、月、类别和支部查阅。"),
        "stations": ("指导站", "党建工作指导站的条件、岗位与服务范围。"),
        "lists": ("月度清单", "每月工作提示、主题党日主题与开展情况通报。"),
        "calendar": ("组织生活月历", f"{view.year}年各月、各区域的组织生活场次，与历年比较。"),
        "coverage": ("两个覆盖", "党的组织覆盖和工作覆盖：公式、基数与各区域情况。"),
        "formation": ("组建与届期", "历年组建、组建方式、任期届满年份和资料盒，只公开数量。"),
        "ratings": ("星级评定", "星级党组织名单、占比与历次评定。"),
        "methods": ("工作方法", "本站采用的工作方法及其记录、检查与产出。"),
        "honours": ("荣誉", "党组织与单位获得的荣誉。"),
        "pairings": ("结对共建", "村企结对、传帮带与共建。"),
        "campaigns": ("活动载体", "正在开展和已经结束的活动载体。"),
        "reports": ("调研报告", "调研报告及其数据与记录计算值的对照。"),
        "data": ("开放数据", "全站计算指标的公式、基数和可下载的数据文件。"),
        "downloads": ("下载", f"可以直接打印的公开资料：{'、'.join(group.title for group in view.downloads)}。"),
        "search": ("站内搜索", "搜索党支部、制度、案例、活动和指导站。"),
        "screen": ("大屏", f"{county}两新组织党建总览：覆盖、组建、星级、活动与各区域，适合会议室大屏。"),
    }
    for address, family in SECTIONS.items():
        title, description = titles[family]
        if family == "downloads" and not view.downloads:
            continue
        yield Page(address, family, title, description, address)
