"""A dossier: one branch with all that its folder holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.records.activity import Activity
from generator.records.branch import Branch

__all__ = ["Dossier"]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A branch and its activities, the oldest first. What asks for activities asks one dossier at a time."""

    branch: Branch
    activities: Sequence[Activity]
