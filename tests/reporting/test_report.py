"""The internal report: complete, self-contained, kept away from what is published; the explanation of a status."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from html.parser import HTMLParser

import pytest
from support import AS_OF, BRANCH, REPOSITORY, Run, TinySite

from generator.project import Project
from generator.records.register import Register
from generator.reporting.explaining import UnknownError, answer, explain, find_rule, find_subject
from generator.reporting.gathering import DEFECTS, HORIZONS, InternalReport, gather, shortfalls, totals
from generator.reporting.page import render
from generator.reporting.tables import to_csv, to_json
from generator.reporting.writing import PublishedFolderError, write
from generator.rulebook.evaluation import Light
from generator.rulebook.rules import Confidence, Scope
from generator.wording import say, use


@pytest.fixture(scope="module")
def report(demonstration: Project, register: Register) -> InternalReport:
    return gather(register, demonstration.findings, complete=True)


class Page(HTMLParser):
    """Tags, identifiers, links and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [value for key, value in attrs if key == "id" and value]
        if tag == "a" and found.get("href"):
            self.links.append(found["href"] or "")
        if tag in ("script", "img", "link", "iframe", "source") and (found.get("src") or found.get("href")):
            self.loads.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_every_branch_and_rule_is_on_the_page(report: InternalReport, register: Register) -> None:
    page = Page(render(report).decode())
    assert {f"b-{id}" for id in register.branches} <= set(page.ids)
    assert {f"rule-{rule.id}" for rule in report.rules} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert all(link.removeprefix("#") in page.ids for link in page.links)
    text = "".join(page.words)
    for status in report.of(Scope.BRANCH):
        if status.light.falls_short:
            assert status.sentence in text


def test_the_page_needs_nothing_else_and_says_that_it_is_internal(report: InternalReport) -> None:
    text = render(report).decode()
    assert Page(text).loads == []
    assert not re.search(r"https?://|@import|url\(", text)
    assert text.count(">内部<") >= 2
    assert 'content="noindex, nofollow, noarchive"' in text


def test_the_same_report_twice_is_the_same_bytes(demonstration: Project, register: Register) -> None:
    first, second = (render(gather(register, demonstration.findings, True)) for _ in range(2))
    assert first == second


def test_what_falls_due_is_listed_by_day(report: InternalReport) -> None:
    assert report.dues
    days = [due.day for due in report.dues]
    assert days == sorted(days)
    for due in report.dues:
        assert due.left == (due.day - report.as_of).days <= HORIZONS[-1]
        assert due.horizon == ("已过期" if due.left < 0 else f"{next(d for d in HORIZONS if due.left <= d)}天内")
    assert {due.what for due in report.dues} >= {"换届", "落实组建措施"}


def test_the_four_defects_list_what_falls_short(report: InternalReport) -> None:
    found = report.defects()
    assert [rule.id for rule, _ in found] == list(DEFECTS)
    assert [rule.name for rule, _ in found] == ["有阵地不使用", "有制度不落实", "有组织无活动", "有活动无主题"]
    for rule, statuses in found:
        assert all(status.rule.id == rule.id and status.light.falls_short for status in statuses)


def test_what_is_overdue_is_said_to_be_and_advice_stands_where_it_is_needed(report: InternalReport) -> None:
    html = render(report).decode()
    assert '<th class="num">距到期</th>' in html and re.search(r'<span class="tag r">已过期\d+天</span>', html)
    cards = re.findall(r'<section class="card">(.*?)</section>', html, re.DOTALL)
    assert len(cards) == len(report.defects())
    for card, (rule, statuses) in zip(cards, report.defects(), strict=True):
        assert (rule.remedy in card) == bool(statuses)


def test_tables_open_in_a_spreadsheet(report: InternalReport) -> None:
    tables = to_csv(report)
    assert set(tables) == {"status.csv", "due.csv", "defects.csv", "quality.csv", "findings.csv"}
    for data in tables.values():
        assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\n") == data.count(b"\r\n")
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1
    rows = list(csv.DictReader(io.StringIO(tables["status.csv"].decode("utf-8-sig"), newline="")))
    assert len(rows) == len(report.statuses)
    assert {row["状态"] for row in rows} == {light.value for light in Light}


