"""Checks on a tiny site: what they accept, what they find and where; every check has its cases in ``cases/``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from support import BRANCH, REPOSITORY, UNITS, Place, Run, TinySite, make_register

from generator.checks import registry, weights
from generator.checks.pages.documents import FACES
from generator.checks.registry import CHECKS, run, run_documents
from generator.findings import Finding
from generator.records.register import Register

PICTURE = "图片: [{文件: photos/a.svg, 说明: 甲, 替代: 乙}]\n"
SECOND = "records/branches/er/branch.yml"
ACTIVITY = "records/branches/shili-zhibu/activities/2026/2026-01-01-a.yml"
ROUND = "records/assessments/xingji.yml"
REPORT = "records/reports/diaocha.yml"


def test_a_picture_that_is_not_there_is_told(tiny: TinySite) -> None:
    tiny.write(BRANCH, tiny.read(BRANCH) + PICTURE)
    assert tiny.places() == [("ZB0301", BRANCH, 13, 11)]
    assert tiny.load().findings[0].text().hint.startswith("请把图片放到 records/branches/shili-zhibu/photos/ 下")
    tiny.write("records/branches/shili-zhibu/photos/a.svg", "<svg/>")
    assert tiny.places() == []


def test_a_picture_that_tells_where_it_was_taken_is_told(tiny: TinySite) -> None:
    tiny.write(BRANCH, tiny.read(BRANCH) + PICTURE.replace("a.svg", "a.jpg"))
    target = tiny.root / "records/branches/shili-zhibu/photos/a.jpg"
    target.parent.mkdir()
    image, place = Image.new("RGB", (4, 4)), Image.Exif()
    place.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    image.save(target, exif=place)
    assert tiny.places() == [("ZB0540", BRANCH, 13, 11)]
    image.save(target)
    assert tiny.places() == []
    target.write_bytes(b"no picture at all")
    assert tiny.places() == []


@pytest.mark.parametrize("path", ["../a.svg", "photos/../../a.svg", "/etc/a.svg"])
def test_a_path_out_of_the_folder_is_told(tiny: TinySite, path: str) -> None:
    tiny.write("records/branches/a.svg", "<svg/>")
    tiny.write(BRANCH, tiny.read(BRANCH) + PICTURE.replace("photos/a.svg", path))
    assert tiny.places() == [("ZB0302", BRANCH, 13, 11)]


def test_a_link_out_of_the_site_is_told(tiny: TinySite) -> None:
    secret = tiny.root.parent / "secret.svg"
    secret.write_text("<svg/>")
    (tiny.root / "records/branches/shili-zhibu/photos").mkdir()
    (tiny.root / "records/branches/shili-zhibu/photos/a.svg").symlink_to(secret)
    tiny.write(BRANCH, tiny.read(BRANCH) + PICTURE)
    assert tiny.places() == [("ZB0302", BRANCH, 13, 11)]


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("中国共产党样本建材有限公司支部委员会", "样本建材有限公司党支部", [("ZB0303", BRANCH, 2, 5)]),
        ("简称: 样本建材党支部", "简称: 样本建材", [("ZB0304", BRANCH, 3, 5)]),
        ("单独组建", "联合组建", [("ZB0307", BRANCH, 4, 10)]),
        ("2020-06-18", "2026-06-18", [("ZB0308", BRANCH, 4, 20), ("ZB0404", BRANCH, 8, 9)]),
        ("2020-06-18", "2023-06-20", []),
    ],
)
def test_what_is_doubtful_in_a_branch_stops_nothing(tiny: TinySite, old: str, new: str, places: list[Place]) -> None:
    tiny.replace(BRANCH, old, new)
    assert tiny.places() == places
    assert tiny.load().publishable  # all of these are for a person to judge


def test_the_full_name_is_suggested(tiny: TinySite) -> None:
    tiny.replace(BRANCH, "中国共产党样本建材有限公司支部委员会", "样本建材党支部")
    assert "例如“中国共产党样本建材有限公司支部委员会”" in tiny.load().findings[0].text().hint


def test_a_unit_has_one_branch(tiny: TinySite) -> None:
    tiny.write(SECOND, tiny.read(BRANCH))
    assert tiny.places() == [("ZB0305", BRANCH, 6, 8)]
    assert tiny.load().findings[0].text().message == "“样本建材有限公司”已由“样本建材党支部”覆盖。"


def test_a_branch_of_two_units_is_not_formed_for_one(tiny: TinySite) -> None:
    tiny.write(UNITS, tiny.read(UNITS) + "  - {名称: 乙公司, 类别: 非公企业, 行业: 建材, 职工: 5}\n")
    tiny.replace(BRANCH, "[样本建材有限公司]", "[样本建材有限公司, 乙公司]")
    assert tiny.places() == [("ZB0306", BRANCH, 4, 10)]


def test_an_activity_after_the_as_of_date_is_told(tiny: TinySite) -> None:
    tiny.write(ACTIVITY, "主题: 甲\n类别: 党课\n日期: 2026-01-01\n地点: 乙\n内容: 丙\n审核: 终审\n")
    assert tiny.places() == [("ZB0308", ACTIVITY, 3, 5)]


def test_a_branch_is_rated_once_in_a_round(tiny: TinySite) -> None:
    row = "  - {支部: shili-zhibu, 星级: 3}\n"
    head = "名称: 甲\n体系: xingji\n起年: 2024\n止年: 2025\n公布日期: 2025-11-20\n审核: 终审\n结果:\n"
    tiny.write(ROUND, head + row)
    assert tiny.places() == []
    tiny.write(ROUND, head + row + row)
    assert tiny.places() == [("ZB0309", ROUND, 9, 10)]


def test_figures_stated_in_a_report_agree_with_the_records(tiny: TinySite) -> None:
    claims = (
        "  - {说法: 企业1户, 数值: 1, 指标: units.enterprises}\n"
        "  - {说法: 企业148户, 数值: 148, 指标: units.enterprises}\n"
        "  - {说法: 企业xx户, 数值: xx, 指标: units.enterprises}\n"
        "  - {说法: 企业百余户, 数值: 100余, 指标: units.enterprises}\n"
        "  - {说法: 产值, 数值: 5657.5}\n"
        "  - {说法: 星级, 数值: 46, 指标: stars.rated}\n"
        "  - {说法: 企业, 数值: 1, 指标: units.enterprise}\n"
    )
    head = "名称: 甲\n日期: 2025-12-01\n起草单位: 乙\n摘要: 丙\n章节: [{标题: 丁}]\n审核: 终审\n数据:\n"
    tiny.write(REPORT, head + claims)
    assert tiny.places() == [("ZB0311", REPORT, 9, 22), ("ZB0310", REPORT, 14, 25)]
    words = [finding.text() for finding in tiny.load().findings]
    assert words[0].message == "报告写“148”，按记录计算，非公企业是 1。"
    assert words[1].hint == "是不是“units.enterprises”？"


def test_a_figure_named_by_a_method_exists(tiny: TinySite) -> None:
    path = "records/rulebook/methods/jia.yml"
    text = "名称: 甲\n全称: 乙\n概述: 丙\n步骤: [{名称: 丁, 说明: 戊, 指标: [stars.rated, stars.six]}]\n审核: 终审\n"
    tiny.write(path, text)
    assert tiny.places() == [("ZB0310", path, 4, 39)]


def test_totals_are_not_checked_while_records_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = []

    def noting(name: str) -> Callable[[Register], Iterator[Finding]]:
        def check(register: Register) -> Iterator[Finding]:
            ran.append(name)
            yield from ()

        return check

    for name in list(CHECKS):
        monkeypatch.setitem(CHECKS, name, noting(name))
    empty = make_register({})
    assert "stated-figures" in registry._NEEDS_ALL
    assert list(run(empty, complete=False)) == []
    assert ran == [name for name in CHECKS if name not in registry._NEEDS_ALL]
    ran.clear()
    assert list(run(empty, complete=True)) == []
    assert ran == list(CHECKS)


@pytest.mark.parametrize("score", [Decimal("80." + "0" * 40), Decimal("8e40")])
def test_a_total_of_more_digits_than_anybody_reckons_with_is_worked_out(register: Register, score: Decimal) -> None:
    scheme = register.records["scheme"]["lianshu-liankao"].model_dump(by_alias=True)
    parts = [{"项": name, "得分": score} for name in ("述职", "评议", "年度考核")]
    rated = {
        "编号": "a", "名称": "考核", "体系": "lianshu-liankao", "年度": 2025, "确定日期": "2025-12-20",
        "结果": [{"支部": "jia", "得分": score, "分项": parts}],
    }  # fmt: skip
    small = make_register({"scheme": [scheme], "branch": [{"编号": "jia"}], "appraisal": [rated]})
    assert list(weights.check(small)) == []


def test_the_faces_that_printed_documents_may_have_are_those_that_come_along() -> None:
    files = {path.stem.replace("-", "") for path in (REPOSITORY / "fonts").iterdir() if path.suffix in (".otf", ".ttf")}
    assert {face.lower() for face in FACES} == files
    assert (REPOSITORY / "fonts" / "OFL.txt").is_file()


def test_documents_of_the_printing_room_pass(register: Register, tmp_path: Path, zhibu: Run) -> None:
    done = zhibu(register.root, "print", "wall", "forms", "--output", str(tmp_path / "print"))
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "print").rglob("wall/*.pdf"))
    assert list(run_documents(register, tmp_path / "print")) == []
