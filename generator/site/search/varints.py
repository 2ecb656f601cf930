"""Numbers in as few bytes as they need: seven bits a byte, lowest first, the top bit set on all but the last."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["decode", "encode", "read", "sizes", "write"]

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


def encode(values: NDArray[Any]) -> bytes:
    """Numbers end to end."""
    count = sizes(values)
    ends = np.cumsum(count)
    out = np.empty(int(count.sum()), dtype=np.uint8)
    write(out, ends - count, values)
    return out.tobytes()


def decode(data: bytes) -> NDArray[np.int64]:
    """All numbers of a run of bytes."""
    raw = np.frombuffer(data, dtype=np.uint8)
    last = np.flatnonzero(raw < 128)
    starts = np.zeros(len(last), dtype=np.int64)
    starts[1:] = last[:-1] + 1
    values = np.zeros(len(last), dtype=np.int64)
    length = last - starts + 1
    for place in range(int(length.max(initial=0))):
        here = length > place
        values[here] |= (raw[starts[here] + place] & 127).astype(np.int64) << (7 * place)
    return values


def read(data: bytes, at: int) -> tuple[int, int]:
    """One number, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
