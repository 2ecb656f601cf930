"""Reading records, in several processes, and only those that changed since the last time."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from generator.cache import Cache
from generator.checks.of_folders import run_dossier, run_records
from generator.findings import Finding, Location, kinds
from generator.listing import Signature, settled
from generator.packing import packed_json, unpacked_json
from generator.records.activity import Activity
from generator.records.branch import Branch
from generator.records.collecting import Collector
from generator.records.dossier import Dossier, Row, packed, row_of
from generator.records.fields import lighten
from generator.records.layout import Shelf
from generator.records.register import Register
from generator.workers import spread

__all__ = [
    "FEW", "kept_row", "packed_findings", "packed_row", "read_again", "read_common", "read_dossiers",
    "unpacked_findings", "unpacked_row",
]  # fmt: skip

_HEADS, _BODIES, _FILES = "dossiers", "activities", "files"
FEW = 24
"""Folders, or files of no branch, that may have changed; to go through more one by one is not faster than all."""
_HELD = 32 * 1024 * 1024
"""Bytes of activities' values that are kept in memory though the cache has them: to fetch them takes longer."""
Files = Mapping[str, Signature]


def read_common(
    root: Path, shelves: Sequence[Shelf], files: Files, looked: int, cache: Cache, needed: Collection[str] = ()
) -> tuple[Collector, Callable[[], None]]:
    """Read every record that belongs to no branch.

    Where the cache has all of them but a few that say something else now, those of a kind become records when the
    first one is asked for. Where it has none, only the files that are ``needed`` at once are read, if any are named;
    what is returned besides reads the others, and does nothing where they have been read.
    """
    collector = Collector(root, shelves)
    kept = cache.all(_FILES)
    gists: dict[str, str] = {}
    for path, signature in files.items():
        if path in kept:
            then, found, values, body, gist = unpacked_json(kept[path])
            if found == [*signature] and settled(signature, then):
                collector.packed[path] = (values, body)
                gists[path] = gist
    gone = kept.keys() - files.keys()
    fresh = [path for path in files if path not in gists and collector.shelf_of(path)]
    rest: list[str] = []

    def finish(paths: Iterable[str]) -> None:
        collector.take(paths)
        for records in collector.register.records.values():
            for record in records.values():
                lighten(record)

    def keep() -> None:
        read = collector.plain
        if not cache.kept:
            return
        collector.gists = gists | {path: collector.gist(path) for path in read}
        rows = (
            (path, packed_json([looked, files[path], packed(node), body, collector.gists[path]]))
            for path, (node, body) in read.items()
        )
        if read or gone:
            cache.update(_FILES, rows, gone)

    def read_rest() -> None:
        if rest:
            finish(rest)
            rest.clear()
            keep()

    if not gone and len(fresh) <= FEW and all(path in kept and collector.filed(path) for path in fresh):
        collector.take_later(files)
    elif needed and not kept:
        finish(path for path in files if path in needed)
        rest += (path for path in files if path not in needed)
    else:
        finish(files)
    if not rest:
        keep()
    return collector, read_rest


def read_dossiers(
    register: Register,
    shelves: Sequence[Shelf],
    files: Mapping[str, Files],
    looked: int,
    basis: str,
    cache: Cache,
    jobs: int,
    first: Callable[[], object] = lambda: None,
) -> dict[str, Row]:
    """The rows of all branches, by identifier, with what was found in each.

    ``files`` are those of every branch's folder as they were when ``looked`` at (nanoseconds); ``basis`` stands for
    everything else that a finding may depend on. This process does something ``first`` where others read meanwhile.
    """
    heads = cache.all(_HEADS)
    known = _remembered(heads, files, basis, cache)
    changed = [id for id in files if id not in known]

    def work(part: Iterable[str]) -> tuple[list[Row], list[tuple[str, bytes]]]:
        rows = [_read(register, shelves, id, files[id]) for id in part]
        return rows, _heads(rows, files, basis, looked) if cache.kept else []

    read: dict[str, Row] = {}
    fresh: list[tuple[str, bytes]] = []
    for rows, of_rows in spread(jobs, changed, work, first=first):
        read.update((row.id, row) for row in rows)
        fresh += of_rows
    _remember(read, fresh, cache, heads.keys() - files.keys())
    del fresh
    if sum(len(row.body) for row in read.values()) > _HELD:  # what the cache has need not be kept in memory
        for id in cache.ids(_BODIES) & read.keys():
            if not read[id].broken:
                read[id].text = partial(_fetch, cache, id)
    return {id: known[id] if id in known else read[id] for id in files}


