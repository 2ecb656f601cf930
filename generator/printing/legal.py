"""The two legal kinds of printed matter, and which combinations are refused.

An *internal manual* (内部资料) needs a permit: its cover bears 「内部资料，免费交流」 and the permit's number, its
imprint who compiled it, for whom, who printed it and how many; it must not call itself a periodical, has no price and
is not laid out in public (内部资料性出版物管理办法, 2015). A *public leaflet* is made from the public view alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.findings import Finding, Severity, declare
from generator.records.fields import label_of
from generator.records.register import Register
from generator.records.site import Imprint, Site

__all__ = ["INTERNAL_FOLDER", "refusals"]

INTERNAL_FOLDER = "internal"
"""Below the output folder; nothing in it is offered on the site."""

_NEEDED = ("compiler", "permit", "printer", "copies", "audience")
"""What the imprint of an internal manual must say."""

_NO_IMPRINT = declare(
    "ZB0701",
    Severity.ERROR,
    (
        "内部资料缺编印信息",
        "印制内部资料须写明{missing}，site.yml 的“编印信息”里没有。",
        "请在 site.yml 的“编印信息”中补齐；没有准印证的，只能印制公开资料（不加 --internal）。",
    ),
    (
        "internal manual without an imprint",
        "An internal manual must state '{missing}', which '编印信息' in site.yml does not.",
        "Complete '编印信息' in site.yml, or print the public kind (without --internal).",
    ),
)
_PERIODICAL = declare(
    "ZB0702",
    Severity.ERROR,
    (
        "内部资料不得称报刊、不得定价",
        "“{found}”中有“{word}”：内部资料不得自称报、刊、杂志，也不得定价。",
        "请改用不含这些字样的名称。",
    ),
    (
        "internal manual named like a periodical",
        "'{found}' says '{word}', but internal material is no paper or magazine and has no price.",
        "Use another name.",
    ),
)
_IN_PUBLIC = declare(
    "ZB0703",
    Severity.ERROR,
    (
        "内部资料放进了公开文件夹",
        "内部资料的输出位置 {found} 在{where}之内，会随网站公开。",
        "请用 --output 指定网站文件夹和 content 之外的位置。",
    ),
    (
        "internal material in a public folder",
        "Internal manuals would be written to {found}, within {where}, and be published.",
        "Choose a folder outside the site and content with --output.",
    ),
)
_PERIODICALS = re.compile(r"本刊|本报|杂志|期刊|定价|售价|(?:日|周|晚|月|学|时)报$|刊$")


def refusals(register: Register, root: Path, output: Path, site_folders: dict[str, Path]) -> Iterator[Finding]:
    """Why internal manuals may not be printed. ``site_folders`` are the folders that are published, by their name."""
    site = register.site
    imprint = site.imprint
    missing = [label_of(Imprint, name) for name in _NEEDED if not imprint or not getattr(imprint, name)]
    if missing:
        keys = (label_of(Site, "imprint"),) if imprint else ()
        yield Finding(_NO_IMPRINT, register.place(site, keys), {"missing": "、".join(missing)})
    for model, part, name in ((Site, site, "name"), (Imprint, imprint, "compiler")):
        text = getattr(part, name, None) or ""
        found = _PERIODICALS.search(text)
        if found:
            above = (label_of(Site, "imprint"),) if part is imprint else ()
            place = register.place(site, (*above, label_of(model, name)))
            yield Finding(_PERIODICAL, place, {"found": text, "word": found[0]})
    for label, folder in site_folders.items():
        if output.resolve().is_relative_to(folder.resolve()):
            yield Finding(_IN_PUBLIC, register.place(site), {"found": str(output), "where": label})
