"""Smallest edits: what changes is what was meant to, every other line stays, whatever is changed."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import BRANCH, REPOSITORY, Run, TinySite, commit, demonstration_records

from generator.editing.rewriting import rewrite, same
from generator.editing.tree import grow
from generator.reading import Source, parse
from generator.records.branch import Branch
from generator.rulebook.shelves import shelf_of

RECORDS = [path for path in demonstration_records() if path.endswith(".yml")]

TEXT = """\
# 头
名称: 甲  # 全称
党员: {正式: 3, 预备: 0}  # 去年底
届期:
  # 选举日
  起: 2023-06-20
  年限: 3
班子:
  - {职务: 书记, 岗位: 厂长}  # 兼
  # 后补
  - {职务: 委员, 岗位: 工人}
简介: |-
  一
审核: 终审
"""

CASES: dict[str, tuple[dict[str, Any], dict[str, str | None]]] = {
    "a scalar keeps its comment": ({"名称": "乙"}, {"名称: 甲  # 全称": "名称: 乙  # 全称"}),
    "a number in brackets": (
        {"党员": {"正式": 4, "预备": 0}},
        {"党员: {正式: 3, 预备: 0}  # 去年底": "党员: {正式: 4, 预备: 0}  # 去年底"},
    ),
    "inside a block": ({"届期": {"起": "2023-06-20", "年限": 5}}, {"  年限: 3": "  年限: 5"}),
    "another spelling is no change": ({"届期": {"起": "2023年6月20日", "年限": 3}}, {}),
    "a paragraph": ({"简介": "一\n二"}, {"  一": "  一\n  二"}),
    "an entry goes with its comment": (
        {"班子": [{"职务": "书记", "岗位": "厂长"}]},
        {"  # 后补": None, "  - {职务: 委员, 岗位: 工人}": None},
    ),
    "a new key stands where the form has it": ({"主题党日": 15}, {"简介: |-": "主题党日: 15\n简介: |-"}),
    "a key goes": ({"简介": None}, {"简介: |-": None, "  一": None}),
}


@pytest.mark.parametrize("name", CASES)
def test_only_what_is_meant_changes(name: str) -> None:
    changes, expected = CASES[name]
    lines = TEXT.split("\n")
    value = parse(Source("x.yml", TEXT)).root
    assert isinstance(value, dict)
    wanted = {k: v for k, v in {**value, **changes}.items() if v is not None}
    for old, new in expected.items():
        at = lines.index(old)
        lines[at : at + 1] = [] if new is None else new.split("\n")
    assert rewrite(TEXT.split("\n"), wanted, Branch) == lines


_VALUES: list[Any] = ["新的文字", "0017", "是", "一\n二", 7, 0, "2025-03-01", "a: b # c", "[x]", "- y", "“引”", ": z"]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_change_comes_out_and_comments_stay(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(RECORDS))
    found = shelf_of(path)
    assert found is not None
    shelf = found[0]
    lines = (REPOSITORY / path).read_text("utf-8").split("\n")
    value = grow(lines).root.value
    wanted = copy.deepcopy(value)
    for _ in range(data.draw(st.integers(0, 3))):
        holder: Any = wanted
        while True:
            keys = sorted(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans()):
                holder = holder[key]
                continue
            what = data.draw(st.sampled_from(["set", "set", "drop", "repeat"]))
            if what == "drop" and len(holder) > 1 and not (shelf.ledger and holder is wanted):
                del holder[key]
            elif what == "repeat" and isinstance(holder, list):
                holder.insert(key, copy.deepcopy(holder[key]))
            elif not isinstance(holder[key], dict | list):
                holder[key] = data.draw(st.sampled_from(_VALUES))
            break
    after = rewrite(lines, wanted, shelf.model, shelf.ledger)
    said = grow(after).root.value
    if wanted == value:
        assert after == lines
    if shelf.ledger is None:
        assert same(said, wanted, None, shelf.model)
    top = [line for line in lines if line.startswith("#")]
    assert [line for line in after if line.startswith("#")] == top
    document = parse(Source(path, "\n".join(after)))
    assert document.findings == []


# What Sveltia CMS writes of the sample: block layout, no comments, codes unquoted.
FORM = """\
名称: 中国共产党样本建材有限公司支部委员会
简称: 样本建材党支部
组建:
  方式: 单独组建
  日期: 2020-06-18
隶属:
  归口: xian-liangxin
  属地: chengguan
覆盖单位:
  - 样本建材有限公司
党员:
  正式: 6
  预备: 1
届期:
  起: 2023-06-20
  年限: 3
班子:
  - 职务: 书记
    岗位: 生产部经理
主题党日: 15
审核:
  状态: 终审
"""


def test_what_a_form_took_away_is_put_back(tiny: TinySite, zhibu: Run) -> None:
    zhibu(tiny.root, "fmt")
    commit(tiny.root)
    before = tiny.read(BRANCH)
    tiny.write(BRANCH, FORM)
    assert zhibu(tiny.root, "fmt", "--base", "HEAD").returncode == 0
    assert tiny.read(BRANCH) == before.replace("正式: 5", "正式: 6")
    assert zhibu(tiny.root, "fmt", "--base", "nowhere").returncode == 2
    assert zhibu(tiny.root, "fmt", "--base=--output=x").returncode == 2
