"""What ``mkdocs.yml`` says wrong is named, in the user's language. Real sites, real processes."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from support import Run, TinySite, environment

SETTINGS = [
    ("zhibu", "zhibu:\n      as_of: 2025-13-40", "有一个值不成立"),
    ("zhibu", "zhibu:\n      as_of: gestern", "as_of 应是日期"),
    ("zhibu", "zhibu:\n      as_of: 9999-12-31", "年份在 1900 年到 2100 年之间"),
    ("zhibu", "zhibu:\n      platform: svn", "platform 应是代码平台"),
    ("zhibu", "zhibu:\n      share_pictures: all", "share_pictures 只能写"),
    ("zhibu", "zhibu:\n      own_sites: [a]", "own_sites 要逐个支部写网址：own_sites: {支部编号:"),
    ("zhibu", "zhibu:\n      branch: 3", "branch 应是分支名"),
    ("zhibu", "zhibu:\n      brnach: main", "没有这一项（括号里是可以写的）：brnach (as_of, branch, "),
    ("zhibu", "zhibuu", "plugins 里应有 zhibu"),
    ("zhibu", "search", "plugins 里应有 zhibu"),
    ("zhibu", "[", "附近写法不对"),
    ("zhibu", "zhibu\nuse_directory_urls: false", "use_directory_urls 不能关"),
    ("zhibu", "zhibu\nuse_directory_urls: maybe", "use_directory_urls 的值不对"),
    ("zhibu", "zhibu\nextra_css: [assets/owm.css]", "没有这个文件：extra_css: assets/owm.css"),
    ("zhibu", "zhibu\nextra_javascript: [assets/own.js]", "没有这个文件：extra_javascript: assets/own.js"),
]


@pytest.mark.parametrize(("old", "new", "told"), SETTINGS, ids=[new for _, new, _ in SETTINGS])
def test_a_setting_that_is_wrong_is_named(tiny: TinySite, zhibu: Run, old: str, new: str, told: str) -> None:
    tiny.write("mkdocs.yml", re.sub(rf"^  - {old}\b.*$", f"  - {new}", tiny.read("mkdocs.yml"), flags=re.M))
    done = zhibu(tiny.root, "build", "--jobs", "1")
    assert done.returncode == 3
    assert done.stderr.startswith("生成失败：mkdocs.yml 里的设置要改：\n  ") and told in done.stderr
    assert done.stderr.endswith("\n原有网站没有改动。\n")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("name: material", "name: mkdocs", "theme 的 name 应是 material（现在是 mkdocs）"),
        ("name: material", "name: material\n  custom_dir: owm", "custom_dir 没有这个文件夹：/"),
        ("branches/index.md", "branchez/index.md", "nav 里的页面没有：branchez/index.md"),
        ("about.md", "abuot.md", "nav 里的页面没有：abuot.md"),
    ],
)
@pytest.mark.parametrize("engine", [False, True])
def test_look_and_navigation_that_lead_nowhere_are_named(
    tiny: TinySite, zhibu: Run, old: str, new: str, told: str, engine: bool
) -> None:
    tiny.replace("mkdocs.yml", old, new)
    if engine and "custom_dir" not in new:  # that one the engine stops at by itself, in its own words
        command = [sys.executable, "-m", "mkdocs", "build"]
        done = subprocess.run(command, cwd=tiny.root, env=environment(), capture_output=True, text=True, check=False)
    else:
        done = zhibu(tiny.root, "build", "--jobs", "1")
    assert done.returncode != 0 and told in done.stderr and "Traceback" not in done.stderr
    assert not (tiny.root / "site").exists()


def test_a_file_that_is_no_table_is_told(tiny: TinySite, zhibu: Run) -> None:
    tiny.write("mkdocs.yml", "site_name\n")
    done = zhibu(tiny.root, "build", "--jobs", "1")
    assert done.returncode == 3 and "文件里应是一栏一栏的设置" in done.stderr


def test_settings_in_another_encoding_are_told(tiny: TinySite, zhibu: Run) -> None:
    (tiny.root / "mkdocs.yml").write_bytes(tiny.read("mkdocs.yml").encode("gbk"))
    done = zhibu(tiny.root, "build", "--jobs", "1")
    assert done.returncode == 3 and "文件不是 UTF-8 编码" in done.stderr
