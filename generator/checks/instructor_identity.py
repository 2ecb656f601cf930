"""CK27: one instructor for every unit without organisation and one for every organisation: 28 + 57 = 85 (R4)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding, Location, Severity, declare
from generator.records.register import Register
from generator.records.station import InstructorMode
from generator.rulebook.figures import covered_units

__all__ = ["check"]

_IDENTITY = declare(
    "ZB0427",
    Severity.NOTE,
    (
        "指导员人数与单位、党组织数对不上",
        "{what}有{expected}个，{mode}的指导员有{found}名。",
        "请核对指导站的“指导员”和单位台账；确实不是一一对应的，不用改。",
    ),
    (
        "mismatched number of instructors",
        "The number of {what_en} is {expected}, but that of instructors with '{mode}' is {found}.",
        "Check '指导员' of the stations and the list of units.",
    ),
)


def check(register: Register) -> Iterator[Finding]:
    instructors = [item for station in register.stations.values() for item in station.instructors]
    if not instructors:
        return
    covered = covered_units(register)
    uncovered = sum(1 for unit in register.units.values() if unit.name not in covered)
    for what, what_en, expected, mode in (
        ("未建党组织的单位", "units without an organisation", uncovered, InstructorMode.ONE_TO_ONE),
        ("党组织", "organisations", len(register.branches), InstructorMode.ONE_TO_MANY),
    ):
        found = sum(1 for item in instructors if item.mode is mode)
        if found != expected:
            facts = {"what": what, "what_en": what_en, "mode": mode.value}
            facts |= {"expected": str(expected), "found": str(found)}
            station = next(iter(register.stations.values()))
            yield Finding(_IDENTITY, Location(register.origin(station).path), facts)
