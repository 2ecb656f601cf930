"""Term sets: an "N个X" with its stated number, its members and its source (``records/rulebook/terms.yml``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from generator.findings import Finding
from generator.records import kinds
from generator.records.fields import Line, Record, public, terms_of
from generator.records.loading import suggested
from generator.records.register import Origin, Register
from generator.records.values import Whole, YesNo
from generator.records.walking import Keys, last_key, said, values, written

__all__ = ["TermSet", "misused_terms", "term_sets"]


class TermSet(Record):
    kind: ClassVar[str] = "term_set"
    label: ClassVar[str] = "术语集"

    name: Line = public("名称", "名称，如“六有”活动室。")
    said: Whole | None = public("所称", "名称中的数字；没有数字的不写。", None, ge=1)
    members: list[Line] = public("成员", "逐项列出。", [])
    mismatch: Line | None = public("出入", "所称的数与成员个数不一致的原因；一致的不写。", None)
    closed: YesNo = public("封闭", "记录只能取这些成员时写“是”；允许别的叫法时写“否”。", True)
    note: Line | None = public("说明", "说明。", None)


def term_sets(register: Register) -> Mapping[str, TermSet]:
    """The term sets of a site, by identifier."""
    return register.of(TermSet)


Broken = Iterable[tuple[type[Record], Any, Origin]]


def misused_terms(register: Register, records: Iterable[Record], broken: Broken = ()) -> Iterator[Finding]:
    """A finding for every value in some records, or in what could not become one, that its term set does not know."""
    sets = term_sets(register)

    def misused(terms: str, value: str) -> bool:
        known = sets.get(terms)
        return known is not None and known.closed and value not in known.members

    suspects = [record for record in records if any(misused(*found) for found in values(record, terms_of))]
    for origin, keys, terms, value in _used(register, suspects, broken):
        if not misused(terms, value):
            continue
        known = sets[terms]
        facts = {
            "key": last_key(keys),
            "found": value,
            "terms": known.name,
            "allowed": "、".join(known.members),
            **suggested(value, known.members, "", ""),
        }
        yield Finding(kinds.NOT_A_TERM, register.place_at(origin, keys), facts)


def _used(register: Register, records: Iterable[Record], broken: Broken) -> Iterator[tuple[Origin, Keys, str, str]]:
    """Every value bound to a term set."""
    for record in records:
        for keys, terms, value in said(record, terms_of):
            yield register.origin(record), keys, terms, value
    for model, node, origin in broken:
        for keys, terms, value in written(model, node, terms_of):
            yield origin, keys, terms, value
