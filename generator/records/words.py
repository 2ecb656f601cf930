"""Words and how to write them: ``records/words.yml``."""

from __future__ import annotations

from typing import ClassVar

from generator.records.fields import Line, Record, public

__all__ = ["Word"]


class Word(Record):
    """An entry of the ledger: what is not to be written, and what to write instead."""

    kind: ClassVar[str] = "word"
    label: ClassVar[str] = "用语"

    wrong: Line = public("误", "不应出现的写法。")
    right: Line | None = public("正", "应当怎样写；一律不写的不填。", None)
    unless: list[Line] = public("除非", "出现在这些词里的不算，如“市委市政府”。", [])
    why: Line = public("说明", "为什么不这样写。")
