"""The quick way through a file that is as it should be: its values, without positions and without findings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.reading.characters import is_clean
from generator.reading.construct import construct_plain
from generator.reading.patterns import suspicious
from generator.reading.source import read_source

__all__ = ["plain_values"]


def plain_values(root: Path, relative: str) -> dict[str, Any] | None:
    """The values of a YAML file in plain dicts and lists; None where ``read_source`` and ``parse`` must look closer."""
    source, findings = read_source(root, relative)
    if source is None or findings or not is_clean(source.text) or suspicious(source.text):
        return None
    return construct_plain(source.text)