def test_no_cell_is_a_formula(tiny: TinySite) -> None:
    tiny.replace(BRANCH, "简称: 样本建材党支部", '简称: "=1+1党支部"')
    project = tiny.load()
    assert project.register is not None
    table = to_csv(gather(project.register, project.findings, True))["status.csv"].decode("utf-8-sig")
    assert ",'=1+1党支部," in table and ",=1+1党支部," not in table


def test_json_agrees_with_the_statuses(report: InternalReport, register: Register) -> None:
    content = json.loads(to_json(report, shortfalls(register, report)))
    assert content["internal"] is True
    assert len(content["statuses"]) == len(report.statuses)
    counts = totals(report)
    for light in Light:
        assert sum(row["light"] == light.value for row in content["statuses"]) == counts[light]
    for row in content["shortfalls"]:
        assert row["line"] >= 1 and row["path"].startswith("records/")


@pytest.mark.parametrize("folder", ["site", "site/report", "content/report", "site/../site/x"])
def test_the_report_is_never_written_where_it_would_be_published(tiny: TinySite, folder: str) -> None:
    with pytest.raises(PublishedFolderError):
        write(tiny.root, tiny.root / folder, {"index.html": b"x"})
    assert not (tiny.root / folder / "index.html").exists()


def test_a_link_into_the_site_is_seen_through(tiny: TinySite) -> None:
    (tiny.root / "site").mkdir()
    (tiny.root / "report").symlink_to(tiny.root / "site")
    with pytest.raises(PublishedFolderError):
        write(tiny.root, tiny.root / "report", {"index.html": b"x"})


def test_the_settings_say_where_the_site_is(tiny: TinySite) -> None:
    tiny.replace("mkdocs.yml", "site_dir: site", "site_dir: public")
    with pytest.raises(PublishedFolderError):
        write(tiny.root, tiny.root / "public", {"index.html": b"x"})
    write(tiny.root, tiny.root / "site", {"index.html": b"x"})


@pytest.mark.parametrize(
    ("form", "files"),
    [
        ("html", {"index.html"}),
        ("csv", {"status.csv", "due.csv", "defects.csv", "quality.csv", "findings.csv"}),
        ("json", {"report.json"}),
    ],
)
def test_the_command_writes_the_form_asked_for(zhibu: Run, tiny: TinySite, form: str, files: set[str]) -> None:
    done = zhibu(tiny.root, "report", "--format", form, "--as-of", AS_OF.isoformat())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("内部报告已写好：report/（")
    assert {path.name for path in (tiny.root / "report").iterdir()} == files


def test_the_command_refuses_the_site_folder(zhibu: Run, tiny: TinySite) -> None:
    done = zhibu(tiny.root, "report", "--report-dir", "site/neibu")
    assert done.returncode == 2
    assert done.stderr.startswith("报告是内部的，不能写进 ")
    assert not (tiny.root / "site").exists()


def test_a_site_with_mistakes_has_a_report_that_lists_them(zhibu: Run, tiny: TinySite) -> None:
    tiny.replace(BRANCH, "[样本建材有限公司]", "[样本建材公司]")
    done = zhibu(tiny.root, "report", "--format", "json")
    assert done.returncode == 1
    content = json.loads((tiny.root / "report" / "report.json").read_text("utf-8"))
    assert [row["code"] for row in content["findings"] if row["severity"] == "error"] == ["ZB0217"]


def test_without_a_site_record_there_is_no_report(zhibu: Run, tiny: TinySite) -> None:
    (tiny.root / "records/site.yml").unlink()
    done = zhibu(tiny.root, "report")
    assert done.returncode == 1
    assert done.stdout.rstrip().endswith("没有生成报告。")
    assert not (tiny.root / "report").exists()


def test_a_status_is_explained_down_to_its_records(register: Register) -> None:
    lines = list(explain(register, say, find_subject(register, "dongling-jixie"), find_rule(register, "ru13")))
    assert lines[0] == "东岭机械党支部（dongling-jixie）　RU13 主题党日"
    assert lines[1] == "状态：黄　近12个月有8个月开展了主题党日，缺2025年3月、5月、7月、11月。"
    assert "  《中国共产党支部工作条例（试行）》第十六条：每月相对固定1天开展主题党日" in lines
    assert "  达到要求的月数：12 − 4 = 8" in lines
    counted = [line.strip() for line in lines if line.strip().startswith("records/")]
    assert len(counted) == 8
    for line in counted:
        path, number = line.rsplit(":", 1)
        assert (register.root / path).read_text("utf-8").splitlines()[int(number) - 1].startswith("日期: 2025-")
    assert lines[-2:] == ["改进", "  每月在固定的日子开展一次主题党日，事先定好主题和内容，会后补录活动记录。"]


