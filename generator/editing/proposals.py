"""What a site knows already when a record is begun: proposals for its fields, by kind and path."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from generator.editing.naming import proposal
from generator.records.activity import Activity, ActivityKind
from generator.records.branch import Branch, BranchKind, FormationMode
from generator.records.fields import Record
from generator.records.monthly_list import MonthlyList
from generator.records.naming import full_name, short_name
from generator.records.regulation import Regulation
from generator.records.showcase import Showcase

if TYPE_CHECKING:
    from generator.editing.new_records import Draft

__all__ = ["PROPOSALS"]


def _units(draft: Draft) -> list[Any]:
    found = [draft.register.unit(name) for name in draft.values.get("覆盖单位", [])]
    return [unit for unit in found if unit is not None]


def _unit_name(draft: Draft, short: bool) -> str:
    units = _units(draft)
    return ((units[0].short_name if short else None) or units[0].name) if units else ""


def _name(draft: Draft, short: bool) -> str | None:
    """The name of the organisation by the published pattern."""
    units = _units(draft)
    if not units:
        return None
    named = short_name if short else full_name
    return named(_unit_name(draft, short), BranchKind.BRANCH.value, len(units) > 1)


def _line(draft: Draft) -> str | None:
    """The committee that leads most branches of the same area, else the only one there is."""
    area = draft.values.get("隶属", {}).get("属地") or _area(draft)
    branches = draft.register.branches.values()
    counted = Counter(b.subordination.line for b in branches if b.subordination.area == area)
    if counted:
        return counted.most_common(1)[0][0]
    committees = list(draft.register.committees)
    return committees[0] if len(committees) == 1 else None


def _area(draft: Draft) -> str | None:
    units = _units(draft)
    return units[0].area if units else None


def _branch_id(draft: Draft) -> str:
    name = str(draft.values.get("简称", ""))
    area = draft.values.get("隶属", {}).get("属地", "")
    return proposal(name, draft.register.branches, area, draft.register.site.county)


def _only_branch(draft: Draft) -> str | None:
    branches = list(draft.register.branches)
    return branches[0] if len(branches) == 1 else None


def _place(draft: Draft) -> str | None:
    branch = draft.register.branches.get(str(draft.values.get("支部")))
    return branch.room.place if branch and branch.room else None


def _activity_id(draft: Draft) -> str:
    branch, day = draft.values.get("支部", ""), draft.day().isoformat()
    marker = f"{branch}/{day}-"
    activities = draft.register.activities
    taken = {id.removeprefix(marker) for id in activities if id.startswith(marker)}
    return proposal(str(draft.values.get("主题", "")), taken)


def _next_month(draft: Draft) -> str:
    months = sorted(item.month for item in draft.register.lists.values())
    day = datetime.date.fromisoformat(f"{months[-1]}-01") if months else draft.today.replace(day=1)
    later = (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) if months else day
    return later.isoformat()[:7]


def _month_of(key: str) -> Callable[[Draft], str | None]:
    def month(draft: Draft) -> str | None:
        given = draft.canonical(key)
        return None if given is None else str(given)[:7]

    return month


PROPOSALS: Mapping[tuple[type[Record], str], Callable[[Draft], Any]] = {
    (Branch, "名称"): lambda d: _name(d, False),
    (Branch, "简称"): lambda d: _name(d, True),
    (Branch, "组建.方式"): lambda d: (FormationMode.JOINT if len(_units(d)) > 1 else FormationMode.SINGLE).value,
    (Branch, "隶属.属地"): _area,
    (Branch, "隶属.归口"): _line,
    (Branch, "编号"): _branch_id,
    (Activity, "支部"): _only_branch,
    (Activity, "日期"): lambda d: d.today.isoformat(),
    (Activity, "类别"): lambda _: ActivityKind.THEME_DAY.value,
    (Activity, "地点"): _place,
    (Activity, "编号"): _activity_id,
    (Regulation, "简称"): lambda d: str(d.values.get("名称", "")).removesuffix("制度") or None,
    (Regulation, "通过日期"): lambda d: d.today.isoformat(),
    (Regulation, "版本"): _month_of("通过日期"),
    (Regulation, "制定单位"): lambda d: d.register.site.publisher,
    (Regulation, "适用范围"): lambda d: f"{d.register.site.county}两新组织党支部",
    (Regulation, "编号"): lambda d: proposal(str(d.values.get("名称", "")), d.register.regulations),
    (Showcase, "编号"): lambda d: proposal(str(d.values.get("名称", "")), d.register.showcases),
    (MonthlyList, "年月"): _next_month,
    (MonthlyList, "发布日期"): lambda d: d.today.isoformat(),
    (MonthlyList, "编号"): _month_of("年月"),
}
