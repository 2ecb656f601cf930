"""``zhibu fmt``: the canonical form of a record.

Slips that have only one reading are mended, known keys are put in the order of the form, unknown ones stay behind them
in their own order, blocks are indented by two, dates, yes/no and numbers take the one spelling, text that looks like a
number is quoted. Everything else stays as it is written: comments, anchors, quotes, line breaks. A text that cannot be
taken apart safely, or would say something else afterwards, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.editing.dumping import numberlike, quoted
from generator.editing.tree import FENCE, Branching, Item, Knot, Leaf, Tree, UnfitError, front_matter, grow
from generator.findings import Finding
from generator.reading import Source, mend, read_source
from generator.reading.kinds import ENCODING_BROKEN
from generator.records.outline import Entry, entry_at, is_review, key_order
from generator.records.values import Date, YearMonth, YesNo
from generator.rulebook.shelves import shelf_of

__all__ = ["Formatted", "format_file", "format_text"]

_DAY: TypeAdapter[Any] = TypeAdapter(Date)
_MONTH: TypeAdapter[Any] = TypeAdapter(YearMonth)
_TRUTH: TypeAdapter[Any] = TypeAdapter(YesNo)
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Formatted:
    """What became of a file: its text before and after; ``refused`` are findings that only a person can settle."""

    before: bytes
    after: bytes
    refused: tuple[Finding, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the file is to be written."""
        return self.before != self.after


def format_file(root: Path, path: str) -> Formatted | None:
    """The canonical form of a record of the site; None for a file that is no record or cannot be read as text."""
    found = shelf_of(path)
    if found is None:
        return None
    source, findings = read_source(root, path)  # tells what cannot be read before anybody tries to
    broken = tuple(finding for finding in findings if finding.kind is ENCODING_BROKEN)
    if source is None and not broken:
        return None
    before = (root / path).read_bytes()
    if source is None or broken:
        return Formatted(before, before, broken)
    shelf, _ = found
    text, refused = format_text(source, shelf.model, shelf.ledger, article=shelf.body is not None)
    return Formatted(before, before if refused else text.encode(), tuple(refused))


def format_text(
    source: Source, model: type[BaseModel], ledger: str | None = None, article: bool = False
) -> tuple[str, list[Finding]]:
    """The canonical text of a source, and what stands in its way (then the text is as it was)."""
    lines, body = list(source.lines), list[str]()
    if article:
        try:
            lines, body = front_matter(lines)
        except UnfitError:
            return source.text, []
    mended, refused = mend(Source(source.path, "\n".join(lines)))
    if refused:
        return source.text, refused
    tidy = _tidied(mended, model, ledger)
    if article:
        tidy = [FENCE, *tidy, FENCE, *body]
    return "\n".join([*_stripped(tidy), ""]), []


def _stripped(lines: Sequence[str]) -> list[str]:
    found = list(lines)
    while found and not found[-1].strip():
        found.pop()
    return found


def _tidied(lines: list[str], model: type[BaseModel], ledger: str | None) -> list[str]:
    try:
        tree = grow(lines)
        tidier = _Tidier(tree)
        tidy = _stripped(tidier.record(model, ledger))
        after = grow(tidy)
    except UnfitError:
        return lines
    same = _comments(tree.lines) == _comments(tidy) and _agree(_said(tree), _said(after), tidier.spelled)
    return tidy if same else lines


def _said(tree: Tree) -> dict[Any, Any]:
    return dict(_flat(tree.root, ()))


def _flat(knot: Knot, keys: tuple[Any, ...]) -> list[tuple[Any, Any]]:
    """Every value of a tree by its path; a key that occurs twice keeps both its values."""
    if isinstance(knot, Leaf):
        return [(keys, ("*", knot.text) if knot.style == "*" else knot.value)]
    found: list[tuple[Any, Any]] = [(keys, "[]" if knot.listed else "{}")] if not knot.items else []
    seen: dict[str, int] = {}
    for number, item in enumerate(knot.items):
        name: Any = number
        if item.key is not None:
            name = (item.key.text, seen.get(item.key.text, 0))
            seen[item.key.text] = name[1] + 1
        found += _flat(item.value, (*keys, name))
    return found


