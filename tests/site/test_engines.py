"""Whichever engine reads ``mkdocs.yml``, the site is the same: MkDocs, or ProperDocs, which is kept up."""

from __future__ import annotations

import subprocess
import sys

import pytest
from support import TinySite, differing, environment, tree

from generator.project import load
from generator.site.engine import build


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_the_site_is_the_same_by_either_engine(tiny: TinySite, engine: str) -> None:
    build(load(tiny.root), tiny.root / "site")
    done = subprocess.run(
        [sys.executable, "-m", engine, "build", "--config-file", "mkdocs.yml", "--site-dir", "by-engine"],
        cwd=tiny.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    made = tree(tiny.root / "by-engine")
    assert len(made) > 300
    assert differing(made, tree(tiny.root / "site")) == []
