"""A YAML text as a tree that knows which lines belong to what, so that a part can be moved or replaced as it stands.

Reading throws comments, quotes and layout away; here they are what matters. Positions are counted from 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from _ruamel_yaml import (
    AliasEvent,
    CParser,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.error import YAMLError

from generator.reading import scalar

__all__ = ["FENCE", "Branching", "Item", "Knot", "Leaf", "Tree", "UnfitError", "front_matter", "grow"]

FENCE = "---"
"""Above and below the front matter of an article."""


class UnfitError(Exception):
    """A text that is not to be taken apart: several documents, complex keys, explicit indentation, no mapping."""


@dataclass(slots=True)
class Leaf:
    """A scalar or an alias; ``start`` includes anchor and tag, ``end`` is behind the last character."""

    text: str
    style: str
    """``plain``, ``'``, ``"``, ``|``, ``>`` or ``*`` for an alias."""
    start: tuple[int, int]
    end: tuple[int, int]

    @property
    def value(self) -> Any:
        """What it says, as reading has it."""
        if self.style == "*":
            raise UnfitError("alias")
        return scalar(self.text) if self.style == "plain" else self.text

    @property
    def block(self) -> bool:
        """Whether it stands on lines of its own, behind ``|`` or ``>``."""
        return self.style in ("|", ">")


@dataclass(slots=True)
class Branching:
    """A mapping or a list. ``column`` is that of its keys or dashes; ``start`` includes anchor and tag."""

    listed: bool
    flow: bool
    start: tuple[int, int]
    first: tuple[int, int]
    end: tuple[int, int] = (0, 0)
    items: list[Item] = field(default_factory=list)

    @property
    def column(self) -> int:
        """The column of its keys or dashes; of one in brackets that of the bracket."""
        return self.first[1]

    @property
    def value(self) -> Any:
        """Plain lists and dicts."""
        if self.listed:
            return [item.value.value for item in self.items]
        return {item.key.text: item.value.value for item in self.items if item.key is not None}


Knot = Leaf | Branching


@dataclass(slots=True)
class Item:
    """An entry of a mapping or a list: the line it starts on, its key (None in a list), its value.

    In block layout ``lead`` and ``tail`` are ranges of lines (from, to): comments and blanks before and behind.
    """

    line: int
    key: Leaf | None
    value: Knot
    last: int = 0
    lead: tuple[int, int] = (0, 0)
    tail: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Tree:
    """A text: its lines, its root, and the lines before and after all entries."""

    lines: list[str]
    root: Branching
    head: int
    """Number of lines before the first entry."""
    foot: int
    """First line behind the last entry."""


