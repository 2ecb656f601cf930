"""The file of a record or of a ledger, as it is and as it is to be; what need not change in it stays as it is."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from generator.editing.dumping import record_lines, row_lines
from generator.editing.rewriting import rewrite
from generator.editing.schema import hint
from generator.editing.tree import FENCE, UnfitError, front_matter, grow
from generator.records.layout import Shelf
from generator.records.outline import Entry, is_review

__all__ = ["RecordFile", "drop", "put", "value_at"]


class RecordFile:
    """A file of a site; ``value`` is what it says, ``wanted`` what it is to say. ``UnfitError`` where it is not to be
    taken apart."""

    def __init__(self, root: Path, path: str, shelf: Shelf) -> None:
        self.path, self.shelf = path, shelf
        try:
            self._text = (root / path).read_text("utf-8") if (root / path).exists() else None
        except UnicodeDecodeError as error:
            raise UnfitError(str(error)) from None
        self._lines = self._text.split("\n") if self._text is not None else []
        self._body: list[str] = []
        if shelf.body is not None and self._text is not None:
            self._lines, self._body = front_matter(self._lines)
        self.value: dict[str, Any] = grow(self._lines).root.value if self._text is not None else {}
        self.wanted = copy.deepcopy(self.value)

    def entry(self, keys: Sequence[str | int]) -> dict[str, Any]:
        """What the record at a path of keys is to say, to be changed in place; ``UnfitError`` where the file has it
        only once it was mended."""
        node: Any = self.wanted
        try:
            for key in keys:
                node = node[key]
        except (LookupError, TypeError):
            raise UnfitError("no such entry") from None
        return cast("dict[str, Any]", node)

    def append(self, row: dict[str, Any]) -> None:
        """Have a ledger say one more row; ``UnfitError`` where it has no list of them."""
        rows = self.wanted.get(str(self.shelf.ledger))
        if rows is not None and not isinstance(rows, list):
            raise UnfitError("no list")
        self.wanted[str(self.shelf.ledger)] = [*(rows or []), row]

    def after(self) -> str:
        """The text that says what is wanted; ``UnfitError`` where that takes a person."""
        if self._text is None:
            lines = record_lines(self.wanted, self.shelf.model) if self.shelf.ledger is None else self._ledger()
            if self.shelf.body is not None:
                lines = [FENCE, *lines, FENCE]
            return "\n".join([*lines, ""]) + hint(self.path)
        lines = rewrite(self._lines, self.wanted, self.shelf.model, self.shelf.ledger)
        return "\n".join([FENCE, *lines, FENCE, *self._body] if self.shelf.body is not None else lines)

    def _ledger(self) -> list[str]:
        lines = [f"审核: {self.wanted.get('审核', '草稿')}", f"{self.shelf.ledger}:"]
        for row in self.wanted[str(self.shelf.ledger)]:
            lines += row_lines(row, self.shelf.model)
        return lines


def value_at(node: Any, keys: Sequence[str]) -> Any:
    """What stands at a path of keys; None where nothing does."""
    for key in keys:
        if not isinstance(node, dict) or key not in node:
            return None
        node = node[key]
    return node


def put(node: dict[str, Any], keys: Sequence[str], value: Any, entry: Entry) -> None:
    """Set what stands at a path of keys; of a review its state only."""
    for key in keys[:-1]:
        node = node.setdefault(key, {})
    if is_review(entry) and isinstance(node.get(keys[-1]), dict):
        node[keys[-1]] = {**node[keys[-1]], "状态": value}
    else:
        node[keys[-1]] = value


def drop(node: dict[str, Any], keys: Sequence[str]) -> None:
    """Take away what stands at a path of keys, and the mappings on the way that are empty then."""
    above: list[tuple[dict[str, Any], str]] = []
    for key in keys[:-1]:
        above.append((node, key))
        node = node[key]
    node.pop(keys[-1], None)
    for holder, key in reversed(above):
        if not holder[key]:
            del holder[key]
