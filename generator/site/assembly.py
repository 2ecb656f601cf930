"""Assembling a site: every record page filled into its frame, with data, feed, sitemap, search index and pictures."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from generator.publication.view import PublicView
from generator.site.data import data_files
from generator.site.feeds import atom_feed, sitemap
from generator.site.frame import Frame, replace_marks
from generator.site.narrative import narrative
from generator.site.pages import SECTIONS, Page
from generator.site.pictures import size as picture_size
from generator.site.rendering import environment
from generator.site.search import Document, build_index, engine_document, page_document
from generator.site.shell import Shell
from generator.site.writing import Writer
from generator.workers import spread

__all__ = ["Assembly", "assemble", "fill_figures", "measure_pictures"]

_UNSIZED = (960, 540)
"""Width and height assumed for a picture that does not tell its own."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """What was written."""

    pages: int
    files: int
    changed: int
    bytes: int


def fill_figures(html: str, view: PublicView, root: str) -> str:
    """Prose with every figure in it filled in: its value, linked to how it was computed."""

    def link(id: str) -> str:
        figure = view.figures[id]
        shown = figure.display + ("" if figure.unit == "%" or figure.value is None else figure.unit)
        link = Markup('<a class="zb-figure" href="{}data/#{}" title="{}">{}</a>')
        return str(link.format(root, id.replace(".", "-"), figure.source, shown))

    return replace_marks(html, link)


def measure_pictures(view: PublicView, root: Path) -> None:
    """Give every picture of the view its width and height."""
    sizes = {src: picture_size(root / path) or _UNSIZED for src, path in view.pictures.items()}
    for items in (view.branches, view.activities, view.showcases, view.stations):
        for item in items:
            for picture in item.pictures:
                picture.width, picture.height = sizes[picture.src]


def assemble(
    view: PublicView,
    wanted: Sequence[Page],
    shell: Shell,
    writer: Writer,
    root: Path,
    site_url: str,
    engine_addresses: Sequence[str],
    own_themes: Sequence[Path] = (),
    jobs: int = 1,
) -> Assembly:
    """Fill and write every page in ``wanted`` and all files that go with them, in ``jobs`` processes.

    ``engine_addresses`` are the pages that the engine itself wrote; they stand in the sitemap with ours.
    """
    env = environment(own_themes)
    files = data_files(view)
    for showcase in view.showcases:
        showcase.html = narrative(showcase.narrative)
    measure_pictures(view, root)
    extras: Mapping[str, dict[str, Any]] = {
        "data": {
            "files": [{"name": f.name, "href": f.name, "description": f.description, "size": f.size} for f in files]
        }
    }
    templates = {family: env.get_template(f"{family}.html") for family in {page.family for page in wanted}}

    def fill(part: Sequence[Page]) -> bytes:
        documents: list[Document | None] = []
        own = Writer(writer.folder, writer.published)
        for page in part:
            prose = fill_figures(shell.prose.get(page.address, ""), view, page.root)
            body = templates[page.family].render(
                view=view,
                root=page.root,
                page=page,
                prose=Markup(prose),
                **page.context,
                **extras.get(page.family, {}),
            )
            documents.append(page_document(page, body))
            text = {"title": page.title, "description": page.description, "address": page.address}
            own.page(page.address, _frame(shell, page).fill(text, {"body": body}))
        return pickle.dumps((own, documents))

    documents: list[Document | None] = []
    for answer in spread(jobs, wanted, fill):
        own, found = pickle.loads(answer)
        writer.take(own)
        documents.extend(found)
    for file in files:
        writer.write(f"data/{file.name}", file.content)
    for address in engine_addresses:
        written = writer.folder / (address if address.endswith(".html") else f"{address}index.html")
        documents.append(engine_document(address, written.read_text(encoding="utf-8")))
    for name, data in build_index(document for document in documents if document is not None).items():
        writer.write(f"search/{name}", data)
    writer.write("feed.xml", atom_feed(view, site_url))
    writer.write("sitemap.xml", sitemap([*engine_addresses, *(page.address for page in wanted)], site_url))
    for address, path in view.pictures.items():
        writer.copy(root / path, address)
    return Assembly(len(wanted) + len(engine_addresses), writer.files, writer.changed, writer.bytes)


def _frame(shell: Shell, page: Page) -> Frame:
    if page.address in SECTIONS:
        return shell.sections[page.address]
    return shell.frames[page.family, page.depth, page.section]
