"""Where files stand and what they are called: identifiers, doubles, strange files, dates in names."""

from __future__ import annotations

import os

import pytest
from support import BRANCH, UNITS, Run, TinySite, commit, settle

from generator.findings.machine import FORMATS
from generator.records.collecting import record_files
from generator.records.layout import LAYOUT
from generator.records.naming import full_name, is_full_name, is_short_name, short_name

ACTIVITIES = "records/branches/shili-zhibu/activities/2025"
ACTIVITY = "主题: 学习\n类别: 党课\n日期: 2025-03-05\n地点: 活动室\n内容: 学习。\n审核: 终审\n"
COMMITTEE = "名称: 甲\n简称: 甲\n级别: 领导小组\n审核: 终审\n"


def test_an_activity_belongs_to_the_folder_it_lies_in(tiny: TinySite) -> None:
    tiny.write(f"{ACTIVITIES}/2025-03-05-dangke.yml", ACTIVITY)
    register = tiny.load().register
    assert register is not None
    [activity] = register.activities.values()
    assert (activity.id, activity.branch) == ("shili-zhibu/2025-03-05-dangke", "shili-zhibu")


def test_a_date_that_differs_from_the_file_name(tiny: TinySite) -> None:
    path = f"{ACTIVITIES}/2025-03-06-dangke.yml"
    tiny.write(path, ACTIVITY)
    assert tiny.places() == [("ZB0222", path, 3, 5)]
    [finding] = tiny.load().findings
    assert finding.text().hint == "请把文件名改为 2025-03-05-dangke.yml，或者改正日期。"


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [("Xian_Wei", "xian-wei"), ("县委", "example-1"), ("a--b", "a-b"), ("-a", "a"), ("a b", "a-b")],
)
def test_a_bad_identifier_is_told_with_a_better_one(tiny: TinySite, name: str, suggestion: str) -> None:
    tiny.write(f"records/committees/{name}.yml", COMMITTEE)
    [finding] = tiny.load().findings
    assert (finding.code, finding.location.path) == ("ZB0214", f"records/committees/{name}.yml")
    assert f"“{suggestion}”" in finding.text().hint


def test_a_reference_to_a_badly_named_record_is_not_reported_again(tiny: TinySite) -> None:
    (tiny.root / "records/committees/xian-liangxin.yml").rename(tiny.root / "records/committees/Xian.yml")
    tiny.replace(BRANCH, "归口: xian-liangxin", "归口: Xian")
    assert tiny.places() == [("ZB0214", "records/committees/Xian.yml", 0, 0)]


def test_doubles_name_the_first_place(tiny: TinySite) -> None:
    tiny.write(UNITS, tiny.read(UNITS) + tiny.read(UNITS).partition("单位:\n")[2])
    assert tiny.places() == [("ZB0216", UNITS, 9, 9)]
    [finding] = tiny.load().findings
    assert finding.text().message == f"单位“样本建材有限公司”与 {UNITS} 第 1 条 重复。"


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("records/committees/jia.yaml", True),
        ("records/committees/jia.docx", True),
        ("records/notes.yml", True),
        ("records/branches/jia.yml", True),
        ("records/branches/shili-zhibu/photos/a.JPG", False),
        ("records/README.md", False),
        ("records/.DS_Store", False),
        ("records/.git/config", False),
        ("content/notes.txt", False),
    ],
)
def test_strange_files_are_named_and_do_not_stop_publication(tiny: TinySite, path: str, found: bool) -> None:
    tiny.write(path, "a: 1\n")
    assert tiny.places() == ([("ZB0213", path, 0, 0)] if found else [])
    assert tiny.load().publishable


GBK = os.fsdecode("测".encode("gbk"))
"""A name as a system with another encoding wrote it: no text in UTF-8."""
NO_TEXT = [
    ("records/{}.yml", "ZB0225", "文件（文件夹）名“��.yml”里有认不出来的字符（不是 UTF-8 编码），没有读取。"),
    ("records/units/{}.yml", "ZB0225", "文件（文件夹）名“��.yml”里有认不出来的字符（不是 UTF-8 编码），没有读取。"),
    (
        "records/branches/{}/branch.yml",
        "ZB0225",
        "文件（文件夹）名“��”里有认不出来的字符（不是 UTF-8 编码），没有读取。",
    ),
    ("records/branches/shili-zhibu/activities/2025/2025-01-01-{}.yml", "ZB0225", "2025-01-01-��.yml"),
    ("records/branches/shili-zhibu/photos/{}.jpg", "ZB0213", "records/ 里有一个用不上的文件，没有读取。"),
    ("records/{}/a.txt", "ZB0213", "records/ 里有一个用不上的文件，没有读取。"),
    ("content/{}.md", "ZB0743", "文件名里有不可见或不允许的字符。"),
    ("content/{}/a.md", "ZB0743", "文件名里有不可见或不允许的字符。"),
    ("content/showcases/{}.md", "ZB0743", "文件名里有不可见或不允许的字符。"),
]


