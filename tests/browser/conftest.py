"""A real Chromium on the real site. Where Chromium is missing the tests say so loudly; in CI they fail."""

from __future__ import annotations

import os
import shutil
import threading
import warnings
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from generator.project import load
from generator.publication.view import PublicView
from generator.site.engine import build
from generator.site.pages import pages

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


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
def view() -> PublicView:
    return load(ROOT).view()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser") / "site"
    build(load(ROOT), folder)
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served, ending in a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def families(view: PublicView) -> dict[str, str]:
    """One address a page family: of its pages the one with the most to show, by length of what it is made from."""
    chosen: dict[str, str] = {}
    weight: dict[str, int] = {}
    for page in pages(view):
        size = len(repr(getattr(page.context.get("item"), "introduction", ""))) + len(page.title)
        if page.family not in chosen or size > weight[page.family]:
            chosen[page.family], weight[page.family] = page.address, size
    return chosen | {"article": "about/", "guide": "guide/", "notfound": "404.html"}
