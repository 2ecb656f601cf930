"""What a record says wrongly becomes one finding at the spot: the whole list of (code, path, line, column)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import BaseModel
from support import BRANCH, UNITS, TinySite

from generator.records.layout import LAYOUT, Shelf
from generator.records.outline import Entry, entries
from generator.rulebook.shelves import SHELVES

SITE, AREAS = "records/site.yml", "records/areas.yml"

ONE_CHANGE = [
    ("missing", BRANCH, "简称: 样本建材党支部\n", "", "ZB0201", 2, 1),
    ("missing below", BRANCH, "方式: 单独组建, ", "", "ZB0201", 4, 1),
    ("unknown", BRANCH, "届期:", "届 期:", "ZB0202", 8, 1),
    ("unknown below", BRANCH, "年限: 3", "年限: 3, 届: 1", "ZB0202", 8, 28),
    ("traditional", BRANCH, "单独组建", "單獨組建", "ZB0203", 4, 10),
    ("review in short", BRANCH, "审核: 终审", "审核: 終審", "ZB0203", 12, 5),
    ("review of a ledger", UNITS, "审核: 终审", "审核: 终身", "ZB0203", 2, 5),
    ("list for text", BRANCH, "简称: 样本建材党支部", "简称: [样本建材党支部]", "ZB0204", 3, 5),
    ("text for list", BRANCH, "[样本建材有限公司]", "样本建材有限公司", "ZB0204", 6, 7),
    ("text for mapping", BRANCH, "{起: 2023-06-20, 年限: 3}", "三年", "ZB0204", 8, 5),
    ("no number", BRANCH, "正式: 5", "正式: 五", "ZB0205", 7, 10),
    ("full-width digits", UNITS, "职工: 36", "职工: ３６", "ZB0205", 7, 9),
    ("thousands", UNITS, "职工: 36", '职工: "1,036"', "ZB0205", 7, 9),
    ("truth for a number", BRANCH, "年限: 3", "年限: true", "ZB0205", 8, 25),
    ("truth that may be left out", BRANCH, "主题党日: 15", "主题党日: true", "ZB0205", 11, 7),
    ("truth for a figure", BRANCH, "正式: 5", "正式: true", "ZB0205", 7, 10),
    ("no date", BRANCH, "2020-06-18", "去年六月", "ZB0206", 4, 20),
    ("no such day", BRANCH, "2020-06-18", "2020-13-45", "ZB0207", 4, 20),
    ("no leap year", BRANCH, "2023-06-20", "2023-02-29", "ZB0207", 8, 9),
    ("no yes or no", SITE, "审核: 终审", "示例: no\n审核: 终审", "ZB0208", 9, 5),
    ("too small", BRANCH, "预备: 1", "预备: -1", "ZB0209", 7, 17),
    ("no sensible year", BRANCH, "2023-06-20", "9998-06-20", "ZB0209", 8, 9),
    ("too large", BRANCH, "主题党日: 15", "主题党日: 32", "ZB0209", 11, 7),
    ("pattern", BRANCH, "审核", "图片: [{文件: 照片.jpg, 说明: 甲, 替代: 乙}]\n审核", "ZB0210", 12, 11),
    ("not a picture", BRANCH, "审核", "图片: [{文件: branch.yml, 说明: 甲, 替代: 乙}]\n审核", "ZB0210", 12, 11),
    ("nothing", BRANCH, "简称: 样本建材党支部", "简称:", "ZB0211", 3, 4),
    ("empty list", BRANCH, "[样本建材有限公司]", "[]", "ZB0211", 6, 7),
    ("no identifier", BRANCH, "名称:", "编号:\n名称:", "ZB0211", 2, 4),
    ("too long", BRANCH, "样本建材党支部", "支" * 301, "ZB0212", 3, 5),
    ("identifier differs", BRANCH, "名称:", "编号: shili\n名称:", "ZB0215", 2, 5),
    ("area differs", UNITS, "职工: 36", "职工: 36\n    属地: dongmen", "ZB0215", 8, 9),
    ("dangling", BRANCH, "属地: chengguan", "属地: chengguang", "ZB0217", 5, 29),
    ("dangling in a list", BRANCH, "[样本建材有限公司]", "[样本]", "ZB0217", 6, 8),
    ("dangling in a ledger", AREAS, "上级: benxian", "上级: ben", "ZB0217", 5, 43),
    ("not a term", AREAS, "类别: 县}", "类别: 县, 责任: [{岗位: 书记, 四包: [包办]}]}", "ZB0219", 4, 53),
    ("no ledger", UNITS, "单位:", "企业:", "ZB0221", 2, 1),
    ("not released", SITE, "审核: 终审", "审核: 复审", "ZB0223", 9, 5),
]


@pytest.mark.parametrize(
    ("path", "old", "new", "code", "line", "column"),
    [row[1:] for row in ONE_CHANGE],
    ids=[row[0] for row in ONE_CHANGE],
)
def test_one_change_one_finding(
    tiny: TinySite, path: str, old: str, new: str, code: str, line: int, column: int
) -> None:
    assert tiny.places() == []
    tiny.replace(path, old, new)
    assert tiny.places() == [(code, path, line, column)]


def test_hints_name_the_nearest_word(tiny: TinySite) -> None:
    tiny.replace(BRANCH, "单独组建", "單獨組建")
    tiny.replace(BRANCH, "属地: chengguan", "属地: chengguang")
    tiny.replace(BRANCH, "届期:", "届期限:")
    hints = [finding.text().hint for finding in tiny.load().findings]
    assert hints == [
        "是不是“单独组建”？只能写：单独组建、联合组建、挂靠组建、派驻组建、统一管理。",
        "是不是“chengguan”？",
        "是不是“届期”？",
    ]


@pytest.mark.parametrize(
    ("written", "found"), [("[1]", "[1]"), ("nan", "nan"), ("true", "true"), ("'{甲: 1}'", "{甲: 1}"), ("甲", "甲")]
)
def test_a_threshold_that_is_no_number_is_told_as_one(tiny: TinySite, written: str, found: str) -> None:
    path = "records/rulebook/rules/guiding.yml"
    tiny.replace(path, "下限: 3,", f"下限: {written},")
    words = [finding.text() for finding in tiny.load().findings if finding.location.path == path]
    assert [one.message for one in words] == [f"“下限”应当填数字，这里是“{found}”。"]
    assert words[0].hint.startswith("请填阿拉伯数字")


def _all_entries(model: type[BaseModel]) -> Iterator[Entry]:
    for entry in entries(model):
        yield entry
        if entry.part is not None:
            yield from _all_entries(entry.part)


@pytest.mark.parametrize("shelf", [*LAYOUT, *SHELVES], ids=lambda shelf: shelf.model.kind)
def test_no_whole_number_takes_yes_for_one(shelf: Shelf) -> None:
    """A bare ``int`` would: every whole number is declared as ``Whole``, which notes how it is written."""
    assert [entry.key for entry in _all_entries(shelf.model) if entry.shape == "integer" and not entry.spelling] == []


def test_an_entry_that_is_no_record_is_told(tiny: TinySite) -> None:
    tiny.write(UNITS, tiny.read(UNITS) + "  - 甲公司\n  -\n")
    assert tiny.places() == [("ZB0204", UNITS, 9, 5), ("ZB0211", UNITS, 10, 4)]


@pytest.mark.parametrize(
    ("path", "text", "code", "line", "column"),
    [
        (BRANCH, "", "ZB0116", 0, 0),
        (BRANCH, "- 甲\n", "ZB0120", 1, 1),
        (UNITS, "", "ZB0116", 0, 0),
        (UNITS, "一段话\n", "ZB0120", 1, 1),
        (SITE, "# 空\n", "ZB0116", 0, 0),
    ],
)
def test_an_empty_or_foreign_file_gives_one_finding_and_no_echo(
    tiny: TinySite, path: str, text: str, code: str, line: int, column: int
) -> None:
    """Nothing is reported a second time where other records refer to what could not be read."""
    tiny.write(path, text)
    assert tiny.places() == [(code, path, line, column)]
    assert not tiny.load().publishable


def test_a_broken_site_record_hides_nothing_else(tiny: TinySite) -> None:
    tiny.replace(SITE, "地区: 本县\n", "")
    tiny.replace(BRANCH, "中国共产党样本建材有限公司支部委员会", "样本建材党支部")
    assert tiny.places() == [("ZB0303", BRANCH, 2, 5), ("ZB0201", SITE, 2, 1)]


def test_without_a_site_record_there_is_no_site(tiny: TinySite) -> None:
    (tiny.root / SITE).unlink()
    project = tiny.load()
    assert tiny.places() == [("ZB0220", SITE, 0, 0)]
    assert (project.register, project.publishable) == (None, False)
