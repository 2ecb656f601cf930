"""CK40, CK43: what lies in ``content/``: no personal data, no file that runs on the site or tells too much.

Pages are Markdown. Beside them may lie pictures and documents to be downloaded; a file that a browser would run stands
in the site's settings (``extra_javascript``, ``extra_css``) or was made by ``zhibu forms``; no other belongs there.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Container, Iterator
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from generator.checks.personal_data import allowed
from generator.findings import Finding, Location, Severity, declare
from generator.listing import UNKNOWN, is_litter, legible
from generator.reading import read_source
from generator.reading.documents import UnreadableError, look_through
from generator.reading.drawings import fault_of_drawing
from generator.reading.private import Hit, maybe_private, private
from generator.records.register import Register

__all__ = ["FORMS", "check"]

_DATA = declare(
    "ZB0840",
    Severity.ERROR,
    (
        "文章或附件里有个人信息",
        "这里有{what}“{found}”。",
        "请删去，附件另存后再放进来；联系方式只写岗位固定电话，确需提及的写成“138****1234”这样的样子。",
    ),
    (
        "personal data in prose or in an attachment",
        "There is {what_en} here: '{found}'.",
        "Delete it, save an attachment again, and write only the telephone number of a post.",
    ),
    private=True,
)
_HIDDEN = declare(
    "ZB0643",
    Severity.WARNING,
    (
        "附件里有看不见的内容",
        "附件里有{what}。",
        "请在表格或文字处理软件里用“检查文档”删去作者、批注、修订和隐藏的内容（图片去掉位置信息），另存后再放进来。",
    ),
    (
        "hidden content in an attachment",
        "The attachment holds {what_en}.",
        "Remove it in the program that wrote the file, and save the file again.",
    ),
    private=True,
)
_ACTIVE = declare(
    "ZB0743",
    Severity.ERROR,
    (
        "不能发布的文件",
        "{fault}。",
        "请移走；这里只放文章（.md）、图片和供下载的文档；网页、脚本、带脚本的图形和文档会在读者那里运行，打不开的文件无法检查。",
    ),
    (
        "file that cannot be published",
        "The file cannot be published: {fault_en}.",
        "Move it elsewhere, because only prose (.md), pictures and documents that run nothing belong here.",
    ),
)
_UNREADABLE = declare(
    "ZB0843",
    Severity.ERROR,
    (
        "文章里有读不懂的标记",
        "“{found}”开头的标记不是网页上能用的。",
        "多半是从文字处理软件粘贴来的，请删去；只是要写出这几个字的，把“<”写成“&lt;”。",
    ),
    (
        "markup that cannot be read",
        "Markup that begins with '{found}' means nothing on a web page.",
        "Delete it, or write '&lt;' for '<' if the sign itself is meant.",
    ),
)
_ENTANGLED = declare(
    "ZB0343",
    Severity.ERROR,
    (
        "一段文章里有太多没有合上的方括号",
        "这一段里有超过{limit}个“[”没有用“]”合上，生成网页会很慢。",
        "请补上“]”，或者用空行分成几段。",
    ),
    (
        "too many open brackets in a paragraph",
        "More than {limit} '[' of this paragraph are not closed by ']': making a page of it takes long.",
        "Close them with ']', or split the paragraph with empty lines.",
    ),
)
_NO_SECTION = re.compile(r"<!\[(?!(?:temp|cdata|ignore|include|rcdata|if|else|endif)\b)", re.IGNORECASE)
"""The beginning of a marked section of a kind that there is not."""
_OPEN = 100
"""Brackets that may be open at once: the engine looks for the end of each, through all that follow."""
_PASSIVE = {
    ".md", ".markdown", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg", ".ico", ".pdf", ".xlsx", ".docx",
    ".pptx", ".ods", ".odt", ".csv", ".txt", ".json", ".yml", ".yaml", ".woff2", ".mp3", ".mp4", ".zip",
}  # fmt: skip
_UNREAD = {".ico", ".woff2", ".mp3", ".mp4"}
"""Files in which no text is looked for."""
_OWN = ("extra_javascript", "extra_css")
"""Settings that list a site's own scripts and style sheets."""
FORMS = "content/admin"
"""Where ``zhibu forms`` puts its page, which is ours and runs on the site."""


def check(register: Register) -> Iterator[Finding]:
    root = Path(register.root)
    passed, named = allowed(register), _Named(root)
    for folder, below, names in os.walk(root / "content"):
        below.sort()
        linked = [name for name in below if Path(folder, name).is_symlink()]
        for name in sorted((*names, *linked)):
            path = Path(folder, name)
            relative = legible(path.relative_to(root).as_posix())
            if relative.startswith(f"{FORMS}/") or name.startswith(".") or is_litter(name):
                continue
            refused = list(_misplaced(path, relative, root, named))
            yield from refused
            if refused:
                continue
            suffix = path.suffix.lower()
            if suffix in (".md", ".markdown"):
                if not relative.startswith("content/showcases/"):
                    yield from _prose(register, relative, passed)
            elif suffix in _PASSIVE - _UNREAD:
                yield from _attachment(path, relative, passed)


