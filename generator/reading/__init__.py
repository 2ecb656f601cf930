"""Reading: files to nodes that know their line and column. Knows YAML and no record kinds."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from generator.reading.bounds import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_SCALAR
from generator.reading.characters import is_clean
from generator.reading.nodes import Document, Mapping, Node, Sequence, Want, locate
from generator.reading.quick import plain_values
from generator.reading.source import Source, forget_folders, read_source

if TYPE_CHECKING:
    from generator.reading.construct import scalar
    from generator.reading.document import mend, parse, split_front_matter

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "MAX_SCALAR",
    "Document",
    "Mapping",
    "Node",
    "Sequence",
    "Source",
    "Want",
    "forget_folders",
    "is_clean",
    "locate",
    "mend",
    "parse",
    "plain_values",
    "read_source",
    "scalar",
    "split_front_matter",
]

_CAREFUL = {"mend": "document", "parse": "document", "split_front_matter": "document", "scalar": "construct"}
"""The careful reader: 40 ms of importing, which a start without a doubtful file does without."""


def __getattr__(name: str) -> Any:
    if name not in _CAREFUL:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_CAREFUL[name]}"), name)
