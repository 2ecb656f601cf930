"""A dossier: one branch with all that its folder holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b
from typing import Any, NamedTuple

from generator.findings import Finding
from generator.listing import BRANCHES
from generator.packing import packed_json, unpacked_json
from generator.records.activity import Activity
from generator.records.branch import Branch
from generator.records.fields import Record, reference_of
from generator.records.gist import gist, ties
from generator.records.walking import values as values_of

__all__ = ["FOLDER", "Dossier", "Held", "Place", "Row", "held_of", "latest_of", "loaded", "packed", "row_of"]

FOLDER = f"{BRANCHES}/"
_DECIMAL = "\0decimal"


@dataclass(frozen=True, slots=True)
class Dossier:
    """A branch and its activities, the oldest first. What asks for activities asks one dossier at a time."""

    branch: Branch
    activities: Sequence[Activity]


class Held(NamedTuple):
    """What a list says of an activity that was held; ``date`` in ISO form."""

    date: str
    slug: str
    kind: str
    title: str
    monthly_list: str | None
    released: bool

    @property
    def place(self) -> Place:
        """What lists are put in order, cut and counted by."""
        return Place(self.date, self.slug, self.kind, self.monthly_list)


class Place(NamedTuple):
    """An activity as lists know it, but for its title."""

    date: str
    slug: str
    kind: str
    monthly_list: str | None


def held_of(activities: Iterable[Activity]) -> list[Held]:
    """Activities of one branch as lists show them, the newest first."""
    rows = [
        Held(a.date.isoformat(), a.id.rpartition("/")[2], a.type.value, a.title, a.monthly_list, a.released)
        for a in activities
    ]
    return sorted(rows, reverse=True)


def latest_of(held: Iterable[Held], day: str) -> str:
    """The day of the last activity up to a ``day``; empty where there is none."""
    return max((one.date for one in held if one.date <= day), default="")


@dataclass(slots=True)
class Row:
    """A dossier as it is kept between reading and use: plain values that were found to be valid.

    Records of ten thousand branches as objects take gigabytes; as text they take what the files take. It is JSON, which
    cannot harm whoever reads it, wherever it comes from.
    """

    id: str
    values: str | None
    """The branch's own values as JSON; None where the folder has no branch that could be read."""
    released: bool
    held: list[Held]
    strayed: dict[str, str]
    """The file of every activity that does not lie where it belongs, by its slug."""
    references: list[tuple[str, str]]
    """Kind and name of all that the records refer to, each once."""
    text: bytes | Callable[[], bytes]
    """The values of every activity, by slug, as JSON; or what fetches them."""
    mark: str
    """A digest of all of the above."""
    gist: str
    """A digest of what concerns the rest of the site: all but texts that stand alone and the titles of activities."""
    ties: str
    """The branch's own part of the gist without what is only counted and what the branch is called: what else other
    records' pages may show, but for activities.
    """
    findings: list[Finding] = field(default_factory=list)
    broken: list[tuple[type[Record], Any, str, tuple[str | int, ...]]] = field(default_factory=list)
    """What could not become a record, as written, with its file and the path inside it."""
    unreadable: set[tuple[str, str]] = field(default_factory=set)

    @property
    def body(self) -> bytes:
        """The values of every activity, fetched where they have not been yet."""
        return self.text if isinstance(self.text, bytes) else self.text()

    def head(self) -> list[Any]:
        """All but the activities' values, the findings and what is broken, as plain values for JSON."""
        return [self.values, self.released, self.held, self.strayed, self.references, self.mark, self.gist, self.ties]

    @classmethod
    def from_head(cls, id: str, head: list[Any], text: bytes | Callable[[], bytes]) -> Row:
        """The row whose ``head`` was kept; ``text`` is what ``body`` gives."""
        values, released, held, strayed, references, *digests = head
        lines = [Held(*row) for row in held]
        return cls(id, values, released, lines, strayed, [tuple(r) for r in references], text, *digests)

    def path(self, slug: str) -> str:
        """The file of an activity."""
        return self.strayed.get(slug) or _place_of(self.id, slug)

    def branch(self) -> Branch:
        """The branch as a record."""
        assert self.values is not None
        return Branch.model_validate(loaded(self.values))

    def activities(self) -> Iterator[Activity]:
        """The activities as records."""
        for values in loaded(self.body).values():
            yield Activity.model_validate(values)

    def activity(self, slug: str) -> Activity:
        """One activity as a record; raises KeyError where the dossier has none of that slug."""
        return Activity.model_validate(loaded(self.body)[slug])


def row_of(
    id: str,
    branch: tuple[Branch, dict[str, Any]] | None,
    activities: Iterable[tuple[Activity, dict[str, Any], str]],
) -> Row:
    """The row of a dossier: records with the values they came from and, for activities, their file."""
    listed = list(activities)
    records: list[Record] = [record for record, _, _ in listed]
    if branch is not None:
        records.append(branch[0])
    references = list(dict.fromkeys(found for record in records for found in values_of(record, reference_of)))
    slugs = [record.id.rpartition("/")[2] for record, _, _ in listed]
    values = {slug: node for slug, (_, node, _) in zip(slugs, listed, strict=True)}
    held = held_of(record for record, _, _ in listed)
    shown = [tuple(line) for line in held]
    untitled = [(*line[:3], *line[4:]) for line in shown]
    known = None if branch is None else packed(branch[1])
    own = {} if branch is None else gist(Branch, branch[1])
    beside = repr([*untitled, *references]).encode()
    body = packed_json(values, _plain)
    return Row(
        id,
        known,
        branch is not None and branch[0].released,
        held,
        {slug: path for slug, (_, _, path) in zip(slugs, listed, strict=True) if path != _place_of(id, slug)},
        references,
        body,
        _digest((known or "").encode(), body, repr(shown).encode()),
        _digest(packed(own).encode(), beside),
        _digest(packed(ties(Branch, own)).encode()),
    )


def _place_of(branch: str, slug: str) -> str:
    return f"{FOLDER}{branch}/activities/{slug[:4]}/{slug}.yml"


def _digest(*parts: bytes) -> str:
    return blake2b(b"\0".join(parts), digest_size=16).hexdigest()


def packed(value: Any) -> str:
    """Values of records as JSON."""
    return packed_json(value, _plain).decode()


def _plain(value: object) -> object:
    """Decimals keep their digits on the way through JSON."""
    if isinstance(value, Decimal):
        return {_DECIMAL: str(value)}
    raise TypeError(f"not a value of a record: {value!r}")


def loaded(text: str | bytes) -> Any:
    """What ``packed`` has packed."""
    sign = "\\u0000decimal"
    marked = sign in text if isinstance(text, str) else sign.encode() in text
    return json.loads(text, object_hook=_undone) if marked else unpacked_json(text)


def _undone(value: Mapping[str, Any]) -> Any:
    return Decimal(value[_DECIMAL]) if _DECIMAL in value else value
