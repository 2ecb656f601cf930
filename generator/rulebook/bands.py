"""Bands: small counts of people are published as a band, never exactly (``records/rulebook/bands.yml``).

A total may give away what its parts hide: of a single branch it is the branch's own number, and where the other parts
are known within bounds, subtraction leaves little. ``band_of_total`` says when a total is a band, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import ClassVar

from generator.records.fields import Line, Record, public
from generator.records.register import Register
from generator.records.values import Approximate, Masked, Stated, Whole, exact

__all__ = ["Bands", "band_of", "band_of_few", "band_of_total", "bands"]


class Bands(Record):
    kind: ClassVar[str] = "bands"
    label: ClassVar[str] = "人数区间"

    name: Line = public("名称", "用途，如“党员人数”。")
    bounds: list[Whole] = public("界", "各区间的下限，从小到大。", min_length=1)
    unit: Line = public("单位", "计量单位。")
    small: Whole = public("小群体", "少于这个人数的，公开页面只写区间；合计也不得让人算出这样一个支部有几人。", ge=1)
    least: Whole = public("合计至少", "人数合计至少要有这么多个支部（单位）才公布确数。", ge=1)

    def limits(self, number: int) -> tuple[int, int | None]:
        """The least and the most that the band of a number holds; None where it is open."""
        lower = max((bound for bound in self.bounds if bound <= number), default=0)
        upper = min((bound for bound in self.bounds if bound > number), default=None)
        return lower, None if upper is None else upper - 1


def band_of(scale: Bands | None, *parts: object) -> str | None:
    """The band that the sum of ``parts`` falls into (``7—49人``); None where any part is not known exactly."""
    if scale is None:
        return None
    total = 0
    for part in parts:
        if not isinstance(part, int | Masked | Approximate | Stated):
            return None
        number = exact(part)
        if number is None:
            return None
        total += int(number)
    lower, upper = scale.limits(total)
    return f"{lower}{scale.unit}以上" if upper is None else f"{_said(lower, upper)}{scale.unit}"


@lru_cache(maxsize=256)  # one text for a band: whoever keeps what is shown keeps nothing of the numbers behind it
def _said(lower: int, upper: int | None) -> str:
    if upper is None:
        return f"不少于{lower}"
    if lower == upper:
        return str(lower)
    return f"{lower}—{upper}" if lower else f"不足{upper + 1}"


def band_of_few(scale: Bands | None, number: object) -> object:
    """A number of people as pages show it: the band of a small group, any other as it is; without bands, nothing."""
    if not isinstance(number, int):
        return number
    if scale is None:
        return None
    return _said(*scale.limits(number)) if number < scale.small else number


def band_of_total(scale: Bands | None, groups: Sequence[int], banded: bool) -> str | None:
    """What is published of the sum of several groups of people: its interval, or None where the sum itself may be.

    ``banded`` groups are published as bands, one by one; of the others nothing is. Whoever knows the bands, this rule
    and what it gives knows no more of a small group than its band: every number of the band remains possible. That
    holds because the interval is one of a partition that follows from the bands alone, in which the intervals at either
    end are as wide as a small group's band; a sum between them leaves that much room on both sides.
    """
    total = sum(groups)
    if not groups:
        return None
    if scale is None:
        return "若干"
    if not banded:
        counted = sum(number > 0 for number in groups)
        return _said(*scale.limits(total)) if total < scale.small or counted < scale.least else None
    limits = [scale.limits(number) for number in groups]
    least = sum(lower for lower, _ in limits)
    tops = [upper for _, upper in limits if upper is not None]
    most = sum(tops) if len(tops) == len(limits) else None
    if len(groups) < scale.least:
        return _said(least, most)
    width = max(scale.small if upper is None else min(upper - lower, scale.small) for lower, upper in limits)
    low = max(least + width, scale.small - 1)
    high = None if most is None else most - width
    if most is not None and high is not None and high <= low:
        return _said(least, most)
    if total <= low:
        return _said(least, low)
    return _said(high, most) if high is not None and total >= high else None


def bands(register: Register) -> Mapping[str, Bands]:
    """The bands of a site, by identifier."""
    return register.of(Bands)
