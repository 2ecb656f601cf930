"""``zhibu owners``: CODEOWNERS from the keepers that records name: a branch has its own, an area answers for the rest.

The platforms then ask these accounts for their review of a change; with that made obligatory there, nobody approves
alone what is his own.
"""

from __future__ import annotations

from generator.records.area import Area
from generator.records.register import Register

__all__ = ["PATH", "code_owners"]

PATH = "CODEOWNERS"
_HEAD = "# 由“zhibu owners”根据各记录的“维护”一栏生成，请勿手工修改。\n"


def code_owners(register: Register) -> str:
    """The text of CODEOWNERS; later lines win over earlier ones."""
    rows: list[tuple[str, list[str]]] = []
    everywhere = register.site.keepers
    if everywhere:
        rows.append(("*", everywhere))
    for id in sorted(register.areas):
        if keepers := _of_area(register, id):
            rows.append((f"/records/units/{id}.yml", keepers))
    for id, station in sorted(register.stations.items()):
        if keepers := _of_area(register, station.area):
            rows.append((f"/records/stations/{id}.yml", keepers))
    for id, branch in sorted(register.branches.items()):
        if keepers := [*branch.keepers, *_of_area(register, branch.subordination.area)]:
            rows.append((f"/records/branches/{id}/", keepers))
    width = max((len(path) for path, _ in rows), default=0)
    return _HEAD + "".join(f"{path:<{width}} {' '.join(dict.fromkeys(keepers))}\n" for path, keepers in rows)


def _of_area(register: Register, id: str | None) -> list[str]:
    """The keepers of an area, or of the nearest one above that has any."""
    seen: set[str] = set()
    while id and id not in seen:
        seen.add(id)
        area: Area | None = register.areas.get(id)
        if area is None:
            return []
        if area.keepers:
            return area.keepers
        id = area.parent
    return []
