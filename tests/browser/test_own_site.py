"""A branch's own site: complete by itself, and every way out of it leads to a page of the whole site."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import feedparser
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from serving import serving
from support import Run, TinySite, copy_demonstration
from waiting import until

from generator.publication.view import PublicView

LANSHAN = "kuangye-lanshan"
ADDRESS = "https://lanshan.example/"
WHOLE = "https://zhibu.example/"
_WAYS = re.compile(r'\s(?:href|src|action)="([^"]+)"')
_IDS = re.compile(r'\sid="([^"]+)"')


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, zhibu: Run) -> Path:
    root = copy_demonstration(tmp_path_factory.mktemp("own"))
    settings = (root / "mkdocs.yml").read_text("utf-8")
    said = f"  - zhibu:\n      own_sites:\n        {LANSHAN}: {{url: {ADDRESS}, icp: 示ICP备00000000号-2}}\n"
    assert settings.count("  - zhibu\n") == 1
    (root / "mkdocs.yml").write_text(settings.replace("  - zhibu\n", said), encoding="utf-8")
    for words in (("print", "handbook", "labels"), ("build",)):
        done = zhibu(root, *words, "--branch", LANSHAN)
        assert done.returncode == 0, done.stdout + done.stderr
    assert f"site-{LANSHAN}/" in done.stdout
    return root / f"site-{LANSHAN}"


def _pages(own: Path) -> dict[str, str]:
    return {path.relative_to(own).as_posix(): path.read_text("utf-8") for path in own.rglob("*.html")}


def _ways(own: Path) -> Iterator[tuple[str, str]]:
    for name, html in _pages(own).items():
        yield from ((name, way.replace("&amp;", "&")) for way in _WAYS.findall(html))


def test_it_has_what_the_branch_has(own: Path, view: PublicView) -> None:
    branch = next(branch for branch in view.branches if branch.id == LANSHAN)
    pages = _pages(own)
    for items in (view.activities_of(LANSHAN), branch.regulations, branch.showcases):
        assert items
        assert [item.address for item in items if f"{item.address}index.html" not in pages] == []
    others = [other.short_name for other in view.branches if other.id != LANSHAN]
    assert [name for name in others if f"<h1>{name}</h1>" in "".join(pages.values())] == []
    assert f"<h1>{branch.short_name}</h1>" in pages["index.html"]
    assert "示ICP备00000000号-2" in pages["index.html"]
    feed = feedparser.parse((own / "feed.xml").read_bytes())
    assert not feed.bozo
    assert feed.entries[0].link.startswith(f"{ADDRESS}activities/{LANSHAN}/")
    assert {line for line in (own / "robots.txt").read_text().splitlines() if line.startswith("Sitemap")} == {
        f"Sitemap: {ADDRESS}sitemap.xml"
    }


def test_every_page_bears_its_own_address(own: Path) -> None:
    for name, html in _pages(own).items():
        if name.endswith("index.html"):
            address = ADDRESS + name.removesuffix("index.html")
            assert f'<link rel="canonical" href="{address}">' in html
            assert f"{WHOLE}branches/{LANSHAN}/" not in html


def test_ways_within_are_not_dead(own: Path) -> None:
    dead = []
    for name, way in _ways(own):
        parts = urlsplit(way)
        if parts.scheme or not parts.path:
            continue
        start = own if way.startswith("/") else (own / name).parent
        target = Path(os.path.normpath(start / parts.path.lstrip("/")))
        target = target / "index.html" if target.is_dir() else target
        found = target.is_relative_to(own) and target.is_file()
        if not found or (parts.fragment and unquote(parts.fragment) not in _IDS.findall(target.read_text("utf-8"))):
            dead.append((name, way))
    assert dead == []


def test_ways_out_lead_to_the_whole_site(own: Path, site: Path) -> None:
    out = {way for _, way in _ways(own) if "://" in way and not way.startswith(ADDRESS)}
    assert {urlsplit(way).hostname for way in out} == {"zhibu.example", "beian.miit.gov.cn"}
    dead = []
    for way in sorted(out):
        parts = urlsplit(way)
        page = site / parts.path[1:] / "index.html"
        if parts.hostname != "zhibu.example":
            continue
        if not page.is_file() or (parts.fragment and parts.fragment not in _IDS.findall(page.read_text("utf-8"))):
            dead.append(way)
    assert dead == []


def test_it_offers_what_was_printed_of_the_branch(own: Path) -> None:
    html = _pages(own)["downloads/index.html"]
    names = re.findall(r'href="\.\./downloads/([^"]+)" download', html)
    assert names == [f"handbook/{LANSHAN}.pdf", f"labels/{LANSHAN}.pdf"]
    assert all((own / "downloads" / name).read_bytes().startswith(b"%PDF") for name in names)
    assert ">下载</a></li>" in _pages(own)["index.html"]


def test_it_works_in_a_browser(own: Path, browser: Browser) -> None:
    asked: set[str] = set()
    wrong: list[Any] = []
    with serving(own) as here:
        for width in (320, 1440):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.on("request", lambda request: asked.add(request.url))
            page.on("pageerror", lambda error: wrong.append(str(error)))
            for path in ("", f"activities/{LANSHAN}/", "regulations/dangfei/", "search/?q=党费", "downloads/"):
                page.goto(here + path)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, path)
                wrong.extend(Axe().run(page).response["violations"])
            page.goto(f"{here}search/?q=党费收缴")
            until(page, "document.getElementById('zb-status').textContent.startsWith('找到')")
            first = page.locator("#zb-results a").first
            assert first.get_attribute("href") == f"{here}regulations/dangfei/"
            assert page.locator("#zb-suggest li").count() == 0
            page.get_by_role("combobox").fill("党课")
            page.wait_for_selector("#zb-suggest li")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            page.wait_for_url(f"{here}*/{LANSHAN}/*/")
            if width == 1440:
                page.get_by_role("link", name="首页").first.click()
                assert page.url == here
            page.close()
    assert wrong == []
    assert [url for url in asked if not url.startswith(here)] == []


def test_what_is_missing_is_said(tiny: TinySite, zhibu: Run) -> None:
    unknown = zhibu(tiny.root, "build", "--branch", "nobody")
    assert (unknown.returncode, unknown.stderr) == (
        2, "没有编号为“nobody”的公开支部（内部的、未终审的支部没有网站）。\n"
    )  # fmt: skip
    without = zhibu(tiny.root, "build", "--branch", "shili-zhibu")
    assert without.returncode == 2
    assert "own_sites: {shili-zhibu: {url: https://……/}}" in without.stderr
    tiny.replace("mkdocs.yml", "  - zhibu", "  - zhibu:\n      own_sites: {shili-zhibu: {url: 'ftp://x/'}}")
    assert zhibu(tiny.root, "build", "--branch", "shili-zhibu").returncode == 2
    assert sorted(path.name for path in tiny.root.glob("site*")) == []
