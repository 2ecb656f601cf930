"""Tables of internal columns, in the manuals of offices that have chosen them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.printing.material import Material
from generator.records.fields import label_of
from generator.records.site import InternalColumn

__all__ = ["internal_tables"]

Json = dict[str, Any]


def internal_tables(material: Material, branch: Any) -> list[Json] | None:
    """Tables of the internal columns chosen by the office; None in a public leaflet."""
    if material.internal is None or not material.columns:
        return None
    record = material.internal.branches[branch.id]
    tables: list[Json] = []
    if InternalColumn.MEMBERS in material.columns:
        tables.append(_table("党员人数", record.members, ("full", "probationary", "mobile_in", "mobile_out")))
    if InternalColumn.PIPELINE in material.columns and record.pipeline:
        names = ("year", "activists", "objects", "admitted", "backbone")
        rows = [_table("", row, names)["rows"][0] for row in record.pipeline]
        tables.append({"title": "培养发展", "heads": _heads(record.pipeline[0], names), "rows": rows})
    if InternalColumn.EMPLOYEES in material.columns:
        units = [unit for unit in map(material.internal.unit, record.units) if unit is not None]
        tables.append(
            {"title": "职工人数", "heads": ["单位", "职工"], "rows": [[u.name, str(u.employees)] for u in units]}
        )
    return tables


def _heads(part: Any, names: Sequence[str]) -> list[str]:
    return [label_of(type(part), name) for name in names]


def _table(title: str, part: Any, names: Sequence[str]) -> Json:
    return {"title": title, "heads": _heads(part, names), "rows": [[str(getattr(part, name)) for name in names]]}
