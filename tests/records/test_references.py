"""The Register reports every reference that leads nowhere, or to several records, at its line."""

from __future__ import annotations

import re

import pytest
from pydantic import BaseModel
from support import BRANCH, MODELS, UNITS, TinySite

from generator.records.fields import Record, reference_of
from generator.records.loading import classes_in
from generator.records.register import references

# A record of every kind that refers to others, every reference wrong: (path, text).
WRONG = {
    "area": ("records/areas.yml", "审核: 终审\n区域:\n  - {编号: jia, 名称: 甲, 类别: 县, 上级: wu}\n"),
    "committee": (
        "records/committees/jia.yml",
        "名称: 甲\n简称: 甲\n级别: 领导小组\n上级: wu\n属地: wu\n审核: 终审\n",
    ),
    "unit": (
        "records/units/wu.yml",
        "审核: 终审\n单位:\n  - {名称: 乙, 类别: 基金会, 行业: 公益, 职工: 1}\n",
    ),
    "branch": (
        "records/branches/yi/branch.yml",
        "名称: 中国共产党乙支部委员会\n简称: 乙党支部\n组建: {方式: 联合组建, 日期: 2020-01-01}\n"
        "隶属: {归口: wu, 属地: wu}\n覆盖单位: [wu1, wu2]\n党员: {正式: 3}\n制度: [wu]\n"
        "对照: [{术语集: wu}]\n审核: 终审\n",
    ),
    "activity": (
        "records/branches/wu/activities/2025/2025-03-05-a.yml",
        "主题: 甲\n类别: 党课\n日期: 2025-03-05\n地点: 乙\n内容: 丙\n清单: wu\n载体: wu\n审核: 终审\n",
    ),
    "showcase": (
        "content/showcases/jia.md",
        "---\n名称: 甲\n类别: 经验\n一句话: 乙\n支部: wu\n方法: wu\n审核: 终审\n---\n丙\n",
    ),
    "station": (
        "records/stations/jia.yml",
        "名称: 甲\n属地: wu\n服务区域: [wu]\n依托: 乙\n站长: 丙\n指导员:\n"
        "  - {岗位: 丁, 来源: 戊, 方式: 一对一, 联系支部: [wu], 联系单位: [wu1]}\n审核: 终审\n",
    ),
    "list": (
        "records/lists/2025-03.yml",
        "主题: 甲\n发布日期: 2025-02-25\n发布站: [wu]\n工作提示: [{事项: 乙, 制度: wu}]\n审核: 终审\n",
    ),
    "assessment": (
        "records/assessments/jia.yml",
        "名称: 甲\n体系: wu\n起年: 2024\n止年: 2025\n公布日期: 2025-11-20\n"
        "结果:\n  - {支部: wu, 星级: 1}\n审核: 终审\n",
    ),
    "pairing": (
        "records/pairings/jia.yml",
        "名称: 甲\n类别: 传帮带\n起: 2025-01-01\n结对:\n  - {支部: [wu], 对象支部: wu1}\n审核: 终审\n",
    ),
    "campaign": (
        "records/campaigns/jia.yml",
        "名称: 甲\n发起: 乙\n状态: 已并入\n并入: wu\n起: 2025-01-01\n简介: 丙\n审核: 终审\n",
    ),
    "honour": (
        "records/honours/jia.yml",
        "名称: 甲\n级别: 县级\n授予日期: 2025-01-01\n授予单位: 乙\n支部: [wu]\n单位: [wu1]\n审核: 终审\n",
    ),
    "appraisal": (
        "records/appraisals/jia.yml",
        "名称: 甲\n体系: wu\n年度: 2025\n确定日期: 2025-12-20\n结果:\n  - {支部: wu, 等次: 好}\n审核: 终审\n",
    ),
    "rectification": (
        "records/rectifications/jia.yml",
        "名称: 甲\n支部: wu\n发现日期: 2025-03-01\n问题: 乙\n审核: 终审\n",
    ),
    "rule_change": (
        "records/rulebook/local/jia.yml",
        "审核: 终审\n改动:\n  - {编号: jia, 改: wu, 区域: [wu], 依据: [{文献: 乙}]}\n",
    ),
    "scheme": (
        "records/rulebook/schemes/jia.yml",
        "名称: 甲\n对象: 党支部\n周期: 每年\n依据: [{文献: 乙}]\n把握: 地方规定\n"
        "方面: [{名称: 丙, 指标: [{代码: '1', 名称: 丁, 规则: [wu]}]}]\n审核: 终审\n",
    ),
    "method": (
        "records/rulebook/methods/jia.yml",
        "名称: 甲\n全称: 乙\n案例: wu\n概述: 丙\n"
        "步骤: [{名称: 丁, 说明: 戊, 术语集: [wu], 检查: [{事项: 己, 规则: [wu]}], 制度: [wu]}]\n审核: 终审\n",
    ),
}


