"""Running a command and measuring it: wall time, CPU time and peak memory, with those of its children.

The kernel counts the memory of the process that starts a command into the command's peak, so a small process of its
own starts it: this file, run as a script.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Measure", "measure"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a run took. ``peak`` is that of the largest single process, in MiB; ``output`` is what it printed."""

    wall: float
    cpu: float
    peak: float
    status: int
    output: str


def measure(command: Sequence[str], folder: Path) -> Measure:
    """Run ``command`` in ``folder``."""
    answer = subprocess.run(
        [sys.executable, "-S", "-E", __file__, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    found = json.loads(answer.stdout.rpartition("\n")[2])
    output = answer.stdout.rpartition("\n")[0] + answer.stderr
    return Measure(found["wall"], found["cpu"], found["peak"], found["status"], output)


def _run(command: Sequence[str]) -> None:
    start = time.perf_counter()
    status = subprocess.call(command)
    wall = time.perf_counter() - start
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    facts = {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024, "status": status}
    sys.stdout.flush()
    os.write(1, ("\n" + json.dumps(facts)).encode())


if __name__ == "__main__":
    _run(sys.argv[1:])
