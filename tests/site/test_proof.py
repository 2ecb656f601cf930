"""Every number of the built site leads to how it was computed: a figure's own proof, or its page family's workings."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from support import BRANCH, TinySite

from generator.project import Project
from generator.publication.exposure import Facts
from generator.publication.relief import relief_totals
from generator.publication.view import PublicView
from generator.records.register import Register
from generator.rulebook.figures import figures
from generator.rulebook.terms import term_sets
from generator.site.families import FRAMES, SECTIONS
from generator.site.pages import pages
from generator.site.rendering import environment
from generator.site.workings import WORKINGS, WORKINGS_SHELVES

_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_BLOCKS = {"section", "figure", "article", "header", "aside", "main"}
_BY_THE_FOOT = {"branch", "branch-activities", "report", "screen"}
"""Families whose calendars and tables lead from the foot of the page, or by a link in the table itself."""


class Block:
    """A section, figure or the like: where its links lead, the numbers it shows."""

    def __init__(self, above: Block | None) -> None:
        self.above = above
        self.links: list[str] = []
        self.shows: list[str] = []


class Reader(HTMLParser):
    """Which links and computed numbers stand in which block of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.now: Block | None = None
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.foot: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.add(found["id"] or "")
        if tag in _VOID:
            return
        self.open.append((tag, found))
        if tag in _BLOCKS:
            self.now = Block(self.now)
            self.blocks.append(self.now)
        href = found.get("href")
        if tag == "a" and href:
            self.links.append(href)
            if any(name == "footer" for name, _ in self.open):
                self.foot.append(href)
            block = self.now
            while block is not None:
                block.links.append(href)
                block = block.above
        if tag == "svg" and "zb-chart" in (found.get("class") or "") and self.now is not None:
            self.now.shows.append(f"chart {found.get('aria-label')}")

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not any(name == tag for name, _ in self.open):
            return
        while True:
            name, _ = self.open.pop()
            if name in _BLOCKS and self.now is not None:
                self.now = self.now.above
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        inside = any(tag == "td" and "zb-n" in (attrs.get("class") or "").split() for tag, attrs in self.open)
        linked = any(tag == "a" or attrs.get("title") for tag, attrs in self.open)
        if inside and not linked and re.search(r"\d", data) and self.now is not None:
            self.now.shows.append(data.strip())


@pytest.fixture(scope="module")
def read(site: Path, view: PublicView) -> dict[str, tuple[str, Reader]]:
    """Every page made from records, by address: its family and what stands on it."""
    found = {page.address: page.family for page in pages(view)}
    return {
        address: (family, Reader((site / address / "index.html").read_text("utf-8")))
        for address, family in found.items()
        if (site / address / "index.html").is_file()
    }


def test_every_page_family_has_its_workings() -> None:
    families = {family for family, _, _ in FRAMES} | set(SECTIONS.values())
    assert set(WORKINGS) == families
    for label, rows in WORKINGS.values():
        assert label and rows
        for row in rows:
            assert row.label and row.how.endswith("。") and row.records


def test_the_list_of_workings_leads_to_each_once(read: dict[str, tuple[str, Reader]], site: Path) -> None:
    assert sorted(family for families in WORKINGS_SHELVES.values() for family in families) == sorted(WORKINGS)
    family, page = read["data/workings/"]
    assert family == "workings"
    assert [link for link in page.links if link.rstrip("/") in WORKINGS] == [
        f"{family}/" for families in WORKINGS_SHELVES.values() for family in families
    ]
    assert "data/workings/</loc>" in (site / "sitemap.xml").read_text("utf-8")
    for address, (kind, page) in read.items():
        if kind in ("working", "data"):
            assert "data/workings/" in {urljoin(f"http://x/{address}", link)[9:] for link in page.links}, address


def test_the_foot_of_every_page_leads_to_them(site: Path, read: dict[str, tuple[str, Reader]]) -> None:
    assert len(read) > 1000
    for address, (family, page) in read.items():
        wanted = f"data/workings/{family}/"
        assert wanted in {urljoin(f"http://x/{address}", link).removeprefix("http://x/") for link in page.foot}, address
        assert (site / wanted / "index.html").is_file(), wanted


