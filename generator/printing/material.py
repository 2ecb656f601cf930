"""What a run of ``zhibu print`` works on: the public view, and for internal manuals the register beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.publication.exposure import Facts
from generator.publication.view import PublicView
from generator.records.register import Register
from generator.records.site import InternalColumn

__all__ = ["Material", "site_address"]

_ADDRESS = re.compile(r"^site_url:\s*[\"']?(https?://[^\s\"'#]+)", re.M)


def site_address(root: Path) -> str | None:
    """Where the site will stand, as its settings say; None where they do not. Needed for links and QR codes."""
    found = _ADDRESS.search((root / "mkdocs.yml").read_text(encoding="utf-8", errors="replace"))
    return f"{found[1].rstrip('/')}/" if found else None


@dataclass(frozen=True)
class Material:
    """``internal`` is the register where internal manuals are printed, None otherwise: then nothing but the public
    view can reach paper."""

    root: Path
    view: PublicView
    year: int
    site_url: str | None = None
    pad: bool = False
    internal: Register | None = None
    schemes: Mapping[str, Facts] = field(default_factory=dict)
    """Public side of the indicator tables that branches are rated by."""

    @cached_property
    def columns(self) -> frozenset[InternalColumn]:
        """Internal columns that the office has chosen for its manuals."""
        imprint = self.internal.site.imprint if self.internal else None
        return frozenset(imprint.columns) if imprint else frozenset()
