"""``zhibu check`` as a program: exit status, what it prints, the machine formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import BRANCH, TWENTY_MISTAKES, Run, TinySite


def test_nothing_found_is_said(tiny: TinySite, zhibu: Run) -> None:
    done = zhibu(tiny.root, "check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "检查结果：没有发现问题。\n", "")


def test_a_finding_is_printed_with_its_line_from_below_the_sites_folder_too(tiny: TinySite, zhibu: Run) -> None:
    tiny.replace(BRANCH, "正式: 5", "正式: 五")
    done = zhibu(tiny.root / "records" / "units", "check")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "错误 ZB0205  “正式”应当填数字，这里是“五”。",
        f"  ── {BRANCH}:7:10",
        "  7 │ 党员: {正式: 五, 预备: 1}",
        "    │              ^^",
        "  怎么改：请填阿拉伯数字，如 12；约数可写“400余”，隐去的写“xx”。",
        "",
        "检查结果：1 个错误。",
    ]


def test_warnings_stop_only_a_strict_check(tiny: TinySite, zhibu: Run) -> None:
    tiny.replace(BRANCH, "单独组建", "联合组建")
    assert zhibu(tiny.root, "check").returncode == 0
    assert zhibu(tiny.root, "check", "--strict").returncode == 1


def test_only_the_paths_asked_for(zhibu: Run) -> None:
    done = zhibu(TWENTY_MISTAKES, "check", "--format", "json", "records/units", "records/areas.yml")
    assert {row["path"] for row in json.loads(done.stdout)} == {"records/units/chengguan.yml", "records/areas.yml"}
    assert zhibu(TWENTY_MISTAKES, "check", "mkdocs.yml").returncode == 0


@pytest.mark.parametrize("name", ["json", "gitlab", "sarif", "github"])
def test_every_machine_format_has_every_finding(zhibu: Run, name: str) -> None:
    expected = (TWENTY_MISTAKES / "expected.txt").read_text(encoding="utf-8").splitlines()
    done = zhibu(TWENTY_MISTAKES, "check", "--format", name)
    assert (done.returncode, done.stderr) == (1, "")
    if name == "github":
        rows = done.stdout.splitlines()
    else:
        data = json.loads(done.stdout)
        rows = data["runs"][0]["results"] if name == "sarif" else data
    assert len(rows) == len(expected)


def test_the_as_of_date_decides_what_lies_in_the_future(tiny: TinySite, zhibu: Run) -> None:
    assert "ZB0308" in zhibu(tiny.root, "check", "--as-of", "2020-06-17").stdout
    assert "ZB0308" not in zhibu(tiny.root, "check", "--as-of", "2020-06-18").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["check", "--as-of", "明天"], "“明天”不是日期，请写成 2025-12-31 的样子"),
        (["check", "--as-of", "9999-12-31"], "“9999-12-31”超出范围，年份应在 1900 年到 2100 年之间"),
        (["check", "--format", "xml"], "用法错误："),
        (["check", "没有.yml"], "没有这个文件或文件夹："),
        (["publish"], "用法错误："),
        ([], "用法错误："),
    ],
)
def test_a_mistake_of_use_is_told(tiny: TinySite, zhibu: Run, words: list[str], message: str) -> None:
    done = zhibu(tiny.root, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_outside_a_site_that_is_told(tmp_path: Path, zhibu: Run) -> None:
    done = zhibu(tmp_path, "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"在 {tmp_path} 及其上级文件夹里没有找到网站")
    assert zhibu(tmp_path, "check", "--lang", "en").stderr.startswith(f"No site in {tmp_path}")


def test_what_can_be_printed_in_english_is(zhibu: Run) -> None:
    done = zhibu(TWENTY_MISTAKES, "check", "--lang", "en")
    assert done.stdout.endswith("Checked: 49 error(s), 2 warning(s).\n")
    assert "怎么改" not in done.stdout
