"""A branch's full and short name follow the naming rule."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding, Severity, declare
from generator.records.branch import FormationMode
from generator.records.dossier import Dossier
from generator.records.naming import PREFIX, full_name, is_full_name, is_short_name
from generator.records.register import Register

__all__ = ["check"]

_FULL = declare(
    "ZB0303",
    Severity.WARNING,
    (
        "全称不合命名规则",
        "“{found}”不是党组织全称的规范写法。",
        "全称请写“中国共产党+单位名称+支部委员会”，例如“{example}”；“……党支部”只作简称。",
    ),
    (
        "full name against the naming rule",
        "'{found}' is not the full form of an organisation's name.",
        "Write '中国共产党', the unit's name and '支部委员会', for example '{example}'.",
    ),
)
_SHORT = declare(
    "ZB0304",
    Severity.WARNING,
    ("简称不合命名规则", "“{found}”不宜作简称。", "简称请写“单位简称+党支部”，例如“示例建材党支部”。"),
    (
        "short name against the naming rule",
        "'{found}' does not serve as a short name.",
        "Write the unit's short name and '党支部', for example '示例建材党支部'.",
    ),
)


def check(register: Register, dossier: Dossier) -> Iterator[Finding]:
    branch = dossier.branch
    joint = branch.formation.mode is FormationMode.JOINT
    if not is_full_name(branch.name, branch.type.value):
        unit = branch.units[0] if not joint else branch.short_name.removesuffix("党支部").removesuffix("联合")
        facts = {"found": branch.name, "example": full_name(unit.removeprefix(PREFIX), branch.type.value, joint)}
        yield Finding(_FULL, register.place(branch, ("名称",)), facts)
    if not is_short_name(branch.short_name):
        yield Finding(_SHORT, register.place(branch, ("简称",)), {"found": branch.short_name})
