"""CK43: a page asks nothing of other servers, and every link within the site leads somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.checks.pages.page import Page, pages
from generator.findings import Finding, Location, Severity, declare
from generator.records.register import Register

__all__ = ["check"]

_OUTSIDE = declare(
    "ZB0443",
    Severity.ERROR,
    ("页面向外部请求", "页面从别的网站加载“{found}”。", "请把文件放到本站，或删去这一处。"),
    (
        "page that loads from elsewhere",
        "The page loads '{found}' from another site.",
        "Put the file on this site, or delete it from the page.",
    ),
)
_DEAD = declare(
    "ZB0543",
    Severity.WARNING,
    ("链接打不开", "链接“{found}”在本站里找不到。", "请改正链接，或补上所指的页面。"),
    ("dead link", "The link '{found}' leads nowhere on this site.", "Correct the link, or add the page it leads to."),
)


def check(register: Register, folder: Path) -> Iterator[Finding]:
    found = list(pages(folder))
    ids = {page.path: page.ids for page in found}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for page in found:
        for address, (line, column) in page.loads:
            if urlsplit(address).netloc:
                place = Location(f"{folder.name}/{page.path}", line, column)
                yield Finding(_OUTSIDE, place, {"found": address})
        for address, (line, column) in (*page.links, *page.loads):
            if _dead(page, address, files, ids):
                place = Location(f"{folder.name}/{page.path}", line, column)
                yield Finding(_DEAD, place, {"found": address})


def _dead(page: Page, address: str, files: set[str], ids: dict[str, set[str]]) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return False  # other sites, and addresses from the top, which depend on where the site stands
    target = page.path
    if parts.path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(parts.path)))
        if parts.path.endswith("/") or target in ("", "."):
            target = posixpath.normpath(posixpath.join(target, "index.html"))
    if target not in files:
        return f"{target}/index.html" not in files
    return bool(parts.fragment) and target in ids and unquote(parts.fragment) not in {*ids[target], "top"}
