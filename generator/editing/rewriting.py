"""Smallest edits: bring a text to say new values while every line that need not change stays as it is.

Forms and spreadsheets know values only; comments, order and layout come from the text that was there before.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from pydantic import BaseModel

from generator.editing.dumping import WIDTH, lines_of, listing, quoted, row_lines, word
from generator.editing.formatting import spell
from generator.editing.tree import Branching, Item, Knot, Leaf, UnfitError, grow
from generator.findings.terminal import width
from generator.records.outline import Entry, entry_at, is_review, key_order

__all__ = ["rewrite", "same"]


def same(old: Any, new: Any, entry: Entry | None, part: type[BaseModel] | None = None) -> bool:
    """Whether two values mean the same in a field, however they are spelled."""
    part = part or (entry.part if entry else None)
    if entry is not None and is_review(entry):
        old, new = _review(old), _review(new)
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(
            same(old[key], new[key], entry_at(part, (key,)) if part else None) for key in old
        )
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(same(a, b, entry, part) for a, b in zip(old, new, strict=True))
    if isinstance(old, dict | list) or isinstance(new, dict | list):
        return False
    return _plain(old, entry) == _plain(new, entry)


def _review(value: Any) -> Any:
    return value["状态"] if isinstance(value, dict) and set(value) == {"状态"} else value


def _plain(value: Any, entry: Entry | None) -> tuple[str, str]:
    """A scalar in its canonical spelling, with its kind where the field is not known."""
    if value is None:
        return ("none", "")
    text = word(value)
    if entry is None:
        return (type(value).__name__, str(value))
    leaf = grow(["k: " + (quoted(value) if isinstance(value, str) else text)]).root.items[0].value
    spelled = spell(leaf, entry) if isinstance(leaf, Leaf) else None
    said = spelled if spelled is not None else str(value)
    return ("known", "\n".join(line.rstrip() for line in said.strip().strip('"').split("\n")))


def rewrite(
    lines: Sequence[str], value: dict[str, Any], model: type[BaseModel], ledger: str | None = None
) -> list[str]:
    """The lines changed so that they say ``value``; ``UnfitError`` where that takes a person."""
    tree = grow(list(lines))
    editor = _Editor(tree.lines, model, ledger)
    editor.mapping(tree.root, value, None if ledger else model, top=True)
    found = editor.result()
    after = grow(found).root
    if not _agrees(after.value, value, model, ledger):
        raise UnfitError("the edit did not come out")
    return found


def _agrees(said: Any, value: Any, model: type[BaseModel], ledger: str | None) -> bool:
    if ledger is None:
        return same(said, value, None, model)
    if said.keys() != value.keys() or not isinstance(said.get(ledger), list):
        return False
    rest = {key: item for key, item in said.items() if key != ledger}
    return same(rest, {key: item for key, item in value.items() if key != ledger}, None, model) and same(
        said[ledger], value[ledger], None, model
    )


class _Editor:
    def __init__(self, lines: list[str], model: type[BaseModel], ledger: str | None) -> None:
        self.lines = lines
        self.model = model
        self.ledger = ledger
        self.edits: list[tuple[int, int, list[str]]] = []

    def result(self) -> list[str]:
        found = list(self.lines)
        for start, stop, new in sorted(self.edits, key=lambda edit: (edit[0], edit[1]), reverse=True):
            found[start:stop] = new
        return found

    def known(self, part: type[BaseModel] | None, key: str, top: bool) -> tuple[Entry | None, type[BaseModel] | None]:
        """The field behind a key, and the model of what it holds."""
        if top and self.ledger is not None:
            entry = None if key == self.ledger else entry_at(self.model, (key,))
            return entry, self.model if key == self.ledger else (entry.part if entry else None)
        entry = entry_at(part, (key,)) if part else None
        return entry, entry.part if entry else None

    def mapping(self, knot: Branching, new: dict[str, Any], part: type[BaseModel] | None, top: bool = False) -> None:
        there = [item.key.text for item in knot.items if item.key is not None]
        if len(set(there)) != len(there):
            raise UnfitError("key twice")
        order = key_order(part) if part else {}
        dashed = "-" in self.lines[knot.items[0].line][: knot.column]
        added = [key for key in new if key not in there]
        early = [key for key in added if _place(key, order) < _place(there[0], order)]
        if dashed and (there[0] not in new or early):
            self.again(knot, new, part)
            return
        for item, key in zip(knot.items, there, strict=True):
            entry, inner = self.known(part, key, top)
            if key not in new:
                self.edits.append((item.lead[0] or item.line, _behind(item), []))
            elif not self.equal(item.value, new[key], entry, inner):
                self.item(item, key, new[key], entry, inner)
        for key in sorted(added, key=lambda key: _place(key, order)):
            entry, inner = self.known(part, key, top)
            at = knot.items[0].line
            for item, other in zip(knot.items, there, strict=True):
                if _place(other, order) <= _place(key, order) or (entry is None and not order):
                    at = _behind(item)
            self.edits.append((at, at, self.entry_lines(key, new[key], knot.column, entry, inner)))

    def entry_lines(
        self, key: str, value: Any, indent: int, entry: Entry | None, part: type[BaseModel] | None
    ) -> list[str]:
        if entry is None and part is not None and isinstance(value, list):  # the rows of a ledger
            rows = [line for row in value for line in self.row(row, indent + 2, part)]
            return [f"{' ' * indent}{key}:", *rows]
        return lines_of(key, value, indent, entry)

    @staticmethod
    def row(value: Any, indent: int, part: type[BaseModel] | None, entry: Entry | None = None) -> list[str]:
        if not isinstance(value, dict) or not value or entry is not None or part is None:
            return lines_of("", value, indent, entry)
        return row_lines(value, part, indent)

    def again(self, knot: Branching, new: dict[str, Any], part: type[BaseModel] | None) -> None:
        """An entry of a list that must begin with another key: written anew."""
        first = knot.items[0]
        prefix = self.lines[first.line][: knot.column]
        body: list[str] = []
        order = key_order(part) if part else {}
        for key in sorted(new, key=lambda key: _place(key, order)):
            body += lines_of(key, new[key], knot.column, entry_at(part, (key,)) if part else None)
        self.edits.append((first.line, knot.items[-1].last + 1, [prefix + body[0].lstrip(), *body[1:]]))

    def equal(self, knot: Knot, new: Any, entry: Entry | None, part: type[BaseModel] | None) -> bool:
        return same(knot.value, new, entry, part)

    def item(self, item: Item, key: str, new: Any, entry: Entry | None, part: type[BaseModel] | None) -> None:
        value = item.value
        if isinstance(value, Branching) and not value.flow:
            if isinstance(new, dict) and new and not value.listed and new.keys() & value.value.keys():
                self.mapping(value, new, part)
                return
            if isinstance(new, list) and new and value.listed:
                self.list(value, new, entry, part)
                return
        elif isinstance(value, Branching):
            if isinstance(new, dict if not value.listed else list) and self.bracket(value, new, entry):
                return
        elif not isinstance(new, dict | list) and self.scalar(item, value, new, entry):
            return
        start = item.line
        column = item.key.start[1] if item.key else self.dash(item)
        lines = self.entry_lines(key, new, column, entry, part) if item.key else self.row(new, column, part, entry)
        prefix = self.lines[start][:column]
        self.edits.append((start, item.last + 1, [prefix + lines[0].lstrip(), *lines[1:]]))

    def dash(self, item: Item) -> int:
        value = item.value
        column = value.first[1] if isinstance(value, Branching) else value.start[1]
        return self.lines[item.line].rindex("-", 0, max(1, column if value.start[0] == item.line else 10_000))

    def list(self, knot: Branching, new: list[Any], entry: Entry | None, part: type[BaseModel] | None) -> None:
        old = [_trace(item.value.value) for item in knot.items]
        wanted = [_trace(value) for value in new]
        matcher = SequenceMatcher(None, old, wanted, autojunk=False)
        for what, i, j, k, m in matcher.get_opcodes():
            if what == "equal":
                for item, value in zip(knot.items[i:j], new[k:m], strict=True):
                    if not self.equal(item.value, value, entry, part):
                        self.item(item, "", value, entry, part)
                continue
            both = min(j - i, m - k)
            for item, value in zip(knot.items[i : i + both], new[k : k + both], strict=True):
                if not self.equal(item.value, value, entry, part):
                    self.item(item, "", value, entry, part)
            for item in knot.items[i + both : j]:
                self.edits.append((item.lead[0] or item.line, _behind(item), []))
            if m > k + both:
                at = _behind(knot.items[i + both - 1]) if i + both else knot.items[0].line
                rows = [line for value in new[k + both : m] for line in self.row(value, knot.column, part, entry)]
                self.edits.append((at, at, rows))

    def bracket(self, value: Branching, new: Any, entry: Entry | None) -> bool:
        """Replace a mapping or list on one line; False where the new one does not fit."""
        if value.start[0] != value.end[0] or not new:
            return False
        line = self.lines[value.start[0]]
        if line[value.start[1]] not in "[{":
            raise UnfitError("anchor")
        text = listing(new, entry)
        if text is None:
            return False
        changed = line[: value.start[1]] + text + line[value.end[1] :]
        if width(changed.partition(" #")[0]) > max(WIDTH, width(line)):
            return False
        self.edits.append((value.start[0], value.start[0] + 1, [changed]))
        return True

    def scalar(self, item: Item, leaf: Leaf, new: Any, entry: Entry | None) -> bool:
        if leaf.style == "*":
            raise UnfitError("alias")
        prose = isinstance(new, str) and ("\n" in new or (entry is not None and entry.shape == "prose"))
        if leaf.block and isinstance(new, str):
            column = item.key.start[1] if item.key else self.dash(item)
            body = [f"{' ' * (column + 2)}{line}".rstrip() for line in new.strip("\n").split("\n")]
            self.edits.append((leaf.start[0] + 1, leaf.end[0] + 1, body))
            return True
        if leaf.block or prose or leaf.start[0] != item.line or leaf.end[0] != item.line:
            return False
        line = self.lines[item.line]
        if line[leaf.start[1] : leaf.start[1] + 1] in "&!" and leaf.end > leaf.start:
            raise UnfitError("anchor")
        text = word(new, entry.text if entry else True)
        if leaf.style in ("'", '"') and isinstance(new, str) and (entry is None or entry.text):
            text = quoted(new)
        before = line[: leaf.start[1]]
        gap = "" if before.endswith(" ") else " "
        self.edits.append((item.line, item.line + 1, [(before + gap + text + line[leaf.end[1] :]).rstrip()]))
        return True


def _place(key: str, order: dict[str, int]) -> int:
    return order.get(key, len(order))


def _behind(item: Item) -> int:
    return max(item.last + 1, item.tail[1])


def _trace(value: Any) -> str:
    """What an entry of a list is recognised by: its name or number where it has one, else all it says."""
    if isinstance(value, dict):
        for key in ("编号", "名称", "年度", "事项", "日期", "支部", "季度", "文件", "岗位"):
            if key in value:
                return f"{key}={value[key]}"
    return repr(value)
