"""CK25: a scheme's indicators add up to its total and its said number; its bands leave no gap and do not overlap; its
targets have bounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from generator.findings import Finding, Severity, declare
from generator.records.register import Register
from generator.records.walking import Keys
from generator.rulebook.schemes import Scheme, schemes

__all__ = ["check"]

_SUM = declare(
    "ZB0425",
    Severity.WARNING,
    ("指标体系合计不符", "{what}合计{found}，应当是{expected}。", "请核对各项分值和项数。"),
    (
        "scheme that does not add up",
        "The {what_en} is {found}, but should be {expected}.",
        "Check the maxima and the numbers.",
    ),
)
_BANDS = declare(
    "ZB0525",
    Severity.WARNING,
    (
        "等次的分数段有空缺或重叠",
        "“{upper}”与“{lower}”之间，{edge}分{fault}。",
        "请写明交界处的分数归哪一个等次（“含下限”“含上限”）。",
    ),
    (
        "bands with a gap or an overlap",
        "Between '{upper}' and '{lower}', a score of {edge} {fault_en}.",
        "Say which band the edge belongs to, with '含下限' or '含上限'.",
    ),
)
_QUOTA = declare(
    "ZB0925",
    Severity.ERROR,
    ("比例目标没有上下限", "目标“{name}”没有写下限，也没有写上限。", "请补上“下限”或“上限”，例如“下限: 20”。"),
    (
        "target without a bound",
        "The target '{name}' has neither a lower nor an upper bound.",
        "Add '下限' or '上限', for example '下限: 20'.",
    ),
)


def check(register: Register) -> Iterator[Finding]:
    for scheme in schemes(register).values():
        for what, what_en, found, expected, keys in _sums(scheme):
            if found != expected:
                facts = {"what": what, "what_en": what_en, "found": f"{found:f}", "expected": f"{expected:f}"}
                yield Finding(_SUM, register.place(scheme, keys), facts)
        yield from _bands(register, scheme)
        for index, quota in enumerate(scheme.quotas):
            if not quota.words:
                yield Finding(_QUOTA, register.place(scheme, ("目标", index)), {"name": quota.name})


def _sums(scheme: Scheme) -> Iterator[tuple[str, str, Decimal, Decimal, Keys]]:
    """Every sum of a scheme: what it is in both languages, what it comes to, what it should be, where it stands."""
    for number, aspect in enumerate(scheme.aspects):
        scored = [item.maximum for item in aspect.indicators if item.maximum is not None]
        if aspect.maximum is not None and scored:
            what, what_en = f"“{aspect.name}”各项分值", f"sum of the maxima of '{aspect.name}'"
            yield what, what_en, sum(scored, Decimal(0)), aspect.maximum, ("方面", number, "分值")
    maxima = [aspect.maximum for aspect in scheme.aspects if aspect.maximum is not None]
    if scheme.total is not None and maxima:
        yield "各方面分值", "sum of the maxima of all aspects", sum(maxima, Decimal(0)), scheme.total, ("满分",)
    if scheme.said_aspects is not None and scheme.aspects:
        found, said = Decimal(len(scheme.aspects)), Decimal(scheme.said_aspects)
        yield "方面个数", "number of aspects", found, said, ("方面数",)
    if scheme.said_indicators is not None and not (scheme.importable and not scheme.indicators):
        found, said = Decimal(len(scheme.indicators)), Decimal(scheme.said_indicators)
        yield "指标项数", "number of indicators", found, said, ("指标数",)


def _bands(register: Register, scheme: Scheme) -> Iterator[Finding]:
    """Neighbouring bands meet at one score, and exactly one of them holds it."""
    scored = [(index, band) for index, band in enumerate(scheme.bands) if band.least is not None]
    scored.sort(key=lambda item: item[1].least or Decimal(0), reverse=True)
    for (_, upper), (index, lower) in pairwise(scored):
        edge = upper.least
        if edge is None or lower.most is None:
            continue
        holding = int(upper.holds(edge)) + int(lower.holds(edge))
        if lower.most != edge or holding != 1:
            both = lower.most > edge or holding == 2
            fault, fault_en = ("两边都算", "belongs to both") if both else ("哪边都不算", "belongs to neither")
            facts = {"upper": upper.name, "lower": lower.name, "edge": f"{edge:f}"}
            facts |= {"fault": fault, "fault_en": fault_en}
            yield Finding(_BANDS, register.place(scheme, ("等次", index)), facts)
