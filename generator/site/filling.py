"""Filling a group's pages into their frames, with all that lies beside them.

One step after the other over all pages of a group, not one page after the other: a step that is done many times over
finds its code and its tables in the processor's cache, which makes a third of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.packing import packed_json, unpacked_json
from generator.publication.exposure import Facts
from generator.publication.variants import variants
from generator.publication.view import PublicView
from generator.site.cards import cards
from generator.site.data import activity_rows
from generator.site.drawn import drawings
from generator.site.families import SECTIONS, Page
from generator.site.feeds import page_feed
from generator.site.frame import Frame, replace_marks
from generator.site.grouping import Group
from generator.site.kept import Kept
from generator.site.pictures import size as picture_size
from generator.site.policy import POLICY
from generator.site.rendering import environment
from generator.site.search import Document
from generator.site.search.documents import page_document
from generator.site.shell import Shell
from generator.site.trees import theme_folder
from generator.site.writing import Sheet, Writer

__all__ = ["PRINTED", "Filled", "Filler", "Made", "fill_figures", "measure", "signature"]

PRINTED = "print"
"""Where printed documents lie in the site's folder."""
_UNSIZED = (960, 540)
"""Width and height assumed for a picture that does not tell its own."""


@dataclass(slots=True)
class Made:
    """What came of one group: its files with their sizes, its pictures, and what the search index knows of it."""

    mark: str
    files: dict[str, int] = field(default_factory=dict)
    pictures: dict[str, list[Any]] = field(default_factory=dict)
    """Address on the site → file in the site's folder and its signature."""
    texts: dict[str, str] = field(default_factory=dict)
    """A digest of the text that the search index holds of a page, by the page's address."""
    drawn: dict[str, str] = field(default_factory=dict)
    """A digest of what a drawing beside a page shows, by the drawing's file."""

    def packed(self) -> bytes:
        """It as JSON, for the next build."""
        known = [self.mark, self.files, self.pictures, self.texts, self.drawn]
        return packed_json(known)

    @classmethod
    def unpacked(cls, data: bytes) -> Made:
        """What ``packed`` has packed."""
        return cls(*unpacked_json(data))

    def with_more(self, made: Made) -> Made:
        """The same where some of its pages have been ``made`` again."""
        return Made(
            made.mark,
            self.files | made.files,
            self.pictures | made.pictures,
            self.texts | made.texts,
            self.drawn | made.drawn,
        )

    @classmethod
    def unpacked_all(cls, kept: Mapping[str, bytes]) -> dict[str, Made]:
        """The same of many, by key: read in one go, which takes two thirds of the time."""
        found = unpacked_json(b"[%s]" % b",".join(kept.values()))
        return {key: cls(*values) for key, values in zip(kept, found, strict=True)}


class Filled(NamedTuple):
    """A group's key, what came of it, what the search index has to take in, and rows for the tables of activities."""

    key: str
    made: Made
    documents: list[Document]
    rows: list[str] | None


def fill_figures(html: str, view: PublicView, root: str) -> str:
    """Prose with every figure in it filled in: its value, linked to how it was computed."""

    def link(id: str) -> str:
        figure = view.figures[id]
        link = Markup('<a class="zb-figure" href="{}{}" title="{}">{}</a>')
        return str(link.format(root, figure.address, figure.source, figure.said))

    return replace_marks(html, link)


def measure(pictures: Iterable[Facts], root: Path) -> None:
    """Give pictures their width and height, and photographs their smaller versions, as pages offer them."""
    for picture in pictures:
        picture.width, picture.height = picture_size(root / picture.path) or _UNSIZED
        picture.versions = variants(picture.src, picture.width) if picture.small and picture.width else []


def signature(path: Path) -> list[int]:
    """What tells whether a picture has changed: its size and the time of its last change."""
    status = path.stat()
    return [status.st_size, status.st_mtime_ns]


