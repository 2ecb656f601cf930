"""The small site for printing, printed once in both legal kinds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from print_site import write_site

from generator.printing.command import Order, Outcome, carry_out
from generator.printing.documents import GROUPS
from generator.project import Project, load


@dataclass(frozen=True)
class PrintSite:
    """A site's folder that can be printed again and again."""

    root: Path

    def load(self) -> Project:
        return load(self.root)

    def print(self, output: Path | None = None, **order: object) -> Outcome:
        project = self.load()
        assert project.publishable and project.register is not None, project.findings
        wanted = Order(output=output or self.root / "print", **order)  # type: ignore[arg-type]
        return carry_out(self.root, project.register, project.view(), wanted)

    def read(self, path: str) -> bytes:
        return (self.root / "print" / path).read_bytes()


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> PrintSite:
    """Everything printed: public documents, and internal manuals below ``internal/``. Not to be changed."""
    site = PrintSite(tmp_path_factory.mktemp("printed"))
    write_site(site.root)
    assert site.print(groups=GROUPS, jobs=2).findings == []
    assert site.print(groups=GROUPS, jobs=2, internal=True).findings == []
    return site


@pytest.fixture
def fresh(tmp_path: Path) -> PrintSite:
    """The same site, to be changed by a test."""
    site = PrintSite(tmp_path / "fresh")
    write_site(site.root)
    return site
