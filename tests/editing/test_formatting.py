"""The canonical form: what changes, what stays, and that fixer and checker agree whatever a file looks like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import BRANCH, REPOSITORY, SHARDS, Run, TinySite, demonstration_records

from generator.editing.formatting import format_file, format_text
from generator.findings import Severity
from generator.reading import Source, mend, parse, split_front_matter
from generator.records.branch import Branch
from generator.rulebook.shelves import shelf_of

RECORDS = demonstration_records()


def tidy(text: str) -> str:
    after, refused = format_text(Source(BRANCH, text), Branch)
    assert refused == []
    return after


CASES = {
    "the order of the form": ("审核: 终审\n简称: 甲\n名称: 乙\n", "名称: 乙\n简称: 甲\n审核: 终审\n"),
    "unknown keys behind, as they were": (
        "乙: 1\n审核: 终审\n甲: 2\n名称: 丙\n",
        "名称: 丙\n审核: 终审\n乙: 1\n甲: 2\n",
    ),
    "comments go with what they stand before": (
        "# 头\n审核: 终审 # 尾\n# 名\n名称: 甲\n",
        "# 头\n# 名\n名称: 甲\n审核: 终审 # 尾\n",
    ),
    "deeper comments stay inside": (
        "组建:\n    方式: 单独组建\n    # 里\n名称: 甲\n",
        "名称: 甲\n组建:\n  方式: 单独组建\n  # 里\n",
    ),
    "blocks by two": (
        "班子:\n- 职务: 书记\n  岗位: 厂长\n-  职务: 委员\n   岗位: 工人\n",
        "班子:\n  - 职务: 书记\n    岗位: 厂长\n  - 职务: 委员\n    岗位: 工人\n",
    ),
    "a dash of its own": ("班子:\n  -\n    # 注\n    职务: 书记\n", "班子:\n  # 注\n  - 职务: 书记\n"),
    "regular brackets": ("组建: { 日期: 2020-01-01,方式: 单独组建 }\n", "组建: {方式: 单独组建, 日期: 2020-01-01}\n"),
    "dates": ("届期: {起: 2020年3月5日, 年限: 3}\n", "届期: {起: 2020-03-05, 年限: 3}\n"),
    "yes and no": ("组建: {业主同意: true}\n", "组建: {业主同意: 是}\n"),
    "numbers": ('党员: {正式: "12", 预备: １, 流入: "1,200"}\n', "党员: {正式: 12, 预备: 1, 流入: 1200}\n"),
    "codes are text": (
        "联系电话: 0017\n来源: {文献: 甲, 日期: 2019-03-25}\n",
        '联系电话: "0017"\n来源: {文献: 甲, 日期: "2019-03-25"}\n',
    ),
    "the short review": ("审核:\n  状态: 终审\n", "审核: 终审\n"),
    "a full-width colon": ("名称：甲\n", "名称: 甲\n"),
    "paragraphs": ("简介: |-\n      一\n\n        二\n", "简介: |-\n  一\n\n    二\n"),
    "quotes stay": ("名称: '甲'\n简称: \"乙\"\n", "名称: '甲'\n简称: \"乙\"\n"),
    "anchors and aliases stay": (
        "名称: &a 甲\n简称: *a\n组建: &b\n    方式: 单独组建\n",
        "名称: &a 甲\n简称: *a\n组建: &b\n  方式: 单独组建\n",
    ),
    "one blank line is enough": ("名称: 甲\n\n\n\n简称: 乙\n\n", "名称: 甲\n\n简称: 乙\n"),
    "what is doubtful stays": (
        "届期: {起: 2020-02-30}\n主题党日: 十五\n",
        "届期: {起: 2020-02-30}\n主题党日: 十五\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_gets_its_canonical_form_and_keeps_it(name: str) -> None:
    before, after = CASES[name]
    assert tidy(before) == after
    assert tidy(after) == after


def test_the_demonstration_is_canonical() -> None:
    changed = []
    for path in RECORDS:
        done = format_file(REPOSITORY, path)
        if done is None or done.changed or done.refused:
            changed.append(path)
    assert changed == []


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    path = draw(st.sampled_from(RECORDS))
    lines = (REPOSITORY / path).read_text(encoding="utf-8").splitlines(keepends=True)[:60]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(lines) - 1)))
        match draw(st.sampled_from(["delete", "swap", "splice", "insert", "deeper", "comment", "shift"])):
            case "delete":
                del lines[at : at + draw(st.integers(1, 4))]
            case "swap" if lines:
                lines[at:at] = [lines.pop()]
            case "splice" if lines:
                cut = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:cut] + draw(st.sampled_from(SHARDS)) + lines[at][cut + draw(st.integers(0, 3)) :]
            case "deeper":
                lines = [line.replace("  ", "    ") for line in lines]
            case "comment" if lines:
                lines[at] = lines[at].rstrip("\n") + "  # 注\n"
            case "shift" if lines:
                lines[at] = " " * draw(st.integers(0, 8)) + lines[at].lstrip(" ")
            case _:
                lines.insert(at, draw(st.sampled_from([*SHARDS, "# 注\n", "    # 深\n", "\n", "a: &b 1\n", "c: *b\n"])))
    return path, "".join(lines)


def _parse(path: str, text: str) -> Any:
    source = Source(path, text)
    return split_front_matter(source)[0] if path.endswith(".md") else parse(source)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mutated())
def test_fixer_and_checker_agree(case: tuple[str, str]) -> None:
    path, text = case
    found = shelf_of(path)
    assert found is not None
    shelf = found[0]
    article = shelf.body is not None
    after, refused = format_text(Source(path, text), shelf.model, shelf.ledger, article)
    if refused:
        assert after == text
        assert any(finding.severity is Severity.ERROR for finding in refused)
        return
    assert format_text(Source(path, after), shelf.model, shelf.ledger, article) == (after, [])
    if not article:
        assert mend(Source(path, after)) == (after.split("\n"), [])  # nothing left to mend
    was, now = _parse(path, text), _parse(path, after)
    assert {f.code for f in now.findings} <= {f.code for f in was.findings}
    assert sorted(_comments(after)) == sorted(
        _comments("\n".join(mend(Source(path, text))[0]) if not article else text)
    )
    if shelf.ledger is None and not now.findings:
        decided = {"编号": "x", **{key: found[1][name] for key, name in shelf.fixed}}
        assert _record(shelf.model, was.root, decided) in (None, _record(shelf.model, now.root, decided))


def _comments(text: str) -> list[str]:
    return [line[line.index("#") :].rstrip() for line in text.split("\n") if "#" in line]


def _record(model: Any, node: Any, decided: dict[str, str]) -> Any:
    try:
        return model.model_validate({**node, **decided})
    except ValueError:
        return None


def test_a_site_says_the_same_before_and_after(tiny: TinySite, zhibu: Run) -> None:
    text = tiny.read(BRANCH)
    lines = text.splitlines()
    tiny.write(BRANCH, "\r\n".join([lines[0], *reversed(lines[1:6]), "班子：", *lines[8:]]))
    before = tiny.load()
    assert zhibu(tiny.root, "fmt", "--check").returncode == 1
    done = zhibu(tiny.root, "fmt")
    assert done.returncode == 0, done.stdout + done.stderr
    assert zhibu(tiny.root, "fmt", "--check").returncode == 0
    after = tiny.load()
    assert before.register is not None and after.register is not None
    assert before.register.branches.keys() == after.register.branches.keys()
    assert "\r" not in tiny.read(BRANCH)


def test_what_a_person_must_settle_is_left_alone_and_said(tiny: TinySite, zhibu: Run) -> None:
    text = "名称: 甲\n这一行什么也不是\n简称: 乙\n"
    tiny.write(BRANCH, text)
    done = zhibu(tiny.root, "fmt", BRANCH)
    assert done.returncode == 1
    assert ("ZB0151" in done.stdout and "第 2 行" in done.stdout) or f"{BRANCH}:2" in done.stdout
    assert tiny.read(BRANCH) == text


def test_paths_outside_the_records_are_a_mistake_of_use(tiny: TinySite, zhibu: Run) -> None:
    assert zhibu(tiny.root, "fmt", "mkdocs.yml").returncode == 2
    assert zhibu(tiny.root, "fmt", "nowhere.yml").returncode == 2


def test_other_encodings_become_utf8(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records/site.yml").write_bytes("名称: 某县两新党建网站\n地区: 某县\n".encode("gb18030"))
    done = format_file(tmp_path, "records/site.yml")
    assert done is not None and done.after.decode() == "名称: 某县两新党建网站\n地区: 某县\n"
