"""When a record was last changed, asked of real repositories: whole, shallow, in a folder, grown piece by piece."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from support import commit, git

from generator.cache import Cache
from generator.changes import Changes, last_changes

FOLDER = "records/branches/jia/"


class Repository:
    """A repository with a site at its top or in a folder, and a clock of its own."""

    def __init__(self, top: Path, inside: str = "") -> None:
        self.top, self.root, self.day = top, top / inside, 0
        self.root.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str) -> str:
        return git(self.top, *words, day=self.today)

    @property
    def today(self) -> str:
        return f"2025-03-{self.day % 28 + 1:02}"

    def commit(self, *paths: str) -> str:
        self.day += 1
        for path in paths:
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(f"{path} {self.day}\n", "utf-8")
        return commit(self.top, day=self.today)[:10]


def told(changes: Changes | None) -> dict[str, tuple[str, str, bool]]:
    assert changes is not None
    files = {path: change for shelf in changes.packed for path, change in changes.of(shelf).items()}
    return {path: (change.date, change.commit, change.earlier) for path, change in sorted(files.items())}


def test_the_latest_commit_that_touched_each_record(tmp_path: Path) -> None:
    there = Repository(tmp_path / "a", "网站")
    one = there.commit(f"{FOLDER}branch.yml", f"{FOLDER}activities/2025/2025-03-01-学习.yml", "records/site.yml")
    two = there.commit(f"{FOLDER}activities/2025/2025-03-02-x.yml", f"{FOLDER}photos/a.jpg", "content/showcases/pp.md")
    three = there.commit("records/site.yml", "content/about.md", "../README.md")
    assert told(last_changes(there.root, Cache(None))) == {
        "content/about.md": ("2025-03-04", three, False),
        "content/showcases/pp.md": ("2025-03-03", two, False),
        f"{FOLDER}activities/2025/2025-03-01-学习.yml": ("2025-03-02", one, False),
        f"{FOLDER}activities/2025/2025-03-02-x.yml": ("2025-03-03", two, False),
        f"{FOLDER}branch.yml": ("2025-03-02", one, False),
        "records/site.yml": ("2025-03-04", three, False),
    }


def test_who_made_a_change_is_nowhere(tmp_path: Path) -> None:
    there = Repository(tmp_path / "a")
    there.commit(f"{FOLDER}branch.yml")
    changes = last_changes(there.root, Cache(tmp_path / "cache"))
    assert "录入员" not in repr(changes) and "录入员".encode() not in (tmp_path / "cache").read_bytes()


def test_without_git_or_without_a_commit_nothing_is_known(tmp_path: Path) -> None:
    assert last_changes(tmp_path, Cache(None)) is None
    assert last_changes(Repository(tmp_path / "a").root, Cache(None)) is None


def test_what_is_in_no_commit_has_no_last_change(tmp_path: Path) -> None:
    there = Repository(tmp_path / "a")
    there.commit("records/site.yml", f"{FOLDER}branch.yml")
    before = last_changes(there.root, Cache(None))
    (there.root / FOLDER / "branch.yml").write_text("改\n", "utf-8")
    after = last_changes(there.root, Cache(None))
    assert told(after).keys() == {"records/site.yml"}
    assert before and after and before.mark(FOLDER) != after.mark(FOLDER)
    assert before.mark("records/site.yml") == after.mark("records/site.yml")


def test_a_shallow_clone_says_then_or_earlier(tmp_path: Path) -> None:
    there = Repository(tmp_path / "a")
    there.commit("records/site.yml", "records/words.yml")
    two = there.commit("records/areas.yml")
    three = there.commit("records/site.yml")
    clone, cache = tmp_path / "clone", Cache(tmp_path / "cache")
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{there.top}", str(clone))
    assert told(last_changes(clone, cache)) == {
        "records/areas.yml": ("2025-03-03", two, True),
        "records/site.yml": ("2025-03-04", three, False),
        "records/words.yml": ("2025-03-03", two, True),
    }
    git(clone, "fetch", "-q", "--unshallow")
    assert told(last_changes(clone, cache)) == told(last_changes(there.root, Cache(None)))


def test_a_rewritten_history_is_read_anew(tmp_path: Path) -> None:
    there, cache = Repository(tmp_path / "a"), Cache(tmp_path / "cache")
    first = there.commit("records/site.yml")
    there.commit("records/site.yml", "records/words.yml")
    last_changes(there.root, cache)
    there.git("reset", "-q", "--hard", first)
    assert told(last_changes(there.root, cache)) == {"records/site.yml": ("2025-03-02", first, False)}


@pytest.mark.parametrize("number", range(4))
def test_piece_by_piece_is_the_same_as_at_once(tmp_path: Path, number: int) -> None:
    """Commits on two lines with clocks that go astray, merges with and without corrections."""
    dice = random.Random(number)
    there, cache = Repository(tmp_path / "a"), Cache(tmp_path / "cache")
    paths = ["records/site.yml", *(f"records/branches/{b}/branch.yml" for b in "abc"), "content/showcases/s.md"]
    there.commit(*paths)
    there.git("branch", "side")
    for _ in range(12):
        there.day = dice.randint(0, 26)
        line = dice.choice(["main", "side"])
        there.git("checkout", "-q", line)
        there.commit(*dice.sample(paths, dice.randint(1, 2)))
        if dice.random() < 0.3:
            there.git("merge", "-q", "--no-commit", "-s", "ours", "side" if line == "main" else "main")
            there.commit(*dice.sample(paths, dice.randint(0, 1)))
        there.git("checkout", "-q", "main")
        if dice.random() < 0.6:
            assert told(last_changes(there.root, cache)) == told(last_changes(there.root, Cache(None)))
    cache.close()
    shutil.copyfile(tmp_path / "cache", tmp_path / "again")
    assert told(last_changes(there.root, Cache(tmp_path / "again"))) == told(last_changes(there.root, Cache(None)))
