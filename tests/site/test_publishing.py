"""Publishing is all or nothing: a build that dies at any moment leaves the complete old or the complete new site."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock
from support import BRANCH, TinySite, settle

from generator.project import load
from generator.site import writing
from generator.site.engine import build
from generator.site.trees import remembered
from generator.site.writing import switch

NAMES = ("样本建材党支部", "改名建材党支部")

KEPT = {".site.cache", ".site.lock", ".site.pictures", ".site-spare"}
"""What a build leaves beside the site for the next one."""


def _digest(folder: Path) -> str | None:
    if not folder.exists():
        return None
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return whole.hexdigest()


def _rename(site: Path, number: int) -> None:
    record = site / BRANCH
    text = record.read_text("utf-8")
    for name in NAMES:
        text = text.replace(f"简称: {name}", f"简称: {NAMES[number]}")
    record.write_text(text, "utf-8")


def _start(site: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "generator", "build"]
    return subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _built(site: Path) -> str:
    process = _start(site)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    digest = _digest(site / "site")
    assert digest is not None
    return digest


@pytest.fixture
def site(tiny: TinySite) -> Path:
    return tiny.root


def test_a_killed_build_leaves_the_old_site_or_the_new_one(site: Path) -> None:
    digests = []
    for number in (1, 0):
        _rename(site, number)
        begun = time.perf_counter()
        digests.append(_built(site))
        took = time.perf_counter() - begun
    assert digests[0] != digests[1]
    moments = 16
    for step in range(moments):
        _rename(site, step % 2)
        process = _start(site)
        time.sleep(took * (step + 1) / moments)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert _digest(site / "site") in digests, f"killed after {step + 1}/{moments} of a build"
    _rename(site, 1)
    assert _built(site) == digests[0]
    left = {path.name for path in site.glob(".site*")}
    assert left <= KEPT


def test_two_builds_at_once_wait_for_one_another(site: Path) -> None:
    first, second = _start(site), _start(site)
    outputs = [process.communicate(timeout=120)[0] for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], outputs
    assert sum("另一个生成任务正在进行" in output for output in outputs) <= 1
    assert {path.name for path in site.glob(".site*")} <= KEPT


def test_a_second_build_says_that_it_waits(site: Path) -> None:
    with FileLock(site / ".site.lock"):
        process = _start(site)
        assert process.stdout is not None
        told = next((line for line in process.stdout if "另一个生成任务正在进行，等它结束后继续" in line), "")
        assert told, "it went on without waiting"
        assert process.poll() is None
    process.communicate(timeout=120)
    assert process.returncode == 0


def test_a_full_disk_is_named_and_the_old_site_stays(site: Path) -> None:
    before = _built(site)
    code = (
        "import errno, generator.site.writing as w\n"
        "def full(self, sheets): raise OSError(errno.ENOSPC, 'No space left on device')\n"
        "w.Writer.write_all = full\n"
        "from generator.cli import main\n"
        "raise SystemExit(main(['build']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=site, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 3
    assert "磁盘空间不足" in done.stderr
    assert "原有网站没有改动" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert _digest(site / "site") == before


def test_a_build_that_cannot_remember_anything_builds_all_the_same(site: Path) -> None:
    first = _built(site)
    (site / ".site.cache").unlink()
    (site / ".site.cache").mkdir()
    assert _built(site) == first


def test_a_site_whose_search_index_is_damaged_is_made_anew(tiny: TinySite) -> None:
    activity = BRANCH.replace("branch.yml", "activities/2025/2025-03-05-xuexi.yml")
    tiny.write(activity, "主题: 学习\n类别: 主题党日\n日期: 2025-03-05\n地点: 活动室\n内容: 学习。\n审核: 终审\n")
    before = _built(tiny.root)
    (tiny.root / "site" / "search" / "index.json").unlink()
    tiny.replace("records/areas.yml", "名称: 城关街道", "名称: 城南街道")  # concerns so much that all is looked through
    (tiny.root / activity).unlink()
    found = _built(tiny.root)
    for name in ("site", *KEPT):
        shutil.rmtree(tiny.root / name, ignore_errors=True)
    assert before != found == _built(tiny.root)


def _inodes(folder: Path) -> dict[str, tuple[int, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


@pytest.mark.parametrize("large", [False, True])
def test_a_second_tree_made_beforehand_changes_nothing_but_the_time(
    site: Path, monkeypatch: pytest.MonkeyPatch, large: bool
) -> None:
    monkeypatch.setattr(writing, "_LARGE", 10 if large else 10**6)
    cache = remembered(site / "site")
    build(load(site, cache=cache), site / "site", cache)
    first = _digest(site / "site")
    assert (site / ".site-spare").is_dir() is large
    if not large:
        writing.make_second_tree(site / "site", cache)
    cache.close()
    assert _digest(site / ".site-spare") == first
    assert _inodes(site / ".site-spare") == _inodes(site / "site")
    _rename(site, 1)
    assert _built(site) != first
    _rename(site, 0)
    assert _built(site) == first


def test_a_build_writes_what_changed_and_nothing_else(site: Path) -> None:
    _built(site)
    before = _inodes(site / "site")
    _built(site)
    assert _inodes(site / "site") == before, "nothing changed, yet files were written"
    for number in (1, 0, 1):
        contents = {name: (site / "site" / name).read_bytes() for name in before}
        _rename(site, number)
        _built(site)
        after = _inodes(site / "site")
        different = {name for name in after if (site / "site" / name).read_bytes() != contents[name]}
        assert {name for name in after if after[name] != before[name]} == different
        assert "branches/shili-zhibu/index.html" in different
        assert "assets/stylesheets/zhibu.css" not in different
        before = after


def test_an_edit_of_a_text_does_without_what_is_heavy(site: Path) -> None:
    """Engine, numbers, typesetter and Markdown each take longer to import than an edit takes to publish."""
    path = site / BRANCH
    path.write_text(path.read_text("utf-8") + "简介: 甲\n", "utf-8")
    settle()
    _built(site)
    path.write_text(path.read_text("utf-8").replace("简介: 甲", "简介: 乙"), "utf-8")
    settle()
    code = (
        "import sys\n"
        "from generator.cli import main\n"
        "assert main(['build']) == 0\n"
        "heavy = {'mkdocs', 'material', 'numpy', 'typst', 'pikepdf', 'openpyxl', 'markdown_it', 'PIL', 'ruamel.yaml'}\n"
        "print(sorted(heavy & sys.modules.keys()))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=site, capture_output=True, text=True, timeout=120)
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr


def test_pages_of_a_deleted_record_go(site: Path) -> None:
    _built(site)
    shutil.rmtree(site / "records" / "branches" / "shili-zhibu")
    (site / "content" / "about.md").write_text("# 关于本站\n", "utf-8")
    for _ in range(2):  # both trees
        _built(site)
        assert not (site / "site" / "branches" / "shili-zhibu").exists()
    assert _digest(site / "site") == _fresh(site)


def _fresh(site: Path) -> str:
    """The digest of a build of the same records into a folder that did not exist."""
    command = [sys.executable, "-m", "generator", "build", "--site-dir", str(site / "fresh")]
    subprocess.run(command, cwd=site, check=True, capture_output=True)
    digest = _digest(site / "fresh")
    assert digest is not None
    return digest


def test_the_switch_keeps_the_old_site_as_the_spare(tmp_path: Path) -> None:
    site, spare = tmp_path / "site", tmp_path / ".site-spare"
    for folder, text in ((site, "old"), (spare, "new")):
        folder.mkdir()
        (folder / "a.html").write_text(text)
    switch(spare, site)
    assert (site / "a.html").read_text() == "new"
    assert (spare / "a.html").read_text() == "old"
