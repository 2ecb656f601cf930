"""The public view: allow-listed fields of released records, linked for pages, print and data.

What is not put in here does not exist for any later room.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from generator.checks.pictures import picture_path
from generator.publication.exposure import Facts, expose
from generator.records.activity import Activity, ActivityKind
from generator.records.area import AreaKind
from generator.records.fields import Record
from generator.records.register import Register
from generator.records.unit import Unit, UnitKind
from generator.records.values import exact
from generator.rulebook.bands import band_of, bands
from generator.rulebook.figures import Figure, figures, latest_round, percent
from generator.rulebook.methods import Method
from generator.rulebook.terms import term_sets

__all__ = ["PublicView", "public_view"]

ROOM_TERMS = "liuyou-huodongshi"
STATION_TERMS = "liuyou-zhidaozhan"
BOX_TERMS = "ziliaohe"


@dataclass
class PublicView:
    """Everything that may leave the records. Lists are in the order in which pages show them."""

    site: Facts
    as_of: datetime.date
    figures: Mapping[str, Figure]
    areas: list[Facts] = field(default_factory=list)
    branches: list[Facts] = field(default_factory=list)
    activities: list[Facts] = field(default_factory=list)
    regulations: list[Facts] = field(default_factory=list)
    showcases: list[Facts] = field(default_factory=list)
    stations: list[Facts] = field(default_factory=list)
    lists: list[Facts] = field(default_factory=list)
    assessments: list[Facts] = field(default_factory=list)
    methods: list[Facts] = field(default_factory=list)
    honours: list[Facts] = field(default_factory=list)
    campaigns: list[Facts] = field(default_factory=list)
    pairings: list[Facts] = field(default_factory=list)
    reports: list[Facts] = field(default_factory=list)
    activity_months: dict[int, list[int]] = field(default_factory=dict)
    """Activities in each month, by year, the latest year first."""
    activity_kinds: dict[str, int] = field(default_factory=dict)
    """Activities of each kind."""
    pictures: dict[str, str] = field(default_factory=dict)
    """Pictures to publish: address on the site → file in the site's folder."""

    @property
    def year(self) -> int:
        """The year the data are true for."""
        return self.as_of.year


def public_view(register: Register) -> PublicView:
    """The public view of a register."""
    return _Builder(register.released()).build()


def _newest(items: Iterable[Facts], attribute: str) -> list[Facts]:
    return sorted(items, key=lambda item: (getattr(item, attribute), item.id), reverse=True)


def _month_counts(activities: Iterable[Facts]) -> dict[str, list[int]]:
    """Twelve numbers a kind of activity."""
    counts: dict[str, list[int]] = {}
    for activity in activities:
        counts.setdefault(activity.type, [0] * 12)[activity.date.month - 1] += 1
    return dict(sorted(counts.items()))


