"""Public documents for the site's 下载 page: what the last run of ``zhibu print`` left, with size, pages and date.

Internal manuals are never among them: they stand in a folder of their own and their entries are passed over. A file
that is no longer what was printed is passed over too.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.printing import ledger
from generator.printing.kinds import GROUPS
from generator.printing.legal import INTERNAL_FOLDER
from generator.rulebook.methods import PrintForm

__all__ = ["Download", "DownloadGroup", "downloads", "of_branch"]


@dataclass(frozen=True, slots=True)
class Download:
    """One document: ``path`` below the output folder (its address below ``downloads/``), size in bytes."""

    path: str
    title: str
    pages: int
    size: int
    date: datetime.date

    @property
    def shown_size(self) -> str:
        """The size as a reader wants it."""
        return f"{self.size / 1_048_576:.1f} MB" if self.size >= 1_048_576 else f"{max(1, round(self.size / 1024))} KB"


@dataclass(frozen=True, slots=True)
class DownloadGroup:
    """Documents of one kind."""

    id: str
    title: str
    files: list[Download]


def downloads(output: Path) -> list[DownloadGroup]:
    """The public documents below ``output``, by kind; nothing where nothing was printed."""
    kept = ledger.ledger_file(output)
    entries, _ = ledger.read(kept)
    written = kept.stat().st_mtime_ns if entries else 0
    groups: dict[str, list[Download]] = {}
    for path, entry in entries.items():
        public = entry.group in GROUPS and not path.startswith(f"{INTERNAL_FOLDER}/")
        if not public or not _whole(output / path, entry, written):
            continue
        day = datetime.date.fromisoformat(entry.date)
        groups.setdefault(entry.group, []).append(Download(path, entry.title, entry.pages, entry.size, day))
    return [
        DownloadGroup(form.document, form.value, sorted(groups[form.document], key=lambda file: file.path))
        for form in PrintForm
        if form.document in groups
    ]


def of_branch(groups: Iterable[DownloadGroup], id: str, regulations: Iterable[str]) -> list[Download]:
    """What concerns one branch: its handbook, its labels, the signs of its room, wall sheets of its ``regulations``."""
    sheets = "|".join(map(re.escape, (f"room-{id}", *(f"regulation-{name}" for name in regulations))))
    wanted = re.compile(rf"(?:handbook|labels)/{re.escape(id)}\.pdf|wall/(?:{sheets})-a\d\.pdf")
    return [file for group in groups for file in group.files if wanted.fullmatch(file.path)]


def _whole(path: Path, entry: ledger.Entry, written: int) -> bool:
    """Whether a file is what was printed. Those that nobody touched since the ledger was written are not read: a county
    has half a gigabyte of them, and every build asks."""
    try:
        found = path.stat()
        if found.st_size != entry.size:
            return False
        return found.st_mtime_ns <= written or ledger.digest(path.read_bytes()) == entry.output
    except OSError:
        return False
