"""The command line under wrong words: every slip is told in the user's language, with what was expected, and costs
nothing. Real sites, real processes."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from support import BRANCH, REPOSITORY, Run, TinySite, commit, environment, tree

from generator.commands import labels
from generator.editing.kinds import TABLES
from generator.printing.kinds import GROUPS
from generator.rulebook.shelves import shelves

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH = re.compile(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}")
"""Three English words in a row."""

Slip = tuple[int, str, str, tuple[str, ...]]
SLIPS: list[Slip] = [
    # Status, what is said in Chinese and in English, words.
    (2, "缺少参数：命令", "required: COMMAND", ()),
    (2, "  check     检查全部记录", "  check     check every record", ()),
    (2, "缺少参数：种类", "required: KIND", ("new",)),
    (2, "  activity    一次活动", "  activity    an activity", ("new",)),
    (2, "缺少参数：文件.xlsx", "required: FILE.xlsx", ("import",)),
    (
        2,
        "参数 种类：不能写“brunch”，可以写：branch（党支部）、unit（单位）",
        "branch, unit",
        ("export", "brunch", "x.xlsx"),
    ),
    (2, "是不是“check”？", "Did you mean 'check'?", ("chek",)),
    (2, "是不是“--version”？", "Did you mean '--version'?", ("--verson",)),
    (2, "Gitee 没有填报表单可用", "there are no forms for Gitee", ("forms", "--backend", "gitee")),
    (2, "不认识“--lan”。是不是“--lang”？", "Did you mean '--lang'?", ("--lan", "en", "check")),
    (2, "不认识“--stict”。是不是“--strict”？", "Did you mean '--strict'?", ("build", "--stict")),
    (2, "不认识“--s”。", "'--s' is not known here.", ("build", "--s")),
    (2, "不认识“extra”。", "'extra' is not known here.", ("build", "extra")),
    (2, "不能与 --offline 同时写", "not allowed with argument --offline", ("build", "--offline", "--shard", "1/2")),
    (2, "可以写：text、json", "none of: text, json", ("check", "--format", "xml")),
    (2, "请写 1 到 256 的整数", "from 1 to 256", ("build", "--jobs", "9" * 5000)),
    (2, "请写 1 到 256 的整数", "from 1 to 256", ("print", "--jobs", "257")),
    (2, "请写 1 到 256 的整数", "from 1 to 256", ("merge", "--jobs", "-3")),
    (2, "不是正整数", "no positive whole number", ("reviews", "HEAD", "--least", "0")),
    (2, "不是正整数", "no positive whole number", ("reviews", "HEAD", "--least", "many")),
    (2, "“20255”不是年份", "'20255' is no year", ("print", "--year", "20255")),
    (2, "请写明理由", "say why", ("withdraw", "shili-zhibu", "--reason", " ")),
    (2, "没有这个文件或文件夹：nowhere", "no file or folder 'nowhere'", ("-C", "nowhere", "check")),
    (2, "没有这个文件或文件夹：nowhere", "no file or folder 'nowhere'", ("check", "-C", "nowhere")),
    (2, "mkdocs.yml 是文件", "'mkdocs.yml' is a file", ("check", "-C", "mkdocs.yml")),
    (2, "不在这个网站", "outside this site", ("check", os.sep + "etc")),
    (2, "records 是文件夹", "'records' is a folder", ("import", "records")),
    (2, "mkdocs.yml 是文件", "'mkdocs.yml' is a file", ("init", "mkdocs.yml/new")),
    (2, "mkdocs.yml 是文件", "'mkdocs.yml' is a file", ("print", "--output", "mkdocs.yml", "wall")),
    (2, "mkdocs.yml 是文件", "'mkdocs.yml' is a file", ("report", "--report-dir", "mkdocs.yml")),
    (2, "records 里只放", "records is for", ("print", "--output", "records/x", "wall")),
    (2, "records 里只放", "records is for", ("report", "--report-dir", "records")),
    (2, "content 里只放", "content is for", ("export", "branch", "content/x.xlsx")),
    (2, "没有文件夹“no”，请先建立", "no folder 'no'; make it", ("export", "branch", "no/x.xlsx")),
    (2, "不按支部印", "for the whole site only", ("print", "regulations", "--branch", "shili-zhibu")),
    (2, "是不是“shili-zhibu”？", "Did you mean 'shili-zhibu'?", ("print", "wall", "--branch", "shili-zhib")),
    (2, "是不是“shili-zhibu”？", "Did you mean 'shili-zhibu'?", ("build", "--branch", "shili-zhib")),
    (2, "是不是“shili-zhibu”？", "Did you mean 'shili-zhibu'?", ("withdraw", "shili-zhib", "--reason", "x")),
    (2, "不能撤下", "cannot be withdrawn", ("withdraw", "records/site.yml", "--reason", "x")),
    (2, "是不是“coverage.work”？", "Did you mean 'coverage.work'?", ("explain", "coverage.wrk")),
    (2, "是指标，不按规则判断", "no rule is put", ("explain", "coverage.work", "RU13")),
    (2, "没有这个文件或文件夹：nowhere", "no file or folder 'nowhere'", ("verify", "nowhere")),
    (2, "mkdocs.yml 是文件", "'mkdocs.yml' is a file", ("verify", "mkdocs.yml")),
    (2, "没有这个文件或文件夹：nokey", "no file or folder 'nokey'", ("verify", "records", "--key", "nokey")),
    (2, "不是网址", "is no address", ("verify", "ftp://example.org/")),
    (2, "不是正确的网址", "is no address", ("verify", "http://127.0.0.1:port/")),
    (3, "对方拒绝连接", "connection was refused", ("verify", "http://127.0.0.1:9/")),
    (3, "找不到这个主机名", "no such host", ("serve", "--address", "no-such-host.invalid:8009")),
    (2, "没有这个文件或文件夹：nowhere", "no file or folder 'nowhere'", ("merge", "nowhere")),
    (2, "这个网站不在 Git 仓库里", "in no Git repository", ("diff",)),
    (2, "没有这个文件或文件夹：nofile", "no file or folder 'nofile'", ("reviews", "HEAD", "--approvals", "nofile")),
    (2, "“a b/c”不是仓库", "'a b/c' is no repository", ("forms", "--backend", "gitea", "--repo", "a b/c")),
    (2, "“https://”不是接口地址", "'https://' is no API", ("forms", "--backend", "local", "--api", "https://")),
    (2, "“”不是分支名", "'' is no name of a branch", ("forms", "--backend", "local", "--branch", "")),
]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, zhibu: Run) -> TinySite:
    """A site that no slip may change."""
    folder = tmp_path_factory.mktemp("slips")
    assert zhibu(folder, "init", "tiny").returncode == 0
    return TinySite(folder / "tiny")


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: " ".join(slip[3])[:40])
def test_a_slip_is_told_in_the_users_language_and_changes_nothing(shared: TinySite, zhibu: Run, slip: Slip) -> None:
    status, chinese, english, words = slip
    before = tree(shared.root)
    done = zhibu(shared.root, *words)
    assert (done.returncode, chinese in done.stderr) == (status, True), done.stderr
    assert not _ENGLISH.search(done.stderr), done.stderr
    done = zhibu(shared.root, "--lang", "en", *words)
    assert (done.returncode, english in done.stderr) == (status, True), done.stderr
    assert not _CHINESE.search(done.stderr), done.stderr
    after = tree(shared.root)
    assert [name for name in after if name not in before and not name.startswith(".print-cache/")] == []
    assert {name: after.get(name) for name in before} == before


@pytest.mark.parametrize("words", [("explain",), ("new", "branch"), ("withdraw", "--reason", "x"), ("check",)])
def test_bytes_that_are_no_text_are_told(shared: TinySite, words: tuple[str, ...]) -> None:
    """A terminal set to GBK hands over such words."""
    command = [sys.executable, "-m", "generator", *words, "蓝山".encode("gbk")]
    done = subprocess.run(command, cwd=shared.root, env=environment(), capture_output=True, check=False)
    said = done.stderr.decode()
    assert (done.returncode, "Traceback" in said) == (2, False)
    assert ("没有这个文件或文件夹" if words == ("check",) else "编码设为 UTF-8") in said


def test_headings_of_the_help_end_in_a_chinese_colon(shared: TinySite, zhibu: Run) -> None:
    assert re.findall(r"^\S+[:：]$", zhibu(shared.root, "print", "--help").stdout, re.M) == ["参数：", "选项："]
    assert "options:\n" in zhibu(shared.root, "--lang", "en", "print", "--help").stdout


def test_kinds_go_by_their_chinese_names_too(tiny: TinySite, zhibu: Run) -> None:
    for words in (("export", "支部", "支部.xlsx"), ("print", "空白表格"), ("new", "活动", "--yes", "支部=shili-zhibu")):
        done = zhibu(tiny.root, *words)
        assert done.returncode == (2 if words[0] == "new" else 0) and "不能写" not in done.stderr, done.stderr
    assert done.stderr.startswith("还缺：") and (tiny.root / "支部.xlsx").is_file()
    assert (tiny.root / "print/forms.pdf").is_file()


def test_every_kind_of_record_goes_by_its_label() -> None:
    models = {shelf.model.kind: shelf.model.label for shelf in shelves()}
    assert {kind: label for kind, (label, *_) in labels.KINDS.items()} == {kind: models[kind] for kind in labels.KINDS}
    assert set(labels.KINDS) == set(TABLES) and set(labels.PRINTED) == {*GROUPS, "all"}


def test_columns_of_the_help_stand_below_one_another(shared: TinySite, zhibu: Run) -> None:
    said = zhibu(shared.root, "print", "--help").stdout
    assert "\n  --as-of 日期       数据截至" in said and "\n  --jobs N           同时" in said


def test_a_reader_who_has_seen_enough_is_no_failure_to_be_told(tiny: TinySite) -> None:
    tiny.replace(BRANCH, "正式: 5", "正式: 五")
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "generator", "build"]
    try:
        done = subprocess.run(
            command, cwd=tiny.root, env=environment(), stdout=writing, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (3, b"")


def test_a_closed_output_is_no_failure(tiny: TinySite) -> None:
    command = f'"{sys.executable}" -m generator check >&-'
    done = subprocess.run(command, shell=True, cwd=tiny.root, env=environment(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_internal_manuals_stay_out_of_a_site_of_another_name(tiny: TinySite, zhibu: Run) -> None:
    tiny.write("mkdocs.yml", re.sub(r"^site_dir: .*$", "site_dir: public", tiny.read("mkdocs.yml"), flags=re.M))
    done = zhibu(tiny.root, "print", "handbook", "--internal", "--output", "public/print")
    assert done.returncode == 1 and "ZB0703" in done.stdout
    assert not (tiny.root / "public").exists()


def test_only_what_is_bound_is_filled_up_to_whole_sheets(tiny: TinySite, zhibu: Run) -> None:
    """A wall sheet is one page whatever the folding of manuals asks for."""
    done = zhibu(tiny.root, "print", "--pad", "forms", "lists", "wall", "regulations")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_part_that_is_named_twice_is_told(tiny: TinySite, zhibu: Run) -> None:
    for share in ("1/2", "2/2"):
        assert zhibu(tiny.root, "build", "--shard", share).returncode == 0
    parts = ["site.part-1-of-2", "site.part-2-of-2"]
    copy = tiny.root / "copy" / parts[0]
    copy.parent.mkdir()
    (tiny.root / parts[0]).rename(copy)
    (tiny.root / parts[0]).symlink_to(copy)
    done = zhibu(tiny.root, "merge", *parts, parts[0])
    assert (done.returncode, done.stderr) == (0, "")
    (tiny.root / parts[0]).unlink()
    subprocess.run(["cp", "-r", copy, tiny.root], check=True)
    done = zhibu(tiny.root, "merge", *parts, f"copy/{parts[0]}")
    assert (done.returncode, done.stderr) == (3, "第 1/2 部分写了两个，请只留一个。\n")
    assert zhibu(tiny.root, "build", "--shard", "3/3").returncode == 0
    done = zhibu(tiny.root, "merge")
    assert done.returncode == 3 and "总份数不一样（2 / 3）" in done.stderr


def test_owners_in_another_encoding_are_stale_and_written_anew(tiny: TinySite, zhibu: Run) -> None:
    (tiny.root / "CODEOWNERS").write_bytes("# 维护\n".encode("gbk"))
    done = zhibu(tiny.root, "owners", "--check")
    assert (done.returncode, done.stderr) == (1, "")
    assert zhibu(tiny.root, "owners").returncode == 0
    assert zhibu(tiny.root, "owners", "--check").returncode == 0


def test_what_is_no_file_is_left_to_the_check(tiny: TinySite, zhibu: Run) -> None:
    """A link that leads nowhere, and a pipe, from which reading would never end."""
    (tiny.root / "records/stations").mkdir(exist_ok=True)
    (tiny.root / "records/stations/link.yml").symlink_to("/nonexistent")
    os.mkfifo(tiny.root / "records/stations/pipe.yml")
    for command in ("fmt", "migrate"):
        done = zhibu(tiny.root, command)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_file_to_withdraw_may_be_named_from_its_folder_and_only_once(tiny: TinySite, zhibu: Run) -> None:
    folder = (tiny.root / BRANCH).parent
    done = zhibu(folder, "withdraw", "branch.yml", "--reason", "本人要求")
    assert "“branch/shili-zhibu”已撤下" in done.stdout and done.stderr == ""
    before = tree(tiny.root)
    done = zhibu(folder, "withdraw", "branch.yml", "--reason", "本人要求")
    assert (done.returncode, done.stderr) == (2, "“branch.yml”已经撤下过了，什么也没有改。\n")
    assert tree(tiny.root) == before


def test_what_is_called_otherwise_or_the_same_is_told_apart(tiny: TinySite, zhibu: Run) -> None:
    """Of what may be meant the identifiers are listed with what they are called."""
    done = zhibu(tiny.root, "withdraw", "样本建材", "--reason", "本人要求")
    assert done.returncode == 2 and "没有找到“样本建材”。" in done.stderr
    assert "\n  branch/shili-zhibu　样本建材党支部\n" in done.stderr
    tiny.write("records/committees/shili-zhibu.yml", "名称: 城关街道党工委\n简称: 党工委\n级别: 领导小组\n审核: 终审\n")
    done = zhibu(tiny.root, "withdraw", "shili-zhibu", "--reason", "本人要求")
    first, *listed = done.stderr.splitlines()
    assert (done.returncode, first) == (2, "“shili-zhibu”不止一个，请写明是其中哪一个：")
    assert sorted(listed) == ["  branch/shili-zhibu　样本建材党支部", "  committee/shili-zhibu　党工委"]


def test_a_number_that_is_about_right_is_no_exact_one(tiny: TinySite, zhibu: Run) -> None:
    tiny.replace(BRANCH, "正式: 5", "正式: 20余")
    assert "，另有1条记录没有写明确切数，不计入" in zhibu(tiny.root, "explain", "党员").stdout


def test_a_revision_that_is_none_is_told_without_gits_words(tiny: TinySite, zhibu: Run) -> None:
    commit(tiny.root)
    for words in (("diff", "v9"), ("fmt", "--base", "v9"), ("reviews", "v9")):
        done = zhibu(tiny.root, *words)
        assert done.returncode == 2
        assert done.stderr == "找不到版本“v9”：没有这个提交、分支或标签（还没有提交过的，请先提交一次）\n"


def test_every_command_is_told_of_in_the_readme(zhibu: Run) -> None:
    """The table of commands is where people look first."""
    listed = re.findall(r"^    ([a-z]+) ", zhibu(REPOSITORY, "--help").stdout, re.M)
    text = (REPOSITORY / "README.md").read_text("utf-8")
    assert listed and [name for name in listed if f"zhibu {name}" not in text] == []
