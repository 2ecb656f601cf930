"""What was printed before: the digest of what went into each document and of what came out.

Kept beside the output folder. A document is set again unless its input is the same and its file is the one that was
written; a damaged ledger counts as none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["Entry", "digest", "ledger_file", "read", "working_folder", "write"]

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One document: digests of its input and of its bytes, its size, pages and as-of date."""

    input: str
    output: str
    title: str
    group: str
    pages: int
    size: int
    date: str


def working_folder(output: Path) -> Path:
    """What the press keeps between runs: ``.print-cache`` beside the output folder ``print``."""
    return output.parent / f".{output.name}-cache"


def ledger_file(output: Path) -> Path:
    """The ledger of what lies below an output folder."""
    return working_folder(output) / "ledger.json"


def digest(*parts: bytes) -> str:
    """A digest of several byte strings, each told from the next."""
    made = hashlib.sha256()
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


def read(path: Path) -> tuple[dict[str, Entry], bool]:
    """The entries by document, and whether the ledger was there but could not be used."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, False
    except (OSError, ValueError):
        return {}, True
    try:
        if kept["format"] != _FORMAT:
            return {}, False
        return {name: Entry(**entry) for name, entry in kept["documents"].items()}, False
    except (KeyError, TypeError, AttributeError):
        return {}, True


def write(path: Path, entries: Mapping[str, Entry]) -> None:
    """Replace the ledger in one step."""
    text = json.dumps(
        {"format": _FORMAT, "documents": {name: asdict(entries[name]) for name in sorted(entries)}},
        ensure_ascii=False,
        indent=1,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.new")
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(path)
