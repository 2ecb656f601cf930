"""Making the public view: allow-listed fields of released records, stripped and linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from generator.publication.archive import (
    BRANCH_SHOWS,
    CAMPAIGN_CARD,
    LIST_CARD,
    OF_LIST,
    Archive,
    card_of,
    held_card,
    listed,
    most_first,
    pictures,
    recent,
)
from generator.publication.claims import claim_facts
from generator.publication.exposure import Facts, expose
from generator.publication.methods import Counting, counting, fill_steps, state_of
from generator.publication.own_facts import BOX_TERMS, add_own, members_of
from generator.publication.paging import catalogue
from generator.publication.prose import fill_texts
from generator.publication.regulations import adopt, regulation_facts
from generator.publication.relief import relief_totals
from generator.publication.rules import rule_card, rule_facts
from generator.publication.summing import in_order
from generator.publication.view import PublicView
from generator.records.activity import ActivityKind
from generator.records.area import WHOLE
from generator.records.branch import Branch
from generator.records.register import Register
from generator.records.unit import Unit, UnitKind
from generator.records.values import exact
from generator.records.withdrawal import Withdrawal
from generator.rulebook.bands import bands
from generator.rulebook.figures import latest_round, published_figures
from generator.rulebook.methods import Method
from generator.rulebook.numbers import percent
from generator.rulebook.schemes import Scheme
from generator.rulebook.terms import term_sets

__all__ = ["public_view"]

_STATION_TERMS = "liuyou-zhidaozhan"

_NEAR = 4
"""Neighbours that a page names."""


def public_view(register: Register, counted: Counting | None = None) -> PublicView:
    """The public view of a register; ``counted`` where it has been begun to count how many keep each rule."""
    released = register.released()
    return _Builder(released, counted or counting(released, 1)).build()


def _newest(items: Iterable[Facts], attribute: str) -> list[Facts]:
    return sorted(items, key=lambda item: (getattr(item, attribute), item.id), reverse=True)


def _near(items: Sequence[Facts], number: int) -> list[Facts]:
    """The next few after one of a list, round to its beginning: every page leads on, and to different ones."""
    rest = [*items[number + 1 :], *items[:number]] if len(items) <= 2 * _NEAR else None
    if rest is None:
        rest = [items[(number + 1 + step) % len(items)] for step in range(_NEAR)]
    return rest[:_NEAR]


class _Builder:
    """Strips every released record, then links them step by step; each step reads only what an earlier one made."""

    def __init__(self, register: Register, counted: Counting) -> None:
        self.register = register
        self.counted = counted
        computed = published_figures(register)
        asked = fill_texts(register, computed)
        self.view = PublicView(expose(register.site), register.as_of, computed, asked=asked)
        self.terms = term_sets(register)
        self.view.terms = {id: (terms.closed, terms.members) for id, terms in self.terms.items()}
        self.areas: dict[str, Facts] = {}
        self.branches: dict[str, Facts] = {}
        self.units: dict[str, Facts] = {}
        self.regulations: dict[str, Facts] = {}
        self.stations: dict[str, Facts] = {}
        self.lists: dict[str, Facts] = {}
        self.rules: dict[str, Facts] = {}
        # Cards, by kind and identifier.
        self.area_cards: dict[str, Facts] = {}
        self.branch_cards: dict[str, Facts] = {}
        self.regulation_cards: dict[str, Facts] = {}
        self.list_cards: dict[str, Facts] = {}
        self.campaign_cards: dict[str, Facts] = {}
        self.rule_cards: dict[str, Facts] = {}

    def build(self) -> PublicView:
        self.make_rules()
        self.make_areas()
        self.make_regulations()
        self.make_branches()
        self.make_stations()
        self.make_lists()
        self.count_activities()
        self.make_notices()
        self.make_showcases_and_methods()
        self.make_assessments()
        self.make_honours()
        self.make_pairings()
        self.make_campaigns()
        self.make_reports()
        self.view.withdrawn = [expose(item) for item in self.register.of(Withdrawal).values() if item.address]
        self.view.activities_of = Archive(self.register, self.view).of
        self.view.recent = recent(self.view)
        return self.view

    @staticmethod
    def known(kind: Mapping[str, Facts], names: Iterable[str]) -> list[Facts]:
        """References to what may go out; the others are silently left out, as if never written."""
        return [kind[name] for name in names if name in kind]

    def make_rules(self) -> None:
        self.rules = rule_facts(self.register, self.view.figures)
        self.rule_cards = {id: rule_card(facts) for id, facts in self.rules.items()}
        self.view.rules = list(self.rules.values())

    def make_areas(self) -> None:
        for id, record in self.register.areas.items():
            facts = expose(record)
            facts.address = f"areas/{id}/"
            facts.branches, facts.units, facts.stations = [], [], []
            self.areas[id] = facts
            self.area_cards[id] = card_of(facts, "id", "name", "address")
        for facts in self.areas.values():
            facts.parent = self.area_cards.get(facts.parent or "")
        for unit in self.register.units.values():
            facts = expose(unit)
            facts.area = self.area_cards.get(unit.area)
            facts.branch = None
            self.units[unit.name] = facts
            if facts.area is not None:
                self.areas[unit.area].units.append(facts)
        self.view.areas = list(self.areas.values())

    def make_regulations(self) -> None:
        for id, record in self.register.regulations.items():
            facts = regulation_facts(record)
            facts.adopters, facts.adopters_count = [], 0
            self.regulations[id] = facts
            self.regulation_cards[id] = card_of(facts, *BRANCH_SHOWS["regulations"])
        groups = dict.fromkeys(facts.group for facts in self.regulations.values())
        order = {group: number for number, group in enumerate(groups)}
        self.view.regulations = sorted(self.regulations.values(), key=lambda item: (order[item.group], item.id))
        for group in groups:
            ids = [item.id for item in self.view.regulations if item.group == group]
            cards = [card_of(self.regulations[id], "short_name", "address", "articles_count") for id in ids]
            for number, id in enumerate(ids):
                self.regulations[id].others = _near(cards, number)

    def make_branches(self) -> None:
        lines = {id: Facts(name=record.name) for id, record in self.register.committees.items() if record.released}
        latest = latest_round(self.register)
        current = {row.branch: row.stars for row in latest.results} if latest else {}
        order = {id: number for number, id in enumerate(self.areas)}
        last = len(order)
        records = sorted(self.register.branches.values(), key=lambda b: (order.get(b.subordination.area, last), b.id))
        of_area: dict[str, list[Facts]] = {}
        for record in records:
            facts = self.branch(record, current.get(record.id), lines)
            card = self.branch_card(facts)
            self.branches[record.id], self.branch_cards[record.id] = facts, card
            of_area.setdefault(record.subordination.area, []).append(card)
            for name in record.regulations:
                if name in self.regulations:
                    adopt(self.regulations[name], card)
            for unit in facts.units:
                unit.branch = card_of(card, "id", "short_name", "address")
        self.view.branches = list(self.branches.values())
        self.view.elsewhere = [card for card in self.branch_cards.values() if card.area is None]
        for regulation in self.regulations.values():
            regulation.adopted_by_all = regulation.adopters_count == len(self.branches)
        for id, cards in of_area.items():
            for number, card in enumerate(cards):
                near = _near(cards, number) if id in self.areas else []
                self.branches[card.id].near = [
                    card_of(near_card, "short_name", "address", "industry") for near_card in near
                ]
        for id, area in self.areas.items():
            area.branches = of_area.get(id, [])
            area.enterprises = sum(1 for unit in area.units if unit.type == UnitKind.ENTERPRISE.value)
            area.covered = sum(1 for unit in area.units if unit.type == UnitKind.ENTERPRISE.value and unit.branch)
        for facts in self.branches.values():
            facts.units = [_without(unit, "branch") for unit in facts.units]
        self.make_summaries()

    def make_summaries(self) -> None:
        """What branches come to, by year, by area and over the whole site."""
        view, branches = self.view, self.view.branches
        formed: dict[int, Counter[str]] = {}
        first: dict[str, int] = {}
        for item in branches:
            year = item.formation.date.year
            formed.setdefault(year, Counter())[item.formation.mode] += 1
            for unit in item.units:
                if unit.type == UnitKind.ENTERPRISE.value:
                    first[unit.name] = min(first.get(unit.name, 9999), year)
        covered = Counter(first.values())
        total = reached = 0
        modes: Counter[str] = Counter()
        for year in range(min(formed), view.year + 1) if formed else ():
            new = formed.get(year, Counter())
            modes.update(new)
            total, reached, so_far = total + new.total(), reached + covered[year], in_order(modes)
            view.growth.append(Facts(year=year, formed=new.total(), total=total, covered=reached, modes=so_far))
        ends = [item.term.end for item in branches if item.term is not None]
        view.expired = sum(1 for end in ends if end < view.as_of)
        view.expiries = dict(sorted(Counter(end.year for end in ends if end >= view.as_of).items()))
        view.boxes = [(box, sum(box in item.boxes for item in branches)) for box in members_of(self.terms, BOX_TERMS)]
        for area in self.areas.values():
            area.year_counts, area.expiries = [0] * 12, {}
            years = Counter(first[unit.name] for unit in area.units if unit.name in first)
            area.covered_by = {row.year: sum(n for y, n in years.items() if y <= row.year) for row in view.growth}
        for item in branches:
            home = self.areas.get(item.area.id) if item.area else None
            for kind, months in item.year_counts.items():
                row = view.year_kinds.setdefault(kind, [0] * 12)
                for month, count in enumerate(months):
                    row[month] += count
                    if home is not None:
                        home.year_counts[month] += count
            if home is not None and item.term is not None and item.term.end >= view.as_of:
                home.expiries[item.term.end.year] = home.expiries.get(item.term.end.year, 0) + 1
        for area in self.areas.values():
            area.expiries = dict(sorted(area.expiries.items()))
        view.year_kinds = most_first(view.year_kinds, sum)

    def branch(self, record: Branch, stars: int | None, lines: Mapping[str, Facts]) -> Facts:
        """What a branch says itself, with room for what other records will say of it."""
        facts: Facts = expose(record)
        facts.address = f"branches/{record.id}/"
        facts.line = lines.get(record.subordination.line)
        facts.area = self.area_cards.get(record.subordination.area)
        del facts.subordination
        units = (self.register.unit(name) for name in record.units)
        facts.units = [self.units[unit.name] for unit in units if unit is not None and unit.name in self.units]
        facts.regulations = self.known(self.regulation_cards, record.regulations)
        facts.stars = stars
        add_own(facts, record, self.register)
        facts.star_history, facts.honours, facts.showcases = [], [], []
        facts.station, facts.villages, facts.mentors, facts.mentored = None, [], [], []
        return facts

    @staticmethod
    def branch_card(facts: Facts) -> Facts:
        """A branch as lists and other pages show it."""
        first = facts.units[0] if facts.units else None
        return card_of(
            facts,
            *("id", "short_name", "address", "area", "stars", "activities_count"),
            mode=facts.formation.mode,
            unit=(first.short_name or first.name) if first else "",
            industry=first.industry if first else "",
            units_count=len(facts.units),
        )

    def make_stations(self) -> None:
        mark_terms = members_of(self.terms, _STATION_TERMS)
        for id, record in self.register.stations.items():
            facts = expose(record)
            facts.address = f"stations/{id}/"
            facts.area = self.area_cards.get(record.area)
            facts.serves = self.known(self.area_cards, record.serves)
            facts.mark_terms = mark_terms
            facts.pictures = pictures(self.register, record)
            for instructor in facts.instructors:
                cards = self.known(self.branch_cards, instructor.branches)
                instructor.branches = [card_of(card, "short_name", "address") for card in cards]
            served = [area.id for area in facts.serves] or [record.area]
            facts.branches = [card for id in self.areas if id in served for card in self.areas[id].branches]
            facts.units_count = sum(card.units_count for card in facts.branches)
            facts.lists, facts.notices = [], []
            card = card_of(facts, *BRANCH_SHOWS["stations"])
            for branch in facts.branches:
                self.branches[branch.id].station = card
            for area in facts.serves:
                self.areas[area.id].stations.append(card)
            self.stations[id] = facts
        self.view.stations = list(self.stations.values())
        cards = [card_of(facts, "name", "address", "host") for facts in self.view.stations]
        for number, facts in enumerate(self.view.stations):
            facts.others = _near(cards, number)

    def make_lists(self) -> None:
        for id, record in self.register.lists.items():
            facts = expose(record)
            facts.address = f"lists/{id}/"
            facts.stations = [
                card_of(self.stations[name], "id", "name", "address")
                for name in record.stations
                if name in self.stations
            ]
            for tip in facts.tips:
                tip.regulation = self.regulation_cards.get(tip.regulation or "")
            facts.activities, facts.activities_count, facts.notice = [], 0, []
            facts.previous = facts.next = None
            self.lists[id] = facts
            self.list_cards[id] = card_of(facts, *LIST_CARD)
        self.view.lists = _newest(self.lists.values(), "month")
        for newer, older in pairwise(self.view.lists):
            newer.previous, older.next = (card_of(item, "month", "theme", "address") for item in (older, newer))
        for monthly in self.view.lists:
            for station in monthly.stations:
                self.stations[station.id].lists.append(self.list_cards[monthly.id])

    def count_activities(self) -> None:
        """Activities by month, kind, year and monthly list."""
        view = self.view
        view.held = listed(self.register.held, self.branch_cards)
        for held, branch in view.held:
            months = view.activity_months.setdefault(int(held.date[:4]), [0] * 12)
            months[int(held.date[5:7]) - 1] += 1
            view.activity_kinds[held.kind] = view.activity_kinds.get(held.kind, 0) + 1
            years = view.kind_years.setdefault(held.kind, {})
            years[int(held.date[:4])] = years.get(int(held.date[:4]), 0) + 1
            monthly = self.lists.get(held.monthly_list or "")
            if monthly is not None:
                monthly.activities_count += 1
                if monthly.activities_count <= OF_LIST:
                    monthly.activities.append(held_card(held, card_of(branch, "id", "short_name", "address")))
        view.activity_kinds = most_first(view.activity_kinds, int)
        view.kind_years = most_first(view.kind_years, lambda years: sum(years.values()))

    def make_notices(self) -> None:
        """The monthly 通报: branches that held a theme day under the list, of all branches a station serves."""
        held_in: dict[str, set[str]] = {}
        for held, branch in self.view.held:
            if held.kind == ActivityKind.THEME_DAY.value:
                held_in.setdefault(held.date[:7], set()).add(branch.id)
        whole_of = next((f"全{area.type}" for area in self.areas.values() if area.type in WHOLE), "合计")
        served = {id: {branch.id for branch in station.branches} for id, station in self.stations.items()}
        for monthly in self.lists.values():
            held_by = held_in.get(monthly.month, set())
            whole = Facts(name=whole_of, address="")
            rows = [(card, len(served[card.id] & held_by), len(served[card.id])) for card in monthly.stations]
            monthly.notice = [
                Facts(name=of.name, address=of.address, held=part, total=base, share=percent(part, base))
                for of, part, base in (*rows, (whole, len(held_by), len(self.branches)))
            ]
            for station, part, base in rows:
                row = Facts(**vars(self.list_cards[monthly.id]), held=part, total=base, share=percent(part, base))
                self.stations[station.id].notices.append(row)
        for facts in self.stations.values():
            facts.notices = _newest(facts.notices, "month")

    def make_showcases_and_methods(self) -> None:
        steps = {id: len(record.steps) for id, record in self.register.of(Method).items()}
        methods = {
            id: Facts(id=id, name=record.name, address=f"methods/{id}/", steps_count=steps[id])
            for id, record in self.register.of(Method).items()
        }
        for id, record in self.register.showcases.items():
            facts = expose(record)
            facts.address = f"showcases/{id}/"
            branch = self.branch_cards.get(record.branch or "")
            facts.branch = branch
            facts.source_method = record.method is not None
            facts.method = methods.get(record.method or "")
            facts.pictures = pictures(self.register, record)
            for result in facts.results:
                result.value = str(result.value)
            if branch is not None:
                card = card_of(facts, *BRANCH_SHOWS["showcases"])
                self.branches[branch.id].showcases.append(card)
            self.view.showcases.append(facts)
        self.view.showcases.sort(key=lambda item: (item.source_method, -(item.year or 0), item.id))
        for kind in (False, True):
            items = [item for item in self.view.showcases if item.source_method is kind]
            cards = [card_of(item, "name", "address", "type") for item in items]
            for number, item in enumerate(items):
                item.others = _near(cards, number)
        showcases = {item.id: card_of(item, "name", "address", "type") for item in self.view.showcases}
        counted = self.counted()
        least = max((scale.least for scale in bands(self.register).values()), default=1)
        for facts in self.view.rules:
            facts.state = state_of(facts, counted, least)
        for id, method in self.register.of(Method).items():
            facts = expose(method)
            facts.address = f"methods/{id}/"
            facts.showcase = showcases.get(method.showcase or "")
            for number, step in enumerate(facts.steps, 1):
                step.number = number
                step.figures = [self.view.figures[name] for name in step.figures if name in self.view.figures]
                step.regulations = self.known(self.regulation_cards, step.regulations)
            fill_steps(facts, method, self.register, self.view.figures, self.rule_cards, counted, least)
            for used in {id for step in method.steps for id in step.rules if id in self.rules}:
                self.rules[used].methods.append(card_of(facts, "name", "address"))
            facts.others = [card for other, card in methods.items() if other != id]
            self.view.methods.append(facts)

    def make_assessments(self) -> None:
        for record in self.register.assessments.values():
            facts = expose(record)
            facts.results = [row for row in facts.results if row.branch in self.branches]
            counts = Counter(row.stars for row in facts.results)
            facts.counts = {stars: counts[stars] for stars in range(5, 0, -1)}
            facts.unrated = len(self.branches) - len(facts.results)
            for row in facts.results:
                row.branch = card_of(self.branch_cards[row.branch], "id", "short_name", "address")
            facts.results.sort(key=lambda row: (-row.stars, row.branch.id))
            self.view.assessments.append(facts)
        self.view.assessments = _newest(self.view.assessments, "announced")
        if self.view.assessments:
            scheme = self.register.of(Scheme).get(self.view.assessments[0].scheme)
            self.view.scheme = self.scheme(scheme) if scheme is not None and scheme.released else None
        for facts in self.view.assessments:
            for row in facts.results:
                history = card_of(facts, "name", "first_year", "last_year", stars=row.stars)
                self.branches[row.branch.id].star_history.append(history)

    def scheme(self, record: Scheme) -> Facts:
        """A scheme with the cards of its rules, which are told what indicators they serve."""
        facts: Facts = expose(record)
        for aspect in facts.aspects:
            for indicator in aspect.indicators:
                for used in indicator.rules:
                    if used in self.rules:
                        self.rules[used].indicators.append(card_of(indicator, "code", "name"))
                indicator.rules = self.known(self.rule_cards, indicator.rules)
        return facts

    def make_honours(self) -> None:
        for record in self.register.honours.values():
            facts = expose(record)
            facts.branches = [
                card_of(card, "id", "short_name", "address") for card in self.known(self.branch_cards, record.branches)
            ]
            facts.units = [Facts(name=unit.name) for unit in self.named_units(record.units)]
            self.view.honours.append(facts)
        self.view.honours = _newest(self.view.honours, "awarded")
        for part in catalogue("honours", self.view.honours):
            for facts in part.entries:
                facts.address = f"{part.address}#{facts.id}"
        for facts in self.view.honours:
            card = card_of(facts, "id", "name", "level", "awarded", "address")
            for branch in facts.branches:
                self.branches[branch.id].honours.append(card)

    def named_units(self, names: Iterable[str]) -> list[Unit]:
        """The units that a record names, as far as they may go out."""
        return [unit for unit in map(self.register.unit, names) if unit is not None]

    def make_pairings(self) -> None:
        cards = {id: card_of(card, "id", "short_name", "address") for id, card in self.branch_cards.items()}
        for record in self.register.pairings.values():
            facts = expose(record)
            facts.address = f"pairings/{record.id}/"
            projects: Counter[str] = Counter()
            kept = []
            for pair in facts.pairs:
                pair.branches = self.known(cards, pair.branches)
                wanted = pair.mentored
                pair.mentored = cards.get(wanted or "")
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
                    full = self.branches[branch.id]
                    if pair.village and pair.village not in full.villages:
                        full.villages.append(pair.village)
                    if pair.mentored is not None:
                        full.mentored.append(pair.mentored)
                        self.branches[pair.mentored.id].mentors.append(branch)
            facts.pairs = kept
            facts.villages_count = len({pair.village for pair in kept if pair.village})
            facts.projects_by_type = projects.most_common()
            facts.relief = relief_totals(facts.pairs)
            self.view.pairings.append(facts)

    def make_campaigns(self) -> None:
        found = {id: expose(record) for id, record in self.register.campaigns.items()}
        order = {"进行中": 0, "已并入": 1, "已结束": 2}
        self.view.campaigns = sorted(found.values(), key=lambda item: (order[item.state], item.start, item.id))
        for part in catalogue("campaigns", self.view.campaigns):
            for facts in part.entries:
                facts.address = f"{part.address}#{facts.id}"
        self.campaign_cards = {id: card_of(facts, *CAMPAIGN_CARD) for id, facts in found.items()}
        for facts in found.values():
            facts.absorbed_by = self.campaign_cards.get(facts.absorbed_by or "")

    def make_reports(self) -> None:
        for id, record in self.register.reports.items():
            facts = expose(record)
            facts.address = f"reports/{id}/"
            facts.claims = claim_facts(record, self.view.figures)
            self.view.reports.append(facts)
        self.view.reports = _newest(self.view.reports, "date")


def _without(facts: Facts, name: str) -> Facts:
    return Facts(**{key: value for key, value in vars(facts).items() if key != name})
