"""The table of what was promised names what is there, and ``tools/acceptance.py`` tells where it is no longer true."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from support import REPOSITORY

TOOL = REPOSITORY / "tools/acceptance.py"
TESTS = "def test_one(): pass\ndef test_two(): pass\ndef test_first_three(): {last}\n"
ROWS = (
    "| a | `pytest tests/test_some.py` | {some} passed; no more |\n"
    "| b | `pytest tests/room -k first` | {first} passed |\n"
    "| c | `make test` | ruff clean; {all} passed |\n"
    "| d | `time zhibu build` | 5 passed |\n"
)


def test_what_the_table_names_is_there() -> None:
    text = (REPOSITORY / "docs/acceptance.md").read_text("utf-8")
    named = {word.rstrip("`;,/") for word in re.findall(r"(?<![\w/.])tests/[\w./*-]+", text)}
    assert len(named) > 60
    assert [path for path in sorted(named) if not list(REPOSITORY.glob(path))] == []


@pytest.mark.parametrize(
    ("last", "some", "said", "status"),
    [
        ("pass", 3, ["docs/acceptance.md is true"], 0),
        ("pass", 2, ["docs/acceptance.md:1: says 2 passed, the run 3 passed", "docs/acceptance.md: 1 rows differ"], 1),
        (
            "assert False",
            2,
            [
                "docs/acceptance.md:1: tests/test_some.py::test_first_three did not pass",
                "docs/acceptance.md:3: says 6 passed, the run 5 passed",
                "docs/acceptance.md:3: tests/test_some.py::test_first_three did not pass",
                "docs/acceptance.md: 2 rows differ",
            ],
            1,
        ),
    ],
)
def test_a_row_is_held_against_the_run(tmp_path: Path, last: str, some: int, said: list[str], status: int) -> None:
    table = tmp_path / "docs/acceptance.md"
    for path, text in (
        ("pyproject.toml", "[tool.pytest.ini_options]\n"),
        ("docs/acceptance.md", ROWS.format(some=some, first=1, all=6)),
        ("tests/test_some.py", TESTS.format(last=last)),
        ("tests/room/test_more.py", TESTS.format(last="pass")),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    suite = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junitxml=run.xml"]
    subprocess.run(suite, cwd=tmp_path, capture_output=True, check=False)
    done = subprocess.run([sys.executable, TOOL, "run.xml"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout.splitlines(), done.returncode) == (said, status), done.stderr
    assert table.read_text("utf-8") == ROWS.format(some=some, first=1, all=6)
    subprocess.run([sys.executable, TOOL, "run.xml", "--write"], cwd=tmp_path, capture_output=True, check=False)
    passed = 6 if last == "pass" else 5
    assert table.read_text("utf-8") == ROWS.format(some=passed - 3, first=1, all=passed)
