"""Lists of activities that show more or fewer of them, cut into pages anew between the firm ends around these."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from generator.publication.archive import entry_order
from generator.publication.exposure import Facts
from generator.publication.paging import WINDOW, Part, few, pieces, runs
from generator.publication.relisting import Newest, Relisting, newest
from generator.publication.view import PublicView, UntoldError
from generator.records.dossier import Held, Place
from generator.site.archive_pages import OF_MONTH
from generator.site.families import kind_slug
from generator.site.pages import LATEST, shown_area

__all__ = ["recut_lists"]

_SMALL = 120
"""Entries of a list up to which it is cut anew as a whole: the pages at its two ends may have the same neighbour."""
Entry = tuple[Held, Facts]
Kept = Callable[[str], Sequence[Any]]
"""Gives a list as it is kept, by the key of its group: the name of its maker, and what that takes."""
Key = tuple[str, str, str]
Ends = Sequence[Any]
"""Of every page of a list, from the newest on: what its oldest entry is put in order by, its address, and whether its
end is a firm one.
"""


def recut_lists(
    view: PublicView,
    relisting: Relisting,
    areas: Iterable[Facts],
    kept: Kept,
    ends: Callable[[str], Ends],
    newest_of: Newest,
) -> tuple[dict[str, Any], dict[str, Ends]]:
    """The lists that show other activities now, by the keys of their groups, as they are to be; None for a page of a
    list that there is no more; and where the pages of these lists end now, by the addresses of the lists. ``view`` and
    its ``areas`` tell these activities already. Raises UntoldError where that is not enough.
    """
    cards = {card.id: card for card in view.cards}
    come = [(one, cards[id]) for id, row in relisting.of_branches.items() for one in row.come]
    gone = [(place, id) for id, row in relisting.of_branches.items() for place in row.gone]
    found: dict[str, Any] = {}
    cuttings: dict[str, _Cutting] = {}
    for of in (_of_month, _of_kind):
        moved: list[Held | Place] = [*(place for place, _ in gone), *(held for held, _ in come)]
        for address in dict.fromkeys(map(of, moved)):
            cuttings[address] = _Cutting(address, ends(address), kept)
        left = {(of(place), (place.date, id, place.slug)) for place, id in gone}
        for entry in come:
            address, key = of(entry[0]), entry_order(entry)
            cuttings[address].move(key, entry, 0 if (address, key) in left else 1)
            left.discard((address, key))
        for address, key in sorted(left):
            cuttings[address].move(key, None, -1)
    for address, cutting in cuttings.items():
        found |= cutting.lists()
        if "/kind/" in address:
            continue
        year = address[: -len("MM/")]
        maker, name, months = found.get(year) or kept(year)
        _, head, *_, total = found[address]
        month = f"{name}-{address[-len('MM/') : -1]}"
        found[year] = [maker, name, {**months, month: (total, head.entries[:OF_MONTH])}]
    for area in areas:
        name, _, shown, *more = kept(area.address)
        ids = {card.id for card in area.branches}
        of_area = [entry for entry in come if entry[1].id in ids]
        anew = partial(_newest_of, ids, cards, newest_of)
        latest = newest(shown, relisting.places, of_area, LATEST, entry_order, anew)
        found[area.address] = [name, shown_area(area), latest, *more]
    return found, {address: cutting.ends for address, cutting in cuttings.items()}


def _newest_of(ids: Collection[str], cards: Mapping[str, Facts], newest_of: Newest) -> list[Entry]:
    """The newest activities of some branches."""
    return [(held, cards[id]) for id, held in newest_of(LATEST, lambda id, place: id in ids)]


def _of_month(one: Held | Place) -> str:
    return f"activities/{one.date[:4]}/{one.date[5:7]}/"


def _of_kind(one: Held | Place) -> str:
    return f"activities/kind/{kind_slug(one.kind)}/"


class _Cutting:
    """The pages of one list that are others now, as one entry after the other comes or goes.

    ``ends`` are the oldest entries of its pages, from the newest page on, as they are kept.
    """

    def __init__(self, address: str, ends: Ends, kept: Kept) -> None:
        self.address = address
        self.ends = [*ends]
        self._kept = kept
        self._maker, _, self._heading, self._crumbs, self.total = kept(address)
        self._parts: dict[str, Part[Entry]] = {}
        self._before = {place for _, place, _ in ends}
        self._found: dict[str, Part[Entry] | None] = {}

    def _part(self, number: int) -> Part[Entry]:
        place = self.ends[number][1]
        if place not in self._parts:
            self._parts[place] = self._kept(place)[1]
        return self._parts[place]

    def move(self, key: Key, entry: Entry | None, more: int) -> None:
        """Let an entry come, or take the place of the one of that ``key``, or this go where it is None: so there are so
        many ``more``.
        """
        self.total += more
        if not self.total:
            raise UntoldError
        small = min(self.total, self.total - more) <= _SMALL
        first, last = (0, len(self.ends) - 1) if small else self._between(key)
        items = [
            one for number in range(first, last + 1) for one in self._part(number).entries if entry_order(one) != key
        ]
        items = sorted([*items, *([entry] if entry is not None else [])], key=entry_order, reverse=True)
        newer = [one for number in range(max(0, first - 2), first) for one in self._part(number).entries]
        older = [one for n in range(last + 1, min(len(self.ends), last + 3)) for one in self._part(n).entries]
        shares = [(items, False)] if few(self.total) else runs(items, entry_order, newer or None, older or None)
        around = (
            self.ends[first - 1][1] if first else None,
            self.ends[last + 1][1] if last + 1 < len(self.ends) else None,
        )
        now = pieces(self.address, shares, entry_order, *around)
        self._put(first, last, now)

    def _between(self, key: Key) -> tuple[int, int]:
        """The first and the last of the pages that may be others: between two firm ends far enough from the entry."""
        here = next((n for n, (end, _, _) in enumerate(self.ends) if tuple(end) <= key), len(self.ends) - 1)
        entries = self._part(here).entries
        first, between = here, sum(entry_order(one) > key for one in entries)
        while first and not (self.ends[first - 1][2] and between >= WINDOW):
            first -= 1
            between += len(self._part(first).entries)
        last, between = here, sum(entry_order(one) < key for one in entries)
        while last + 1 < len(self.ends) and not (self.ends[last][2] and between > WINDOW):
            last += 1
            between += len(self._part(last).entries)
        return first, last

    def _put(self, first: int, last: int, now: Sequence[Part[Entry]]) -> None:
        for number in range(first, last + 1):
            self._found[self.ends[number][1]] = None
        if first and (above := self._part(first - 1)).older != now[0].address:
            self._parts[above.address] = self._found[above.address] = replace(above, older=now[0].address)
        if last + 1 < len(self.ends) and (below := self._part(last + 1)).newer != now[-1].address:
            self._parts[below.address] = self._found[below.address] = replace(below, newer=now[-1].address)
        for part in now:
            self._parts[part.address] = self._found[part.address] = part
        self.ends[first : last + 1] = [[[*entry_order(part.entries[-1])], part.address, part.firm] for part in now]

    def lists(self) -> dict[str, Sequence[Any] | None]:
        """The pages that are others now, by the keys of their groups; None for those that there are no more."""
        head = self._part(0)
        found = {place: part for place, part in self._found.items() if part is not None or place in self._before}
        found[head.address] = head
        return {
            place: None
            if part is None
            else [self._maker, part, self._heading, self._crumbs, None if part.number else self.total]
            for place, part in found.items()
        }
