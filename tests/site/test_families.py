"""Every released branch stands in the list of branches, and every page has a frame, however long lists get."""

from __future__ import annotations

import pytest
from support import BRANCH, TinySite

from generator.publication import paging
from generator.publication.view import PublicView
from generator.site import archive_pages, figure_pages, pages, section_pages
from generator.site.engine import build
from generator.site.families import FRAMES, SECTIONS


@pytest.mark.parametrize(
    ("area", "review", "heading"),
    [("chengguan", "终审", "城关街道"), ("benxian", "终审", "本县"), ("chengguan", "初审", "其他")],
)
def test_a_branch_is_listed_under_its_area(tiny: TinySite, area: str, review: str, heading: str) -> None:
    tiny.replace(BRANCH, "属地: chengguan", f"属地: {area}")
    # An area still under review is not published, its branch is.
    tiny.replace("records/areas.yml", "审核: 终审", f"审核: {review}")
    build(tiny.load(), tiny.root / "site")
    groups = tiny.read("site/branches/index.html").partition('<div id="zb-branches">')[2]
    assert f">{heading}<small>1 个</small></h2>" in groups
    assert "样本建材党支部" in groups


def test_every_page_of_a_long_list_has_its_frame(view: PublicView, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of one entry a page: what a site of ten thousand branches has, the demonstration has then."""
    for module, names in {
        pages: ("_OF_AREA", "_OF_STAR", "ROWS", "_NOTICE_ROWS", "_ROOM"),
        archive_pages: ("OF_MONTH",),
        figure_pages: ("ROWS",),
        section_pages: ("ROWS",),
    }.items():
        for name in names:
            monkeypatch.setattr(module, name, 1)
    monkeypatch.setattr(paging, "_SIZES", dict.fromkeys(paging._SIZES, 1))
    monkeypatch.setattr(paging.parts, "__defaults__", (1, None))
    made = [page for page in pages.pages(view) if page.address not in SECTIONS]
    assert {page.family for page in made if "/p2/" in page.address} > {"coverage", "coverage-years", "area"}
    assert {(page.family, page.depth, page.section) for page in made} - set(FRAMES) == set()
