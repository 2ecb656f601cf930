"""What a corpus of a given size consists of: areas, branches, units, stations, decided before a word is written."""

from __future__ import annotations

import datetime
import itertools
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.phrases import AREA_HEADS, AREA_TAILS, INDUSTRIES, NAME_FIRST, NAME_SECOND, THEMES

__all__ = ["Area", "Branch", "Meeting", "Plan", "Unit", "make_plan"]

BRANCHES_PER_AREA = 50
BRANCHES_PER_STATION = 20


@dataclass(slots=True)
class Unit:
    """An enterprise of the ledger; ``formed`` says whether a branch covers it."""

    name: str
    short_name: str
    slug: str
    industry: str
    line: str
    employees: int
    formed: bool


@dataclass(slots=True)
class Area:
    """A street, town or park with its ledger."""

    id: str
    name: str
    type: str
    units: list[Unit] = field(default_factory=list)


@dataclass(slots=True)
class Meeting:
    """One activity of a branch, without its words."""

    kind: str
    date: datetime.date
    slug: str
    month: int


@dataclass(slots=True)
class Branch:
    """A branch with everything that other records must agree with."""

    id: str
    number: int
    area: Area
    units: list[Unit]
    joint: bool
    members: int
    theme_day: int
    stars: int
    meetings: list[Meeting]

    @property
    def short_name(self) -> str:
        """The short name, as other records would write it."""
        return f"{self.units[0].short_name}{'联合' if self.joint else ''}党支部"

    @property
    def full_name(self) -> str:
        """The full name by the published pattern."""
        return f"中国共产党{self.units[0].name}{'联合' if self.joint else ''}支部委员会"


@dataclass(slots=True)
class Plan:
    """A whole corpus."""

    areas: list[Area]
    branches: list[Branch]

    def stations(self) -> list[list[Branch]]:
        """The branches of every guidance station."""
        size = BRANCHES_PER_STATION
        return [self.branches[start : start + size] for start in range(0, len(self.branches), size)]


def make_plan(count: int, chance: random.Random) -> Plan:
    """A plan of ``count`` branches; the same for the same state of ``chance``."""
    areas = _areas(math.ceil(count / BRANCHES_PER_AREA))
    names = _unit_names(chance)
    branches = []
    for number in range(count):
        area = areas[number // BRANCHES_PER_AREA]
        joint = chance.random() < 0.45
        units = [next(names) for _ in range(chance.randint(2, 4) if joint else 1)]
        if number % 4 == 0:
            open_unit = next(names)
            open_unit.formed, open_unit.employees = False, chance.randint(2, 9)
            area.units.append(open_unit)
        area.units.extend(units)
        members = min(3 + int(chance.expovariate(0.35)), 40)
        theme_day = chance.randint(5, 25)
        stars = chance.choices((0, 1, 2, 3, 4, 5), (18, 46, 21, 8, 5, 2))[0]
        branch = Branch(
            id=f"{units[0].slug}-{number + 1:05}",
            number=number,
            area=area,
            units=units,
            joint=joint,
            members=members,
            theme_day=theme_day,
            stars=stars,
            meetings=_meetings(theme_day),
        )
        branches.append(branch)
    return Plan(areas, branches)


def _areas(count: int) -> list[Area]:
    kinds = itertools.product(AREA_TAILS, AREA_HEADS.items())
    areas = []
    for number, ((tail, kind, tail_sound), (head, sound)) in enumerate(itertools.cycle(kinds)):
        if number == count:
            break
        round_ = number // (len(AREA_TAILS) * len(AREA_HEADS))
        name = f"{head}{'' if not round_ else '二三四五六七八九十'[round_ - 1]}{tail}"
        areas.append(Area(f"{sound}-{tail_sound}{round_ + 1 if round_ else ''}", name, kind))
    return areas


def _unit_names(chance: random.Random) -> Iterator[Unit]:
    """Units with names of their own, without end in practice: 25,600 in the first round, then numbered."""
    pairs = list(itertools.product(NAME_FIRST.items(), NAME_SECOND.items(), INDUSTRIES))
    chance.shuffle(pairs)
    for round_ in itertools.count(1):
        for (first, sound), (second, sound2), (word, slug, industry, line) in pairs:
            short = f"{first}{second}{word}" if round_ == 1 else f"{first}{second}第{round_}{word}"
            employees = 5 + int(chance.expovariate(0.08))
            yield Unit(f"示例县{short}有限公司", short, f"{sound}{sound2}-{slug}", industry, line, employees, True)


_OTHER_KINDS = {3: "党课", 6: "支部党员大会", 9: "党课", 12: "组织生活会"}


def _meetings(theme_day: int) -> list[Meeting]:
    """One a month: theme days, and at the end of a quarter a lecture or an assembly."""
    meetings = []
    for month, (slug, _, _) in enumerate(THEMES, 1):
        kind = _OTHER_KINDS.get(month, "主题党日")
        meetings.append(Meeting(kind, datetime.date(2025, month, theme_day), slug, month))
    return meetings
