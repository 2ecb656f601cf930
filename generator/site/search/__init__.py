"""Search without a server: a static index that is exact in Chinese.

A page is found if each word typed stands on it exactly as typed. The index is cut into small files of which a query
fetches the few that its pairs of characters point to: ``index.json`` and ``table.bin`` (table.py), ``grams/``
(shards.py, postings.py, columns.py), ``pages/`` and ``long/`` (groups.py). The reader of them all is
``theme/assets/javascripts/zhibu-search.js``.
"""

from collections.abc import Callable, Iterable, Mapping

from generator.site.search.documents import Document, engine_document, page_document

__all__ = ["Document", "build_index", "engine_document", "page_document", "update_index"]


def build_index(documents: Iterable[Document]) -> Mapping[str, bytes]:
    """Every file of the index of some documents, by name."""
    from generator.site.search.building import build_index  # with NumPy, which a build without changes does not need

    return build_index(documents)


def update_index(
    old: Callable[[str], bytes | None], removed: Iterable[str], changed: Iterable[Document]
) -> Mapping[str, bytes | None]:
    """The files that differ after pages went away, changed or came; None for a file that goes."""
    from generator.site.search.updating import update_index

    return update_index(old, removed, changed)
