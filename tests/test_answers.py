"""How branches keep rules is kept for as long as what the judges looked at says the same."""

from __future__ import annotations

import json
from pathlib import Path

from support import AS_OF, REPOSITORY, TinySite

from generator.answers import KeptAnswers, sayings
from generator.cache import Cache
from generator.project import load

NOTHING: tuple[dict[str, str], None] = ({}, None)
OTHERS = {"R2": [1, 2, 3]}
KINDS = {"area": "1", "list": "2", "rule": "3"}


def _answers(cache: Cache, tiny: TinySite, said: dict[str, str], day: str = "2025-12-31") -> KeptAnswers:
    rows = load(tiny.root, AS_OF).rows.items()
    return KeptAnswers(cache, day, said, {id: row.gist for id, row in rows}, {id: row.ties for id, row in rows})


def test_what_judges_looked_at_says_the_same(tiny: TinySite) -> None:
    cache = Cache(tiny.root / "kept", "1")
    branch = next(iter(load(tiny.root, AS_OF).rows))
    first = _answers(cache, tiny, KINDS)
    assert first.known(["R1", "R2"]) == NOTHING
    first.keep(["R1", "R2"], {branch: "ks"}, OTHERS, {"area", "rule"})
    assert _answers(cache, tiny, KINDS).known(["R1", "R2"]) == ({branch: "ks"}, OTHERS)
    assert _answers(cache, tiny, {**KINDS, "list": "other"}).known(["R1", "R2"]) == ({branch: "ks"}, None)
    for said in ({**KINDS, "area": "other"}, {**KINDS, "rule": ""}, {"area": "1"}):
        assert _answers(cache, tiny, said).known(["R1", "R2"]) == NOTHING
    assert _answers(cache, tiny, KINDS, "2026-01-01").known(["R1", "R2"]) == NOTHING
    assert _answers(cache, tiny, KINDS).known(["R1"]) == NOTHING
    tiny.replace(f"records/branches/{branch}/branch.yml", "正式: 5", "正式: 6")  # which is only counted
    assert _answers(cache, tiny, KINDS).known(["R1", "R2"]) == ({}, OTHERS)
    tiny.replace(f"records/branches/{branch}/branch.yml", "简称: ", "简称: 新")  # by which nothing is judged
    assert _answers(cache, tiny, KINDS).known(["R1", "R2"]) == ({}, OTHERS)
    tiny.replace(f"records/branches/{branch}/branch.yml", "归口: xian-liangxin", "归口: xian-feigong")
    assert _answers(cache, tiny, KINDS).known(["R1", "R2"]) == NOTHING


def test_nothing_is_kept_of_judges_that_look_at_other_branches(tiny: TinySite) -> None:
    cache = Cache(tiny.root / "kept", "1")
    branch = next(iter(load(tiny.root, AS_OF).rows))
    _answers(cache, tiny, KINDS).keep(["R1"], {branch: "k"}, OTHERS, {"rule", "branch"})
    assert _answers(cache, tiny, KINDS).known(["R1"]) == NOTHING


def test_the_kinds_that_were_looked_at_add_up(tiny: TinySite) -> None:
    cache = Cache(tiny.root / "kept", "1")
    branch = next(iter(load(tiny.root, AS_OF).rows))
    _answers(cache, tiny, KINDS).keep(["R1"], {branch: "k"}, OTHERS, {"rule"})
    again = _answers(cache, tiny, KINDS)
    again.known(["R1"])
    again.keep(["R1"], {branch: "k"}, OTHERS, {"area"})
    assert _answers(cache, tiny, {**KINDS, "rule": "other"}).known(["R1"]) == NOTHING


def test_a_file_that_was_just_being_written_says_nothing() -> None:
    old, new = (10, 1, 1, 7), (10, 10**12, 10**12, 8)
    files = [("area", "a.yml", old), ("area", "b.yml", new), ("rule", "c.yml", new)]
    said = sayings(files, 10**12, {"c.yml": "gist"})
    assert said["area"] == "" and said["rule"] != ""


def test_a_site_keeps_them(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept", "1")
    project = load(REPOSITORY, AS_OF, cache=cache, prepare=lambda: None)
    assert project.counted is not None and project.register is not None
    before = project.counted()
    _, kinds, kept, *_ = json.loads(cache.get("answers", "rules") or b"")
    assert kept.keys() == project.register.released().branches.keys()
    assert "rule" in kinds and "list" not in kinds
    again = load(REPOSITORY, AS_OF, cache=cache, prepare=lambda: None)
    assert again.counted is not None and again.counted() == before


def test_no_cache_keeps_nothing(tmp_path: Path, tiny: TinySite) -> None:
    assert _answers(Cache(None), tiny, KINDS).known(["R1"]) == NOTHING
