"""What a build may take over from the last one, and how it brings what is kept up to date (``advance``)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.cache import Cache
from generator.findings import Finding
from generator.intake import packed_findings
from generator.memory import (
    BRANCHES,
    FIGURES,
    GLANCE,
    HELD,
    KNOWN,
    NOTES,
    NUMBERS,
    RECORDS,
    REST,
    TOLD,
    ForgottenError,
    core_with,
    kept_branch,
    kept_bytes,
    kept_core,
    told_since,
)
from generator.packing import packed_json, unpacked_json
from generator.publication.archive import BRANCH_SHOWS
from generator.publication.exposure import Facts
from generator.publication.keeping import (
    ITEMS,
    packed,
    renew_branches,
    retouch,
    retouch_branches,
    reword,
    reword_units,
    unpacked,
)
from generator.publication.prose import figures_asked
from generator.publication.relisting import Relisting, Restated
from generator.publication.renaming import Names, differing, rename
from generator.publication.resuming import Rest
from generator.publication.view import PublicView, UntoldError
from generator.records.dossier import Held, Place, Row
from generator.records.fields import Record
from generator.records.register import Register
from generator.records.unit import Unit
from generator.remembering import noted_folder
from generator.rulebook.figures import AllNumbers, Figure

if TYPE_CHECKING:
    from generator.publication.recounting import ToldAgain
    from generator.rulebook.evaluation import Tally

__all__ = ["Recall", "Recount", "advance", "recounted_of"]

_TELLING = ("methods/", "reports/")
"""Where pages tell of figures and rules."""
_NAMING = (*(f"{name}/" for name in ITEMS.values()), "areas/", "pairings/")
"""Where pages may show what branches are called, besides those of branches and lists of activities."""
_LISTING = ("activities/", "areas/", "lists/", "stations/", "held by ")
"""Where pages tell of activities of several branches; and how those of a branch lie."""


class Recount(NamedTuple):
    """What follows where a few records say something else than texts that stand alone."""

    numbers: AllNumbers | None
    """What figures count of all that is published; None where that is what it was."""
    computed: Mapping[str, Figure]
    """The figures as checks know them."""
    published: Mapping[str, Figure]
    differ: bool
    """Whether a published figure is another than before."""
    counted: Mapping[str, Tally]
    """How many keep each rule."""
    relisting: Relisting
    others: list[Finding]
    """What is found in records of no branch and in the site as a whole."""


@dataclass
class Recall:
    """What a build may take over from the last one."""

    notes: Mapping[str, Any]
    register: Register
    """All records, of which those of branches are fetched when asked for."""
    read: Mapping[str, Row]
    """The dossiers of the branches that have ``changed``, as they are now."""
    folders: Mapping[str, str]
    """Digests of their folders."""
    reworded: Mapping[str, Record]
    """The published records of no branch that have changed since the last build, by the addresses of their pages."""
    gists: Mapping[str, str]
    """Digests of what they say that concerns more than themselves, by their files."""
    files: Mapping[str, Sequence[int]]
    """The files of no branch, as ``note`` keeps them."""
    others: list[Finding]
    """What was found in them and in the site as a whole."""
    findings: list[Finding]
    """All that was found."""
    cache: Cache
    recount: Recount | None = None
    """What figures and rules come to, where records say something else than texts that stand alone."""
    units: Mapping[str, Unit] = field(default_factory=dict)
    """The units in ledgers that have changed, by their names."""
    cards: Names = field(default_factory=dict)
    """What is said otherwise of branches on the pages of others, by the addresses of their own."""
    renamed: Collection[str] = ()
    """The addresses of records of no branch that say something else than texts which stand alone."""

    @cached_property
    def names(self) -> Names:
        """What is said otherwise of records on the pages of others, by the addresses of their own."""
        found = dict(self.cards)
        for address in self.renamed:
            before, now = (unpacked(kept_bytes(self.cache, RECORDS, address)) for _ in range(2))
            self._reword(now)
            found[address] = differing(before, now)
        return found

    @property
    def changed(self) -> frozenset[str]:
        """The branches that have changed since the last build."""
        return frozenset(self.read)

    @property
    def recounted(self) -> frozenset[str]:
        """Those of them that say something else than texts that stand alone."""
        return frozenset(recounted_of(self.read, self.notes)) if self.recount is not None else frozenset()

    @property
    def relisting(self) -> Relisting | None:
        """The activities that lists show otherwise than before, where there are any."""
        return self.recount.relisting if self.recount is not None and self.recount.relisting.of_branches else None

    @property
    def restated(self) -> Restated:
        """What there tells other activities than before."""
        return self._rest.restated

    @property
    def adopted(self) -> Mapping[str, Facts]:
        """The regulations that other branches apply than before, by the addresses of their pages."""
        return self._rest.adopted if self.recount is not None else {}

    @property
    def summed(self) -> bool:
        """Whether something else is summed up of branches than before."""
        return self.recount is not None and self._rest.summed

    @property
    def figures_differ(self) -> bool:
        """Whether a figure is another than before."""
        return self.recount is not None and self.recount.differ

    @cached_property
    def affected(self) -> frozenset[str]:
        """The branches that have changed, and those that show by its name what is called otherwise."""
        return self.changed | self._showing[0] | self.profiled

    @cached_property
    def profiled(self) -> frozenset[str]:
        """Those of them of which nothing but their own page shows that, as it is no branch; and those that cover a unit
        which says something else.
        """
        covering = {address.split("/")[1] for address in self.covering}
        return (self._showing[1] | covering) - self._showing[0] - self.changed

    @property
    def covering(self) -> Collection[str]:
        """The addresses of the branches that cover a unit which says something else."""
        return self._rest.covering if self.units else ()

    @cached_property
    def _showing(self) -> tuple[frozenset[str], frozenset[str]]:
        """The branches that show a branch which is called otherwise, and those that show such another record."""

        def showing(addresses: Iterable[str]) -> frozenset[str]:
            texts = [address.encode() for address in addresses]
            kept = self.cache.all(BRANCHES) if texts else {}
            return frozenset(id for id, data in kept.items() if any(text in data for text in texts))

        others = (
            address
            for address in self.renamed
            if self.names[address].keys() & {*BRANCH_SHOWS.get(address.partition("/")[0], ())}
        )
        return showing(address for address, said in self.cards.items() if "short_name" in said), showing(others)

    @property
    def since(self) -> frozenset[str]:
        """Those that have changed since the last whole one: its view and its digests are out of date for them."""
        return frozenset(self.notes["since"]) | self.affected

    @property
    def items(self) -> frozenset[str]:
        """The addresses of records of no branch that have changed since the last whole build."""
        return frozenset(self.notes["items"]) | self.reworded.keys() | self.adopted.keys()

    @property
    def asked(self) -> set[str]:
        """The figures that texts of the records of no branch that have changed ask for."""
        return {id for record in (*self.reworded.values(), *self.units.values()) for id in figures_asked(record)}

    @property
    def count(self) -> int:
        """How many records there are."""
        folders, before = self.notes["folders"], int(self.notes["count"])
        return before + sum(len(row.held) - int(folders[id][4]) for id, row in self.read.items())

    @property
    def published(self) -> Mapping[str, Any]:
        """What the last build noted of the site that it published."""
        found: Mapping[str, Any] = self.notes["published"]
        return found

    @property
    def rows(self) -> dict[str, str]:
        """Digests of dossiers, by branch, as they are now."""
        rows = {id: found[2] for id, found in self.notes["folders"].items()}
        return rows | {id: row.mark for id, row in self.read.items()}

    @cached_property
    def known(self) -> Mapping[str, str]:
        """Digests of what pages show, but for ``items`` and what is told anew; where branches in ``since`` are shown
        they are out of date.
        """
        found: Mapping[str, str] = unpacked_json(kept_bytes(self.cache, GLANCE, KNOWN))
        again = (
            *(_TELLING if self.told else ()),
            *(_NAMING if self.names or self.notes["renamed"] else ()),
            *(_LISTING if self.notes["relisted"] else ()),
        )
        return {key: mark for key, mark in found.items() if key not in self.items and not key.startswith(again)}

    @cached_property
    def view(self) -> PublicView:
        """The public view as it is now. Raises ForgottenError where lists show other activities: they are made anew."""
        if self.relisting is not None:
            raise ForgottenError
        view = self.rest
        self._rest.whole()
        branches = self.cache.all(BRANCHES)
        if branches.keys() != set(self.notes["order"]):
            raise ForgottenError
        view.branches = [unpacked(branches[id]) for id in self.notes["order"]]
        renew_branches(view, self.register, self.recounted)
        retouch(view, self.register, self.since)
        rename(view.branches, self.names)
        self._reword_units(view.branches)
        return view

    @property
    def rest(self) -> PublicView:
        """The public view as the last whole build has left it, without its branches; with its ``items`` and what it
        tells of figures and rules as they are.
        """
        return self._rest.view if self._told_again is None else self._told_again.view

    @property
    def naming(self) -> Mapping[str, Sequence[Facts]]:
        """What there shows by its name what is called otherwise now, by the names of its lists."""
        return self._rest.naming

    @property
    def told(self) -> Mapping[str, Any]:
        """What of the view has been told anew since the last whole build, by its names there."""
        again = self._told_again
        return told_since(self.cache) if again is None else again.told

    @property
    def told_otherwise(self) -> Collection[str]:
        """The addresses of the pages of figures, rules, methods and reports that tell something else than before."""
        again = self._told_again
        return () if again is None else again.addresses

    @cached_property
    def _rest(self) -> Rest:
        try:
            rest = Rest(self.cache.all(REST), self.cache.all(RECORDS), told_since(self.cache))
            rest.reword(self.reworded, self._reword)
            if self.units:
                rest.reword_units(self.units, kept_core(self.cache).figures)
            if self.names:
                rest.rename(self.names)
            for id in sorted(self.recounted.intersection(self.notes["order"])):
                rest.recount(kept_branch(self.cache, id), self.register.branches[id])
            if self.relisting is not None:
                rest.relist(self.relisting, self._activities_of, self.newest_of)
        except UntoldError:
            raise ForgottenError from None
        return rest

    @cached_property
    def _told_again(self) -> ToldAgain | None:
        if self.recount is None:
            return None
        from generator.publication.recounting import tell_again  # with much of the rulebook, which texts do without

        return tell_again(self._rest.view, self.register, self.recount.published, self.recount.counted)

    def item(self, address: str, facts: Facts | None = None) -> Facts:
        """The facts of a record of no branch as they are now, put into ``facts`` where the caller keeps some of it."""
        facts = facts or unpacked(kept_bytes(self.cache, RECORDS, address))
        if address in self.reworded:
            self._reword(facts)
        if self.names:
            rename(facts, self.names)
        return facts

    def _reword(self, facts: Facts) -> None:
        reword(facts, self.reworded[facts.address], self.register, kept_core(self.cache).figures)

    def renewed(self) -> PublicView:
        """The branches that say something else than texts that stand alone, as they are now, with the figures; no
        rules.
        """
        view = core_with(sorted(self.recounted), self.notes, self.cache)
        if self.recount is not None:
            view.figures = self.recount.published
        renew_branches(view, self.register, self.recounted)
        return view

    def touched(self, ids: Iterable[str]) -> PublicView:
        """The core of the view with these branches, as they are now; those that are not published are left out."""
        view = self._now(ids)
        view.figures, view.rules = self.told.get("figures", view.figures), self.told.get("rules", view.rules)
        return view

    def keep_rest(self, items: Mapping[str, bytes]) -> None:
        """Keep what says something else of branches; ``items`` are records of no branch that do, by their addresses."""
        changed = self.recount is not None
        self.cache.update(RECORDS, {**items, **(self._rest.items if changed else {})}.items())
        self.cache.update(REST, (self._rest.rows if changed else {}).items())

    def _activities_of(self, id: str) -> list[Facts]:
        return self._now((id,)).activities_of(id)

    def newest_of(self, number: int, wanted: Callable[[str, Place], bool]) -> list[tuple[str, Held]]:
        """So many of the newest activities of all, of those that are wanted: branches' identifiers and activities."""
        found = nlargest(
            number,
            (
                (place.date, id, place.slug)
                for id, places in self._places.items()
                for place in places
                if wanted(id, place)
            ),
        )
        rows = self.register.rows
        return [(id, next(held for held in rows[id].held if held.slug == slug)) for _, id, slug in found]

    @cached_property
    def _places(self) -> Mapping[str, Sequence[Place]]:
        """The activities of all published branches, as lists know them but for their titles."""
        kept = {id: [Place(*place) for place in unpacked_json(data)] for id, data in self.cache.all(HELD).items()}
        now = self.relisting.of_branches if self.relisting is not None else {}
        return kept | {id: [one.place for one in row.held] for id, row in now.items()}

    def _now(self, ids: Iterable[str]) -> PublicView:
        """The same with figures and rules as they were."""
        view = core_with(sorted(ids), self.notes, self.cache)
        renew_branches(view, self.register, self.recounted)
        retouch_branches(view, self.register, self.changed)
        rename(view.branches, self.names)
        self._reword_units(view.branches)
        return view

    def _reword_units(self, branches: Iterable[Facts]) -> None:
        if self.units:
            figures = kept_core(self.cache).figures
            reword_units((unit for branch in branches for unit in branch.units), self.units, figures)


