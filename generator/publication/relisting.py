"""What a view tells of activities, told anew where some branches have held more or fewer, or on other days.

Totals are added to and taken from. Of the newest of something (of the site, of a monthly list) just so many are kept:
where one of them has gone, all activities are looked through for the one that comes after them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from generator.publication.archive import OF_LIST, RECENT, card_of, held_card, most_first
from generator.publication.exposure import Facts
from generator.publication.keeping import Packed
from generator.publication.view import PublicView, UntoldError
from generator.records.activity import ActivityKind
from generator.records.dossier import Held, Place, latest_of
from generator.rulebook.numbers import percent

__all__ = ["Relisted", "Relisting", "Restated", "newest", "relist", "relisting_of"]

Entry = TypeVar("Entry")


Newest = Callable[[int, Callable[[str, Place], bool]], list[tuple[str, Held]]]
"""Gives so many of the newest activities of all, of those that are wanted: a branch's identifier and an activity."""


class Relisted(NamedTuple):
    """Of one branch: the activities that lists show otherwise."""

    gone: Sequence[Place]
    """Those that were in lists, as they were there."""
    come: Sequence[Held]
    """Those that are in lists now."""
    held: Sequence[Held]
    """All that the branch holds now."""


class Relisting(NamedTuple):
    """The activities that lists show otherwise than before, and what all that there are come to now."""

    of_branches: Mapping[str, Relisted]
    latest: str
    """The day of the last activity up to the day for which all is computed; empty where there is none."""
    kinds: Mapping[str, int]
    """How many there were of each kind in the year for which the data are true."""

    @property
    def places(self) -> set[tuple[str, str]]:
        """The branch and the slug of each activity that is somewhere else in lists, or was."""
        rows = self.of_branches.items()
        return {(id, one.slug) for id, row in rows for listed in (row.gone, row.come) for one in listed}


def relisting_of(
    before: Mapping[str, Collection[Place]],
    now: Mapping[str, Sequence[Held]],
    latest: str,
    kinds: Mapping[str, int],
    day: str,
) -> Relisting:
    """What has become of the activities of some branches, which had those ``before``. ``latest`` and ``kinds`` are what
    all came to then, on the same ``day``. Raises UntoldError where the last of all has gone.
    """
    found: dict[str, Relisted] = {}
    total = dict(kinds)
    for id, held in now.items():
        there, here = set(before[id]), {one.place for one in held}
        gone = [place for place in before[id] if place not in here]
        come = [one for one in held if one.place not in there]
        if gone or come:
            found[id] = Relisted(gone, come, held)
        for places, number in ((gone, -1), (come, 1)):
            for one in places:
                if one.date.startswith(f"{day[:4]}-"):
                    total[one.kind] = total.get(one.kind, 0) + number
    last = latest_of((one for row in found.values() for one in row.come), day)
    if any(one.date == latest for row in found.values() for one in row.gone) and last < latest:
        raise UntoldError
    return Relisting(found, max(latest, last), {kind: number for kind, number in total.items() if number})


def newest(
    shown: Sequence[Entry],
    gone: Collection[tuple[str, str]],
    come: Iterable[Entry],
    limit: int,
    order: Callable[[Entry], tuple[str, str, str]],
    anew: Callable[[], list[Entry]],
) -> list[Entry]:
    """The newest entries of a list of which at most ``limit`` were ``shown``; ``order`` gives the day, the branch and
    the slug of one, and the ``gone`` are told by the last two. Where some follow that were not shown, all are to be had
    ``anew``.
    """
    all_known = len(shown) < limit
    last = order(shown[-1]) if shown else ("", "", "")
    kept = [entry for entry in shown if order(entry)[1:] not in gone]
    found = sorted([*kept, *(e for e in come if all_known or order(e) > last)], key=order, reverse=True)
    return found[:limit] if all_known or len(found) >= limit else anew()


class Restated(NamedTuple):
    """What of a view tells other activities than before."""

    areas: list[Facts]
    lists: list[Facts]
    stations: list[Facts]


