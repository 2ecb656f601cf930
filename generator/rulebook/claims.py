"""Working out what a report states: sums, shares, counts of lists, averages, comparisons.

Every claim of a report yields its *workings*, each an equation with its verdict and, where it does not hold, the
reason as far as the report's own figures show it: another whole under the same share, shares forced to 100, a gap in
a list. Numbers are exact (fractions); a masked figure is never 0, an approximate one serves comparisons only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from generator.records.report import Claim, Relation, Report
from generator.records.walking import Keys
from generator.rulebook.figures import Figure
from generator.rulebook.numbers import Number, average_digits, digits, number_of, rounded

__all__ = ["Cause", "Verdict", "Working", "overall", "reckon", "unresolved"]


class Verdict(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    UNMET = "unmet"
    """The numbers are right, but less (or more) than the rule asks."""
    COMPUTED = "computed"
    """Worked out here; the report does not print it."""
    UNKNOWN = "unknown"
    """Cannot be worked out: masked, approximate, not listed, no whole."""


class Cause(StrEnum):
    """What a working works out, or why it cannot."""

    FIGURE = "figure"
    EQUATION = "equation"
    SHARE = "share"
    SHARES = "shares"
    """Shares that make up a whole."""
    FORCED = "forced"
    """A share changed so that all of them sum to a round number."""
    TWO_WHOLES = "two_wholes"
    NO_WHOLE = "no_whole"
    COUNT = "count"
    UNLISTED = "unlisted"
    RELATION = "relation"
    NORM = "norm"
    TORN = "torn"
    NO_NUMBER = "no_number"
    MASKED = "masked"


_GAPS = {Cause.NO_WHOLE, Cause.UNLISTED, Cause.NO_NUMBER}


@dataclass(frozen=True, slots=True)
class Working:
    """One equation about one claim. ``keys`` lead to the key of the claim that asks for it."""

    cause: Cause
    verdict: Verdict
    keys: Keys
    text: str
    text_en: str
    reason: str = ""
    reason_en: str = ""

    @property
    def reportable(self) -> bool:
        """Whether an editor must hear of it."""
        return self.verdict in (Verdict.DIFFERS, Verdict.UNMET) or self.cause in _GAPS


_LITERAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?%?")
_SERIES = re.compile(r"(?P<number>[0-9]{1,4})(?P<word>[月日年期号项])")


def _operands(claim: Claim) -> Iterator[tuple[Keys, str]]:
    """Every operand of a claim with the path to it inside the claim."""
    for key, names in (("各项", claim.parts), ("相乘", claim.factors)):
        for index, name in enumerate(names):
            yield (key, index), name
    if claim.share:
        yield ("占比", "部分"), claim.share.part
        if claim.share.whole:
            yield ("占比", "总数"), claim.share.whole
    if claim.average:
        wanted = claim.average
        yield ("平均", "个数"), wanted.heads
        for key, bound in (("总量", wanted.total), ("不少于", wanted.at_least), ("不多于", wanted.at_most)):
            if bound:
                yield ("平均", key), bound
    if claim.comparison:
        yield ("比较", "与"), claim.comparison.other


def unresolved(report: Report, figures: Mapping[str, Figure]) -> Iterator[tuple[Keys, str]]:
    """Operands that name nothing, or a wording that the report has twice: path inside the report, and the words."""
    texts = [claim.text for claim in report.claims]
    for index, claim in enumerate(report.claims):
        for keys, name in _operands(claim):
            known = texts.count(name) == 1 or (name not in texts and (name in figures or _LITERAL.fullmatch(name)))
            if not known:
                yield ("数据", index, *keys), name


def reckon(report: Report, figures: Mapping[str, Figure]) -> list[list[Working]]:
    """The workings of every claim of a report, in order."""
    book = _Reckoner(report, figures)
    return [list(book.workings(claim)) for claim in report.claims]


def overall(workings: Sequence[Working]) -> str:
    """What the page says of a claim: ``differs`` where one working differs, else ``agrees``, else ``stated``."""
    verdicts = {working.verdict for working in workings}
    if Verdict.DIFFERS in verdicts:
        return "differs"
    return "agrees" if verdicts & {Verdict.AGREES, Verdict.UNMET} else "stated"


class _Reckoner:
    def __init__(self, report: Report, figures: Mapping[str, Figure]) -> None:
        texts = Counter(claim.text for claim in report.claims)
        self.claims = {claim.text: claim for claim in report.claims if texts[claim.text] == 1}
        self.figures = figures

    def number(self, name: str) -> Number | None:
        """What an operand stands for; None where it names nothing (said elsewhere)."""
        claim = self.claims.get(name)
        if claim is not None:
            return number_of(claim.value, claim.unit)
        figure = self.figures.get(name)
        if figure is not None:
            return number_of(figure.value, figure.unit)
        if _LITERAL.fullmatch(name):
            return number_of(Decimal(name.rstrip("%")), "%" if name.endswith("%") else "")
        return None

    def workings(self, claim: Claim) -> Iterator[Working]:
        said = number_of(claim.value, claim.unit)
        if claim.figure is not None:
            yield from self.figure(claim, said)
        if claim.printed is not None:
            yield from self.printed(claim, said)
        for key, names, sign in (("各项", claim.parts, "+"), ("相乘", claim.factors, "×")):
            if names:
                yield from self.equation(key, names, sign, said)
        if claim.share is not None:
            yield from self.share(claim, said)
        if claim.members is not None:
            yield from self.members(claim, claim.members, said)
        if claim.average is not None:
            yield from self.average(claim, said)
        if claim.comparison is not None:
            yield from self.comparison(claim, said)
        averaged = claim.average is not None and claim.average.total is not None
        bare = not any((claim.parts, claim.factors, claim.share, claim.members is not None, claim.figure, averaged))
        if claim.value is None and bare:
            yield Working(Cause.NO_NUMBER, Verdict.UNKNOWN, ("说法",), "原文缺少数字", "its number is missing")

    def figure(self, claim: Claim, said: Number) -> Iterator[Working]:
        figure = self.figures.get(claim.figure or "")
        if figure is None:
            return
        if figure.value is None or (claim.value is not None and said.exact is None):
            yield _masked(("指标",))
            return
        value = Fraction(figure.value)
        formula = f"按记录计算是{figure.display}"
        formula_en = f"the records give {figure.display}"
        if figure.denominator:
            value = Fraction(100 * (figure.numerator or 0), figure.denominator)
            formula = f"按记录计算，{figure.numerator}÷{figure.denominator}={figure.display}"
            formula_en = f"from the records, {figure.numerator}÷{figure.denominator}={figure.display}"
        yield _judged(Cause.FIGURE, ("指标",), formula, formula_en, value, said)

    def printed(self, claim: Claim, said: Number) -> Iterator[Working]:
        """A number that the print tore apart or left without its unit."""
        text = claim.printed or ""
        reasons, reasons_en = [], []
        number = "" if said.value is None else digits(said.value)
        if number and number not in text and number in re.sub(r"\s", "", text):
            reasons.append("数字被断开")
            reasons_en.append("the number is torn apart")
        elif number and number not in text:
            reasons.append(f"其中没有“{number}”")
            reasons_en.append(f"it does not hold {number}")
        if claim.unit and claim.unit not in text:
            reasons.append(f"缺少“{claim.unit}”")
            reasons_en.append(f"'{claim.unit}' is missing")
        shown = re.sub(r"\s+", " ", text)
        if reasons:
            zh = f"原文写作“{shown}”，{'，'.join(reasons)}"
            en = f"it is printed as '{shown}'; {' and '.join(reasons_en)}"
            yield Working(Cause.TORN, Verdict.DIFFERS, ("原文",), zh, en)

    def equation(self, key: str, names: Sequence[str], sign: str, said: Number) -> Iterator[Working]:
        numbers = [number for number in map(self.number, names) if number is not None]
        if len(numbers) < len(names):
            return
        values = [number.exact for number in numbers]
        result = Fraction(0 if sign == "+" else 1)
        for value in values:
            if value is None:
                yield _masked((key,))
                return
            result = result + value if sign == "+" else result * value
        formula = f"{sign.join(map(str, numbers))}={digits(result)}{said.percent}"
        cause = Cause.SHARES if sign == "+" and said.unit == "%" else Cause.EQUATION
        yield _judged(cause, (key,), formula, formula, result, said)

    def share(self, claim: Claim, said: Number) -> Iterator[Working]:
        assert claim.share is not None
        part = self.number(claim.share.part)
        if claim.share.whole is None:
            zh, en = (
                f"没有写明{part}占的是什么总数，算不出百分比",
                f"no whole is named for '{claim.share.part}', so that no share can be worked out",
            )
            yield Working(Cause.NO_WHOLE, Verdict.UNKNOWN, ("占比",), zh, en)
            return
        whole = self.number(claim.share.whole)
        if part is None or whole is None:
            return
        if part.exact is None or not whole.exact or (claim.value is not None and said.exact is None):
            yield _masked(("占比",))
            return
        value = 100 * part.exact / whole.exact
        right = said.exact is not None and rounded(value, said.decimals) == said.exact
        decimals = said.decimals if right else max(1, said.decimals)
        formula = f"{part}÷{whole}={rounded(value, decimals)}%"
        if claim.value is None or right:
            yield _judged(Cause.SHARE, ("占比",), formula, formula, Fraction(rounded(value, said.decimals)), said)
            return
        assert said.exact is not None
        cause, reason, reason_en = self.why_not(claim, part.exact, whole, value, said)
        yield _judged(cause, ("占比",), formula, formula, Fraction(rounded(value, decimals)), said, reason, reason_en)

    def why_not(
        self, claim: Claim, part: Fraction, whole: Number, value: Fraction, said: Number
    ) -> tuple[Cause, str, str]:
        """Why a share may have come out as it was printed."""
        assert claim.share is not None and claim.share.whole is not None and said.exact is not None
        shown = f"{digits(said.exact)}%"
        for text, text_en, other in self.other_wholes(claim.share.whole, said.decimals):
            if other and other != whole.exact and rounded(100 * part / other, said.decimals) == said.exact:
                reason = f"{shown}是用{digits(other)}（{text}）作总数算的"
                reason_en = f"{shown} takes {digits(other)} ({text_en}) as the whole"
                peer = self.peer(claim, claim.share.whole)
                if peer:
                    reason += f"，而“{peer}”用的是{whole}，两处总数不同"
                    reason_en += f", while '{peer}' takes {whole}"
                return Cause.TWO_WHOLES, reason, reason_en
        right = Fraction(rounded(value, said.decimals))
        for group in self.claims.values():
            if claim.text not in group.parts or number_of(group.value, None).exact is None:
                continue
            numbers = [number.exact for number in map(self.number, group.parts) if number is not None]
            total = sum((number for number in numbers if number is not None), Fraction(0))
            if total == number_of(group.value, None).exact:
                forced = digits(total - said.exact + right)
                reason = f"四舍五入应为{digits(right)}%，各项合计{forced}%，看来是为凑成{digits(total)}%而改"
                reason_en = f"it rounds to {digits(right)}%, with a sum of {forced}% that was to be {digits(total)}%"
                return Cause.FORCED, reason, reason_en
        implied = f"要得{shown}，总数须约为{rounded(100 * part / said.exact, 0)}" if said.exact else ""
        implied_en = f"{shown} would need a whole of about {rounded(100 * part / said.exact, 0)}" if said.exact else ""
        if value > 100:
            implied = "；".join(filter(None, ("部分大于总数", implied)))
            implied_en = "; ".join(filter(None, ("the part exceeds the whole", implied_en)))
        return Cause.SHARE, implied, implied_en

    def other_wholes(self, whole: str, decimals: int) -> Iterator[tuple[str, str, Fraction]]:
        """What may have served as the whole instead: the sum of its own parts, then every other stated number.

        A share printed without decimals fits many wholes by chance: there only the sum of the parts is telling.
        """
        claim = self.claims.get(whole)
        if claim is not None and claim.parts:
            numbers = [number for number in map(self.number, claim.parts) if number is not None]
            values = [number.exact for number in numbers if number.exact is not None]
            if len(values) == len(claim.parts):
                terms = "+".join(map(str, numbers))
                yield f"{terms}之和", f"the sum {terms}", sum(values, Fraction(0))
        for text, other in self.claims.items() if decimals else ():
            number = number_of(other.value, other.unit)
            if number.exact is not None and number.unit != "%":
                yield f"“{text}”", f"'{text}'", number.exact

    def peer(self, claim: Claim, whole: str) -> str | None:
        """Another share of the same whole that holds."""
        for text, other in self.claims.items():
            if other is claim or other.share is None or other.share.whole != whole:
                continue
            said, part, base = number_of(other.value, other.unit), self.number(other.share.part), self.number(whole)
            if said.exact is None or part is None or part.exact is None or base is None or not base.exact:
                continue
            if rounded(100 * part.exact / base.exact, said.decimals) == said.exact:
                return text
        return None

    def members(self, claim: Claim, members: Sequence[str], said: Number) -> Iterator[Working]:
        unit = claim.unit or "项"
        if not members:
            zh, en = "只有名称，没有逐项列出", "its members are never listed"
            yield Working(Cause.UNLISTED, Verdict.UNKNOWN, ("成员",), zh, en)
            return
        listed, names = len(members), "、".join(members)
        if said.exact is None or said.exact == listed:
            formula, formula_en = f"列出{listed}{unit}（{names}）", f"{listed} listed ({names})"
            yield _judged(Cause.COUNT, ("成员",), formula, formula_en, Fraction(listed), said)
            return
        off = digits(abs(said.exact - listed))
        zh = f"所称{said}{unit}，列出{listed}{unit}，相差{off}"
        en = f"the report says {said} and lists {listed}, a difference of {off}"
        missing = "、".join(_missing(members))
        gap, gap_en = (f"其间缺{missing}，", f"{missing} is missing in between; ") if missing else ("", "")
        reason, reason_en = f"{gap}列出的是{names}", f"{gap_en}what is listed is {names}"
        yield Working(Cause.COUNT, Verdict.DIFFERS, ("成员",), zh, en, reason, reason_en)

    def average(self, claim: Claim, said: Number) -> Iterator[Working]:
        assert claim.average is not None
        wanted = claim.average
        total = said if wanted.total is None else self.number(wanted.total)
        heads = self.number(wanted.heads)
        if total is None or heads is None:
            return
        if total.exact is None or not heads.exact:
            yield _masked(("平均",))
            return
        value = total.exact / heads.exact
        formula = f"{total}÷{heads}={average_digits(value)}"
        if wanted.total is not None:
            right = said.exact is not None and rounded(value, said.decimals) == said.exact
            shown = said.exact if right and said.exact is not None else Fraction(rounded(value, 2))
            yield _judged(Cause.EQUATION, ("平均",), formula, formula, shown, said)
        rule, rule_en = (f"（规则{wanted.rule}）", f" (rule {wanted.rule})") if wanted.rule else ("", "")
        bounds = ((wanted.at_least, "低于", "不少于", True), (wanted.at_most, "高于", "不多于", False))
        stated = [(bound, word, key, low) for bound, word, key, low in bounds if bound is not None]
        kept = []
        for bound, word, key, low in stated:
            limit = self.number(bound or "")
            if limit is None or limit.exact is None:
                continue
            if (value < limit.exact) if low else (value > limit.exact):
                zh = f"{formula}，{word}应有的{limit}{rule}"
                en = f"{formula}, which is {'below' if low else 'above'} the {limit} required{rule_en}"
                yield Working(Cause.NORM, Verdict.UNMET, ("平均", key), zh, en)
            else:
                kept.append(f"{key}{limit}")
        if kept and len(kept) == len(stated):
            zh, en = f"{formula}，符合{'、'.join(kept)}的要求{rule}", f"{formula}, within what is required{rule_en}"
            yield Working(Cause.NORM, Verdict.AGREES, ("平均",), zh, en)
        elif not stated and wanted.total is None:
            yield Working(Cause.NORM, Verdict.COMPUTED, ("平均",), formula, formula)

    def comparison(self, claim: Claim, said: Number) -> Iterator[Working]:
        assert claim.comparison is not None
        other, relation = self.number(claim.comparison.other), claim.comparison.relation
        if other is None:
            return
        if said.value is None or other.value is None:
            yield _masked(("比较",))
            return
        difference = said.value - other.value
        holds = {
            Relation.EQUAL: difference == 0,
            Relation.AT_MOST: difference <= 0,
            Relation.AT_LEAST: difference >= 0,
        }[relation]
        sign, words = ("=", "equal") if difference == 0 else (">", "exceeds") if difference > 0 else ("<", "is below")
        if holds:
            word = "两数相等" if relation is Relation.EQUAL else f"符合“{relation.value}”"
            zh, en = f"{said}{sign}{other}，{word}", f"{said}{sign}{other}, as it should be"
            yield Working(Cause.RELATION, Verdict.AGREES, ("比较",), zh, en)
            return
        off = f"{digits(abs(difference))}{'个百分点' if said.unit == '%' else ''}"
        zh = f"{said}与“{claim.comparison.other}”的{other}应当{relation.value}，相差{off}"
        by = f"{digits(abs(difference))}{' percentage points' if said.unit == '%' else ''}"
        en = f"{said.in_english} {words} {other.in_english} ('{claim.comparison.other}') by {by}"
        yield Working(Cause.RELATION, Verdict.DIFFERS, ("比较",), zh, en)


def _missing(members: Sequence[str]) -> list[str]:
    """What a numbered series leaves out: 3月, 4月, 6月 → 5月."""
    found = [match for match in map(_SERIES.fullmatch, members) if match]
    if len(found) < len(members) or len({match["word"] for match in found}) != 1:
        return []
    numbers = {int(match["number"]) for match in found}
    return [f"{n}{found[0]['word']}" for n in range(min(numbers), max(numbers)) if n not in numbers]


def _masked(keys: Keys) -> Working:
    return Working(
        Cause.MASKED,
        Verdict.UNKNOWN,
        keys,
        "有的数被隐去或只是约数，不能核对",
        "masked or approximate: cannot be checked",
    )


def _judged(
    cause: Cause,
    keys: Keys,
    formula: str,
    formula_en: str,
    value: Fraction,
    said: Number,
    reason: str = "",
    reason_en: str = "",
) -> Working:
    """An equation beside what the report states."""
    if said.exact is None:
        if said.value is not None:
            return _masked(keys)
        return Working(cause, Verdict.COMPUTED, keys, f"{formula}，报告没有写出", f"{formula_en}, not printed")
    if value == said.exact or (cause is Cause.FIGURE and Fraction(rounded(value, said.decimals)) == said.exact):
        return Working(cause, Verdict.AGREES, keys, f"{formula}，与所述一致", f"{formula_en}, as stated")
    off = digits(abs(value - said.exact))
    points, points_en = ("个百分点", " percentage points") if said.unit == "%" else ("", "")
    zh = f"{formula}，所述为{said}，相差{off}{points}"
    en = f"{formula_en}, but the report states {said}, a difference of {off}{points_en}"
    return Working(cause, Verdict.DIFFERS, keys, zh, en, reason, reason_en)
