"""The material of a judgement: a dossier, and what the rest of the register says about it, looked up once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from generator.records.activity import Activity, ActivityKind
from generator.records.appraisal import Appraisal, AppraisalRow
from generator.records.branch import Branch, YearWork
from generator.records.dossier import Dossier, latest_of
from generator.records.fields import ReviewState
from generator.records.rectification import Rectification
from generator.records.register import Register
from generator.records.site import Site
from generator.records.unit import Unit
from generator.records.values import exact
from generator.rulebook.figures import covered_units
from generator.rulebook.rules import Change, Rule, Scope
from generator.rulebook.schemes import Scheme
from generator.rulebook.terms import TermSet

__all__ = ["Case", "Surroundings"]


class Surroundings:
    """The register without activities, indexed by branch; built once for all dossiers. ``latest`` is the day of the
    last activity, and ``covered`` gives the names of the units that a branch covers, where that is known.
    """

    def __init__(
        self, register: Register, latest: str | None = None, covered: Callable[[], Collection[str]] | None = None
    ) -> None:
        self.register = register
        self._latest = latest
        self._covered = covered
        self.as_of = register.as_of
        site = register.of(Site).get("site")
        self.records_since = site.records_since if site else None
        self.terms: Mapping[str, TermSet] = register.of(TermSet)
        self.schemes: Mapping[str, Scheme] = register.of(Scheme)
        self.judged: dict[str | None, list[tuple[Rule, Any]]] = {}
        """Rules with their judges by area, filled by ``running``."""
        self._rules: dict[str | None, dict[Scope, list[Rule]]] = {}

    @cached_property
    def latest(self) -> str:
        """The day of the last activity, as lists know them, up to that for which all is computed; empty for none."""
        if self._latest is not None:
            return self._latest
        held = (one for listed in self.register.held.values() for one in listed)
        return latest_of(held, self.as_of.isoformat())

    @cached_property
    def rectifications(self) -> dict[str, list[Rectification]]:
        """Matters to be put right, by branch."""
        found: dict[str, list[Rectification]] = {}
        for matter in self.register.of(Rectification).values():
            found.setdefault(matter.branch, []).append(matter)
        return found

    @cached_property
    def appraised(self) -> dict[str, list[tuple[Appraisal, int, AppraisalRow]]]:
        """Results of appraisals with their position, by branch, the latest last."""
        found: dict[str, list[tuple[Appraisal, int, AppraisalRow]]] = {}
        rounds = sorted(self.register.of(Appraisal).values(), key=lambda item: (item.year, item.decided, item.id))
        for appraisal in rounds:
            for index, row in enumerate(appraisal.results):
                found.setdefault(row.branch, []).append((appraisal, index, row))
        return found

    @cached_property
    def covered(self) -> dict[str, list[Branch]]:
        """Branches that cover a unit, by the unit's name."""
        return covered_units(self.register)

    @cached_property
    def covered_names(self) -> Collection[str]:
        """The names of the units that a branch covers."""
        return self.covered if self._covered is None else self._covered()

    @cached_property
    def uncovered(self) -> list[Unit]:
        """The units that none covers, few among many: every rule for units asks for them."""
        names = self.covered_names
        return [unit for unit in self.register.units.values() if unit.name not in names]

    @cached_property
    def guided(self) -> set[str]:
        """Names of the units that an instructor looks after, full or short as written."""
        stations = self.register.stations.values()
        return {name for station in stations for item in station.instructors for name in item.units}

    def ancestry(self, area: str | None) -> set[str]:
        """An area and all above it."""
        found: set[str] = set()
        while area is not None and area not in found:
            found.add(area)
            record = self.register.areas.get(area)
            area = record.parent if record else None
        return found

    def rules(self, scope: Scope, area: str | None = None) -> Sequence[Rule]:
        """The rules of a scope as they stand in an area: switched on, with the locality's changes."""
        if area not in self._rules:
            self._rules[area] = self._resolved(area)
        return self._rules[area].get(scope, ())

    def every(self, scope: Scope) -> list[Rule]:
        """The rules of a scope as the whole site has them, switched on or not."""
        return [self._changed(rule, set()) for rule in self.register.of(Rule).values() if rule.scope is scope]

    def versions(self, id: str) -> Iterator[Rule]:
        """A rule as it stands in each of the areas that have it otherwise."""
        changes = [change for change in self.register.of(Change).values() if change.rule == id]
        for area in sorted({area for change in changes for area in change.areas}):
            rule = self.rule(id, area)
            if rule is not None:
                yield rule

    def rule(self, id: str, area: str | None = None) -> Rule | None:
        """One rule as it stands in an area, switched off or not."""
        rule = self.register.of(Rule).get(id)
        return self._changed(rule, self.ancestry(area)) if rule else None

    def _resolved(self, area: str | None) -> dict[Scope, list[Rule]]:
        above = self.ancestry(area)
        found: dict[Scope, list[Rule]] = {}
        for rule in self.register.of(Rule).values():
            rule = self._changed(rule, above)
            if rule.enabled:
                found.setdefault(rule.scope, []).append(rule)
        return found

    def changes(self, id: str, area: str | None = None) -> list[Change]:
        """What an area has otherwise than the rule of this identifier, in the order in which it applies."""
        return self._changes(id, self.ancestry(area))

    def _changes(self, id: str, above: set[str]) -> list[Change]:
        found = self.register.of(Change).values()
        return [change for change in found if change.rule == id and (not change.areas or above & set(change.areas))]

    def _changed(self, rule: Rule, above: set[str]) -> Rule:
        for change in self._changes(rule.id, above):
            rule = change.applied(rule)
        return rule


class Case:
    """One dossier before the rules. Drafts do not count: a draft is not a fact yet."""

    def __init__(self, dossier: Dossier, around: Surroundings) -> None:
        self.dossier = dossier
        self.branch = dossier.branch
        self.around = around
        self.register = around.register
        self.as_of = around.as_of
        day = around.as_of
        self.activities = [a for a in dossier.activities if a.date <= day and a.review.state is not ReviewState.DRAFT]
        self.full = exact(dossier.branch.members.full)
        probationary = exact(dossier.branch.members.probationary)
        self.total = None if self.full is None or probationary is None else self.full + probationary
        self.by_kind: dict[ActivityKind, list[Activity]] = {}
        for activity in self.activities:
            self.by_kind.setdefault(activity.type, []).append(activity)

    def of(self, kinds: Sequence[ActivityKind]) -> list[Activity]:
        """The activities of some kinds, the oldest first."""
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], [])
        found = [activity for kind in kinds for activity in self.by_kind.get(kind, ())]
        return sorted(found, key=lambda activity: (activity.date, activity.id))

    @property
    def since(self) -> datetime.date:
        """From when on activities can be asked for: the branch exists and records are kept."""
        begun, kept = self.branch.formation.date, self.around.records_since
        return max(begun, kept) if kept else begun

    def work(self, year: int) -> tuple[int, YearWork] | None:
        """The row of a year's work and its position."""
        return next(((i, row) for i, row in enumerate(self.branch.work) if row.year == year), None)