def relist(
    view: PublicView, relisting: Relisting, activities_of: Callable[[str], list[Facts]], newest_of: Newest
) -> Restated:
    """Bring up to date what a view tells of activities, but for branches and their pages: totals, the newest ones,
    areas, monthly lists and what stations report of these. ``activities_of`` gives those of a branch, in full.

    Raises UntoldError where a month, a year or a kind has activities that had none, or has none any more.
    """
    cards = {card.id: card for card in view.cards}
    areas: dict[str, Facts] = {}
    for id, row in relisting.of_branches.items():
        card = cards[id]
        area = next((area for area in view.areas if card.area is not None and area.id == card.area.id), None)
        card.activities_count += len(row.come) - len(row.gone)
        if area is not None:
            areas[area.id] = area
        for places, number in ((row.gone, -1), (row.come, 1)):
            for one in places:
                _count(view, area, one.date, one.kind, number)
    view.activity_kinds = most_first(view.activity_kinds, int)
    view.kind_years = most_first(view.kind_years, lambda years: sum(years.values()))
    view.year_kinds = most_first({kind: row for kind, row in view.year_kinds.items() if any(row)}, sum)
    full = {item.address: item for id in relisting.of_branches for item in activities_of(id)}
    recent = [full.get(item.address, item) for item in view.recent]
    come = [item for item in full.values() if _order(item)[1:] in relisting.places]

    def in_full() -> list[Facts]:
        found = newest_of(RECENT, lambda id, place: True)
        known = {item.address: item for id in {id for id, _ in found} for item in activities_of(id)}
        return [known[f"activities/{id}/{held.slug}/"] for id, held in found]

    view.recent = newest(recent, relisting.places, come, RECENT, _order, in_full)
    lists = [monthly for monthly in view.lists if _relisted(monthly, relisting, cards, newest_of)]
    noticed, stations = _notices(view, relisting)
    told = {monthly.address: monthly for monthly in (*lists, *noticed)}
    return Restated(list(areas.values()), list(told.values()), stations)


def _count(view: PublicView, area: Facts | None, date: str, kind: str, number: int) -> None:
    """Count one activity more or less. A month or a kind that had none, or has none any more, has pages of its own."""
    year, month = int(date[:4]), int(date[5:7]) - 1
    months, years = view.activity_months.get(year), view.kind_years.get(kind)
    if months is None or years is None or not months[month]:
        raise UntoldError
    months[month] += number
    view.activity_kinds[kind] += number
    if not months[month] or not view.activity_kinds[kind]:
        raise UntoldError
    years[year] = years.get(year, 0) + number
    view.kind_years[kind] = {key: count for key, count in sorted(years.items(), reverse=True) if count}
    if year == view.year:
        view.year_kinds.setdefault(kind, [0] * 12)[month] += number
        if area is not None:
            area.year_counts[month] += number


def _order(activity: Facts) -> tuple[str, str, str]:
    _, branch, slug, _ = activity.address.split("/")
    return activity.date.isoformat(), branch, slug


def _relisted(monthly: Facts, relisting: Relisting, cards: Mapping[str, Facts], newest_of: Newest) -> bool:
    """Bring the activities up to date that were held by a monthly list; whether there are others."""

    def shown(id: str, held: Held) -> Facts:
        return held_card(held, card_of(cards[id], "id", "short_name", "address"))

    def anew() -> list[Facts]:
        return [shown(*one) for one in newest_of(OF_LIST, lambda id, place: place.monthly_list == monthly.id)]

    come: list[Facts] = []
    gone = 0
    for id, row in relisting.of_branches.items():
        come += [shown(id, one) for one in row.come if one.monthly_list == monthly.id]
        gone += sum(one.monthly_list == monthly.id for one in row.gone)
    if not come and not gone:
        return False
    monthly.activities = newest(monthly.activities, relisting.places, come, OF_LIST, _order, anew)
    monthly.activities_count += len(come) - gone
    return True


def _notices(view: PublicView, relisting: Relisting) -> tuple[list[Facts], list[Facts]]:
    """Bring up to date of how many branches monthly lists report that they have held a theme day, and stations
    likewise; those that report others.
    """
    lists: list[Facts] = []
    stations: dict[str, Facts] = {}
    for id, row in relisting.of_branches.items():
        places = {one.place for one in row.held}
        before = (places - {one.place for one in row.come}) | set(row.gone)
        then, now = _theme_months(before), _theme_months(places)
        for monthly in view.lists:
            number = (monthly.month in now) - (monthly.month in then)
            if not number:
                continue
            lists.append(monthly)
            lines = [monthly.notice[-1]]
            named = {card.id for card in monthly.stations}
            serving = {station.id: station for station in _serving(view.stations, id) if station.id in named}
            lines += [line for card, line in zip(monthly.stations, monthly.notice, strict=False) if card.id in serving]
            for station in serving.values():
                lines += [row for row in station.notices if row.address == monthly.address]
            stations |= serving
            for line in lines:
                line.held += number
                line.share = percent(line.held, line.total)
    return lists, list(stations.values())


def _serving(stations: Sequence[Facts], branch: str) -> list[Facts]:
    """The stations that serve a branch."""
    text = f"branches/{branch}/".encode()
    numbers = [
        number for number in range(len(stations)) if not isinstance(stations, Packed) or text in stations.data[number]
    ]
    return [stations[number] for number in numbers if any(card.id == branch for card in stations[number].branches)]


def _theme_months(places: Iterable[Place]) -> set[str]:
    return {one.date[:7] for one in places if one.kind == ActivityKind.THEME_DAY.value}
