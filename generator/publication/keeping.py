"""The public view as it is kept from one build to the next, and what a few changed texts change in it.

It is kept in pieces, so that a build fetches what it needs: the core (``core_of``), every branch and every record in
``ITEMS`` for itself, and the rest (``packed_rest``). What is kept are bytes that give back nothing but plain facts:
whatever else they name is refused, so that a file from elsewhere can be wrong but not harmful.
"""

from __future__ import annotations

import datetime
import io
import pickle
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, overload

from generator.publication.archive import (
    CAMPAIGN_CARD,
    LIST_CARD,
    Archive,
    card_of,
    listed,
    pictures,
)
from generator.publication.exposure import Facts, expose
from generator.publication.own_facts import add_own, renew
from generator.publication.paging import Part
from generator.publication.prose import filled
from generator.publication.regulations import regulation_facts
from generator.publication.view import PublicView
from generator.records.branch import Branch
from generator.records.dossier import Held
from generator.records.fields import Part as Fields
from generator.records.fields import Record, alone, called, counted
from generator.records.gist import worded
from generator.records.monthly_list import MonthlyList
from generator.records.register import Register
from generator.records.regulation import Regulation
from generator.records.showcase import Showcase
from generator.records.station import Station
from generator.records.unit import Unit
from generator.rulebook.figures import Figure

__all__ = [
    "ITEMS", "NAMING", "UNITS", "Packed", "UnknownFactsError", "address_of", "core_of", "facts_key", "packed",
    "packed_area", "packed_rest", "packed_view", "renew_branches", "retouch", "retouch_branches", "retouch_lists",
    "reword", "reword_units", "row_of_rest", "unpacked", "unpacked_view",
]  # fmt: skip

ITEMS = {
    Regulation.kind: "regulations",
    Showcase.kind: "showcases",
    Station.kind: "stations",
    MonthlyList.kind: "lists",
}
"""Kinds of records of no branch that hold texts which stand alone, and where a view has them: lists named like the
sections their pages are in."""

NAMING = ("areas", "elsewhere", "assessments", "honours", "pairings", "recent")
"""Other lists of a view in which branches are shown by their names."""

UNITS = "units"
"""What the rows with the units of areas are called by."""

_FACTS = {(cls.__module__, cls.__name__): cls for cls in (Facts, Held, Figure, Part, Decimal, datetime.date)}
_NOT_KEPT = ("commit", "downloads", "activities_of", "held")
"""What does not come from records, and what their dossiers tell."""


class UnknownFactsError(Exception):
    """Something kept is not a view's."""


