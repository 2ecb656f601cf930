"""A picture that a record shows."""

from __future__ import annotations

from generator.records.fields import Line, Part, internal, public
from generator.records.values import Date

__all__ = ["Picture"]


class Picture(Part):
    """A picture file beside the record, with its caption and its text alternative."""

    file: Line = public(
        "文件",
        "图片文件，相对于记录所在文件夹（活动的图片相对于支部文件夹），如 photos/study.svg；"
        "英文文件名，svg、png、jpg、webp、avif 或 gif。",
        pattern=r"^[A-Za-z0-9_\-./]+\.(svg|png|PNG|jpe?g|JPE?G|webp|avif|gif)$",
    )
    caption: Line = public("说明", "图片下方的说明文字。")
    alternative: Line = public("替代", "替代文字：看不见图片的读者听到的描述。")
    taken: Date | None = public("拍摄", "拍摄日期。", None)
    consent: Line | None = internal("授权", "画面中人物同意发布的凭据；没有人物的写“无人物”。", None)
    consent_until: Date | None = internal("授权截至", "授权到哪一天为止；过后自动不再发布。", None)
