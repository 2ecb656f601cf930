"""Open data: every file opens in what it is meant for, fits its schema, and has an address that is told."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook

from generator.publication.view import PublicView
from generator.site.data import sheets
from generator.site.workbook import revised, workbook


@pytest.fixture(scope="module")
def data(site: Path) -> Path:
    return site / "data"


def _table(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_the_index_tells_of_every_file(data: Path) -> None:
    index = _json(data / "index.json")
    told = {row["name"]: row["bytes"] for row in index["files"]}
    there = {path.name: path.stat().st_size for path in data.iterdir() if path.is_file()}
    assert told == {name: size for name, size in there.items() if name not in ("index.json", "index.html")}
    assert index["licence"] and index["version"] == index["changes"][0]["version"]


def test_every_table_fits_its_schema(data: Path) -> None:
    schema = _json(data / "schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    tables = {path.stem for path in data.glob("*.csv")}
    assert tables == set(schema["$defs"])
    for table, part in schema["$defs"].items():
        rows = _json(data / f"{table}.json")
        assert rows
        jsonschema.Draft202012Validator(part, format_checker=jsonschema.FormatChecker()).validate(rows)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(part).validate([{**rows[0], "姓名": "x"}])


def test_csv_has_the_rows_of_the_json_and_opens_in_excel(data: Path) -> None:
    for path in data.glob("*.csv"):
        text = path.read_bytes()
        assert text.startswith(b"\xef\xbb\xbf") and b"\r\n" in text
        assert len(_table(path)) - 1 == len(_json(path.with_suffix(".json")))


def test_the_description_names_every_file(data: Path) -> None:
    described = _json(data / "openapi.json")
    assert described["openapi"].startswith("3.1.")
    site = data.parent
    for path, item in described["paths"].items():
        assert (site / path.lstrip("/")).is_file()
        for content in item["get"]["responses"]["200"]["content"].values():
            if "schema" in content:
                name, _, place = content["schema"]["$ref"].partition("#/$defs/")
                assert place in _json(data / name)["$defs"]
    assert {Path(path).name for path in described["paths"]} >= {path.name for path in data.glob("*.csv")}


def test_the_workbook_has_the_same_tables(data: Path, view: PublicView) -> None:
    book = load_workbook(data / "data.xlsx")
    assert book.sheetnames == ["指标", "区域覆盖", "历年覆盖", "党支部名录", "已覆盖单位", "制度目录", "荣誉"]
    rows = [[cell.value for cell in row] for row in book["党支部名录"].iter_rows(min_row=2)]
    assert [row[0] for row in rows] == [item.id for item in view.branches]
    figures = {row[0].value: row[2].value for row in book["指标"].iter_rows(min_row=2)}
    assert figures["organisations.total"] == len(view.branches)
    assert book["指标"].freeze_panes == "A2"


class _Cells(HTMLParser):
    """The rows of the first table of a page, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] += data.strip()


def test_the_table_of_coverage_is_the_one_on_its_page(data: Path) -> None:
    page = _Cells((data.parent / "coverage" / "index.html").read_text("utf-8"))
    _, *rows, total = page.rows
    told = _table(data / "areas.csv")
    assert told[0] == ["编号", "名称", "类别", "支部", "非公企业", "已覆盖", "覆盖率（%）"]
    assert [[row[1], *row[3:6], f"{row[6]}%"] for row in told[1:]] == [row[:5] for row in rows]
    assert [sum(int(row[column]) for row in told[1:]) for column in (4, 5)] == [int(total[2]), int(total[3])]
    assert {"../data/areas.csv", "../data/data.xlsx"} <= set(page.links)


