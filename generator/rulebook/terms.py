"""Term sets: an "N个X" with its stated number, its members and its source (``records/rulebook/terms.yml``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, ClassVar

from pydantic import BaseModel

from generator.findings import Finding
from generator.records import kinds
from generator.records.fields import Line, Record, public, terms_of
from generator.records.loading import classes_in, nearest
from generator.records.register import Keys, Origin, Register, written
from generator.records.values import YesNo

__all__ = ["TermSet", "misused_terms", "term_sets"]


class TermSet(Record):
    kind: ClassVar[str] = "term_set"
    label: ClassVar[str] = "术语集"

    name: Line = public("名称", "名称，如“六有”活动室。")
    said: int | None = public("所称", "名称中的数字；没有数字的不写。", None, ge=1)
    members: list[Line] = public("成员", "逐项列出。", [])
    closed: YesNo = public("封闭", "记录只能取这些成员时写“是”；允许别的叫法时写“否”。", True)
    note: Line | None = public("说明", "说明。", None)


def term_sets(register: Register) -> Mapping[str, TermSet]:
    """The term sets of a site, by identifier."""
    return register.of(TermSet)


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[str, str, str | None], ...]:
    """Fields of a model bound to a term set or holding parts that are: (attribute, key, set; None: a part)."""
    plan: list[tuple[str, str, str | None]] = []
    for name, info in model.model_fields.items():
        terms = terms_of(info)
        if terms:
            plan.append((name, info.alias or name, terms))
        elif any(issubclass(cls, BaseModel) and _plan(cls) for cls in classes_in(info.annotation)):
            plan.append((name, info.alias or name, None))
    return tuple(plan)


def _used(part: BaseModel, base: Keys) -> Iterator[tuple[Keys, str, str]]:
    for name, key, terms in _plan(type(part)):
        value: Any = getattr(part, name)
        if value is None:
            continue
        rows = (
            [((*base, key, i), item) for i, item in enumerate(value)]
            if isinstance(value, list)
            else [((*base, key), value)]
        )
        for keys, item in rows:
            if terms is None:
                yield from _used(item, keys)
            else:
                yield keys, terms, item


def misused_terms(register: Register) -> Iterator[Finding]:
    """A finding for every value that its closed term set does not know."""
    sets = term_sets(register)
    for origin, keys, terms, value in _all_used(register):
        known = sets.get(terms)
        if known is None or not known.closed or value in known.members:
            continue
        close = nearest(value, known.members)
        facts = {
            "key": next(str(k) for k in reversed(keys) if isinstance(k, str)),
            "found": value,
            "terms": known.name,
            "allowed": "、".join(known.members),
            "suggestion": f"是不是“{close}”？" if close else "",
        }
        yield Finding(kinds.NOT_A_TERM, register.place_at(origin, keys), facts)


def _all_used(register: Register) -> Iterator[tuple[Origin, Keys, str, str]]:
    """Every value bound to a term set, of every record, readable or not."""
    for records in register.records.values():
        for record in records.values():
            for keys, terms, value in _used(record, ()):
                yield register.origin(record), keys, terms, value
    for model, node, origin in register.broken:
        for keys, terms, value in written(model, node, _plan):
            yield origin, keys, terms, value
