"""What is known of a site's folders before anything is read."""

from __future__ import annotations

import pytest
from support import TinySite

from generator.listing import BRANCHES, look_at
from generator.site import trees
from generator.site.trees import begin_look


@pytest.mark.parametrize(
    ("many", "very_many", "jobs"), [(1, 500, 2), (1, 1, 2), (1, 1, 3), (1, 1, 9), (1, 1, 1), (500, 1, 2)]
)
def test_a_site_looks_the_same_whoever_looks_at_it(
    tiny: TinySite, monkeypatch: pytest.MonkeyPatch, many: int, very_many: int, jobs: int
) -> None:
    for number in range(4):
        tiny.write(f"{BRANCHES}/zhibu-{number}/branch.yml", "名称: 甲\n")
        tiny.write(f"{BRANCHES}/zhibu-{number}/activities/2025/a.yml", "主题: 学习\n")
    tiny.write(f"{BRANCHES}/.cache/branch.yml", "名称: 甲\n")
    tiny.write(f"{BRANCHES}/README.md", "说明\n")
    monkeypatch.setattr(trees, "_MANY", many)
    monkeypatch.setattr(trees, "_VERY_MANY", very_many)
    monkeypatch.setattr(trees, "default_jobs", lambda: jobs)
    monkeypatch.setattr("generator.workers._WORTHWHILE", 1)
    by_another, wait = begin_look(tiny.root)
    (found, key), expected = wait(), look_at(tiny.root, BRANCHES, "records", "content", "print")
    assert key == trees.remembered(tiny.root / "site").key
    assert by_another == (many == 1 and jobs > 1)
    assert found.files and found.folders
    assert [*found.files.items()] == [*expected.files.items()]
    assert [*found.folders.items()] == [*expected.folders.items()] and f"{BRANCHES}/README.md" in found.files
    assert found.marks == expected.marks and ".cache" not in found.folders
