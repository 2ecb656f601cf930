"""The 下载 page: every public document with its size, pages and date, and no internal manual."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

from print_site import ORDINARY, PrintSite
from support import REPOSITORY

from generator.printing.downloads import downloads
from generator.site.engine import build


def test_the_pages_list_every_public_document(printed: PrintSite, tmp_path: Path) -> None:
    assert downloads(printed.root / "print")
    root, site = tmp_path / "copy", tmp_path / "site"
    shutil.copytree(printed.root, root)
    (root / "content").mkdir(exist_ok=True)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    build(replace(printed, root=root).load(), site)
    pages = [path.read_text("utf-8") for path in (site / "downloads").rglob("index.html")]
    links = {name for html in pages for name in re.findall(r'href="([^"]+\.pdf)"', html)}
    folder = printed.root / "print"
    public = [path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf") if "internal" not in path.parts]
    assert sorted(link.partition("downloads/")[2] or link.lstrip("./") for link in links) == sorted(public)
    assert sorted(p.relative_to(site / "downloads").as_posix() for p in site.rglob("*.pdf")) == sorted(public)
    assert any(f"handbook/{ORDINARY}.pdf" in html and "2025年12月31日" in html for html in pages)
