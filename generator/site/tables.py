"""The files of open data: what they said of a branch, a kind of records or a sheet is put together anew where it has
changed, and stands where it has not."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.cache import Cache, seal
from generator.packing import packed_json, unpacked_json
from generator.publication.keeping import facts_key
from generator.publication.view import PublicView
from generator.rulebook.figures import Figure
from generator.site.data import (
    ACTIVITY_TABLES,
    WORKBOOK,
    Rows,
    activity_tables,
    figure_sheet,
    rewritten,
    rows_in,
    sheet_titles,
    sheets,
    spliced,
    table_files,
    table_names,
    table_rows,
    table_sheets,
)
from generator.site.filling import Made
from generator.site.grouping import Marks, mark_of
from generator.site.workbook import revised, workbook
from generator.site.writing import Sheet, Writer
from generator.workers import aside, begin

__all__ = ["ROWS", "Said", "Tables"]

ROWS = "rows"
"""The section of the cache with what tables say of each branch's activities: JSON and CSV."""


class Said(NamedTuple):
    """What tables are to say: rows that take the place of others, by the names of tables; the figures, and whether one
    of them says something else than what is published.
    """

    rows: Mapping[str, Rows]
    figures: Sequence[Figure]
    otherwise: bool


class Tables:
    """The tables of a view, and the workbook. ``kept`` is what the build before has made, by key."""

    def __init__(self, view: PublicView, marks: Marks, kept: Mapping[str, Made], cache: Cache) -> None:
        self._view = view
        self._marks = marks
        self._kept = kept
        self._cache = cache

    def begin(self, jobs: int, writer: Writer) -> Callable[[], bytes]:
        """Begin all but the tables of activities in a process of its own. They stand where what is said of branches
        does, in a build that takes over what stands; one from nothing makes them with its pages.

        What is returned gives, packed, what was written and what came of it by key; None where there was nothing to do.
        """
        before = self._kept.get("lists")
        if not self._kept or (self._marks.known and before is not None and before.mark == self._mark()):
            return lambda: pickle.dumps(None)

        def work() -> bytes:
            own, rows = writer.fork(), table_rows(self._view)
            made = {"lists": self.of_records(own, rows), "workbook": self.workbook(own, rows)}
            return pickle.dumps((own.result(), {k: one for k, one in made.items() if one is not self._kept.get(k)}))

        return aside(jobs, len(self._view.branches), work)

    def of_activities(self, made: Mapping[str, Sequence[str]], writer: Writer) -> Made:
        """The tables of activities: as they are where those of no branch have changed, else with what has. ``made`` are
        the rows of branches that were made anew, by the addresses of their pages.
        """
        tables = Made(seal("tables of activities", *(branch.address for branch in self._view.branches)))
        before = self._kept.get("tables")
        content: list[tuple[str, bytes]] | None = None
        changed = dict(made)
        if before is not None and before.mark == tables.mark:
            known = ((address, self._cache.get(ROWS, address)) for address in made)
            old = {address: unpacked_json(data) for address, data in known if data is not None}
            changed = {address: rows for address, rows in made.items() if old.get(address) != rows}
            if not changed:
                return before
            content = self._spliced(old, changed, writer)
        for place, (name, data) in enumerate(content or self._joined(made)):
            if self._kept:  # all else in it has been looked through before
                sheet = Sheet(f"data/{name}", data, "\n".join(rows[place] for rows in changed.values()).encode())
            else:
                sheet = Sheet.of(f"data/{name}", data)
            tables.files |= writer.write_all([sheet])
        self._cache.update(ROWS, ((address, packed_json(rows)) for address, rows in changed.items()))
        return tables

    @staticmethod
    def _spliced(
        old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]], writer: Writer
    ) -> list[tuple[str, bytes]] | None:
        """The published tables of activities with other rows of some branches; None where that is not to be had."""
        found = []
        for place, name in enumerate(ACTIVITY_TABLES):
            table = writer.published_file(f"data/{name}")
            for address, rows in new.items():
                there = table is not None and address in old
                table = spliced(table, old[address][place], rows[place]) if table is not None and there else None
            if table is None:
                return None
            found.append((name, table))
        return found

    def _joined(self, made: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, bytes]]:
        """The tables of activities, put together from the rows of every branch."""
        kept = {key: unpacked_json(data) for key, data in self._cache.all(ROWS).items()} if self._kept else {}
        return activity_tables([made.get(branch.address) or kept[branch.address] for branch in self._view.branches])

    def _mark(self) -> str:
        return seal("tables", *(self._marks.found[facts_key(branch.id)] for branch in self._view.branches))

    def of_records(self, writer: Writer, tables: Mapping[str, Rows] | None = None) -> Made:
        """Tables of records that are not activities, anew as far as they say something else."""
        made, before = Made(self._mark()), self._kept.get("lists") or Made("")
        for name, rows in (tables or table_rows(self._view)).items():
            mark = mark_of(rows)
            for file, make in table_files(name, rows).items():
                path = f"data/{file}"
                stands = before.drawn.get(path) == mark
                made.files[path] = before.files[path] if stands else writer.write(path, make())
                made.drawn[path] = mark
        return made

    def workbook(self, writer: Writer, tables: Mapping[str, Rows] | None = None) -> Made:
        """The workbook, if one of its sheets says something else."""
        found = sheets(self._view, tables)
        drawn = {title: mark_of(sheet) for title, sheet in found.items()}
        book = Made(seal("workbook", *drawn.values()), drawn=drawn)
        before = self._kept.get("workbook")
        if before is not None and before.mark == book.mark:
            return before
        data = workbook(found)
        sheet = Sheet.of(f"data/{WORKBOOK}", data)
        if before is not None:  # the other sheets have been looked through before
            sheet = sheet._replace(own=workbook({t: s for t, s in found.items() if before.drawn.get(t) != drawn[t]}))
        book.files |= writer.write_all([sheet])
        return book

    @classmethod
    def begin_changed(
        cls, jobs: int, items: int, read: Callable[[str], bytes]
    ) -> tuple[Callable[[Said], None], Callable[[], list[Sheet] | None]]:
        """Begin the tables and the workbook in a process of its own, for a site of so many ``items`` in which nothing
        else has changed than what will be said: from the published files, which ``read`` gives by their names, as far
        as they say something else.

        What is returned tells what they are to say, and gives the sheets to be written; None where such a row is not
        found in the tables.
        """
        tell, answer = begin(jobs, items, lambda hear: pickle.dumps(cls._changed(read, pickle.loads(hear()))))

        def sheets() -> list[Sheet] | None:
            found: list[Sheet] | None = pickle.loads(answer())
            return found

        return lambda said: tell(pickle.dumps(said)), sheets

    @staticmethod
    def _changed(read: Callable[[str], bytes], said: Said) -> list[Sheet] | None:
        files: list[Sheet] = []
        changed: dict[str, bytes] = {}
        for name, rows in said.rows.items():
            before = {file: read(file) for file in table_names(name)}
            after = rewritten(before, name, rows)
            if after is None:
                return None
            files += [Sheet.of(f"data/{file}", data) for file, data in after.items() if data != before[file]]
            if after != before:
                changed[name] = after[table_names(name)[0]]
        if not files and not said.otherwise:
            return []
        anew, rows_of = figure_sheet(said.figures), table_sheets({name: said.rows[name] for name in changed})
        book = revised(read(WORKBOOK), sheet_titles(), anew, rows_of)
        if book is None and changed:
            whole = {name: rows_in(table) for name, table in changed.items()}
            known = {name: rows for name, rows in whole.items() if rows is not None}
            book = revised(read(WORKBOOK), sheet_titles(), anew | table_sheets(known)) if known == whole else None
        own = workbook(anew | rows_of)  # the rest of it has been looked through before
        return None if book is None else [*files, Sheet(f"data/{WORKBOOK}", book, own)]

    def forget(self, gone: Iterable[str]) -> None:
        """Keep no rows of branches that have gone."""
        self._cache.update(ROWS, (), gone)
