"""The archive of activities: by year, month and kind, and that of a branch."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Protocol

from generator.publication.archive import entry_order, held_card
from generator.publication.exposure import Facts
from generator.publication.paging import Part, few, numbered, parts, pieces, runs
from generator.publication.view import PublicView
from generator.records.dossier import Held
from generator.site.families import Page, kind_slug
from generator.site.grouping import Group, Marks, mark_of
from generator.site.words import cn_days

__all__ = [
    "OF_MONTH", "Entries", "archive_pages", "branch_archive", "entries_shown", "list_page",
    "lists_known", "year_pages",
]  # fmt: skip

OF_MONTH = 2
"""Activities that the page of a year shows of each month."""

Crumbs = list[tuple[str, str | None]]
Entries = Sequence[tuple[Held, Facts]]


class Before(Protocol):
    """What is known of the last whole build: ``generator.remembering`` tells it."""

    @property
    def known(self) -> Mapping[str, str]:
        """The digests of what its pages showed."""

    @property
    def rows(self) -> Mapping[str, str]:
        """Those of the dossiers of all branches that are published, as they were at the last build."""

    @property
    def since(self) -> Collection[str]:
        """The branches that have changed between the two."""


def lists_known(held: Mapping[str, Sequence[Held]], marks: Marks, before: Before | None) -> Marks:
    """The digests of lists of activities that are known: if all lie in the order in which they lay, those of all lists
    that show none of a branch that has changed. ``held`` are the activities of every branch.
    """
    known = before.known if before is not None else {}
    rows = before.rows if before is not None else {}
    since = before.since if before is not None else ()
    changed = {id for id in held if rows.get(id) != marks.rows[id]}
    same = rows.keys() == held.keys()
    for id, activities in held.items():
        key = f"held by {id}"
        lie = known.get(key) if id not in changed and id not in since else None
        marks.found[key] = lie or mark_of("\n".join([" ".join(activity[:3]) for activity in activities]))
        same = same and marks.found[key] == known.get(key)
    if before is None or not same:
        return Marks(marks.rows, found=marks.found)
    return Marks(marks.rows, known, changed.union(since), marks.found)


def archive_pages(view: PublicView, marks: Marks) -> Iterator[Group]:
    """Every activity in lists: by year and month, and by kind."""
    years: dict[str, dict[str, list[tuple[Held, Facts]]]] = {}
    for month, held in groupby(view.held, key=lambda entry: entry[0].date[:7]):
        years.setdefault(month[:4], {})[month] = list(held)
    kinds: dict[str, list[tuple[Held, Facts]]] = {kind: [] for kind in view.activity_kinds}
    for entry in view.held:
        kinds[entry[0].kind].append(entry)
    for year, months in years.items():
        newest = {month: (len(entries), entries[:OF_MONTH]) for month, entries in months.items()}
        shown = {month: (count, entries_shown(entries)) for month, (count, entries) in newest.items()}
        yield Group(f"activities/{year}/", mark_of(shown), partial(year_pages, year, newest))
        for month, entries in months.items():
            crumbs: Crumbs = [(f"{year}年", f"activities/{year}/"), (f"{int(month[5:])}月", None)]
            heading = f"{year}年{int(month[5:])}月活动"
            yield from _list_pages(f"activities/{year}/{month[5:]}/", heading, crumbs, entries, marks)
    for kind, entries in kinds.items():
        yield from _list_pages(f"activities/kind/{kind_slug(kind)}/", f"{kind}活动", [(kind, None)], entries, marks)


def entries_shown(entries: Entries) -> list[tuple[str, ...]]:
    """What a list shows of its entries, as plain values."""
    return [(held.date, held.slug, held.kind, held.title, branch.id, branch.short_name) for held, branch in entries]


def year_pages(year: str, months: Mapping[str, tuple[int, Entries]]) -> Iterator[Page]:
    """The page of a year: by month, how many activities there were, and the newest ones."""
    total = sum(count for count, _ in months.values())
    by_month = {
        int(month[5:]): (count, [held_card(*entry) for entry in entries]) for month, (count, entries) in months.items()
    }
    context = {"year": int(year), "months": by_month, "total": total}
    description = f"{year}年活动，共 {total} 场次，按月查阅。"
    yield Page(f"activities/{year}/", "activities-year", f"{year}年活动", description, "activities/", context)


def _list_pages(address: str, heading: str, crumbs: Crumbs, entries: Entries, marks: Marks) -> Iterator[Group]:
    """A list in pages, each for itself: another entry changes the one it comes to, and the newest, which tells how
    many there are.
    """
    shares = [(entries, False)] if few(len(entries)) else runs(entries, entry_order)
    for part in pieces(address, shares, entry_order):
        total = None if part.number else len(entries)
        changed = any(branch.id in marks.changed for _, branch in part.entries)
        shown = partial(entries_shown, part.entries)
        mark = marks.of(part.address, shown, total, part.newer, part.older, changed=changed)
        yield Group(part.address, mark, partial(list_page, part, heading, crumbs, total))


def list_page(part: Part[tuple[Held, Facts]], heading: str, crumbs: Crumbs, total: int | None) -> Iterator[Page]:
    """A page of a list of activities; of further ones the days are told."""
    newest, oldest = (datetime.date.fromisoformat(part.entries[at][0].date) for at in (0, -1))
    part = replace(part, span=cn_days(oldest, newest) if part.number else None)
    title = numbered(heading, part)
    cards = [held_card(*entry) for entry in part.entries]
    shown: Part[Facts] = Part(part.address, part.number, cards, part.newer, part.older, part.span)
    context = {"heading": heading, "crumbs": crumbs, "total": total, "part": shown}
    description = f"{title}，共 {total} 场次。" if total else f"{title}。"
    yield Page(part.address, "activities-list", title, description, "activities/", context)


def branch_archive(item: Facts, year: int) -> Iterator[Page]:
    """All activities of one branch."""
    for part in parts(f"activities/{item.id}/", item.activities):
        title = numbered(f"{item.short_name}活动档案", part)
        description = f"{item.short_name}的全部活动记录，共 {len(item.activities)} 场次。"
        context = {"item": item, "part": part, "year": year}
        yield Page(part.address, "branch-activities", title, description, "activities/", context)
