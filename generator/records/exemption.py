"""False alarms of the search for personal data, each with a reason and an end: ``records/exemptions.yml``."""

from __future__ import annotations

from typing import ClassVar

from generator.records.fields import Line, Record, Visibility, internal
from generator.records.values import Date

__all__ = ["Exemption"]


class Exemption(Record):
    """Something that looks like personal data and is none; never published."""

    kind: ClassVar[str] = "exemption"
    label: ClassVar[str] = "豁免"

    visibility: Visibility = internal("可见", "豁免一律内部。", Visibility.INTERNAL)
    text: Line = internal("内容", "被误报的内容，照原样写，如一个产品编号。")
    reason: Line = internal("理由", "为什么这不是个人信息。")
    until: Date = internal("截至", "到这一天为止有效，到期重新核实。")

    @property
    def released(self) -> bool:
        """Never: whoever wants to know what is passed over would learn where to look."""
        return False