def advance(recall: Recall, branches: Iterable[Facts], published: Mapping[str, Any]) -> None:
    """Keep what the next build has to know of one that took over what stood, once it has been published.

    ``branches`` are those that are affected, as they are now.
    """
    recall.cache.update(BRANCHES, ((branch.id, packed(branch)) for branch in branches))
    items = {item.address for name in ITEMS.values() for item in recall.naming.get(name, ())} if recall.names else set()
    kept_items = {address: packed(recall.item(address)) for address in items.union(recall.reworded)}
    recall.keep_rest(kept_items)
    notes = dict(recall.notes)
    notes["files"] = recall.files
    notes["renamed"] = notes["renamed"] or bool(recall.names)
    notes["items"] = sorted(recall.items)
    notes["gists"] = notes["gists"] | recall.gists
    notes["asked"] = sorted({*notes["asked"], *recall.asked})
    notes["findings"] = packed_findings(recall.others)
    notes["folders"] = notes["folders"] | {id: noted_folder(recall.folders[id], row) for id, row in recall.read.items()}
    notes["count"] = recall.count
    if recall.relisting is not None:
        notes |= {"relisted": True, "latest": recall.relisting.latest, "kinds": recall.relisting.kinds}
        held = ((id, packed_json([one.place for one in row.held])) for id, row in recall.relisting.of_branches.items())
        recall.cache.update(HELD, held)
    notes["since"] = sorted(recall.since)
    found = {id: packed_findings(row.findings) for id, row in recall.read.items()}
    notes["found"] = {id: listed for id, listed in (notes["found"] | found).items() if listed}
    notes["published"] = published
    kept = [(NOTES, packed_json(notes))]
    if recall.recount is not None:
        kept += [(FIGURES, packed(recall.recount.computed)), (TOLD, packed(dict(recall.told)))]
        if recall.recount.numbers is not None:
            kept.append((NUMBERS, packed_json(recall.recount.numbers)))
    recall.cache.update(GLANCE, kept)


def recounted_of(read: Mapping[str, Row], notes: Mapping[str, Any]) -> list[str]:
    """The branches that say something else that is more than a text which stands alone."""
    return [id for id, row in read.items() if row.gist != notes["folders"][id][1]]