def test_every_chart_and_every_number_in_a_table_leads_to_its_proof(read: dict[str, tuple[str, Reader]]) -> None:
    shown = 0
    for address, (family, page) in read.items():
        if family in _BY_THE_FOOT:
            continue
        for block in page.blocks:
            to_proof = [link for link in block.links if re.search(r"(^|/)data/[a-z-]+/", link) or family == "figures"]
            shown += len(block.shows)
            assert to_proof or not block.shows, f"{address}: {block.shows[:5]}"
    assert shown > 200


def test_every_link_to_a_figure_finds_its_formula_records_and_rules(
    site: Path, view: PublicView, read: dict[str, tuple[str, Reader]]
) -> None:
    wanted: set[str] = set()
    for address, (_, page) in read.items():
        for link in page.links:
            target, anchor = urldefrag(urljoin(f"http://x/{address}", link).removeprefix("http://x/"))
            if target.startswith("data/") and anchor:
                assert anchor in read[target][1].ids, f"{address} → {link}"
                wanted.add(f"{target}#{anchor}")
    assert {figure.address for figure in view.figures.values()} <= wanted
    for figure in view.figures.values():
        html = (site / urldefrag(figure.address)[0] / "index.html").read_text("utf-8")
        section = html.partition(f'id="{urldefrag(figure.address)[1]}"')[2].partition("</section>")[0]
        for word in ("怎么算的", "记录", "编号", *(("分子 ÷ 分母",) if figure.denominator else ())):
            assert f"<dt>{word}</dt>" in section, f"{figure.id}: {word}"
        for folder in figure.records:
            assert f"<code>{folder}/</code>" in section.replace("<wbr>", "")


def test_figures_of_coverage_lead_to_the_units_that_are_covered(
    site: Path, read: dict[str, tuple[str, Reader]]
) -> None:
    for group in ("coverage", "units"):
        assert "../../data/units.csv" in read[f"data/{group}/"][1].links
    assert '"../../coverage/">逐条查看' not in (site / "data" / "coverage" / "index.html").read_text("utf-8")
    page = (site / "coverage" / "index.html").read_text("utf-8")
    said = re.sub(r"<[^>]+>|\s", "", page)
    assert "所以57个党组织覆盖120家企业；覆盖率按企业算" in said


def test_lines_of_the_copy_that_was_checked_are_folded(site: Path, read: dict[str, tuple[str, Reader]]) -> None:
    line = re.compile(r"S\d 第\d|原文第\d+行")
    folded = 0
    for address in read:
        html = (site / address / "index.html").read_text("utf-8")
        open_, count = re.subn(r'<details class="zb-fold.*?</details>', "", html, flags=re.DOTALL)
        assert not line.search(open_), address
        folded += count and bool(line.search(html))
    assert folded > 10


def test_the_commit_stands_with_figures_and_workings(demonstration: Project) -> None:
    view = demonstration.view()
    view.commit = "0123456789ab"
    env = environment()
    families = {"figures": 0, "working": 0}
    for page in pages(view):
        if page.family in families:
            html = env.get_template(f"{page.family}.html").render(**page.context, page=page, root=page.root)
            assert "记录的版本是 <code>0123456789ab</code>" in html, page.address
            families[page.family] += 1
    assert all(families.values())


def test_coverage_by_area_and_year_ends_with_what_holds_now(view: PublicView) -> None:
    (page,) = (page for page in pages(view) if page.address == "coverage/years/")
    context = page.context
    assert [area.covered[-1] for area in context["part"].entries] == [a.covered for a in view.areas if a.enterprises]
    coverage = view.figures["coverage.organisation"]
    assert (context["totals"][-1], context["base"]) == ((view.year, coverage.numerator), coverage.denominator)
    for area in context["part"].entries:
        assert area.covered == sorted(area.covered)  # what branches of today cover can only grow
    assert "园区" in {area.type for area in context["part"].entries}


def test_branches_by_year_and_mode_add_up(view: PublicView) -> None:
    for row in view.growth:
        assert sum(row.modes.values()) == row.total
    last = view.growth[-1]
    assert last.modes == {"单独组建": 31, "联合组建": 26}
    assert [row.total - row.formed for row in view.growth[1:]] == [row.total for row in view.growth[:-1]]


