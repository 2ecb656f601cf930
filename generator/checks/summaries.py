"""What checks of the report over the whole site know of a dossier: plain values, so that no dossier stays in memory."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from generator.checks.pictures import picture_path
from generator.records.dossier import Dossier
from generator.records.register import Register

__all__ = ["Summary", "summarise"]


class Summary(NamedTuple):
    """Of one dossier: its last activity, the pictures its activities show."""

    last_activity: str
    """ISO day; empty without activities."""
    pictures: tuple[tuple[str, str, int, str], ...]
    """Of pictures of activities: digest, activity, position, file as written."""


def summarise(register: Register, dossier: Dossier) -> Summary:
    """The summary of a dossier; a picture that cannot be read is left to the check ``pictures``."""
    pictures = []
    for activity in dossier.activities:
        for index, picture in enumerate(activity.pictures):
            path = picture_path(register, activity, picture)
            file = Path(register.root, path) if path else None
            if file is not None and file.is_file():
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                pictures.append((digest, activity.id, index, picture.file))
    last = max((activity.date for activity in dossier.activities if activity.date <= register.as_of), default=None)
    return Summary(last.isoformat() if last else "", tuple(pictures))
