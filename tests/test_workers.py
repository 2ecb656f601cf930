"""Work spread over processes: all of it done, once, and failures heard of."""

from __future__ import annotations

import os
import pickle
from collections.abc import Sequence

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


def test_default_jobs_is_positive() -> None:
    assert default_jobs() >= 1
