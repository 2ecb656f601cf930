"""The offline edition in a real Chromium, from a disk: every link, search, pictures, print; nothing asked of anyone."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.checks.pages import links
from generator.records.register import Register
from generator.site.offline import Offline, write_offline


@pytest.fixture(scope="module")
def edition(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Offline:
    folder = tmp_path_factory.mktemp("带 空格 的 U 盘") / "site"
    shutil.copytree(site, folder)
    return write_offline(folder)


def test_every_link_names_a_file(edition: Offline) -> None:
    assert [finding.text("en").message for finding in links.check(Register(Path()), edition.folder)] == []
    folders = re.compile(r'href="(?:[^":]*/|\.\.?)(?:[?#][^"]*)?"')
    assert [path for path in edition.folder.rglob("*.html") if folders.search(path.read_text("utf-8"))] == []


def test_it_opens_by_double_click(browser: Browser, edition: Offline) -> None:
    page = browser.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # Leaving a page while its icon is still on the way ends the request; only what was not found is an error.
    page.on("requestfailed", lambda asked: asked.failure == "net::ERR_ABORTED" or errors.append(asked.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((edition.folder / "index.html").as_uri())
    page.get_by_role("link", name="查支部").click()
    page.locator(".zb-areas a").first.click()
    page.locator(".zb-roll a").first.click()
    assert page.locator("h1").inner_text()
    page.get_by_role("link", name="搜索").first.click()
    page.locator("#zb-search input[name=q]").fill("三会一课")
    page.wait_for_selector("#zb-results li")
    assert page.locator("#zb-results li a").first.inner_text() == "三会一课制度"
    page.locator("#zb-results li a").first.click()
    assert page.locator("h1").inner_text() == "三会一课制度"
    page.goto((edition.folder / "showcases" / "liubu" / "index.html").as_uri())
    shown = "[...document.images].filter((image) => image.checkVisibility())"  # the code is for paper
    assert page.evaluate(f"{shown}.length") > 0
    assert page.evaluate(f"{shown}.every((image) => image.complete && image.naturalWidth > 0)")
    assert (edition.folder / "showcases" / "liubu" / "qr.svg").is_file()
    assert page.pdf().startswith(b"%PDF")
    assert errors == []
    assert all(url.startswith(("file:", "data:")) for url in asked)
    page.close()


def test_the_zip_is_the_folder_and_twice_the_same(edition: Offline) -> None:
    with zipfile.ZipFile(edition.archive) as packed:
        names = packed.namelist()
        assert packed.testzip() is None
        files = {
            path.relative_to(edition.folder.parent).as_posix() for path in edition.folder.rglob("*") if path.is_file()
        }
        assert set(names) == files
        assert "离线版" in packed.read("site-offline/readme.txt").decode("utf-8-sig")
    before = edition.archive.read_bytes()
    assert write_offline(edition.folder.parent / "site").archive.read_bytes() == before


def test_a_policy_for_servers_is_left_out(tmp_path: Path) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(f'<head>{policy}<title>站</title></head><a href="a/?q=1#b">a</a>', "utf-8")
    made = write_offline(site)
    html = (made.folder / "index.html").read_text("utf-8")
    assert html == '<head><title>站</title></head><a href="a/index.html?q=1#b">a</a>'
