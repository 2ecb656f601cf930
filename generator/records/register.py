"""The Register: every record of a site, linked; the only thing later rooms read."""

from __future__ import annotations

import datetime
from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

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
from generator.records.dossier import Dossier, Held, Row, held_of
from generator.records.fields import Record, lighten, reference_of
from generator.records.honour import Honour
from generator.records.loading import suggested
from generator.records.monthly_list import MonthlyList
from generator.records.opening import open_document
from generator.records.pairing import Pairing
from generator.records.regulation import Regulation
from generator.records.report import Report
from generator.records.showcase import Showcase
from generator.records.site import Site
from generator.records.station import Station
from generator.records.unit import Unit
from generator.records.walking import Keys, last_key, said, written

__all__ = ["Later", "OnDemand", "Origin", "Register", "references"]

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record came from: its file, and the path inside it where the file lists many."""

    path: str
    keys: Keys = ()


class OnDemand(Mapping[str, R], Generic[R]):
    """Records that are made when asked for: of a large site most are not needed after a small change."""

    def __init__(self, ids: Iterable[str], make: Callable[[str], R]) -> None:
        self._ids = ids if isinstance(ids, Collection) else dict.fromkeys(ids)
        self._make = make
        self._made: dict[str, R] = {}

    def __getitem__(self, id: str) -> R:
        made = self._made.get(id)
        if made is None:
            if id not in self._ids:
                raise KeyError(id)
            made = self._made[id] = self._make(id)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def forget(self) -> None:
        """Let go of those that were made; whoever asks again gets them made again."""
        self._made.clear()


class _Held(Collection[str]):
    """The identifiers of all activities; a hundred thousand of them need not be in memory."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[str]:
        return (f"{id}/{held.slug}" for id, row in self._rows.items() for held in row.held)

    def __len__(self) -> int:
        return sum(len(row.held) for row in self._rows.values())

    def __contains__(self, id: object) -> bool:
        branch, _, slug = str(id).partition("/")
        return branch in self._rows and any(held.slug == slug for held in self._rows[branch].held)