def read_again(
    register: Register, shelves: Sequence[Shelf], files: Mapping[str, Files], looked: int, basis: str, cache: Cache
) -> dict[str, Row]:
    """The rows of a few branches of a site whose other rows the cache has."""
    found = ((id, cache.get(_HEADS, id)) for id in files)
    known = _remembered({id: head for id, head in found if head is not None}, files, basis, cache)
    read = {id: _read(register, shelves, id, files[id]) for id in files if id not in known}
    _remember(read, _heads(read.values(), files, basis, looked), cache)
    return {**known, **read}


def kept_row(cache: Cache, id: str) -> Row:
    """The row of a branch as the cache has it, without looking whether it is true any more."""
    head = cache.get(_HEADS, id)
    if head is None:
        raise KeyError(id)
    return Row.from_head(id, unpacked_json(head)[-1], partial(_fetch, cache, id))


def _read(register: Register, shelves: Sequence[Shelf], id: str, files: Files) -> Row:
    """Read and check one folder."""
    collector = Collector(register.root, shelves, register)
    collector.take(files)
    own = collector.register
    branch = own.branches.get(id)
    row = row_of(
        id,
        None if branch is None else (branch, collector.nodes[Branch.kind, id]),
        [(a, collector.nodes[Activity.kind, a.id], own.origin(a).path) for a in own.activities.values()],
    )
    row.broken = [(model, node, origin.path, origin.keys) for model, node, origin in own.broken]
    row.unreadable = own.unreadable
    row.findings = collector.findings
    records = [*own.branches.values(), *own.activities.values()]
    row.findings += run_records(own, records, own.broken)
    if branch is not None:
        row.findings += run_dossier(own, Dossier(branch, list(own.activities.values())))
    return row


def _remembered(heads: Mapping[str, bytes], files: Mapping[str, Files], basis: str, cache: Cache) -> dict[str, Row]:
    """Rows of folders in which nothing changed, of those whose ``heads`` the cache has."""
    known: dict[str, Row] = {}
    for id, listed in files.items():
        if id not in heads:
            continue
        then, looked, signatures, findings, head = unpacked_json(heads[id])
        if then != basis or signatures != [[path, *signature] for path, signature in listed.items()]:
            continue
        if not all(settled(signature, looked) for signature in listed.values()):
            continue
        row = Row.from_head(id, head, partial(_fetch, cache, id))
        row.findings = unpacked_findings(findings) if findings else []
        known[id] = row
    return known


def _fetch(cache: Cache, id: str) -> bytes:
    body = cache.get(_BODIES, id)
    if body is None:
        raise KeyError(id)
    return body


def _heads(rows: Iterable[Row], files: Mapping[str, Files], basis: str, looked: int) -> list[tuple[str, bytes]]:
    """What is to be remembered of rows besides their activities, packed."""
    heads = []
    for row in rows:
        if not row.broken:
            signatures = [[path, *signature] for path, signature in files[row.id].items()]
            known = [basis, looked, signatures, packed_findings(row.findings), row.head()]
            heads.append((row.id, packed_json(known)))
    return heads


def _remember(
    read: Mapping[str, Row], heads: Iterable[tuple[str, bytes]], cache: Cache, gone: Collection[str] = ()
) -> None:
    if cache.kept and (read or gone):
        cache.update(_BODIES, ((id, row.body) for id, row in read.items() if not row.broken), gone)
        cache.update(_HEADS, heads, gone)


def packed_row(row: Row) -> list[Any]:
    """A row as plain values for JSON, with its findings and its activities."""
    return [row.id, row.head(), packed_findings(row.findings), row.body.decode()]


def unpacked_row(values: list[Any]) -> Row:
    """What ``packed_row`` has packed."""
    id, head, findings, body = values
    row = Row.from_head(id, head, body.encode())
    row.findings = unpacked_findings(findings)
    return row


def unpacked_findings(findings: list[Any]) -> list[Finding]:
    """What ``packed_findings`` has packed."""
    if findings:
        importlib.import_module("generator.checks.registry")  # declares every kind of finding there is
    declared = {kind.code: kind for kind in kinds()}
    return [Finding(declared[code], Location(*place), facts) for code, place, facts in findings]


def packed_findings(findings: Iterable[Finding]) -> list[Any]:
    """Findings as plain values for JSON."""
    found = []
    for finding in findings:
        place = finding.location
        found.append([finding.code, [place.path, place.line, place.column, place.length], dict(finding.facts)])
    return found
