"""An update of the search index gives what building it anew gives, and reads and writes little."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_corpus import DOCUMENTS, PAGES, applied, updated
from support import REPOSITORY

from generator.site.search import Document, Unusable, places, revised, updating
from generator.site.search.building import build_index
from generator.site.search.grams import grams_of

_EDITS = st.lists(st.tuples(st.sets(PAGES, max_size=4), st.lists(DOCUMENTS, max_size=4)), min_size=1, max_size=5)


def test_an_edit_touches_little(corpus: list[Document], corpus_index: dict[str, bytes]) -> None:
    old = corpus[77]
    new = replace(old, text=f"新添公示栏。 {old.text}")
    changes = updated(corpus_index.get, {old.address: new})
    assert changes is not None
    assert "index.json" in changes
    assert "table.bin" not in changes
    assert len(changes) < 30
    assert applied(corpus_index, changes) == build_index([*corpus[:77], new, *corpus[78:]])


def test_an_edit_reads_what_it_changes_and_little_else(corpus: list[Document], corpus_index: dict[str, bytes]) -> None:
    read: set[str] = set()

    def reading(name: str) -> bytes | None:
        read.add(name)
        return corpus_index.get(name)

    changes = updated(reading, {corpus[77].address: replace(corpus[77], text="新添公示栏。")})
    assert changes is not None
    assert len(read - changes.keys()) <= 3


def test_a_page_comes_and_goes_without_moving_the_others(
    corpus: list[Document], corpus_index: dict[str, bytes]
) -> None:
    new = replace(corpus[77], address="activities/neu/2025-01-01-x/")
    came = updated(corpus_index.get, {new.address: new})
    assert came is not None
    assert len(came) < 6 * len(grams_of(new))
    there = applied(corpus_index, came)
    assert there == build_index([*corpus, new])
    gone = updated(there.get, {new.address: None})
    assert gone is not None
    assert applied(there, gone) == corpus_index


def test_nothing_changed_changes_nothing(corpus: list[Document], corpus_index: dict[str, bytes]) -> None:
    assert updated(corpus_index.get, {"not/there/": None, **{d.address: d for d in corpus[5:8]}}) == {}


def test_much_changed_is_built_anew(corpus: list[Document], corpus_index: dict[str, bytes]) -> None:
    changed: dict[str, Document | None] = {d.address: replace(d, note="新") for d in corpus[:2000]}
    changed[corpus[5000].address] = None
    assert updated(corpus_index.get, changed) is None
    expected = {d.address: d for d in corpus} | changed
    found = list(revised(corpus_index.get, changed))
    assert {d.address: d for d in found} == {a: d for a, d in expected.items() if d is not None}
    assert len(found) == len(corpus) - 1


@pytest.mark.parametrize("lost", ["index.json", "pages/", "grams/"])
def test_a_damaged_index_is_noticed(corpus: list[Document], lost: str) -> None:
    whole = build_index(corpus[:200])
    files = {name: data for name, data in whole.items() if not name.startswith(lost)}
    with pytest.raises(Unusable):
        if lost == "pages/":
            list(revised(files.get, {}))
        else:
            updated(files.get, {corpus[3].address: replace(corpus[3], text="新")})


def test_an_index_of_another_make_is_not_used(corpus: list[Document]) -> None:
    for other in (b"{}", b"[]", b"", b'{"format":1}'):
        with pytest.raises(Unusable):
            updated({"index.json": other}.get, {corpus[3].address: corpus[3]})


def test_an_update_needs_no_numpy(corpus: list[Document], tmp_path: Path) -> None:
    """Importing it takes longer than the update."""
    documents = {d.address: d for d in corpus[:100]}
    new = replace(corpus[7], text="新添公示栏。")
    before, after = tmp_path / "before", tmp_path / "after"
    before.write_bytes(pickle.dumps(build_index(documents.values())))
    code = f"""
import pickle, sys
from generator.site.search import Document, begin_update
files = pickle.load(open({str(before)!r}, "rb"))
changes = begin_update(files.get, {{{new.address!r}: Document(*{new.fields!r})}}).files()
pickle.dump(changes, open({str(after)!r}, "wb"))
print(*sorted({{"numpy", "jinja2", "pydantic", "mkdocs"}} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
    changes = pickle.loads(after.read_bytes())
    assert applied(build_index(documents.values()), changes) == build_index({**documents, new.address: new}.values())


def _start(count: int) -> dict[str, Document]:
    pages = (f"p/{number * 3 % 400}/" for number in range(count))
    return {page: Document(page, f"{page}支部", "活动", "东湖", "甲", "2025-01", f"东湖{page}党支部") for page in pages}


@pytest.mark.parametrize("bits", [32, 3], ids=["", "crowded"])
@pytest.mark.parametrize("many", [0, 8])
@settings(max_examples=40, deadline=None)
@given(count=st.integers(0, 130), edits=_EDITS)
def test_updated_equals_built_anew(many: int, bits: int, count: int, edits: list[Any]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(updating, "_MANY", many)  # 0: never gives up updating
        patch.setattr(places, "_HEAVY", 0)  # at this size: a dozen bytes up to a hundred
        hashed = places._hash
        patch.setattr(places, "_hash", lambda text: hashed(text) >> 32 - bits << 32 - bits)
        documents = _start(count)
        files = build_index(documents.values())
        for removed, changed in edits:
            changes: dict[str, Document | None] = dict.fromkeys(removed)
            changes.update((document.address, document) for document in changed)
            new = {a: d for a, d in {**documents, **changes}.items() if d is not None}
            found = updated(files.get, changes)
            if found is None:
                assert many or places.slot_bits(len(new)) != places.slot_bits(len(documents))
                assert {d.address: d for d in revised(files.get, changes)} == new
                files = build_index(new.values())
            else:
                files = applied(files, found)
                assert files == build_index(new.values())
            documents = new