class _Named:
    """The files that the site's settings name as its own scripts and style sheets: read when first asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    @cached_property
    def _paths(self) -> set[str]:
        source, _ = read_source(self._root, "mkdocs.yml")
        if source is None:
            return set()
        from generator.reading import parse

        said: Any = parse(source).root
        entries = [entry for key in _OWN for entry in _listed(said.get(key) if isinstance(said, dict) else None)]
        files = [entry.get("path") if isinstance(entry, dict) else entry for entry in entries]
        return {posixpath.normpath(file.partition("?")[0]) for file in files if isinstance(file, str)}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _misplaced(path: Path, relative: str, root: Path, named: Container[str]) -> Iterator[Finding]:
    suffix = path.suffix.lower()
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(os.path.realpath(root / "content")):  # what lies in records is not published as it is
        fault, fault_en = "链接指到了 content 文件夹之外", "it is a link that leads out of content/"
    elif UNKNOWN in relative or not path.name.isprintable() or any(char in path.name for char in '\\:*?"<>|'):
        fault, fault_en = "文件名里有不可见或不允许的字符", "its name has characters that are not allowed"
    elif not real.is_file():
        fault, fault_en = _no_file(path, real)
    elif suffix == ".svg":
        found = fault_of_drawing(path.read_bytes())
        if found is None:
            return
        fault, fault_en = f"图形{found[0]}", found[1]
    elif suffix in _PASSIVE or relative.removeprefix("content/") in named:
        return
    else:
        fault, fault_en = (
            f"“{suffix or path.name}”文件不能发布",
            f"a file such as '{suffix or path.name}' has no place here",
        )
    yield Finding(_ACTIVE, Location(relative), {"fault": fault, "fault_en": fault_en})


def _no_file(path: Path, real: Path) -> tuple[str, str]:
    """What something is that is no regular file."""
    if real.is_dir():
        return "这是指到文件夹的链接", "it is a link to a folder"
    if path.is_symlink():
        return "链接指向的文件不存在", "it is a link that leads nowhere"
    return "这不是普通文件", "it is no regular file"


def _told(hits: Iterator[Hit], place: Location, passed: set[str]) -> Iterator[Finding]:
    for hit in hits:
        if hit.sure and hit.plain not in passed:
            yield Finding(_DATA, place, {"what": hit.what, "what_en": hit.what_en, "found": hit.shown})


def _prose(register: Register, relative: str, passed: set[str]) -> Iterator[Finding]:
    source, found = read_source(register.root, relative)
    yield from (finding for finding in found if finding.severity is Severity.ERROR)  # the engine would fail at it
    if source is None:
        return
    text = "\n".join(source.lines)
    yield from _markup(text, relative)
    if not maybe_private(text):
        return
    for number, line in enumerate(source.lines, 1):
        yield from _told(private(line), Location(relative, number, 1), passed)


def _markup(text: str, relative: str) -> Iterator[Finding]:
    """The first markup that means nothing, or else at which the reader that the engine uses gives up: that differs by
    version of Python, and newer ones show readers the markup as it is written.
    """
    if text.count("[") > _OPEN:
        yield from _brackets(text, relative)
    if "<!" not in text:
        return
    section = _NO_SECTION.search(text)
    if section is not None:
        before = text[: section.start()]
        yield _unreadable(text, relative, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1))
        return
    reader = HTMLParser()
    try:
        reader.feed(text)
        reader.close()
    except AssertionError:
        number, column = reader.getpos()  # of the markup or of the name within that it cannot read
        yield _unreadable(text, relative, number, text.split("\n")[number - 1].rfind("<!", 0, column + 2))


def _unreadable(text: str, relative: str, number: int, start: int) -> Finding:
    found = text.split("\n")[number - 1][start : start + 12]
    return Finding(_UNREADABLE, Location(relative, number, start + 1), {"found": found})


def _brackets(text: str, relative: str) -> Iterator[Finding]:
    depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            depth = 0
        for column, char in enumerate(line, 1):
            depth = depth + 1 if char == "[" else max(0, depth - 1) if char == "]" else depth
            if depth > _OPEN:
                yield Finding(_ENTANGLED, Location(relative, number, column), {"limit": str(_OPEN)})
                return


def _attachment(path: Path, relative: str, passed: set[str]) -> Iterator[Finding]:
    """What a file says, seen or unseen."""
    try:
        found = look_through(path.name, path.read_bytes())
    except UnreadableError as error:
        yield Finding(_ACTIVE, Location(relative), {"fault": error.zh, "fault_en": error.en})
        return
    hits = {(hit.what, hit.plain): hit for text in found.texts for hit in private(text)}
    yield from _told(iter(hits.values()), Location(relative), passed)
    for what, what_en in found.runs.items():
        facts = {"fault": f"附件里有{what}", "fault_en": f"it holds {what_en}"}
        yield Finding(_ACTIVE, Location(relative), facts)
    for what, what_en in found.unseen.items():
        yield Finding(_HIDDEN, Location(relative), {"what": what, "what_en": what_en})
