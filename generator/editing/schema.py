"""``zhibu schema``: a JSON Schema for every record kind, from the models and the site's own term sets.

Draft 7, because that is what the YAML extension of the usual editors knows best. What a schema accepts the models
accept; a schema knows the canonical form only (dates as 2025-03-05, 是 and 否) and leads an editor to it while typing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel

from generator.records.layout import Shelf
from generator.records.outline import TAIL, Entry, entries, is_review, review_states
from generator.records.register import Register
from generator.rulebook.shelves import shelf_of, shelves
from generator.rulebook.terms import TermSet, term_sets

__all__ = ["FOLDER", "hint", "mapping", "schema", "schemas", "stale", "write"]

FOLDER = "schema"
_DIALECT = "http://json-schema.org/draft-07/schema#"

Schema = dict[str, Any]


class _Writer:
    """One schema with its parts under ``definitions``."""

    def __init__(self, terms: Mapping[str, TermSet]) -> None:
        self.terms = terms
        self.definitions: dict[str, Schema] = {}

    def model(self, model: type[BaseModel], decided: frozenset[str] = frozenset()) -> Schema:
        """A mapping with described keys; ``decided`` keys may be left out, the file's place gives them."""
        listed = entries(model)
        return {
            "type": "object",
            "properties": {entry.key: self.entry(entry) for entry in listed if entry.shape != "article"},
            "required": [entry.key for entry in listed if entry.required and entry.key not in decided],
            "additionalProperties": False,
        }

    def entry(self, entry: Entry) -> Schema:
        note = "内部项，不发布。" if entry.internal else ""
        value = self.value(entry)
        if entry.many:
            listed: Schema = {"type": "array", "items": value}
            if entry.fewest:
                listed["minItems"] = entry.fewest
            value = listed
        found: Schema = {"title": entry.key, "description": entry.description + note}
        if "$ref" in value:  # beside a reference draft 7 reads nothing else
            return {**found, "allOf": [value]}
        found |= value
        if entry.spelling is not None and entry.spelling.example and not entry.many and "enum" not in value:
            example = entry.spelling.example
            found["examples"] = [int(example) if entry.shape == "count" else example]
        return found

    def value(self, entry: Entry) -> Schema:
        if entry.part is not None:
            reference = self.part(entry.part)
            if not is_review(entry):
                return reference
            return {"anyOf": [{"type": "string", "enum": list(review_states())}, reference]}
        if entry.choices:
            return {"type": "string", "enum": list(entry.choices)}
        if entry.terms and (known := self.terms.get(entry.terms)):
            if known.closed:
                return {"type": "string", "enum": list(known.members)}
            return {**(entry.spelling.schema if entry.spelling else {}), "examples": list(known.members)}
        if entry.shape in ("integer", "number"):
            bounds = {"minimum": entry.least, "maximum": entry.most}
            return {"type": entry.shape, **{name: value for name, value in bounds.items() if value is not None}}
        if entry.spelling is None:
            return {"type": ["string", "integer"]}
        return {**entry.spelling.schema, **({"pattern": entry.pattern} if entry.pattern else {})}

    def part(self, part: type[BaseModel]) -> Schema:
        if part.__name__ not in self.definitions:
            self.definitions[part.__name__] = {}  # taken, should a part hold itself
            self.definitions[part.__name__] = self.model(part)
        return {"$ref": f"#/definitions/{part.__name__}"}


def schema(shelf: Shelf, terms: Mapping[str, TermSet]) -> Schema:
    """The schema of one file of a shelf (of its front matter where it is an article)."""
    writer = _Writer(terms)
    decided = frozenset({"编号", *(key for key, _ in shelf.fixed)})
    body = writer.model(shelf.model, decided)
    if shelf.ledger is not None:
        common = {key: body["properties"][key] for key in TAIL}
        writer.definitions[shelf.model.__name__] = body
        items = {"$ref": f"#/definitions/{shelf.model.__name__}"}
        ledger = {
            "title": shelf.ledger,
            "description": f"逐条列出{shelf.model.label}。",
            "type": "array",
            "items": items,
        }
        body = {
            "type": "object",
            "properties": {**common, shelf.ledger: ledger},
            "required": [shelf.ledger],
            "additionalProperties": False,
        }
    return {
        "$schema": _DIALECT,
        "title": shelf.model.label,
        "description": f"{shelf.model.label}记录，存放在 {shelf.path.replace('{', '<').replace('}', '>')}。",
        **body,
        "definitions": dict(sorted(writer.definitions.items())),
    }


def schemas(register: Register) -> dict[str, str]:
    """Every schema of a site as text, by file name."""
    terms = term_sets(register)
    return {
        f"{shelf.model.kind}.json": json.dumps(schema(shelf, terms), ensure_ascii=False, indent=2) + "\n"
        for shelf in shelves()
    }


def stale(root: Path, register: Register) -> list[str]:
    """Schema files that are missing, differ from the models, or belong to no kind any more."""
    wanted = schemas(register)
    folder = root / FOLDER
    there = {path.name: path for path in folder.glob("*.json") if path.is_file()}
    return sorted(name for name in {*wanted, *there} if not _fresh(there.get(name), wanted.get(name)))


def _fresh(there: Path | None, wanted: str | None) -> bool:
    """Whether a file says what it is to say; a checkout may have given it the line ends of Windows."""
    if there is None or wanted is None:
        return False
    return there.read_bytes().replace(b"\r\n", b"\n") == wanted.encode()


def write(root: Path, register: Register) -> list[str]:
    """Bring the schema folder up to date; the names of files that changed."""
    changed = stale(root, register)
    wanted = schemas(register)
    (root / FOLDER).mkdir(exist_ok=True)
    for name in changed:
        target = root / FOLDER / name
        if name in wanted:
            target.write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            target.unlink()
    return changed


def hint(path: str) -> str:
    """The line that tells an editor which schema a record follows (``path`` relative to the site)."""
    found = shelf_of(path)
    if found is None or found[0].body is not None:
        return ""
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{found[0].model.kind}.json\n"


def mapping() -> dict[str, str]:
    """Schema file → pattern of record files, as editors want it in their settings."""
    patterns = {}
    for shelf in shelves():
        if shelf.body is None:
            pattern = re.sub(r"\{\w+\}", "*", shelf.path)
            patterns[f"./{FOLDER}/{shelf.model.kind}.json"] = pattern
    return patterns
