"""Work spread over processes. Children are forked, so they see all that was read and send back bytes only."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

__all__ = ["WorkerError", "default_jobs", "spread"]

T = TypeVar("T")


class WorkerError(Exception):
    """What went wrong in a child, in its words."""


_WORTHWHILE = 60
"""With fewer items than this, starting a process costs more than it saves."""


def default_jobs() -> int:
    """As many processes as this one may use processors; one where the system cannot fork."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    jobs: int, items: Sequence[T], work: Callable[[Sequence[T]], bytes], worthwhile: int = _WORTHWHILE
) -> list[bytes]:
    """``work`` done on ``jobs`` interleaved parts of ``items``, in as many processes; the first part is done here.

    Fewer items than are worthwhile are all done here. An exception in a child comes back as ``WorkerError``.
    """
    if jobs == 1 or len(items) < worthwhile:
        return [work(items)]
    import multiprocessing  # 20 ms, which a rebuild after one edit does without

    parts = [items[number::jobs] for number in range(jobs)]
    context = multiprocessing.get_context("fork")
    children: list[tuple[ForkProcess, Connection]] = []
    for part in parts[1:]:
        receiver, sender = context.Pipe(duplex=False)
        held = [receiver, *(receiver for _, receiver in children)]
        child = context.Process(target=_run, args=(held, sender, work, part), daemon=True)
        child.start()
        sender.close()
        children.append((child, receiver))
    answers = [work(parts[0])]
    for child, receiver in children:
        try:
            failed, answer = receiver.recv()
        except EOFError:
            failed, answer = True, b"a worker process died"
        child.join()
        if failed:
            raise WorkerError(answer.decode("utf-8", "replace"))
        answers.append(answer)
    return answers


def _run(
    held: Sequence[Connection], sender: Connection, work: Callable[[Sequence[T]], bytes], part: Sequence[T]
) -> None:
    for receiver in held:  # whoever holds the other end waits for ever to be heard when its parent is gone
        receiver.close()
    try:
        answer = (False, work(part))
    except BaseException as error:  # whatever it is, the parent must hear of it
        answer = (True, f"{type(error).__name__}: {error}".encode())
    sender.send(answer)
    sender.close()
