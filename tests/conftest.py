"""Fixtures of several rooms: the repository's own records, a tiny site to change, the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from support import REPOSITORY, Run, TinySite

from generator import project
from generator.editing.scaffold import init
from generator.project import PRINT_FOLDER, Project, load

# Whoever works here looks for new cases every time; whether a change lands does not hang on luck.
settings.register_profile("landing", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("landing")


@pytest.fixture(scope="session", autouse=True)
def _nothing_printed() -> Iterator[None]:
    """Whether somebody has printed the repository's documents does not decide what tests see of its site."""
    printed = project._printed
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            project, "_printed", lambda folder: [] if folder == REPOSITORY / PRINT_FOLDER else printed(folder)
        )
        yield


@pytest.fixture
def tiny(tmp_path: Path) -> TinySite:
    root = tmp_path / "tiny"
    init(root)
    for path in root.glob("records/**/*.yml"):  # tests add to the end of files; the hint for editors stands there
        path.write_text(path.read_text("utf-8").partition("# yaml-language-server")[0], encoding="utf-8")
    return TinySite(root)


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def demonstration() -> Project:
    """The repository's own records, read once."""
    return load(REPOSITORY)


@pytest.fixture(scope="session")
def zhibu() -> Run:
    """Runs the command line as a user does: in a folder, as a program of its own."""

    def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1"}
        return subprocess.run(
            [sys.executable, "-m", "generator", *words],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run
