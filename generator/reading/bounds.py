"""How large a file may be, and what is in it."""

from __future__ import annotations

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "MAX_SCALAR"]

MAX_BYTES = 1024 * 1024
"""A branch record has 3 KB and a county's ledger of units a few hundred; whatever is larger is no record."""
MAX_DEPTH = 32
"""Records nest five deep; the parser's own time grows with the square of the depth."""
MAX_NODES = 50_000
"""A county's ledger has some 30,000 values."""
MAX_SCALAR = 65_536
"""Longer than any text a record holds; narratives are articles."""
