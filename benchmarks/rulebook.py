"""What the rulebook costs: ``python -m benchmarks.rulebook DIR [--branches N] [--repeat R]``.

Writes a corpus where DIR is empty, reads it once, then puts every rule to every dossier, unit, station and to the site,
and runs every check; prints CPU seconds, the least of R runs. Nothing else may be learnt from it than the ratio to
reading, which is printed beside it: a busy machine doubles both.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.corpus import write_corpus
from generator.checks.of_folders import DOSSIER_CHECKS, RECORD_CHECKS
from generator.checks.registry import CHECKS
from generator.project import load
from generator.records.dossier import Dossier
from generator.records.register import Register
from generator.records.texts import Batch
from generator.rulebook.evaluation import Surroundings, evaluate_dossier, evaluate_site
from generator.rulebook.terms import misused_terms

__all__ = ["main"]


def _least(repeat: int, work: Callable[[], int]) -> tuple[float, int]:
    """CPU seconds of the quickest run, and what it counted."""
    times, count = [], 0
    for _ in range(repeat):
        start = time.process_time()
        count = work()
        times.append(time.process_time() - start)
    return min(times), count


def _evaluate(register: Register, dossiers: Sequence[Dossier]) -> int:
    around = Surroundings(register)
    number = sum(len(evaluate_dossier(dossier, around)) for dossier in dossiers)
    return number + sum(1 for _ in evaluate_site(around))


def _join(dossiers: Sequence[Dossier]) -> list[Batch]:
    """The records of each dossier with what they say, as all checks of records share it."""
    batches = [Batch([dossier.branch, *dossier.activities]) for dossier in dossiers]
    deque((batch.text for batch in batches), maxlen=0)  # joined when it is first asked for
    return batches


def _checks(register: Register, dossiers: Sequence[Dossier]) -> dict[str, Callable[[], int]]:
    """What is timed, by name."""
    batches = _join(dossiers)
    found: dict[str, Callable[[], int]] = {"(what records say, joined)": lambda: len(_join(dossiers))}
    found["terms"] = lambda: sum(1 for batch in batches for _ in misused_terms(register, batch))
    for name, check in CHECKS.items():
        found[f"{name} (whole site)"] = lambda check=check: sum(1 for _ in check(register))  # type: ignore[misc]
    for name, of_dossier in DOSSIER_CHECKS.items():
        found[name] = lambda check=of_dossier: sum(1 for d in dossiers for _ in check(register, d))  # type: ignore[misc]
    for name, of_records in RECORD_CHECKS.items():
        found[name] = lambda check=of_records: sum(1 for b in batches for _ in check(register, b))  # type: ignore[misc]
    return found


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rulebook", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--branches", type=int, default=1000, metavar="N")
    parser.add_argument("--repeat", type=int, default=3, metavar="R")
    options = parser.parse_args()
    gc.disable()  # as a build does
    if not options.folder.exists() or not any(options.folder.iterdir()):
        write_corpus(options.folder, options.branches)
    start = time.process_time()
    project = load(options.folder)
    reading = time.process_time() - start
    register = project.register
    if register is None:
        raise SystemExit("no site in the folder")
    print(
        f"reading and checking {len(register.branches):,} branches, {len(register.activities):,} activities: ", end=""
    )
    print(f"{reading:.2f} s, {len(project.findings):,} findings")
    dossiers = list(register.dossiers())
    seconds, number = _least(options.repeat, lambda: _evaluate(register, dossiers))
    print(f"all rules: {number:,} statuses {seconds:30.2f} s")
    total = 0.0
    for name, check in _checks(register, dossiers).items():
        taken, _ = _least(options.repeat, check)
        total += taken
        if taken >= 0.02:
            print(f"  check {name:30} {taken:18.3f} s")
    print(f"all checks {total:48.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
