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
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import write_corpus
from generator.checks.registry import CHECKS, DOSSIER_CHECKS, RECORD_CHECKS
from generator.project import load
from generator.records.register import Register
from generator.records.texts import Batch
from generator.rulebook.evaluation import Surroundings, evaluate_dossier, evaluate_site

__all__ = ["main"]


def _least(repeat: int, work: Callable[[], int]) -> tuple[float, int]:
    """CPU seconds of the quickest run, and what it counted."""
    times, count = [], 0
    for _ in range(repeat):
        start = time.process_time()
        count = work()
        times.append(time.process_time() - start)
    return min(times), count


def _evaluate(register: Register) -> int:
    around = Surroundings(register)
    number = sum(len(evaluate_dossier(dossier, around)) for dossier in register.dossiers())
    return number + sum(1 for _ in evaluate_site(around))


def _check(register: Register, name: str) -> int:
    if name in CHECKS:
        return sum(1 for _ in CHECKS[name](register))
    number = 0
    for dossier in register.dossiers():
        if name in DOSSIER_CHECKS:
            number += sum(1 for _ in DOSSIER_CHECKS[name](register, dossier))
        else:
            number += sum(1 for _ in RECORD_CHECKS[name](register, Batch([dossier.branch, *dossier.activities])))
    return number


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
    asking, _ = _least(options.repeat, lambda: sum(1 for _ in register.dossiers()))
    print(f"asking for every dossier once {asking:29.2f} s (taken off below)")
    seconds, number = _least(options.repeat, lambda: _evaluate(register))
    print(f"all rules: {number:,} statuses {seconds - asking:30.2f} s")
    total = 0.0
    for name in (*CHECKS, *DOSSIER_CHECKS, *RECORD_CHECKS):
        taken, _ = _least(options.repeat, lambda name=name: _check(register, name))  # type: ignore[misc]
        taken = max(0.0, taken if name in CHECKS else taken - asking)
        total += taken
        if taken >= 0.02:
            print(f"  check {name:30} {taken:18.3f} s")
    print(f"all checks {total:48.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
