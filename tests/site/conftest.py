"""Thirteen thousand invented pages, and their index."""

from __future__ import annotations

import pytest
from search_corpus import invented

from generator.site.search import Document
from generator.site.search.building import build_index


@pytest.fixture(scope="session")
def corpus() -> list[Document]:
    return list(invented(13_150))


@pytest.fixture(scope="session")
def corpus_index(corpus: list[Document]) -> dict[str, bytes]:
    return build_index(corpus)
