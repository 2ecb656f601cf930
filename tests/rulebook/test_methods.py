"""Working methods as data: what each step names exists, and a site works by the methods it chooses."""

from __future__ import annotations

from collections import Counter

import pytest
from support import TinySite, make_register

from generator.printing.kinds import GROUPS
from generator.publication.exposure import Facts
from generator.publication.linking import public_view
from generator.publication.methods import state_of
from generator.publication.view import PublicView
from generator.records.layout import LAYOUT
from generator.records.register import Register
from generator.rulebook.evaluation import Tally
from generator.rulebook.figures import figures
from generator.rulebook.methods import Method, PrintForm, RecordWord
from generator.rulebook.rules import Rule
from generator.site.rendering import environment

METHOD = "名称: {0}\n全称: {0}法\n概述: 丙\n步骤: [{{名称: 丁, 说明: 戊{1}}}]\n审核: 终审\n"
SETTINGS = "mkdocs.yml"
FROM_THE_SOURCES = {
    "liuzhua", "liubu", "wuxue-sizhua", "zhidaozhan", "guifanhua", "minying-xianyu", "lianxi-sitongbu",
    "fenlei-liankao", "sibu-sika", "liulian-liujian", "fenlei-shegang", "guifan-dabiao", "zeren-xuexi",
    "zhengchuang-siyou", "diaoyan-baogao",
}  # fmt: skip


def two_methods(tiny: TinySite, option: str) -> None:
    for name in ("jia", "yi"):
        tiny.write(f"records/rulebook/methods/{name}.yml", METHOD.format(name, ""))
    text = tiny.read(SETTINGS)
    assert "plugins:\n  - zhibu\n" in text
    tiny.write(SETTINGS, text.replace("plugins:\n  - zhibu\n", f"plugins:\n{option}"))


def names(register: Register | None) -> list[str]:
    assert register is not None
    return list(register.of(Method))


@pytest.mark.parametrize(
    ("option", "kept"),
    [
        ("  - zhibu\n", ["jia", "yi"]),
        ("  - zhibu: {}\n", ["jia", "yi"]),
        ("  - search\n  - zhibu: {methods: [yi]}\n", ["yi"]),
        ("  - zhibu:\n      methods:\n        - yi\n        - jia\n", ["yi", "jia"]),
        ("  zhibu:\n    methods: [jia]\n", ["jia"]),
        ("  - zhibu: {methods: []}\n", []),
        ("  - zhibu: {methods: [yi]}\nmarkdown_extensions:\n  - x: {f: !!python/name:a.b.c}\n", ["yi"]),
    ],
)
def test_a_site_chooses_its_methods(tiny: TinySite, option: str, kept: list[str]) -> None:
    two_methods(tiny, option)
    project = tiny.load()
    assert names(project.register) == kept
    assert project.findings == []
    assert [method.id for method in project.view().methods] == kept


@pytest.mark.parametrize(
    ("option", "code", "at", "message"),
    [
        (
            "  - zhibu: {methods: [jia, bing]}\n",
            "ZB0361",
            "bing",
            "网站设置里选用了工作方法“bing”，而 records/rulebook/methods/ 里没有它。",
        ),
        ("  - zhibu: {methods: jia}\n", "ZB0362", "jia", "网站设置里的 methods 应当是方法编号的清单。"),
    ],
)
def test_a_choice_that_cannot_be_met(tiny: TinySite, option: str, code: str, at: str, message: str) -> None:
    two_methods(tiny, option)
    project = tiny.load()
    line = tiny.read(SETTINGS).splitlines().index(option.rstrip("\n")) + 1
    assert tiny.places() == [(code, SETTINGS, line, option.index(at) + 1)]
    assert project.findings[0].text().message == message
    assert not project.publishable


def test_every_method_of_the_sources_is_declared(register: Register) -> None:
    assert set(names(register)) == FROM_THE_SOURCES


def test_every_step_is_more_than_words(register: Register) -> None:
    """A step says where it is recorded, what is checked and what comes of it, in terms the program knows."""
    for method in register.of(Method).values():
        assert method.source is not None
        assert any(step.rules for step in method.steps)
        assert any(step.prints for step in method.steps)
        for step in method.steps:
            assert step.kinds and step.records and step.checks and step.outputs, f"{method.id}: {step.name}"


