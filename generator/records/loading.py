"""Nodes become typed records; what does not fit becomes findings at the place where it stands."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from generator.findings import Finding, Kind, Location
from generator.reading import Want
from generator.records import kinds
from generator.records.renamed import renamed
from generator.records.script import simplified

__all__ = ["Place", "classes_in", "describe", "explain", "nearest", "suggested"]

Place = Callable[[Sequence[str | int], Want], Location]
"""Where a key path stands in the file: ``place(keys, "key" | "value")``."""

_MAPPING = (
    "分项填写的内容",
    "fields of its own",
    "请在“{key}:”下面缩进两格，分行写各项。",
    "Write its fields on lines of their own below '{key}:', indented by two spaces.",
)
_SHAPES = {
    "string_type": ("一行文字", "a line of text", "例如“{key}: 文字”。", "Write '{key}: text'."),
    "list_type": ("清单", "a list", "请逐条写，每条一行，以“- ”开头。", "Write one item a line, each behind '- '."),
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dict_type": _MAPPING,
}
"""What should be there, and how it is written, in Chinese and in English."""
_NUMBERS = {
    "int_type",
    "int_parsing",
    "int_parsing_size",
    "int_from_float",
    "figure",
    "figure_wide",
    "figure_grouped",
    "stated",
    "decimal_parsing",
    "decimal_type",
    "finite_number",
    "float_type",
}


def nearest(word: str, words: Sequence[str]) -> str | None:
    """The known word most like ``word``, if any is alike (Traditional characters compared as Simplified)."""
    plain = simplified(word)
    if plain in words:
        return plain
    from difflib import get_close_matches

    match = get_close_matches(plain, words, n=1, cutoff=0.5)
    if match:
        return match[0]
    inside = [known for known in words if known and (known in plain or plain in known)]
    return inside[0] if len(inside) == 1 else None


def suggested(word: str, words: Sequence[str], otherwise: str, otherwise_en: str) -> dict[str, str]:
    """What a hint says, in both languages: the known word most like ``word``, or where none is alike what to do."""
    close = nearest(word, words)
    return {
        "suggestion": f"是不是“{close}”？" if close else otherwise,
        "suggestion_en": f"Write '{close}' if that is meant." if close else otherwise_en,
    }


def describe(value: Any) -> tuple[str, str]:
    """What a node is, in Chinese and in English, for a message."""
    if isinstance(value, dict):
        return "分项内容", "fields of its own"
    if isinstance(value, list):
        return "清单", "a list"
    if value is None:
        return "空的", "nothing"
    return f"“{_short(value)}”", f"'{_short(value)}'"


def _short(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value).replace("\n", " ")
    return text if len(text) <= 40 else text[:39] + "…"


def classes_in(annotation: Any) -> Iterator[type]:
    """Every class named in an annotation: through unions, lists and Annotated."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType, list, Annotated):
        for part in get_args(annotation):
            yield from classes_in(part)
    elif isinstance(annotation, type):
        yield annotation


def _field_at(model: type[BaseModel], keys: Sequence[str | int]) -> FieldInfo | None:
    """The field that a path of Chinese keys leads to."""
    field: FieldInfo | None = None
    current: type[BaseModel] | None = model
    for key in keys:
        if isinstance(key, int):
            continue
        if current is None:
            return None
        field = next((f for f in current.model_fields.values() if f.alias == key), None)
        if field is None:
            return None
        current = next((m for m in classes_in(field.annotation) if issubclass(m, BaseModel)), None)
    return field


def _model_at(model: type[BaseModel], keys: Sequence[str | int]) -> type[BaseModel]:
    field = _field_at(model, keys)
    if field is None:
        return model
    return next((m for m in classes_in(field.annotation) if issubclass(m, BaseModel)), model)


def _allowed(model: type[BaseModel], keys: Sequence[str | int]) -> list[str]:
    field = _field_at(model, keys)
    classes = list(classes_in(field.annotation)) if field else []
    return [str(member.value) for cls in classes if issubclass(cls, Enum) for member in cls]


def _known_path(model: type[BaseModel], keys: Sequence[str | int]) -> list[str | int]:
    """pydantic's path without the names of union members and validators, which are no keys of the record."""
    path: list[str | int] = []
    for key in keys:
        if isinstance(key, int) or _field_at(model, [*path, key]) is not None:
            path.append(key)
    return path


