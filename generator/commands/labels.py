"""Chinese words for kinds that the command line names in English: either may be typed, and both are shown."""

from __future__ import annotations

from generator.wording import in_chinese

__all__ = ["KINDS", "PRINTED", "literal", "shown"]

KINDS = {
    "branch": ("党支部", "支部"),
    "unit": ("单位",),
    "activity": ("活动",),
    "committee": ("上级组织",),
    "area": ("区域",),
    "station": ("指导站", "党建工作指导站"),
    "honour": ("荣誉",),
    "campaign": ("载体", "活动载体"),
    "list": ("月度清单", "清单"),
    "regulation": ("制度",),
    "showcase": ("案例", "品牌案例", "品牌"),
    "rectification": ("整改事项", "整改"),
}
"""Kinds of record; the first word is the one that is shown."""

PRINTED = {
    "handbook": ("工作手册", "手册"),
    "regulations": ("制度汇编", "制度"),
    "showcases": ("案例集", "案例"),
    "yearbook": ("年度活动档案", "活动档案", "年度档案"),
    "wall": ("上墙版", "上墙"),
    "labels": ("资料盒标签", "标签"),
    "forms": ("空白表格", "表格"),
    "lists": ("月度清单", "清单"),
    "all": ("全部",),
}
"""Kinds of printed matter."""

_SHOWN = {word: labels[0] for words in (KINDS, PRINTED) for word, labels in words.items()}


def literal(text: str, words: dict[str, tuple[str, ...]]) -> str:
    """The English word of a Chinese one; whatever else is typed stays as it is."""
    return next((word for word, labels in words.items() if text in labels), text)


def shown(word: str) -> str:
    """A word as it is told: in Chinese with what it means."""
    return f"{word}（{_SHOWN[word]}）" if in_chinese() and word in _SHOWN else word
