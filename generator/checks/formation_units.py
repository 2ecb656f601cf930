"""A branch formed by one unit alone covers one unit; a joint one covers several."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding, Severity, declare
from generator.records.branch import FormationMode
from generator.records.dossier import Dossier
from generator.records.register import Register

__all__ = ["check"]

_SINGLE = declare(
    "ZB0306",
    Severity.WARNING,
    (
        "组建方式与覆盖单位不符",
        "组建方式是“单独组建”，却覆盖了 {count} 个单位。",
        "覆盖两个以上单位的，请把组建方式改为“联合组建”。",
    ),
    (
        "formation does not match units",
        "formed by one unit alone, yet covers {count} units.",
        "A branch of several units is 联合组建.",
    ),
)
_JOINT = declare(
    "ZB0307",
    Severity.WARNING,
    (
        "组建方式与覆盖单位不符",
        "组建方式是“联合组建”，却只覆盖一个单位。",
        "请补全覆盖单位，或把组建方式改为“单独组建”。",
    ),
    (
        "formation does not match units",
        "a joint branch, yet it covers one unit only.",
        "Complete the units or change the mode.",
    ),
)


def check(register: Register, dossier: Dossier) -> Iterator[Finding]:
    branch = dossier.branch
    count = len(branch.units)
    if branch.formation.mode is FormationMode.SINGLE and count > 1:
        yield Finding(_SINGLE, register.place(branch, ("组建", "方式")), {"count": str(count)})
    elif branch.formation.mode is FormationMode.JOINT and count == 1:
        yield Finding(_JOINT, register.place(branch, ("组建", "方式")))
