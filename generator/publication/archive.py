"""Activities as pages show them: in full on their own pages, by their titles in lists."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from generator.checks.pictures import picture_path
from generator.publication.exposure import Facts, expose
from generator.publication.variants import SMALLEST, is_raster, variant
from generator.records.activity import Activity, ActivityKind
from generator.records.dossier import Held
from generator.records.fields import Record
from generator.records.register import Register
from generator.rulebook.bands import band_of_few, bands

if TYPE_CHECKING:
    from generator.publication.view import PublicView

__all__ = [
    "BRANCH_SHOWS", "CAMPAIGN_CARD", "LIST_CARD", "OF_LIST", "RECENT", "Archive", "card_of", "count_held",
    "entry_order", "held_card", "listed", "most_first", "pictures", "recent",
]  # fmt: skip

LIST_CARD = ("id", "month", "address")
"""Without its theme, so that another one changes no page of an activity."""
CAMPAIGN_CARD = ("id", "name", "address")
BRANCH_SHOWS = {
    "regulations": ("short_name", "address"),
    "stations": ("id", "name", "address"),
    "showcases": ("id", "name", "address", "type", "summary"),
}
"""What the page of a branch shows of other records, by where a view has these."""
RECENT = 30
"""Activities that count as recent: what the feed lists."""
OF_LIST = 10
"""Activities that the page of a monthly list shows."""


def card_of(facts: Facts, *names: str, **more: Any) -> Facts:
    """A few facts of something, for where something else points to it."""
    return Facts(**{name: getattr(facts, name) for name in names}, **more)


def held_card(held: Held, branch: Facts) -> Facts:
    """An activity as lists show it."""
    return Facts(
        date=datetime.date.fromisoformat(held.date),
        type=held.kind,
        title=held.title,
        address=f"activities/{branch.id}/{held.slug}/",
        branch=branch,
        year=int(held.date[:4]),
        month=held.date[:7],
    )


def entry_order(entry: tuple[Held, Facts]) -> tuple[str, str, str]:
    """What lists of activities are put in order by, the greatest first: the day, the branch, the slug."""
    held, branch = entry
    return held.date, branch.id, held.slug


def listed(held: Mapping[str, Iterable[Held]], cards: Mapping[str, Facts]) -> list[tuple[Held, Facts]]:
    """The activities of all branches as lists show them, with the cards of their branches, the newest first."""
    found = [(activity, cards[id]) for id, activities in held.items() for activity in activities]
    found.sort(key=entry_order, reverse=True)
    return found


class Archive:
    """The activities of branches, in full, as a view shows them."""

    def __init__(self, register: Register, view: PublicView) -> None:
        self.register = register
        names = ("id", "short_name", "address", "area")
        self.branches = {facts.id: card_of(facts, *names) for facts in view.branches}
        self.lists = {facts.id: card_of(facts, *LIST_CARD) for facts in view.lists}
        self.shown = cache(partial(band_of_few, bands(register).get("dangyuan")))
        self.campaigns = {facts.id: card_of(facts, *CAMPAIGN_CARD) for facts in view.campaigns}

    def of(self, id: str) -> list[Facts]:
        """The activities of one branch, the newest first."""
        found = []
        for record in reversed(self.register.activities_of(id)):
            facts = expose(record)
            slug = record.id.rpartition("/")[2]
            facts.address = f"activities/{id}/{slug}/"
            facts.branch = self.branches[id]
            facts.monthly_list = self.lists.get(record.monthly_list or "")
            facts.campaign = self.campaigns.get(record.campaign or "")
            facts.pictures = pictures(self.register, record)
            if facts.attendance is not None:
                for name in ("present", "guests"):
                    setattr(facts.attendance, name, self.shown(getattr(facts.attendance, name)))
            facts.previous = facts.next = None
            facts.year, facts.month = record.date.year, record.date.isoformat()[:7]
            found.append(facts)
        for newer, older in pairwise(found):
            newer.previous = card_of(older, "address", "title", "date")
            older.next = card_of(newer, "address", "title", "date")
        return found


def count_held(facts: Facts, held: Sequence[Held], year: int) -> None:
    """Tell a branch's facts how many activities it held, and in a year how many of each kind: twelve numbers a kind."""
    counts: dict[str, list[int]] = {}
    for activity in held:
        if activity.date.startswith(f"{year}-"):
            counts.setdefault(activity.kind, [0] * 12)[int(activity.date[5:7]) - 1] += 1
    facts.activities_count, facts.year_counts = len(held), dict(sorted(counts.items()))


_ORDER = {kind.value: number for number, kind in enumerate(ActivityKind)}

Count = TypeVar("Count")


def most_first(kinds: Mapping[str, Count], number: Callable[[Count], int]) -> dict[str, Count]:
    """Kinds of activities with what is counted of each, of which ``number`` tells how many there are: most first."""
    return dict(sorted(kinds.items(), key=lambda row: (-number(row[1]), _ORDER[row[0]])))


def recent(view: PublicView) -> list[Facts]:
    """The newest activities, in full."""
    full: dict[str, dict[str, Facts]] = {}
    for _, branch in view.held[:RECENT]:
        if branch.id not in full:
            full[branch.id] = {item.address: item for item in view.activities_of(branch.id)}
    return [full[branch.id][f"activities/{branch.id}/{held.slug}/"] for held, branch in view.held[:RECENT]]


def pictures(register: Register, record: Record) -> list[Facts]:
    """The pictures of a record, each with its file and with its address on the site."""
    shown = []
    for picture in getattr(record, "pictures", ()):
        path = picture_path(register, record, picture)
        ended = picture.consent_until is not None and picture.consent_until < register.as_of
        if path is None or ended:
            continue
        facts = expose(picture)
        owner = record.branch if isinstance(record, Activity) else record.id
        kind = "branch" if isinstance(record, Activity) else record.kind
        facts.src = f"pictures/{kind}/{owner}/{PurePosixPath(picture.file)}"
        facts.path = str(path)
        facts.small = variant(facts.src, SMALLEST) if is_raster(picture.file) else None
        shown.append(facts)
    return shown