class _Grower:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.next = CParser("\n".join(lines)).get_event

    def root(self) -> Branching:
        event = self.next()
        while isinstance(event, StreamStartEvent | DocumentStartEvent):
            event = self.next()
        if not isinstance(event, MappingStartEvent) or event.flow_style:
            raise UnfitError("no mapping")
        root = self.branching(event)
        event = self.next()
        if not isinstance(event, DocumentEndEvent) or not isinstance(self.next(), StreamEndEvent):
            raise UnfitError("several documents")
        return root

    def knot(self, event: Any) -> Knot:
        if isinstance(event, ScalarEvent):
            leaf = Leaf(event.value, event.style or "plain", _mark(event.start_mark), _mark(event.end_mark))
            if leaf.block:
                self.block(leaf)
            return leaf
        if isinstance(event, AliasEvent):
            return Leaf(event.anchor, "*", _mark(event.start_mark), _mark(event.end_mark))
        return self.branching(event)

    def block(self, leaf: Leaf) -> None:
        """The end of a block scalar is its last line that says something; the parser's lies behind the blank ones."""
        header = self.lines[leaf.start[0]][leaf.start[1] :]
        if any(char.isdigit() for char in header.partition("#")[0].split()[-1]):
            raise UnfitError("explicit indentation")
        last = min(leaf.end[0], len(self.lines)) - (leaf.end[1] == 0)
        while last > leaf.start[0] and not self.lines[last].strip():
            last -= 1
        leaf.end = (last, len(self.lines[last]))

    def branching(self, event: Any) -> Branching:
        listed = isinstance(event, SequenceStartEvent)
        start, first = _mark(event.start_mark), _mark(event.end_mark)
        if listed and not event.flow_style and self.lines[first[0]][first[1] - 1 : first[1]] == "-":
            first = (first[0], first[1] - 1)  # a list at the column of its key: the parser has passed the dash
        found = Branching(listed, bool(event.flow_style), start, first)
        if found.flow:
            found.first = start
        while True:
            event = self.next()
            if isinstance(event, MappingEndEvent | SequenceEndEvent):
                break
            if listed:
                value = self.knot(event)
                found.items.append(Item(self.dash(found, value), None, value))
                continue
            key = self.knot(event)
            if not isinstance(key, Leaf) or key.style not in ("plain", "'", '"') or key.start[0] != key.end[0]:
                raise UnfitError("complex key")
            if not found.flow and key.start[1] != found.column:
                raise UnfitError("complex key")
            found.items.append(Item(key.start[0], key, self.knot(self.next())))
        if found.flow:
            found.end = _mark(event.end_mark)
        else:
            self.ranges(found)
        return found

    def dash(self, found: Branching, value: Knot) -> int:
        """The line of the dash before a value of a block list."""
        line = value.start[0]
        if found.flow:
            return line
        while line >= found.first[0]:
            text = self.lines[line]
            if text[found.column : found.column + 1] == "-" and "#" not in text[: found.column]:
                return line
            line -= 1
        raise UnfitError("list without dash")

    def ranges(self, found: Branching) -> None:
        """Share the lines between entries: comments deeper than the entry belong to it, the rest to the next."""
        for number, item in enumerate(found.items):
            item.last = self.last(item)
            if number:
                before = found.items[number - 1]
                split = before.last + 1
                while split < item.line and self.deeper(split, item.line, found.column):
                    split += 1
                before.tail = (before.last + 1, split)
                item.lead = (split, item.line)
        if found.items:
            found.end = (found.items[-1].last, 0)

    def deeper(self, line: int, stop: int, column: int) -> bool:
        """Whether a line between entries, blank ones before it, holds a comment that stands deeper than ``column``."""
        while line < stop and not self.lines[line].strip():
            line += 1
        return line < stop and len(self.lines[line]) - len(self.lines[line].lstrip()) > column

    def last(self, item: Item) -> int:
        value = item.value
        if isinstance(value, Branching):
            if value.flow or not value.items:
                return value.end[0]
            return value.items[-1].tail[1] - 1 if value.items[-1].tail[1] else value.items[-1].last
        return max(item.line, value.end[0]) if value.text or value.style != "plain" else item.line


def _mark(mark: Any) -> tuple[int, int]:
    return mark.line, mark.column


def front_matter(lines: list[str]) -> tuple[list[str], list[str]]:
    """The YAML at the head of an article and the lines below it; ``UnfitError`` where there is none."""
    end = next((n for n in range(1, len(lines)) if lines[n].rstrip() == FENCE), None)
    if end is None or lines[0].lstrip("\ufeff").rstrip() != FENCE:
        raise UnfitError("front matter")
    return lines[1:end], lines[end + 1 :]


def grow(lines: list[str]) -> Tree:
    """The tree of a text; ``UnfitError`` where it is not to be taken apart."""
    try:
        root = _Grower(lines).root()
    except (YAMLError, UnicodeError, ValueError) as error:
        raise UnfitError(str(error)) from None
    if not root.items:
        raise UnfitError("empty")
    head, foot = root.items[0].line, root.items[-1].last + 1
    while foot < len(lines) and _belongs(lines, foot):
        foot += 1
    root.items[-1].tail = (root.items[-1].last + 1, foot)
    return Tree(lines, root, head, foot)


def _belongs(lines: list[str], line: int) -> bool:
    while line < len(lines) and not lines[line].strip():
        line += 1
    return line < len(lines) and lines[line].startswith(" ")
