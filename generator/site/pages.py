"""Which pages a view has: those of every record, and with them all others."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from generator.publication.archive import held_card
from generator.publication.exposure import Facts
from generator.publication.keeping import facts_key
from generator.publication.paging import Part, chapters, numbered, portions, weight
from generator.publication.view import PublicView
from generator.records.dossier import Held
from generator.site.archive_pages import Entries, archive_pages, branch_archive, entries_shown
from generator.site.families import ROWS, SECTIONS, Page
from generator.site.figure_pages import coverage_years, figure_pages, rule_pages, working_pages
from generator.site.grouping import Group, Marks, filled, mark_of, of_items
from generator.site.section_pages import section_pages
from generator.site.words import cn_date, cn_month, cn_number

__all__ = [
    "ITEM_PAGES", "LATEST", "area_pages", "branch_pages", "groups", "monthly_pages", "naming_groups", "own_groups",
    "pages", "profile_pages", "shown_area", "told_groups",
]  # fmt: skip

_OF_AREA = 24
"""Branches on a page of an area; like ``paging.SIZE``, this keeps a page below 20 KB."""
LATEST = 12
"""Activities that the feed of an area lists."""
_OF_STAR = 12
"""Branches of a star that the page of ratings names itself."""
_NAMES = 60
"""Names on a page of names."""
_ROOM = 8500
_STEPS = 11_500  # of facts that weigh more than they take: names of figures and rules that stand in links
"""Bytes, as ``paging.weight`` counts them, that what is cut by length may take on a page."""
_NOTICE_ROWS = 12
"""Stations that the page of a list names itself."""


def groups(view: PublicView, marks: Marks) -> Iterator[Group]:
    """Every page of the site that is made from records, in groups."""
    found = [
        *_branches(view, marks),
        *_areas(view, marks),
        *archive_pages(view, marks.lists or marks),
        *(group for name, make in ITEM_PAGES.items() for group in of_items(getattr(view, name), make, marks)),
        *of_items(view.lists, monthly_pages, Marks({})),
        *_methods(view, marks),
        *of_items(view.reports, _report, marks),
        *of_items(view.pairings, _pairing, marks),
        *(group for group, _ in _stars(view)),
        *figure_pages(view),
        *rule_pages(view),
        *working_pages(view),
        *coverage_years(view),
    ]
    found += _withdrawn(view, {group.key for group in found})
    digests = {group.key: group.mark for group in found}
    yield from section_pages(view, found, digests)
    yield from found


def own_groups(view: PublicView, items: Mapping[str, Facts]) -> Iterator[Group]:
    """The pages of the branches of a view and of some records of no branch, by their addresses: their own, no list that
    shows them.
    """
    for branch in view.branches:
        yield Group(branch.address, "", partial(branch_pages, view, branch))
    for address, item in items.items():
        make = monthly_pages if address.startswith("lists/") else ITEM_PAGES[address.partition("/")[0]]
        yield Group(address, "", partial(make, item))


def told_groups(view: PublicView, wanted: Collection[str]) -> Iterator[Group]:
    """Those ``wanted`` among the pages of methods, reports, rules and figures, by their addresses."""
    marks = Marks({})
    groups = (*_methods(view, marks), *of_items(view.reports, _report, marks), *rule_pages(view), *figure_pages(view))
    yield from (group for group in groups if group.key in wanted)


def naming_groups(view: PublicView, names: Collection[str], pairings: Collection[str]) -> Iterator[Group]:
    """Those of ``pairings``, by their addresses, and those of branches of a star that show one of the branches called
    otherwise, whose addresses are the ``names``.
    """
    yield from (group for group in of_items(view.pairings, _pairing, Marks({})) if group.key in pairings)
    yield from (group for group, part in _stars(view) if any(branch.address in names for branch in part))


def _withdrawn(view: PublicView, taken: set[str]) -> Iterator[Group]:
    """Notices at addresses of what was taken down; a page that has come back wins."""
    for item in {item.address: item for item in view.withdrawn}.values():
        if item.address not in taken and item.address not in SECTIONS:
            page = Page(item.address, "withdrawn", "内容已撤下", "这里的内容已经撤下，不再公开。", "", {"item": item})
            yield Group(item.address, mark_of(item), partial(lambda page: [page], page))


def pages(view: PublicView) -> Iterator[Page]:
    """Every page of the site that is made from records."""
    for group in groups(view, Marks({branch.id: "" for branch in view.branches})):
        yield from group.pages()


def _branches(view: PublicView, marks: Marks) -> Iterator[Group]:
    lists = {item.id: item.month for item in view.lists}
    campaigns = [(item.id, item.name, item.address) for item in view.campaigns]
    named: dict[str, set[str]] = {}
    for held, branch in view.held:
        if held.monthly_list:
            named.setdefault(branch.id, set()).add(held.monthly_list)
    for item in view.branches:
        shown = [lists.get(id) for id in sorted(named.get(item.id, ()))]
        told = marks.of(facts_key(item.id), item, changed=item.id in marks.changed)
        facts = (marks.rows[item.id], told, shown, campaigns, view.year)
        mark = marks.of(item.address, *facts, changed=item.id in marks.changed)
        yield Group(item.address, mark, partial(branch_pages, view, item))


def profile_pages(view: PublicView, branch: Facts) -> Iterator[Page]:
    """A branch's own page alone."""
    yield _profile(view, view.dossier(branch))


