"""Parts of a site built on several machines, and what is handed from them to the one that joins them.

A part is a folder: ``site/`` holds the pages of some branches, ``pages.documents`` what the search index has to know of
them, ``part.json`` their records and what came of each.
"""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.packing import packed_json, unpacked_json
from generator.site.filling import Made

__all__ = ["Part", "PartError", "Share", "clear", "part_folder", "read_parts", "write_part"]

_NAME = re.compile(r"part-(\d+)-of-(\d+)")
_FORMAT = 1


class PartError(Exception):
    """Parts that cannot be joined: a key of the wording, and what to name in it."""

    def __init__(self, key: str, found: str = "") -> None:
        super().__init__(key, found)
        self.key = key
        self.found = found


@dataclass(frozen=True, slots=True)
class Share:
    """One of several machines: ``number`` of ``count``, from 1."""

    number: int
    count: int

    def owns(self, branch: str) -> bool:
        """Whether a branch falls to this machine. A digest spreads them evenly and always in the same way."""
        digest = blake2b(branch.encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.count == self.number - 1


@dataclass(frozen=True, slots=True)
class Part:
    """What one machine has made."""

    folder: Path
    basis: str
    """A digest of everything the parts must have in common: the day, the common records, the program."""
    rows: list[list[Any]]
    """Records of the branches as plain values."""
    made: dict[str, Made]
    """What came of each branch's pages, by their group."""
    tables: dict[str, list[str]]
    """What the tables of activities say of each branch's."""
    gathered: list[bytes]
    """Where in the folder lies what the search index has to take in."""


def part_folder(site: Path, share: Share) -> Path:
    """Where the part of a share is written: beside the site."""
    return site.parent / f"{site.name}.part-{share.number}-of-{share.count}"


def write_part(part: Part) -> None:
    """Complete a part's folder."""
    known = {
        "format": _FORMAT,
        "basis": part.basis,
        "rows": part.rows,
        "made": {key: made.packed().decode() for key, made in part.made.items()},
        "tables": part.tables,
        "gathered": [base64.b64encode(data).decode() for data in part.gathered],
    }
    (part.folder / "part.json").write_bytes(packed_json(known))


def read_parts(folders: Sequence[Path], site: Path) -> list[Part]:
    """All parts of one site, complete and made by the same program from the same common records."""
    found = list(dict.fromkeys(folders)) or sorted(site.parent.glob(f"{site.name}.part-*-of-*"))
    numbers: dict[int, set[int]] = {}
    for folder in found:
        named = _NAME.search(folder.name)
        if named is None or not (folder / "part.json").is_file():
            raise PartError("no-part", str(folder))
        present = numbers.setdefault(int(named[2]), set())
        if int(named[1]) in present:
            raise PartError("part-twice", f"{int(named[1])}/{int(named[2])}")
        present.add(int(named[1]))
    if not found:
        raise PartError("no-parts", site.name)
    if len(numbers) > 1:
        raise PartError("parts-counted", " / ".join(f"{count}" for count in sorted(numbers)))
    [(count, present)] = numbers.items()
    if missing := sorted(set(range(1, count + 1)) - present):
        raise PartError("parts-missing", "、".join(f"{number}/{count}" for number in missing))
    parts = [_read(folder) for folder in found]
    if len({part.basis for part in parts}) > 1:
        raise PartError("parts-differ")
    return parts


def _read(folder: Path) -> Part:
    try:
        known: Mapping[str, Any] = unpacked_json((folder / "part.json").read_bytes())
        if known["format"] != _FORMAT:
            raise PartError("parts-differ")
        made = {key: Made.unpacked(data.encode()) for key, data in known["made"].items()}
        gathered = [base64.b64decode(data) for data in known["gathered"]]
        return Part(folder, known["basis"], known["rows"], made, known["tables"], gathered)
    except (ValueError, KeyError, TypeError) as error:
        raise PartError("no-part", str(folder)) from error


def clear(folder: Path) -> None:
    """Begin a part anew."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "site").mkdir(parents=True)
