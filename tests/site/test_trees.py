"""What is known of a site's folders before anything is read."""

from __future__ import annotations

import pytest
from support import TinySite

from generator.listing import BRANCHES, look_at
from generator.site import trees
from generator.site.trees import begin_look


@pytest.mark.parametrize(("many", "jobs"), [(1, 2), (1, 1), (500, 2)])
def test_a_site_looks_the_same_whoever_looks_at_it(
    tiny: TinySite, monkeypatch: pytest.MonkeyPatch, many: int, jobs: int
) -> None:
    monkeypatch.setattr(trees, "_MANY", many)
    monkeypatch.setattr(trees, "default_jobs", lambda: jobs)
    monkeypatch.setattr("generator.workers._WORTHWHILE", 1)
    by_another, wait = begin_look(tiny.root)
    found, expected = wait(), look_at(tiny.root, BRANCHES, "records", "content", "print")
    assert by_another == (many == 1 and jobs == 2)
    assert found.files and found.folders
    assert (found.files, found.folders, found.marks) == (expected.files, expected.folders, expected.marks)
