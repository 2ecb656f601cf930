"""How each branch keeps the rules, kept from one build to the next: only what has changed is judged again.

A judgement of a branch depends on its record and the dates of its activities, which its gist tells, and on records of
no branch. Of which kinds these were is noted while branches are judged: what other kinds say makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from generator.cache import Cache, seal
from generator.listing import Signature, settled
from generator.packing import packed_json, unpacked_json
from generator.records.activity import Activity
from generator.records.branch import Branch
from generator.records.collecting import ties_of, unnamed
from generator.records.monthly_list import MonthlyList
from generator.records.unit import Unit

__all__ = ["KeptAnswers", "sayings"]

_SECTION, _OF_RULES = "answers", "rules"
_NAMED = (MonthlyList.kind,)
"""Kinds of records by whose names branches are judged: the record of a meeting has to say more than the month's theme.
"""


def sayings(files: Iterable[tuple[str, str, Signature]], looked: int, gists: Mapping[str, str]) -> dict[str, str]:
    """Three digests of what the records of each kind say: without what is only counted, then with that, then with what
    they are called, too. ``files`` are the kinds, the paths and what was seen of them when they were ``looked`` at. Of
    a file with a gist that is enough. Empty where a file was just being written.
    """
    told: dict[str, list[tuple[str, str | Signature]]] = {}
    open_still = set()
    for kind, path, signature in files:
        gist = gists.get(path, "")
        if not gist and not settled(signature, looked):
            open_still.add(kind)
        told.setdefault(kind, []).append((path, gist or signature))
    return {
        kind: "" if kind in open_still else " ".join(_sealed(found, part) for part in (ties_of, unnamed, str))
        for kind, found in told.items()
    }


def _sealed(said: Iterable[tuple[str, str | Signature]], part: Callable[[str], str]) -> str:
    return seal(repr([(path, part(found) if isinstance(found, str) else found) for path, found in said]))


class KeptAnswers:
    """What a cache has of the answers of branches, and of others. ``gists`` and ``ties`` are those of the dossiers of
    branches as they are now, and ``said`` is what the records of no branch say now, by kind; ``day`` is the one for
    which all is computed.
    """

    def __init__(
        self, cache: Cache, day: str, said: Mapping[str, str], gists: Mapping[str, str], ties: Mapping[str, str]
    ) -> None:
        self._cache = cache
        self._day = day
        self._said = said
        self._gists = gists
        self._ties = ties
        self._kinds: set[str] = set()
        self._kept: dict[str, list[str]] = {}
        """By branch: the gist of its dossier, and the letters."""
        self._others: dict[str, list[int]] | None = None
        self.differing: set[str] = set()
        """The kinds of records of no branch of which something else is counted than when the answers were kept."""

    def known(
        self, rules: Sequence[str], covering: Collection[str] | None = None
    ) -> tuple[dict[str, str], dict[str, list[int]] | None]:
        """The answers of branches that say what they said; and those of others, None where anything that these may
        depend on says something else: all records of no branch, and the ties of branches. The day of the last activity
        is not looked at here.

        Of units a branch is judged by those that it covers: where it is known which branches are ``covering`` all
        that say something else, the answers of the other branches are known then.
        """
        data = self._cache.get(_SECTION, _OF_RULES)
        again: Collection[str] = ()
        if data is not None:
            basis, said, kept, whole, counted, others = unpacked_json(data)
            differing = {kind for kind, digests in self._saying(said).items() if not digests or digests != said[kind]}
            if basis == seal(self._day, *rules) and (
                not differing or (differing == {Unit.kind} and covering is not None)
            ):
                self._kinds, self._kept = set(said), kept
                self._others = others if whole and whole == self._whole() else None
                self.differing = {kind for kind, digest in self._counted().items() if counted.get(kind) != digest}
                again = covering if differing and covering is not None else ()
        of_branches = {id: letters for id, (gist, letters) in self._kept.items() if self._gists.get(id) == gist}
        return {id: letters for id, letters in of_branches.items() if id not in again}, self._others

    def keep(
        self,
        rules: Sequence[str],
        answers: Mapping[str, str],
        others: Mapping[str, Sequence[int]],
        asked: Collection[str],
    ) -> None:
        """Keep the answers of all branches, and of others; records of the kinds ``asked`` for were looked at. Where
        these are other branches, nothing is kept.
        """
        if Branch.kind in asked or Activity.kind in asked:
            return
        said = self._saying(sorted(self._kinds.union(asked)))
        now = {id: [self._gists[id], letters] for id, letters in answers.items()}
        if all(said.values()):
            kept = packed_json([seal(self._day, *rules), said, now, self._whole(), self._counted(), others])
            if kept != self._cache.get(_SECTION, _OF_RULES):
                self._cache.update(_SECTION, ((_OF_RULES, kept),))

    def _saying(self, kinds: Iterable[str]) -> dict[str, str]:
        """Digests of what the records of some kinds say that branches are judged by; empty where that is not known."""
        of_kinds = ((kind, self._said.get(kind, "none")) for kind in kinds)
        return {kind: digests if kind in _NAMED else _counted(digests) for kind, digests in of_kinds}

    def _whole(self) -> str:
        """A digest of all that the answers of others may depend on, but for what is only counted of records of no
        branch; empty where that is not known.
        """
        said = sorted((kind, digests.partition(" ")[0]) for kind, digests in self._said.items())
        whole = all(self._said.values()) and all(self._ties.values())
        return seal(self._day, repr(said), repr(sorted(self._ties.items()))) if whole else ""

    def _counted(self) -> dict[str, str]:
        """By kind of records of no branch, digests with what is only counted of them."""
        return {kind: _counted(digests) for kind, digests in self._said.items()}


def _counted(digests: str) -> str:
    """The first two of three digests; the one there is of a kind of which there is none."""
    return " ".join(digests.split(" ")[:2])
