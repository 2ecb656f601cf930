"""Documents of pages, with the text that each page shows."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from generator.site.families import SECTIONS, Page
from generator.site.search.document import Document, goes_on
from generator.site.search.visible import TITLE, page_text, visible_text
from generator.site.words import cn_date, cn_number

__all__ = ["engine_document", "page_document"]


_SECTION, _GUIDE = "栏目", "编辑指南"
_KINDS = {
    "branch": "党支部",
    "area": "区域",
    "regulation": "制度",
    "comparison": "制度",
    "showcase": "案例",
    "activity": "活动",
    "station": "指导站",
    "list": "月度清单",
    "method": "工作方法",
    "report": "报告",
    "pairing": "结对",
    "rule": "规则",
    "scheme": "规则",
    "figures": "数据",
    "coverage-years": "数据",
    "working": "数据",
    "workings": "数据",
    "guide": _GUIDE,
}

_REPEATING = {"search/", "activities/", "screen/"}
"""Section pages that only list the titles of other pages, as do all pages that are neither a section nor made from one
record. What they list is found itself; and as they grow with every record, each edit would touch nearly every shard."""


_OWN_WORDS = {
    "campaigns",
    "comparison",
    "coverage-years",
    "figures",
    "guide",
    "honours",
    "rule",
    "rules",
    "scheme",
    "working",
    "workings",
}
"""Families whose pages say what no page of a record says."""


def page_document(page: Page, body: str) -> Document | None:
    """The document of a page that is made from records, given its rendered body; None where it only repeats others."""
    listing = page.address not in SECTIONS or page.address in _REPEATING
    if page.record is None and listing and page.family not in _OWN_WORDS:
        return None
    item = page.context.get("item")
    note, area, period = _about(page.family, item) if page.family in _KINDS else ("", "", "")
    if page.family == "figures":
        note = "、".join(figure.label for figure in page.context["figures"])
    title, kind = _title(page, item), _KINDS.get(page.family, _SECTION)
    further = goes_on(page.address)
    text = page_text(body, title, further)
    return Document(page.address, title, kind, "" if further else note, area, period, text)


def _title(page: Page, item: Any) -> str:
    """The title that is searched and shown: a list's with its theme, a rule's with the number it is known by."""
    if page.family == "list" and item:
        return f"{page.title}：{item.theme}"
    return f"{item.id} {page.title}" if page.family == "rule" else page.title


def _about(family: str, item: Any) -> tuple[str, str, str]:
    """Note, area and period. What holds until further notice has no period and stands before what is dated."""
    match family:
        case "branch":
            area = _name(item.area)
            # The search page narrows by formation and stars by looking for them here, each with the dot before it. A
            # branch without stars is told by nothing: who has none is not listed.
            stars = f"·{cn_number(item.stars)}星级" if item.stars else ""
            return f"{area}·{item.formation.mode}{stars}", area, ""
        case "area":
            return item.type, item.name, ""
        case "regulation":
            return item.group, "", ""
        case "showcase":
            return item.type, _name(item.branch and item.branch.area), str(item.year or "")
        case "activity":
            note = f"{item.branch.short_name} · {cn_date(item.date)}"
            return note, _name(item.branch.area), item.date.strftime("%Y-%m")
        case "station":
            return item.host, _name(item.area), ""
        case "list":
            return "", "", item.month
        case "report":
            return item.author or "", "", item.date.strftime("%Y-%m")
    return "", "", ""


def _name(area: Any) -> str:
    return area.name if area else ""


_BODY = re.compile(r'<div id="zb-main"[^>]*>(.*?)</main>', re.S)


def engine_document(address: str, html: str) -> Document | None:
    """The document of a page that the engine wrote itself from prose; None where it is not of the site's frame."""
    body = _BODY.search(html)
    if body is None:
        return None
    heading = TITLE.search(body[1])
    title = visible_text(re.sub(r'<a class="headerlink".*?</a>', "", heading[1])) if heading else unescape(address)
    kind = _GUIDE if address.startswith("guide/") else _SECTION
    return Document(address, title, kind, "", "", "", page_text(body[1], title))
