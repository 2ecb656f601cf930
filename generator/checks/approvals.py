"""Three reviews as Git and the platform saw them: what is published was approved by somebody who did not write it.

Who it was is compared and forgotten; a finding never says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from generator.findings import Finding, Location, Severity, declare
from generator.listing import legible
from generator.records.activity import Activity
from generator.records.branch import Branch
from generator.records.fields import Record, ReviewState
from generator.records.register import Register
from generator.rulebook.shelves import shelf_of

__all__ = ["Person", "Work", "check"]

_UNAPPROVED = declare(
    "ZB0454",
    Severity.ERROR,
    (
        "终审没有别人同意",
        "改动了终审的记录，除了改的人自己，还要 {least} 位审核人同意，现在有 {found} 位。",
        "请由没有参与修改的人在平台上审核批准；不用平台的，由审核人提交一次，末行写“Reviewed-by: 审核人 <邮箱>”。",
    ),
    (
        "final review without a second person",
        "A record in final review was changed with {found} of {least} approvals by people who did not write it.",
        "Ask somebody who did not write it to approve on the platform, or to commit with a Reviewed-by trailer.",
    ),
)

Person = frozenset[str]
"""What somebody is known by: names, addresses, accounts, in small letters."""


@dataclass
class Work:
    """What happened to one file: who changed it, and who approved of how it is now."""

    authors: list[Person] = field(default_factory=list)
    approvers: list[Person] = field(default_factory=list)
    was_final: bool = False
    """Whether a record of the file was published before."""


def check(register: Register, work: Mapping[str, Work], least: int = 1) -> Iterator[Finding]:
    """A finding for each file whose published record changed, or that published one before, without enough approval."""
    for path, done in sorted(work.items()):
        records = list(_records(register, path))
        final = next((record for record in records if record.review.state is ReviewState.FINAL), None)
        if final is None and not done.was_final:
            continue
        shown = final or next(iter(records), None)
        others = _apart([person for person in done.approvers if not _among(person, done.authors)])
        if len(others) < least:
            place = Location(legible(path)) if shown is None else register.place(shown, ("审核",))
            yield Finding(_UNAPPROVED, place, {"least": str(least), "found": str(len(others))})


def _records(register: Register, path: str) -> Iterator[Record]:
    found = shelf_of(path)
    if found is None:
        return
    shelf, parts = found
    if shelf.model in (Branch, Activity):
        id = parts["id"] if shelf.model is Branch else f"{parts['branch']}/{parts['id']}"
        known = register.records.get(shelf.model.kind, {})
        if id in known:
            yield known[id]
        return
    for record in register.of(shelf.model).values():
        if register.origin(record).path == path:
            yield record


def _among(person: Person, others: list[Person]) -> bool:
    return any(person & other for other in others)


def _apart(people: list[Person]) -> list[Set[str]]:
    """The same people, each once: whoever shares a name or an address is one."""
    apart: list[Set[str]] = []
    for person in people:
        same = [other for other in apart if person & other]
        apart = [other for other in apart if not person & other]
        apart.append(frozenset(person.union(*same)))
    return apart
