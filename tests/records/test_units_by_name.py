"""A unit that is asked for by its name is found without making every unit of a site."""

from __future__ import annotations

from support import TinySite, settle

from generator.cache import Cache
from generator.intake import read_common
from generator.listing import BRANCHES, look_at
from generator.records.collecting import RECORD_FOLDERS
from generator.records.register import Later, Register
from generator.rulebook.shelves import shelves

OTHERS = "审核: 终审\n单位:\n  - {名称: 乙厂, 简称: 乙, 类别: 非公企业, 行业: 建材, 职工: 1}\n"
TWICE = "  - {名称: 丙厂, 简称: 乙, 类别: 非公企业, 行业: 建材, 职工: 2}\n"


def _register(tiny: TinySite) -> Register:
    """The records of no branch as a second reading has them: made when they are asked for."""
    cache = Cache(tiny.root / "kept", "1")
    for _ in range(2):
        settle()
        look = look_at(tiny.root, BRANCHES, "records", "content")
        files = {path: found for path, found in look.files.items() if path.startswith(RECORD_FOLDERS)}
        collector, rest = read_common(tiny.root, shelves(), files, look.at, cache)
        rest()
        assert collector.findings == []
    return collector.register


def test_a_unit_is_found_by_either_name(tiny: TinySite) -> None:
    tiny.write("records/units/yuanqu.yml", OTHERS)
    register = _register(tiny)
    units = register.records["unit"]
    assert isinstance(units, Later)
    found = [register.released().unit(name) for name in ("乙厂", "乙", "没有这家")]
    assert [unit.name if unit else None for unit in found] == ["乙厂", "乙厂", None]
    assert "_records" not in vars(units)  # the others have not been made
    assert len(units) > 1 and register.unit("乙") is units["乙厂"]


def test_a_name_of_two_units_is_that_of_none(tiny: TinySite) -> None:
    tiny.write("records/units/yuanqu.yml", OTHERS + TWICE)
    assert _register(tiny).unit("乙") is None


def test_where_many_are_asked_for_all_are_made(tiny: TinySite) -> None:
    tiny.write("records/units/yuanqu.yml", OTHERS)
    register = _register(tiny)
    units = register.records["unit"]
    assert {unit.name for unit in (register.unit("乙") for _ in range(40)) if unit is not None} == {"乙厂"}
    assert "_records" in vars(units)
