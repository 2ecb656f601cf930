"""The small site for printing, printed once in both legal kinds."""

from __future__ import annotations

from pathlib import Path

import pytest
from print_site import PrintSite, write_site

from generator.printing.kinds import GROUPS


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
