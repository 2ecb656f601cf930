"""What a report states holds: beside the computed figures, in its own sums and shares, in the lists it counts.

A figure that a report or a method names exists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.findings import Finding, Kind, Location, Severity, declare
from generator.records.loading import nearest
from generator.records.register import Register
from generator.records.report import Report
from generator.rulebook.claims import Cause, reckon, unresolved
from generator.rulebook.figures import Figure, figures
from generator.rulebook.methods import Method

__all__ = ["check", "unknown_figure"]

_UNKNOWN = declare(
    "ZB0310",
    Severity.ERROR,
    ("没有这个计算指标", "没有编号为“{found}”的计算指标。", "{suggestion}"),
    ("no such figure", "there is no computed figure '{found}'.", "{suggestion_en}"),
)
_DIFFERS = declare(
    "ZB0311",
    Severity.WARNING,
    (
        "报告数字与记录算出的不一致",
        "报告写“{found}”，按记录计算，{label}是 {computed}。",
        "请核对报告或记录；报告原文确实如此的可以保留，页面会如实并列两个数字。",
    ),
    (
        "stated figure differs",
        "the report says '{found}'; the records give {computed} ({label}).",
        "Check the report or the records; the page shows both.",
    ),
)
_NO_OPERAND = declare(
    "ZB0350",
    Severity.ERROR,
    ("核算所指的数不存在", "“{key}”里的“{found}”不是本报告的一条说法，也不是指标编号或数字。", "{suggestion}"),
    (
        "no such number",
        "'{found}' in '{key}' is no figure of this report, no identifier and no number.",
        "{suggestion_en}",
    ),
)


def _kind(code: str, title: str, hint: str, title_en: str, hint_en: str) -> Kind:
    """A kind about a working that does not hold: the sum itself stands in the message."""
    zh = (title, "{claim}：{working}。", hint)
    return declare(code, Severity.WARNING, zh, (title_en, "{claim}: {working_en}.", hint_en))


_KEEP = "原文确实如此的可以保留，报告页面会如实标明。"
_KEEP_EN = "If the original says so, keep it; the page says what does not hold."
_KINDS = {
    Cause.EQUATION: _kind(
        "ZB0351", "算式与所述不符", f"请核对各项和合计；{_KEEP}", "a sum does not hold", f"Check it. {_KEEP_EN}"
    ),
    Cause.SHARE: _kind(
        "ZB0352", "占比与所述不符", f"请核对部分和总数；{_KEEP}", "a share does not hold", f"Check it. {_KEEP_EN}"
    ),
    Cause.TWO_WHOLES: _kind(
        "ZB0353", "同一总数用了两个数", f"请统一用一个总数；{_KEEP}", "two wholes", f"Use one whole. {_KEEP_EN}"
    ),
    Cause.COUNT: _kind(
        "ZB0354",
        "所称个数与所列不符",
        f"请补全或改正个数；{_KEEP}",
        "the count differs from the list",
        f"Complete the list or correct the count. {_KEEP_EN}",
    ),
    Cause.UNLISTED: _kind(
        "ZB0355",
        "只有名称没有列出",
        f"能查到的请逐项写入“成员”；{_KEEP}",
        "never listed",
        f"List the members if they can be found. {_KEEP_EN}",
    ),
    Cause.RELATION: _kind(
        "ZB0356",
        "两个数对不上",
        f"请核对两处；{_KEEP}",
        "two figures do not fit",
        f"Check both. {_KEEP_EN}",
    ),
    Cause.NORM: _kind(
        "ZB0357",
        "平均数没有达到要求",
        "数字本身无误；请如实保留，并据此改进工作。",
        "an average misses its norm",
        "The figure itself is right; keep it.",
    ),
    Cause.TORN: _kind(
        "ZB0358",
        "原文数字残缺",
        "“数值”写核对后的数，残缺的写法留在“原文”。",
        "a broken number",
        "Keep the corrected number in 数值, the broken one in 原文.",
    ),
    Cause.NO_NUMBER: _kind(
        "ZB0359",
        "缺少数字",
        "查到的请写入“数值”；查不到的请保留。",
        "no number",
        "Write it into 数值 if it can be found.",
    ),
    Cause.NO_WHOLE: _kind("ZB0360", "没有写明总数", "请写明占的是什么总数。", "no whole", "Say what it is a share of."),
}


def unknown_figure(name: str, known: list[str], place: Location) -> Finding:
    """The finding for a figure that does not exist."""
    close = nearest(name, known)
    suggestion = f"是不是“{close}”？" if close else "可用的指标见网站“开放数据”页。"
    suggestion_en = f"Did you mean '{close}'?" if close else "The site's data page lists them."
    return Finding(_UNKNOWN, place, {"found": name, "suggestion": suggestion, "suggestion_en": suggestion_en})


def check(register: Register) -> Iterator[Finding]:
    computed = figures(register.released())
    known = list(computed)
    for report in register.reports.values():
        yield from _report(register, report, computed)
    for method in register.of(Method).values():
        for number, step in enumerate(method.steps):
            for index, name in enumerate(step.figures):
                if name not in computed:
                    yield unknown_figure(name, known, register.place(method, ("步骤", number, "指标", index)))


def _report(register: Register, report: Report, computed: Mapping[str, Figure]) -> Iterator[Finding]:
    known, texts = list(computed), [claim.text for claim in report.claims]
    for keys, name in unresolved(report, computed):
        facts = {"key": next(str(key) for key in reversed(keys) if isinstance(key, str)), "found": name}
        close = nearest(name, [*texts, *known])
        if texts.count(name) > 1:
            facts["suggestion"] = "本报告里有两条同样的说法，请改其中一条，使所指明确。"
            facts["suggestion_en"] = "The report has it twice; change one of them."
        else:
            facts["suggestion"] = f"是不是“{close}”？" if close else "请照抄本报告另一条的“说法”。"
            facts["suggestion_en"] = f"Did you mean '{close}'?" if close else "Copy the 说法 of another figure."
        yield Finding(_NO_OPERAND, register.place(report, keys), facts)
    for index, (claim, workings) in enumerate(zip(report.claims, reckon(report, computed), strict=True)):
        if claim.figure is not None and claim.figure not in computed:
            yield unknown_figure(claim.figure, known, register.place(report, ("数据", index, "指标")))
        for working in workings:
            if not working.reportable:
                continue
            if working.cause is Cause.FIGURE:
                figure = computed[claim.figure or ""]
                facts = {"found": str(claim.value), "label": figure.label, "computed": figure.display}
                yield Finding(_DIFFERS, register.place(report, ("数据", index, "数值")), facts)
                continue
            reason, reason_en = working.reason, working.reason_en
            facts = {
                "claim": claim.text,
                "working": f"{working.text}{'；' if reason else ''}{reason}",
                "working_en": f"{working.text_en}{'; ' if reason_en else ''}{reason_en}",
            }
            yield Finding(_KINDS[working.cause], register.place(report, ("数据", index, *working.keys)), facts)
