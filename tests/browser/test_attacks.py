"""Strings of attackers in every text field and on pages of prose, opened in Chromium: nothing runs or is asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attack_site import CONTENT, attacked
from attacking import hits
from playwright.sync_api import Browser
from serving import serving
from vectors import fitting, made

# The whole product has thousands: ``tests/browser/attacking.py`` takes them all, and lists of other people.
SAMPLE = made()[::37]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("attacked")
    used = attacked(root, SAMPLE)
    assert used == set(fitting(SAMPLE)) and len(used) > 50
    return root / "site"


def test_without_its_policy_no_page_runs_or_asks_anything(browser: Browser, site: Path) -> None:
    with serving(site) as address:
        assert hits(browser, site, address, without_policy=True) == []


def planted(tmp_path: Path, site: Path, html: str) -> Path:
    """One page of the site with something in it that no cleaning saw."""
    page = (site / "branches/index.html").read_text("utf-8")
    for file in site.rglob("assets/**/*.*"):
        target = tmp_path / file.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    (tmp_path / "branches").mkdir()
    (tmp_path / "branches/index.html").write_text(page.replace("</h1>", f"</h1>{html}", 1), "utf-8")
    return tmp_path


BREAKS = {
    "inline script": "<script>alert(1)</script>",
    "handler": "<img src=/assets/images/seal.svg onload=alert(1)>",
    "script of others": "<script src='http://127.0.0.1:9/x.js'></script>",
    "picture of others": "<img src='http://127.0.0.1:9/x.png'>",
    "frame": "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "plug-in": "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "base": "<base href='http://127.0.0.1:9/'>",
    "style": "<p style='background:url(http://127.0.0.1:9/x.png)'>x</p>",
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_comes_into_a_page_is_found_and_the_policy_stops_it(
    browser: Browser, tmp_path: Path, site: Path, what: str
) -> None:
    folder = planted(tmp_path, site, BREAKS[what])
    with serving(folder) as address:
        assert hits(browser, folder, address, without_policy=True) != [], "the search for hits is blind to it"
        stopped = hits(browser, folder, address, without_policy=False)
        ran = [hit for hit in stopped if re.search(r"dialog|: (alert|open)$|^http", hit)]
        assert ran == []


def test_script_files_of_the_site_are_let_in_and_nothing_else(site: Path) -> None:
    said = re.search(
        r'http-equiv="Content-Security-Policy" content="([^"]*)"', (site / "index.html").read_text("utf-8")
    )
    assert said is not None
    rules = dict(part.split(" ", 1) for part in said[1].split(";"))
    assert rules["script-src"] == "'self'"
    assert (rules["default-src"], rules["object-src"], rules["base-uri"]) == ("'self'", "'none'", "'none'")
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    assert all(said[0] in page for page in pages)
    scripts = {tag for page in pages for tag in re.findall(r"<script\b[^>]*>", page)}
    assert {tag for tag in scripts if " src=" not in tag} == {'<script type="application/ld+json">'}, "data, not script"


def test_prose_pages_were_there(site: Path) -> None:
    assert (site / CONTENT.format(0).removeprefix("content/").removesuffix(".md") / "index.html").is_file()
