"""No page is heavy, however much a site has to show: 20 KB of HTML before pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpus import write_corpus
from generator.project import load
from generator.site.engine import build

ROOT = Path(__file__).resolve().parents[2]
MOST = 20 * 1024


def _heavy(folder: Path) -> dict[str, int]:
    sizes = {path.relative_to(folder).as_posix(): path.stat().st_size for path in folder.rglob("*.html")}
    assert len(sizes) > 800
    return {name: size for name, size in sizes.items() if size > MOST}


def test_no_page_of_the_demonstration_is_heavy(tmp_path: Path) -> None:
    build(load(ROOT), tmp_path / "site")
    assert _heavy(tmp_path / "site") == {}


@pytest.mark.parametrize("branches", [150])
def test_no_page_of_a_larger_site_is_heavy(tmp_path: Path, branches: int) -> None:
    write_corpus(tmp_path, branches)
    build(load(tmp_path, jobs=2), tmp_path / "site")
    assert _heavy(tmp_path / "site") == {}
