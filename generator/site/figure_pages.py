"""Pages of the proof: how each figure was computed, every rule, where the numbers of a page family come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from generator.publication.exposure import Facts
from generator.publication.paging import chapters, numbered
from generator.publication.rules import RULES, rule_card
from generator.publication.view import PublicView
from generator.rulebook.figures import Figure
from generator.site.families import ROWS, Page
from generator.site.grouping import Group, filled, mark_of
from generator.site.workings import WORKINGS, WORKINGS_SHELVES

__all__ = ["FIGURE_GROUPS", "coverage_years", "covered_years", "figure_pages", "rule_pages", "shelves", "working_pages"]

_WORKINGS = "data/workings/"
_YEARS = 6
"""Years that a table of years goes back."""

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

_COVERED = "data/units.csv"
"""The file that names the units which an organisation covers. The others are only counted: their list is not public."""

_LISTED = {
    "coverage": _COVERED,
    "units": _COVERED,
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


def figure_pages(view: PublicView) -> Iterator[Group]:
    """How each figure was computed: a page for each group of figures."""
    for name, found in shelves(view).items():
        rules = {
            figure.id: [rule_card(rule) for rule in view.rules if any(item.id == figure.id for item in rule.figures)]
            for figure in found
        }
        mark = mark_of(found, rules, view.as_of, view.commit)
        yield Group(f"data/{name}/", mark, partial(_figure_page, view, name, found, rules))


def shelves(view: PublicView) -> dict[str, list[Figure]]:
    """The figures by group: what stands before the dot in their identifiers."""
    found: dict[str, list[Figure]] = {}
    for figure in view.figures.values():
        found.setdefault(figure.id.partition(".")[0], []).append(figure)
    return found


def _figure_page(
    view: PublicView, name: str, found: Sequence[Figure], rules: Mapping[str, Sequence[Facts]]
) -> Iterator[Page]:
    title = f"{FIGURE_GROUPS.get(name, name)}：怎么算的"
    listed = _LISTED.get(name)
    context = {"figures": found, "rules": rules, "listed": listed, "as_of": view.as_of, "commit": view.commit}
    labels = "、".join(figure.label for figure in found[:4])
    yield Page(f"data/{name}/", "figures", title, f"{labels}等指标的公式、基数与依据。", "data/", context)


def rule_pages(view: PublicView) -> Iterator[Group]:
    """Every rule with its sources and what the locality has otherwise, and the list of them all."""
    if not view.rules:
        return
    context: dict[str, Any] = {"rules": [rule_card(rule) for rule in view.rules]}
    words = f"本站对照的 {len(view.rules)} 条规则：数字、出处，和当地另有的规定。"
    page = Page(RULES, "rules", "规则", words, "data/", context)
    yield Group(RULES, mark_of(context), partial(filled, page, context))
    for rule in view.rules:
        context = {"item": rule, "as_of": view.as_of}
        words = f"{rule.id} {rule.name}：数字、周期、出处和当地的规定。"
        page = Page(rule.address, "rule", rule.name, words, "data/", context, ("rule", rule.id))
        yield Group(rule.address, mark_of(context), partial(filled, page, context))


def working_pages(view: PublicView) -> Iterator[Group]:
    """How the numbers of each page family come about, and the list of these families."""
    shelves = [
        (shelf, [(family, WORKINGS[family][0], [row.label for row in WORKINGS[family][1]]) for family in families])
        for shelf, families in WORKINGS_SHELVES.items()
    ]
    listed: dict[str, Any] = {"shelves": shelves, "as_of": view.as_of}
    words = "每类页面上的数，从哪些记录、怎样数出来。"
    page = Page(_WORKINGS, "workings", "数字怎么来的", words, "data/", listed)
    yield Group(_WORKINGS, mark_of(listed), partial(filled, page, listed))
    cards = [rule_card(rule) for rule in view.rules]
    for family, (label, rows) in WORKINGS.items():
        named = {id for row in rows for id in row.rules}
        rules = [card for card in cards if card.id in named]
        context = {"label": label, "rows": rows, "rules": rules, "as_of": view.as_of, "commit": view.commit}
        address, title = f"{_WORKINGS}{family}/", f"{label}：数字怎么来的"
        words = f"{'、'.join(row.label for row in rows)}：从哪些记录、怎样数出来。"
        page = Page(address, "working", title, words, "data/", context)
        yield Group(address, mark_of(context), partial(filled, page, context))


def covered_years(view: PublicView) -> tuple[list[int], list[Facts]]:
    """The latest years, and each area that has enterprises with how many of them were covered by the end of each."""
    years = [row.year for row in view.growth[-_YEARS:]]
    areas = [
        Facts(
            id=area.id,
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
    return years, areas


def coverage_years(view: PublicView) -> Iterator[Group]:
    """Covered enterprises by area, year by year."""
    years, areas = covered_years(view)
    if not years or not areas:
        return
    totals = [(year, sum(area.covered[number] for area in areas)) for number, year in enumerate(years)]
    base = sum(area.enterprises for area in areas)
    for part in chapters("coverage/years/", areas, ROWS, None):
        title = numbered("历年覆盖", part)
        context = {"part": part, "years": years, "totals": totals, "base": base}
        words = f"{title}：各区域、园区各年末已覆盖的非公企业数。"
        page = Page(part.address, "coverage-years", title, words, "coverage/", context)
        yield Group(part.address, mark_of(context), partial(filled, page, context))
