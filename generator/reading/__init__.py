"""Reading: files to nodes that know their line and column. Knows YAML and no record kinds."""

from __future__ import annotations

from generator.reading.characters import is_clean
from generator.reading.construct import MAX_DEPTH, MAX_NODES, MAX_SCALAR, scalar
from generator.reading.document import mend, parse, split_front_matter
from generator.reading.nodes import Document, Mapping, Node, Sequence, Want, locate
from generator.reading.quick import plain_values
from generator.reading.source import MAX_BYTES, Source, forget_folders, read_source

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
