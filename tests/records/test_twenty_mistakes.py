"""The golden case: a small site with a branch record that is wrong in more than twenty ways.

``tests/golden/twenty-mistakes`` holds the site, ``expected.txt`` (code and place of every finding) and ``terminal.txt``
(what ``zhibu check`` prints). After a wanted change, run the tests once with ``ZHIBU_BLESS=1`` in the environment: both
files are written anew. Then read their difference in Git.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from support import TWENTY_MISTAKES, Run, blessing, places

from generator.project import load

BRANCH = "records/branches/shili/branch.yml"


def golden(name: str, text: str) -> str:
    """The stored text, after storing ``text`` where the run blesses."""
    path = TWENTY_MISTAKES / name
    if blessing():
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def printed(zhibu: Run) -> str:
    done = zhibu(TWENTY_MISTAKES, "check")
    assert (done.returncode, done.stderr) == (1, "")
    return done.stdout


def test_every_finding_stands_at_its_place() -> None:
    found = [f"{code} {path}:{line}:{column}\n" for code, path, line, column in places(load(TWENTY_MISTAKES).findings)]
    assert "".join(found) == golden("expected.txt", "".join(found))


def test_one_record_has_more_than_twenty_different_mistakes() -> None:
    findings = [f for f in load(TWENTY_MISTAKES).findings if f.location.path == BRANCH]
    assert len({f.code for f in findings}) == 23
    assert len({f.location for f in findings}) == len(findings)


def test_the_command_prints_what_was_looked_at(printed: str) -> None:
    assert printed == golden("terminal.txt", printed)


def test_every_caret_stands_under_what_is_wrong(printed: str) -> None:
    """Read back from the print itself: the columns of the caret cut the offending text out of the line above."""
    lines = printed.splitlines()
    wanted = {"單獨組建": 0, "2024-13-45": 0, "前年五月": 0, "chengguang": 0, "shilixan": 0, "包组织": 0, "示例建材": 0}
    for above, below in pairwise(lines):
        if set(below.partition("│")[2].strip()) == {"^"}:
            cells = "".join(c if c < "\u2e80" else c + "\0" for c in above)
            start, end = below.index("^"), below.rindex("^") + 1
            text = cells[start:end].replace("\0", "")
            wanted.update({text: 1} if text in wanted else {})
    assert set(wanted.values()) == {1}


def test_the_branch_is_not_published_in_part() -> None:
    project = load(TWENTY_MISTAKES)
    assert not project.publishable
    with pytest.raises(ValueError, match="no public view"):
        project.view()
