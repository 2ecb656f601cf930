"""All of a kept view but its branches, resumed by the next build: with other names of branches and other activities
where these have changed, and with what is to be kept of it anew.

Whatever shows branches is found by the bytes of their addresses. What is to be kept is packed here, before pages are
made, since these tell parts of a view where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from generator.publication.exposure import Facts
from generator.publication.keeping import (
    ITEMS,
    NAMING,
    UNITS,
    Packed,
    address_of,
    packed,
    packed_area,
    reword_units,
    row_of_rest,
    unpacked,
)
from generator.publication.regulations import adopt_again
from generator.publication.relisting import Newest, Relisting, Restated, relist
from generator.publication.renaming import Names, rename
from generator.publication.summing import SUMMARIES, sum_again
from generator.publication.view import PublicView, UntoldError
from generator.records.branch import Branch
from generator.records.regulation import Regulation
from generator.records.unit import Unit
from generator.rulebook.figures import Figure

__all__ = ["Rest"]

_TOTALS = ("activity_months", "activity_kinds", "kind_years", "year_kinds")
"""What a view counts of all activities."""


class Rest:
    """The rest of a view. ``rows`` are what ``packed_rest`` has given, and ``items`` the records that are kept for
    themselves, by their addresses; ``told`` is what has been told anew since, by its names in the view.

    Raises UntoldError where some of it is not there.
    """

    def __init__(self, rows: Mapping[str, bytes], items: Mapping[str, bytes], told: Mapping[str, Any]) -> None:
        self._rows = rows
        self.rows: dict[str, bytes] = {}
        """What is to be kept of it anew."""
        self.items: dict[str, bytes] = {}
        """The records of no branch that tell of others, by their addresses, as they are to be kept."""
        self.naming: dict[str, Sequence[Facts]] = {}
        """What shows by its name what is called otherwise, by the names of its lists."""
        self.restated = Restated([], [], [])
        """What tells other activities."""
        self.summed = False
        """Whether something else is summed up of branches."""
        self.covering: set[str] = set()
        """The addresses of the branches that cover a unit which says something else."""
        self.adopted: dict[str, Facts] = {}
        """Regulations that other branches apply, by their addresses."""
        try:
            self._main: dict[str, Any] = unpacked(rows[""])
            listed: dict[str, Any] = {
                **{name: Packed([items[address] for address in self._main[name]]) for name in ITEMS.values()},
                **{name: [unpacked(data) for data in self._packed(name)] for name in NAMING},
            }
        except KeyError:
            raise UntoldError from None
        self.view = PublicView(**{**self._main, **listed, **told})
        """With the units of areas only where some of these, or branches that cover some, say something else."""

    def _packed(self, name: str) -> list[bytes]:
        """The things of a list, or the units of each area, as they are kept."""
        names = [row_of_rest(name, number) for number in range(self._main["areas" if name == UNITS else name])]
        return [self.rows.get(row) or self._rows[row] for row in names]

    def reword(self, addresses: Collection[str], put: Callable[[Facts], None]) -> None:
        """Let the records at some addresses say what they say now."""
        for name in ITEMS.values():
            for number, address in enumerate(self._main[name]):
                if address in addresses:
                    put(getattr(self.view, name)[number])

    def reword_units(self, units: Mapping[str, Unit], figures: Mapping[str, Figure]) -> None:
        """Let these units, by their names, say what they say now. Raises UntoldError where one is in no area."""
        homes = {unit.area for unit in units.values()}
        if homes - {area.id for area in self.view.areas}:
            raise UntoldError
        for number, area in enumerate(self.view.areas):
            if area.id in homes:
                area.units = unpacked(self._packed(UNITS)[number])
                found = reword_units(area.units, units, figures)
                self.covering |= {unit.branch.address for unit in found if unit.branch is not None}
                if found:
                    self.rows[row_of_rest(UNITS, number)] = packed(area.units)

    def rename(self, names: Names) -> None:
        """Put other ``names`` wherever they are shown."""
        texts = [address.encode() for address in names]
        for number, data in enumerate(self._packed(UNITS)):
            if any(text in data for text in texts):
                units = self.view.areas[number].units = unpacked(data)
                rename(units, names)
                self.rows[row_of_rest(UNITS, number)] = packed(units)
        for name in (*ITEMS.values(), *NAMING):
            shown = getattr(self.view, name)
            found = [n for n, data in enumerate(self._data(name)) if any(text in data for text in texts)]
            found = [number for number in found if rename(shown[number], names)]
            if found:
                self.naming[name] = [shown[number] for number in found]
            if name in NAMING:
                self._keep(name, found)
        found = [number for number, method in enumerate(self.view.methods) if rename(method, names)]
        if found:  # they are kept with what is told of figures
            self.naming["methods"] = [self.view.methods[number] for number in found]

    def _data(self, name: str) -> Sequence[bytes]:
        shown = getattr(self.view, name)
        return shown.data if isinstance(shown, Packed) else self._packed(name)

    def _keep(self, name: str, numbers: Collection[int]) -> None:
        shown = getattr(self.view, name)
        for number in numbers:
            one = shown[number]
            self.rows[row_of_rest(name, number)] = packed_area(one) if name == "areas" else packed(one)

    def recount(self, before: Facts, now: Branch) -> None:
        """Sum up a branch, which said something else ``before``, by what it says ``now``. Raises UntoldError where
        that is not enough.
        """
        self._adopt(before, now)
        numbers = [n for n, area in enumerate(self.view.areas) if before.area is not None and area.id == before.area.id]
        area = self.view.areas[numbers[0]] if numbers else None
        if sum_again(self.view, area, before, now):
            self.summed = True
            self._keep("areas", numbers)
            self._keep_main(SUMMARIES)

    def _adopt(self, before: Facts, now: Branch) -> None:
        """Count it among those that apply some regulations."""
        known: Sequence[str] = self._main["regulations"]
        applied = [item.address for item in before.regulations]
        applies = [
            address for address in (address_of(Regulation.kind, id) for id in now.regulations) if address in known
        ]
        if applied == applies:
            return
        if len({*applied}) < len(applied) or len({*applies}) < len(applies):
            raise UntoldError  # one is named twice
        cards = self.view.cards
        order = {card.id: number for number, card in enumerate(cards)}
        for address in sorted(set(applied) ^ set(applies)):
            facts = self.view.regulations[known.index(address)]
            adopt_again(facts, cards[order[before.id]], address in applied, order)
            self.adopted[address] = facts
            self.items[address] = packed(facts)

    def _keep_main(self, names: Iterable[str]) -> None:
        self._main |= {name: getattr(self.view, name) for name in names}
        self.rows[""] = packed(self._main)

    def relist(self, relisting: Relisting, activities_of: Callable[[str], list[Facts]], newest_of: Newest) -> None:
        """Tell the activities that there are now. Raises UntoldError where that is not enough."""
        self.restated = relist(self.view, relisting, activities_of, newest_of)
        texts = [f"branches/{id}/".encode() for id in relisting.of_branches]
        for name in ("areas", "elsewhere"):
            data = enumerate(self._packed(name))
            self._keep(name, [number for number, one in data if any(text in one for text in texts)])
        self._keep("recent", range(len(self.view.recent)))
        self._main["recent"] = len(self.view.recent)
        self._keep_main(_TOTALS)
        self.items |= {item.address: packed(item) for item in (*self.restated.lists, *self.restated.stations)}

    def whole(self) -> PublicView:
        """The view with all that is kept of it."""
        for name in ITEMS.values():
            setattr(self.view, name, list(getattr(self.view, name)))
        for area, units in zip(self.view.areas, self._packed(UNITS), strict=True):
            area.units = unpacked(units)
        return self.view