class Filler:
    """Fills pages of a view into what the engine has rendered."""

    def __init__(self, root: Path, view: PublicView, shell: Shell, last: Kept) -> None:
        self.root = root
        self.view = view
        self.shell = shell
        self.last = last
        self._template = cache(environment(shell.own_themes).get_template)
        self.fonts = theme_folder().parent / "fonts"
        self.data_files: list[dict[str, Any]] = []
        """The files of open data, as their page lists them."""
        self._looked_at: set[Frame] = set()

    def fill(self, group: Group, mark: str, kept: Made, writer: Writer) -> Filled:
        """Render and write the pages of one group; what was ``kept`` of it says what need not be drawn or searched."""
        made, rows = Made(mark), None
        pages = list(group.pages())
        for page in pages:
            self._prepare(page, made)
            if page.family == "branch":
                rows = activity_rows(page.context["item"])
        bodies = [self._body(page) for page in pages]
        documents = []
        for page, body in zip(pages, bodies, strict=True):
            document = page_document(page, body)
            if document is not None:
                made.texts[page.address] = document.mark
                if kept.texts.get(page.address) != document.mark:
                    documents.append(document)
        sheets = [self._sheet(page, body) for page, body in zip(pages, bodies, strict=True)]
        for page in pages:
            sheets += self._beside(page)
            sheets += self._drawn(page, made, kept)
        made.files.update(writer.write_all(sheets))
        return Filled(group.key, made, documents, rows)

    def _prepare(self, page: Page, made: Made) -> None:
        """Note the pictures of a page and what else it takes from files, and put its narrative into HTML."""
        item = page.context.get("item")
        pictures = (getattr(item, "pictures", None) or []) if page.record is not None else []
        measure(pictures, self.root)
        for picture in pictures:
            made.pictures[picture.src] = [picture.path, signature(self.root / picture.path)]
        if page.family == "download":
            for file in page.context["part"].entries:
                path = f"{PRINTED}/{file.path}"
                made.pictures[f"downloads/{file.path}"] = [path, signature(self.root / path)]
        if page.family == "showcase":
            from generator.site.narrative import narrative  # a Markdown parser that few builds need

            page.context["narrative"] = narrative(page.context["item"].narrative)

    def _body(self, page: Page) -> str:
        prose = fill_figures(self.shell.prose.get(page.address, ""), self.view, page.root)
        template = self._template(f"{page.family}.html")
        more = {"files": self.data_files} if page.family == "data" else {}
        here = {"root": page.root, "page": page, "site_url": self.shell.site_url}
        return template.render(**here, prose=Markup(prose), **page.context, **more)

    def _sheet(self, page: Page, body: str) -> Sheet:
        frame = self._frame(page)
        text = {"title": page.title, "description": page.description, "address": page.address}
        data, own = frame.fill(text, {"body": body + self.last.line(page)})
        if frame not in self._looked_at:  # a frame is looked through once, with the first page that is in it
            self._looked_at.add(frame)
            own = data
        return Sheet(f"{page.address}index.html", data, own)

    def _frame(self, page: Page) -> Frame:
        if page.address in SECTIONS:
            return self.shell.sections[page.address]
        frame = self.shell.frames.get((page.family, page.depth, page.section))
        if frame is None:
            where = f"family '{page.family}' at depth {page.depth} below '{page.section}'"
            raise LookupError(f"{where} has no frame: name it in FRAMES of generator/site/families.py")
        return frame

    def _beside(self, page: Page) -> Iterator[Sheet]:
        """What lies beside a page: its feed, and cards of what it shows for other sites to embed."""
        feed = page_feed(page, self.shell.site_url)
        if feed is not None:
            yield Sheet.of(f"{page.address}feed.xml", feed)
        # The publisher and whether data are invented stand in every frame: a change of theirs makes all pages again.
        for name, facts in cards(page):
            card = self._template("card.html")
            html = card.render(root=page.root, site=self.view.site, policy=Markup(POLICY), **facts)
            yield Sheet.of(f"{page.address}{name}", html)

    def _drawn(self, page: Page, made: Made, kept: Made) -> Sequence[Sheet]:
        """Draw what lies beside a page, except what a build before has drawn of the same."""
        sheets = []
        for drawing in drawings(page, self.view.site, self.shell.site_url, self.fonts, self.shell.share_each):
            name = f"{page.address}{drawing.name}"
            made.drawn[name] = drawing.mark
            if kept.drawn.get(name) == drawing.mark:
                made.files[name] = kept.files[name]
            else:
                sheets.append(Sheet.of(name, drawing.make()))
        return sheets
