"""Figures typed into prose that the site could compute: where they stand, and what to write instead.

Only what is unmistakable counts: the figure's own name beside a number with the figure's unit (``党组织57个``,
``57个党组织``, ``覆盖率81.1%``). A number of one digit, or one that differs from the computed one, must moreover speak
of the site as a whole (``全县``); a branch may well write ``党员3名`` of itself. A sentence that names its source
(《……》, 原文) or another year states what that source or year says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from generator.records.fields import Record, label_of
from generator.records.report import Report
from generator.records.texts import texts
from generator.records.walking import Keys
from generator.rulebook.expressions import wholes
from generator.rulebook.figures import Figure

__all__ = ["Typed", "Typist", "may_type", "numbers", "own_texts"]

_NUMBER = re.compile(
    r"(?<![0-9.,，xX])(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]+)?)\s?"
    r"(?P<unit>场次|家|户|个|名|人|场|次|项|期|%|％)(?!月|百分点|小时|工作日|多|余|以上|左右)"
)
_UNITS = {"家": "家户个", "个": "个家户处", "名": "名人", "人": "名人", "场次": "场次", "项": "项个", "期": "期个"}
_LINK = re.compile(r"(?:总数|总计|合计|一共|已有|共有|共|达到|已达|达|现有|有|是|为|已建|建立|：|:|\s)*$")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_BEFORE = "有共设建立了为是把县市区镇州站从使现今已和及与的、"
_AFTER = "的都已全在和与及均共有按是、"
_STOPS = "。！？；\n"
_REACH = 24
"""How far before a number its name may begin, in characters."""
_TWO_DIGITS = 10
_SOURCED = re.compile(r"《|原文|据[^，。]{2,20}(?:统计|报告|介绍)")
_EARLIER = re.compile(r"上年|去年|前年|往年|当时|以前|原来|原有|(?P<year>[12][0-9]{3})年")
_ONLY = r"(?:目前|现在|累计|总计|一共|成立|建立|现|已|共|有|建|的|，|\s)*"
"""What may stand between the site's name and a figure that is certainly the site's: 全县现有党组织58个."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A figure typed into a text: where it begins, what is written, and what the records give."""

    start: int
    words: str
    said: Decimal
    figure: Figure

    @property
    def agrees(self) -> bool:
        """Whether the records give the same."""
        return self.said == self.figure.value

    @property
    def instead(self) -> str:
        """What to write: the expression prints the unit itself."""
        label = next(form for form in _forms(self.figure) if form in self.words)
        expression = f'{{{{ 数("{self.figure.id}") }}}}'
        return f"{label}{expression}" if self.words.startswith(label) else f"{expression}{label}"


@cache
def _name(label: str) -> str:
    return re.sub(r"^[0-9]{4}年(?:培养)?|^党的", "", label)


def _forms(figure: Figure) -> tuple[str, ...]:
    """A figure's name as prose writes it: without the year, without 党的, 党建; of a share also its last word."""
    name = _name(figure.label)
    short = name[-3:] if figure.unit == "%" and name[-1:] == "率" else re.sub(r"^党建(?:工作)?", "", name)
    return (name,) if short == name else (name, short)


