"""Files in a zip whose bytes depend on nothing but what is put in."""

from __future__ import annotations

import zipfile

__all__ = ["add"]

_DATED = (1980, 1, 1, 0, 0, 0)
"""The date that every file gets: the earliest that a zip can tell."""


def add(archive: zipfile.ZipFile, name: str, data: str | bytes) -> None:
    """Put a file into a zip."""
    info = zipfile.ZipInfo(name, _DATED)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)
