"""Schemas: fresh, well formed, true to the models: what they accept is a record, what editors get wrong is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import ValidationError
from support import PLAIN_BRANCH, REPOSITORY, Run, TinySite, check_jsonschema, demonstration_records

from generator.editing.schema import FOLDER, hint, mapping, stale
from generator.records.opening import open_record
from generator.records.register import Register
from generator.rulebook.shelves import shelf_of

SCHEMAS = sorted((REPOSITORY / FOLDER).glob("*.json"))
RECORDS = demonstration_records()


def plain(node: Any) -> Any:
    """Nodes as a YAML reader of another make would give them."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    return float(node) if type(node).__name__ == "Decimal" else node


def validator(kind: str) -> Draft7Validator:
    return Draft7Validator(json.loads((REPOSITORY / FOLDER / f"{kind}.json").read_text("utf-8")))


def kind_of(path: str) -> str:
    found = shelf_of(path)
    assert found is not None
    return found[0].model.kind


def test_the_committed_schemas_are_fresh(register: Register) -> None:
    assert stale(REPOSITORY, register) == []


def test_the_metaschema_accepts_them() -> None:
    check_jsonschema("--check-metaschema", *map(str, SCHEMAS))


def test_every_record_of_the_demonstration_is_valid() -> None:
    validators = {kind: validator(kind) for kind in {kind_of(path) for path in RECORDS}}
    assert len(validators) > 15  # some kinds have no record in the demonstration
    wrong = []
    for path in RECORDS:
        document, _, _ = open_record(REPOSITORY, path)
        assert document is not None
        wrong += [
            f"{path}: {e.json_path} {e.message}" for e in validators[kind_of(path)].iter_errors(plain(document.root))
        ]
    assert wrong == []


EXAMPLE = {**PLAIN_BRANCH, "审核": "终审"}
MISTAKES: list[tuple[str, Any]] = [
    ("简介词", "多写的栏目"),
    ("组建", {"方式": "单独", "日期": "2020-01-01"}),
    ("组建", {"方式": "单独组建", "日期": "2020年1月1日"}),
    ("组建", {"方式": "单独组建", "日期": "2020-13-01"}),
    ("组建", {"方式": "单独组建", "日期": "0225-03-05"}),
    ("组建", {"方式": "单独组建", "日期": "2101-01-01"}),
    ("组建", "单独组建"),
    ("党员", {"正式": "三名"}),
    ("党员", {"正式": -1}),
    ("党员", {"预备": 1}),
    ("覆盖单位", []),
    ("覆盖单位", "甲公司"),
    ("主题党日", 32),
    ("审核", "审结"),
    ("名称", None),
    ("名称", "长" * 301),
    ("书记", {"交叉任职": "对"}),
    ("活动室", {"方式": "固定", "地点": "厂区", "具备": ["有电脑"]}),
]


def test_the_plain_example_is_valid() -> None:
    assert validator("branch").is_valid(EXAMPLE)
    for count in ("xx", "400余", "近三分之一", {"称": 57, "出处": "报告"}, 0):
        assert validator("branch").is_valid({**EXAMPLE, "党员": {"正式": count}}), count


@pytest.mark.parametrize(("key", "value"), MISTAKES)
def test_typical_mistakes_are_refused(key: str, value: Any) -> None:
    assert not validator("branch").is_valid({**EXAMPLE, key: value})


_VALUES = st.sampled_from(
    ["是", "否", True, None, 0, 7, -3, 2.5, "xx", "400余", "12", "２", "2025-02-30", "2025-03-01", "终审", "单独组建",
     [], {}, "字"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_a_schema_accepts_is_a_record(data: st.DataObject) -> None:
    path = data.draw(
        st.sampled_from([p for p in RECORDS if "/branches/" in p or "/honours/" in p or "/stations/" in p])
    )
    found = shelf_of(path)
    document, _, _ = open_record(REPOSITORY, path)
    assert found is not None and document is not None
    node = plain(document.root)
    holder = node
    while True:
        key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
        if isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans()):
            holder = holder[key]
            continue
        holder[key] = data.draw(_VALUES)
        break
    if validator(kind_of(path)).is_valid(node):
        decided = {"编号": "x", **{key: found[1][name] for key, name in found[0].fixed}}
        try:
            found[0].model.model_validate({**node, **decided})
        except ValidationError as error:  # only the calendar knows that 30 February is no day
            assert {item["type"] for item in error.errors()} == {"date_impossible"}


def test_hints_lead_from_a_record_to_its_schema() -> None:
    for path in RECORDS[::97]:
        line = hint(path)
        if path.endswith(".yml"):
            target = line.strip().rpartition("=")[2]
            assert ((REPOSITORY / path).parent / target).resolve() == REPOSITORY / FOLDER / f"{kind_of(path)}.json"


def test_the_mapping_for_editors_covers_every_record() -> None:
    patterns = mapping()
    assert {Path(name).name for name in patterns} == {p.name for p in SCHEMAS} - {"showcase.json"}
    for path in RECORDS:
        if path.endswith(".yml"):
            assert Path(path).match(patterns[f"./{FOLDER}/{kind_of(path)}.json"])


def test_the_command_writes_and_compares(tiny: TinySite, zhibu: Run) -> None:
    assert zhibu(tiny.root, "schema").returncode == 0
    assert (tiny.root / "schema" / "branch.json").is_file()
    assert zhibu(tiny.root, "schema", "--check").returncode == 0
    tiny.write("schema/branch.json", "{}\n")
    (tiny.root / "schema" / "old.json").write_bytes("{“旧”}\n".encode("gb18030"))
    checked = zhibu(tiny.root, "schema", "--check")
    assert (checked.returncode, checked.stderr) == (1, "")
    assert checked.stdout.splitlines()[:2] == ["schema/branch.json", "schema/old.json"]
    assert zhibu(tiny.root, "schema").returncode == 0
    assert not (tiny.root / "schema" / "old.json").exists()
