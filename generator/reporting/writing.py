"""Where the report goes: never into the site's folder, never among what the site is made of."""

from __future__ import annotations

import os
from pathlib import Path

from generator.reading import parse, read_source

__all__ = ["PublishedFolderError", "published_folders", "write"]

_DEFAULTS = {"site_dir": "site", "docs_dir": "content"}


class PublishedFolderError(Exception):
    """The report was to be written where it would be published."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


def published_folders(root: Path) -> list[Path]:
    """The folders whose content readers can see: the built site (and its spare tree's place) and the pages."""
    source, _ = read_source(root, "mkdocs.yml")
    document = parse(source) if source is not None else None
    settings = document.root if document is not None and isinstance(document.root, dict) else {}
    named = [settings.get(key) for key in _DEFAULTS]
    chosen = [
        value if isinstance(value, str) else default for value, default in zip(named, _DEFAULTS.values(), strict=True)
    ]
    return [(root / folder).resolve() for folder in chosen]


def write(root: Path, folder: Path, files: dict[str, bytes]) -> None:
    """Write the report's files; ``PublishedFolderError`` where the public would see them."""
    target = folder.resolve()
    for published in published_folders(root):
        if target == published or target.is_relative_to(published):
            raise PublishedFolderError(published)
    target.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        part = target / f".{name}.part"
        part.write_bytes(data)
        os.replace(part, target / name)
