"""The Register: every record of a site, linked; the only thing later rooms read."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from generator.findings import Finding, Location
from generator.reading import Document, Want, locate
from generator.records import kinds
from generator.records.activity import Activity
from generator.records.area import Area
from generator.records.assessment import Assessment
from generator.records.branch import Branch
from generator.records.campaign import Campaign
from generator.records.committee import Committee
from generator.records.dossier import Dossier
from generator.records.fields import Record, reference_of
from generator.records.honour import Honour
from generator.records.loading import nearest
from generator.records.monthly_list import MonthlyList
from generator.records.opening import open_document
from generator.records.pairing import Pairing
from generator.records.regulation import Regulation
from generator.records.report import Report
from generator.records.showcase import Showcase
from generator.records.site import Site
from generator.records.station import Station
from generator.records.unit import Unit
from generator.records.walking import Keys, said, written

__all__ = ["Origin", "Register", "references"]

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record came from: its file, and the path inside it where the file lists many."""

    path: str
    keys: Keys = ()


@dataclass
class Register:
    """Records by kind and identifier, in the order of their files; ``origins`` tells where each stands."""

    root: Path
    as_of: datetime.date = datetime.date.min
    """The day for which everything that depends on "today" is computed."""
    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)
    unreadable: set[tuple[str, str]] = field(default_factory=set)
    """Records that exist but could not be read: a reference to one is not reported a second time."""
    half_read: set[str] = field(default_factory=set)
    """Kinds with a ledger that could not be read to its end: any of their records may stand in the rest."""
    broken: list[tuple[type[Record], Any, Origin]] = field(default_factory=list)
    """What could not become a record, as written: what it names is checked all the same."""
    _opened: Document | None = field(default=None, repr=False)

    def of(self, model: type[R]) -> Mapping[str, R]:
        """Every record of one kind, by identifier."""
        return cast("Mapping[str, R]", self.records.get(model.kind, {}))

    def add(self, record: Record, origin: Origin) -> None:
        self.records.setdefault(record.kind, {})[record.id] = record
        self.origins[record.kind, record.id] = origin

    def released(self) -> Register:
        """The same register with only the records that may go out, and nothing that hangs on one that may not."""
        kept = Register(self.root, self.as_of, origins=self.origins)
        for kind, records in self.records.items():
            kept.records[kind] = {id: record for id, record in records.items() if record.released}
        branches = kept.records.get(Branch.kind, {})
        activities = kept.records.get(Activity.kind, {})
        kept.records[Activity.kind] = {
            id: record for id, record in activities.items() if cast(Activity, record).branch in branches
        }
        return kept

    def origin(self, record: Record) -> Origin:
        return self.origins[record.kind, record.id]

    def place(self, record: Record, keys: Sequence[str | int] = (), want: Want = "value") -> Location:
        """Where a part of a record stands. Reads the file again: findings are rare, memory is not free."""
        return self.place_at(self.origin(record), keys, want)

    def place_at(self, origin: Origin, keys: Sequence[str | int], want: Want = "value") -> Location:
        """The same for what is not a record (yet)."""
        if self._opened is None or self._opened.path != origin.path:  # findings of one file come together
            self._opened = open_document(self.root, origin.path)
        return locate(self._opened, (*origin.keys, *keys), want)

    @property
    def site(self) -> Site:
        return self.of(Site)["site"]

    @property
    def areas(self) -> Mapping[str, Area]:
        return self.of(Area)

    @property
    def committees(self) -> Mapping[str, Committee]:
        return self.of(Committee)

    @property
    def units(self) -> Mapping[str, Unit]:
        return self.of(Unit)

    @property
    def branches(self) -> Mapping[str, Branch]:
        return self.of(Branch)

    @property
    def activities(self) -> Mapping[str, Activity]:
        return self.of(Activity)

    @property
    def regulations(self) -> Mapping[str, Regulation]:
        return self.of(Regulation)

    @property
    def showcases(self) -> Mapping[str, Showcase]:
        return self.of(Showcase)

    @property
    def stations(self) -> Mapping[str, Station]:
        return self.of(Station)

    @property
    def lists(self) -> Mapping[str, MonthlyList]:
        return self.of(MonthlyList)

    @property
    def assessments(self) -> Mapping[str, Assessment]:
        return self.of(Assessment)

    @property
    def pairings(self) -> Mapping[str, Pairing]:
        return self.of(Pairing)

    @property
    def campaigns(self) -> Mapping[str, Campaign]:
        return self.of(Campaign)

    @property
    def honours(self) -> Mapping[str, Honour]:
        return self.of(Honour)

    @property
    def reports(self) -> Mapping[str, Report]:
        return self.of(Report)

    def dossiers(self) -> Iterator[Dossier]:
        """Every branch with its activities, the oldest first."""
        held: dict[str, list[Activity]] = {id: [] for id in self.branches}
        for activity in self.activities.values():
            if activity.branch in held:
                held[activity.branch].append(activity)
        for id, branch in self.branches.items():
            yield Dossier(branch, sorted(held[id], key=lambda activity: (activity.date, activity.id)))

    @cached_property
    def unit_names(self) -> dict[str, list[Unit]]:
        """Units by every name a branch may use for them: full and short."""
        names: dict[str, list[Unit]] = {}
        for unit in self.units.values():
            for name in {unit.name, unit.short_name or unit.name}:
                names.setdefault(name, []).append(unit)
        return names

    def find(self, kind: str, name: str) -> list[Record]:
        """The records that a reference may mean: none, one, or several where it is ambiguous."""
        if kind == Unit.kind:
            return list(self.unit_names.get(name, ()))
        record = self.records.get(kind, {}).get(name)
        return [record] if record is not None else []

    def unit(self, name: str) -> Unit | None:
        """The one unit of that name."""
        found = self.unit_names.get(name, ())
        return found[0] if len(found) == 1 else None

    def linked(self) -> Iterator[Finding]:
        """A finding for every reference that leads nowhere or to more than one record."""
        labels = {kind: next(iter(records.values())).label for kind, records in self.records.items() if records}
        for origin, keys, kind, name in self._named():
            found = self.find(kind, name)
            known = len(found) == 1 or (kind, name) in self.unreadable
            if not known and not (kind in self.half_read and not found):
                yield self._broken(origin, keys, kind, name, found, labels)

    def _named(self) -> Iterator[tuple[Origin, Keys, str, str]]:
        """Every reference of every record, readable or not."""
        for records in self.records.values():
            for record in records.values():
                for keys, kind, name in references(record):
                    yield self.origin(record), keys, kind, name
        for model, node, origin in self.broken:
            for keys, kind, name in written(model, node, reference_of):
                yield origin, keys, kind, name

    def _broken(
        self, origin: Origin, keys: Keys, kind: str, name: str, found: list[Record], labels: dict[str, str]
    ) -> Finding:
        key = next(str(k) for k in reversed(keys) if isinstance(k, str))
        label = labels.get(kind) or _label(kind)
        facts = {"key": key, "found": name, "label": label}
        if found:
            facts["others"] = "、".join(getattr(other, "name", other.id) for other in found)
            return Finding(kinds.AMBIGUOUS, self.place_at(origin, keys), facts)
        known = list(self.unit_names) if kind == Unit.kind else list(self.records.get(kind, {}))
        close = nearest(name, known)
        facts["suggestion"] = f"是不是“{close}”？" if close else f"请先建立这条{label}记录，或改正写法。"
        facts["suggestion_en"] = f"Did you mean '{close}'?" if close else "Create that record or correct the name."
        return Finding(kinds.DANGLING, self.place_at(origin, keys), facts)


def _label(kind: str) -> str:
    classes = [Record]
    while classes:
        cls = classes.pop()
        if getattr(cls, "kind", None) == kind:
            return cls.label
        classes.extend(cls.__subclasses__())
    return kind


def references(record: BaseModel) -> Iterator[tuple[Keys, str, str]]:
    """Every reference in a record: where it stands (Chinese keys), the kind it points to, and what it says."""
    return said(record, reference_of)
