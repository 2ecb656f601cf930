"""Fixtures of several rooms: the repository's own records and its site, a tiny site to change, the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from support import REPOSITORY, Run, TinySite, run

from generator import project
from generator.editing.scaffold import init
from generator.project import PRINT_FOLDER, Project, load
from generator.publication.view import PublicView
from generator.records.register import Register
from generator.site.engine import build

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
def demonstration() -> Project:
    """The repository's own records, read once."""
    return load(REPOSITORY)


@pytest.fixture(scope="session")
def register(demonstration: Project) -> Register:
    assert demonstration.register is not None
    return demonstration.register


@pytest.fixture(scope="session")
def view(demonstration: Project) -> PublicView:
    """What the repository's own site publishes. Not to be changed."""
    return demonstration.view()


@pytest.fixture(scope="session")
def site(demonstration: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site, built once. Not to be changed."""
    folder = tmp_path_factory.mktemp("demonstration") / "site"
    build(demonstration, folder)
    return folder


@pytest.fixture(scope="session")
def zhibu() -> Run:
    return run
