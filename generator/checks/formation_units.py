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
        "formation at odds with the units",
        "The branch is '单独组建', yet covers {count} units.",
        "Change the mode of formation to '联合组建', which is for two or more units.",
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
        "formation at odds with the units",
        "The branch is '联合组建', yet covers only one unit.",
        "Complete the units, or change the mode of formation to '单独组建'.",
    ),
)


def check(register: Register, dossier: Dossier) -> Iterator[Finding]:
    branch = dossier.branch
    count = len(branch.units)
    if branch.formation.mode is FormationMode.SINGLE and count > 1:
        yield Finding(_SINGLE, register.place(branch, ("组建", "方式")), {"count": str(count)})
    elif branch.formation.mode is FormationMode.JOINT and count == 1:
        yield Finding(_JOINT, register.place(branch, ("组建", "方式")))
