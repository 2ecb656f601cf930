"""``zhibu init``: a new, empty site that passes its check and builds at once."""

from __future__ import annotations

import shutil
from pathlib import Path

__all__ = ["OccupiedError", "init"]


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
    for name in ("terms.yml", "bands.yml"):
        shutil.copyfile(_rulebook() / name, rulebook / name)
    return sorted(path for path in target.rglob("*") if path.is_file())
