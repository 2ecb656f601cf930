"""Search without a server: a static index that is exact in Chinese.

A page is found if each word typed stands on it exactly as typed. The index is cut into small files of which a query
fetches the few that its triples of characters point to: ``index.json`` and ``table.bin`` (table.py), ``grams/``
and ``heavy/`` (grams.py, lists.py, shards.py), ``pages/`` and ``long/`` (groups.py). Where each page lies is said in
places.py. The reader of them all is ``theme/assets/javascripts/zhibu-search.js``.

``building`` writes the whole index, ``updating`` changes it, ``documents`` makes documents of pages. Changing must not
import numpy nor the templates, so they are not imported here.
"""

from generator.site.search.document import Document
from generator.site.search.updating import Unusable, Update, begin_update, revised

__all__ = ["Document", "Unusable", "Update", "begin_update", "revised"]
