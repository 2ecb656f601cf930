"""The made pages of the guide say everything the models and the findings say, in the editor's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import REPOSITORY, TinySite

from generator.findings import kinds
from generator.publication.view import PublicView
from generator.records.outline import entries
from generator.rulebook.shelves import shelves
from generator.site.engine import build
from generator.site.families import Page
from generator.site.guide import guide_groups


def _pages(view: PublicView) -> Iterator[Page]:
    for group in guide_groups(view.terms):
        yield from group.pages()


def _fields(pages: dict[str, Page], address: str) -> set[tuple[str, str]]:
    """What the pages of a record kind say: every key with how it is written."""
    parts = [page for name, page in pages.items() if name == address or re.fullmatch(rf"{address}p\d+/", name)]
    return {(row.key, row.form) for page in parts for table in page.context["part"].entries for row in table.rows}


def test_a_page_for_every_kind_and_every_finding(view: PublicView) -> None:
    pages = {page.address: page for page in _pages(view)}
    for shelf in shelves():
        address = f"guide/fields/{shelf.model.kind.replace('_', '-')}/"
        assert {entry.key for entry in entries(shelf.model)} <= {key for key, _ in _fields(pages, address)}
    for kind in kinds():
        page = pages[f"guide/codes/{kind.code}/"]
        assert kind.zh.title in page.title and page.context["hint"].strip("…。 "), kind.code
        assert "{" not in page.context["message"] + page.context["hint"]
    assert "只能写：有场所、有设施" in " ".join(form for _, form in _fields(pages, "guide/fields/branch/"))
    assert all(page.description for page in pages.values())


def test_the_pages_are_published_with_the_guide_and_lead_to_one_another(site: Path) -> None:
    guide = site / "guide"
    pages = sorted(guide.rglob("index.html"))
    assert len(pages) > len(shelves()) + len(kinds())
    reached = {"guide/"}
    for path in pages:
        html = path.read_text("utf-8")
        assert path.stat().st_size < 20480
        assert 'aria-current="true">编辑指南' in html or path.parent == guide
        for target in re.findall(r'href="([^"#:]+/)"', html):
            found = (path.parent / target).resolve()
            assert (found / "index.html").is_file(), f"{path}: {target}"
            if found.is_relative_to(guide):
                reached.add(found.relative_to(site).as_posix() + "/")
    assert {path.parent.relative_to(site).as_posix() + "/" for path in pages} == reached
    assert "/guide/codes/ZB0101/" in (site / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("written", [True, False])
def test_a_site_without_a_guide_has_no_part_of_it(tiny: TinySite, written: bool) -> None:
    if not written:
        (tiny.root / "content/guide/index.md").unlink()
    build(tiny.load(), tiny.root / "site")
    assert (tiny.root / "site/guide/codes").is_dir() is written


def test_another_member_of_a_term_set_changes_the_pages(tiny: TinySite) -> None:
    terms = "records/rulebook/terms.yml"
    one = {page.address: page for page in _pages(tiny.load().view())}
    tiny.replace(terms, "有场所", "有固定场所")
    two = {page.address: page for page in _pages(tiny.load().view())}
    changed = [address for address in two if repr(one[address].context) != repr(two[address].context)]
    assert changed and all(address.startswith("guide/fields/") for address in changed)
    marks = [{group.key: group.mark for group in guide_groups(side)} for side in
             ({"a": (True, ["甲"])}, {"a": (True, ["乙"])})]  # fmt: skip
    assert {key for key in marks[0] if marks[0][key] != marks[1][key]} == {"guide/fields/"}


def test_every_code_is_declared_in_one_of_the_rooms_read(view: PublicView) -> None:
    pages = {page.address for page in _pages(view)}
    declared = set()
    for path in (REPOSITORY / "generator").rglob("*.py"):
        declared |= set(re.findall(r'"(ZB\d{4})",', path.read_text("utf-8")))
    assert {code for code in declared if f"guide/codes/{code}/" not in pages} == set()
