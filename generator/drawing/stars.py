"""A row of five stars."""

from __future__ import annotations

import math
from functools import cache

from markupsafe import Markup

__all__ = ["stars"]

_NAMES = {1: "一星级", 2: "二星级", 3: "三星级", 4: "四星级", 5: "五星级"}


def _path(centre_x: float, centre_y: float, radius: float) -> str:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.4
        angle = math.pi * (corner / 5 - 0.5)
        points.append(f"{centre_x + reach * math.cos(angle):.1f} {centre_y + reach * math.sin(angle):.1f}")
    return "M" + "L".join(points) + "Z"


@cache
def stars(count: int | None) -> Markup:
    """``count`` of five stars filled, named for screen readers; nothing for None."""
    if count is None:
        return Markup("")
    shapes = "".join(
        f'<path class="{"on" if number < count else "off"}" d="{_path(10 + 20 * number, 10, 8)}"/>' for number in range(5)
    )
    name = _NAMES[count]
    return Markup(f'<svg class="zb-stars" role="img" aria-label="{name}" viewBox="0 0 100 20" width="100" height="20">{shapes}</svg>')  # noqa: S704