class Later(Mapping[str, Record]):
    """All records of a kind, which are made when the first of them is asked for; or just those ``saying`` some text, as
    long as few are wanted so.
    """

    _FEW = 16

    def __init__(
        self, make: Callable[[], Mapping[str, Record]], some: Callable[[str], Mapping[str, Record] | None]
    ) -> None:
        self._make = make
        self._some = some
        self._wanted = 0

    def saying(self, text: str) -> Mapping[str, Record] | None:
        """All records that say a text, and perhaps others; None where all are made, or so many were wanted before that
        they had better be.
        """
        self._wanted += 1
        return None if self._wanted > self._FEW or "_records" in vars(self) else self._some(text)

    @cached_property
    def _records(self) -> Mapping[str, Record]:
        return self._make()

    def __getitem__(self, id: str) -> Record:
        return self._records[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


class _Noting(Mapping[str, Mapping[str, Record]]):
    """Records by kind, with a note of the kinds that were asked for."""

    def __init__(self, records: Mapping[str, Mapping[str, Record]], asked: set[str]) -> None:
        self._records = records
        self._asked = asked

    def __getitem__(self, kind: str) -> Mapping[str, Record]:
        self._asked.add(kind)
        return self._records[kind]

    def __iter__(self) -> Iterator[str]:
        self._asked.update(self._records)
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


@dataclass
class Register:
    """Records by kind and identifier, in the order of their files; ``origins`` tells where each stands.

    Branches and their activities lie in ``rows`` and are made when asked for; a register that a test or a reader of one
    folder fills record by record has none.
    """

    root: Path
    as_of: datetime.date = datetime.date.min
    """The day for which everything that depends on "today" is computed."""
    records: dict[str, Mapping[str, Record]] = field(default_factory=dict)
    origins: MutableMapping[tuple[str, str], Origin] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    """Dossiers by branch."""
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
        """Take a record, in place of one with the same kind and identifier."""
        cast("dict[str, Record]", self.records.setdefault(record.kind, {}))[record.id] = record
        self.origins[record.kind, record.id] = origin

    def shelve(self, rows: Mapping[str, Row]) -> None:
        """Take the branches and activities of ``rows``."""
        self.rows = dict(rows)
        for row in rows.values():
            self.unreadable |= row.unreadable
        self.records[Branch.kind] = OnDemand((id for id, row in rows.items() if row.values is not None), self._branch)
        self.records[Activity.kind] = OnDemand(_Held(self.rows), self._activity)

    def _branch(self, id: str) -> Branch:
        branch = self.rows[id].branch()
        lighten(branch)
        return branch

    def _activity(self, id: str) -> Activity:
        branch, _, slug = id.partition("/")
        return self.rows[branch].activity(slug)

    def beside(self) -> Register:
        """A register for one folder's records in which all else of this one is known."""
        others = {kind: items for kind, items in self.records.items() if kind not in (Branch.kind, Activity.kind)}
        return Register(self.root, self.as_of, others, ChainMap({}, self.origins))

    def noting(self, asked: set[str]) -> Register:
        """The same register, which notes the kinds of which records are ``asked`` for."""
        return replace(self, records=cast("dict[str, Mapping[str, Record]]", _Noting(self.records, asked)))

    def released(self) -> Register:
        """The same register with only the records that may go out, and nothing that hangs on one that may not."""
        return self._released if self.rows else self._without_others()

    @cached_property
    def _released(self) -> Register:
        """Asked for by several checks and by the public view; with its rows a register is complete."""
        return self._without_others()

    @cached_property
    def memory(self) -> dict[str, Any]:
        """What is worked out from a complete register, so that it is worked out once."""
        return {}

    def forget(self) -> None:
        """Let go of branches as objects, once all that looks at every one of them is done."""
        for register in (self, *([self._released] if "_released" in vars(self) else [])):
            for records in register.records.values():
                if isinstance(records, OnDemand):
                    records.forget()

    def _without_others(self) -> Register:
        kept = Register(self.root, self.as_of, origins=self.origins)
        for kind, records in self.records.items():
            if not isinstance(records, OnDemand):
                released = partial(_released, records)
                kept.records[kind] = _released_later(records) if isinstance(records, Later) else released()
        if self.rows:
            out = [row for row in self.rows.values() if row.released]
            kept.rows = {row.id: replace(row, held=[held for held in row.held if held.released]) for row in out}
            kept.records[Branch.kind] = OnDemand(kept.rows, self.branches.__getitem__)
            kept.records[Activity.kind] = OnDemand(_Held(kept.rows), self._activity)
            return kept
        branches = kept.records.get(Branch.kind, {})
        activities = kept.records.get(Activity.kind, {})
        kept.records[Activity.kind] = {
            id: record for id, record in activities.items() if cast(Activity, record).branch in branches
        }
        return kept

    def origin(self, record: Record) -> Origin:
        """Where a record stands."""
        return self.origin_of(record.kind, record.id)

    def origin_of(self, kind: str, id: str) -> Origin:
        """Where the record of that kind and identifier stands."""
        known = self.origins.get((kind, id))
        if known is not None:
            return known
        branch, _, slug = id.partition("/")
        return Origin(self.rows[branch].path(slug) if slug else f"records/branches/{branch}/branch.yml")

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
        """Every branch with its activities, the oldest first; one after the other, so that one is in memory."""
        for id in self.branches:
            yield self.dossier(id)

    def dossier(self, id: str) -> Dossier:
        """One branch with its activities, the oldest first."""
        return Dossier(self.branches[id], self.activities_of(id))

    def activities_of(self, id: str) -> list[Activity]:
        """The activities of one branch, the oldest first."""
        if self.rows:
            kept = {held.slug for held in self.rows[id].held}
            found = [a for a in self.rows[id].activities() if a.id.rpartition("/")[2] in kept]
        else:
            found = self._by_branch.get(id, [])
        return sorted(found, key=lambda activity: (activity.date, activity.id))

    @cached_property
    def _by_branch(self) -> dict[str, list[Activity]]:
        held: dict[str, list[Activity]] = {}
        for activity in self.activities.values():
            held.setdefault(activity.branch, []).append(activity)
        return held

    @cached_property
    def held(self) -> dict[str, list[Held]]:
        """What lists say of the activities of every branch, the newest first; cheap where activities are not."""
        if self.rows:
            return {id: row.held for id, row in self.rows.items() if row.values is not None}
        return {id: held_of(self._by_branch.get(id, [])) for id in self.branches}

    def held_by(self, id: str) -> Sequence[Held]:
        """The same of one branch, which need not be here."""
        if self.rows:
            return self.rows[id].held if id in self.rows else ()
        return self.held.get(id, ())

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
        records = self.records.get(kind, {})
        return [records[name]] if name in records else []

    def unit(self, name: str) -> Unit | None:
        """The one unit of that name."""
        units = self.records.get(Unit.kind)
        some = units.saying(name) if isinstance(units, Later) and "unit_names" not in vars(self) else None
        if some is None:
            found = self.unit_names.get(name, [])
        else:
            saying = cast("Mapping[str, Unit]", some).values()
            found = [unit for unit in saying if name in (unit.name, unit.short_name)]
        return found[0] if len(found) == 1 else None

    def linked(self) -> Iterator[Finding]:
        """A finding for every reference that leads nowhere or to more than one record."""
        own = [records for records in self.records.values() if not isinstance(records, OnDemand)]
        yield from self._lost(self._named(record for records in own for record in records.values()))
        yield from self._lost(
            (origin, keys, kind, name)
            for model, node, origin in self.broken
            for keys, kind, name in written(model, node, reference_of)
        )
        for row in self.rows.values():
            if any(self.leads_nowhere(kind, name) for kind, name in row.references):
                records = [*row.activities(), *([self.branches[row.id]] if row.values is not None else [])]
                yield from self._lost(self._named(records))
            for model, node, path, above in row.broken:
                named = written(model, node, reference_of)
                yield from self._lost((Origin(path, above), keys, kind, name) for keys, kind, name in named)

    def leads_nowhere(self, kind: str, name: str) -> bool:
        """Whether a reference means no record, or more than one."""
        count = len(self.unit_names.get(name, ())) if kind == Unit.kind else name in self.records.get(kind, {})
        known = count == 1 or (kind, name) in self.unreadable
        return not known and not (kind in self.half_read and not count)

    def _named(self, records: Iterable[Record]) -> Iterator[tuple[Origin, Keys, str, str]]:
        """Every reference of some records."""
        for record in records:
            for keys, kind, name in references(record):
                yield self.origin(record), keys, kind, name

    def _lost(self, named: Iterable[tuple[Origin, Keys, str, str]]) -> Iterator[Finding]:
        for origin, keys, kind, name in named:
            if self.leads_nowhere(kind, name):
                yield self._broken(origin, keys, kind, name)

    def _broken(self, origin: Origin, keys: Keys, kind: str, name: str) -> Finding:
        found = self.find(kind, name)
        key = last_key(keys)
        label = _label(kind)
        facts = {"key": key, "found": name, "label": label, "label_en": kind.replace("_", " ")}
        if found:
            facts["others"] = "、".join(getattr(other, "name", other.id) for other in found)
            return Finding(kinds.AMBIGUOUS, self.place_at(origin, keys), facts)
        known = list(self.unit_names) if kind == Unit.kind else list(self.records.get(kind, {}))
        otherwise = f"请先建立这条{label}记录，或改正写法。"
        facts |= suggested(name, known, otherwise, "Create that record first, or correct the name.")
        return Finding(kinds.DANGLING, self.place_at(origin, keys), facts)


def _released_later(records: Later) -> Later:
    def saying(text: str) -> Mapping[str, Record] | None:
        some = records.saying(text)
        return None if some is None else _released(some)

    return Later(partial(_released, records), saying)


def _released(records: Mapping[str, Record]) -> Mapping[str, Record]:
    return {id: record for id, record in records.items() if record.released}


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
