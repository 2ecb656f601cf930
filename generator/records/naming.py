"""Names of organisations by the published pattern.

The full name is 「中国共产党＋单位＋(第N／联合／离退休／流动人员)支部委员会」, even where no committee exists;
「…党支部」 is a short name only.
"""

from __future__ import annotations

__all__ = ["PREFIX", "full_name", "is_full_name", "is_short_name", "short_name"]

PREFIX = "中国共产党"
_BODY = {
    "党支部": "支部委员会",
    "临时党支部": "临时支部委员会",
    "流动党员党支部": "流动人员支部委员会",
    "离退休党支部": "离退休支部委员会",
    "党总支": "总支部委员会",
    "党委": "委员会",
}


def full_name(unit: str, kind: str = "党支部", joint: bool = False) -> str:
    """The full name of an organisation in ``unit``: 中国共产党示例建材有限公司支部委员会."""
    body = _BODY[kind]
    return f"{PREFIX}{unit}{'联合' if joint and kind == '党支部' else ''}{body}"


def short_name(unit: str, kind: str = "党支部", joint: bool = False) -> str:
    """The short name: 示例建材党支部."""
    return f"{unit}{'联合' if joint and kind == '党支部' else ''}{kind}"


def is_full_name(name: str, kind: str = "党支部") -> bool:
    """Whether ``name`` follows the pattern of full names of its kind."""
    body = _BODY[kind]
    unit = name.removeprefix(PREFIX).removesuffix(body)
    return name == f"{PREFIX}{unit}{body}" and unit != "" and not unit.startswith(PREFIX) and not unit.endswith("支部")


def is_short_name(name: str) -> bool:
    """Whether ``name`` can stand as a short name: not the full form, and ending in the kind's word."""
    return not name.startswith(PREFIX) and name.endswith(("党支部", "支部", "党总支", "党委"))
