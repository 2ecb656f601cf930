"""Numbers as offices print them: exact inside, rounded halves up, with as many decimals as one writes by hand."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction

from generator.records.values import Amount, Approximate, Masked, Stated

__all__ = ["Number", "average_digits", "digits", "number_of", "percent", "rounded", "share"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a working. ``decimals`` as printed; ``value`` None where it is masked."""

    value: Fraction | None
    unit: str = ""
    decimals: int = 0
    rough: bool = False

    @property
    def exact(self) -> Fraction | None:
        """The value where it is known exactly."""
        return None if self.rough else self.value

    def __str__(self) -> str:
        return "隐去的数" if self.value is None else f"{'约' if self.rough else ''}{digits(self.value)}{self.percent}"

    @property
    def in_english(self) -> str:
        """The number as an English sentence has it."""
        if self.value is None:
            return "a masked number"
        return f"{'about ' if self.rough else ''}{digits(self.value)}{self.percent}"

    @property
    def percent(self) -> str:
        """The sign behind a share; nothing behind any other number."""
        return "%" if self.unit == "%" else ""


def _room_for(value: Fraction, decimals: int = 0) -> AbstractContextManager[Context]:
    """Enough digits for the number, however long somebody wrote it."""
    return localcontext(prec=value.numerator.bit_length() + value.denominator.bit_length() + decimals + 28)


def rounded(value: Fraction, decimals: int) -> Decimal:
    """To so many decimals, halves up, as offices round."""
    with _room_for(value, decimals):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def share(part: int | Decimal, base: int | Decimal) -> Fraction:
    """What ``part`` is of ``base`` in percent, exactly."""
    return Fraction(part) * 100 / Fraction(base)


def percent(part: int | Decimal, base: int | Decimal) -> Decimal | None:
    """A share in percent to one decimal, halves rounded up; None without a base."""
    return None if base == 0 else rounded(share(part, base), 1)


def digits(value: Fraction) -> str:
    """The number as it is written by hand: no needless zeros, two decimals where it does not end."""
    with _room_for(value):
        text = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
    if len(text.partition(".")[2]) > 6:
        text = f"{rounded(value, 2):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def average_digits(value: Fraction) -> str:
    """An average keeps its decimal: 8.0, 0.39, 3.57."""
    text = f"{rounded(value, 2):f}"
    return text.removesuffix("0")


def number_of(value: Amount | None, unit: str | None) -> Number:
    """A number as a record writes it."""
    if isinstance(value, Stated):
        value = value.said
    if isinstance(value, Approximate):
        return Number(value.about, unit or "", rough=True)
    if value is None or isinstance(value, Masked):
        return Number(None, unit or "")
    exponent = Decimal(value).as_tuple().exponent
    return Number(Fraction(value), unit or "", max(0, -int(exponent)))
