"""Numbers in as few bytes as they need: seven bits a byte, lowest first, the top bit set on all but the last."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["sizes", "write"]

_LIMITS = [1 << bits for bits in (7, 14, 21, 28)]


def sizes(values: NDArray[Any]) -> NDArray[np.int64]:
    """Bytes of each number; numbers are below 2³⁵."""
    count = np.ones(len(values), dtype=np.int64)
    for limit in _LIMITS:
        count += values >= limit
    return count


def write(out: NDArray[np.uint8], places: NDArray[np.int64], values: NDArray[Any]) -> None:
    """Write each number at its place."""
    rest = values
    while len(rest):
        more = rest >= 128
        out[places] = (rest & 127).astype(np.uint8) | (more.astype(np.uint8) << 7)
        places, rest = places[more] + 1, rest[more] >> 7
