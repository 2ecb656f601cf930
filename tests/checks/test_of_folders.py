"""Findings in branches' folders depend on few other records, so that folders are read again only when these change."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from support import REPOSITORY, copy_demonstration

from generator import intake
from generator.cache import Cache
from generator.intake import read_common, read_dossiers
from generator.listing import BRANCHES, look_at
from generator.project import OF_DOSSIERS, load
from generator.records.activity import Activity
from generator.records.branch import Branch
from generator.records.collecting import RECORD_FOLDERS
from generator.records.fields import Record
from generator.records.register import Register
from generator.rulebook.shelves import shelves


def test_folders_are_checked_by_what_is_said_to_decide_it(monkeypatch: pytest.MonkeyPatch) -> None:
    look = look_at(REPOSITORY, BRANCHES, "records", "content")
    common = {path: found for path, found in look.files.items() if path.startswith(RECORD_FOLDERS)}
    register = read_common(REPOSITORY, shelves(), common, look.at, Cache(None))[0].register
    register.as_of = register.site.as_of or register.as_of
    asked: set[str] = set()
    of = Register.of

    def noting(self: Register, model: type[Record]) -> Mapping[str, Any]:
        asked.add(model.kind)
        return of(self, model)

    monkeypatch.setattr(Register, "of", noting)
    rows = read_dossiers(register, shelves(), look.folders, look.at, "", Cache(None), 1)
    assert len(rows) > 50
    known = {shelf.model.kind for shelf in shelves() if shelf.path in OF_DOSSIERS}
    assert len(known) == len(OF_DOSSIERS)
    assert asked - {Branch.kind, Activity.kind} <= known


def test_another_list_is_no_reason_to_read_folders_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_demonstration(tmp_path)
    time.sleep(0.3)  # a file that was only just written is read again whatever happens
    load(tmp_path, cache=Cache(tmp_path / "cache"))
    read: list[str] = []
    again = intake._read

    def noting(register: Register, shelves: Any, id: str, files: Any) -> Any:
        read.append(id)
        return again(register, shelves, id, files)

    monkeypatch.setattr(intake, "_read", noting)
    monthly = next((tmp_path / "records" / "lists").glob("*.yml"))
    monthly.write_text(f"{monthly.read_text('utf-8')}# 改过。\n", "utf-8")
    load(tmp_path, cache=Cache(tmp_path / "cache"))
    assert read == []
    words = tmp_path / "records" / "words.yml"
    words.write_text(f"{words.read_text('utf-8')}# 改过。\n", "utf-8")
    load(tmp_path, cache=Cache(tmp_path / "cache"))
    assert len(read) > 50