class _Unpacking(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _FACTS[module, name]
        except KeyError:
            raise UnknownFactsError(f"{module}.{name}") from None


def packed(facts: object) -> bytes:
    """Facts of a view as bytes."""
    return pickle.dumps(facts, protocol=5)


def unpacked(data: bytes) -> Any:
    """What ``packed`` has packed."""
    return _Unpacking(io.BytesIO(data)).load()


class Packed(Sequence[Facts]):
    """Facts that are kept packed, of which each is unpacked when it is asked for."""

    def __init__(self, data: Sequence[bytes]) -> None:
        self.data = data
        self._items: dict[int, Facts] = {}

    def __len__(self) -> int:
        return len(self.data)

    @overload
    def __getitem__(self, number: int) -> Facts: ...
    @overload
    def __getitem__(self, number: slice) -> list[Facts]: ...
    def __getitem__(self, number: int | slice) -> Facts | list[Facts]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        data = self.data[number]
        number %= len(self.data)
        if number not in self._items:
            self._items[number] = unpacked(data)
        return self._items[number]


def packed_view(view: PublicView) -> bytes:
    """A view without what does not come from its records (the commit, the printed documents, the way to activities),
    and without the list of all activities, which is made again from the dossiers.
    """
    return packed({name: value for name, value in vars(view).items() if name not in _NOT_KEPT})


def unpacked_view(data: bytes) -> PublicView:
    """What ``packed_view`` has packed."""
    return PublicView(**unpacked(data))


def packed_rest(view: PublicView) -> dict[str, bytes]:
    """All of a view but its branches, by the names of rows. Whatever may show branches has a row for itself, so that it
    is found where these are named, as have the units of each area; of the records that are kept for themselves there
    are the addresses, in the one row that has no name.
    """
    main = {name: value for name, value in vars(view).items() if name not in {*_NOT_KEPT, "branches"}}
    main |= {name: [item.address for item in main[name]] for name in ITEMS.values()}
    main |= {name: len(main[name]) for name in NAMING}
    rows = {"": packed(main)}
    for name in NAMING:
        pack = packed_area if name == "areas" else packed
        rows |= {row_of_rest(name, number): pack(item) for number, item in enumerate(getattr(view, name))}
    return rows | {row_of_rest(UNITS, number): packed(area.units) for number, area in enumerate(view.areas)}


def row_of_rest(name: str, number: int) -> str:
    """The name of the row with one of the things in a list of a view."""
    return f"{name} {number}"


def packed_area(area: Facts) -> bytes:
    """An area without its units."""
    return packed(Facts(**{**vars(area), "units": []}))


def core_of(view: PublicView) -> PublicView:
    """What the pages of one branch, the computed figures and the open data take of a view: it does not grow with it."""
    return PublicView(
        view.site,
        view.as_of,
        view.figures,
        lists=[card_of(facts, *LIST_CARD) for facts in view.lists],
        campaigns=[card_of(facts, *CAMPAIGN_CARD) for facts in view.campaigns],
        rules=view.rules,
    )


def facts_key(branch: str) -> str:
    """The name under which the digest of what a view says of a branch is known."""
    return f"facts of {branch}"


def retouch(view: PublicView, register: Register, changed: Collection[str]) -> None:
    """Bring a kept view up to date where nothing has changed in its records but texts of the ``changed`` branches:
    fields of theirs that stand alone, and activities except for what a list counts them by.

    ``register`` has the released records of these branches as they are now, and knows those of the others.
    """
    retouch_branches(view, register, changed)
    cards = {card.id: card for card in view.cards}
    view.held = listed({id: register.rows[id].held for id in cards}, cards)
    touched = [branch.id for branch in view.branches if branch.id in changed]
    retouch_lists(view, (item for id in touched for item in view.activities_of(id)))


def retouch_branches(view: PublicView, register: Register, changed: Collection[str]) -> None:
    """The branches themselves, and the way to activities; all else of the view may be missing."""
    view.activities_of = Archive(register, view).of
    for branch in view.branches:
        if branch.id in changed:
            record = register.branches[branch.id]
            _reword(branch, record)
            branch.pictures = pictures(register, record)


def address_of(kind: str, id: str) -> str:
    """The address of the page of a record of one of the kinds in ``ITEMS``."""
    return f"{ITEMS[kind]}/{id}/"


def reword(facts: Facts, record: Record, register: Register, figures: Mapping[str, Figure]) -> None:
    """Bring the kept facts of a record of one of the kinds in ``ITEMS`` up to date where nothing has changed of it but
    texts that stand alone, what is only counted, and what it is called. ``register`` has the others that it names, and
    ``figures`` are those that its texts may ask for.
    """
    record = filled(record, figures)
    if isinstance(record, Regulation):
        vars(facts).update(vars(regulation_facts(record)))
        return
    anew = (*counted(type(record)), *called(type(record)))
    for name in anew:
        if hasattr(facts, name):
            setattr(facts, name, expose(getattr(record, name)))
    _reword(facts, record, anew)
    if isinstance(record, MonthlyList):
        for tip in facts.tips:
            tip.regulation = next(iter(_regulations((tip.regulation,), register, figures)), None)


def reword_units(shown: Iterable[Facts], units: Mapping[str, Unit], figures: Mapping[str, Figure]) -> list[Facts]:
    """Bring the kept facts of some units up to date where nothing has changed of them but texts that stand alone and
    what is only counted: those of these ``units``, by their names, that say something else.
    """
    found = []
    for facts in shown:
        unit = units.get(facts.name)
        said = {} if unit is None else vars(expose(filled(unit, figures)))
        names = [name for name in (*alone(Unit), *counted(Unit)) if name in said]
        if any(getattr(facts, name) != said[name] for name in names):
            vars(facts).update({name: said[name] for name in names})
            found.append(facts)
    return found


def _reword(facts: Facts, part: Fields, anew: Collection[str] = ()) -> None:
    """The texts that stand alone, of a record or a part of one, as it has them now; what was put there ``anew`` has
    them.
    """
    alone, inside = worded(type(part))
    for name in alone:
        if hasattr(facts, name):
            setattr(facts, name, expose(getattr(part, name)))
    for name in inside.keys() - set(anew):
        shown, said = getattr(facts, name, None), getattr(part, name)
        if isinstance(shown, list):
            for item, of_item in zip(shown, said, strict=True):
                _reword(item, of_item)
        elif shown is not None:
            _reword(shown, said)


def renew_branches(view: PublicView, register: Register, changed: Collection[str]) -> None:
    """Put what ``changed`` branches of a kept view say themselves, and the way to their activities, into it:
    ``register`` has them as they are now. What others say of them stays.
    """
    for branch in view.branches:
        if branch.id in changed:
            record = register.branches[branch.id]
            renew(branch, record)  # its texts ask for no figures
            add_own(branch, record, register)
            _adopt(branch, record, register, view.figures)
    view.activities_of = Archive(register, view).of  # which shows what the branches are called


def _adopt(branch: Facts, record: Branch, register: Register, figures: Mapping[str, Figure]) -> None:
    """The cards of the regulations that a branch applies, where these are others."""
    known = [address_of(Regulation.kind, id) for id in record.regulations if id in register.regulations]
    if [card.address for card in branch.regulations] != known:
        branch.regulations = _regulations(record.regulations, register, figures)


def _regulations(ids: Iterable[str | None], register: Register, figures: Mapping[str, Figure]) -> list[Facts]:
    """The cards of those of some regulations that are there."""
    known = register.regulations
    records = (filled(known[id], figures) for id in ids if id is not None and id in known)
    return [Facts(short_name=one.short_name, address=address_of(one.kind, one.id)) for one in records]


def retouch_lists(view: PublicView, activities: Iterable[Facts]) -> None:
    """What shows single activities of the whole site: monthly lists, and the newest ones."""
    fresh = {item.address: item for item in activities}
    for monthly in view.lists:
        for item in monthly.activities:
            if item.address in fresh:
                item.title = fresh[item.address].title
    view.recent = [fresh.get(item.address, item) for item in view.recent]
