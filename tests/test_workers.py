"""Work spread over processes: all of it done, once, and failures heard of."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.workers import WorkerError, default_jobs, spread

ITEMS = list(range(1000))


def test_every_item_is_worked_on_once() -> None:
    answers = spread(3, ITEMS, lambda part: pickle.dumps((os.getpid(), list(part))))
    pids, parts = zip(*(pickle.loads(answer) for answer in answers), strict=True)
    assert len(set(pids)) == 3
    assert sorted(item for part in parts for item in part) == ITEMS


def test_little_work_stays_in_this_process() -> None:
    assert spread(4, ITEMS[:10], lambda part: str(os.getpid()).encode()) == [str(os.getpid()).encode()]


def test_a_failing_child_is_heard_of() -> None:
    def work(part: Sequence[int]) -> bytes:
        if 1 in part:
            raise ValueError("第二份出错")
        return b""

    with pytest.raises(WorkerError, match="ValueError: 第二份出错"):
        spread(2, ITEMS, work)


def test_a_child_that_dies_is_heard_of() -> None:
    def work(part: Sequence[int]) -> bytes:
        if 1 in part:
            os._exit(1)
        return b""

    with pytest.raises(WorkerError, match="died"):
        spread(2, ITEMS, work)


_KILLED = """
import os, sys, time
from pathlib import Path
from generator.workers import spread
def work(part):
    if 0 in part:
        os.kill(os.getpid(), 9)
    Path(sys.argv[1]).write_text(str(os.getpid()))
    return bytes(1 << 20)
spread(3, range(300), work)
"""


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_no_child_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    assert subprocess.run([sys.executable, "-c", _KILLED, str(told)], check=False).returncode == -9
    until = time.monotonic() + 20
    while not (told.exists() and told.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    child = int(told.read_text())
    while _runs(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(child)


def test_default_jobs_is_positive() -> None:
    assert default_jobs() >= 1
