"""Publishing a site: every group of pages whose facts changed is filled into its frame, and all that goes with them."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.cache import Cache, seal
from generator.changes import Changes, last_changes
from generator.publication.variants import WIDTHS, is_raster, steps, variant
from generator.publication.view import PublicView
from generator.site.cards import is_card
from generator.site.data import data_files
from generator.site.families import Page
from generator.site.feeds import NOT_FOUND, robots, site_feed, sitemaps
from generator.site.filling import Filled, Filler, Made, fill_figures, signature
from generator.site.grouping import Group, Pages
from generator.site.guide import GUIDE, guide_groups
from generator.site.indexing import write_update
from generator.site.kept import Kept, Repository
from generator.site.manifest import SIGNATURE, revise_manifest, write_manifest
from generator.site.media import Pictures
from generator.site.pictures import size as picture_size
from generator.site.search import Document, begin_update, revised
from generator.site.search.documents import engine_document
from generator.site.sharing import share_pictures
from generator.site.shell import Shell
from generator.site.suggesting import suggestions
from generator.site.tables import Tables
from generator.site.trees import theme_folder
from generator.site.writing import Writer, Written
from generator.workers import aside, give_back_memory, spread

if TYPE_CHECKING:
    from generator.site.parts import Part

__all__ = ["GROUPS", "LATER", "Published", "Publisher", "pages_in"]

GROUPS, LATER = "groups", "search"
"""Sections of the cache: what came of each group; files of the search index that have changed since the last whole
build, with their sizes, none where they are gone."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a build has published."""

    pages: int
    files: int
    changed: int
    bytes: int


class Errand(NamedTuple):
    """Files of the site as a whole that nothing else depends on: their key, and what writes them."""

    key: str
    make: Callable[[], Made]