def spots(kind: str, text: str) -> list[tuple[int, int]]:
    """Where the wrong names stand; what the folder or file name says wrongly is placed where the record begins."""
    found = {"activity": [(1, 1)], "unit": [(3, 5)]}.get(kind, [])
    for number, line in enumerate(text.split("\n"), 1):
        found += [(number, match.start() + 1) for match in re.finditer(r"\bwu\d?\b", line)]
    return found


def references_of(model: type[BaseModel]) -> list[str]:
    """The kinds of records that fields of a model, at any depth, name; one for each field."""
    own = [kind for info in model.model_fields.values() if (kind := reference_of(info))]
    parts = [cls for info in model.model_fields.values() for cls in classes_in(info.annotation)]
    return own + [kind for cls in parts if issubclass(cls, BaseModel) for kind in references_of(cls)]


@pytest.mark.parametrize("kind", list(MODELS))
def test_every_reference_field_of_every_kind_is_followed(tiny: TinySite, kind: str) -> None:
    fields = len(references_of(MODELS[kind]))
    if kind not in WRONG:
        assert fields == 0
        return
    path, text = WRONG[kind]
    assert len(spots(kind, text)) >= fields
    if kind == "area":  # the only areas of the site are then the wrong one
        text += (
            "  - {编号: benxian, 名称: 本县, 类别: 县}\n  - {编号: chengguan, 名称: 城关, 类别: 街道, 上级: benxian}\n"
        )
    tiny.write(path, text)
    assert [p for p in tiny.places() if p[0] == "ZB0217"] == [
        ("ZB0217", path, line, column) for line, column in spots(kind, text)
    ]


@pytest.mark.parametrize("kind", list(WRONG))
def test_references_of_a_record_with_other_mistakes_are_reported_in_the_same_run(tiny: TinySite, kind: str) -> None:
    path, text = WRONG[kind]
    if kind == "rule_change":
        text = text.replace("编号: jia", "编号: jia, 可见: 半公开")
    elif kind in ("area", "unit"):
        text = text.replace("}", ", 可见: 半公开}", 1)
    else:
        text = text.replace("审核: 终审", "审核: 五审")
    tiny.write(path, text)
    dangling = [p for p in tiny.places() if p[0] == "ZB0217" and p[1] == path]
    assert dangling == [("ZB0217", path, line, column) for line, column in spots(kind, text)]
    assert "ZB0203" in {p[0] for p in tiny.places()}


def test_a_short_name_of_two_units_is_ambiguous(tiny: TinySite) -> None:
    for number in (1, 2):
        entry = f"  - {{名称: 样本{number}公司, 简称: 样本, 类别: 非公企业, 行业: 建材, 职工: 1}}\n"
        tiny.write(UNITS, tiny.read(UNITS) + entry)
    tiny.replace(BRANCH, "[样本建材有限公司]", "[样本]")
    assert tiny.places() == [("ZB0218", BRANCH, 6, 8)]
    [finding] = tiny.load().findings
    assert finding.text().message == "“覆盖单位”写的“样本”同时对应几个单位：样本1公司、样本2公司。"


def test_units_go_by_full_and_short_name(tiny: TinySite) -> None:
    tiny.replace(UNITS, "    类别", "    简称: 样本建材\n    类别")
    tiny.replace(BRANCH, "[样本建材有限公司]", "[样本建材]")
    assert tiny.places() == []


def test_a_reference_to_a_record_that_cannot_be_read_is_not_an_error_of_its_own(tiny: TinySite) -> None:
    committee = "records/committees/xian-liangxin.yml"
    tiny.replace(committee, "级别: 两新工委", "级别: 委")
    assert tiny.places() == [("ZB0203", committee, 3, 5)]


def test_references_are_given_with_the_keys_as_written(tiny: TinySite) -> None:
    register = tiny.load().register
    assert register is not None
    [branch] = register.branches.values()
    assert list(references(branch)) == [
        (("隶属", "归口"), "committee", "xian-liangxin"),
        (("隶属", "属地"), "area", "chengguan"),
        (("覆盖单位", 0), "unit", "样本建材有限公司"),
    ]


def test_every_referred_kind_exists() -> None:
    assert {kind for model in MODELS.values() for kind in references_of(model)} <= set(MODELS)
    assert all(issubclass(model, Record) for model in MODELS.values())