def test_every_rule_explains_every_kind_of_subject(register: Register) -> None:
    subjects = [next(iter(items)) for items in (register.branches, register.stations, register.units)] + ["yuanqu"]
    for rule in register.records["rule"].values():
        for id in subjects:
            lines = list(answer(register, say, id, rule.id))
            assert lines[1].startswith("状态：") and not re.search(r"None|\{|\}", "".join(lines))


def test_all_that_is_said_of_a_subject_is_a_sentence_a_rule_with_its_source(
    register: Register, report: InternalReport
) -> None:
    for asked, found in (("dongling-jixie", Scope.BRANCH), ("yuanqu-zhan", Scope.STATION)):
        lines = list(answer(register, say, asked))[1:]
        statuses = [status for status in report.of(found) if status.subject.id == asked]
        assert len(lines) == len(statuses) > 0
        for line, status in zip(lines, statuses, strict=True):
            assert line.startswith(f"  {status.rule.id} ") and status.sentence in line
            assert line.endswith(status.rule.grounds) and status.rule.grounds.startswith("《")


def test_a_unit_is_explained_covered_or_not(register: Register, report: InternalReport) -> None:
    open_unit = next(status.subject for status in report.of(Scope.UNIT))
    lines = list(answer(register, say, open_unit.name, "RU22"))
    assert lines[0] == f"{open_unit.name}（{open_unit.id}）　RU22 应有党员、应建党组织的单位"
    assert any(line.startswith("  职工") for line in lines)
    covered = list(answer(register, say, "远路物流", "RU22"))
    assert covered[1] == "状态：不适用　已由远路物流党支部覆盖，这条规则只看还没有党组织的单位。"
    assert list(answer(register, say, "远路物流", "RU13"))[1] == "状态：不适用　这条规则的对象是支部，不是单位。"


def test_an_area_is_explained_by_what_lies_in_it(register: Register, report: InternalReport) -> None:
    inside = {branch.id for branch in register.branches.values() if branch.subordination.area == "yuanqu"}
    short = [s for s in report.of(Scope.BRANCH) if s.subject.id in inside and s.rule.id == "RU13"]
    lines = list(answer(register, say, "县工业园区", "RU13"))
    assert lines[1] == f"状态：黄{len(short)}个。"
    for status in short:
        assert f"  {status.subject.name}（{status.subject.id}）：{status.light.value}，{status.sentence}" in lines


@pytest.mark.parametrize("name", ["coverage.organisation", "党的组织覆盖率"])
def test_a_figure_is_explained_in_a_sentence(register: Register, name: str) -> None:
    first, records, *rules = answer(register, say, name)
    assert first == (
        "党的组织覆盖率（coverage.organisation）　81.1%：120 ÷ 148 = 81.1%，"
        "组织覆盖率 = 已建党组织覆盖的非公企业数 ÷ 非公企业总数（中办发〔2012〕11号）。"
    )
    assert records == "记录　records/units/、records/branches/、records/stations/，数据截至2025-12-31"
    assert [line[:9] for line in rules] == ["规则　RU30 组"]


def test_what_a_locality_has_otherwise_is_told_with_both_values_and_its_text(register: Register) -> None:
    lines = list(answer(register, say, "dongling-jixie", "RU13-2"))
    at = lines.index("当地改动　《示例县两新组织主题党日实施办法（示例）》第三条")
    assert lines[at + 1] == "  偏差：原为不超过7天，当地不超过10天"
    assert "  偏差：不超过10天" in lines
    in_park = list(answer(register, say, "县工业园区", "RU23"))
    assert "  联系单位：原为不少于3个、不超过5个，当地不超过6个" in in_park
    elsewhere = list(answer(register, say, "城关街道", "RU23"))
    assert "  联系单位：不少于1个、不超过5个" in elsewhere
    assert "  联系单位：原为不少于3个、不超过5个，当地不少于1个、不超过5个" in elsewhere
    assert "  联系单位：原为不少于3个、不超过5个，当地不超过6个" not in elsewhere


