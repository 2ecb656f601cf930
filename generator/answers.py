"""How each branch keeps the rules, kept from one build to the next: only what has changed is judged again.

A judgement of a branch depends on its record and the dates of its activities, which its gist tells, and on the records
of no branch; what is kept was found on the same ``basis`` of these.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from generator.cache import Cache, packed_json, seal
from generator.listing import Signature, settled
from generator.records.dossier import Row

__all__ = ["KeptAnswers", "basis_of"]

_SECTION, _OF_RULES = "answers", "rules"


def basis_of(day: str, files: Mapping[str, Signature], looked: int, gists: Mapping[str, str]) -> str:
    """A digest of a day and of what the records of no branch say, by their ``files`` that were ``looked`` at then;
    empty where one was just being written. Of a file with a gist that is enough.
    """
    told = []
    for path, signature in files.items():
        gist = gists.get(path)
        if not gist and not settled(signature, looked):
            return ""
        told.append((path, gist or signature))
    return seal(day, repr(told))


class KeptAnswers:
    """What a cache has of the answers of branches, whose ``rows`` are as they are now."""

    def __init__(self, cache: Cache, basis: str, rows: Mapping[str, Row]) -> None:
        self._cache = cache
        self._basis = basis
        self._rows = rows
        self._kept: dict[str, list[str]] = {}
        """By branch: the gist of its dossier, and the letters."""

    def known(self, rules: Sequence[str]) -> dict[str, str]:
        """The answers of branches that say what they said."""
        data = self._cache.get(_SECTION, _OF_RULES) if self._basis else None
        if data is not None:
            basis, kept = json.loads(data)
            if basis == self._of(rules):
                self._kept = kept
        rows = self._rows
        return {id: letters for id, (gist, letters) in self._kept.items() if id in rows and rows[id].gist == gist}

    def keep(self, rules: Sequence[str], answers: Mapping[str, str]) -> None:
        """Keep the answers of all branches."""
        now = {id: [self._rows[id].gist, letters] for id, letters in answers.items()}
        if self._basis and now != self._kept:
            self._cache.update(_SECTION, ((_OF_RULES, packed_json([self._of(rules), now])),))

    def _of(self, rules: Sequence[str]) -> str:
        return seal(self._basis, *rules)