def test_every_check_is_put_to_the_records_or_says_why_not(register: Register) -> None:
    """One way each: by rules, by a sum over figures, or in plain words."""
    computed = figures(register.released())
    ways = Counter[str]()
    for method in register.of(Method).values():
        for step in method.steps:
            for check in step.checks:
                by = {"rules": bool(check.rules), "sum": bool(check.parts), "words": check.note is not None}
                assert sum(by.values()) == 1, f"{method.id}: {check.text}"
                assert bool(check.parts) is (check.other is not None)
                assert {*check.parts, *filter(None, [check.other])} <= set(computed)
                assert check.note is None or check.note.endswith("。")
                ways.update(word for word, used in by.items() if used)
    assert ways["rules"] > ways["words"] and ways["sum"] >= 15


def test_the_page_of_a_method_tells_the_state_of_every_check(view: PublicView) -> None:
    shown = {check.text: check for method in view.methods for step in method.steps for check in step.checks}
    sum_of_the_county = shown["未建单位数与党组织数之和等于指导员数"]
    assert [(part.sign, part.figure.id) for part in sum_of_the_county.sum] == [
        ("", "units.uncovered"), ("＋", "organisations.total"), ("＝", "instructors.total"),
    ]  # fmt: skip
    assert sum_of_the_county.holds
    rule = next(rule for rule in view.rules if rule.id == "RU02-2")
    assert rule.state == "26个支部中17个做到，1个还没有做到，8个资料不足"
    html = "".join(rendered("_method_steps.html:steps", rows=method.steps) for method in view.methods)
    assert f'data/rules/RU02-2/#state">RU02-2</a>：{rule.state}</small>' in html
    assert 'data/rules/RZ04/">RZ04</a>：要看不对外的内容' in html
    assert "四个日期先后有序<small" in html and "要看不对外的内容，结果只在内部报告里" in html
    for check in shown.values():
        assert check.rules or check.sum or check.note, check.text
        assert check.sum is None or check.holds, check.text


def told(*tally: int, scope: str = "支部") -> str | None:
    """What a page says of a rule that so many keep, do not keep, and of whom it is not known."""
    return state_of(Facts(id="RU13", scope=scope), {"RU13": Tally(*tally)}, 3)


def test_totals_over_very_few_tell_nothing() -> None:
    """Of a single branch the total would be its own state."""
    assert told(1, 1, 0) == told(2, 0, 0) == "适用的支部不足3个，现状只在内部报告里"
    assert told(2, 1, 1) == "4个支部中2个做到，1个还没有做到，1个资料不足"
    assert told(0, 0, 0) == "没有适用的支部"
    assert told(0, 1, 0, scope="全站") == "没有做到"
    assert state_of(Facts(id="RU13", scope="支部"), {}, 3) is None


def test_a_total_that_tells_of_every_branch_is_not_told() -> None:
    """Where next to none keeps a rule, the numbers would be the state of each."""
    assert told(0, 57, 0) == told(2, 55, 0) == told(1, 55, 1) == "适用的57个支部没有都做到，现状只在内部报告里"
    assert told(3, 54, 0) == "57个支部中3个做到，54个还没有做到"
    assert told(57, 0, 0) == "57个支部中57个做到"
    assert told(0, 0, 57) == "57个支部中0个做到，57个资料不足"


def test_a_sum_that_does_not_hold_is_shown_as_such(tiny: TinySite) -> None:
    checks = (
        "{事项: 甲, 各项: [units.covered, units.uncovered], 与: stations.total},"
        " {事项: 乙, 各项: [units.covered], 关系: 不多于, 与: units.enterprises}"
    )
    tiny.write("records/rulebook/methods/jia.yml", METHOD.format("jia", f", 检查: [{checks}]"))
    (method,) = tiny.load().view().methods
    assert [check.holds for check in method.steps[0].checks] == [False, True]
    html = rendered("_method_steps.html:steps", rows=method.steps)
    assert "，对不上</small>" in html and html.count("，对得上</small>") == 1
    tiny.write(
        "records/rulebook/methods/jia.yml", METHOD.format("jia", ", 检查: [{事项: 甲, 各项: [units.x], 与: units.y}]")
    )
    assert [code for code, *_ in tiny.places()] == ["ZB0310", "ZB0310"]


def test_record_words_are_the_kinds_of_the_site() -> None:
    kinds = {shelf.model.kind for shelf in LAYOUT}
    assert {word.kind for word in RecordWord} <= kinds
    assert {form.document for form in PrintForm} == set(GROUPS)