def _agree(before: dict[Any, Any], after: dict[Any, Any], spelled: dict[tuple[Any, ...], Any]) -> bool:
    """Whether two texts say the same, apart from what was respelled on purpose."""
    expected = {keys: spelled.get(keys, value) for keys, value in before.items() if keys not in _folded(spelled)}
    expected |= {keys: value for keys, value in spelled.items() if keys not in before}
    return expected == after and all(type(expected[keys]) is type(value) for keys, value in after.items())


def _folded(spelled: dict[tuple[Any, ...], Any]) -> set[tuple[Any, ...]]:
    """Paths that a fold took away: 审核: {状态: 终审} became 审核: 终审."""
    return {(*keys, ("状态", 0)) for keys in spelled}


def _comments(lines: Sequence[str]) -> list[str]:
    """What is said in comments, wherever they stand now. A ``#`` inside a text counts too, on both sides."""
    return sorted(line[line.index("#") :].rstrip() for line in lines if "#" in line)


class _Tidier:
    """Writes a tree anew in canonical layout, every scalar and comment as it stands unless it must be respelled."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.lines = tree.lines
        self.spelled: dict[tuple[Any, ...], Any] = {}
        """Path → value after respelling."""

    def record(self, model: type[BaseModel], ledger: str | None) -> list[str]:
        tree = self.tree
        root = tree.root
        if root.column or root.start != root.first:
            raise UnfitError("indented")
        body = self.block(root, 0, model if ledger is None else None, None, (), ledger, model)
        head = self.comments(0, tree.head, 0)
        foot = self.comments(tree.foot, len(self.lines), 0)
        return [*head, *body, *foot]

    def comments(self, start: int, stop: int, indent: int) -> list[str]:
        """Comment and blank lines at a new indentation, at most one blank line in a row."""
        found: list[str] = []
        for line in self.lines[start:stop]:
            text = line.strip()
            if text and not text.startswith("#"):
                raise UnfitError(text)
            if text or not found or found[-1]:
                found.append(f"{' ' * indent}{text}" if text else "")
        return found

    def block(
        self,
        knot: Branching,
        indent: int,
        model: type[BaseModel] | None,
        entry: Entry | None,
        keys: tuple[Any, ...],
        ledger: str | None = None,
        entries_of: type[BaseModel] | None = None,
    ) -> list[str]:
        order = key_order(model) if model else {}
        names: dict[str, int] = {}
        found: list[str] = []
        placed = list(enumerate(knot.items))
        if model is not None:
            placed.sort(key=lambda pair: order.get(pair[1].key.text if pair[1].key else "", len(order)))
        for number, item in placed:
            path: tuple[Any, ...] = (*keys, number)
            inner, part = entry, entry.part if entry else None
            if item.key is not None:
                name = item.key.text
                path = (*keys, (name, names.get(name, 0)))
                names[name] = names.get(name, 0) + 1
                inner = entry_at(model, (name,)) if model else None
                part = inner.part if inner else None
                if name == ledger:
                    part = entries_of
            found += self.comments(*item.lead, indent)
            found += self.item(item, indent, inner, part, path)
            found += self.comments(*item.tail, indent + 2)
        return found

    def item(
        self, item: Item, indent: int, entry: Entry | None, part: type[BaseModel] | None, path: tuple[Any, ...]
    ) -> list[str]:
        line = self.lines[item.line]
        lead = " " * indent
        if item.key is not None:
            colon = line.index(":", item.key.end[1])
            start, at = f"{lead}{line[item.key.start[1] : item.key.end[1]]}:", (item.line, colon + 1)
        else:
            dash = line.index("-", 0) if line.lstrip().startswith("-") else -1
            dash = self.dash_column(item, dash)
            start, at = f"{lead}-", (item.line, dash + 1)
        value = item.value
        if isinstance(value, Leaf):
            return self.leaf(value, start, at, indent, entry, path)
        if value.flow:
            return self.flow(value, start, at, indent, part, entry, path)
        if entry is not None and is_review(entry) and (short := self.short(value)) is not None:
            self.spelled[path] = short
            return [f"{start} {short}"]
        return self.nested(item, value, start, at, indent, part, entry, path)

    def dash_column(self, item: Item, first: int) -> int:
        """The column of the dash that belongs to the item; ``- - a`` has two on a line."""
        value = item.value
        column = value.first[1] if isinstance(value, Branching) else value.start[1]
        line = self.lines[item.line]
        if value.start[0] != item.line:
            return line.rindex("-", 0, len(line.partition(" #")[0].rstrip())) if first >= 0 else first
        return line.rindex("-", 0, max(column, 1))

    def short(self, value: Branching) -> str | None:
        """The state of a review that says nothing but its state."""
        if len(value.items) != 1 or value.listed or "#" in "".join(self.lines[value.start[0] : value.end[0] + 1]):
            return None
        item = value.items[0]
        plain = item.key is not None and item.key.text == "状态" and isinstance(item.value, Leaf)
        return item.value.text if plain and isinstance(item.value, Leaf) and item.value.style == "plain" else None

    def nested(
        self,
        item: Item,
        value: Branching,
        start: str,
        at: tuple[int, int],
        indent: int,
        part: type[BaseModel] | None,
        entry: Entry | None,
        path: tuple[Any, ...],
    ) -> list[str]:
        first = value.items[0].line
        compact = first == item.line
        rest = "" if compact else self.lines[at[0]][at[1] :].strip()
        between = [] if compact else self.comments(item.line + 1, first, indent if not item.key else indent + 2)
        inner = self.block(value, indent + 2, part if not value.listed else None, entry, path)
        if item.key is not None or rest:
            return [f"{start} {rest}".rstrip(), *between, *inner]
        lead = []
        while inner and (not inner[0].strip() or inner[0].lstrip().startswith("#")):
            lead.append(f"{' ' * indent}{inner.pop(0).strip()}".rstrip())
        return [*between, *lead, f"{start} {inner[0].lstrip()}", *inner[1:]]

    def leaf(
        self, leaf: Leaf, start: str, at: tuple[int, int], indent: int, entry: Entry | None, path: tuple[Any, ...]
    ) -> list[str]:
        if leaf.block:
            header = self.lines[at[0]][at[1] :].strip()
            body = self.lines[leaf.start[0] + 1 : leaf.end[0] + 1]
            margin = min((len(line) - len(line.lstrip(" ")) for line in body if line.strip()), default=0)
            move = " " * (indent + 2)
            return [f"{start} {header}", *(f"{move}{line[margin:]}" if line.strip() else "" for line in body)]
        spelled = self.respelled(leaf, entry, path)
        before = self.lines[at[0]][at[1] : leaf.start[1]] if leaf.start[0] == at[0] else ""
        if leaf.start[0] != at[0]:
            return self.lower(leaf, start, at, indent, spelled)
        raw = [self.lines[n] for n in range(leaf.start[0], leaf.end[0] + 1)]
        rest = raw[-1][leaf.end[1] :].rstrip()
        if len(raw) == 1:
            text = spelled if spelled is not None else raw[0][leaf.start[1] : leaf.end[1]]
            if not text:
                rest = rest.lstrip()
            return [f"{start} {before.strip()}{text}{rest}".rstrip()]
        more = [f"{' ' * (indent + 2)}{line.strip()}".rstrip() for line in raw[1:]]
        return [f"{start} {before.strip()}{raw[0][leaf.start[1] :].rstrip()}", *more]

    def lower(self, leaf: Leaf, start: str, at: tuple[int, int], indent: int, spelled: str | None) -> list[str]:
        """A scalar that begins on a line below its key: it is brought up where nothing stands between."""
        head = self.lines[at[0]][at[1] :].strip()
        if head or leaf.start[0] != at[0] + 1:
            raise UnfitError("far below")
        raw = [self.lines[n].strip() for n in range(leaf.start[0], leaf.end[0] + 1)]
        if spelled is not None:
            raw = [spelled + self.lines[leaf.end[0]][leaf.end[1] :].rstrip()]
        return [f"{start} {raw[0]}", *(f"{' ' * (indent + 2)}{line}".rstrip() for line in raw[1:])]

    def flow(
        self,
        value: Branching,
        start: str,
        at: tuple[int, int],
        indent: int,
        part: type[BaseModel] | None,
        entry: Entry | None,
        path: tuple[Any, ...],
    ) -> list[str]:
        if value.start[0] != at[0]:
            raise UnfitError("far below")
        text = self.lines[value.end[0]]
        rest = text[value.end[1] :].rstrip()
        if value.start[0] == value.end[0]:
            before = text[at[1] : value.start[1]].strip()
            return [f"{start} {before}{self.bracket(value, part, entry, path)}{rest}"]
        lines = self.lines[value.start[0] : value.end[0] + 1]
        base = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
        move = " " * (indent + 2)
        closing = lines[-1].strip()[:1] in "]}"
        more = [f"{move}{line[base:]}".rstrip() for line in lines[1:]]
        if closing and base == len(lines[-1]) - len(lines[-1].lstrip()) and len(lines) > 2:
            base = min(len(line) - len(line.lstrip()) for line in lines[1:-1] if line.strip())
            more = [f"{move}{line[base:]}".rstrip() for line in lines[1:-1]] + [f"{' ' * indent}{lines[-1].strip()}"]
            if not lines[0][value.start[1] :].strip()[1:].strip():
                raise UnfitError("closing bracket at the margin")
        return [f"{start} {lines[0][at[1] :].strip()}", *more]

    def bracket(
        self, value: Branching, part: type[BaseModel] | None, entry: Entry | None, path: tuple[Any, ...]
    ) -> str:
        """A mapping or list on one line with regular blanks."""
        line = self.lines[value.start[0]]
        opening = line[value.start[1] : value.end[1]]
        if not opening.startswith(("[", "{")) or opening[:-1].rstrip().endswith(","):
            return opening  # an anchor, a tag, a trailing comma: as it stands
        parts: list[tuple[int, str]] = []
        order = key_order(part) if part is not None and not value.listed else {}
        names: dict[str, int] = {}
        for number, item in enumerate(value.items):
            inner = entry
            at: tuple[Any, ...] = (*path, number)
            name = ""
            if item.key is not None:
                name = item.key.text
                at = (*path, (name, names.get(name, 0)))
                names[name] = names.get(name, 0) + 1
                inner = entry_at(part, (name,)) if part else None
            if isinstance(item.value, Leaf):
                text = self.respelled(item.value, inner, at)
                if text is None:
                    text = line[item.value.start[1] : item.value.end[1]]
            else:
                text = self.bracket(item.value, inner.part if inner else None, inner, at)
            if item.key is not None:
                text = f"{line[item.key.start[1] : item.key.end[1]]}: {text}".rstrip()
            elif not text:
                return opening
            parts.append((order.get(name, len(order)), text))
        parts.sort(key=lambda pair: pair[0])
        return opening[0] + ", ".join(text for _, text in parts) + opening[-1]

    def respelled(self, leaf: Leaf, entry: Entry | None, path: tuple[Any, ...]) -> str | None:
        """The canonical spelling of a value, None where it stands as it is."""
        if entry is None or leaf.style == "*" or leaf.start[0] != leaf.end[0]:
            return None
        raw = self.lines[leaf.start[0]][leaf.start[1] : leaf.end[1]]
        if raw[:1] in "&!":
            return None
        spelled = spell(leaf, entry)
        if spelled is None or spelled == raw:
            return None
        self.spelled[path] = grow([f"k: {spelled}"]).root.items[0].value.value
        return spelled


def spell(leaf: Leaf, entry: Entry) -> str | None:
    """How a value of a field is written, None for as it is. Never decides what only a person can."""
    value, text = leaf.value, leaf.text.strip()
    if value is None:
        return None
    if entry.shape in ("date", "month", "yes_no"):
        adapter = {"date": _DAY, "month": _MONTH, "yes_no": _TRUTH}[entry.shape]
        try:
            known = adapter.validate_python(value)
        except ValidationError:
            return None
        if entry.shape == "date":
            return str(known.isoformat())
        return quoted(known) if entry.shape == "month" else "是" if known else "否"
    if entry.shape in ("count", "amount", "integer", "number") and isinstance(value, str):
        plain = text.translate(_WIDE)
        if re.fullmatch(r"-?[0-9]{1,3}(?:[,，][0-9]{3})+", plain):
            plain = re.sub("[,，]", "", plain)
        whole = re.fullmatch(r"-?(?:0|[1-9][0-9]{0,14})", plain)
        part = entry.shape in ("amount", "number") and re.fullmatch(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}", plain)
        return plain if whole or part else None
    if entry.text and entry.part is None and leaf.style == "plain" and not isinstance(value, bool):
        return quoted(leaf.text) if numberlike(leaf.text) else None
    return None