@pytest.mark.parametrize(("path", "code", "words"), NO_TEXT)
def test_a_name_that_is_no_text_is_told_on_every_way(
    tiny: TinySite, zhibu: Run, path: str, code: str, words: str
) -> None:
    settle()
    assert zhibu(tiny.root, "build").returncode == 0
    tiny.write(path.format(GBK), "党支部12个，单獨組建。\n")
    shown = path.format("��")
    findings = tiny.load().findings
    assert [(f.code, f.location.path) for f in findings] == [(code, shown)]
    assert words in findings[0].text().message
    for form in FORMATS.values():
        form(findings, "zh").encode()
    stops = 0 if code == "ZB0213" else 1
    for _ in range(2):  # what is remembered by then, too
        settle()
        done = zhibu(tiny.root, "build")
        assert (done.returncode, done.stderr, shown in done.stdout) == (stops, "", True)
    tiny.replace(BRANCH, "审核: ", "简介: 示例\n审核: ")  # at a glance
    assert shown in zhibu(tiny.root, "build").stdout
    (tiny.root / path.format(GBK)).rename(tiny.root / "gone")
    done = zhibu(tiny.root, "build")
    assert (done.returncode, "��" in done.stdout) == (0, False)


def test_names_that_are_no_text_stand_in_the_way_of_no_command(tiny: TinySite, zhibu: Run) -> None:
    base = commit(tiny.root)
    for path in ("records/{}.yml", "records/units/{}.yml", "content/{}.md", "{}"):
        tiny.write(path.format(GBK), "审核: 终审\n")
    for words in (["fmt", "--base", base], ["fmt"], ["migrate"], ["diff", base], ["owners"]):
        done = zhibu(tiny.root, *words)
        assert (done.returncode in (0, 1), "Traceback" in done.stderr) == (True, False), done.stderr
    commit(tiny.root)
    for words in (["fmt", "--base", base], ["reviews", base], ["diff", base]):
        done = zhibu(tiny.root, *words)
        assert (done.returncode in (0, 1), "Traceback" in done.stderr) == (True, False), done.stderr


def test_a_picture_of_a_telephone_is_to_be_saved_otherwise(tiny: TinySite) -> None:
    tiny.write("records/branches/shili-zhibu/photos/IMG_1.HEIC", "x")
    (finding,) = tiny.load().findings
    assert finding.code == "ZB0213" and "请另存为 jpg（如“IMG_1.jpg”）" in finding.text("zh").hint


def test_files_come_in_a_fixed_order(tiny: TinySite) -> None:
    for name in ("b", "a-1", "a", "c"):
        tiny.write(f"records/committees/{name}.yml", COMMITTEE)
    committees = [path for path in record_files(tiny.root) if "committees" in path]
    assert committees == [f"records/committees/{name}.yml" for name in ("a-1", "a", "b", "c", "xian-liangxin")]


def test_every_kind_has_one_shelf_and_no_path_fits_two() -> None:
    assert len({shelf.model for shelf in LAYOUT}) == len(LAYOUT)
    for shelf in LAYOUT:
        path = shelf.path.replace("{", "").replace("}", "")
        assert [other.model for other in LAYOUT if other.match(path) is not None] == [shelf.model]


@pytest.mark.parametrize(
    ("unit", "kind", "joint", "full", "short"),
    [
        ("甲建材有限公司", "党支部", False, "中国共产党甲建材有限公司支部委员会", "甲建材有限公司党支部"),
        ("东门商圈", "党支部", True, "中国共产党东门商圈联合支部委员会", "东门商圈联合党支部"),
        ("甲集团", "党总支", False, "中国共产党甲集团总支部委员会", "甲集团党总支"),
        ("甲集团", "党委", False, "中国共产党甲集团委员会", "甲集团党委"),
        ("甲镇", "流动党员党支部", False, "中国共产党甲镇流动人员支部委员会", "甲镇流动党员党支部"),
        ("甲局", "离退休党支部", False, "中国共产党甲局离退休支部委员会", "甲局离退休党支部"),
        ("甲项目", "临时党支部", False, "中国共产党甲项目临时支部委员会", "甲项目临时党支部"),
    ],
)
def test_names_follow_the_rule(unit: str, kind: str, joint: bool, full: str, short: str) -> None:
    assert (full_name(unit, kind, joint), short_name(unit, kind, joint)) == (full, short)
    assert is_full_name(full, kind)
    assert is_short_name(short)


@pytest.mark.parametrize(
    "name",
    [
        "甲公司党支部",
        "甲公司支部委员会",
        "中国共产党甲公司党支部",
        "中国共产党中国共产党甲公司支部委员会",
        "中国共产党支部委员会",
        "中国共产党委员会",
        "中共甲公司支部委员会",
    ],
)
def test_full_names_against_the_rule(name: str) -> None:
    assert not is_full_name(name)


@pytest.mark.parametrize("name", ["中国共产党甲公司党支部", "甲公司", "甲公司支部委员会"])
def test_short_names_against_the_rule(name: str) -> None:
    assert not is_short_name(name)
