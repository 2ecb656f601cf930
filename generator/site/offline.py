"""The offline edition: a built site as a folder, and the same in a zip, that opens from a stick by a double click.

A browser shows a folder's list where a link ends in a slash, and lets no script read files. So links name the page
itself, and every file of the search index is wrapped in a script that hands its bytes over (``zhibu-search.js`` asks
for it where there is no server). A policy that allows what comes from the site's own address only would forbid all of
it: files have no address in common. It is left out.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.site.feeds import NOT_FOUND
from generator.site.zipping import add

__all__ = ["ABOUT", "LINK", "Offline", "pack", "write_offline"]

_README = """{name}：离线版

双击 index.html，在浏览器里打开。不用联网，也不用安装软件。
搜索、图片、打印和数据下载都能用；整个文件夹可以拷到 U 盘或另一台电脑，文件夹里的文件不要单独挪动。
"""
ABOUT = "readme.txt"
"""What an edition says of itself, by which one is known."""
_LEFT_OUT = (NOT_FOUND, "robots.txt", "manifest/")
"""What only a server has a use for, and what is true of the site's own files only."""
LINK = re.compile(r'(\s(?:href|action)=")([^":?#]*)([?#][^"]*)?"')
"""A link of a page within the site: what stands before its address, the address, what follows it."""
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?', re.I)
_TITLE = re.compile(r"<title>(.*?)</title>", re.S)


@dataclass(frozen=True, slots=True)
class Offline:
    """What was written."""

    folder: Path
    archive: Path
    files: int
    size: int
    """Bytes of the zip."""


def _edition_of(site: Path) -> Path:
    """The folder of a site's offline edition."""
    return site.parent / f"{site.name}-offline"


def write_offline(site: Path) -> Offline:
    """Write the offline edition of a built site beside it; what was there before is replaced when it is complete."""
    folder = _edition_of(site)
    archive = folder.parent / f"{folder.name}.zip"
    with tempfile.TemporaryDirectory(prefix=f"{folder.name}-", dir=folder.parent) as scratch:
        made = Path(scratch) / folder.name
        count = sum(1 for _ in _copied(site, made))
        packed = Path(scratch) / archive.name
        pack(made, packed)
        if folder.exists():
            folder.rename(Path(scratch) / "old")
        made.rename(folder)
        packed.replace(archive)
    return Offline(folder, archive, count, archive.stat().st_size)


def _copied(site: Path, target: Path) -> Iterator[str]:
    for place, below, names in os.walk(site):
        below.sort()
        here = Path(place).relative_to(site)
        (target / here).mkdir(parents=True, exist_ok=True)
        for name in sorted(names):
            path = (here / name).as_posix()
            if path.startswith(_LEFT_OUT):
                continue
            source = site / path
            if path.endswith(".html"):
                (target / path).write_text(_page(source.read_text("utf-8")), encoding="utf-8", newline="\n")
            elif path.startswith("search/"):
                part = path.removeprefix("search/")
                (target / f"{path}.js").write_text(_script(part, source.read_bytes()), encoding="ascii")
            else:
                shutil.copyfile(source, target / path)
            yield path
    title = _TITLE.search((target / "index.html").read_text("utf-8"))
    words = _README.format(name=title[1] if title else "").replace("\n", "\r\n")
    (target / ABOUT).write_text(words, encoding="utf-8-sig", newline="")
    yield ABOUT


def _page(html: str) -> str:
    """A page whose links name files. Values of records are escaped, so that they never look like an attribute."""
    return LINK.sub(_named, _POLICY.sub("", html))


def _named(found: re.Match[str]) -> str:
    start, address, rest = found[1], found[2], found[3] or ""
    if address and address.rpartition("/")[2] in ("", ".", ".."):
        address = f"{address.rstrip('/') or '.'}/index.html"
    return f'{start}{address}{rest}"'


def _script(name: str, data: bytes) -> str:
    return f'zhibuFile("{name}","{base64.b64encode(data).decode()}");\n'


def pack(folder: Path, archive: Path) -> None:
    """A folder as a zip whose bytes depend on its files alone."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            add(packed, f"{folder.name}/{path.relative_to(folder).as_posix()}", path.read_bytes())
