"""A real Chromium on the real site. Where Chromium is missing the tests say so loudly; in CI they fail."""

from __future__ import annotations

import base64
import os
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from serving import serving
from support import Run, TinySite, commit

from generator.publication.view import PublicView
from generator.site.pages import pages

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PICK = """window.showDirectoryPicker = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle('repository', {create: true});"""
_FILL = """async (files) => {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('repository', {create: true});
  await root.getDirectoryHandle('.git', {create: true});
  for (const [path, data] of Object.entries(files)) {
    let folder = root;
    const parts = path.split('/');
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, {create: true});
    const stream = await (await folder.getFileHandle(parts.at(-1), {create: true})).createWritable();
    await stream.write(Uint8Array.from(atob(data), (char) => char.charCodeAt(0)));
    await stream.close();
  }
}"""


def _installed() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def chromium(playwright: Playwright) -> Browser:
    """The system's Chromium."""
    return playwright.chromium.launch(executable_path=_installed(), args=FLAGS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if _installed() is None:
        message = "CHROMIUM IS MISSING: the browser tests did not run (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(message)
        warnings.warn(message, stacklevel=1)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served, ending in a slash."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def families(view: PublicView) -> dict[str, str]:
    """One address a page family: of its pages the one with the most to show, by length of what it is made from."""
    chosen: dict[str, str] = {}
    weight: dict[str, int] = {}
    for page in pages(view):
        size = len(repr(getattr(page.context.get("item"), "introduction", ""))) + len(page.title)
        if page.family not in chosen or size > weight[page.family]:
            chosen[page.family], weight[page.family] = page.address, size
    made = {"fields": "guide/fields/branch/", "codes": "guide/codes/", "code": "guide/codes/ZB0101/"}
    return chosen | made | {"article": "about/", "guide": "guide/", "notfound": "404.html"}


@pytest.fixture
def opened(tiny: TinySite, zhibu: Run, browser: Browser) -> Iterator[tuple[TinySite, Page, set[str]]]:
    """The forms of a tiny site with its repository opened, and every host that was asked for anything.

    The picker of folders is the browser's own window, which no test can press; the folder it would give is the
    browser's private one, filled from the repository beforehand.
    """
    commit(tiny.root)
    made = zhibu(tiny.root, "forms", "--backend", "local")
    assert made.returncode == 0, made.stderr
    built = zhibu(tiny.root, "build")
    assert built.returncode == 0, built.stdout
    page = browser.new_page(locale="en-US", viewport={"width": 1280, "height": 900})
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.partition("://")[2].partition("/")[0].partition(":")[0]))
    page.add_init_script(_PICK)
    paths = [path for folder in ("records", "content/showcases") for path in (tiny.root / folder).rglob("*")]
    data = {
        p.relative_to(tiny.root).as_posix(): base64.b64encode(p.read_bytes()).decode() for p in paths if p.is_file()
    }
    with serving(tiny.root / "site") as address:
        page.goto(f"{address}admin/")
        page.evaluate(_FILL, data)
        page.get_by_role("button", name="使用本地仓库").click()
        expect(page.get_by_text("单位台账")).to_be_visible(timeout=60_000)
        yield tiny, page, hosts
        page.close()
