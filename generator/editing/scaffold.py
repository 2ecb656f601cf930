"""``zhibu init``: a new, empty site that passes its check and builds at once."""

from __future__ import annotations

import shutil
from pathlib import Path

__all__ = ["OccupiedError", "init"]


_OF_ONE_SITE = {"methods", "local"}
"""Parts of the rulebook that belong to one site: its cases, its county's own rules."""


class OccupiedError(Exception):
    """The target holds files already."""


def _starter() -> Path:
    return Path(__file__).resolve().parent / "starter"


def _rulebook() -> Path:
    """The rulebook that comes with the program: inside the package once installed, in the checkout otherwise."""
    inside = Path(__file__).resolve().parents[1] / "rulebook" / "records"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "records" / "rulebook"


def init(target: Path) -> list[Path]:
    """Write a new site into ``target`` and return the files written; ``OccupiedError`` where it is not empty."""
    if target.exists() and any(target.iterdir()):
        raise OccupiedError(str(target))
    shutil.copytree(_starter(), target, dirs_exist_ok=True)
    (target / "gitignore").rename(target / ".gitignore")
    rulebook = target / "records" / "rulebook"
    rulebook.mkdir(parents=True, exist_ok=True)
    for source in sorted(_rulebook().rglob("*.yml")):
        relative = source.relative_to(_rulebook())
        if relative.parts[0] not in _OF_ONE_SITE:
            (rulebook / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, rulebook / relative)
    return sorted(path for path in target.rglob("*") if path.is_file())
