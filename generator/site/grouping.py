"""Groups of pages made from the same facts, and the digests that tell whether these have changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b
from typing import Any, NamedTuple

from generator.packing import spelled
from generator.publication.exposure import Facts
from generator.site.families import Page

__all__ = ["Group", "Marks", "Pages", "filled", "mark_of", "of_items"]


@dataclass(frozen=True, slots=True)
class Group:
    """Pages made from the same facts, and made again together when these change.

    ``mark`` is a digest of everything its pages show besides their frame; empty where they are to be made every time.
    """

    key: str
    mark: str
    pages: Callable[[], Iterable[Page]]


@dataclass(slots=True)
class Marks:
    """Digests of what pages show.

    ``rows`` are those of dossiers, by branch. What a former build has left as ``known`` is taken over, except for what
    shows something of the branches that have ``changed`` since. All that are asked for are ``found`` here afterwards.
    """

    rows: Mapping[str, str]
    known: Mapping[str, str] = field(default_factory=dict)
    changed: Collection[str] = ()
    found: dict[str, str] = field(default_factory=dict)
    lists: Marks | None = None
    """Those of lists of activities, where more is known of these than of other pages."""

    def of(self, key: str, *facts: object, changed: bool = False) -> str:
        """The digest of some facts. What takes work to put together may be given as a function."""
        mark = None if changed else self.known.get(key)
        if mark is None:
            mark = mark_of(*(fact() if callable(fact) else fact for fact in facts))
        self.found[key] = mark
        return mark


class Pages(NamedTuple):
    """The pages of a site's records, in groups, and the digests that were asked for while these were told."""

    marks: Marks
    groups: list[Group]


def mark_of(*facts: object) -> str:
    """The digest of some facts: trees of plain values, spelled in full."""
    return blake2b(spelled(facts), digest_size=16).hexdigest()


def of_items(items: Iterable[Facts], make: Callable[[Facts], Iterable[Page]], marks: Marks) -> Iterator[Group]:
    """A group for each record, of the pages that ``make`` makes of it."""
    for item in items:
        yield Group(item.address, marks.of(item.address, item), partial(make, item))


def filled(page: Page, context: dict[str, Any]) -> Iterator[Page]:
    """The page with what its template shows; a function, so that it is put together only when it is to be made."""
    yield replace(page, context=context)
