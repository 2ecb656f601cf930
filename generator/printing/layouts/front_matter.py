"""What every document says of itself: title, issuer, imprint, where its page on the site is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from generator.printing.layouts.words import day, joined, named
from generator.printing.material import Material
from generator.records.fields import label_of
from generator.records.site import Imprint

__all__ = ["meta", "on_site", "picture", "pictures"]

Json = dict[str, Any]

_NUMERALS = "〇一二三四五六七八九"


def meta(
    material: Material,
    title: str,
    subtitle: str | None = None,
    period: str | None = None,
    address: str | None = None,
    qr_label: str = "",
) -> Json:
    """Title and imprint; ``address``: the page of the site that the document's QR code leads to."""
    view, site = material.view, material.view.site
    full = title if subtitle is None else f"{title}·{subtitle}"
    said: Json = {
        "title": title,
        "subtitle": subtitle,
        "full_title": full,
        "period": period,
        "issuer": site.publisher,
        "internal": material.internal is not None,
        "demonstration": site.demonstration,
        "date": [view.as_of.year, view.as_of.month, view.as_of.day],
        "date_cn": _cover_date(view.as_of),
        "site_url": material.site_url,
        "keywords": [site.name, title],
        "pad": material.pad,
        "permit": None,
    }
    imprint = material.internal.site.imprint if material.internal else None
    if imprint is not None:
        said["issuer"] = imprint.compiler
        said["permit"] = imprint.permit
        said["note"] = "内部资料，免费交流。请妥善保管，不得对外提供，不得在公共场所陈列。"
        said["imprint"] = named(
            (label_of(Imprint, "compiler"), imprint.compiler),
            (label_of(Imprint, "audience"), imprint.audience),
            (label_of(Imprint, "printer"), imprint.printer),
            ("印刷日期", day(view.as_of)),
            (label_of(Imprint, "copies"), imprint.copies),
            (label_of(Imprint, "permit"), imprint.permit),
        )
        return said
    contact = site.contact
    said["note"] = "公开资料，免费取阅。各项内容取自公开发布的记录，数字由记录逐条汇总。"
    said["imprint"] = named(
        ("编印单位", site.publisher),
        ("数据截至", day(view.as_of)),
        ("联系", joined([contact.post, contact.telephone], "　") if contact else None),
        ("地址", contact.address if contact else None),
        ("网址", material.site_url),
    )
    if material.site_url and address is not None:
        said["qr"], said["qr_label"] = material.site_url + address, qr_label
    return said


def _cover_date(date: datetime.date) -> str:
    """二〇二五年十二月, as on a cover."""
    year = "".join(_NUMERALS[int(digit)] for digit in str(date.year))
    month = ("十" if date.month >= 10 else "") + (_NUMERALS[date.month % 10] if date.month != 10 else "")
    return f"{year}年{month}月"


def picture(item: Any) -> Json:
    """A picture of the view; see ``drawn``."""
    return {"picture": item.path, "alternative": item.alternative, "caption": item.caption}


def pictures(items: Sequence[Any]) -> list[Json]:
    """Pictures of the view, in their order; see ``drawn``."""
    return [picture(item) for item in items]


def on_site(material: Material, address: str) -> str | None:
    """A page of the site in full, where it is known where the site stands."""
    return material.site_url + address if material.site_url else None
