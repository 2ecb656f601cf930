"""No page is heavy, however much a site has to show: 20 KB of HTML before pictures, and little comes along with it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from benchmarks.corpus import write_corpus
from generator.project import load
from generator.site.engine import build

MOST = 20 * 1024
FIRST = 120_000
"""Bytes, compressed, that a first visit takes without pictures."""
_BROUGHT = re.compile(r'(?:href|src)="([^":]+\.(?:css|js))"')


def _heavy(folder: Path) -> dict[str, int]:
    sizes = {path.relative_to(folder).as_posix(): path.stat().st_size for path in folder.rglob("*.html")}
    assert len(sizes) > 800
    return {name: size for name, size in sizes.items() if size > MOST}


def test_no_page_of_the_demonstration_is_heavy(site: Path) -> None:
    assert _heavy(site) == {}


@pytest.mark.parametrize("address", ["", "branches/", "coverage/", "screen/", "search/"])
def test_a_first_visit_is_light(site: Path, address: str) -> None:
    page = site / address / "index.html"
    brought = {page.parent / name for name in _BROUGHT.findall(page.read_text("utf-8"))}
    assert len(brought) >= 4
    assert sum(len(gzip.compress(path.read_bytes())) for path in (page, *brought)) <= FIRST


def test_no_page_of_a_larger_site_is_heavy(tmp_path: Path) -> None:
    write_corpus(tmp_path, 150)
    build(load(tmp_path, jobs=2), tmp_path / "site")
    assert _heavy(tmp_path / "site") == {}
