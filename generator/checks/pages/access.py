"""CK48: pictures have a text alternative, pages a language and one main heading, headings no gaps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.checks.pages.page import Page, Spot, pages
from generator.findings import Finding, Location, Severity, declare
from generator.records.register import Register

__all__ = ["check"]

_ACCESS = declare(
    "ZB0448",
    Severity.WARNING,
    ("页面不便于所有人使用", "{fault}。", "请改正模板或正文：图片写替代文字，每页一个大标题，标题逐级往下。"),
    (
        "page that is not usable by all",
        "{fault_en}.",
        "Give pictures a text alternative and pages one main heading, and leave out no level of headings.",
    ),
)


def check(register: Register, folder: Path) -> Iterator[Finding]:
    for page in pages(folder):
        for zh, en, (line, column) in _faults(page):
            place = Location(f"{folder.name}/{page.path}", line, column)
            yield Finding(_ACCESS, place, {"fault": zh, "fault_en": en})


def _faults(page: Page) -> Iterator[tuple[str, str, Spot]]:
    if not page.lang:
        yield "页面没有标明语言", "The page names no language", (1, 1)
    for source, spot in page.unnamed:
        yield f"图片“{source}”没有替代文字", f"The picture '{source}' has no text alternative", spot
    main = [spot for level, spot in page.headings if level == 1]
    if len(main) != 1:
        spot = main[1] if main else (1, 1)
        yield f"页面有{len(main)}个大标题", f"The page has {len(main)} main headings, not one", spot
    last = 0
    for level, spot in page.headings:
        if level > last + 1 and last:
            yield f"标题从{last}级跳到{level}级", f"A heading of level {level} follows one of level {last}", spot
        last = level
