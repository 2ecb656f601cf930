"""What ``mkdocs.yml`` says wrong is named, in the user's language. Real sites, real processes."""

from __future__ import annotations

import re

import pytest
from support import Run, TinySite

SETTINGS = [
    ("zhibu", "zhibu:\n      as_of: 2025-13-40", "有一个值不成立"),
    ("zhibu", "zhibu:\n      as_of: gestern", "as_of 应是日期"),
    ("zhibu", "zhibu:\n      platform: svn", "platform 应是代码平台"),
    ("zhibu", "zhibu:\n      share_pictures: all", "share_pictures 只能写"),
    ("zhibu", "zhibu:\n      own_sites: [a]", "own_sites 要逐个支部写网址：own_sites: {支部编号:"),
    ("zhibu", "zhibu:\n      branch: 3", "branch 应是分支名"),
    ("zhibu", "zhibu:\n      brnach: main", "没有这一项（括号里是可以写的）：brnach (as_of, branch, "),
    ("zhibu", "zhibuu", "plugins 里应有 zhibu"),
    ("zhibu", "search", "plugins 里应有 zhibu"),
    ("zhibu", "[", "附近写法不对"),
]


@pytest.mark.parametrize(("old", "new", "told"), SETTINGS, ids=[new for _, new, _ in SETTINGS])
def test_a_setting_that_is_wrong_is_named(tiny: TinySite, zhibu: Run, old: str, new: str, told: str) -> None:
    tiny.write("mkdocs.yml", re.sub(rf"^  - {old}\b.*$", f"  - {new}", tiny.read("mkdocs.yml"), flags=re.M))
    done = zhibu(tiny.root, "build", "--jobs", "1")
    assert done.returncode == 3
    assert done.stderr.startswith("生成失败：mkdocs.yml 里的设置要改：\n  ") and told in done.stderr
    assert done.stderr.endswith("\n原有网站没有改动。\n")


def test_settings_in_another_encoding_are_told(tiny: TinySite, zhibu: Run) -> None:
    (tiny.root / "mkdocs.yml").write_bytes(tiny.read("mkdocs.yml").encode("gbk"))
    done = zhibu(tiny.root, "build", "--jobs", "1")
    assert done.returncode == 3 and "文件不是 UTF-8 编码" in done.stderr
