"""The made pages of the guide say everything the models and the findings say, in the editor's words."""

from __future__ import annotations

import re

from support import REPOSITORY

from generator.editing.guide import guide_pages
from generator.editing.outline import entries, shelves
from generator.findings import kinds
from generator.project import Project
from generator.rulebook.terms import term_sets


def test_a_page_for_every_kind_and_every_finding(demonstration: Project) -> None:
    assert demonstration.register is not None
    pages = {page.address: page for page in guide_pages(term_sets(demonstration.register))}
    for shelf in shelves():
        page = pages[f"guide/fields/{shelf.model.kind.replace('_', '-')}/"]
        for entry in entries(shelf.model):
            assert f"| {entry.key} | " in page.markdown
    for kind in kinds():
        page = pages[f"guide/codes/{kind.code}/"]
        assert kind.zh.title in page.title and "{" not in page.markdown
    assert len(pages) == len(shelves()) + len(kinds()) + 2
    assert "有场所、有设施" in pages["guide/fields/branch/"].markdown
    for page in pages.values():
        assert page.markdown.startswith("# ") and page.description
        for target in re.findall(r"\]\(([^)]+)\)", page.markdown):
            assert f"{page.address}{target.removesuffix('index.md')}" in pages


def test_every_code_is_declared_in_one_of_the_rooms_read() -> None:
    declared = set()
    for path in (REPOSITORY / "generator").rglob("*.py"):
        declared |= set(re.findall(r'"(ZB\d{4})",', path.read_text("utf-8")))
    assert declared - {kind.code for kind in kinds()} == set()
