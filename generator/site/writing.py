"""Writing a site beside the published one and switching at the end."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

__all__ = ["Writer", "discard", "staging_for", "switch"]


class Writer:
    """Writes files below one folder and counts them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = 0
        self.bytes = 0
        self._made: set[str] = set()

    def write(self, address: str, content: str | bytes) -> None:
        """Write one file; ``address`` is relative, with ``/`` between folders."""
        data = content.encode() if isinstance(content, str) else content
        path = os.path.join(self.folder, *address.split("/"))
        parent = os.path.dirname(path)
        if parent not in self._made:
            Path(parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        with open(path, "wb") as file:
            file.write(data)
        self.files += 1
        self.bytes += len(data)

    def page(self, address: str, html: str) -> None:
        """Write the page of an address such as ``branches/x/``."""
        self.write(f"{address}index.html", html)

    def copy(self, source: Path, address: str) -> None:
        """Copy a file of the site."""
        self.write(address, source.read_bytes())


def staging_for(site: Path) -> Path:
    """A new empty folder beside the published site, so that switching is a rename."""
    site.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    folder.chmod(0o755)
    return folder


def switch(staging: Path, site: Path) -> None:
    """Put the finished site in the place of the old one, which stays complete until then."""
    if not site.exists():
        staging.rename(site)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    site.rename(old / "site")
    staging.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def discard(staging: Path) -> None:
    """Remove an unfinished site."""
    shutil.rmtree(staging, ignore_errors=True)
