"""Plain values as compact JSON: what a build keeps for the next one, hands to another process, or publishes for a
browser to read. A library does it in a fifth of the time that Python's own takes.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import orjson

__all__ = ["packed_json", "spelled", "unpacked_json"]

# A date or a set of fields is not a plain value: it would come back as text, and must not be packed unnoticed.
_PLAIN_ONLY = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
_IN_FULL = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_SUBCLASS | orjson.OPT_NON_STR_KEYS


def _listed(value: Any) -> list[Any]:
    if isinstance(value, tuple):  # with names for its parts
        return list(value)
    raise TypeError(f"no plain value: {value!r}")


def packed_json(value: Any, default: Callable[[Any], Any] = _listed) -> bytes:
    """Plain values as JSON without a blank too many; ``default`` makes plain what is not.

    Raises TypeError for what is no plain value and for a whole number of more than 64 bits, of which no record has one.
    """
    # A copy takes the room it needs; what comes out of the library holds half as much again, and much of it is kept.
    return bytes(memoryview(orjson.dumps(value, default, _PLAIN_ONLY)))


def _said(value: Any) -> Any:
    if value.__class__ is SimpleNamespace:
        return value.__dict__
    return repr(value)


def spelled(value: Any) -> bytes:
    """A value in full, for a digest of it: the same for equal trees of facts. ``repr`` takes three times as long."""
    return orjson.dumps(value, _said, _IN_FULL)


def unpacked_json(data: bytes | str) -> Any:
    """What JSON says; raises ValueError where it is none."""
    return orjson.loads(data)
