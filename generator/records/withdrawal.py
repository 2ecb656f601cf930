"""What was taken down: ``records/withdrawals.yml``, written by ``zhibu withdraw``. Its address keeps a notice."""

from __future__ import annotations

from typing import ClassVar

from generator.records.fields import Line, Record, internal, public
from generator.records.values import Date

__all__ = ["Withdrawal"]


class Withdrawal(Record):
    """A record or a picture that readers no longer get."""

    kind: ClassVar[str] = "withdrawal"
    label: ClassVar[str] = "撤下"

    subject: Line = internal("对象", "撤下的是什么：记录的类别和编号，或图片的路径。")
    address: str | None = public(
        "地址",
        "原来的网址（不含域名），保留一个说明页。",
        None,
        pattern=r"^(?:[a-z0-9][a-z0-9\-]*/){2,3}$",
        max_length=200,
    )
    date: Date = public("日期", "撤下的日期。")
    reason: Line = internal("理由", "为什么撤下；不发布。")
