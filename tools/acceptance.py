"""Does docs/acceptance.md say what the suite says? Rows whose command is a part of the suite are held against one run.

``python tools/acceptance.py REPORT [--write]``, where ``pytest --junitxml=REPORT`` was the run of the whole suite.
``--write`` puts the run's counts into the table. Exit status: 0 the table is true, 1 it is not (or was not before it
was written), or a test of a row did not pass.
"""

from __future__ import annotations

import argparse
import re
import shlex
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

TABLE = Path("docs/acceptance.md")
_COMMAND = re.compile(r"`(pytest [^`]+|make test)`")
_COUNT = re.compile(r"([\d,]+) passed")


@dataclass(frozen=True)
class Case:
    """One test of the run: the file it stands in, its name, whether it passed."""

    path: str
    name: str
    passed: bool


def cases_of(report: Path) -> list[Case]:
    """Every test of a run, from pytest's report."""
    found = []
    for case in ElementTree.parse(report).iter("testcase"):
        path = f"{case.get('classname', '').replace('.', '/')}.py"
        failed = any(case.find(outcome) is not None for outcome in ("failure", "error", "skipped"))
        found.append(Case(path, case.get("name", ""), not failed))
    return found


def chosen(command: str, cases: list[Case]) -> list[Case]:
    """The tests that a row's command runs: files, folders, patterns of files, ``-k`` with one word."""
    if command == "make test":
        return cases
    words = shlex.split(command)[1:]
    word = words[words.index("-k") + 1] if "-k" in words else ""
    paths = [each.rstrip("/") for each in words if each.startswith("tests")]
    return [
        case
        for case in cases
        if word in f"{case.path} {case.name}"
        and any(fnmatch(case.path, path) or case.path.startswith(f"{path}/") for path in paths)
    ]


def compare(text: str, cases: list[Case]) -> Iterator[tuple[int, str, str, list[Case]]]:
    """For each row with a part of the suite: its number from 0, the row, as it should be, and what did not pass."""
    for number, row in enumerate(text.splitlines()):
        command = _COMMAND.search(row)
        if not row.startswith("|") or command is None or not _COUNT.search(row):
            continue
        run = chosen(command[1], cases)
        count = f"{sum(case.passed for case in run):,} passed"
        yield number, row, _COUNT.sub(count, row, count=1), [case for case in run if not case.passed]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    text = TABLE.read_text("utf-8")
    rows, wrong = text.splitlines(), 0
    for number, row, right, broken in compare(text, cases_of(options.report)):
        if row != right:
            said = [_COUNT.search(each) for each in (row, right)]
            print(f"{TABLE}:{number + 1}: says {said[0] and said[0][0]}, the run {said[1] and said[1][0]}")
            rows[number] = right
        for case in broken:
            print(f"{TABLE}:{number + 1}: {case.path}::{case.name} did not pass")
        wrong += row != right or bool(broken)
    if options.write:
        TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{TABLE}: {wrong} rows differ" if wrong else f"{TABLE} is true")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
