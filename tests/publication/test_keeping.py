"""The public view as it is kept between builds, and what a text that stands alone may change."""

from __future__ import annotations

import datetime
import json
import pickle
import subprocess
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from canary_records import plant, standing_alone, written_anew
from support import AS_OF

from generator.project import load
from generator.publication.keeping import ITEMS, UnknownFactsError, packed_view, retouch, unpacked_view
from generator.records.branch import Branch
from generator.records.fields import Record, alone, counted, label_of
from generator.rulebook.shelves import shelf_for
from generator.site.grouping import Marks
from generator.site.pages import groups

OTHER: dict[str, Any] = {
    "remark": "另一句话",
    "telephone": "0000-1234567",
    "introduction": "另一段简介",
    "pictures": [],
    "keepers": ["@example/another"],
}
"""For every field of a branch that stands alone, something else to say."""


def _marks(root: Path) -> tuple[dict[str, str], list[str]]:
    project = load(root, AS_OF)
    found = [f"{finding.code} {finding.location.path}" for finding in project.findings]
    return {group.key: group.mark for group in groups(project.view(), Marks(project.marks))}, found


def test_what_stands_alone_changes_only_its_own_pages(tmp_path: Path) -> None:
    plant(tmp_path)
    path = tmp_path / "records/branches/branch-a/branch.yml"
    comment, _, text = path.read_text("utf-8").partition("\n")
    values = json.loads(text)
    before, found = _marks(tmp_path)
    others = [line for line in found if "branch-a" not in line]
    assert set(alone(Branch)) == OTHER.keys()
    for name, value in OTHER.items():
        changed = {**values, label_of(Branch, name): value}
        assert changed != values
        path.write_text(f"{comment}\n{json.dumps(changed, ensure_ascii=False)}", "utf-8")
        after, found = _marks(tmp_path)
        differing = {key for key in before if before[key] != after[key]}
        assert differing == {"branches/branch-a/"}, name
        assert [line for line in found if "branch-a" not in line] == others, name


COUNTED: dict[str, Any] = {
    "type": "党总支",
    "formation": lambda said: {**said, "当地叫法": "另一种叫法"},
    "regulations": [],
    "members": {"正式": 9, "预备": 3},
    "pipeline": [{"年度": 2025, "积极分子": 5}],
    "term": {"起": "2023-03-01", "年限": 5},
    "committee": [{"职务": "书记", "岗位": "班长"}],
    "secretary": {"交叉任职": True, "职业水平": "高级"},
    "room": None,
    "theme_day": 28,
    "demonstration_since": None,
    "boxes": [],
    "box_pictures": [],
    "box_contents": [],
    "check_lists": [],
    "groups": 4,
    "work": [],
    "mobile": None,
}
"""For every field of a branch that is only counted, something else to say."""


def test_what_is_counted_changes_no_page_of_another_record(tmp_path: Path) -> None:
    plant(tmp_path)
    path = tmp_path / "records/branches/branch-a/branch.yml"
    comment, _, text = path.read_text("utf-8").partition("\n")
    values = json.loads(text)
    before, _ = _marks(tmp_path)
    assert set(counted(Branch)) == COUNTED.keys()
    told = set()
    for name, value in COUNTED.items():
        label = label_of(Branch, name)
        value = value(values[label]) if callable(value) else value
        changed = {key: said for key, said in values.items() if key != label}
        changed |= {} if value is None else {label: value}
        path.write_text(f"{comment}\n{json.dumps(changed, ensure_ascii=False)}", "utf-8")
        after, _ = _marks(tmp_path)
        differing = {key for key in before if before[key] != after[key]}
        told |= differing
        telling = ("section ", "data/", "methods/", "reports/", *(["regulations/"] if name == "regulations" else ()))
        others = {key for key in differing if not key.startswith(telling)}
        assert others <= {"branches/branch-a/"}, name
    assert {"branches/branch-a/", "data/members/", "data/rooms/", "data/pipeline/"} <= told


@pytest.mark.parametrize("kind", [Branch.kind, *ITEMS])
def test_texts_that_stand_alone_change_only_their_own_pages(tmp_path: Path, kind: str) -> None:
    """Sections are told apart by digests of all that they might show; that their pages stay is seen in built sites."""
    plant(tmp_path)
    model, id = shelf_for(kind).model, "2025-03" if kind == "list" else f"{kind}-a"
    path = tmp_path / shelf_for(kind).path.replace("{id}", id)
    before, found = _marks(tmp_path)
    text = path.read_text("utf-8")
    keys: list[str | int] = []
    written_anew(path, lambda node: keys.extend(key for _, key in standing_alone(model, node)))
    assert len(keys) > 2
    for number, named in enumerate(keys):
        path.write_text(text, "utf-8")
        written_anew(path, partial(_changed, model, number))
        after, now = _marks(tmp_path)
        differing = {key for key in before if before[key] != after[key] and not key.startswith("section ")}
        assert differing <= {f"{ITEMS.get(kind, 'branches')}/{id}/"}, named
        assert now == found, named


def _changed(model: type[Record], number: int, node: dict[str, Any]) -> None:
    place, key = list(standing_alone(model, node))[number]
    place[key] += "改"


def test_a_view_comes_back_as_it_was(tmp_path: Path) -> None:
    plant(tmp_path)
    project = load(tmp_path, AS_OF)
    view = project.view()
    back = unpacked_view(packed_view(view))
    assert project.register is not None
    retouch(back, project.register.released(), ())
    one, other = (groups(v, Marks(project.marks)) for v in (view, back))
    assert [(group.key, group.mark) for group in one] == [(group.key, group.mark) for group in other]


@pytest.mark.parametrize("harmful", [subprocess.run, open, eval, datetime.datetime.now])
def test_nothing_but_facts_comes_back(harmful: Any) -> None:
    with pytest.raises(UnknownFactsError):
        unpacked_view(pickle.dumps({"site": harmful}))
