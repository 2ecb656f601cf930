"""Whichever engine reads ``mkdocs.yml``, the site is the same: MkDocs, or ProperDocs, which is kept up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import REPOSITORY, TinySite

from generator.project import load
from generator.site.engine import build


def _bytes(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_the_site_is_the_same(tiny: TinySite, engine: str) -> None:
    build(load(tiny.root), tiny.root / "site")
    done = subprocess.run(
        [sys.executable, "-m", engine, "build", "--config-file", "mkdocs.yml", "--site-dir", "by-engine"],
        cwd=tiny.root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    made = _bytes(tiny.root / "by-engine")
    assert len(made) > 300
    assert made == _bytes(tiny.root / "site")
