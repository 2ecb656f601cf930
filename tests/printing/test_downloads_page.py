"""What is offered for download: every public document with its size, pages and date, and no internal manual."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

from print_site import ORDINARY, PrintSite
from reading_pdf import texts
from support import REPOSITORY

from generator.printing.downloads import downloads
from generator.printing.kinds import GROUPS
from generator.project import Project
from generator.site.engine import build
from generator.site.pages import pages
from generator.site.rendering import environment


def test_the_pages_list_every_public_document(printed: PrintSite, tmp_path: Path) -> None:
    assert downloads(printed.root / "print")
    root, site = tmp_path / "copy", tmp_path / "site"
    shutil.copytree(printed.root, root)
    (root / "content").mkdir(exist_ok=True)
    shutil.copy(REPOSITORY / "content/about.md", root / "content")
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    build(replace(printed, root=root).load(), site)
    pages = [path.read_text("utf-8") for path in (site / "downloads").rglob("index.html")]
    links = {name for html in pages for name in re.findall(r'href="([^"]+\.pdf)"', html)}
    folder = printed.root / "print"
    public = [path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf") if "internal" not in path.parts]
    assert sorted(link.partition("downloads/")[2] or link.lstrip("./") for link in links) == sorted(public)
    assert sorted(p.relative_to(site / "downloads").as_posix() for p in site.rglob("*.pdf")) == sorted(public)
    assert all(
        re.search(r'\.pdf" download="[^"]*[\u4e00-\u9fff][^"]*\.pdf">', html) for html in pages if '.pdf"' in html
    )
    assert any(f"handbook/{ORDINARY}.pdf" in html and "2025年12月31日" in html for html in pages)


def test_pages_promise_what_is_offered(demonstration: Project, printed: PrintSite) -> None:
    view = demonstration.view()
    offered = {group.id: group for group in downloads(printed.root / "print")}
    view.downloads = [offered["regulations"]]
    env, shown = environment(), {}
    for page in pages(view):
        if page.family in ("method", "downloads"):
            shown[page.address] = env.get_template(f"{page.family}.html").render(
                **page.context, page=page, root=page.root, site_url="/"
            )
            assert page.address != "downloads/" or page.description == "可以直接打印的公开资料：制度汇编。"
    assert "案例集、年度活动档案、工作手册、月度清单、空白表格、上墙版、资料盒标签没有放在网上，" in shown.pop(
        "downloads/"
    )
    steps = "".join(shown.values())
    assert '可打印：<a href="../../downloads/regulations/">制度汇编</a>' in steps
    assert "可打印：工作手册（未放在网上，可向发布单位索取）" in steps
    assert "downloads/handbook/" not in steps


def test_internal_manuals_are_not_offered(printed: PrintSite) -> None:
    offered = [file.path for group in downloads(printed.root / "print") for file in group.files]
    assert f"handbook/{ORDINARY}.pdf" in offered and "yearbook-2025.pdf" in offered
    assert [path for path in offered if "internal" in path] == []


def test_what_is_offered_has_pages_size_and_date(printed: PrintSite) -> None:
    (group,) = (group for group in downloads(printed.root / "print") if group.id == "regulations")
    (file,) = group.files
    assert (file.title, file.pages) == ("制度汇编", len(texts(printed.read("regulations.pdf"))))
    assert file.size == len(printed.read("regulations.pdf")) and file.date.isoformat() == "2025-12-31"


def test_a_damaged_or_missing_file_is_not_offered(fresh: PrintSite) -> None:
    fresh.print(groups=["forms", "regulations"])
    (fresh.root / "print/forms.pdf").write_bytes(b"%PDF-")
    assert [group.id for group in downloads(fresh.root / "print")] == ["regulations"]
    assert downloads(fresh.root / "elsewhere") == []


def test_a_file_that_is_not_what_was_printed_is_not_offered(fresh: PrintSite) -> None:
    fresh.print(groups=["forms", "lists"])
    output = fresh.root / "print"
    assert {group.id for group in downloads(output)} == {"forms", "lists"}
    content = bytearray(fresh.read("forms.pdf"))
    content[200] ^= 1
    (output / "forms.pdf").write_bytes(content)  # as long as before
    assert [group.id for group in downloads(output)] == ["lists"]


def test_the_first_target_of_the_makefile_prints_what_is_offered() -> None:
    """A fresh clone has printed nothing; its 下载 page must not be empty."""
    lines = (REPOSITORY / "Makefile").read_text("utf-8").splitlines()
    target = lines.index("site: $(STAMP)")
    assert [line.split()[1] for line in lines[target + 1 : target + 3]] == ["print", "build"]
    (documents,) = (line.partition("?=")[2].split() for line in lines if line.startswith("DOCUMENTS"))
    assert set(documents) <= set(GROUPS)
