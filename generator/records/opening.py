"""Opening a record's file: YAML as it is, Markdown by its front matter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.findings import Finding
from generator.reading import Document, is_clean, plain_values, read_source

__all__ = ["open_document", "open_record", "plain_record"]


def open_record(root: Path, path: str) -> tuple[Document | None, str, list[Finding]]:
    """The document of a file, the narrative that follows it (Markdown only) and what reading found."""
    source, findings = read_source(root, path)
    if source is None:
        return None, "", findings
    from generator.reading import parse, split_front_matter

    if path.endswith(".md"):
        document, body, _ = split_front_matter(source)
    else:
        document, body = parse(source), ""
    return document, body, [*findings, *document.findings]


def open_document(root: Path, path: str) -> Document:
    """The document of a file that was read before; to locate what a later room finds wrong in it."""
    document, _, findings = open_record(root, path)
    if document is None:
        raise FileNotFoundError(f"{path}: {findings[0].text('en').message if findings else 'unreadable'}")
    return document


def plain_record(root: Path, path: str) -> tuple[dict[str, Any], str] | None:
    """Values and narrative of a file that is as it should be; None where ``open_record`` must look closer."""
    source, findings = read_source(root, path)
    if source is None or findings:
        return None
    text, body = source.text, ""
    if path.endswith(".md"):
        head, fence, body = text.removeprefix("---\n").partition("\n---\n")
        if not fence or not text.startswith("---\n") or not is_clean(body):
            return None
        text = f"{head}\n"
    values = plain_values(text)
    return None if values is None else (values, body)
