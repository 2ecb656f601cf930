"""A roll of members (党员花名册) becomes counts. Names, identity and telephone numbers are never copied anywhere.

Only two columns are looked at: the organisation and the political status. What is refused is told by its cell, never by
what the cell says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.editing.reasons import Reason, because
from generator.editing.workbooks import Sheet
from generator.records.register import Register

__all__ = ["PERSONAL_HEADS", "ROLL_HEADS", "Roll", "member_counts", "of_single_persons"]

_PERSON = {"姓名", "身份证号", "公民身份号码", "身份证号码", "证件号码"}
_ORGANISATION = ("所属党组织名称", "所属党组织", "所在党支部", "所在支部", "党支部", "党组织名称", "支部名称")
_STATUS = ("政治面貌", "人员类别", "党员类别", "类别")
PERSONAL_HEADS = {
    "谈话人",
    "被谈话人",
    "谈话对象",
    "应缴党费",
    "应交党费",
    "实缴党费",
    "实交党费",
    "基数",
    "收款人",
}
"""Heads of tables that say of each person what is nobody's business: talks, dues."""
ROLL_HEADS = {*_PERSON, *_ORGANISATION, *_STATUS}
_FULL = re.compile(r"^(?:中共党员|正式党员|党员|正式)$")
_PROBATIONARY = re.compile(r"预备党员|^预备$")
_OTHERS = re.compile(r"积极分子|发展对象|群众|团员|申请人")


@dataclass
class Roll:
    """Counts by branch with the row where it first occurs, and cells that cannot be counted (address, head, reason)."""

    counts: dict[str, tuple[dict[str, int], int]] = field(default_factory=dict)
    refusals: list[tuple[str, str, Reason]] = field(default_factory=list)


def of_single_persons(sheet: Sheet) -> bool:
    """Whether a sheet keeps what concerns single persons only, so that nothing of it is a record."""
    return any(name in PERSONAL_HEADS for names in sheet.heads.values() for name in names)


def member_counts(sheet: Sheet, register: Register) -> Roll | None:
    """Counts from a roll of members; None where a sheet is no roll."""
    heads = {name: column for column, names in sheet.heads.items() for name in reversed(names)}
    if not _PERSON & heads.keys():
        return None
    organisation = next((heads[name] for name in _ORGANISATION if name in heads), None)
    status = next((heads[name] for name in _STATUS if name in heads), None)
    roll = Roll()
    if organisation is None or status is None:
        missing = "所属党组织名称" if organisation is None else "政治面貌"
        roll.refusals.append((sheet.title, missing, because("roll-columns")))
        return roll
    names = _branch_names(register)
    for row in sheet.rows:
        branch = names.get("".join(str(row.values.get(organisation) or "").split()))
        text = "".join(str(row.values.get(status) or "").split())
        if branch is None:
            place = sheet.address(row.number, organisation)
            roll.refusals.append((place, "所属党组织名称", because("roll-branch")))
            continue
        numbers, _ = roll.counts.setdefault(branch, ({"正式": 0, "预备": 0}, row.number))
        if _PROBATIONARY.search(text):
            numbers["预备"] += 1
        elif _FULL.search(text):
            numbers["正式"] += 1
        elif not _OTHERS.search(text):
            roll.refusals.append((sheet.address(row.number, status), "政治面貌", because("roll-status")))
    return roll


def _branch_names(register: Register) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for id, branch in register.branches.items():
        for name in (id, branch.name, branch.short_name):
            found["".join(name.split())] = id
    return found