def test_kinds_of_activities_are_compared_year_by_year(tiny: TinySite) -> None:
    folder = f"{Path(BRANCH).parent.as_posix()}/activities"
    said = "内容: 书记讲课，大家讨论，列出三件实事分头去办。"
    text = f"日期: {{day}}\n类别: 党课\n主题: 学习\n地点: 活动室\n{said}\n审核: 终审\n"
    for day in ("2024-03-05", "2025-03-05", "2025-06-05"):
        tiny.write(f"{folder}/{day[:4]}/{day}-ke.yml", text.format(day=day))
    view = tiny.load().view()
    assert {year: n for year, n in view.kind_years["党课"].items() if year in (2024, 2025)} == {2024: 1, 2025: 2}
    page = next(page for page in pages(view) if page.address == "calendar/")
    html = environment().get_template("calendar.html").render(**page.context, page=page, root=page.root)
    row = re.search(r"<tr><th[^>]*><a[^>]*>党课</a></th>(.*?)</tr>", html)
    assert row and re.findall(r">([-+]?\d+)<", row[1])[-3:] == ["1", "2", "+1"]


def tables(site: Path, address: str) -> list[list[list[str]]]:
    """The cells of every table of a page, row by row, as a reader sees them."""
    html = (site / address / "index.html").read_text("utf-8")
    found = re.findall(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    cells = re.compile(r"<t[dh]\b.*?</t[dh]>", re.DOTALL)
    rows = [re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL) for body in found]
    said = [[cells.findall(row) for row in table] for table in rows]
    return [[[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in table] for table in said]


def test_relief_totals_are_the_sums_of_the_projects(register: Register, site: Path) -> None:
    record = register.pairings["cunqi-2024"]
    projects = [project for pair in record.pairs for project in pair.projects]
    assert len(projects) > 30 and {project.unit for project in projects} == {"万元"}
    wanted: dict[str, list[Decimal]] = {}
    for project in projects:
        assert isinstance(project.amount, int | Decimal)
        wanted.setdefault(project.type, []).append(Decimal(project.amount))
    kinds = sorted(wanted, key=lambda kind: -len(wanted[kind]))
    rows = [[kind, f"{len(wanted[kind])} 个", f"{sum(wanted[kind]).normalize():f} 万元"] for kind in kinds]
    rows.append(["合计", f"{len(projects)} 个", f"{sum(map(sum, wanted.values())).normalize():f} 万元"])
    assert rows in tables(site, "pairings/cunqi-2024/")
    assert rows in tables(site, "pairings/")
    amount = figures(register.released())["pairings.amount"]
    assert rows[-1][2] == f"{amount.display} 万元"


def test_relief_totals_leave_out_what_is_no_exact_number() -> None:
    def project(type: str, amount: object, unit: str | None = "万元") -> Facts:
        return Facts(type=type, amount=amount, unit=unit)

    pairs = [
        Facts(projects=[project("修路", Decimal("3.50")), project("修路", "10余"), project("助学", "xx")]),
        Facts(projects=[project("修路", 2, "元"), project("助学", None)]),
    ]
    found = [
        (row.type, row.projects, row.known, [(amount.sum, amount.unit) for amount in row.amounts])
        for row in relief_totals(pairs)
    ]
    assert found == [
        ("修路", 3, 2, [("3.5", "万元"), ("2", "元")]),
        ("助学", 2, 0, []),
        (None, 5, 2, [("3.5", "万元"), ("2", "元")]),
    ]
    assert relief_totals([Facts(projects=[])]) == []


def test_archive_boxes_are_those_of_the_records(register: Register, site: Path) -> None:
    branches = list(register.branches.values())
    boxes = term_sets(register)["ziliaohe"].members
    assert len(boxes) == 8
    written = {box: sum(box in branch.boxes for branch in branches) for box in boxes}
    assert set(written.values()) != {len(branches)}
    rows = [[box, str(number), str(len(branches) - number), ""] for box, number in written.items()]
    assert rows in tables(site, "formation/")
    for branch in (branches[0], next(branch for branch in branches if 0 < len(branch.boxes) < 8)):
        html = (site / "branches" / branch.id / "index.html").read_text("utf-8")
        section = html[html.index('id="h-boxes"') :].partition("</section>")[0]
        assert f"<small>{len(branch.boxes)} / 8</small>" in section
        assert [box for box in boxes if box in section] == list(boxes)
        assert section.count("（尚未具备）") == section.count('class="zb-ticks__open"') == 8 - len(branch.boxes)
