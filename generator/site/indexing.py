"""Writing what changes in the search index of a published site."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from functools import partial

from generator.site.search import Unusable, Update
from generator.site.writing import Writer, Written
from generator.workers import aside

__all__ = ["Sizes", "write_update"]

Sizes = dict[str, tuple[int | None, int | None]]
"""Sizes of files now and before, by their names; None for a file that is not there."""

_MANY_LISTS = 400
"""Lists that change, from which on it is worthwhile to share them out."""


def write_update(update: Update, jobs: int, writer: Writer) -> Sizes:
    """Write the files that an update changes, in ``jobs`` processes where it changes many lists; their sizes.

    Raises Unusable where the index is not what it ought to be.
    """
    shares = jobs if update.count >= _MANY_LISTS else 1

    def work(share: int) -> bytes:
        try:
            files, heavy = update.lists(share, shares)
        except Unusable:
            return b""
        return pickle.dumps((*_put(update, files, writer.fork()), heavy))

    answers = [aside(jobs, update.count, partial(work, share)) for share in range(1, shares)]
    try:
        own = work(0)
    finally:
        others = [answer() for answer in answers]
    packed = [own, *others]
    if not all(packed):
        raise Unusable("the search index is incomplete")
    found = [pickle.loads(data) for data in packed]
    heavy = frozenset(key for _, _, of_share in found for key in of_share)
    sizes: Sizes = {}
    for written, of_files in (*(one[:2] for one in found), _put(update, update.others(heavy), writer.fork())):
        writer.take(written)
        sizes |= of_files
    return sizes


def _put(update: Update, files: Mapping[str, bytes | None], writer: Writer) -> tuple[Written, Sizes]:
    """Write files of the index, none for one that goes; what was written, and their sizes."""
    sizes = {}
    for file, data in files.items():
        name = f"search/{file}"
        sizes[name] = None if data is None else len(data), update.size_before(file)
        if data is None:
            writer.remove(name)
        else:
            writer.write(name, data)
    return writer.result(), sizes
