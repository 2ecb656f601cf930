"""CK38: who falls under a veto has no star."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding, Severity, declare
from generator.records.register import Register
from generator.rulebook.schemes import schemes

__all__ = ["check"]

_VETO = declare(
    "ZB0438",
    Severity.ERROR,
    (
        "触及一票否决仍有星级",
        "支部“{branch}”有“{veto}”的情形，却评了{stars}星。",
        "请从评定结果里删去这个支部；情形不实的删去“否决”。",
    ),
    (
        "star in spite of a veto",
        "'{branch}' falls under '{veto}', yet has a star rating of {stars}.",
        "Delete the branch from the results, or delete '否决' if it is not true.",
    ),
)
_STRANGE = declare(
    "ZB0538",
    Severity.WARNING,
    ("不认识的否决情形", "“{veto}”不在《{scheme}》的一票否决情形之内。", "请从这些情形里选：{allowed}。"),
    ("unknown veto", "'{veto}' is not a veto of '{scheme}'.", "Choose one of these: {allowed}."),
)


def check(register: Register) -> Iterator[Finding]:
    known = schemes(register)
    for assessment in register.assessments.values():
        scheme = known.get(assessment.scheme)
        for index, row in enumerate(assessment.results):
            if row.veto is None:
                continue
            keys = ("结果", index, "否决")
            branch = register.branches.get(row.branch)
            name = branch.short_name if branch else row.branch
            facts = {"branch": name, "veto": row.veto, "stars": str(row.stars)}
            yield Finding(_VETO, register.place(assessment, keys), facts)
            if scheme is not None and row.veto not in scheme.vetoes:
                facts = {"veto": row.veto, "scheme": scheme.name, "allowed": "、".join(scheme.vetoes)}
                yield Finding(_STRANGE, register.place(assessment, keys), facts)
