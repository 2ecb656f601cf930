"""Sites that are small or new show no figure in two ways, no dead end and no broken chart."""

from __future__ import annotations

import re
import shutil
from types import SimpleNamespace

import pytest
from support import UNITS, TinySite

from generator.checks.pages import links
from generator.drawing.structure import structure_chart
from generator.project import load
from generator.site.engine import build
from generator.site.rendering import environment

LAST_YEAR = "records/branches/shili-zhibu/activities/2025/2025-12-15-xuexi.yml"
STUDY = "主题: 学习\n类别: 主题党日\n日期: 2025-12-15\n地点: 会议室\n内容: 学习。\n审核: 终审\n"


def built(site: TinySite) -> str:
    """Every page, table and drawing of a site, as one text; no page leads nowhere."""
    project = site.load()
    build(project, site.root / "site")
    assert project.register is not None
    assert list(links.check(project.register, site.root / "site")) == []
    files = [path for path in (site.root / "site").rglob("*") if path.suffix in (".html", ".csv", ".json", ".svg")]
    return "".join(path.read_text("utf-8") for path in files if "search" not in path.parts)


def test_a_share_is_rounded_in_one_way_wherever_it_is_shown(tiny: TinySite) -> None:
    """One enterprise of sixteen is 6.25 %: halves go up, in rings, tables and data as in figures."""
    unit = "  - 名称: 样本第{}有限公司\n    类别: 非公企业\n    行业: 建材\n    职工: 36\n"
    more = "".join(unit.format(number) for number in range(2, 17))
    tiny.write(UNITS, tiny.read(UNITS).rstrip() + "\n" + more)
    assert tiny.load().findings == []
    text = built(tiny)
    assert len(re.findall(r"6\.3(?=%|\b)", text)) >= 8 and "coverage/years/" in text
    assert re.findall(r".{20}(?<![\d.\"])6\.2(?![\d.\"]).{20}", text) == []  # but for lengths of bars


def test_without_an_enterprise_nothing_leads_to_years_of_coverage(tiny: TinySite) -> None:
    tiny.replace(UNITS, "类别: 非公企业", "类别: 社会团体")
    assert "coverage/years/" not in built(tiny)


def test_the_calendar_stays_in_the_menu_when_a_year_begins(tiny: TinySite) -> None:
    tiny.write(LAST_YEAR, STUDY)
    tiny.replace("records/site.yml", "# 数据截至: 2025-12-31", "数据截至: 2026-01-01")
    menu = tiny.root / "site/about/index.html"
    built(tiny)
    assert 'href="../calendar/"' in menu.read_text("utf-8")


def test_a_site_without_any_day_is_told_so(tiny: TinySite) -> None:
    shutil.rmtree(tiny.root / "records/branches")
    assert [finding.code for finding in load(tiny.root).findings] == ["ZB0224"]
    tiny.replace("records/site.yml", "# 数据截至: 2025-12-31", "数据截至: 2025-12-31")
    assert load(tiny.root).findings == []


@pytest.mark.parametrize(("origins", "boxes"), [(0, []), (2, ["指导员 2 名", "指导员 1 名"]), (6, ["其他3处"])])
def test_a_station_is_drawn_whatever_its_instructors(origins: int, boxes: list[str]) -> None:
    instructors = [
        SimpleNamespace(origin=f"单位{number}") for number in range(origins) for _ in range(origins - number)
    ]
    station = SimpleNamespace(name="站", head="书记", deputies=[], instructors=instructors, branches=[1], units_count=2)
    drawn = str(structure_chart(station))
    assert all(box in drawn for box in boxes)
    lines = "".join(re.findall(r'class="zb-line" d="([^"]*)"', drawn))
    boxes_at = [
        (float(y), float(height))
        for y, height in re.findall(r'<rect x="[\d.]+" y="([\d.]+)"[^>]*height="([\d.]+)"', drawn)
    ]
    ends = {float(end) for end in re.findall(r"V([\d.]+)", lines)}
    assert max(y for y, _ in boxes_at) in ends, "no line reaches those who are served"
    assert sum(map(int, re.findall(r"指导员 (\d+) 名<", drawn))) == len(instructors)


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ((90, True, 100, True), "90—100 分"),
        ((80, True, 90, False), "80 分以上、不满 90 分"),
        ((60, False, None, False), "超过 60 分"),
        ((None, True, 60, False), "不满 60 分"),
        ((0, True, 60, False), "不满 60 分"),
        ((None, True, 60, True), "不超过 60 分"),
        ((None, True, None, True), ""),
    ],
)
def test_a_grade_says_which_of_its_bounds_count(bounds: tuple[object, ...], said: str) -> None:
    names = ("least", "least_included", "most", "most_included")
    band = SimpleNamespace(**dict(zip(names, bounds, strict=True)))
    module = environment().get_template("_macros.html").module
    assert str(module.scores(band)).strip() == said  # type: ignore[attr-defined]
