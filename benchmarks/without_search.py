"""``zhibu build`` as it would be without a search index, which is counted apart: ``python -m benchmarks.without_search
build``. For measurements only; such a site has an empty search page.
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


if __name__ == "__main__":
    for module, name in ((filling, "page_document"), (publishing, "engine_document")):
        setattr(module, name, lambda page, body: None)
    Publisher._gather, Publisher._write_search = _gather, _write  # type: ignore[method-assign]
    sys.exit(main())