def test_steps_show_records_terms_rules_and_prints(register: Register) -> None:
    step = {
        "名称": "抓活动", "说明": "每月一次。", "记录种类": ["指导站", "活动", "区域"], "术语集": ["sibao"],
        "检查": [{"事项": "每月都有", "规则": ["RU13"]}], "印制": ["空白表格"], "指标": ["stations.total"],
    }  # fmt: skip
    small = make_register(
        {
            "site": [{}],
            "area": [{"编号": "xian"}],
            "station": [{"编号": "zhan"}],
            "term_set": [{"编号": "sibao", "名称": "四包", "所称": 2, "成员": ["甲", "乙"]}],
            "method": [{"编号": "fa", "名称": "法", "全称": "方法", "概述": "丙", "步骤": [step]}],
        }
    )
    assert public_view(small).methods[0].steps[0].rules == []  # a rulebook without that rule says nothing of it
    small.records["rule"] = {"RU13": register.of(Rule)["RU13"]}
    shown = public_view(small).methods[0].steps[0]
    assert [(k.word, k.count, k.address) for k in shown.kinds] == [
        ("指导站", 1, "stations/"), ("活动", 0, None), ("区域", 1, None),
    ]  # fmt: skip
    assert [(t.name, t.said, t.members) for t in shown.terms] == [("四包", 2, ["甲", "乙"])]
    assert [(r.id, r.name, r.address) for r in shown.rules] == [("RU13", "主题党日", "data/rules/RU13/")]
    assert [(p.word, p.document) for p in shown.prints] == [("空白表格", "forms")]


def rendered(template: str, **facts: object) -> str:
    """What a macro makes of ``rows``; of all printed matter, forms are offered for download."""
    file, macro = template.split(":")
    more = ", ['forms']" if macro == "steps" else ""
    text = (
        f"{{% import '_macros.html' as m %}}{{% import '{file}' as part %}}{{{{ part.{macro}(rows, m, '../'{more}) }}}}"
    )
    return environment().from_string(text).render(**facts)


def test_the_partial_of_steps_renders(view: PublicView) -> None:
    for method in view.methods:
        html = rendered("_method_steps.html:steps", rows=method.steps)
        for step in method.steps:
            assert step.name in html
            for form in step.prints:
                link = f'<a href="../downloads/forms/">{form.word}</a>'
                elsewhere = f"{form.word}（未放在网上，可向发布单位索取）"
                assert f"可打印：{link if form.document == 'forms' else elsewhere}" in html
        assert "None" not in html


def test_a_step_says_where_a_set_lists_other_than_its_number(view: PublicView) -> None:
    methods = view.methods
    steps = {method.name: rendered("_method_steps.html:steps", rows=method.steps) for method in methods}
    assert "<b>10项制度</b>（所称10项，列出8项）：流动党员党支部工作制度、" in steps["六抓"]
    assert "<b>四个注重</b>（所称4项，列出5项）：" in steps["分类管理设岗定责"]
    assert "<b>五有</b>：健全的组织机构、" in steps["六抓"]


def test_a_step_binds_the_sets_of_its_own_source(register: Register) -> None:
    """Sets of like names differ from source to source (three kinds of 六有, three ways of forming)."""
    methods = register.of(Method)
    bound = {name: {terms for step in methods[name].steps for terms in step.terms} for name in methods}
    assert {"zujian-siban", "huodongshi-liujian"} <= bound["minying-xianyu"]
    assert "guodu-xingshi" in bound["lianxi-sitongbu"] - bound["minying-xianyu"]
    assert "yi-jia-shisan" in bound["lianxi-sitongbu"]
    assert {"sanlian-sanwei", "liangbang-liangcu", "wugepian"} <= bound["liulian-liujian"]
    assert {"liangtui-yigua", "shuanggua-shuangdai", "sange-bai"} <= bound["liuzhua"]
    assert "guifan-zhibu" in bound["guifan-dabiao"]


def test_the_partial_of_claims_renders(view: PublicView) -> None:
    for report in view.reports:
        html = rendered("_claims.html:claims", rows=report.claims)
        assert html.count("<tr>") == len(report.claims) + 1
        assert "None" not in html
    assert "31+26=57，与所述一致。" in "".join(
        rendered("_claims.html:claims", rows=report.claims) for report in view.reports
    )


def test_the_partial_of_claims_shows_what_does_not_hold(tiny: TinySite) -> None:
    claim = "{说法: 甲, 数值: 3}\n  - {说法: 合计, 数值: 5, 各项: [甲, '1']}\n  - {说法: 比例, 单位: '%'}"
    tiny.write(
        "records/reports/a.yml",
        f"名称: 甲\n日期: 2025-12-01\n起草单位: 乙\n摘要: 丙\n章节: [{{标题: 丁}}]\n审核: 终审\n数据:\n  - {claim}\n",
    )
    view = tiny.load().view()
    html = rendered("_claims.html:claims", rows=view.reports[0].claims)
    assert "3+1=4，所述为5，相差1。" in html
    assert "✗ 不一致" in html and "未写" in html