def _profile(view: PublicView, item: Facts) -> Page:
    place = item.area.name if item.area else view.site.county
    units = "、".join(unit.name for unit in item.units[:3])
    description = f"{item.name}，位于{place}，{item.formation.mode}，覆盖{units}{'等' if len(item.units) > 3 else ''}。"
    context = {"item": item, "year": view.year}
    return Page(item.address, "branch", item.short_name, description, "branches/", context, ("branch", item.id))


def branch_pages(view: PublicView, branch: Facts) -> Iterator[Page]:
    """The pages of a branch and of its activities."""
    item = view.dossier(branch)
    yield _profile(view, item)
    if item.activities:
        yield from branch_archive(item, view.year)
    for activity in item.activities:
        description = (
            f"{cn_date(activity.date)}，{item.short_name}在{activity.place}开展{activity.type}：{activity.title}。"
        )
        record = ("activity", activity.id)
        yield Page(activity.address, "activity", activity.title, description, "activities/", {"item": activity}, record)


def _areas(view: PublicView, marks: Marks) -> Iterator[Group]:
    latest: dict[str, list[tuple[Held, Facts]]] = {}
    for entry in view.held:
        area = entry[1].area
        if area is not None and len(latest.setdefault(area.id, [])) < LATEST:
            latest[area.id].append(entry)
    for area in view.areas:
        if area.branches:
            facts = shown_area(area)
            newest = latest.get(area.id, [])
            changed = any(branch.id in marks.changed for _, branch in newest)
            mark = marks.of(area.address, facts, entries_shown(newest), view.as_of, changed=changed)
            yield Group(area.address, mark, partial(area_pages, facts, newest, view.as_of))


def shown_area(area: Facts) -> Facts:
    """An area without what its pages do not show."""
    return Facts(**{name: value for name, value in vars(area).items() if name not in ("units", "expiries")})


def area_pages(item: Facts, newest: Entries, as_of: datetime.date) -> Iterator[Page]:
    """The pages of an area: its branches, and its newest activities."""
    context = {"item": item, "latest": [held_card(*entry) for entry in newest], "since": as_of, "year": as_of.year}
    for part in chapters(item.address, item.branches, _OF_AREA):
        title = numbered(item.name, part)
        record = None if part.number else ("area", item.id)
        description = f"{item.name}的 {len(item.branches)} 个两新组织党支部。"
        yield Page(part.address, "area", title, description, "branches/", {**context, "part": part}, record)


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
            shown = numbered(title, part)
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
        shown = numbered(title, part)
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


def monthly_pages(item: Facts) -> Iterator[Page]:
    """The pages of a monthly list."""
    title = f"{cn_month(item.month)}工作清单"
    context: dict[str, Any] = {"item": item, "named": (item.notice[:-1] or item.notice)[:_NOTICE_ROWS]}
    yield Page(item.address, "list", title, f"{title}：{item.theme}。", "lists/", context, ("list", item.id))
    if len(item.notice) - 1 > _NOTICE_ROWS:
        for part in chapters(f"{item.address}notice/", item.notice[:-1], ROWS):
            shown = numbered(f"{cn_month(item.month)}开展情况通报", part)
            context = {"item": item, "part": part}
            yield Page(part.address, "list-notice", shown, f"{shown}，逐个指导站列出。", "lists/", context)


ITEM_PAGES: dict[str, Callable[[Facts], Iterator[Page]]] = {
    "regulations": _regulation,
    "showcases": _showcase,
    "stations": _station,
}
"""Makers of the pages of records that have some of their own, by where a view has them; those of monthly lists show
activities besides."""


def _methods(view: PublicView, marks: Marks) -> Iterator[Group]:
    """Working methods; what a step prints leads to where it is offered, if it is."""
    offered = [group.id for group in view.downloads]
    for group in of_items(view.methods, _method, marks):
        yield Group(group.key, mark_of(group.mark, offered), partial(_offering, group, offered))


def _offering(group: Group, offered: Sequence[str]) -> Iterator[Page]:
    for page in group.pages():
        yield replace(page, context={**page.context, "offered": offered})


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


def _stars(view: PublicView) -> Iterator[tuple[Group, Sequence[Facts]]]:
    """The branches of one star, where the page of ratings cannot name them all; and what stars are given for. Each with
    the branches that it names.
    """
    if not view.assessments:
        return
    if view.scheme is not None:
        context = {"scheme": view.scheme, "round": view.assessments[0].name}
        words = f"{view.scheme.name}的方面、指标、分值和各等次的条件。"
        page = Page("ratings/scheme/", "scheme", f"{view.scheme.name}：怎样晋级", words, "ratings/", context)
        yield Group(page.address, mark_of(view.scheme, context["round"]), partial(filled, page, context)), ()
    latest = view.assessments[0]
    for stars, count in latest.counts.items():
        if count > _OF_STAR:
            held = [row.branch for row in latest.results if row.stars == stars]
            for part in chapters(f"ratings/{stars}/", held, _NAMES):
                mark = mark_of(latest.name, count, part)
                yield Group(part.address, mark, partial(_star, latest, stars, count, part)), part.entries


def _star(latest: Facts, stars: int, count: int, part: Part[Facts]) -> Iterator[Page]:
    title = numbered(f"{cn_number(stars)}星级支部", part)
    context = {"round": latest.name, "stars_shown": stars, "count": count, "part": part}
    yield Page(part.address, "rating", title, f"{latest.name}评出的{title}，共 {count} 个。", "ratings/", context)