class _Sink:
    """Takes the files of the search index in one process."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer.fork()
        self.files: dict[str, int] = {}

    def write(self, name: str, data: bytes) -> None:
        self.files[f"search/{name}"] = self.writer.write(f"search/{name}", data)


class Publisher:
    """Brings a tree up to date with a view."""

    tables: Tables
    """Open data, while all of a site is published."""

    def __init__(
        self,
        root: Path,
        view: PublicView,
        pages: Pages,
        shell: Shell,
        writer: Writer,
        cache: Cache,
        jobs: int = 1,
    ) -> None:
        self.view = view
        self.shell = shell
        self.writer = writer
        self.cache = cache
        self.root = root
        self.jobs = jobs
        self.basis = seal(shell.mark(), view.site.name, view.site.county)
        self.changes = self._last_changes()
        self.last = Kept(self.changes, Repository(*shell.repository) if shell.repository else None)
        self.filler = Filler(root, view, shell, self.last)
        self.marks = pages.marks
        self.groups = self._groups(pages.groups)
        self.kept = self._kept() if writer.knows else {}
        self.made: dict[str, Made] = {}
        self.rows: dict[str, list[str]] = {}
        """What the tables of activities say of each branch's: JSON and CSV."""
        self.documents: list[Document] = []
        """What the search index has to take in."""
        self.scratch: Path | None = None
        """Where the documents of all pages are put away; None where the index takes in a few."""
        self.images = Pictures(
            writer.folder.parent / f".{writer.folder.name.strip('.').removesuffix('-spare')}.pictures"
        )
        self.meanwhile: Callable[[set[str]], None] | None = None
        """What is to be done by another process once it is known which groups are made anew: it is told their keys."""
        self.gathered: list[bytes] = []
        """The same, put away by the processes that made it."""

    def _last_changes(self) -> Changes | None:
        return last_changes(self.root, self.cache, clean=self.view.commit is not None)

    def _groups(self, groups: list[Group]) -> list[Group]:
        """All groups of the site: with those of the guide, where the site has one."""
        return [*groups, *guide_groups(self.view.terms)] if GUIDE in self.shell.pages else groups

    def _kept(self) -> dict[str, Made]:
        """What the build before has made."""
        kept = Made.unpacked_all(self.cache.all(GROUPS))
        for name, size in self.cache.all(LATER).items():
            if size:
                kept["search"].files[name] = int(size)
            else:
                kept["search"].files.pop(name, None)
        return kept

    def make_part(self, own: Callable[[str], bool], folder: Path) -> None:
        """Write the pages of a machine's own branches only; what the search index takes in goes into ``folder``."""
        keys = {branch.address for branch in self.view.branches if own(branch.id)}
        self.scratch = folder
        self._make([group for group in self.groups if group.key in keys])

    def make_only(self, pages: Sequence[Page]) -> dict[str, int]:
        """Write these pages and their pictures and nothing else; every file with its size."""
        self._make([Group("these", "these", lambda: pages)])
        self._copy_pictures()
        return {name: size for made in self.made.values() for name, size in made.files.items()}

    def _adopt(self, part: Part) -> None:
        """Take over pages that another machine has made of the same facts; where the facts differ, none of them."""
        assert self.scratch is not None
        marks = {group.key: self._mark(group) for group in self.groups}
        if any(made.mark != marks.get(key) for key, made in part.made.items()):
            return
        self.made.update(part.made)
        self.rows.update(part.tables)
        self.gathered += part.gathered
        for path in part.folder.glob("*.documents"):
            shutil.copyfile(path, self.scratch / path.name)
        for made in part.made.values():
            for name in made.files:
                self.writer.adopt(name, part.folder / "site" / name)

    def publish(self, parts: Sequence[Part] = ()) -> Published:
        """Write what changed and delete what has gone; take over what is in ``parts``.

        Raises Unusable where the search index that readers have is not ours, or is damaged: then everything is to be
        made anew.
        """
        if "search" in self.kept:
            return self._publish()
        with self.writer.scratch() as self.scratch:
            for part in parts:
                self._adopt(part)
            return self._publish()

    def _publish(self) -> Published:
        todo = [group for group in self.groups if group.key not in self.made and self._is_due(group)]
        put_away = self._begin_meanwhile({group.key for group in todo})
        self.tables = Tables(self.view, self.marks, self.kept, self.cache)
        tables = self.tables.begin(self.jobs, self.writer)
        self._make([*self._errands(), *(group for group in todo if group.mark)])
        for group in self.groups:
            if group.mark and group.key not in self.made:
                self.made[group.key] = self.kept[group.key]
        self._write_data(tables)
        for group in todo:
            if not group.mark:
                self._take(self._fill(group))
        self._write_engine_pages()
        self._copy_pictures()
        self._delete_gone()
        self._write_search()
        self._write_manifest()
        self._remember()
        put_away()
        files = {name: size for made in self.made.values() for name, size in made.files.items()}
        pages = sum(name.endswith(".html") and not is_card(name) for name in files)
        size = sum(files.values())
        return Published(pages, len(files), len(self.writer.changed), size)

    def _begin_meanwhile(self, due: set[str]) -> Callable[[], object]:
        meanwhile = self.meanwhile
        if meanwhile is None:
            return bytes

        def work() -> bytes:
            meanwhile(due)
            return b""

        return aside(self.jobs, len(self.groups), work)

    def _is_due(self, group: Group) -> bool:
        kept = self.kept.get(group.key)
        if kept is None or not group.mark or kept.mark != self._mark(group):
            return True
        return any(signature(self.root / path) != found for path, found in kept.pictures.values())

    def _mark(self, group: Group) -> str:
        address = group.key.removeprefix("section ")
        if address == group.key:
            return seal(self.basis, group.mark, self.last.mark(group.key))
        prose = self.shell.prose.get(address, "")
        figures = repr(self.view.figures) if prose else ""
        return seal(self.basis, *self.shell.sections[address].pieces, prose, figures, group.mark)

    def _errands(self) -> list[Errand]:
        """What a build from nothing does besides pages: shared out like them, since nothing waits for it."""
        if self.kept:
            return []
        return [
            Errand("workbook", lambda: self.tables.workbook(self.writer)),
            Errand("share", self._share),
            Errand("lists", lambda: self.tables.of_records(self.writer)),
        ]

    def _make(self, todo: Sequence[Group | Errand]) -> None:
        def work(part: Iterable[Group | Errand]) -> tuple[Written, list[Filled], bytes]:
            own = self.writer.fork()
            self.writer = own
            if self.scratch is None:
                found = [self._fill(item) for item in part]
                return own.result(), found, b""
            found = []

            def documents() -> Iterator[Document]:
                for item in part:
                    filled = self._fill(item)
                    found.append(filled._replace(documents=[]))
                    yield from filled.documents

            gathered = self._gather(documents())
            return own.result(), found, gathered

        writer = self.writer
        answers = spread(self.jobs, todo, work)
        self.writer = writer
        for result, found, gathered in answers:
            writer.take(result)
            if gathered:
                self.gathered.append(gathered)
            for filled in found:
                self._take(filled)

    def _fill(self, group: Group | Errand) -> Filled:
        if isinstance(group, Errand):
            return Filled(group.key, group.make(), [], None)
        return self.filler.fill(group, self._mark(group), self.kept.get(group.key) or Made(""), self.writer)

    def _take(self, filled: Filled) -> None:
        self.made[filled.key] = filled.made
        if filled.rows is not None:
            self.rows[filled.key] = filled.rows
        self.documents += filled.documents

    def _write_data(self, begun: Callable[[], bytes]) -> None:
        """Open data: the tables, of which those of records that are not activities have been ``begun``; and what tells
        of the site as a whole.
        """
        made = Made("")
        self.made["tables"] = self.tables.of_activities(self.rows, self.writer)
        self.rows.clear()  # megabytes, while the search index needs them
        found = pickle.loads(begun())
        if found is not None:
            self.writer.take(found[0])
            self.made |= found[1]
        for key in ("lists", "workbook"):
            if key not in self.made:
                self.made[key] = self.kept[key]
        written = {name: size for key in ("tables", "lists", "workbook") for name, size in self.made[key].files.items()}
        sizes = {name.removeprefix("data/"): size for name, size in written.items()}
        self.filler.data_files = []
        for file in data_files(self.view, sizes, self.shell.site_url):
            if file.content is not None:
                made.files[f"data/{file.name}"] = self.writer.write(f"data/{file.name}", file.content)
            row = {"name": file.name, "href": file.name, "description": file.description, "size": file.shown_size}
            self.filler.data_files.append(row)
        made.files["feed.xml"] = self.writer.write("feed.xml", site_feed(self.view, self.shell.site_url))
        made.files["search/suggest.json"] = self.writer.write("search/suggest.json", suggestions(self.view))
        self.made["data/"] = made

    def _write_engine_pages(self) -> None:
        made = self._write_prose(self.shell.pages, self.kept.get("engine") or Made(""))
        self.made["engine"] = made
        if self.shell.fresh:
            files = ((name, data) for asset in self.shell.assets.items() for name, data in self._asset(*asset))
            self.made["assets"] = Made("", {name: self.writer.write(name, data) for name, data in files})
        else:
            self.made["assets"] = self.kept["assets"]
        if self.kept:
            self.made["share"] = self._share()
        made.files |= self._maps()

    def _write_prose(self, pages: Iterable[str], before: Made) -> Made:
        """Write some pages of prose, by their addresses, of which a build has made something ``before``."""
        made = Made("")
        for address in pages:
            filled = fill_figures(self.shell.pages[address], self.view, "../" * address.count("/") or "./")
            name = address if address.endswith(".html") else f"{address}index.html"
            made.files[name] = self.writer.write(name, self.last.into_prose(address, filled))
            document = engine_document(address, filled)
            if document is not None:
                made.texts[address] = document.mark
                if before.texts.get(address) != document.mark:
                    self.documents.append(document)
        return made

    def _maps(self) -> dict[str, int]:
        """What search engines are told; it stands where the site has the pages it had."""
        url, kept = self.shell.site_url, self.kept.get("engine")
        told = robots(url)
        if kept is not None and self._same_pages() and self.writer.published_file("robots.txt") == told.encode():
            return {name: size for name, size in kept.files.items() if name == "robots.txt" or name.endswith(".xml")}
        own = {name.removesuffix("index.html") for made in self.made.values() for name in pages_in(made)}
        maps = {"robots.txt": told, **sitemaps(sorted(own - {NOT_FOUND}), url)}
        return {name: self.writer.write(name, text) for name, text in maps.items()}

    def _same_pages(self) -> bool:
        """Whether the site has the pages it had."""
        none = Made("")
        keys = self.due | (self.kept.keys() - self.made.keys())
        return all(pages_in(self.made.get(key, none)) == pages_in(self.kept.get(key, none)) for key in keys)

    def _share(self) -> Made:
        """Share pictures of the sections."""
        site = self.view.site
        share = Made(seal("share", site.name, site.county, site.slogan or "", str(site.demonstration)))
        before = self.kept.get("share")
        if before is not None and before.mark == share.mark:
            return before
        for name, picture in share_pictures(site, theme_folder().parent / "fonts"):
            share.files[name] = self.writer.write(name, picture)
        return share

    def _asset(self, name: str, path: Path) -> Iterator[tuple[str, bytes]]:
        """A file of the engine; pictures of prose are made ready as those of records are, with their versions."""
        source = f"content/{name}"
        if not (self.root / source).is_file():
            yield name, path.read_bytes()
            return
        size = picture_size(self.root / source) if is_raster(name) else None
        widths = steps(size[0]) if size else []
        names = [name, *(variant(name, width) for width in widths)]
        yield from zip(names, self.images.versions(self.root, source, widths), strict=True)

    def _copy_pictures(self) -> None:
        made = Made("")
        before = {address: found for kept in self.kept.values() for address, found in kept.pictures.items()}
        sizes = self.kept["pictures"].files if "pictures" in self.kept else {}
        for group in self.made.values():
            for address, found in group.pictures.items():
                if address in made.files:
                    continue
                # A picture that is printed matter to be downloaded has no versions.
                widths = WIDTHS if is_raster(address) and address.startswith("pictures/") else ()
                names = [address, *(variant(address, width) for width in widths)]
                if address in sizes and before.get(address) == found:
                    made.files |= {name: sizes[name] for name in names}
                    continue
                for name, data in zip(names, self.images.versions(self.root, found[0], widths), strict=True):
                    made.files[name] = self.writer.write(name, data)
        self.made["pictures"] = made
        if not self.writer.knows:
            self.images.forget()

    def _delete_gone(self) -> None:
        here = self.made.keys() | {"search", "manifest"}
        again = {key for key in self.due if key in self.kept}
        left = {name for key in again | (self.kept.keys() - here) for name in self.kept[key].files}
        left -= {name for key in again for name in self.made[key].files}
        if left:
            left -= {name for made in self.made.values() for name in made.files}
        for name in left:
            self.writer.remove(name)

    def _write_search(self) -> None:
        before = self.kept["search"].files if "search" in self.kept else {}
        if self.scratch is not None:
            files = self._write_index(self.documents)
        else:
            now = {address for made in self.made.values() for address in made.texts}
            gone = [address for made in self.kept.values() for address in made.texts if address not in now]
            changed = {**dict.fromkeys(gone), **{document.address: document for document in self.documents}}
            update = begin_update(self._search_file, changed) if changed else None
            if changed and update is None:
                files = self._write_index(revised(self._search_file, changed))
            else:
                sizes = write_update(update, self.jobs, self.writer) if update else {}
                there = {**before, **{name: size for name, (size, _) in sizes.items()}}
                files = {name: size for name, size in there.items() if size is not None}
        for name in before.keys() - files.keys():
            self.writer.remove(name)
        self.made["search"] = Made("", files)

    def _gather(self, documents: Iterable[Document]) -> bytes:
        from generator.site.search.building import gather  # with numpy, which takes longer to import than an update

        assert self.scratch is not None
        return gather(documents, self.scratch)

    def _write_index(self, documents: Iterable[Document]) -> dict[str, int]:
        """Write the whole index and give its files with their sizes."""
        from generator.site.search.building import gather, write_index

        give_back_memory()  # a fifth of what a large site takes, while the index has its own tables
        with self.writer.scratch() if self.scratch is None else nullcontext(self.scratch) as scratch:
            self.gathered.append(gather(documents, scratch))
            gathered = (self.gathered.pop() for _ in range(len(self.gathered)))  # each is let go of when it is read
            sinks = write_index(gathered, scratch, partial(_Sink, self.writer), self.jobs)
        files: dict[str, int] = {}
        for sink in sinks:
            self.writer.take(sink.writer.result())
            files.update(sink.files)
        return files

    def _write_manifest(self) -> None:
        made = [made for key, made in self.made.items() if key != "manifest"]
        sizes = {name: size for one in made for name, size in one.files.items()}
        pictures = {address: str(found[0]) for one in made for address, found in one.pictures.items()}
        pictures |= {variant(name, width): path for name, path in pictures.items() for width in WIDTHS}
        about = (self.writer, sizes, pictures, self.root, self.view.commit, self.view.as_of.isoformat())
        before = self.kept["manifest"].files if "manifest" in self.kept else {}
        revised = revise_manifest(*about, len(sizes), sum(sizes.values())) if before else None
        if revised is None:
            files = write_manifest(*about)
        else:
            files = {name: size for name, size in before.items() if name != SIGNATURE} | revised
        for name in before.keys() - files.keys():  # a smaller site has fewer parts
            self.writer.remove(name)
        self.made["manifest"] = Made("", files)

    @property
    def due(self) -> set[str]:
        """The groups that were made anew."""
        return {key for key, made in self.made.items() if made is not self.kept.get(key)}

    def _search_file(self, name: str) -> bytes | None:
        return self.writer.published_file(f"search/{name}")

    def _remember(self) -> None:
        if not self.cache.kept:
            return
        gone = self.cache.ids(GROUPS) - self.made.keys()
        changed = ((key, made.packed()) for key, made in self.made.items() if made is not self.kept.get(key))
        self.cache.update(GROUPS, changed, gone)
        self.tables.forget(gone)
        self.cache.update(LATER, (), self.cache.ids(LATER))


def pages_in(made: Made) -> set[str]:
    """The pages among the files of a group."""
    return {name for name in made.files if name.endswith(".html") and not is_card(name)}
