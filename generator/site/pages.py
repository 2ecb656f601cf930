"""Page families: which pages a view has, where they lie and what they are called."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b
from itertools import groupby
from typing import Any

from generator.publication.archive import held_card
from generator.publication.exposure import Facts
from generator.publication.paging import Part, catalogue, chapters, parts, portions, weight
from generator.publication.rules import RULES, rule_card
from generator.publication.view import PublicView
from generator.records.activity import ActivityKind
from generator.records.branch import FormationMode
from generator.records.dossier import Held
from generator.rulebook.figures import Figure
from generator.site.described import CHANGES, LICENCE
from generator.site.words import cn_date, cn_month, cn_number
from generator.site.workings import WORKINGS

__all__ = [
    "FIGURE_GROUPS",
    "FRAMES",
    "NOTICE_ROWS",
    "SECTIONS",
    "Group",
    "Marks",
    "Page",
    "empty_sections",
    "groups",
    "kind_slug",
    "pages",
]

_OF_AREA = 24
"""Branches on a page of an area; like ``paging.SIZE``, this keeps a page below 20 KB."""
_LATEST = 12
"""Activities that the feed of an area lists."""
_OF_STAR = 12
"""Branches of a star that the page of ratings names itself."""
_NAMES = 60
"""Names on a page of names."""
_ROWS = 24
"""Rows on a page of a table."""
_YEARS = 6
"""Years that a table of years goes back."""
_ROOM = 8500
_STEPS = 11_500  # of facts that weigh more than they take: names of figures and rules that stand in links
"""Bytes, as ``paging.weight`` counts them, that what is cut by length may take on a page."""
NOTICE_ROWS = 12
"""Stations that the page of a list names itself."""
_OF_MONTH = 2
"""Activities that the page of a year shows of each month."""


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


_TABLES = {"calendar", "coverage", "formation", "pairings", "stations", "branches"}
"""Sections whose further pages show totals of the whole site too."""


FIGURE_GROUPS = {
    "units": "单位",
    "coverage": "两个覆盖",
    "mass": "群团组织",
    "organisations": "党组织",
    "members": "党员",
    "posts": "任职",
    "rooms": "活动室",
    "sites": "示范点",
    "pipeline": "党员培养",
    "stars": "星级",
    "instructors": "指导员",
    "activities": "活动",
    "pairings": "结对",
    "regulations": "制度",
    "showcases": "案例",
    "stations": "指导站",
    "lists": "清单",
    "honours": "荣誉",
    "campaigns": "载体",
}
"""What the groups of figures are called, by the beginning of their identifiers."""
_LISTED = {
    "coverage": "coverage/",
    "organisations": "branches/",
    "stars": "ratings/",
    "instructors": "stations/",
    "activities": "activities/",
    "pairings": "pairings/",
    "regulations": "regulations/",
    "showcases": "showcases/",
    "stations": "stations/",
    "lists": "lists/",
    "honours": "honours/",
    "campaigns": "campaigns/",
}
"""Where readers see one by one what a group of figures counts, as far as it may be seen."""


SECTIONS: dict[str, str] = {
    "": "home",
    "branches/": "branches",
    "regulations/": "regulations",
    "showcases/": "showcases",
    "activities/": "activities",
    "stations/": "stations",
    "lists/": "lists",
    "calendar/": "calendar",
    "coverage/": "coverage",
    "formation/": "formation",
    "ratings/": "ratings",
    "methods/": "methods",
    "honours/": "honours",
    "pairings/": "pairings",
    "campaigns/": "campaigns",
    "reports/": "reports",
    "data/": "data",
    "downloads/": "downloads",
    "search/": "search",
    "screen/": "screen",
}
"""Section pages: address → family. The engine renders them as pages of its own; we fill their body."""


CATALOGUES = (
    "branches",
    "calendar",
    "campaigns",
    "coverage",
    "formation",
    "honours",
    "lists",
    "methods",
    "pairings",
    "regulations",
    "reports",
    "showcases",
    "stations",
)
"""Sections whose page shows the first part of a list; the further ones are pages of the same family."""


FRAMES: tuple[tuple[str, int, str], ...] = (
    *((section, 3, f"{section}/") for section in CATALOGUES),
    ("activities-list", 3, "activities/"),
    ("activities-list", 4, "activities/"),
    ("activities-year", 2, "activities/"),
    ("activity", 3, "activities/"),
    ("area", 2, "branches/"),
    ("area", 3, "branches/"),
    ("branch", 2, "branches/"),
    ("branch-activities", 2, "activities/"),
    ("branch-activities", 3, "activities/"),
    ("coverage-years", 2, "coverage/"),
    ("coverage-years", 3, "coverage/"),
    ("download", 2, "downloads/"),
    ("download", 4, "downloads/"),
    ("figures", 2, "data/"),
    ("guide", 2, "guide/"),
    ("guide", 3, "guide/"),
    ("guide", 4, "guide/"),
    ("list", 2, "lists/"),
    ("list-notice", 3, "lists/"),
    ("list-notice", 4, "lists/"),
    ("method", 2, "methods/"),
    ("method", 3, "methods/"),
    ("pairing", 2, "pairings/"),
    ("pairing", 3, "pairings/"),
    ("scheme", 2, "ratings/"),
    ("rating", 2, "ratings/"),
    ("rating", 3, "ratings/"),
    ("regulation", 2, "regulations/"),
    ("regulation", 3, "regulations/"),
    ("comparison", 3, "regulations/"),
    ("comparison", 4, "regulations/"),
    ("report", 2, "reports/"),
    ("report", 3, "reports/"),
    ("rule", 3, "data/"),
    ("rules", 2, "data/"),
    ("working", 3, "data/"),
    ("showcase", 2, "showcases/"),
    ("station", 2, "stations/"),
    ("station", 3, "stations/"),
    ("withdrawn", 2, ""),
    ("withdrawn", 3, ""),
)
"""Family, depth and section of every page that is not a section's own."""


