"""Work in other processes. Children are forked, so they see all that was read, and send back what they made of it."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

__all__ = ["WorkerError", "aside", "begin", "default_jobs", "give_back_memory", "spread", "worthwhile"]

T = TypeVar("T")
R = TypeVar("R")


class WorkerError(Exception):
    """What went wrong in a child, in its words."""


_WORTHWHILE = 60
"""With fewer items than this, starting a process costs more than it saves."""


def default_jobs() -> int:
    """As many processes as this one may use processors; one where the system cannot fork."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def give_back_memory() -> None:
    """Let the system have what is free of this process's memory, where it can be asked to (glibc)."""
    import ctypes  # which an edit does without

    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


_HELPINGS, _MOST = 256, 4000
"""Helpings that a process takes of the work if all are equally quick, and the most that there are: a pipe is short."""


def spread(
    jobs: int,
    items: Sequence[T],
    work: Callable[[Iterable[T]], R],
    worthwhile: int = _WORTHWHILE,
    first: Callable[[], object] = lambda: None,
) -> Iterator[R]:
    """``work`` done on ``items`` in ``jobs`` processes, of which this is one; the answer of each.

    Each takes of the items as it gets on, so that all end at about the same time, and this process may do something
    else ``first``. Fewer items than are worthwhile are all done here. What others answer comes as bytes and is made
    whole when it is taken, one after the other: together the answers are as large as what comes of them. What the
    system refuses to a child comes back as ``OSError``, any other exception as ``WorkerError``.
    """
    if jobs == 1 or len(items) < worthwhile:
        first()
        return iter((work(items),))
    with _shared_out(items, jobs) as mine:
        children: list[_Child] = []
        for _ in range(jobs - 1):
            children.append(_start(lambda: pickle.dumps(work(mine)), children))
        first()
        own = work(mine)
        return _taken(own, [child.answer() for child in children])


def _taken(own: R, answers: list[bytes]) -> Iterator[R]:
    yield own
    del own
    while answers:
        yield pickle.loads(answers.pop(0))


@contextmanager
def _shared_out(items: Sequence[T], jobs: int) -> Iterator[Iterator[T]]:
    """What goes through the items together with all processes that are forked meanwhile: each gets some of them.

    In a pipe lies the number of every helping; whoever is free takes the next one out.
    """
    size = -(-len(items) // min(jobs * _HELPINGS, _MOST))
    there, here = os.pipe()
    os.write(here, b"".join(number.to_bytes(4, "big") for number in range(0, len(items), size)))
    os.close(here)

    def helpings() -> Iterator[T]:
        while number := os.read(there, 4):
            start = int.from_bytes(number, "big")
            yield from items[start : start + size]

    try:
        yield helpings()
    finally:
        os.close(there)


def aside(jobs: int, items: int, work: Callable[[], bytes]) -> Callable[[], bytes]:
    """``work`` begun in another process while this one goes on; calling what is returned, once, waits for its answer.

    With one process only, or fewer ``items`` than are worthwhile, the work is done when the answer is asked for.
    It must be a short one where other processes are begun meanwhile.
    """
    return _start(work, ()).answer if worthwhile(jobs, items) else work


def worthwhile(jobs: int, items: int) -> bool:
    """Whether work on so many items is begun ``aside`` in a process of its own."""
    return jobs > 1 and items >= _WORTHWHILE


def begin(
    jobs: int, items: int, work: Callable[[Callable[[], bytes]], bytes]
) -> tuple[Callable[[bytes], None], Callable[[], bytes]]:
    """``work`` begun in another process before all is known that it needs: it is given what waits for that.

    What is returned tells it, and waits for its answer; each is called once. With one process only, or fewer ``items``
    than are worthwhile, the work is done when the answer is asked for.
    """
    if not worthwhile(jobs, items):
        told: list[bytes] = []
        return told.append, lambda: work(told.pop)
    from multiprocessing import Pipe

    hearing, telling = Pipe(duplex=False)

    def waiting() -> bytes:
        telling.close()
        return work(hearing.recv_bytes)

    child = _start(waiting, ())
    hearing.close()

    def tell(data: bytes) -> None:
        with suppress(BrokenPipeError):  # it has failed before it came to that, and its answer says so
            telling.send_bytes(data)
        telling.close()

    return tell, child.answer


_WIDE = 1 << 20
"""Bytes that a pipe may hold: what a system lets anybody ask for."""
_NONE, _OTHER = 0, -1
"""How work ended: well, or in another way than by an error of the system, which goes by its number."""


class _Child(NamedTuple):
    """A process at work."""

    process: ForkProcess
    receiver: Connection

    def answer(self) -> bytes:
        """Wait for what it has to say."""
        try:
            failure, answer = int(self.receiver.recv_bytes()), self.receiver.recv_bytes()
        except EOFError:
            failure, answer = _OTHER, b"a worker process died"
        self.process.join()
        if failure == _OTHER:
            raise WorkerError(answer.decode("utf-8", "replace"))
        if failure != _NONE:
            raise OSError(failure, os.strerror(failure))
        return answer


def _start(work: Callable[[], bytes], others: Sequence[_Child]) -> _Child:
    import multiprocessing  # 20 ms, which a rebuild after one edit does without

    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    _widen(sender)
    held = [receiver, *(other.receiver for other in others)]
    process = context.Process(target=_run, args=(held, sender, work), daemon=True)
    process.start()
    sender.close()
    return _Child(process, receiver)


def _widen(sender: Connection) -> None:
    """Let a pipe take much at a time, where the system can: an answer may be tens of megabytes."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(sender.fileno(), fcntl.F_SETPIPE_SZ, _WIDE)


def _run(held: Sequence[Connection], sender: Connection, work: Callable[[], bytes]) -> None:
    # Ctrl+C reaches every process of a terminal. It is for the parent to say so; a child has nothing to add.
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    for receiver in held:  # whoever holds the other end waits for ever to be heard when its parent is gone
        receiver.close()
    try:
        failure, answer = _NONE, work()
    except BaseException as error:  # whatever it is, the parent must hear of it
        refused = error.errno if isinstance(error, OSError) else None
        failure, answer = refused or _OTHER, f"{type(error).__name__}: {error}".encode()
    with suppress(BrokenPipeError):  # the parent has failed meanwhile, and says so itself
        sender.send_bytes(str(failure).encode())
        sender.send_bytes(answer)
        sender.close()
