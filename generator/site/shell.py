"""What the engine has rendered, as the rest of the program sees it: the seam to another engine.

Frames of record pages by (family, depth, section), frames of section pages by address, prose by address, whole pages of
prose, figures in prose as marks, and the other files that go with them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.cache import seal
from generator.packing import packed_json, unpacked_json
from generator.site.frame import Frame

__all__ = ["Shell"]


@dataclass
class Shell:
    """What the engine has rendered."""

    frames: dict[tuple[str, int, str], Frame] = field(default_factory=dict)
    """Frames of record pages by (family, depth, section)."""
    sections: dict[str, Frame] = field(default_factory=dict)
    """Frames of section pages by address."""
    prose: dict[str, str] = field(default_factory=dict)
    """What ``content/<section>/index.md`` says, rendered, by section address."""
    pages: dict[str, str] = field(default_factory=dict)
    """Pages that the engine rendered whole, by address, with marks for figures."""
    assets: dict[str, Path] = field(default_factory=dict)
    """All other files of the engine, by their name on the site. Empty where they stand there already."""
    site_url: str = "/"
    repository: tuple[str, str, str] | None = None
    """Address, platform and branch of the repository that pages lead to."""
    own_themes: list[Path] = field(default_factory=list)
    """Theme folders of the site itself."""
    share_each: bool = False
    """Whether branches and cases have share pictures of their own."""
    fresh: bool = True
    """Whether the engine has just made it; if not, it is remembered from a build before."""

    def mark(self) -> str:
        """A digest of what record pages take from here."""
        frames = [(*key, *frame.pieces) for key, frame in sorted(self.frames.items())]
        own = (part for folder in self.own_themes for part in _signatures(folder))
        return seal(repr(frames), repr(self.repository), *own)

    def packed(self) -> bytes:
        """All but the assets, as JSON."""
        known = {
            "frames": [[*key, frame.pieces] for key, frame in self.frames.items()],
            "sections": {address: frame.pieces for address, frame in self.sections.items()},
            "prose": self.prose,
            "pages": self.pages,
            "site_url": self.site_url,
            "repository": self.repository,
            "own_themes": [str(folder) for folder in self.own_themes],
            "share_each": self.share_each,
        }
        return packed_json(known)

    @classmethod
    def unpacked(cls, data: bytes) -> Shell:
        """What ``packed`` has packed."""
        known = unpacked_json(data)
        return cls(
            {(family, depth, section): Frame(tuple(pieces)) for family, depth, section, pieces in known["frames"]},
            {address: Frame(tuple(pieces)) for address, pieces in known["sections"].items()},
            known["prose"],
            known["pages"],
            {},
            known["site_url"],
            tuple(known["repository"]) if known["repository"] else None,
            [Path(folder) for folder in known["own_themes"]],
            known["share_each"],
            fresh=False,
        )


def _signatures(folder: Path) -> Iterator[str]:
    """Every file below a folder, with its size and the time it was changed."""
    for place, below, names in os.walk(folder):
        below.sort()
        for name in sorted(names):
            path = Path(place, name)
            status = path.stat()
            yield f"{path} {status.st_size} {status.st_mtime_ns}"