def empty_sections(view: PublicView) -> set[str]:
    """Addresses of sections that have nothing to show yet; the navigation leaves them out."""
    filled = {
        "branches/": view.branches,
        "regulations/": view.regulations,
        "showcases/": view.showcases,
        "activities/": view.held,
        "stations/": view.stations,
        "lists/": view.lists,
        "calendar/": view.year_kinds,
        "coverage/": [area for area in view.areas if area.units],
        "formation/": view.branches,
        "ratings/": view.assessments,
        "methods/": view.methods,
        "honours/": view.honours,
        "pairings/": view.pairings,
        "campaigns/": view.campaigns,
        "reports/": view.reports,
        "downloads/": view.downloads,
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


@dataclass(frozen=True, slots=True)
class Group:
    """Pages made from the same facts, and made again together when these change.

    ``mark`` is a digest of everything its pages show besides their frame; empty where they are to be made every time.
    """

    key: str
    mark: str
    pages: Callable[[], Iterable[Page]]


@dataclass(slots=True)
class Marks:
    """Digests of what pages show.

    ``rows`` are those of dossiers, by branch. What a former build has left as ``known`` is taken over, except for what
    shows something of the branches that have ``changed`` since. All that are asked for are ``found`` here afterwards.
    """

    rows: Mapping[str, str]
    known: Mapping[str, str] = field(default_factory=dict)
    changed: Collection[str] = ()
    found: dict[str, str] = field(default_factory=dict)

    def of(self, key: str, *facts: object, changed: bool = False) -> str:
        """The digest of some facts: those of the public view are trees of plain values, told in full by ``repr``.

        What takes work to put together may be given as a function.
        """
        mark = None if changed else self.known.get(key)
        if mark is None:
            mark = _mark(*(fact() if callable(fact) else fact for fact in facts))
        self.found[key] = mark
        return mark


def groups(view: PublicView, marks: Marks) -> Iterator[Group]:
    """Every page of the site that is made from records, in groups."""
    of_branch = {
        item.id: marks.of(f"facts of {item.id}", item, changed=item.id in marks.changed) for item in view.branches
    }
    found = [
        *_branches(view, marks, of_branch),
        *_areas(view, marks),
        *_archive(view, marks),
        *_items(view.regulations, _regulation, marks),
        *_items(view.showcases, _showcase, marks),
        *_items(view.stations, _station, marks),
        *_items(view.lists, _list, Marks({})),
        *_items(view.methods, _method, marks),
        *_items(view.reports, _report, marks),
        *_items(view.pairings, _pairing, marks),
        *_stars(view),
        *_figures(view),
        *_rules(view),
        *_workings(view),
        *_coverage_years(view),
    ]
    found += _withdrawn(view, {group.key for group in found})
    digests = {group.key: group.mark for group in found}
    yield from _sections(view, found, of_branch, digests)
    yield from found


def _withdrawn(view: PublicView, taken: set[str]) -> Iterator[Group]:
    """Notices at addresses of what was taken down; a page that has come back wins."""
    for item in {item.address: item for item in view.withdrawn}.values():
        if item.address not in taken and item.address not in SECTIONS:
            page = Page(item.address, "withdrawn", "内容已撤下", "这里的内容已经撤下，不再公开。", "", {"item": item})
            yield Group(item.address, _mark(item), partial(lambda page: [page], page))


def pages(view: PublicView) -> Iterator[Page]:
    """Every page of the site that is made from records."""
    for group in groups(view, Marks({branch.id: "" for branch in view.branches})):
        yield from group.pages()


def _mark(*facts: object) -> str:
    return blake2b(repr(facts).encode(), digest_size=16).hexdigest()


def _items(items: Iterable[Facts], make: Callable[[Facts], Iterable[Page]], marks: Marks) -> Iterator[Group]:
    for item in items:
        yield Group(item.address, marks.of(item.address, item), partial(make, item))


_SHOWS: dict[str, tuple[str, ...]] = {
    "home": ("site", "as_of", "figures", "lists", "recent", "areas", "showcases", "regulations", "branches", "stations",
             "honours"),
    "branches": ("figures", "branches", "areas", "elsewhere"),
    "regulations": (),
    "showcases": (),
    "activities": ("figures", "recent", "activity_months", "activity_kinds", "branches", "areas"),
    "stations": ("figures",),
    "lists": (),
    "calendar": ("figures", "as_of", "year_kinds", "kind_years", "activity_months"),
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
    "search": (),
    "screen": ("site", "as_of", "figures", "areas", "recent", "growth"),
}  # fmt: skip
"""What the template of a section gets of the view, and has to be made again for."""


def _catalogue(view: PublicView, name: str, areas: Sequence[Facts]) -> list[Part[Facts]]:
    """The pages of a section's list."""
    if name in ("branches", "calendar", "formation"):
        return catalogue(name, [area for area in areas if area.branches])
    if name == "coverage":
        return catalogue(name, [area for area in areas if area.enterprises])
    return catalogue(name, getattr(view, name))


def _sections(
    view: PublicView, items: Sequence[Group], of_branch: Mapping[str, str], known: Mapping[str, str]
) -> Iterator[Group]:
    """Section pages. What is listed there has been digested already as ``items`` of their own."""
    digests = {
        name: _mark(*(group.mark for group in items if group.key.startswith(f"{name}/")))
        for name in ("areas", "lists", "methods", "regulations", "reports", "showcases", "stations")
    }
    digests["branches"] = _mark(*of_branch.values())
    areas = [Facts(**{name: value for name, value in vars(area).items() if name != "units"}) for area in view.areas]
    for page in _section_pages(view):
        names = _SHOWS[page.family]
        shown = Facts(**{name: areas if name == "areas" else getattr(view, name) for name in names})
        mark = _mark(*((digests[name] if name in digests else getattr(view, name)) for name in names))
        context: dict[str, Any] = {"view": shown}
        if page.family == "data":
            context |= {"shelves": _shelves(view), "names": FIGURE_GROUPS, "licence": LICENCE, "changes": CHANGES}
        if page.family == "screen":
            homes = [area for area in areas if area.branches]
            context["areas"] = sorted(homes, key=lambda area: -len(area.branches))
        if page.family == "search":
            context |= {"modes": [mode.value for mode in FormationMode], "levels": range(5, 0, -1)}
        if page.family == "downloads":
            yield from _downloads(view, page)
            continue
        if page.family in CATALOGUES:
            first, *further = _catalogue(view, page.family, areas)
            context["part"] = first
            mark = _mark(mark, *_part_mark(first, known))
            for part in further:
                more = replace(page, address=part.address, title=f"{page.title}（第 {part.number} 页）")
                own = _mark(mark if page.family in _TABLES else "", *_part_mark(part, known))
                yield Group(part.address, own, partial(_with, more, {"view": shown, "part": part}))
        # The page of open data tells the sizes of files that depend on everything.
        yield Group(f"section {page.address}", "" if page.family == "data" else mark, partial(_with, page, context))


def _downloads(view: PublicView, page: Page) -> Iterator[Group]:
    """Printed documents, a page of the list for each kind where one page would not hold them all."""
    for group in view.downloads:
        for part in chapters(f"downloads/{group.id}/list/", group.files, _ROWS, f"downloads/{group.id}/"):
            title = f"{page.title}：{group.title}" + (f"（第 {part.number} 页）" if part.number else "")
            context = {"as_of": view.as_of, "group": group, "part": part}
            one = Page(
                part.address, "download", title, f"{title}，PDF，共 {len(group.files)} 份。", "downloads/", context
            )
            yield Group(part.address, _mark(view.as_of, part, len(group.files)), partial(_with, one, context))
    context = {"as_of": view.as_of, "groups": view.downloads}
    yield Group(f"section {page.address}", _mark(view.as_of, view.downloads), partial(_with, page, context))


def _part_mark(part: Part[Facts], known: Mapping[str, str]) -> Iterator[object]:
    """What a page of a list shows; its entries have mostly been digested as pages of their own."""
    yield part.newer
    yield part.older
    for entry in part.entries:
        yield known.get(getattr(entry, "address", ""), entry)


def _with(page: Page, context: dict[str, Any]) -> Iterator[Page]:
    yield replace(page, context=context)


def _section_pages(view: PublicView) -> Iterator[Page]:
    county = view.site.county
    titles = {
        "home": (view.site.name, view.site.slogan or f"{county}两新组织党建工作公开网站"),
        "branches": ("党支部", f"{county}两新组织党支部名录，可按区域、星级和组建方式查找。"),
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
        "downloads": ("下载", "可以直接打印的公开资料：制度、清单、案例和工作手册。"),
        "search": ("站内搜索", "搜索党支部、制度、案例、活动和指导站。"),
        "screen": ("大屏", f"{county}两新组织党建总览：覆盖、组建、星级、活动与各区域，适合会议室大屏。"),
    }
    for address, family in SECTIONS.items():
        title, description = titles[family]
        if family == "downloads" and not view.downloads:
            continue
        yield Page(address, family, title, description, address)


def _branches(view: PublicView, marks: Marks, of_branch: Mapping[str, str]) -> Iterator[Group]:
    lists = {item.id: (item.month, item.theme) for item in view.lists}
    campaigns = [(item.id, item.name, item.address) for item in view.campaigns]
    named: dict[str, set[str]] = {}
    for held, branch in view.held:
        if held.monthly_list:
            named.setdefault(branch.id, set()).add(held.monthly_list)
    for item in view.branches:
        shown = [lists.get(id) for id in sorted(named.get(item.id, ()))]
        facts = (marks.rows[item.id], of_branch[item.id], shown, campaigns, view.year)
        mark = marks.of(item.address, *facts, changed=item.id in marks.changed)
        yield Group(item.address, mark, partial(_branch, view, item))


def _branch(view: PublicView, branch: Facts) -> Iterator[Page]:
    item = view.dossier(branch)
    place = item.area.name if item.area else view.site.county
    units = "、".join(unit.name for unit in item.units[:3])
    description = f"{item.name}，位于{place}，{item.formation.mode}，覆盖{units}{'等' if len(item.units) > 3 else ''}。"
    context = {"item": item, "year": view.year}
    yield Page(item.address, "branch", item.short_name, description, "branches/", context, ("branch", item.id))
    if item.activities:
        yield from _branch_archive(item, view.year)
    for activity in item.activities:
        description = (
            f"{cn_date(activity.date)}，{item.short_name}在{activity.place}开展{activity.type}：{activity.title}。"
        )
        record = ("activity", activity.id)
        yield Page(activity.address, "activity", activity.title, description, "activities/", {"item": activity}, record)


def _branch_archive(item: Facts, year: int) -> Iterator[Page]:
    for part in parts(f"activities/{item.id}/", item.activities):
        title = f"{item.short_name}活动档案" + (f"（第 {part.number} 页）" if part.number else "")
        description = f"{item.short_name}的全部活动记录，共 {len(item.activities)} 场次。"
        context = {"item": item, "part": part, "year": year}
        yield Page(part.address, "branch-activities", title, description, "activities/", context)


def _areas(view: PublicView, marks: Marks) -> Iterator[Group]:
    latest: dict[str, list[tuple[Held, Facts]]] = {}
    for entry in view.held:
        area = entry[1].area
        if area is not None and len(latest.setdefault(area.id, [])) < _LATEST:
            latest[area.id].append(entry)
    for area in view.areas:
        if area.branches:
            facts = Facts(**{name: value for name, value in vars(area).items() if name != "units"})
            newest = latest.get(area.id, [])
            changed = any(branch.id in marks.changed for _, branch in newest)
            mark = marks.of(area.address, facts, _shown(newest), view.as_of, changed=changed)
            yield Group(area.address, mark, partial(_area, facts, newest, view.as_of))


def _area(item: Facts, newest: Entries, as_of: datetime.date) -> Iterator[Page]:
    context = {"item": item, "latest": [held_card(*entry) for entry in newest], "since": as_of, "year": as_of.year}
    for part in chapters(item.address, item.branches, _OF_AREA):
        title = item.name + (f"（第 {part.number} 页）" if part.number else "")
        record = None if part.number else ("area", item.id)
        description = f"{item.name}的 {len(item.branches)} 个两新组织党支部。"
        yield Page(part.address, "area", title, description, "branches/", {**context, "part": part}, record)


Crumbs = list[tuple[str, str | None]]
Entries = Sequence[tuple[Held, Facts]]


def _archive(view: PublicView, marks: Marks) -> Iterator[Group]:
    years: dict[str, dict[str, list[tuple[Held, Facts]]]] = {}
    for month, held in groupby(view.held, key=lambda entry: entry[0].date[:7]):
        years.setdefault(month[:4], {})[month] = list(held)
    kinds: dict[str, list[tuple[Held, Facts]]] = {kind: [] for kind in view.activity_kinds}
    for entry in view.held:
        kinds[entry[0].kind].append(entry)
    for year, months in years.items():
        shown = {month: (len(entries), _shown(entries[:_OF_MONTH])) for month, entries in months.items()}
        yield Group(f"activities/{year}/", _mark(shown), partial(_year, year, months))
        for month, entries in months.items():
            crumbs: Crumbs = [(f"{year}年", f"activities/{year}/"), (f"{int(month[5:])}月", None)]
            heading = f"{year}年{int(month[5:])}月活动"
            yield from _list_pages(f"activities/{year}/{month[5:]}/", heading, crumbs, entries, marks)
    for kind, entries in kinds.items():
        yield from _list_pages(f"activities/kind/{kind_slug(kind)}/", f"{kind}活动", [(kind, None)], entries, marks)


def _shown(entries: Entries) -> list[tuple[str, ...]]:
    """What a list shows of its entries, as plain values."""
    return [(held.date, held.slug, held.kind, held.title, branch.id, branch.short_name) for held, branch in entries]


def _year(year: str, months: Mapping[str, Entries]) -> Iterator[Page]:
    total = sum(map(len, months.values()))
    by_month = {
        int(month[5:]): (len(entries), [held_card(*entry) for entry in entries[:_OF_MONTH]])
        for month, entries in months.items()
    }
    context = {"year": int(year), "months": by_month, "total": total}
    description = f"{year}年活动，共 {total} 场次，按月查阅。"
    yield Page(f"activities/{year}/", "activities-year", f"{year}年活动", description, "activities/", context)


def _list_pages(address: str, heading: str, crumbs: Crumbs, entries: Entries, marks: Marks) -> Iterator[Group]:
    """A list in pages, each for itself: a new entry changes the newest one, which alone tells the total."""
    for part in parts(address, entries):
        total = None if part.number else len(entries)
        changed = any(branch.id in marks.changed for _, branch in part.entries)
        shown = partial(_shown, part.entries)
        mark = marks.of(part.address, shown, total, part.newer, part.older, changed=changed)
        yield Group(part.address, mark, partial(_list_page, part, heading, crumbs, total))


def _list_page(part: Part[tuple[Held, Facts]], heading: str, crumbs: Crumbs, total: int | None) -> Iterator[Page]:
    title = heading if part.number is None else f"{heading}（第 {part.number} 页）"
    cards = [held_card(*entry) for entry in part.entries]
    shown: Part[Facts] = Part(part.address, part.number, cards, part.newer, part.older)
    context = {"heading": heading, "crumbs": crumbs, "total": total, "part": shown}
    description = f"{title}，共 {total} 场次。" if total else f"{title}。"
    yield Page(part.address, "activities-list", title, description, "activities/", context)


def _long(
    item: Facts,
    family: str,
    section: str,
    title: str,
    description: str,
    blocks: Sequence[tuple[str, Facts]],
    first_room: int = _ROOM,
    room: int = _ROOM,
) -> Iterator[Page]:
    """The pages of something long: ``blocks`` are what it is cut into, each with its kind; each is told where it is."""
    for _, block in blocks:
        block.at = None
    cut = portions(item.address, blocks, room, first_room, lambda block: weight(block[1]))
    for part in cut:
        for _, block in part.entries:
            block.at = part.address
    for part in cut:
        context = {"item": item, "part": part, "parts": len(cut)}
        if part.number is None:
            yield Page(part.address, family, title, description, section, context, (family, item.id))
        else:
            shown = f"{title}（第 {part.number} 页）"
            yield Page(part.address, family, shown, f"{shown}。", section, context, (family, item.id))


def _regulation(item: Facts) -> Iterator[Page]:
    description = f"《{item.name}》，{item.issuer}制定，{cn_date(item.adopted)}通过，共 {item.articles_count} 条。"
    blocks = [("article", article) for chapter in item.chapters for article in chapter.articles]
    if item.bases:
        blocks.append(("bases", Facts(bases=item.bases)))
    if item.wall:
        blocks.append(("wall", item.wall))
    yield from _long(item, "regulation", "regulations/", item.name, description, blocks, _ROOM - 1500)
    for comparison in item.comparisons:
        yield from _comparison(item, comparison)


def _comparison(item: Facts, comparison: Facts) -> Iterator[Page]:
    title = f"{item.short_name}：{comparison.new} 版与 {comparison.old} 版对照"
    for part in portions(comparison.address, comparison.rows, _ROOM, _ROOM, weight):
        shown = title + (f"（第 {part.number} 页）" if part.number else "")
        context = {"item": item, "comparison": comparison, "part": part}
        yield Page(part.address, "comparison", shown, f"{shown}，逐条列出修改。", "regulations/", context)


def _showcase(item: Facts) -> Iterator[Page]:
    record = ("showcase", item.id)
    yield Page(item.address, "showcase", item.name, item.summary, "showcases/", {"item": item}, record)


def _station(item: Facts) -> Iterator[Page]:
    description = f"{item.name}，依托{item.host}，服务 {len(item.branches)} 个党支部、{item.units_count} 家单位。"
    blocks = [("instructor", row) for row in item.instructors]
    blocks += [("meeting", row) for row in sorted(item.meetings, key=lambda row: row.date, reverse=True)]
    yield from _long(item, "station", "stations/", item.name, description, blocks, 1800)


def _list(item: Facts) -> Iterator[Page]:
    title = f"{cn_month(item.month)}工作清单"
    yield Page(item.address, "list", title, f"{title}：{item.theme}。", "lists/", {"item": item}, ("list", item.id))
    if len(item.notice) - 1 > NOTICE_ROWS:
        for part in chapters(f"{item.address}notice/", item.notice[:-1], _ROWS):
            shown = f"{cn_month(item.month)}开展情况通报" + (f"（第 {part.number} 页）" if part.number else "")
            context = {"item": item, "part": part}
            yield Page(part.address, "list-notice", shown, f"{shown}，逐个指导站列出。", "lists/", context)


def _method(item: Facts) -> Iterator[Page]:
    summary = item.summary.split("\n")[0]
    blocks = [("step", step) for step in item.steps]
    room = _STEPS - weight(item.summary)
    yield from _long(item, "method", "methods/", item.full_name, summary, blocks, room, _STEPS)


def _report(item: Facts) -> Iterator[Page]:
    blocks = [("section", row) for row in item.sections] + [("claim", row) for row in item.claims]
    yield from _long(item, "report", "reports/", item.name, item.summary, blocks, _ROOM - weight(item.summary))


def _pairing(item: Facts) -> Iterator[Page]:
    description = f"{item.name}，{item.type}，{len(item.pairs)} 对。"
    blocks = [("pair", pair) for pair in item.pairs]
    yield from _long(item, "pairing", "pairings/", item.name, description, blocks, _ROOM - weight(item.introduction))


def _stars(view: PublicView) -> Iterator[Group]:
    """The branches of one star, where the page of ratings cannot name them all; and what stars are given for."""
    if not view.assessments:
        return
    if view.scheme is not None:
        context = {"scheme": view.scheme, "round": view.assessments[0].name}
        words = f"{view.scheme.name}的方面、指标、分值和各等次的条件。"
        page = Page("ratings/scheme/", "scheme", f"{view.scheme.name}：怎样晋级", words, "ratings/", context)
        yield Group(page.address, _mark(view.scheme, context["round"]), partial(_with, page, context))
    latest = view.assessments[0]
    for stars, count in latest.counts.items():
        if count > _OF_STAR:
            held = [row.branch for row in latest.results if row.stars == stars]
            for part in chapters(f"ratings/{stars}/", held, _NAMES):
                yield Group(part.address, _mark(latest.name, count, part), partial(_star, latest, stars, count, part))


def _star(latest: Facts, stars: int, count: int, part: Part[Facts]) -> Iterator[Page]:
    title = f"{cn_number(stars)}星级支部" + (f"（第 {part.number} 页）" if part.number else "")
    context = {"round": latest.name, "stars_shown": stars, "count": count, "part": part}
    yield Page(part.address, "rating", title, f"{latest.name}评出的{title}，共 {count} 个。", "ratings/", context)


def _figures(view: PublicView) -> Iterator[Group]:
    """How each figure was computed: a page for each group of figures."""
    for name, found in _shelves(view).items():
        rules = {
            figure.id: [rule_card(rule) for rule in view.rules if any(item.id == figure.id for item in rule.figures)]
            for figure in found
        }
        mark = _mark(found, rules, view.as_of, view.commit)
        yield Group(f"data/{name}/", mark, partial(_figure_page, view, name, found, rules))


def _shelves(view: PublicView) -> dict[str, list[Figure]]:
    shelves: dict[str, list[Figure]] = {}
    for figure in view.figures.values():
        shelves.setdefault(figure.id.partition(".")[0], []).append(figure)
    return shelves


def _figure_page(
    view: PublicView, name: str, found: Sequence[Figure], rules: Mapping[str, Sequence[Facts]]
) -> Iterator[Page]:
    title = f"{FIGURE_GROUPS.get(name, name)}：怎么算的"
    listed = _LISTED.get(name)
    context = {"figures": found, "rules": rules, "listed": listed, "as_of": view.as_of, "commit": view.commit}
    labels = "、".join(figure.label for figure in found[:4])
    yield Page(f"data/{name}/", "figures", title, f"{labels}等指标的公式、基数与依据。", "data/", context)


def _rules(view: PublicView) -> Iterator[Group]:
    """Every rule with its sources and what the locality has otherwise, and the list of them all."""
    if not view.rules:
        return
    context: dict[str, Any] = {"rules": [rule_card(rule) for rule in view.rules]}
    words = f"本站对照的 {len(view.rules)} 条规则：数字、出处，和当地另有的规定。"
    page = Page(RULES, "rules", "规则", words, "data/", context)
    yield Group(RULES, _mark(context), partial(_with, page, context))
    for rule in view.rules:
        context = {"item": rule, "as_of": view.as_of}
        words = f"{rule.id} {rule.name}：数字、周期、出处和当地的规定。"
        page = Page(rule.address, "rule", rule.name, words, "data/", context, ("rule", rule.id))
        yield Group(rule.address, _mark(context), partial(_with, page, context))


def _workings(view: PublicView) -> Iterator[Group]:
    """How the numbers of each page family come about."""
    cards = [rule_card(rule) for rule in view.rules]
    for family, (label, rows) in WORKINGS.items():
        named = {id for row in rows for id in row.rules}
        rules = [card for card in cards if card.id in named]
        context = {"rows": rows, "rules": rules, "as_of": view.as_of, "commit": view.commit}
        address, title = f"data/workings/{family}/", f"{label}：数字怎么来的"
        words = f"{'、'.join(row.label for row in rows)}：从哪些记录、怎样数出来。"
        page = Page(address, "working", title, words, "data/", context)
        yield Group(address, _mark(context), partial(_with, page, context))


def _coverage_years(view: PublicView) -> Iterator[Group]:
    """Covered enterprises by area, year by year."""
    years = [row.year for row in view.growth[-_YEARS:]]
    areas = [
        Facts(
            name=area.name,
            type=area.type,
            address=area.address,
            branches=bool(area.branches),
            enterprises=area.enterprises,
            covered=[area.covered_by.get(year, 0) for year in years],
        )
        for area in view.areas
        if area.enterprises
    ]
    if not years or not areas:
        return
    totals = [(year, sum(area.covered[number] for area in areas)) for number, year in enumerate(years)]
    base = sum(area.enterprises for area in areas)
    for part in chapters("coverage/years/", areas, _ROWS, None):
        title = "历年覆盖" + (f"（第 {part.number} 页）" if part.number else "")
        context = {"part": part, "years": years, "totals": totals, "base": base}
        words = f"{title}：各区域、园区各年末已覆盖的非公企业数。"
        page = Page(part.address, "coverage-years", title, words, "coverage/", context)
        yield Group(part.address, _mark(context), partial(_with, page, context))
