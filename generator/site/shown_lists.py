"""Lists that show activities of several branches, kept ready to be made again, and which lists show each activity.

A retouched site makes again just the lists that call an activity otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from generator.cache import Cache
from generator.packing import packed_json, unpacked_json
from generator.publication.archive import entry_order
from generator.publication.exposure import Facts
from generator.publication.keeping import packed, unpacked
from generator.publication.paging import Part
from generator.records.dossier import Held
from generator.site.archive_pages import Entries, list_page, year_pages
from generator.site.families import Page
from generator.site.grouping import Group
from generator.site.pages import area_pages, monthly_pages

__all__ = ["ENDS", "LISTS", "MAKERS", "Shown", "ShownBy", "address_in", "ends_of", "keep_lists", "retitled"]

LISTS, ENDS, _SHOWN = "lists", "ends", "shown"
"""Sections of the cache: the lists, by the keys of their groups; where the pages of each list end, by its address;
which of them show the activities of each branch.
"""

Shown = dict[str, list[str]]
"""By address of an activity: its title in lists, and the keys of the groups that show it."""


def _of_list(part: Part[tuple[Held, Facts]], *_: Any) -> Entries:
    return part.entries


def _of_year(year: str, months: Mapping[str, tuple[int, Entries]]) -> Entries:
    return [entry for _, entries in months.values() for entry in entries]


def _of_area(item: Facts, newest: Entries, *_: Any) -> Entries:
    return newest


MAKERS: dict[str, tuple[Callable[..., Iterator[Page]], Callable[..., Entries] | None]] = {
    "list": (list_page, _of_list),
    "year": (year_pages, _of_year),
    "area": (area_pages, _of_area),
    "monthly": (monthly_pages, None),
}
"""The functions that make the pages of a list, and which activities it shows, where its arguments do not name them."""
_NAMES = {maker: name for name, (maker, _) in MAKERS.items()}


def address_in(held: Held, branch: Facts) -> str:
    """The address of an activity that a list shows, of a branch."""
    return f"activities/{branch.id}/{held.slug}/"


def _addresses(name: str, arguments: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Address and title of every activity that a list shows."""
    entries = MAKERS[name][1]
    if entries is None:
        return ((item.address, item.title) for item in arguments[0].activities)
    return ((address_in(held, branch), held.title) for held, branch in entries(*arguments))


def retitled(name: str, arguments: Sequence[Any], titles: Mapping[str, str]) -> Sequence[Any]:
    """A list with other titles, by address."""

    def of(entries: Entries) -> list[tuple[Held, Facts]]:
        return [(held._replace(title=titles.get(address_in(held, b), held.title)), b) for held, b in entries]

    match name:
        case "list":
            part, *more = arguments
            return [replace(part, entries=of(part.entries)), *more]
        case "year":
            year, months = arguments
            return [year, {month: (count, of(entries)) for month, (count, entries) in months.items()}]
        case "area":
            item, newest, *more = arguments
            return [item, of(newest), *more]
        case _:
            [item] = arguments
            for activity in item.activities:
                activity.title = titles.get(activity.address, activity.title)
            return [item]


def keep_lists(groups: Iterable[Group], due: set[str], cache: Cache, anew: bool) -> None:
    """Keep the lists among the groups of a whole site, of which ``due`` were made anew, for the next retouching.

    What is kept of the others stands, unless all is to be kept ``anew``.
    """
    if not cache.kept:
        return
    lists: dict[str, list[Any]] = {}
    for group in groups:
        maker = group.pages
        if isinstance(maker, partial) and maker.func in _NAMES:
            lists[group.key] = [_NAMES[maker.func], *maker.args]
    gone = cache.ids(LISTS) - lists.keys()
    changed = {key: made for key, made in lists.items() if key in due}
    shown = ShownBy(cache, anew)
    if not anew:
        for key in (*changed, *gone):
            data = cache.get(LISTS, key)
            if data is not None:
                shown.drop(key, unpacked(data))
    for key, made in (lists if anew else changed).items():
        shown.add(key, made)
    cache.update(LISTS, ((key, packed(made)) for key, made in changed.items()), gone)
    shown.keep()
    ends = {address: packed_json(found) for address, found in ends_of(lists).items()}
    before = cache.all(ENDS)
    differing = [(address, data) for address, data in ends.items() if before.get(address) != data]
    cache.update(ENDS, differing, before.keys() - ends.keys())


def ends_of(lists: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    """Where the pages of each list end, by the addresses of the lists, whose pages come one after the other."""
    found: dict[str, list[Any]] = {}
    for name, part, *_ in lists.values():
        if name == "list":
            if part.number is None:
                ends = found[part.address] = []
            ends.append([entry_order(part.entries[-1]), part.address, part.firm])
    return found


class ShownBy:
    """Which lists show the activities of each branch: as a cache has it, unless all is made ``anew``."""

    def __init__(self, cache: Cache, anew: bool = False) -> None:
        self._cache = cache
        self._anew = anew
        self._of_branch: dict[str, Shown] = {}

    def of(self, branch: str) -> Shown:
        """What is known of a branch, by its identifier; to be changed where it says something else."""
        if branch not in self._of_branch:
            data = None if self._anew else self._cache.get(_SHOWN, branch)
            self._of_branch[branch] = unpacked_json(data) if data else {}
        return self._of_branch[branch]

    def drop(self, key: str, made: Sequence[Any]) -> None:
        """Note that a list does not show what it showed."""
        for address, _ in _addresses(made[0], made[1:]):
            rows = self.of(address.split("/")[1])
            title, *where = rows.pop(address, [""])
            if left := [other for other in where if other != key]:
                rows[address] = [title, *left]

    def add(self, key: str, made: Sequence[Any]) -> None:
        """Note what a list shows."""
        for address, title in _addresses(made[0], made[1:]):
            row = self.of(address.split("/")[1]).setdefault(address, [title])
            row[0] = title
            row.append(key)

    def keep(self) -> None:
        """Keep what has been noted."""
        gone = self._cache.ids(_SHOWN) - self._of_branch.keys() if self._anew else set()
        gone |= {branch for branch, rows in self._of_branch.items() if not rows}
        rows = ((branch, packed_json(rows)) for branch, rows in self._of_branch.items() if rows)
        self._cache.update(_SHOWN, rows, gone)
