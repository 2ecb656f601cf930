"""``zhibu migrate``: records of an older form are brought to the present one, key by key, everything else untouched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.editing.tree import Branching, Item, UnfitError, front_matter, grow
from generator.reading import read_source
from generator.records.collecting import record_files
from generator.records.renamed import RENAMED, Renamed
from generator.rulebook.shelves import shelf_of

__all__ = ["Migration", "migrate"]


@dataclass(frozen=True, slots=True)
class Migration:
    """One change applied in one file, or refused because the new key is there as well."""

    change: Renamed
    path: str
    line: int
    refused: bool = False


def migrate(root: Path, changes: Sequence[Renamed] = RENAMED) -> Iterator[tuple[str, str, list[Migration]]]:
    """Every file that needs a change: its path, its text afterwards, what was done."""
    kinds = {change.kind for change in changes}
    for path in record_files(root):
        found = shelf_of(path)
        if found is None or found[0].model.kind not in kinds:
            continue
        if read_source(root, path)[0] is None:
            continue  # no file that a record can be in, such as a link that leads nowhere
        try:
            text = (root / path).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # the check says so; there is nothing to change in what cannot be read
        done: list[Migration] = []
        for change in changes:
            if change.kind == found[0].model.kind:
                text = _apply(text, path, change, found[0].ledger, done)
        if done:
            yield path, text, done


def _apply(text: str, path: str, change: Renamed, ledger: str | None, done: list[Migration]) -> str:
    lines = text.split("\n")
    first = 1 if path.endswith(".md") else 0
    try:
        head = front_matter(lines)[0] if first else lines
        root = grow([line.removesuffix("\r") for line in head]).root
    except UnfitError:
        return text
    keys = (ledger, *change.old) if ledger is not None else change.old
    spots = sorted(_spots(root, keys), key=lambda spot: spot[0].key.start if spot[0].key else (0, 0), reverse=True)
    for item, among in spots:
        key = item.key
        if key is None:
            continue
        taken = any(other.key is not None and other.key.text == change.new for other in among)
        done.append(Migration(change, path, key.start[0] + first + 1, refused=taken))
        if not taken:
            row = lines[key.start[0] + first]
            lines[key.start[0] + first] = row[: key.start[1]] + change.new + row[key.end[1] :]
    return "\n".join(lines)


def _spots(knot: object, keys: Sequence[str]) -> Iterator[tuple[Item, list[Item]]]:
    """Entries at a path of keys, through every list on the way, with their neighbours."""
    if not isinstance(knot, Branching):
        return
    if knot.listed:
        for item in knot.items:
            yield from _spots(item.value, keys)
        return
    for item in knot.items:
        if item.key is None or item.key.text != keys[0]:
            continue
        if len(keys) == 1:
            yield item, knot.items
        else:
            yield from _spots(item.value, keys[1:])
