"""``zhibu build`` as it would be without what Hugo does not make either, so that like is compared with like:
``python -m benchmarks.lighter search,drawings build``. For measurements only: without ``search`` there is no index,
which is counted apart; without ``drawings`` neither share pictures nor QR codes, a site of fewer files.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable

from generator.cli import main
from generator.site import filling, publishing
from generator.site.filling import Made
from generator.site.publishing import Publisher
from generator.site.search import Document

__all__: list[str] = []


def _gather(publisher: Publisher, documents: Iterable[Document]) -> bytes:
    deque(documents, maxlen=0)
    return b""


def _write(publisher: Publisher) -> None:
    publisher.made["search"] = Made("", {})


def _leave_out_search() -> None:
    for module, name in ((filling, "page_document"), (publishing, "engine_document")):
        setattr(module, name, lambda page, body: None)
    Publisher._gather, Publisher._write_search = _gather, _write  # type: ignore[method-assign]


def _leave_out_drawings() -> None:
    filling.drawings = lambda *_: iter(())
    publishing.share_pictures = lambda *_: iter(())


if __name__ == "__main__":
    for part in sys.argv[1].split(","):
        {"search": _leave_out_search, "drawings": _leave_out_drawings}[part]()
    sys.exit(main(sys.argv[2:]))
