"""What an evaluation answers: a colour, one sentence, the arithmetic, the records counted."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from generator.records.fields import Record
from generator.records.walking import Keys
from generator.rulebook.rules import Rule, Scope

__all__ = ["Counted", "Light", "Status", "Subject", "Verdict", "part_of"]


class Light(StrEnum):
    """The state of one subject under one rule."""

    GREEN = "绿"
    YELLOW = "黄"
    RED = "红"
    NOT_APPLICABLE = "不适用"
    UNKNOWN = "资料不足"

    @property
    def falls_short(self) -> bool:
        """Whether the rule is not kept."""
        return self is Light.YELLOW or self is Light.RED


class Counted(NamedTuple):
    """A record, or a part of one, that an evaluation looked at."""

    kind: str
    id: str
    keys: Keys = ()


def part_of(record: Record, *keys: str | int) -> tuple[Counted, ...]:
    """The one part of a record that a verdict rests on; without keys the record itself."""
    return (Counted(record.kind, record.id, keys),)


class Verdict(NamedTuple):
    """What a judge says of one subject.

    ``working`` is the arithmetic, a line a step; ``counted`` the records behind it; ``due`` the next day by which
    something has to be done, and ``what`` that is; ``at`` the record with the fault where it is not the subject's.
    """

    light: Light
    sentence: str
    working: tuple[str, ...] = ()
    counted: tuple[Counted, ...] = ()
    due: datetime.date | None = None
    what: str = ""
    at: Counted | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What was judged: kind, identifier and name of its record. The whole site stands under the site's record."""

    scope: Scope
    kind: str
    id: str
    name: str
    area: str | None = None


class Status(NamedTuple):
    """A verdict with the rule it was given under and the subject it was given on."""

    subject: Subject
    rule: Rule
    verdict: Verdict

    @property
    def light(self) -> Light:
        """The colour of the verdict."""
        return self.verdict.light

    @property
    def sentence(self) -> str:
        """The sentence of the verdict."""
        return self.verdict.sentence
