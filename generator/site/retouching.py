"""Retouching a published site: what a plan says is made again, all else stands."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from generator.changes import Changes
from generator.publication.variants import WIDTHS, variant
from generator.site.cards import is_card
from generator.site.data import WORKBOOK, data_files, spliced
from generator.site.families import SECTIONS
from generator.site.feeds import revised_sitemaps, site_feed
from generator.site.filling import Made, fill_figures
from generator.site.grouping import Group, Marks, Pages
from generator.site.indexing import write_update
from generator.site.manifest import revise_manifest
from generator.site.planning import Plan, UnfitError
from generator.site.publishing import GROUPS, LATER, Published, Publisher, pages_in
from generator.site.search import begin_update
from generator.site.section_pages import section_pages
from generator.site.shell import Shell
from generator.site.suggesting import suggestions
from generator.site.writing import Sheet, Writer
from generator.workers import aside

__all__ = ["Retouching"]

_MANY_GROUPS = 300
"""Groups of pages that are made again, from which on it is worthwhile to share them out."""
_LARGE = 8 << 20
"""Bytes of tables, from which on another process changes them."""
_LAST = {"data"}
"""Sections that tell the sizes of other files."""


class Retouching(Publisher):
    """Brings a tree up to date by a plan."""

    def __init__(self, plan: Plan, shell: Shell, writer: Writer) -> None:
        self.plan = plan
        self.search: dict[str, int | None] = {}
        """Files of the search index that have changed, with their sizes; None where they are gone."""
        self.totals: list[int] = [*plan.before["totals"]]
        self.come: set[str] = set()
        self.gone: set[str] = set()
        """Pages that the site did not have before, and those that it has no more."""
        pages = Pages(Marks({}), list(plan.groups()))
        super().__init__(plan.root, plan.view, pages, shell, writer, plan.cache, plan.jobs)

    def _last_changes(self) -> Changes | None:
        return self.plan.changes

    def _groups(self, groups: list[Group]) -> list[Group]:
        return groups

    def _kept(self) -> dict[str, Made]:
        return {}  # each is fetched as it is needed

    def _mark(self, group: Group) -> str:
        return ""  # the next whole build makes it again

    def _fetch(self, key: str) -> Made:
        """What the build before has made of a group."""
        if key not in self.kept:
            data = self.cache.get(GROUPS, key)
            if data is None:
                raise UnfitError
            self.kept[key] = Made.unpacked(data)
        return self.kept[key]

    def publish(self, parts: Sequence[Any] = ()) -> Published:
        """Write what changed and delete what has gone."""
        self._make_all(self.groups)
        self._make_profiles()
        if self.plan.whole is not None:
            sections = self.plan.sections() | (self._asking_sections() if self.plan.told else set())
            self._make_all(section_pages(self.plan.whole, (), {}, sections - _LAST))
        if self.plan.told:
            self._write_asking()
        for key in self.plan.gone:
            self.gone |= pages_in(self._fetch(key))
        beside = self._begin_beside()
        try:
            self._write_sheets()
            self._write_open_data()
            self._copy_pictures()
            self._delete_gone()
            self._write_search()
        finally:  # nobody else writes there when another build takes over
            answer = beside()
        self._take_beside(answer)
        self._write_manifest()
        self._remember()
        pages, files, size = self.totals
        return Published(pages, files, len(self.writer.changed), size)

    def _make_all(self, groups: Iterable[Group]) -> None:
        todo = list(groups)
        before = {group.key: self._before(group.key) for group in todo}
        self._fill_all(todo)
        for key, made in before.items():
            then, now = pages_in(made), pages_in(self.made[key])
            if then != now:  # maps name them
                if self.plan.recall.relisting is None:  # a longer text takes more of them
                    raise UnfitError
                self.gone |= then - now
                self.come |= now - then

    def _make_profiles(self) -> None:
        """The own pages of branches of which nothing else has changed: the other pages of these groups stay."""
        groups = list(self.plan.profile_groups())
        before = {group.key: self._fetch(group.key) for group in groups}
        self._fill_all(groups)
        for key, made in before.items():
            self.made[key] = made.with_more(self.made[key])

    def _fill_all(self, groups: Sequence[Group]) -> None:
        if len(groups) >= _MANY_GROUPS:
            self._make(groups)
        else:  # another process costs more than it helps
            for group in groups:
                self._take(self._fill(group))

    def _before(self, key: str) -> Made:
        """What the build before has made of a group, which may be one more in a site whose lists show more."""
        if self.plan.recall.relisting is not None and self.cache.get(GROUPS, key) is None:
            return Made("")
        return self._fetch(key)

    def _begin_beside(self) -> Callable[[], bytes]:
        """Write the tables of activities, and what search engines are told of pages that come and go: of a large site
        that takes another process as long as this one takes for the search index.
        """
        before = self._fetch("tables").files if self.plan.tables else {}

        def work() -> bytes:
            writer = self.writer.fork()
            tables = [self._spliced(name, rows) for name, rows in self.plan.tables.items()]
            texts = self._maps_now() if self.come or self.gone else {}
            if texts is None or None in tables:
                return pickle.dumps((writer.result(), None))
            writer.write_all([table for table in tables if table is not None])
            maps = {name: writer.write(name, text) for name, text in texts.items()}
            return pickle.dumps((writer.result(), maps))

        return aside(self.jobs if sum(before.values()) >= _LARGE else 1, _LARGE, work)

    def _spliced(self, name: str, rows: Sequence[tuple[str, str]]) -> Sheet | None:
        """A table with other rows; None where it has not what these take the place of."""
        table = self.writer.published_file(name)
        for old, new in rows:
            table = spliced(table, old, new) if table is not None else None
        own = "\n".join(new for _, new in rows).encode()  # all else in it has been looked through before
        return None if table is None else Sheet(name, table, own)

    def _maps_now(self) -> dict[str, str] | None:
        """What search engines are told of the pages now; None where it is not known what they were told."""
        come, gone = ({name.removesuffix("index.html") for name in names} for names in (self.come, self.gone))

        def read(name: str) -> str:
            return (self.writer.published_file(name) or b"").decode()

        return revised_sitemaps(read, come, gone, self.shell.site_url)

    def _take_beside(self, answer: bytes) -> None:
        written, maps = pickle.loads(answer)
        self.writer.take(written)
        if maps is None:
            raise UnfitError
        if maps:
            self._fetch("engine")
            before = self.made.get("engine") or self.kept["engine"]
            left = {name: size for name, size in before.files.items() if not name.startswith("sitemap")}
            for name in before.files.keys() - left.keys() - maps.keys():
                self.writer.remove(name)
            self.made["engine"] = replace(before, files=left | maps)

    def _asks(self, prose: str) -> bool:
        """Whether prose asks for a figure."""
        return fill_figures(prose, self.view, "") != prose

    def _asking_sections(self) -> set[str]:
        """The families of sections whose prose asks for a figure."""
        return {SECTIONS[address] for address, prose in self.shell.prose.items() if self._asks(prose)}

    def _write_asking(self) -> None:
        """Pages of prose that ask for figures."""
        asking = [address for address, html in self.shell.pages.items() if self._asks(html)]
        if asking:
            before = self._fetch("engine")
            made = self._write_prose(asking, before)
            files, texts = before.files | made.files, before.texts | made.texts
            self.made["engine"] = replace(before, files=files, texts=texts)

    def _write_sheets(self) -> None:
        """The tables of branches and the workbook, where numbers of branches are others."""
        sheets = self.plan.sheets()
        if sheets is None:
            raise UnfitError
        sizes = self.writer.write_all(sheets)
        if f"data/{WORKBOOK}" in sizes:
            lists, book = self._fetch("lists"), self._fetch("workbook")
            files = {f"data/{WORKBOOK}": sizes.pop(f"data/{WORKBOOK}")}
            self.made["workbook"] = replace(book, mark="", files=files, drawn={})
            drawn = {name: mark for name, mark in lists.drawn.items() if name not in sizes}
            self.made["lists"] = replace(lists, files=lists.files | sizes, drawn=drawn)

    def _write_open_data(self) -> None:
        """The tables of activities, and what tells their sizes or the commit; the site's feed."""
        files: dict[str, int] = {}
        if self.plan.tables:
            before = self._fetch("tables")  # written beside
            changed = {
                name: before.files[name] + sum(len(new.encode()) - len(old.encode()) for old, new in rows)
                for name, rows in self.plan.tables.items()
            }
            self.made["tables"] = Made(before.mark, before.files | changed)
        if self.plan.tables or self.plan.recommitted or "workbook" in self.made:
            made = [self.made.get(key) or self._fetch(key) for key in ("tables", "lists", "workbook")]
            written = {name.removeprefix("data/"): size for one in made for name, size in one.files.items()}
            self.filler.data_files = []
            for file in data_files(self.view, written, self.shell.site_url):
                if file.content is not None:
                    files[f"data/{file.name}"] = self.writer.write(f"data/{file.name}", file.content)
                row = {"name": file.name, "href": file.name, "description": file.description, "size": file.shown_size}
                self.filler.data_files.append(row)
            self._make_all(section_pages(self.view, (), {}, ("data",)))
        if self.plan.whole is not None and self.plan.recall.names:
            files["search/suggest.json"] = self.writer.write("search/suggest.json", suggestions(self.plan.whole))
        if self.plan.whole is not None:
            files["feed.xml"] = self.writer.write("feed.xml", site_feed(self.plan.whole, self.shell.site_url))
        if files:
            self.made["data/"] = Made("", self._fetch("data/").files | files)

    def _copy_pictures(self) -> None:
        """Pictures of the groups that were made; those of all others stay."""
        before = {address for made in self.kept.values() for address in made.pictures}
        now = {address for made in self.made.values() for address in made.pictures}
        if not before and not now:
            return
        stay = dict(self._fetch("pictures").files)
        for address in before:
            for name in (address, *(variant(address, width) for width in WIDTHS)):
                stay.pop(name, None)
        super()._copy_pictures()
        self.made["pictures"].files = stay | self.made["pictures"].files

    def _delete_gone(self) -> None:
        now = {name for made in self.made.values() for name in made.files}
        for key in self.kept.keys() & (self.made.keys() | self.plan.gone):
            for name in self.kept[key].files.keys() - now:
                self.writer.remove(name)

    def _write_search(self) -> None:
        now = {address for made in self.made.values() for address in made.texts}
        gone = [address for made in self.kept.values() for address in made.texts if address not in now]
        changed = {**dict.fromkeys(gone), **{document.address: document for document in self.documents}}
        if not changed:
            return
        update = begin_update(self._search_file, changed)
        if update is None:  # so much of a small site that building the index anew is the way
            self.kept["search"] = super()._kept()["search"]
            super()._write_search()
            return
        for name, (size, before) in write_update(update, self.jobs, self.writer).items():
            self.search[name] = size
            self.totals[1] += (size is not None) - (before is not None)
            self.totals[2] += (size or 0) - (before or 0)

    def _write_manifest(self) -> None:
        for one, sign in ((self.kept, -1), (self.made, 1)):
            here = ((key, made) for key, made in one.items() if key in self.made or key in self.plan.gone)
            names = [(name, size) for _, made in here for name, size in made.files.items()]
            self.totals[0] += sign * sum(name.endswith(".html") and not is_card(name) for name, _ in names)
            self.totals[1] += sign * len(names)
            self.totals[2] += sign * sum(size for _, size in names)
        sizes = {name: size for made in self.made.values() for name, size in made.files.items()}
        sizes |= {name: size for name, size in self.search.items() if size is not None}
        pictures = {address: str(found[0]) for made in self.made.values() for address, found in made.pictures.items()}
        pictures |= {variant(name, width): path for name, path in pictures.items() for width in WIDTHS}
        before = self._fetch("manifest").files
        count, total = self.totals[1] - len(before), self.totals[2] - sum(before.values())
        day = self.view.as_of.isoformat()
        about = (self.writer, sizes, pictures, self.root, self.view.commit, day, count, total, self.jobs)
        written = revise_manifest(*about)
        if written is None:
            raise UnfitError
        self.made["manifest"] = Made("", before | written)
        self.totals[2] += sum(size - before.get(name, 0) for name, size in written.items())

    def _remember(self) -> None:
        self.cache.update(GROUPS, ((key, made.packed()) for key, made in self.made.items()), self.plan.gone)
        if "search" in self.made:
            self.cache.update(LATER, (), self.cache.ids(LATER))
        later = ((name, b"" if size is None else str(size).encode()) for name, size in self.search.items())
        self.cache.update(LATER, later)
        self.plan.remember()