def test_the_table_of_years_is_the_one_on_its_page(data: Path) -> None:
    page = _Cells((data.parent / "coverage" / "years" / "index.html").read_text("utf-8"))
    head, *rows, _ = page.rows
    years = [name for name in head if name.isdigit()]
    told = {(row[1], row[3]): row for row in _table(data / "areas-years.csv")[1:]}
    assert len(told) == len(rows) * len(years)
    for row in rows:
        counts, (base, first, last) = row[2 : 2 + len(years)], row[2 + len(years) :]
        assert [told[row[0], year][4] for year in years] == counts
        assert {told[row[0], year][5] for year in years} == {base}
        assert [f"{told[row[0], year][6]}%" for year in (years[0], years[-1])] == [first, last]
    assert "../../data/areas-years.csv" in page.links


def _spoken(cell: object) -> str:
    """A cell as it reads: a spreadsheet drops the nothing behind a point."""
    return "" if cell is None else str(cell).removesuffix(".0")


def test_the_figures_are_the_same_in_csv_and_workbook(data: Path) -> None:
    head, *rows = load_workbook(data / "data.xlsx")["指标"].iter_rows(values_only=True)
    told, *lines = _table(data / "statistics.csv")
    assert told == list(head)
    assert [[_spoken(cell) for cell in line] for line in lines] == [[_spoken(cell) for cell in row] for row in rows]


def test_a_workbook_is_the_same_twice_and_holds_no_formula(view: PublicView) -> None:
    found = sheets(view)
    assert workbook(found) == workbook(found)
    cell = load_workbook(io.BytesIO(workbook({"表": (["甲"], [["=1+1"]])})))["表"]["A2"]
    assert (cell.value, cell.data_type) == ("'=1+1", "s")


def test_a_workbook_with_other_rows_is_the_one_that_has_them() -> None:
    head = ["编号", "名称", "数"]

    def sheets(name: str, count: int) -> dict[str, tuple[list[str], list[list[Any]]]]:
        rows = [[f"z-{number}", f"第{number}个", number] for number in range(300)]
        rows[250] = ["z-250", name, None]
        return {"指标": (head, [["a", "甲", count]]), "名录": (head, rows)}

    before, after = workbook(sheets("某个", 1)), workbook(sheets("另一个<&>", 2))
    titles, figures = ["指标", "名录"], {"指标": (head, [["a", "甲", 2]])}
    assert revised(before, titles, figures, {"名录": (head, [["z-250", "另一个<&>", None]])}) == after
    assert revised(before, titles, sheets("另一个<&>", 2)) == after
    for rows in ([["z-30", "三十", 30]], [["z-999", "没有", 1]]):  # one by which widths are measured; none
        assert revised(before, titles, figures, {"名录": (head, rows)}) is None
    assert revised(b"PK", titles, figures) is None


def test_a_workbook_says_what_the_tables_say_whatever_that_is() -> None:
    row = ['甲 & <乙> "丙"', None, 7, 98.5, ["一", "二"], " 前后 ", "两\n行", "长" * 60, ""]
    book = load_workbook(io.BytesIO(workbook({"甲 & 乙": (list("一二三四五六七八九"), [row]), "空": (["甲"], [])})))
    sheet = book["甲 & 乙"]
    assert [cell.value for cell in sheet[2]] == [*row[:4], "一、二", *row[5:]]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, book["空"].auto_filter.ref) == ("A2", "A1:I2", "A1:A1")
    assert [[bool(cell.font.b) for cell in line] for line in sheet] == [[True] * 9, [False] * 9]
    assert (sheet.column_dimensions["C"].width, sheet.column_dimensions["H"].width) == (4, 40)


def test_every_branch_and_every_figure_has_a_card(data: Path, view: PublicView) -> None:
    site = data.parent
    for branch in view.branches:
        html = (site / branch.address / "card.html").read_text("utf-8")
        assert branch.short_name in html and "<script" not in html
    for figure in view.figures.values():
        group = figure.id.partition(".")[0]
        card = (data / group / f"{figure.id.replace('.', '-')}-card.html").read_text("utf-8")
        assert figure.display in card
    assert "card.html" not in (site / "sitemap.xml").read_text("utf-8")
