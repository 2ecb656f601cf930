"""What of a published site has to be made again where only texts, numbers, names or activities of a few records have
changed.

What a whole build leaves behind for that, besides the view (``generator.remembering``): every list that shows
activities of several branches, ready to be made again, and which lists show each activity. So nothing is gone through
that grows with the site, but the listing of its files. Whatever this does not know how to do is left to longer ways.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from generator.cache import Cache, seal
from generator.changes import Changes, last_changes, shelf_of
from generator.listing import files_below
from generator.packing import packed_json, unpacked_json
from generator.publication.exposure import Facts
from generator.publication.keeping import ITEMS, address_of, packed, retouch_lists, unpacked
from generator.publication.relisting import Relisting, Restated
from generator.publication.renaming import Names, rename
from generator.publication.summing import SUMMARIES
from generator.publication.view import PublicView, UntoldError
from generator.records.dossier import FOLDER, Held, Place
from generator.records.monthly_list import MonthlyList
from generator.records.register import Register
from generator.rulebook.shelves import shelf_of as shelf_of_file
from generator.site.data import ACTIVITY_TABLES, activity_rows, branch_rows, naming_rows
from generator.site.families import SECTIONS
from generator.site.figure_pages import figure_pages, working_pages
from generator.site.grouping import Group
from generator.site.pages import naming_groups, own_groups, profile_pages, told_groups
from generator.site.publishing import Published
from generator.site.recutting import recut_lists
from generator.site.section_pages import OF_FIGURES, showing
from generator.site.shown_lists import ENDS, LISTS, MAKERS, ShownBy, address_in, retitled
from generator.site.tables import ROWS, Said, Tables
from generator.site.writing import Sheet

__all__ = ["Plan", "UnfitError", "told"]

_OF_RECENT = ("home", "activities", "screen")
"""Sections that show the newest activities of the whole site."""
_OF_ACTIVITIES = ("recent", "areas", "branches", "lists", "stations", "activity_months", "activity_kinds", "year_kinds")
"""Of a view what tells of activities that are in lists."""
_TABLES = tuple(f"data/{name}" for name in ACTIVITY_TABLES)
_MONTHLY = f"{ITEMS[MonthlyList.kind]}/"


class Recalled(Protocol):
    """What is known of the last build: ``generator.recalling`` tells it."""

    cache: Cache
    register: Register
    """All records, of which those of branches are fetched when asked for."""

    @property
    def published(self) -> Mapping[str, Any]:
        """What the last build noted of the site that it published."""

    @property
    def changed(self) -> frozenset[str]:
        """The branches that have changed since the last build."""

    @property
    def since(self) -> frozenset[str]:
        """Those that have changed since the last whole one."""

    @property
    def reworded(self) -> Collection[str]:
        """The addresses of the published records of no branch that have changed since the last build."""

    @property
    def recounted(self) -> frozenset[str]:
        """The branches that say something else than texts that stand alone."""

    @property
    def figures_differ(self) -> bool:
        """Whether a figure is another than before."""

    @property
    def summed(self) -> bool:
        """Whether something else is summed up of branches than before."""

    @property
    def adopted(self) -> Mapping[str, Facts]:
        """The regulations that other branches apply than before, by the addresses of their pages."""

    @property
    def names(self) -> Names:
        """What is said otherwise of records on the pages of others, by the addresses of their own."""

    @property
    def affected(self) -> frozenset[str]:
        """The branches that have changed, and those that show by its name what is called otherwise."""

    @property
    def profiled(self) -> frozenset[str]:
        """Those of them of which nothing but their own page shows that."""

    @property
    def covering(self) -> Collection[str]:
        """The addresses of the branches that cover a unit which says something else."""

    @property
    def naming(self) -> Mapping[str, Sequence[Facts]]:
        """What else in the view shows by its name what is called otherwise now, by the names of its lists."""

    @property
    def relisting(self) -> Relisting | None:
        """The activities that lists show otherwise than before, where there are any."""

    @property
    def restated(self) -> Restated:
        """What in the view tells other activities than before."""

    def newest_of(self, number: int, wanted: Callable[[str, Place], bool]) -> list[tuple[str, Held]]:
        """So many of the newest activities of all, of those that are wanted."""

    def renewed(self) -> PublicView:
        """The branches in ``recounted`` as they are now, with the figures."""

    @property
    def told_otherwise(self) -> Collection[str]:
        """The addresses of the pages of figures, rules, methods and reports that tell something else than before."""

    @property
    def rest(self) -> PublicView:
        """The public view as the last whole build has left it, without its branches."""

    def item(self, address: str, facts: Facts | None = None) -> Facts:
        """The facts of a record of no branch as they are now, put into ``facts`` where the caller keeps some of it."""

    def touched(self, ids: Iterable[str]) -> PublicView:
        """The core of the view with these branches, as they are now."""


class UnfitError(Exception):
    """What has changed, or what is kept, needs a longer way."""


def told(
    root: Path,
    sources: Sequence[str],
    shell: str,
    changes: Changes | None,
    commit: str | None,
    recent: Sequence[str],
    published: Published,
) -> dict[str, Any]:
    """What the next build has to know of a site as it was published, to see whether retouching it is enough."""
    return {
        "sources": seal(*sources),
        "shell": shell,
        "git": None if changes is None else [*changes.state, sorted(changes.dirty)],
        "commit": commit,
        "printed": _printed(root),
        "recent": recent,
        "totals": [published.pages, published.files, published.bytes],
    }  # fmt: skip


def _printed(root: Path) -> str:
    return seal(repr(files_below(root, "print")))


class Plan:
    """What has to be made anew. Raises UnfitError where retouching is not enough; nothing has been written then."""

    def __init__(
        self,
        root: Path,
        site: Path,
        recall: Recalled,
        sources: Sequence[str],
        commit: str | None,
        downloads: Callable[[], list[Any]],
        jobs: int,
    ) -> None:
        self.root = root
        self.site = site
        self.jobs = jobs
        self.recall = recall
        self.before = recall.published
        self.cache = recall.cache
        if self.before.get("sources") != seal(*sources) or self.before["printed"] != _printed(root):
            raise UnfitError
        self.changes = last_changes(root, self.cache, clean=commit is not None, few=True)
        branches, items = self._moved()
        self.sheets = self._begin_sheets(jobs)
        """Gives the sheets of the tables of branches and of the workbook, where they say something else of branches."""
        self.view = recall.touched((recall.affected - recall.profiled) | branches)
        self.profiles = recall.touched(recall.profiled - branches)
        """The branches of which just their own page is to be made again."""
        self.view.commit = commit
        self.recommitted = commit != self.before["commit"]
        self.shown = ShownBy(self.cache)
        self.gone: set[str] = set()
        """The keys of the groups of which there are no pages any more."""
        self.ends: dict[str, Sequence[Any]] = {}
        """Where the pages of lists end that were cut anew."""
        self.lists = self._lists()
        naming = {item.address for name in ITEMS.values() for item in self._naming.get(name, ())}
        self.items = self._items({*recall.reworded, *items, *naming}) | {**recall.adopted}
        self.rows: dict[str, list[str]] = {}
        self.tables = self._tables()
        self.told = recall.told_otherwise
        self.whole: PublicView | None = None
        """All but the branches, where that is to be shown anew."""
        if self.told or recall.summed or recall.adopted or recall.names or recall.relisting or self._has_news():
            self.whole = self._whole()
            self.whole.commit, self.whole.downloads = commit, downloads()
        if recall.relisting:
            self._relist(recall.relisting)

    def _begin_sheets(self, jobs: int) -> Callable[[], list[Sheet] | None]:
        recall = self.recall
        if not (recall.recounted or recall.names or recall.covering or recall.figures_differ):
            return list
        data = self.site / "data"

        def read(name: str) -> bytes:
            return (data / name).read_bytes() if (data / name).is_file() else b""

        # A process that begins before the rest of the view is unpacked does not share its memory with this one.
        tell, sheets = Tables.begin_changed(jobs, len(self.recall.register.branches), read)
        view = self.recall.renewed()
        rows = branch_rows(view.branches)
        shown = {*self.recall.names, *self.recall.adopted, *self.recall.covering}
        if shown:
            rows |= naming_rows(self.recall.rest, shown)
        tell(Said(rows, [*view.figures.values()], self.recall.figures_differ))
        return sheets

    @property
    def recent(self) -> Sequence[str]:
        """The addresses of the newest activities."""
        if self.recall.relisting is None or self.whole is None:
            return list(self.before["recent"])
        return [item.address for item in self.whole.recent]

    @property
    def _naming(self) -> Mapping[str, Sequence[Facts]]:
        return self.recall.naming if self.recall.names else {}

    def _moved(self) -> tuple[set[str], set[str]]:
        """The branches of whose files Git tells something else than before; and the addresses of such other records."""
        if self.changes is None or self.before["git"] is None:
            if self.changes is not None or self.before["git"] is not None:
                raise UnfitError
            return set(), set()
        *state, dirty = self.before["git"]
        shelves = {shelf_of(path) for path in self.changes.dirty ^ set(dirty)}
        if [*self.changes.state] != state:
            if self.changes.moved is None or [*self.changes.before] != state:
                raise UnfitError
            shelves |= self.changes.moved
        branches = {shelf for shelf in shelves if shelf.startswith(FOLDER)}
        items = {address for shelf in shelves - branches for address in _items_of(shelf)}
        return {shelf.removeprefix(FOLDER).rstrip("/") for shelf in branches}, items

    def _list(self, key: str) -> Sequence[Any]:
        """A list as it is kept: the name of its maker, and what that takes."""
        data = self.cache.get(LISTS, key)
        if data is None:
            raise UnfitError
        made: Sequence[Any] = unpacked(data)
        return made

    def _items(self, addresses: Collection[str]) -> dict[str, Facts]:
        """The records of no branch that are to be shown anew; a monthly list is one of the lists that are kept."""
        found: dict[str, Facts] = {}
        for address in sorted(addresses):
            if not address.startswith(_MONTHLY):
                found[address] = self.recall.item(address)
                continue
            if address not in self.lists:
                self.lists[address] = self._list(address)
            name, monthly = self.lists[address]
            self.lists[address] = [name, self.recall.item(address, monthly)]
        return found

    def _lists(self) -> dict[str, Sequence[Any]]:
        """The lists that call an activity or a branch otherwise now, as they are to be."""
        titles: dict[str, str] = {}
        keys: dict[str, None] = {}
        for branch in self.view.branches:
            rows = self.shown.of(branch.id)
            if branch.address in self.recall.names:
                keys.update(dict.fromkeys(key for _, *where in rows.values() for key in where))
            for held in self.recall.register.rows[branch.id].held:
                address = address_in(held, branch)
                if address not in rows:
                    if self.recall.relisting is not None:
                        continue  # one more
                    raise UnfitError
                before, *where = rows[address]
                if before != held.title:
                    titles[address] = held.title
                    rows[address][0] = held.title
                    keys.update(dict.fromkeys(where))
        keys.update(dict.fromkeys(area.address for area in self._naming.get("areas", ()) if area.branches))
        found: dict[str, Sequence[Any]] = {}
        for key in keys:
            name, *arguments = self._list(key)
            found[key] = [name, *retitled(name, arguments, titles)]
            rename(found[key], self.recall.names)
        return found

    def _relist(self, relisting: Relisting) -> None:
        """The lists that show other activities now, cut anew, and what tells of these besides."""
        assert self.whole is not None
        restated = self.recall.restated

        def kept(key: str) -> Sequence[Any]:
            return self.lists[key] if key in self.lists else self._list(key)

        try:
            about = (self.whole, relisting, restated.areas, kept, self._ends, self.recall.newest_of)
            recut, self.ends = recut_lists(*about)
        except UntoldError:
            raise UnfitError from None
        recut |= {monthly.address: ["monthly", monthly] for monthly in restated.lists}
        for key, made in recut.items():
            data = self.cache.get(LISTS, key)
            if data is not None:
                self.shown.drop(key, unpacked(data))
            if made is None:
                self.gone.add(key)
                self.lists.pop(key, None)
            else:
                self.lists[key] = made
        for key, made in recut.items():
            if made is not None:
                self.shown.add(key, made)
        self.items |= {station.address: station for station in restated.stations}

    def _ends(self, address: str) -> Sequence[Any]:
        """Where the pages of a list end, as it is kept."""
        data = self.cache.get(ENDS, address)
        if data is None:
            raise UnfitError
        ends: Sequence[Any] = unpacked_json(data)
        return ends

    def _tables(self) -> dict[str, list[tuple[str, str]]]:
        """What tables of activities say otherwise, by their names: what they said of a branch, and what they say."""
        tables: dict[str, list[tuple[str, str]]] = {}
        for branch in self.view.branches:
            data = self.cache.get(ROWS, branch.address)
            before = unpacked_json(data) if data else None
            now = activity_rows(self.view.dossier(branch))
            if before == now:
                continue
            if before is None:
                raise UnfitError
            self.rows[branch.address] = now
            for name, old, new in zip(_TABLES, before, now, strict=True):
                tables.setdefault(name, []).append((old, new))
        return tables

    def groups(self) -> Iterator[Group]:
        """What is to be made."""
        yield from own_groups(self.view, self.items)
        for key, (name, *arguments) in self.lists.items():
            yield Group(key, "", partial(MAKERS[name][0], *arguments))
        told = {*self.told, *(method.address for method in self._naming.get("methods", ()))}
        if told and self.whole is not None:
            yield from told_groups(self.whole, told)
        if self.recall.names and self.whole is not None:
            pairings = {item.address for item in self._naming.get("pairings", ())}
            yield from naming_groups(self.whole, self.recall.names, pairings)
        if self.recommitted:
            yield from figure_pages(self.view)
            yield from working_pages(self.view)

    def profile_groups(self) -> Iterator[Group]:
        """Of the branches of which just their own page is to be made again, that page."""
        for branch in self.profiles.branches:
            yield Group(branch.address, "", partial(profile_pages, self.profiles, branch))

    def sections(self) -> set[str]:
        """The families of sections that are to be made again: those that show the newest activities and the newest
        monthly list where these may have changed, those that show figures or list what tells something else, and those
        that show what is called otherwise.
        """
        lists = {SECTIONS[f"{address.partition('/')[0]}/"] for address in self.told}
        found = {*lists, *(_OF_RECENT if self._has_news() else ()), *(OF_FIGURES if self.told else ())}
        if self.recall.names:
            lists = {address.partition("/")[0] for address in self.recall.names}
            found |= showing({*lists, *self._naming})
        if self.recall.adopted:
            found |= showing({"regulations"})
        if self.recall.summed:
            found |= showing(SUMMARIES)
        return found | showing(_OF_ACTIVITIES) if self.recall.relisting else found

    def _has_news(self) -> bool:
        recent = {_branch_of(address) for address in self.before["recent"]}
        changed = recent & self.recall.changed
        return bool(changed) or any(item.startswith(_MONTHLY) for item in self.recall.reworded)

    def _whole(self) -> PublicView:
        recent = {_branch_of(address) for address in self.before["recent"]}
        view = self.recall.rest
        named = recent | {_branch_of(item.address) for monthly in view.lists for item in monthly.activities}
        touched = self.recall.touched(named & self.recall.since)
        retouch_lists(view, (item for branch in touched.branches for item in touched.activities_of(branch.id)))
        return view

    def remember(self) -> None:
        """Keep what the next retouching takes from here."""
        self.cache.update(LISTS, ((key, packed(made)) for key, made in self.lists.items()), self.gone)
        self.cache.update(ENDS, ((address, packed_json(ends)) for address, ends in self.ends.items()))
        self.shown.keep()
        self.cache.update(ROWS, ((address, packed_json(rows)) for address, rows in self.rows.items()))


def _items_of(path: str) -> Iterator[str]:
    """The address of the record of no branch that a file holds, if it is of a kind that can be shown anew by itself; of
    a ledger no page tells when it was changed.
    """
    found = shelf_of_file(path)
    if found is None or (found[0].model.kind not in ITEMS and found[0].ledger is None):
        raise UnfitError
    if found[0].ledger is None:
        yield address_of(found[0].model.kind, found[1]["id"])


def _branch_of(address: str) -> str:
    """The branch of an activity's address."""
    return address.split("/")[1]
