"""Work spread over processes: all of it done, once, and failures heard of."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from support import environment

from generator.workers import WorkerError, aside, begin, default_jobs, spread

ITEMS = list(range(1000))


def test_every_item_is_worked_on_once() -> None:
    answers = spread(3, ITEMS, lambda part: (os.getpid(), list(part)))
    pids, parts = zip(*answers, strict=True)
    assert len(set(pids)) == 3
    assert sorted(item for part in parts for item in part) == ITEMS


def test_little_work_stays_in_this_process() -> None:
    assert list(spread(4, ITEMS[:10], lambda part: os.getpid())) == [os.getpid()]


def test_the_others_go_on_while_this_process_does_something_else_first(tmp_path: Path) -> None:
    here, taken = os.getpid(), tmp_path / "taken"

    def work(part: Iterable[int]) -> list[int]:
        items = list(part)
        if os.getpid() != here:
            taken.write_text(str(len(items)))
        return items

    def first() -> None:
        until = time.monotonic() + 20
        while not taken.exists() and time.monotonic() < until:
            time.sleep(0.01)

    assert list(spread(2, ITEMS, work, first=first)) == [[], ITEMS]


def test_a_few_items_more_than_processes_are_all_worked_on() -> None:
    items = list(range(65))
    for jobs in (2, 3, 40):
        assert sorted(item for part in spread(jobs, items, list) for item in part) == items


def test_a_failing_child_is_heard_of() -> None:
    here = os.getpid()

    def work(part: Iterable[int]) -> bytes:
        if os.getpid() != here:
            raise ValueError("第二份出错")
        return b""

    with pytest.raises(WorkerError, match="ValueError: 第二份出错"):
        spread(2, ITEMS, work)


def test_a_child_on_a_full_disk_is_heard_of_as_such() -> None:
    here = os.getpid()

    def work(part: Iterable[int]) -> bytes:
        if os.getpid() != here:
            raise OSError(errno.ENOSPC, "no room", "/a/file")
        return b""

    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as caught:
        spread(2, ITEMS, work)
    assert caught.value.errno == errno.ENOSPC


def test_a_child_that_dies_is_heard_of() -> None:
    here = os.getpid()

    def work(part: Iterable[int]) -> bytes:
        if os.getpid() != here:
            os._exit(1)
        return b""

    with pytest.raises(WorkerError, match="died"):
        spread(2, ITEMS, work)


def test_work_is_done_aside_where_it_is_worth_while() -> None:
    def work() -> bytes:
        return str(os.getpid()).encode()

    here = work()
    assert aside(2, len(ITEMS), work)() != here
    assert aside(1, len(ITEMS), work)() == here
    assert aside(2, 10, work)() == here


def test_an_answer_may_be_larger_than_a_pipe() -> None:
    data = os.urandom(5_000_000)
    assert aside(2, 1000, lambda: data)() == data
    assert aside(2, 1000, lambda: b"")() == b""


def test_what_fails_aside_is_heard_of() -> None:
    def work() -> bytes:
        raise ValueError("旁边出错")

    with pytest.raises(WorkerError, match="ValueError: 旁边出错"):
        aside(2, len(ITEMS), work)()


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_that_has_begun_is_told_what_it_waits_for(jobs: int) -> None:
    tell, answer = begin(jobs, len(ITEMS), lambda hear: hear() + str(os.getpid()).encode())
    tell("听到".encode())
    heard = answer().decode()
    assert heard.startswith("听到")
    assert (heard == f"听到{os.getpid()}") == (jobs == 1)


def test_work_that_fails_before_it_is_told_anything_is_heard_of() -> None:
    def work(hear: Callable[[], bytes]) -> bytes:
        raise ValueError("等不到")

    tell, answer = begin(2, len(ITEMS), work)
    time.sleep(0.2)
    tell(bytes(1 << 20))
    with pytest.raises(WorkerError, match="ValueError: 等不到"):
        answer()


_LEFT = """
import time
from generator.workers import aside, begin
answer = aside(2, 300, lambda: bytes(1 << 20))
told = begin(2, 300, lambda hear: hear())
del answer, told
time.sleep(1)
"""


def test_children_whom_nobody_talks_or_listens_to_any_more_keep_quiet() -> None:
    told = subprocess.run([sys.executable, "-c", _LEFT], capture_output=True, text=True, check=True)
    assert (told.stdout, told.stderr) == ("", "")


_KILLED = """
import os, sys, time
from pathlib import Path
from generator.workers import spread
here = os.getpid()
def work(part):
    if os.getpid() == here:
        os.kill(here, 9)
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


def test_an_interrupt_ends_a_child_without_a_word() -> None:
    """Ctrl+C reaches the children as well; what it means to the user is told once, by their parent."""
    script = """
import os, signal
from generator.workers import WorkerError, aside
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job has it ignored
def work():
    os.kill(os.getpid(), signal.SIGINT)
    while True:
        pass
try:
    aside(2, 10_000, work)()
except WorkerError as error:
    print(error, signal.getsignal(signal.SIGINT) is signal.default_int_handler)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("a worker process died True\n", "")


def test_there_is_a_process_to_work_in_by_default() -> None:
    assert default_jobs() >= 1
