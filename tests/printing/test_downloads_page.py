"""The 下载 page: every public document with its size, pages and date, and no internal manual."""

from __future__ import annotations

import re

from print_site import ORDINARY, PrintSite

from generator.printing.downloads import downloads
from generator.site.rendering import environment


def test_the_page_lists_every_public_document(printed: PrintSite) -> None:
    groups = downloads(printed.root / "print")
    template = environment().get_template("downloads.html")
    html = template.render(view=printed.load().view(), root="../", groups=groups)
    links = re.findall(r'<a href="([^"]+)" download>', html)
    folder = printed.root / "print"
    public = [path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf") if "internal" not in path.parts]
    assert sorted(links) == sorted(public)
    row = re.search(rf"<tr>.*?handbook/{ORDINARY}\.pdf.*?</tr>", html, re.S)
    assert row is not None
    assert re.search(r"<td>\d+ 页</td><td>\d+ KB</td><td>2025年12月31日</td>", row[0])
