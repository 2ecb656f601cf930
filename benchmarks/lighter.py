"""``zhibu build`` as it would be without what Hugo does not make either, so that like is compared with like:
``python -m benchmarks.lighter search,drawings,proof build``. For measurements only: without ``search`` there is no
index, which is counted apart; without ``drawings`` neither share pictures nor QR codes, without ``proof`` neither
workbook nor manifest nor the digests that it lists, a site of fewer files.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.cli import leave, main
from generator.commands import publishing as command

if TYPE_CHECKING:
    from generator.site.publishing import Publisher
    from generator.site.search import Document

__all__: list[str] = []


def _leave_out_search() -> None:
    from generator.site import filling, publishing
    from generator.site.filling import Made

    def gather(publisher: Publisher, documents: Iterable[Document]) -> bytes:
        deque(documents, maxlen=0)
        return b""

    def write(publisher: Publisher) -> None:
        publisher.made["search"] = Made("", {})

    for module, name in ((filling, "page_document"), (publishing, "engine_document")):
        setattr(module, name, lambda page, body: None)
    publishing.Publisher._gather, publishing.Publisher._write_search = gather, write  # type: ignore[method-assign]


def _leave_out_drawings() -> None:
    from generator.site import filling, publishing

    filling.drawings = lambda *_: iter(())
    publishing.share_pictures = lambda *_: iter(())


def _leave_out_proof() -> None:
    from generator.site import writing
    from generator.site.data import WORKBOOK
    from generator.site.filling import Made
    from generator.site.publishing import Publisher
    from generator.site.tables import Tables

    def manifest(publisher: Publisher) -> None:
        publisher.made["manifest"] = Made("", {})

    class NoDigest:
        def __init__(self, data: bytes) -> None:
            pass

        def digest(self) -> bytes:
            return b""

    writing.sha256 = NoDigest  # type: ignore[assignment]
    Tables.workbook = lambda *_: Made("", {f"data/{WORKBOOK}": 0})  # type: ignore[method-assign]
    Publisher._write_manifest = manifest  # type: ignore[method-assign]


_PARTS = {"search": _leave_out_search, "drawings": _leave_out_drawings, "proof": _leave_out_proof}


def _lighten(parts: str) -> None:
    """Leave these out as soon as a build imports what makes them: not before, or its imports were no longer its own."""
    prepare = command._prepare

    def prepared() -> None:
        prepare()
        for part in parts.split(","):
            _PARTS[part]()

    command._prepare = prepared


if __name__ == "__main__":
    _lighten(sys.argv[1])
    leave(main(sys.argv[2:]))
