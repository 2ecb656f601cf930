"""Documents typeset in child processes: a few at a time, a fresh child for every batch.

The typesetter remembers what it laid out as long as its process lives, so a child ends after a batch and its memory
with it. It is also never started in the parent, because its threads would not survive a fork.
"""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from generator.workers import WorkerError

__all__ = ["in_batches"]

T = TypeVar("T")
R = TypeVar("R")


def in_batches(jobs: int, parts: Sequence[Sequence[T]], work: Callable[[Sequence[T]], R]) -> Iterator[R]:
    """``work`` on every batch, in at most ``jobs`` processes at once, answers in order.

    What the system refuses to a child comes back as ``OSError``, any other exception as ``WorkerError``. Where
    processes cannot be forked the work is done here.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, parts)
        return
    context = multiprocessing.get_context("fork")
    waiting = list(reversed(parts))
    running: dict[Connection, tuple[int, Any]] = {}
    done: dict[int, R] = {}
    given = 0
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                receiver, sender = context.Pipe(duplex=False)
                child = context.Process(target=_run, args=(sender, work, waiting.pop()), daemon=True)
                child.start()
                sender.close()
                running[receiver] = (len(parts) - len(waiting) - 1, child)
            for ready in wait(list(running)):
                assert isinstance(ready, Connection)
                try:
                    failure, answer = pickle.loads(ready.recv_bytes())
                except EOFError:
                    failure, answer = WorkerError("a typesetting process died"), None
                number, child = running.pop(ready)
                child.join()
                if failure is not None:
                    raise failure
                done[number] = answer
            while given in done:
                yield done.pop(given)
                given += 1
    finally:
        for _, child in running.values():
            child.terminate()


def _run(sender: Connection, work: Callable[[Sequence[T]], R], part: Sequence[T]) -> None:
    try:
        answer: tuple[Exception | None, Any] = (None, work(part))
    except OSError as error:
        answer = (OSError(error.errno, error.strerror), None)
    except BaseException as error:  # whatever it is, the parent must hear of it
        answer = (WorkerError(f"{type(error).__name__}: {error}"), None)
    sender.send_bytes(pickle.dumps(answer))
    sender.close()
