"""A locality overrides a rule in its own file, and every page that names the rule says so: both values and the text."""

from __future__ import annotations

import re

import pytest
from support import TinySite

from generator.publication.exposure import Facts
from generator.publication.view import PublicView
from generator.records.register import Register
from generator.rulebook.rules import Change, Rule
from generator.site.pages import pages
from generator.site.rendering import environment

LOCAL = """\
审核: {review}
改动:
  - 编号: dangke
    改: RU14
    {areas}
    门槛: [{{项: 次数, 下限: 1, 单位: 次, 周期: 月}}]
    久缺: 4
    依据: [{{文献: 某县党课制度, 条款: 第二条}}]
"""


def with_change(tiny: TinySite, areas: str = "说明: 每月一课。", review: str = "终审") -> PublicView:
    tiny.write("records/rulebook/local/xian.yml", LOCAL.format(areas=areas, review=review))
    return tiny.load().view()


def rule(view: PublicView, id: str) -> Facts:
    return next(item for item in view.rules if item.id == id)


def page(view: PublicView, address: str) -> str:
    """The text of a page's body, tags taken out."""
    found = next(page for page in pages(view) if page.address == address)
    env = environment()
    html = env.get_template(f"{found.family}.html").render(**found.context, page=found, root=found.root)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_both_values_and_the_local_text_stand_on_the_rules_page(tiny: TinySite) -> None:
    view = with_change(tiny)
    text = page(view, "data/rules/RU14/")
    assert "每季不少于1次 当地 每月不少于1次" in text
    assert "久缺连续2期连续4期" in text
    assert "《某县党课制度》第二条" in text and "每月一课。" in text
    assert "当地 RU14" in page(view, "data/rules/")
    other = page(view, "data/rules/RU13/")
    assert "当地的规定" not in other and "每月不少于1次" in other


def test_a_change_for_some_areas_leaves_the_rule_as_it_is_elsewhere(tiny: TinySite) -> None:
    view = with_change(tiny, "区域: [chengguan]")
    facts = rule(view, "RU14")
    assert [limit.local for limit in facts.limits] == [None]
    assert [(change.where, change.everywhere) for change in facts.changes] == [("城关街道", False)]
    assert "次数 每季不少于1次" in re.sub(r"(?<=数)(?=每)", " ", page(view, "data/rules/RU14/"))


def test_a_change_under_review_is_not_told(tiny: TinySite) -> None:
    assert rule(with_change(tiny, review="初审"), "RU14").changes == []


def test_a_rule_switched_off_says_so(tiny: TinySite) -> None:
    view = with_change(tiny, "启用: 否")
    assert ("启用", "启用", "不启用") in [
        (d.what, d.source, d.local) for d in rule(view, "RU14").changes[0].differences
    ]


def test_the_demonstration_county_overrides_a_rule_for_all_and_one_for_its_park(
    register: Register, view: PublicView
) -> None:
    changes = register.of(Change).values()
    assert {(change.rule, bool(change.areas)) for change in changes} == {
        ("RU13-2", False), ("RU23", False), ("RU23", True),
    }  # fmt: skip
    for change in changes:
        original = register.of(Rule)[change.rule]
        (difference,) = change.differences(original)
        text = page(view, f"data/rules/{change.rule}/")
        assert difference.source in text and difference.local in text and change.grounds in text


@pytest.mark.parametrize(
    ("id", "on"),
    [("RU13-2", ["ratings/scheme/", "methods/liubu/"]), ("RU23", ["methods/zhidaozhan/", "data/instructors/"])],
)
def test_pages_that_name_an_overridden_rule_mark_it(view: PublicView, id: str, on: list[str]) -> None:
    card = rule(view, id)
    change = card.changes[0]
    said = "".join(f"{d.what}{d.local}（原为{d.source}）" for d in change.differences)
    for address in on:
        of_it = [p.address for p in pages(view) if p.address.startswith(address)]
        text = "".join(page(view, found) for found in of_it)
        assert f"当地 {change.where}：{said}，{change.grounds}" in text, address


def test_figures_name_their_rules_and_rules_their_figures(register: Register, view: PublicView) -> None:
    named = {id for item in register.of(Rule).values() for id in item.figures}
    assert named <= set(view.figures), named - set(view.figures)
    for item in view.rules:
        for figure in item.figures:
            assert f"{item.id} {item.name}" in page(view, figure.address.partition("#")[0])
            assert figure.label in page(view, item.address)
