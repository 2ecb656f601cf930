"""Lists of activities that show more or fewer of them, cut into pages anew from the newest on as far as they differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from generator.publication.exposure import Facts
from generator.publication.paging import SIZE, Part, parts
from generator.publication.relisting import Newest, Relisting, UntoldError, newest
from generator.publication.view import PublicView
from generator.records.dossier import Held, Place
from generator.site.archive_pages import OF_MONTH
from generator.site.families import kind_slug
from generator.site.pages import LATEST, shown_area

__all__ = ["recut_lists"]

Entry = tuple[Held, Facts]
Kept = Callable[[str], Sequence[Any]]
"""Gives a list as it is kept, by the key of its group: the name of its maker, and what that takes."""


def recut_lists(
    view: PublicView, relisting: Relisting, areas: Iterable[Facts], kept: Kept, newest_of: Newest
) -> dict[str, Any]:
    """The lists that show other activities now, by the keys of their groups, as they are to be; None for a page of a
    list that there is no more. ``view`` and its ``areas`` tell these activities already. Raises UntoldError where that
    is not enough.
    """
    cards = {card.id: card for card in view.cards}
    come = [(one, cards[id]) for id, row in relisting.of_branches.items() for one in row.come]
    gone = [(place, id) for id, row in relisting.of_branches.items() for place in row.gone]
    found: dict[str, Any] = {}
    moved: list[Held | Place] = [*(place for place, _ in gone), *(one for one, _ in come)]
    for address in dict.fromkeys(map(_of_month, moved)):
        found |= _recut(address, _chosen(gone, address, _of_month), _chosen(come, address, _of_month), kept)
        year = f"{address[: -len('MM/')]}"
        maker, name, months = found.get(year) or kept(year)
        _, head, *_, total = found[address]
        month = f"{name}-{address[-len('MM/') : -1]}"
        found[year] = [maker, name, {**months, month: (total, head.entries[:OF_MONTH])}]
    for address in dict.fromkeys(map(_of_kind, moved)):
        found |= _recut(address, _chosen(gone, address, _of_kind), _chosen(come, address, _of_kind), kept)
    for area in areas:
        name, _, shown, *more = kept(area.address)
        ids = {card.id for card in area.branches}
        of_area = [entry for entry in come if entry[1].id in ids]
        anew = partial(_newest_of, ids, cards, newest_of)
        latest = newest(shown, relisting.places, of_area, LATEST, _order, anew)
        found[area.address] = [name, shown_area(area), latest, *more]
    return found


def _newest_of(ids: Collection[str], cards: Mapping[str, Facts], newest_of: Newest) -> list[Entry]:
    """The newest activities of some branches."""
    return [(held, cards[id]) for id, held in newest_of(LATEST, lambda id, place: id in ids)]


def _of_month(one: Held | Place) -> str:
    return f"activities/{one.date[:4]}/{one.date[5:7]}/"


def _of_kind(one: Held | Place) -> str:
    return f"activities/kind/{kind_slug(one.kind)}/"


def _chosen(items: Iterable[Any], address: str, of: Callable[[Any], str]) -> list[Any]:
    return [item for item in items if of(item[0]) == address]


def _order(entry: Entry) -> tuple[str, str, str]:
    """What lists are in the order of."""
    held, branch = entry
    return held.date, branch.id, held.slug


def _recut(
    address: str, gone: Collection[tuple[Place, str]], come: Collection[Entry], kept: Kept
) -> dict[str, Sequence[Any] | None]:
    """The pages of one list that are others now."""
    name, head, heading, crumbs, total = kept(address)
    left = {(place.date, branch, place.slug) for place, branch in gone}
    lowest = min((*left, *map(_order, come)))
    chain: list[Part[Entry]] = [head]
    while True:
        last = chain[-1]
        if last.older is None or _order(last.entries[-1]) <= lowest:
            below = _number(address, last.older)
            shown = [entry for part in chain for entry in part.entries if _order(entry) not in left]
            shown = sorted([*shown, *come], key=_order, reverse=True)
            again = _cut(address, shown, below)
            if again is not None:
                break
        assert last.older is not None
        chain.append(kept(last.older)[1])
    if not shown:
        raise UntoldError
    now = {part.address: part for part in again}
    if last.older is not None:
        under = kept(last.older)[1]
        if under.newer != again[-1].address:
            now[under.address] = replace(under, newer=again[-1].address)
    total = len(shown) + below * SIZE
    before = {part.address: part for part in chain}
    found: dict[str, Sequence[Any] | None] = dict.fromkeys(before.keys() - now.keys())
    for part in now.values():
        if part.number is None or part != before.get(part.address):
            found[part.address] = [name, part, heading, crumbs, None if part.number else total]
    return found


def _number(address: str, page: str | None) -> int:
    """The number of a page of a list; 0 for none."""
    return int(page.removeprefix(address)[1:-1]) if page is not None else 0


def _cut(address: str, entries: Sequence[Entry], below: int) -> list[Part[Entry]] | None:
    """The pages of a list which has these ``entries`` above so many older pages; None where these are too few."""
    whole: list[Any] = [*entries, *[None] * (below * SIZE)]
    cut = [part for part in parts(address, whole) if part.number is None or part.number > below]
    return None if any(entry is None for part in cut for entry in part.entries) else cut