def explain(model: type[BaseModel], node: Any, error: ValidationError, place: Place) -> Iterator[Finding]:
    """Findings for what pydantic refused, at the key or value concerned, in the editor's words."""
    seen: set[tuple[Any, ...]] = set()
    for item in error.errors(include_url=False):
        loc = list(item["loc"])
        kind = item["type"]
        if kind in ("missing", "extra_forbidden"):
            path = [*_known_path(model, loc[:-1]), loc[-1]]
        else:
            path = _known_path(model, loc)
        if (marker := tuple(path)) in seen:
            continue
        seen.add(marker)
        yield _finding(model, kind, path, _written(node, path), item, place)


def _written(node: Any, path: list[str | int]) -> list[str | int]:
    """The part of a path that the file spells out: ``审核: 终审`` is short for ``审核: {状态: 终审}``."""
    for depth, key in enumerate(path):
        if not isinstance(node, dict | list):
            return path[:depth]
        try:
            node = node[key]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            break
    return path


def _finding(
    model: type[BaseModel], kind: str, path: list[str | int], written: list[str | int], item: Any, place: Place
) -> Finding:
    key = next((str(k) for k in reversed(written) if isinstance(k, str)), "")
    value = item["input"]
    context = item.get("ctx") or {}
    field = _field_at(model, path)
    what = (field.description or "").rstrip("。") if field else ""
    facts: dict[str, str] = {"key": key, "found": _short(value), "what": what}
    finding_kind: Kind
    want: Want = "value"
    if kind == "missing":
        finding_kind, want = kinds.MISSING, "key"
        written = written[:-1]
    elif kind == "extra_forbidden":
        finding_kind, want = kinds.UNKNOWN_KEY, "key"
        known = [f.alias or n for n, f in _model_at(model, path[:-1]).model_fields.items()]
        facts |= suggested(
            key, known, f"这里可以写的有：{'、'.join(known)}。", f"Write one of these: {', '.join(known)}."
        )
        if (old := renamed(getattr(model, "kind", ""), path)) is not None:
            facts["suggestion"] = f"第 {old.number} 号变更：{old.why}。请运行“zhibu migrate”。"
            facts["suggestion_en"] = f"Run 'zhibu migrate' (change {old.number}: {old.why_en})."
    elif value is None:
        finding_kind = kinds.EMPTY
    elif kind in ("enum", "literal_error"):
        finding_kind = kinds.NOT_ALLOWED
        allowed = _allowed(model, path)
        facts["allowed"] = "、".join(allowed)
        facts |= suggested(str(value), allowed, "", "")
    elif kind in _NUMBERS:
        finding_kind = kinds.NOT_A_NUMBER
        suggestion = context.get("suggestion")
        facts["suggestion"] = (
            f"请写成“{suggestion}”。" if suggestion else "请填阿拉伯数字，如 12；约数可写“400余”，隐去的写“xx”。"
        )
    elif kind in ("date", "year_month"):
        finding_kind = kinds.NOT_A_DATE
    elif kind == "date_impossible":
        finding_kind = kinds.IMPOSSIBLE_DATE
    elif kind == "yes_no":
        finding_kind = kinds.NOT_YES_NO
    elif kind in ("negative", "year_range") or kind.startswith(("greater_than", "less_than")):
        finding_kind = kinds.OUT_OF_BOUNDS
        facts["bound"], facts["bound_en"] = _bound(kind, context)
    elif kind in ("string_too_short", "too_short"):
        finding_kind = kinds.EMPTY
    elif kind == "string_too_long":
        finding_kind = kinds.TOO_LONG
        facts["length"], facts["limit"] = str(len(str(value))), str(context["max_length"])
    elif kind == "string_pattern_mismatch":
        finding_kind = kinds.BAD_FORM
    else:
        finding_kind = kinds.WRONG_SHAPE
        expected, expected_en, example, example_en = _SHAPES.get(kind, ("别的写法", "something else", "", ""))
        found, found_en = describe(value)
        facts |= {
            "expected": expected,
            "expected_en": expected_en,
            "found": found,
            "found_en": found_en,
            "example": example.format(key=key),
            "example_en": example_en.format(key=key),
        }
    return Finding(finding_kind, place(written, want), facts)


def _bound(kind: str, context: dict[str, Any]) -> tuple[str, str]:
    words = {
        "greater_than_equal": ("不小于", "at least"),
        "greater_than": ("大于", "more than"),
        "less_than_equal": ("不大于", "at most"),
        "less_than": ("小于", "less than"),
    }
    if kind == "negative":
        return "不能是负数", "must not be negative"
    if kind == "year_range":
        first, last = context["first"], context["last"]
        return f"应在 {first} 年到 {last} 年之间", f"must lie between the years {first} and {last}"
    zh, en = words[kind]
    limit: int | Decimal = next(iter(context.values()))
    return f"应{zh} {limit}", f"must be {en} {limit}"