class Typist:
    """Looks for typed figures of one site."""

    def __init__(self, figures: Mapping[str, Figure], county: str | None, year: int) -> None:
        self.year = year
        self.wholes = wholes(county)
        self.direct = re.compile(rf"(?:{'|'.join(map(re.escape, self.wholes))}){_ONLY}$")
        names = [(form, figure) for figure in figures.values() for form in _forms(figure)]
        self.by_last: dict[str, list[tuple[str, Figure]]] = {}
        self.by_first: dict[str, list[tuple[str, Figure]]] = {}
        for form, figure in sorted(names, key=lambda pair: -len(pair[0])):
            self.by_last.setdefault(form[-1], []).append((form, figure))
            self.by_first.setdefault(form[0], []).append((form, figure))

    def typed(self, text: str) -> Iterator[Typed]:
        """Every figure typed into ``text``, in order."""
        for number, begin, hits in self.hits(text):
            yield from self.chosen(text, begin, number, hits)

    def of_the_whole(self, text: str) -> Iterator[Typed]:
        """Every figure that ``text`` says of the site as a whole, whatever its value."""
        for number, begin, hits in self.hits(text):
            for start, end, figure in hits:
                if self.direct.search(text, begin, start):
                    yield Typed(start, text[start:end], _said(number), figure)
                    break

    def hits(self, text: str) -> Iterator[tuple[re.Match[str], int, list[tuple[int, int, Figure]]]]:
        """Every number with a figure's name beside it, and where its sentence begins."""
        for number in _NUMBER.finditer(text):
            hits = self.named(text, number)
            if not hits:
                continue
            begin = max(text.rfind(stop, 0, number.start()) for stop in _STOPS) + 1
            end = min((at for stop in _STOPS if (at := text.find(stop, number.end())) >= 0), default=len(text))
            sentence = text[begin:end]
            if not _SOURCED.search(sentence) and not self.speaks_of_another_time(sentence):
                yield number, begin, hits

    def speaks_of_another_time(self, sentence: str) -> bool:
        """Whether a sentence names another year than that of the data, or an earlier time."""
        return any(match["year"] is None or int(match["year"]) != self.year for match in _EARLIER.finditer(sentence))

    def named(self, text: str, number: re.Match[str]) -> list[tuple[int, int, Figure]]:
        """The figures whose names stand beside a number, the longest name first: from, to, the figure."""
        hits = []
        stem = _LINK.sub("", text[max(0, number.start() - _REACH) : number.start()])
        offset = max(0, number.start() - _REACH)
        for form, figure in self.by_last.get(stem[-1:], ()):
            if stem.endswith(form) and _fits(number["unit"], figure.unit) and _free(stem[: -len(form)][-1:], _BEFORE):
                hits.append((offset + len(stem) - len(form), number.end(), figure))
        for form, figure in self.by_first.get(text[number.end() : number.end() + 1], ()):
            end = number.end() + len(form)
            if figure.unit == "%" or not text.startswith(form, number.end()):
                continue
            if _fits(number["unit"], figure.unit) and _free(text[end : end + 1], _AFTER):
                hits.append((number.start(), end, figure))
        return hits

    def chosen(
        self, text: str, begin: int, number: re.Match[str], hits: list[tuple[int, int, Figure]]
    ) -> Iterator[Typed]:
        """The figure meant: one that agrees before one that does not."""
        said = _said(number)
        whole = any(word in text[begin : number.start()] for word in self.wholes)
        for start, end, figure in hits:
            if said == figure.value and (whole or figure.unit == "%" or said >= _TWO_DIGITS):
                yield Typed(start, text[start:end], said, figure)
                return
        for start, end, figure in hits:
            # Of a share written by its last word alone (覆盖率) one cannot say which of several it contradicts.
            clear = figure.unit != "%" or len(hits) == 1
            if figure.value is not None and clear and self.direct.search(text, begin, start):
                yield Typed(start, text[start:end], said, figure)
                return


def numbers(text: str) -> Iterator[tuple[str, Decimal]]:
    """Every number with a unit of things that are counted, as written and as a value; days and money are none."""
    return ((number[0], _said(number)) for number in _NUMBER.finditer(text))


def may_type(figures: Iterable[Figure]) -> Callable[[str], bool]:
    """What tells whether the value of one of some ``figures`` may be typed into a text: the number with a unit. Line
    breaks and tabs of the text may stand as JSON writes them.
    """
    numbers, forms = set(), []
    for figure in figures:
        value, units = f"{figure.value:,}", "".join({figure.unit[0], *_UNITS.get(figure.unit, "")})
        numbers |= {value, value.replace(",", "")}
        forms.append(rf"(?:{value}|{value.replace(',', '')})(?:\.0+)?(?:\s|\\[a-z])?[{units}]")
    typed = re.compile(rf"(?<![0-9])0*(?:{'|'.join(forms)})")
    return lambda text: any(number in text for number in numbers) and typed.search(text) is not None


def _said(number: re.Match[str]) -> Decimal:
    return Decimal(number["number"].replace(",", ""))


def _fits(written: str, unit: str) -> bool:
    written = "%" if written == "％" else written
    return written == unit or written in _UNITS.get(unit, ())


def _free(neighbour: str, allowed: str) -> bool:
    """Whether a name stands by itself: 五星级党组织 is not 党组织, 党组织书记 is not either."""
    return neighbour == "" or neighbour in allowed or not _WORD.match(neighbour)


_APART = {label_of(Report, name) for name in ("claims", "source", "review")}
"""Keys of a record under which it does not speak for itself."""


def own_texts(record: Record) -> Iterator[tuple[Keys, str]]:
    """Every text of a record with the way to it; what it states as a claim, its source and its reviews apart."""
    return ((keys, text) for keys, text in texts(record) if keys[0] not in _APART)
