"""A kind of record with pages of its own has to be known in several places; each is named here when it is forgotten."""

from __future__ import annotations

import json

import pytest
from support import REPOSITORY

from generator.editing.withdrawing import _PAGES
from generator.publication.view import PublicView
from generator.site.families import SECTIONS
from generator.site.manifest import _Sources
from generator.site.pages import pages
from generator.site.search.documents import _KINDS
from generator.site.suggesting import suggestions
from generator.site.workings import WORKINGS

NO_SUGGESTION = {"activity", "rule"}
"""Too many, and too dry, to be proposed while somebody types."""
NOT_A_FILE = {"activity", "area", "rule"}
"""Their files are found otherwise, or hold many records."""
NOT_IN_THE_MENU = {"", "search/", "screen/"}


@pytest.fixture(scope="module")
def by_kind(view: PublicView) -> dict[str, tuple[str, str]]:
    """The first page of each kind of records: family and address."""
    found: dict[str, tuple[str, str]] = {}
    for page in pages(view):
        if page.record is not None:
            found.setdefault(page.record[0], (page.family, page.address))
    return found


def test_every_kind_with_pages_is_known_everywhere(by_kind: dict[str, tuple[str, str]], view: PublicView) -> None:
    proposed = {address.split("/")[0] for _, _, address in json.loads(suggestions(view))}
    forgotten = []
    for kind, (family, address) in by_kind.items():
        places = {
            "_KINDS of generator/site/search/documents.py": family in _KINDS,
            "WORKINGS of generator/site/workings.py": family in WORKINGS,
            "_PAGES of generator/editing/withdrawing.py": kind in _PAGES or kind == "rule",
            "generator/site/suggesting.py": kind in NO_SUGGESTION or address.split("/")[0] in proposed,
            "_SHELVES of generator/site/manifest.py": kind in NOT_A_FILE
            or _Sources(REPOSITORY, {}).of(f"{address}index.html") is not None,
        }
        forgotten += [f"{kind}: {place}" for place, known in places.items() if not known]
    assert forgotten == []
    assert len(by_kind) > 10


@pytest.mark.parametrize("settings", ["mkdocs.yml", "generator/editing/starter/mkdocs.yml"])
def test_every_section_stands_in_the_menu(settings: str) -> None:
    text = (REPOSITORY / settings).read_text("utf-8")
    assert [
        address for address in SECTIONS if address not in NOT_IN_THE_MENU and f"{address}index.md" not in text
    ] == []
