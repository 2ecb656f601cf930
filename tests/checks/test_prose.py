"""Figures in prose: asked for by an expression, or stated with a source; typed by hand they are found."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import BRANCH, TinySite, make_register

from generator.project import Project
from generator.rulebook.figures import figures
from generator.rulebook.statements import Typist, may_type
from generator.site.narrative import narrative

ABOUT = "content/about.md"
SHOWCASE = "content/showcases/anli.md"
REPORT = "records/reports/baogao.yml"


def typist(enterprises: int = 40, branches: int = 12) -> Typist:
    """A site of 样例县 with 40 enterprises, 12 branches of 3 members each, every branch covering one enterprise."""
    rows = {
        "unit": [{"名称": f"公司{n}"} for n in range(enterprises)],
        "branch": [{"编号": f"zhi-{n}", "覆盖单位": [f"公司{n}"]} for n in range(branches)],
    }
    return Typist(figures(make_register(rows)), None, 2025)


@pytest.mark.parametrize(
    ("text", "words", "id", "agrees"),
    [
        ("党组织12个。", "党组织12个", "organisations.total", True),
        ("目前共有12个党组织，分布较广。", "12个党组织", "organisations.total", True),
        ("全县建立党组织12个，", "党组织12个", "organisations.total", True),
        ("非公企业40户", "非公企业40户", "units.enterprises", True),
        ("非公企业共40 家", "非公企业共40 家", "units.enterprises", True),
        ("组织覆盖率30.0%。", "组织覆盖率30.0%", "coverage.organisation", True),
        ("覆盖率达到30%。", "覆盖率达到30%", "coverage.organisation", True),
        ("党员36名。", "党员36名", "members.total", True),
        ("党员：36人", "党员：36人", "members.total", True),
        ("全县现有党组织58个。", "党组织58个", "organisations.total", False),
        ("全县共有58个党组织。", "58个党组织", "organisations.total", False),
        ("本站非公企业1,148家。", "非公企业1,148家", "units.enterprises", False),
        ("全县单独组建率81.1%。", "单独组建率81.1%", "organisations.single_share", False),
        ("2025年全县党组织12个。", "党组织12个", "organisations.total", True),
        ("全县党组织5个。", "党组织5个", "organisations.total", False),
    ],
)
def test_a_typed_figure_is_found_with_what_it_is(text: str, words: str, id: str, agrees: bool) -> None:
    found = list(typist().typed(text))
    assert [(t.words, t.figure.id, t.agrees) for t in found] == [(words, id, agrees)]
    assert text[found[0].start :].startswith(words)


@pytest.mark.parametrize(
    "text",
    [
        "党员3名，书记由车间主任兼任。",  # of a branch
        "带动21个党组织。",
        "12个党组织书记参加。",  # another thing
        "五星级党组织12个。",
        "党组织12个月没有活动。",
        "党组织12多个。",
        "党组织约12余个。",
        "党组织1.12个",
        "2024年全县党组织58个。",  # another time
        "上年全县党组织58个。",
        "《某县调查报告》称全县党组织58个。",  # another text
        "原文称全县党组织58个。",
        "全县党组织{{ 数(\"organisations.total\") }}。",
        "党组织十二个。",
        "覆盖率99%。",  # not said to be the site's
        "全县12个镇都有党组织。",
        "xx个党组织，x12个党组织",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_figure_is_left_alone(text: str) -> None:
    assert list(typist().typed(text)) == []


def test_a_figure_typed_on_a_page_is_told_with_its_expression(tiny: TinySite) -> None:
    typed = "# 关于\n\n全县党组织58个，组织覆盖率100%。\n\n```\n全县党组织58个\n```\n`全县党组织58个`\n"
    tiny.write(ABOUT, "---\ntitle: 全县党组织58个\n---\n" + typed)
    assert tiny.places() == [("ZB0365", ABOUT, 6, 3), ("ZB0364", ABOUT, 6, 10)]
    project = tiny.load()
    assert project.publishable
    words = [finding.text() for finding in project.findings]
    assert words[0].message == "“党组织58个”与记录算出的不一致：党组织现为1。"
    assert words[0].hint == '请写成“党组织{{ 数("organisations.total") }}”；引用别处材料的，写明《出处》。'
    assert words[1].message == "“组织覆盖率100%”是本站能从记录算出的数字（党的组织覆盖率，现为100.0%）。"
    corrected = typed.replace("党组织58个，", '党组织{{ 数("organisations.total") }}，').replace(
        "率100%", '率{{ 数("coverage.organisation") }}'
    )
    tiny.write(ABOUT, corrected)
    assert tiny.places() == []


def test_an_expression_for_no_figure_is_told(tiny: TinySite) -> None:
    tiny.write(ABOUT, '共{{ 数("organisations.all") }}。\n')
    tiny.replace("records/site.yml", "审核: 终审", '简介: 共{{ 数("organisations.all") }}。\n审核: 终审')
    line = tiny.read("records/site.yml").splitlines().index('简介: 共{{ 数("organisations.all") }}。') + 1
    assert tiny.places() == [("ZB0310", ABOUT, 1, 2), ("ZB0310", "records/site.yml", line, 6)]


def test_a_figure_typed_in_a_record_is_told(tiny: TinySite) -> None:
    site = "records/site.yml"
    tiny.write(site, tiny.read(site) + "简介: |-\n  一支部一档案。\n  全县党组织58个，逐个建档。\n")
    last = len(tiny.read(site).splitlines())
    assert tiny.places() == [("ZB0365", site, last, 5)]
    tiny.replace(site, "全县党组织58个", "全县党组织{{ 数(“organisations.total”) }}")
    assert tiny.places() == []
    assert tiny.load().view().site.about == "一支部一档案。\n全县党组织1个，逐个建档。"


def test_a_branch_speaks_of_itself(tiny: TinySite) -> None:
    tiny.write(BRANCH, tiny.read(BRANCH) + "简介: |-\n  党员3名，建在车间。\n  全县党组织1个，本支部是其中一个。\n")
    last = len(tiny.read(BRANCH).splitlines())
    assert tiny.places() == [("ZB0366", BRANCH, last, 5)]  # whatever the number: the total is not known here
    tiny.replace(BRANCH, "全县党组织1个", '全县党组织{{ 数("organisations.total") }}')
    assert tiny.places() == [("ZB0366", BRANCH, last, 8)]
    tiny.replace(BRANCH, '全县党组织{{ 数("organisations.total") }}', "县里党组织很多")
    assert tiny.places() == []


def test_a_record_that_names_its_source_states_what_the_source_says(tiny: TinySite) -> None:
    tiny.write(BRANCH, tiny.read(BRANCH) + "简介: 全县党组织58个。\n来源: {文献: 甲}\n")
    assert tiny.places() == []


def test_a_report_may_say_what_it_lists_among_its_data(tiny: TinySite) -> None:
    head = (
        "名称: 甲\n日期: 2025-12-01\n起草单位: 乙\n摘要: 全县党组织58个。\n章节: [{标题: 丁, 正文: 全县党组织57个。}]\n"
    )
    tiny.write(REPORT, head + "审核: 终审\n数据:\n  - {说法: 党组织58个, 数值: 58}\n")
    assert tiny.places() == [("ZB0365", REPORT, 5, 20), ("ZB0367", REPORT, 5, 23)]


def test_a_figure_typed_in_a_showcase_is_told_unless_it_names_its_source(tiny: TinySite) -> None:
    head = "---\n名称: 甲\n类别: 做法\n一句话: 全县党组织57个。\n审核: 终审\n"
    text = '---\n\n全县党组织58个。\n\n共{{ 数("organisations.total") }}。\n'
    tiny.write(SHOWCASE, head + text)
    assert tiny.places() == [("ZB0365", SHOWCASE, 4, 8), ("ZB0365", SHOWCASE, 8, 3)]
    tiny.write(SHOWCASE, head + "来源: {文献: 丙}\n" + text)
    assert tiny.places() == []
    html = narrative(tiny.load().view().showcases[0].narrative)
    assert '共<a href="../../data/organisations/#organisations-total" title="党支部记录数"' in html
    assert ">1个</a>。" in html


def test_the_demonstration_types_no_figure(demonstration: Project) -> None:
    assert [f for f in demonstration.findings if f.code in ("ZB0364", "ZB0365")] == []


@given(
    st.integers(2, 120_000),
    st.sampled_from(["{}", "{:,}", "{}.0", "0{}", "{}1"]),
    st.sampled_from(["党员{}名", "有{} 名党员", "全县共有{}\n人党员", "党群班子交叉任职{}人", "（{}名）", "党员{}"]),
)
def test_no_text_that_types_a_figure_is_passed_over(value: int, number: str, text: str) -> None:
    """What tells whether a figure may be typed into a text says so wherever it is, also as JSON has the text."""
    names = ("members.total", "posts.crossed")
    some = [replace(figure, value=value) for id, figure in figures(make_register({})).items() if id in names]
    said = f"各支部{text.format(number.format(value))}，逐月更新。"
    typed = [
        found for found in Typist({figure.id: figure for figure in some}, "示例县", 2025).typed(said) if found.agrees
    ]
    assert not typed or (may_type(some)(said) and may_type(some)(json.dumps(said, ensure_ascii=False)))
    assert not may_type([replace(figure, value=value + 1) for figure in some])(f"党员{value}名")
