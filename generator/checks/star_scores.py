"""CK25: a star agrees with its score, a score with its parts, and no part passes its maximum."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.findings import Finding, Severity, declare
from generator.records.register import Register
from generator.records.values import exact
from generator.rulebook.schemes import schemes

__all__ = ["check"]

_STAR = declare(
    "ZB0625",
    Severity.WARNING,
    (
        "星级与得分不符",
        "得分{score}，按《{scheme}》属于“{band}”，记录写的是{stars}星。",
        "请核对得分和星级；分数段不同的，改 records/rulebook/schemes/ 里的等次。",
    ),
    (
        "star at odds with the score",
        "A score of {score} is '{band}' in '{scheme}', but the record gives a star rating of {stars}.",
        "Check the score and the stars, or the bands in records/rulebook/schemes/.",
    ),
)
_PARTS = declare(
    "ZB0725",
    Severity.WARNING,
    ("分项得分与总分不符", "分项得分合计{found}，总分写的是{score}。", "请核对各项得分。"),
    (
        "score at odds with its parts",
        "The parts come to {found}, but the score is {score}.",
        "Check the parts and the score.",
    ),
)
_OVER = declare(
    "ZB0825",
    Severity.WARNING,
    ("得分超过分值", "指标 {code} 得{found}分，满分是{maximum}分。", "请核对得分。"),
    (
        "score above the maximum",
        "The indicator '{code}' has {found}, but its maximum is {maximum}.",
        "Check the score.",
    ),
)


def check(register: Register) -> Iterator[Finding]:
    known = schemes(register)
    for assessment in register.assessments.values():
        scheme = known.get(assessment.scheme)
        if scheme is None:
            continue
        maxima = {item.code: item.maximum for item in scheme.indicators}
        for index, row in enumerate(assessment.results):
            score = exact(row.score)
            keys = ("结果", index)
            parts = [(number, part, exact(part.score)) for number, part in enumerate(row.parts)]
            for number, part, value in parts:
                maximum = maxima.get(part.name)
                if value is not None and maximum is not None and value > maximum:
                    facts = {"code": part.name, "found": str(value), "maximum": f"{maximum:f}"}
                    yield Finding(_OVER, register.place(assessment, (*keys, "分项", number)), facts)
            if score is None:
                continue
            known_parts = [value for _, _, value in parts if value is not None]
            total = sum(map(Decimal, known_parts), Decimal(0))
            if parts and len(known_parts) == len(maxima) and total != score:
                facts = {"found": str(total), "score": str(score)}
                yield Finding(_PARTS, register.place(assessment, (*keys, "得分")), facts)
            band = next((band for band in scheme.bands if band.holds(score)), None)
            if band is not None and scheme.bands[0].stars is not None and band.stars != row.stars:
                facts = {"score": str(score), "scheme": scheme.name, "band": band.name, "stars": str(row.stars)}
                yield Finding(_STAR, register.place(assessment, (*keys, "星级")), facts)
