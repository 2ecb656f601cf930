"""Printing: every wanted document typeset, written whole or not at all, unchanged ones left as they are."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator import __version__
from generator.printing import ledger
from generator.printing.crew import in_batches
from generator.printing.documents import Document
from generator.printing.drawn import drawn, sources
from generator.printing.glyphs import FONTS, missing
from generator.printing.inspection import SHEET
from generator.printing.kinds import BOUND
from generator.printing.legal import INTERNAL_FOLDER
from generator.printing.material import Material
from generator.printing.pictures import prepared
from generator.printing.typesetting import Typesetter, lay_out_templates, single_threaded, template_folder

__all__ = ["Printed", "print_documents"]

_BATCH = 100
"""How much a process sets before it ends, in handbooks: about 1,000 pages, 0.2 GB."""
_LEAST = 10
"""How little is worth a process of its own where others have as much to do: starting one costs as much as two."""


@dataclass
class Printed:
    """What a run did. ``unprintable`` are characters without a glyph; then nothing was written."""

    documents: int = 0
    paths: Sequence[str] = ()
    """Where they lie below the output folder."""
    pages: int = 0
    size: int = 0
    changed: int = 0
    removed: int = 0
    damaged: bool = False
    unprintable: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Examined:
    """What goes into a document, before it is set: its digest, whether it must be set, characters without a glyph."""

    input: str
    stale: bool
    missing: frozenset[str]


@cache
def _tools() -> bytes:
    """A digest of what every document depends on: program, typesetter, templates, fonts."""
    files = sorted(template_folder().iterdir())
    sizes = "".join(f"{path.name}{path.stat().st_size}" for path in sorted(FONTS.iterdir()))
    versions = f"{__version__} {version('typst')} {version('zxing-cpp')}"
    return ledger.digest(versions.encode(), sizes.encode(), *(path.read_bytes() for path in files)).encode()


class _Press:
    """Examines and sets documents; used in child processes."""

    def __init__(self, material: Material, output: Path, known: Mapping[str, ledger.Entry]) -> None:
        self.material, self.output, self.known = material, output, known
        self.work = ledger.working_folder(output)
        self.typesetter = Typesetter(self.work)

    def examine(self, batch: Sequence[Document]) -> list[_Examined]:
        """What goes into each of some documents."""
        return [self._examined(document) for document in batch]

    def _examined(self, document: Document) -> _Examined:
        data = document.data()
        text = json.dumps(data, ensure_ascii=False, sort_keys=True)
        pictures = [self.picture(file) for file in sources(data)]
        source = ledger.digest(
            _tools(), document.template.encode(), text.encode(), repr((document.boxes, pictures)).encode()
        )
        entry = self.known.get(document.path)
        fresh = entry is not None and entry.input == source and _is(self.output / document.path, entry.output)
        return _Examined(source, not fresh, frozenset(missing(text)))

    def picture(self, source: str) -> str | None:
        """The typesetter's path of a picture."""
        name = prepared(self.material.root / source, self.work / "pictures")
        return f"/pictures/{name}" if name else None

    def set(self, batch: Sequence[tuple[Document, str]]) -> list[tuple[str, ledger.Entry]]:
        """Set documents with the digests of their input and write them; their paths and entries."""
        return [(document.path, self._set(document, source)) for document, source in batch]

    def _set(self, document: Document, source: str) -> ledger.Entry:
        data = drawn(document.data(), self.picture)
        pad, data["meta"]["pad"] = data["meta"]["pad"], 0
        made = self.typesetter.typeset(document.template, data, document.boxes)
        if pad and document.group in BOUND and made.pages % SHEET:
            data["meta"]["pad"] = SHEET - made.pages % SHEET  # how many are short is known only now
            made = self.typesetter.typeset(document.template, data, document.boxes, sheets=True)
        _put(self.output / document.path, made.content)
        return ledger.Entry(
            input=source,
            output=ledger.digest(made.content),
            title=document.title,
            group=document.group,
            pages=made.pages,
            size=len(made.content),
            date=self.material.view.as_of.isoformat(),
        )


def print_documents(
    material: Material, wanted: Sequence[Document], output: Path, jobs: int, complete: Sequence[str] = ()
) -> Printed:
    """Write ``wanted`` below ``output``. Groups in ``complete`` are printed whole: what they held before and hold no
    longer is removed."""
    lay_out_templates(ledger.working_folder(output))
    known, damaged = ledger.read(ledger.ledger_file(output))
    press = _Press(material, output, known)
    if jobs > 1 and len(wanted) > 1:
        single_threaded()
    share = -(-len(wanted) // jobs) or 1
    shares = [wanted[start : start + share] for start in range(0, len(wanted), share)]
    # One document is not worth a process.
    parts = in_batches(jobs, shares, press.examine) if len(wanted) > 1 else [press.examine(wanted)]
    examined = [found for part in parts for found in part]
    printed = Printed(damaged=damaged)
    printed.unprintable = set().union(*(found.missing for found in examined))
    if printed.unprintable:
        return printed
    # The largest first, so that the last process to end is not one that began the yearbook last.
    order = sorted(
        ((document, found.input) for document, found in zip(wanted, examined, strict=True) if found.stale),
        key=lambda row: -row[0].weight,
    )
    entries = dict(known)
    names = {document.path for document in wanted}
    try:
        for answers in in_batches(jobs, _batches(order, jobs), press.set):
            entries.update(answers)
            printed.changed += len(answers)
        printed.removed = _remove_stale(output, entries, names, complete, material.internal is not None)
    finally:
        ledger.write(ledger.ledger_file(output), entries)
    printed.paths = sorted(names)
    for name in names:
        printed.documents += 1
        printed.pages += entries[name].pages
        printed.size += entries[name].size
    return printed


def _batches(order: Sequence[tuple[Document, str]], jobs: int) -> list[Sequence[tuple[Document, str]]]:
    """Batches of documents, one for every process where that is enough; a document that is large stands alone.

    More batches than that become smaller towards the end: who takes one more keeps the others waiting for as long as
    it lasts.
    """
    left = sum(document.weight for document, _ in order)
    most = min(_BATCH, -(-left // jobs))
    least = _LEAST if jobs > 1 and left > _BATCH * jobs else most
    batches: list[list[tuple[Document, str]]] = []
    room = 0
    for document, source in order:
        if room < document.weight:
            batches.append([])
            room = max(least, min(most, -(-left // (2 * jobs))))
        batches[-1].append((document, source))
        room -= document.weight
        left -= document.weight
    return list(batches)


def _is(path: Path, output: str) -> bool:
    try:
        return ledger.digest(path.read_bytes()) == output
    except OSError:
        return False


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _remove_stale(
    output: Path, entries: dict[str, ledger.Entry], names: set[str], complete: Sequence[str], internal: bool
) -> int:
    stale = [
        name
        for name, entry in entries.items()
        if entry.group in complete and name not in names and name.startswith(f"{INTERNAL_FOLDER}/") == internal
    ]
    for name in stale:
        (output / name).unlink(missing_ok=True)
        del entries[name]
    return len(stale)
