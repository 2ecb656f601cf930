"""Who judges what is no branch looks at what is only counted of records where it says so: rebuilds go by that."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from support import AS_OF, REPOSITORY

from generator.project import load
from generator.records.fields import Record, alone, called, counted
from generator.records.monthly_list import MonthlyList
from generator.records.register import Register
from generator.records.regulation import Regulation
from generator.records.report import Report
from generator.records.showcase import Showcase
from generator.records.station import Station
from generator.records.unit import Unit
from generator.rulebook.evaluation import Surroundings, evaluate_site
from generator.rulebook.evaluation.judges import JUDGES

KINDS: tuple[type[Record], ...] = (MonthlyList, Regulation, Showcase, Station, Unit)
NOTICES = (MonthlyList.kind, Regulation.kind, Report.kind)
LONG_AGO = datetime.date(1990, 1, 1)


@pytest.fixture(scope="module")
def register() -> Register:
    found = load(REPOSITORY, AS_OF).register
    assert found is not None
    return found.released()


def _others(said: Any) -> list[Any]:
    """What else could be said in place of something."""
    match said:
        case bool():
            return [not said]
        case int():
            return [1, 5000]
        case datetime.date():
            return [LONG_AGO, AS_OF]
        case str():
            return ["另一种说法"]
        case list():
            return [[], said * 2] if said else []
        case _:
            return [None]


def _lights(register: Register) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for status in evaluate_site(Surroundings(register)):
        found.setdefault(status.rule.id, []).append((status.subject.id, status.light.name))
    return found


def _differing(register: Register, model: type[Record], names: tuple[str, ...]) -> set[str]:
    """The judges that see another light where all records of a kind say something else in one of these fields."""
    judged = {status.rule.id: status.rule.judged for status in evaluate_site(Surroundings(register))}
    before, found = _lights(register), set()
    records = register.of(model)
    for name in names:
        others = next((row for row in map(_others, (getattr(r, name) for r in records.values())) if row), [])
        for other in others:
            changed = {id: record.model_copy(update={name: other}) for id, record in records.items()}
            after = _lights(replace(register, records={**register.records, model.kind: changed}))
            found |= {judged[id] for id in before if before[id] != after.get(id)}
    return found


@pytest.mark.parametrize("model", KINDS)
def test_what_is_counted_is_looked_at_where_that_is_declared(register: Register, model: type[Record]) -> None:
    declared = {name for name, judge in JUDGES.items() if model.kind in judge.looks}
    others = {kind: {} for kind in NOTICES if kind != model.kind}  # or the newest of them hides what one says
    found = _differing(replace(register, records={**register.records, **others}), model, counted(model))
    assert found and found <= declared


@pytest.mark.parametrize("model", KINDS)
def test_nothing_else_is_judged_by_texts_and_names(register: Register, model: type[Record]) -> None:
    names = tuple(name for name in (*alone(model), *called(model)) if name not in ("chapters", "wall", "bases"))
    assert _differing(register, model, names) == set()


def test_no_judge_looks_at_other_kinds() -> None:
    assert {kind for judge in JUDGES.values() for kind in judge.looks} == {model.kind for model in KINDS}
