"""Events of the C parser to nodes. The parser streams: going too deep, or on too long, stops it at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from _ruamel_yaml import (  # imported directly, because ruamel.yaml falls back to its slow pure parser silently
    AliasEvent,
    CParser,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from ruamel.yaml.error import YAMLError

from generator.findings import Kind
from generator.reading import kinds
from generator.reading.bounds import MAX_DEPTH, MAX_NODES, MAX_SCALAR
from generator.reading.nodes import Mapping, Node, Sequence

__all__ = ["Construction", "construct", "scalar"]

_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}\Z")
_WORDS: dict[str, Node] = {"": None, "~": None, "null": None, "true": True, "false": False}
_NUMERIC = frozenset("-0123456789")

Complaint = tuple[Kind, int, int, dict[str, str]]


def scalar(text: str) -> Node:
    """The value of an unquoted scalar.

    Nothing, ``~`` and ``null`` are None; ``true`` and ``false`` are bool; whole and decimal numbers without leading
    zero, sign ``+``, exponent or underscore are numbers; decimals keep their digits (``1.10``). All else is text as
    written: ``no``, ``否``, ``012``, ``1e3``, ``2024-05-18``. So are numbers of more than 15 digits, which are
    identifiers and would lose digits in JSON readers.
    """
    if text[:1] in _NUMERIC:
        if _INT.match(text):
            return int(text)
        return Decimal(text) if _FLOAT.match(text) else text
    return _WORDS.get(text, text)


class _Nothing:
    """Stands for a root that was never seen."""


class Construction:
    """What came of one parse: positions from 0, in the text that was parsed."""

    __slots__ = ("complaints", "error", "root", "stopped")

    def __init__(self) -> None:
        self.root: Node | _Nothing = NOTHING
        self.complaints: list[Complaint] = []
        self.error: Exception | None = None
        self.stopped = False


NOTHING = _Nothing()
_NO_KEY: Any = object()


def construct(text: str, first_line: int) -> Construction:
    """Parse text into nodes whose lines start at ``first_line``; problems become complaints, never exceptions."""
    result = Construction()
    try:
        # Few records hold these signs at all, and asking every event costs.
        may_have_properties = "&" in text or "!" in text
        _read(CParser(text).get_event, result, first_line, len(text) > MAX_SCALAR, may_have_properties)
    except (YAMLError, UnicodeError, ValueError) as error:  # the reader also raises bare UnicodeEncodeError
        result.error = error
    return result


def _read(
    get_event: Callable[[], Any], result: Construction, base: int, may_be_long: bool, may_have_properties: bool
) -> None:
    complain = result.complaints.append
    scalar_event, no_key, numeric, words = ScalarEvent, _NO_KEY, _NUMERIC, _WORDS  # local names are faster
    container: Any = None  # the open mapping or sequence
    pairs = False  # whether it is a mapping
    stack: list[tuple[Any, bool, Any]] = []
    key: Any = _NO_KEY  # in a mapping: the key that waits for its value; None: the value is to be dropped
    key_line = key_column = 0
    count = 0
    while True:
        event = get_event()
        kind = event.__class__
        if kind is scalar_event:
            mark = event.start_mark
            line = mark.line
            column = mark.column
            value: Any = event.value
            if may_have_properties:
                _property(event, line, column, complain)
            if may_be_long and len(value) > MAX_SCALAR:
                complain((kinds.SCALAR_TOO_LONG, line, column, {"size": str(len(value)), "limit": str(MAX_SCALAR)}))
                value = value[:MAX_SCALAR]
            if pairs and key is no_key:
                key = value
                if value in container or value == "<<" or not value:
                    key = _odd_key(value, not event.style, container, line, column, complain)
                key_line, key_column = line, column
                continue
            if (value[:1] in numeric or value in words) and not event.style:
                value = scalar(value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            mark = event.start_mark
            line = mark.line
            column = mark.column
            if may_have_properties:
                _property(event, line, column, complain)
            if len(stack) >= MAX_DEPTH:
                complain((kinds.TOO_DEEP, line, column, {"limit": str(MAX_DEPTH)}))
                result.stopped = True
                return
            value = Mapping(line + base, column + 1) if kind is MappingStartEvent else Sequence(line + base, column + 1)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            container, pairs, key = stack.pop()
            continue
        elif kind is AliasEvent:
            mark = event.start_mark
            line = mark.line
            column = mark.column
            complain((kinds.ALIAS, line, column, {}))
            if pairs and key is no_key:
                key = None
                continue
            value = None
        elif kind is StreamEndEvent:
            return
        elif kind is DocumentStartEvent and result.root is not NOTHING:
            mark = event.start_mark
            complain((kinds.SECOND_DOCUMENT, mark.line, mark.column, {"marker": "---"}))
            result.stopped = True
            return
        else:
            continue
        count += 1
        if count > MAX_NODES:
            complain((kinds.TOO_MANY_NODES, line, column, {"limit": str(MAX_NODES)}))
            result.stopped = True
            return
        # Containers hang in their parent from the start, so what was read before a syntax error is not lost.
        if pairs:
            if key is no_key:
                complain((kinds.KEY_NOT_TEXT, line, column, {}))
                key = None  # the value that follows goes the same way
            else:
                if key is not None:
                    container[key] = value
                    container.marks[key] = (key_line + base, key_column + 1, line + base, column + 1)
                key = no_key
        elif container is not None:
            container.append(value)
            container.marks.append((line + base, column + 1))
        else:
            result.root = value
        if kind is not ScalarEvent and kind is not AliasEvent:
            stack.append((container, pairs, key))
            container, pairs, key = value, kind is MappingStartEvent, _NO_KEY


def _odd_key(text: str, plain: bool, container: Any, line: int, column: int, complain: Any) -> str | None:
    """A key as text, or None where its value must be dropped."""
    if plain and text in ("<<", ""):
        complain((kinds.MERGE_KEY if text else kinds.KEY_NOT_TEXT, line, column, {}))
        return None
    if text in container:
        complain((kinds.DUPLICATE_KEY, line, column, {"key": text, "first": str(container.marks[text][0])}))
        return None
    return text


def _property(event: Any, line: int, column: int, complain: Any) -> None:
    if event.anchor:
        complain((kinds.ANCHOR, line, column, {}))
    if event.tag:
        complain((kinds.TAG, line, column, {}))
