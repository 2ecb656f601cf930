"""Findings of the internal report that come from statuses: the rule is judged in one place only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.findings import Finding, Kind, Location, Severity, declare
from generator.records.register import Register
from generator.rulebook.evaluation import Status

__all__ = ["declare_shortfall", "place_of", "shortfalls"]


def declare_shortfall(code: str, zh: str, en: str) -> Kind:
    """A kind of finding for branches, units or stations that fall short of a rule."""
    return declare(
        code,
        Severity.NOTE,
        (zh, "{subject}：{sentence}", "{remedy}（依据{source}）"),
        (en, "'{subject}': {sentence}", "{remedy} See {source}."),
    )


def place_of(register: Register, status: Status) -> Location:
    """Where the record stands that has to change, or the record of the subject."""
    at = status.verdict.at
    for counted in (at,) if at is not None else status.verdict.counted:
        if counted is at or counted.kind == status.subject.kind:
            return register.place_at(register.origin_of(counted.kind, counted.id), counted.keys)
    return register.place_at(register.origin_of(status.subject.kind, status.subject.id), ())


def shortfalls(kind: Kind, register: Register, statuses: Iterable[Status], rules: Iterable[str]) -> Iterator[Finding]:
    """A finding for every yellow or red status under some rules."""
    wanted = set(rules)
    for status in statuses:
        if status.rule.id in wanted and status.light.falls_short:
            facts = {
                "subject": status.subject.name,
                "sentence": status.sentence,
                "remedy": status.rule.remedy,
                "source": status.rule.grounds,
            }
            yield Finding(kind, place_of(register, status), facts)
