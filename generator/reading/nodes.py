"""What reading yields: plain values in dicts and lists that know where they stand in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence as AnySequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias, Union

from generator.findings import Finding, Location

__all__ = ["Document", "Mapping", "Node", "Sequence", "Want", "locate"]

Want: TypeAlias = Literal["key", "value"]
"""Which end of an entry a place is wanted for."""


class Mapping(dict[str, "Node"]):
    """A mapping. ``marks`` gives for every key (key line, key column, value line, value column), all from 1."""

    __slots__ = ("column", "line", "marks")

    def __init__(self, line: int = 1, column: int = 1) -> None:
        super().__init__()
        self.line = line
        self.column = column
        self.marks: dict[str, tuple[int, int, int, int]] = {}


class Sequence(list["Node"]):
    """A list. ``marks`` gives for every item its (line, column), from 1."""

    __slots__ = ("column", "line", "marks")

    def __init__(self, line: int = 1, column: int = 1) -> None:
        super().__init__()
        self.line = line
        self.column = column
        self.marks: list[tuple[int, int]] = []


Node: TypeAlias = Union[Mapping, Sequence, str, int, Decimal, bool, None]  # noqa: UP007 (forward use in the classes)


@dataclass(slots=True)
class Document:
    """What a file says. ``complete`` is false where reading ended early: a key missing from it may yet be there."""

    path: str
    root: Node
    findings: list[Finding] = field(default_factory=list)
    complete: bool = True
    lines: list[str] = field(default_factory=list, repr=False)
    first_line: int = 1

    def line(self, number: int) -> str:
        """The text of a line of the file, by its number."""
        index = number - self.first_line
        return self.lines[index] if 0 <= index < len(self.lines) else ""


_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"?|\'(?:[^\']|\'\')*\'?')
_REST = re.compile(r"(?:[^ \t#]|[ \t](?![ \t]*(?:#|$))|(?<=[^ \t])#)*")
_WORD = re.compile(r"[^\s,\[\]{}#]+")


def locate(document: Document, keys: AnySequence[str | int], want: Want = "value") -> Location:
    """Where the deepest existing node on a path stands.

    ``want`` chooses between a key and its value. For a key that is missing, the place is the key of the mapping it is
    missing from (at the top: where the record begins).
    """
    node = document.root
    place = (node.line, node.column) if isinstance(node, (Mapping, Sequence)) else (document.first_line, 1)
    parent_key = place
    value: Node = None
    is_key = False
    for key in keys:
        if isinstance(node, Mapping) and isinstance(key, str) and key in node:
            mark = node.marks[key]
            is_key = want == "key"
            place = (mark[0], mark[1]) if is_key else (mark[2], mark[3])
            parent_key = (mark[0], mark[1])
            node = node[key]
            value = key if is_key else node
        elif isinstance(node, Sequence) and isinstance(key, int) and -len(node) <= key < len(node):
            place, is_key = node.marks[key], False
            parent_key = place
            node = node[key]
            value = node
        else:
            if node is not document.root:
                place, value, is_key = parent_key, None, True
            break
    if node is document.root:
        return Location(document.path, *place)
    return Location(document.path, *place, length=_length(document.line(place[0]), place[1] - 1, value, is_key))


def _length(line: str, start: int, value: Node, is_key: bool) -> int:
    """How many characters to underline: the scalar as written, for a container the rest of its line."""
    rest = line[start:]
    if rest[:1] in ('"', "'"):
        match = _QUOTED.match(rest)
    elif isinstance(value, str):
        if rest.startswith(value):
            return max(1, len(value))
        match = _REST.match(rest)
    elif is_key:
        match = re.match(r"[^:：]+", rest)
    elif isinstance(value, (Mapping, Sequence)):
        match = _REST.match(rest)
    else:
        match = _WORD.match(rest)
    return max(1, len(match[0].rstrip())) if match else 1