class _Builder:
    """Strips every released record, then links them step by step; each step reads only what an earlier one made."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.view = PublicView(expose(register.site), register.as_of, figures(register))
        self.terms = term_sets(register)
        self.branches: dict[str, Facts] = {}
        self.units: dict[str, Facts] = {}
        self.areas: dict[str, Facts] = {}
        self.regulations: dict[str, Facts] = {}
        self.stations: dict[str, Facts] = {}
        self.lists: dict[str, Facts] = {}

    def build(self) -> PublicView:
        self.regulations = {id: self.regulation(record) for id, record in self.register.regulations.items()}
        self.link_areas()
        self.link_branches()
        self.link_stations()
        self.link_lists()
        self.link_activities()
        self.link_notices()
        self.link_showcases()
        self.link_methods()
        self.link_assessments()
        self.link_honours()
        self.link_pairings()
        self.link_campaigns()
        self.link_reports()
        groups = {
            group: number for number, group in enumerate(dict.fromkeys(r.group for r in self.regulations.values()))
        }
        self.view.regulations = sorted(self.regulations.values(), key=lambda item: (groups[item.group], item.id))
        return self.view

    def members_of(self, terms: str) -> list[str]:
        known = self.terms.get(terms)
        return list(known.members) if known else []

    def known(self, kind: Mapping[str, Facts], names: Iterable[str]) -> list[Facts]:
        """References to what may go out; the others are silently left out, as if never written."""
        return [kind[name] for name in names if name in kind]

    def pictures(self, record: Record) -> list[Facts]:
        shown = []
        for picture in getattr(record, "pictures", ()):
            path = picture_path(self.register, record, picture)
            if path is None:
                continue
            facts = expose(picture)
            owner = record.branch if isinstance(record, Activity) else record.id
            kind = "branch" if isinstance(record, Activity) else record.kind
            facts.src = f"pictures/{kind}/{owner}/{PurePosixPath(picture.file)}"
            self.view.pictures[facts.src] = str(path)
            shown.append(facts)
        return shown

    def regulation(self, record: Any) -> Facts:
        facts: Facts = expose(record)
        facts.address = f"regulations/{record.id}/"
        facts.adopters = []
        number = 0
        for chapter_number, chapter in enumerate(facts.chapters, 1):
            chapter.number = chapter_number
            for article in chapter.articles:
                number += 1
                article.number = number
        facts.articles_count = number
        return facts

    def link_areas(self) -> None:
        for id, record in self.register.areas.items():
            facts = expose(record)
            facts.branches, facts.units, facts.stations, facts.address = [], [], [], None
            self.areas[id] = facts
        for facts in self.areas.values():
            facts.parent = self.areas.get(facts.parent) if facts.parent else None
        for unit in self.register.units.values():
            facts = expose(unit)
            facts.area = self.areas.get(unit.area)
            facts.branch = None
            self.units[unit.name] = facts
            if facts.area is not None:
                facts.area.units.append(facts)
        self.view.areas = list(self.areas.values())

    def link_branches(self) -> None:
        scale = bands(self.register).get("dangyuan")
        committees = {id: expose(record) for id, record in self.register.committees.items()}
        room_terms, box_terms = self.members_of(ROOM_TERMS), self.members_of(BOX_TERMS)
        latest = latest_round(self.register)
        current = {row.branch: row.stars for row in latest.results} if latest else {}
        for id, record in self.register.branches.items():
            facts = expose(record)
            facts.address = f"branches/{id}/"
            facts.line = committees.get(record.subordination.line)
            facts.area = self.areas.get(record.subordination.area)
            del facts.subordination
            units = (self.register.unit(name) for name in record.units)
            facts.units = [self.units[unit.name] for unit in units if unit is not None]
            facts.members_band = band_of(scale, record.members.full, record.members.probationary)
            if record.term is not None:
                facts.term.end = record.term.end
            facts.regulations = self.known(self.regulations, record.regulations)
            facts.room_terms, facts.box_terms = room_terms, box_terms
            facts.stars = current.get(id)
            facts.pictures = self.pictures(record)
            facts.activities, facts.year_activities, facts.year_counts = [], [], {}
            facts.star_history, facts.honours, facts.showcases = [], [], []
            facts.station, facts.villages, facts.mentors, facts.mentored = None, [], [], []
            self.branches[id] = facts
            for regulation in facts.regulations:
                regulation.adopters.append(facts)
            for unit_facts in facts.units:
                unit_facts.branch = facts
            if facts.area is not None:
                facts.area.branches.append(facts)
        order = {id: number for number, id in enumerate(self.areas)}
        self.view.branches = sorted(
            self.branches.values(), key=lambda b: (order.get(b.area.id, len(order)) if b.area else len(order), b.id)
        )
        for area in self.areas.values():
            area.branches.sort(key=lambda b: b.id)
            area.enterprises = sum(1 for unit in area.units if unit.type == UnitKind.ENTERPRISE.value)
            area.covered = sum(1 for unit in area.units if unit.type == UnitKind.ENTERPRISE.value and unit.branch)

    def link_stations(self) -> None:
        mark_terms = self.members_of(STATION_TERMS)
        for id, record in self.register.stations.items():
            facts = expose(record)
            facts.address = f"stations/{id}/"
            facts.area = self.areas.get(record.area)
            facts.serves = self.known(self.areas, record.serves)
            facts.mark_terms = mark_terms
            facts.pictures = self.pictures(record)
            for instructor in facts.instructors:
                instructor.branches = self.known(self.branches, instructor.branches)
            served = {area.id for area in facts.serves} or {record.area}
            facts.branches = [b for b in self.view.branches if b.area is not None and b.area.id in served]
            facts.units_count = sum(len(branch.units) for branch in facts.branches)
            facts.lists = []
            for branch in facts.branches:
                branch.station = facts
            for area in facts.serves:
                area.stations.append(facts)
            self.stations[id] = facts
        self.view.stations = list(self.stations.values())

    def link_lists(self) -> None:
        for id, record in self.register.lists.items():
            facts = expose(record)
            facts.address = f"lists/{id}/"
            facts.stations = self.known(self.stations, record.stations)
            for tip in facts.tips:
                tip.regulation = self.regulations.get(tip.regulation)
            facts.activities, facts.notice = [], []
            facts.previous = facts.next = None
            for station in facts.stations:
                station.lists.append(facts)
            self.lists[id] = facts
        self.view.lists = _newest(self.lists.values(), "month")
        for newer, older in zip(self.view.lists, self.view.lists[1:], strict=False):
            newer.previous, older.next = older, newer
        for station in self.stations.values():
            station.lists = _newest(station.lists, "month")

    def link_activities(self) -> None:
        campaigns = self.register.campaigns
        for record in self.register.activities.values():
            facts = expose(record)
            slug = record.id.rpartition("/")[2]
            facts.address = f"activities/{record.branch}/{slug}/"
            facts.branch = self.branches[record.branch]
            facts.monthly_list = self.lists.get(record.monthly_list or "")
            campaign = campaigns.get(record.campaign or "")
            facts.campaign = Facts(id=campaign.id, name=campaign.name) if campaign else None
            facts.pictures = self.pictures(record)
            facts.previous = facts.next = None
            facts.year, facts.month = record.date.year, record.date.isoformat()[:7]
            facts.branch.activities.append(facts)
            self.view.activities.append(facts)
            if facts.monthly_list is not None:
                facts.monthly_list.activities.append(facts)
        newest = partial(_newest, attribute="date")
        self.view.activities = newest(self.view.activities)
        for activity in self.view.activities:
            months = self.view.activity_months.setdefault(activity.year, [0] * 12)
            months[activity.date.month - 1] += 1
            self.view.activity_kinds[activity.type] = self.view.activity_kinds.get(activity.type, 0) + 1
        for branch in self.view.branches:
            branch.activities = newest(branch.activities)
            branch.year_activities = [a for a in branch.activities if a.year == self.view.year]
            branch.year_counts = _month_counts(branch.year_activities)
            for newer, older in zip(branch.activities, branch.activities[1:], strict=False):
                newer.previous, older.next = older, newer
        for monthly in self.lists.values():
            monthly.activities = newest(monthly.activities)

    def link_notices(self) -> None:
        """The monthly 通报: branches that held a theme day under the list, of all branches a station serves."""
        held_in: dict[str, set[str]] = {}
        for activity in self.view.activities:
            if activity.type == ActivityKind.THEME_DAY.value:
                held_in.setdefault(activity.month, set()).add(activity.branch.id)
        for monthly in self.lists.values():
            held = held_in.get(monthly.month, set())
            rows = []
            for station in monthly.stations:
                ids = {branch.id for branch in station.branches}
                rows.append((station.name, len(ids & held), len(ids)))
            rows.append(
                ("全县", len(held), len(self.branches))
                if self.has_county()
                else ("合计", len(held), len(self.branches))
            )
            monthly.notice = [
                Facts(name=name, held=part, total=base, share=percent(part, base)) for name, part, base in rows
            ]

    def has_county(self) -> bool:
        return any(area.type == AreaKind.COUNTY.value for area in self.areas.values())

    def link_showcases(self) -> None:
        for id, record in self.register.showcases.items():
            facts = expose(record)
            facts.address = f"showcases/{id}/"
            facts.branch = self.branches.get(record.branch or "")
            facts.source_method = record.method is not None
            facts.pictures = self.pictures(record)
            for result in facts.results:
                result.value = str(result.value)
            if facts.branch is not None:
                facts.branch.showcases.append(facts)
            self.view.showcases.append(facts)
        self.view.showcases.sort(key=lambda item: (item.source_method, -(item.year or 0), item.id))

    def link_methods(self) -> None:
        showcases = {item.id: item for item in self.view.showcases}
        for id, record in self.register.of(Method).items():
            facts = expose(record)
            facts.address = f"methods/{id}/"
            facts.showcase = showcases.get(record.showcase or "")
            for step in facts.steps:
                step.figures = [self.view.figures[name] for name in step.figures if name in self.view.figures]
                step.regulations = self.known(self.regulations, step.regulations)
            self.view.methods.append(facts)
        by_id = {item.id: item for item in self.view.methods}
        for item in self.view.showcases:
            item.method = by_id.get(item.method or "")

    def link_assessments(self) -> None:
        for record in self.register.assessments.values():
            facts = expose(record)
            facts.results = [row for row in facts.results if row.branch in self.branches]
            counts = Counter(row.stars for row in facts.results)
            facts.counts = {stars: counts[stars] for stars in range(5, 0, -1)}
            facts.unrated = len(self.branches) - len(facts.results)
            for row in facts.results:
                row.branch = self.branches[row.branch]
            facts.results.sort(key=lambda row: (-row.stars, row.branch.id))
            self.view.assessments.append(facts)
        self.view.assessments = _newest(self.view.assessments, "announced")
        for facts in self.view.assessments:
            for row in facts.results:
                row.branch.star_history.append(
                    Facts(name=facts.name, first_year=facts.first_year, last_year=facts.last_year, stars=row.stars)
                )

    def link_honours(self) -> None:
        for record in self.register.honours.values():
            facts = expose(record)
            facts.branches = self.known(self.branches, record.branches)
            facts.units = [self.units[u.name] for u in self.named_units(record.units)]
            for branch in facts.branches:
                branch.honours.append(facts)
            self.view.honours.append(facts)
        self.view.honours = _newest(self.view.honours, "awarded")
        for branch in self.branches.values():
            branch.honours = _newest(branch.honours, "awarded")

    def named_units(self, names: Iterable[str]) -> list[Unit]:
        return [unit for unit in map(self.register.unit, names) if unit is not None]

    def link_pairings(self) -> None:
        for record in self.register.pairings.values():
            facts = expose(record)
            projects: Counter[str] = Counter()
            kept = []
            for pair in facts.pairs:
                pair.branches = self.known(self.branches, pair.branches)
                wanted = pair.mentored
                pair.mentored = self.branches.get(wanted or "")
                if not pair.branches or (wanted and pair.mentored is None):
                    continue
                kept.append(pair)
                for project in pair.projects:
                    projects[project.type] += 1
                    amount = project.amount
                    project.amount = (
                        None if amount is None else (exact(amount) if exact(amount) is not None else str(amount))
                    )
                for branch in pair.branches:
                    if pair.village and pair.village not in branch.villages:
                        branch.villages.append(pair.village)
                    if pair.mentored is not None:
                        branch.mentored.append(pair.mentored)
                        pair.mentored.mentors.append(branch)
            facts.pairs = kept
            facts.villages_count = len({pair.village for pair in kept if pair.village})
            facts.projects_by_type = projects.most_common()
            self.view.pairings.append(facts)

    def link_campaigns(self) -> None:
        by_id = {}
        for id, record in self.register.campaigns.items():
            by_id[id] = expose(record)
        for facts in by_id.values():
            facts.absorbed_by = by_id.get(facts.absorbed_by or "")
        order = {"进行中": 0, "已并入": 1, "已结束": 2}
        self.view.campaigns = sorted(by_id.values(), key=lambda item: (order[item.state], item.start, item.id))

    def link_reports(self) -> None:
        for id, record in self.register.reports.items():
            facts = expose(record)
            facts.address = f"reports/{id}/"
            for claim in facts.claims:
                figure = self.view.figures.get(claim.figure or "")
                claim.figure = figure
                said = exact(claim.value)
                claim.value = str(claim.value)
                if figure is None or said is None or figure.value is None:
                    claim.verdict = "stated"
                else:
                    claim.verdict = "agrees" if said == figure.value else "differs"
            self.view.reports.append(facts)
        self.view.reports = _newest(self.view.reports, "date")
