"""Bands: small counts of people are published as a band, never exactly (``records/rulebook/bands.yml``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from generator.records.fields import Line, Record, public
from generator.records.register import Register
from generator.records.values import Approximate, Masked, Stated, exact

__all__ = ["Bands", "band_of", "bands"]


class Bands(Record):
    kind: ClassVar[str] = "bands"
    label: ClassVar[str] = "人数区间"

    name: Line = public("名称", "用途，如“党员人数”。")
    bounds: list[int] = public("界", "各区间的下限，从小到大。", min_length=1)
    unit: Line = public("单位", "计量单位。")


def bands(register: Register) -> Mapping[str, Bands]:
    """The bands of a site, by identifier."""
    return register.of(Bands)


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
    lower = [bound for bound in scale.bounds if bound <= total]
    upper = [bound for bound in scale.bounds if bound > total]
    if not lower:
        return f"不足{scale.bounds[0]}{scale.unit}"
    if not upper:
        return f"{lower[-1]}{scale.unit}以上"
    return f"{lower[-1]}—{upper[0] - 1}{scale.unit}"