@pytest.mark.parametrize("name", ["dongling-jixie", "东岭机械党支部", "中国共产党示例县东岭机械制造有限公司支部委员会"])
def test_a_branch_goes_by_any_of_its_names(register: Register, name: str) -> None:
    assert find_subject(register, name)[:2] == ("branch", "dongling-jixie")


def test_an_unknown_name_is_answered_with_the_nearest(register: Register) -> None:
    with pytest.raises(UnknownError) as caught:
        find_subject(register, "东岭机械")
    assert caught.value.close == "dongling-jixie（东岭机械党支部）"
    with pytest.raises(UnknownError) as caught:
        find_rule(register, "主题当日")
    assert caught.value.close == "主题党日"


def test_the_command_explains_and_suggests(zhibu: Run, tiny: TinySite) -> None:
    done = zhibu(tiny.root, "explain", "样本建材党支部", "RU07", "--as-of", AS_OF.isoformat())
    assert done.returncode == 0
    assert done.stdout.splitlines()[1] == "状态：黄　2026-06-20届满，还有171天，应当着手换届。"
    done = zhibu(tiny.root, "explain", "样本", "RU07")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "没有“样本”这个支部、指导站、单位、区域或指标。是不是“shili-zhibu（样本建材党支部）”？\n"
    done = zhibu(tiny.root, "explain", "shili-zhibu", "没有的规则", "--lang", "en")
    assert done.returncode == 2
    assert done.stderr.startswith("There is no rule '没有的规则'. ")


def test_an_answer_is_framed_in_english_and_keeps_the_words_of_the_rulebook(zhibu: Run, tiny: TinySite) -> None:
    asked = (tiny.root, "--lang", "en", "explain", "--as-of", AS_OF.isoformat())
    lines = zhibu(*asked, "shili-zhibu", "RU07").stdout.splitlines()
    assert lines[1] == "status: yellow  2026-06-20届满，还有171天，应当着手换届。"
    for line in ("grounds  checked against the text", "working", f"records  as of {AS_OF.isoformat()}", "what to do"):
        assert line in lines
    lines = zhibu(*asked, "shili-zhibu", "RU23").stdout.splitlines()
    assert lines[1] == "status: not applicable  This rule is put to a station, not to a branch."
    lines = zhibu(*asked, "coverage.organisation").stdout.splitlines()
    assert lines[0].startswith("党的组织覆盖率 (coverage.organisation)  100.0%: 1 ÷ 1 = 100.0%, ")
    lines = zhibu(*asked, "shili-zhibu").stdout.splitlines()
    assert (
        "  RU03 派驻组建: not applicable: 组建方式是单独组建，不按派驻组建判断。 《某镇“六抓”交流材料》第15行" in lines
    )


def test_every_word_of_the_rulebook_has_an_english_one() -> None:
    words = [*(f"light-{light}" for light in Light), *(f"scope-{scope}" for scope in Scope)]
    words += [f"confidence-{confidence}" for confidence in Confidence]
    assert [say(word) for word in words] == [word.partition("-")[2] for word in words]
    use("en")
    try:
        assert all(say(word).isascii() for word in words)
    finally:
        use("zh")


def test_a_rule_that_is_not_well_formed_is_said_to_be(zhibu: Run, tiny: TinySite) -> None:
    rules = "records/rulebook/rules/guiding.yml"
    before, begin, rest = tiny.read(rules).partition("编号: RU13\n")
    tiny.write(rules, before + begin + rest.replace("判定: 活动次数", "判定: 指导员负荷", 1))
    done = zhibu(tiny.root, "explain", "shili-zhibu", "RU13")
    assert done.stdout.splitlines()[1] == "状态：不适用　这条规则的写法有错，不能判断，请运行“zhibu check”。"


def test_the_day_decides_the_colour(tiny: TinySite) -> None:
    project = tiny.load()
    assert project.register is not None
    rule = find_rule(project.register, "RU07")
    colours = []
    for day in ("2025-06-30", "2026-01-31", "2026-12-31"):
        project.register.as_of = datetime.date.fromisoformat(day)
        colours.append(list(answer(project.register, say, "shili-zhibu", rule.id))[1][3])
    assert colours == ["绿", "黄", "红"]


def test_the_ignore_list_knows_the_report(tiny: TinySite) -> None:
    assert "/report/" in tiny.read(".gitignore") and "/report/" in (REPOSITORY / ".gitignore").read_text()
