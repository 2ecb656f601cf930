"""Months, quarters and years as numbers, and the ones that can be judged by a given day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from generator.rulebook.rules import Period

__all__ = ["Window", "add_months", "last_run", "months_between", "periods_in_view", "span_of", "window"]

_LENGTH = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}
_SPAN = {Period.MONTH: "个月", Period.QUARTER: "个季度", Period.YEAR: "年"}
_WINDOW = {Period.MONTH: 12, Period.QUARTER: 4, Period.YEAR: 1}


def periods_in_view(period: Period) -> int:
    """How many periods a frequency is judged over."""
    return _WINDOW[period]


def span_of(period: Period) -> str:
    """The word that follows a number of such periods."""
    return _SPAN[period]


def _end(month: int) -> datetime.date:
    """The last day of a month counted from year 0."""
    year, index = divmod(month + 1, 12)
    return datetime.date(year, index + 1, 1) - datetime.timedelta(days=1)


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day some months on, or the last day of that month."""
    last = _end(day.year * 12 + day.month - 1 + months)
    return last.replace(day=min(day.day, last.day))


def months_between(first: datetime.date, last: datetime.date) -> int:
    """Whole months from one day to another."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if last.day >= first.day or last == _end(last.year * 12 + last.month - 1) else months - 1


class Window:
    """The periods that a frequency is judged over: complete ones, the oldest first, and the one still running."""

    __slots__ = ("complete", "last", "length", "period", "running")

    def __init__(self, period: Period, complete: Sequence[int], last: int, running: int | None) -> None:
        self.period = period
        self.length = _LENGTH[period]
        self.complete = complete
        self.last = last
        self.running = running

    @property
    def span(self) -> str:
        """The word that follows a number of such periods."""
        return span_of(self.period)

    def next(self, done: Callable[[int], bool]) -> int:
        """The period that is to be met next: the running one unless ``done``, else the one after it."""
        running = self.running if self.running is not None else self.last + 1
        return running + 1 if done(running) else running

    def number(self, day: datetime.date) -> int:
        """The period that a day lies in."""
        return (day.year * 12 + day.month - 1) // self.length

    def end(self, number: int) -> datetime.date:
        """The last day of a period."""
        return _end((number + 1) * self.length - 1)

    def name(self, number: int, beside: int | None = None) -> str:
        """A period in words; the year is left out where the one beside it has the same."""
        year, index = divmod(number * self.length, 12)
        head = "" if beside is not None and beside * self.length // 12 == year else f"{year}年"
        if self.period is Period.MONTH:
            return f"{head}{index + 1}月"
        if self.period is Period.QUARTER:
            return f"{head}第{'一二三四'[index // 3]}季度"
        return f"{year}年"

    def names(self, numbers: Sequence[int]) -> str:
        """Some periods in words: ``2025年3月、6月``."""
        return "、".join(self.name(n, numbers[i - 1] if i else None) for i, n in enumerate(numbers))


_made: dict[tuple[Period, datetime.date, datetime.date], Window] = {}


def window(period: Period, as_of: datetime.date, since: datetime.date) -> Window:
    """The last twelve months, four quarters or one year that were complete by ``as_of`` and not before ``since``.

    A period in which ``since`` falls counts only from its first day on: nobody is asked for what came before.
    """
    length = _LENGTH[period]
    first_of_all = as_of.year * 12 + as_of.month - 1 - 24
    since = max(since, datetime.date(first_of_all // 12, first_of_all % 12 + 1, 1))  # older ones give the same window
    key = (period, as_of, since)
    if key not in _made:
        if len(_made) > 5000:
            _made.clear()
        running: int | None = (as_of.year * 12 + as_of.month - 1) // length
        assert running is not None
        last = running - 1
        if _end((running + 1) * length - 1) == as_of:  # the day on which the period ends completes it
            last, running = running, None
        month = since.year * 12 + since.month - 1 + (1 if since.day > 1 else 0)
        first = max(last - periods_in_view(period) + 1, -(-month // length))
        _made[key] = Window(period, range(first, last + 1), last, running)
    return _made[key]


def last_run(numbers: Sequence[int], missing: Callable[[int], bool]) -> int:
    """How many periods are missing in a row, the last one included."""
    run = 0
    for number in reversed(numbers):
        if not missing(number):
            break
        run += 1
    return run
