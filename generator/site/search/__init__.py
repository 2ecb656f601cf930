"""Search without a server: a static index that is exact in Chinese.

A page is found if each word typed stands on it exactly as typed. The index is cut into small files of which a query
fetches the few that its pairs of characters point to: ``index.json`` and ``table.bin`` (table.py), ``grams/``
(shards.py, postings.py, columns.py), ``pages/`` and ``long/`` (groups.py). The reader of them all is
``theme/assets/javascripts/zhibu-search.js``.
"""

from generator.site.search.building import build_index
from generator.site.search.documents import Document, engine_document, page_document
from generator.site.search.updating import update_index

__all__ = ["Document", "build_index", "engine_document", "page_document", "update_index"]
