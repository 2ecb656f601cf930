"""The search index is the same however it is built, and refuses what it cannot hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from search_corpus import applied, updated
from search_reader import Reader

from generator.site.search import Document, building
from generator.site.search.building import build_index, gather, write_index


def test_the_order_of_documents_makes_no_difference(corpus: list[Document]) -> None:
    some = corpus[:500]
    assert build_index(some) == build_index(some[::-1]) == build_index(iter(sorted(some, key=lambda d: d.text)))


class _Files(dict[str, bytes]):
    def write(self, name: str, data: bytes) -> None:
        assert name not in self
        self[name] = data


@pytest.mark.parametrize("jobs", [1, 3])
def test_parts_and_processes_make_no_difference(
    corpus: list[Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    some = corpus[:3000]
    whole = build_index(some)
    monkeypatch.setattr(building, "_RANGE", 3)
    parts = [gather(some[number::7], tmp_path) for number in range(7)]
    sinks = write_index(reversed(parts), tmp_path, _Files, jobs)
    assert sum(map(len, sinks)) == len(whole)  # each file is written once
    assert {name: data for sink in sinks for name, data in sink.items()} == whole
    assert len(sinks) == 1 + 2 * jobs


def test_more_characters_than_fit_the_quick_way_to_sort_are_found(corpus: list[Document]) -> None:
    text = "".join(map(chr, range(0x4E00, 0x9FFF))) + "𠮷野"
    documents = [Document("a/b/", "甲", "活动", "", "", "", text), *corpus[:20]]
    files = build_index(documents)
    assert Reader(files.get).find("𠮷野") == {"a/b/"}
    assert Reader(files.get).find(text[500:507]) == {"a/b/"}
    changes = updated(build_index(corpus[:20]).get, {"a/b/": documents[0]})
    assert changes is not None
    assert applied(build_index(corpus[:20]), changes) == files


def test_two_documents_for_one_page_are_refused(corpus: list[Document]) -> None:
    with pytest.raises(ValueError, match="activities/0/"):
        build_index([corpus[0], corpus[1], corpus[0]])


def test_long_lists_have_files_of_their_own(corpus_index: dict[str, bytes]) -> None:
    names = {name for name in corpus_index if name.startswith("heavy/")}
    assert len(names) == len(Reader(corpus_index.get).index["heavy"]) > 10
    assert max(len(data) for name, data in corpus_index.items() if name.startswith("grams/")) < 40_000
