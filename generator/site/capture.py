"""What the engine is asked for: one of five modules that know MkDocs (with ``plugin`` and this room's ``engine``,
``settings`` and ``preview``).

The engine's job is small: pages of ``content/`` and one frame per page family. A frame is an ordinary page whose title,
description, address and body are marks.
"""

from __future__ import annotations

import os
from collections.abc import Sequence, Set
from pathlib import PurePath
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.nav import Section as NavigationGroup
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.structure.toc import get_toc
from mkdocs.theme import Theme

from generator.listing import is_litter
from generator.rulebook.expressions import FIGURE
from generator.site.families import FRAMES, SECTIONS
from generator.site.frame import Frame, mark
from generator.site.sharing import OWN, has_own, picture_of
from generator.site.shell import Shell

__all__ = [
    "capture",
    "figure_marks",
    "is_section",
    "listed",
    "prepare_files",
    "prepare_page",
    "section_address",
    "without_icons",
]


_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/javascripts/bundle", "print/")
"""Scripts of the engine's theme: its own search, and what our few lines do without fetching the whole sitemap;
templates of printed matter."""


def figure_marks(markdown: str) -> str:
    """``{{ 数("coverage.organisation") }}`` in prose becomes a mark that is filled with the computed figure.

    What looks like a mark in the prose itself is none.
    """
    markdown = markdown.replace("zbmark", "zb-mark")
    return FIGURE.sub(lambda found: mark(found["id"]), markdown)


def is_section(file: File) -> bool:
    """Whether a file of the engine is the page of a section."""
    return file.url in SECTIONS or file.url == "./"


def section_address(file: File) -> str:
    """The address of a section's page; empty for the home page."""
    return "" if file.url == "./" else file.url


class _WithoutIcons(jinja2.FileSystemLoader):
    """Lists no files in hidden folders, which the engine would look through and leave out one by one."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for top in self.searchpath:
            for place, below, names in os.walk(top):
                below[:] = [name for name in below if not name.startswith(".")]
                folder = PurePath(place).relative_to(top)
                found.update((folder / name).as_posix() for name in names)
        return sorted(found)


def without_icons(theme: Theme) -> None:
    """Let the engine list the files of its theme without the ten thousand icons that come with it."""
    get_env = theme.get_env

    def get() -> jinja2.Environment:
        env = get_env()
        env.loader = _WithoutIcons(theme.dirs)
        return env

    theme.get_env = get  # type: ignore[method-assign]


def prepare_files(files: Files, config: MkDocsConfig) -> Files:
    """Give the engine a page per section; keep records that live in ``content/`` out of its hands."""
    for file in list(files.documentation_pages()):
        if file.src_uri.startswith("showcases/") and file.src_uri != "showcases/index.md":
            files.remove(file)
    for file in list(files.media_files()):
        if file.src_uri.startswith("showcases/"):
            files.remove(file)
    for file in list(files):
        if file.src_uri.startswith(_UNUSED) or file.src_uri.endswith(".map") or is_litter(PurePath(file.src_uri).name):
            files.remove(file)
    for address in SECTIONS:
        source = f"{address}index.md"
        if files.get_file_from_path(source) is None:
            files.append(File.generated(config, source, content=""))
    return files


def listed(items: Sequence[StructureItem], empty: Set[str]) -> list[StructureItem]:
    """Navigation without the pages of empty sections, and without groups that have nothing left."""
    kept: list[StructureItem] = []
    for item in items:
        if isinstance(item, NavigationGroup):
            item.children = listed(item.children, empty)
            if item.children:
                kept.append(item)
        elif not (isinstance(item, EnginePage) and section_address(item.file) in empty):
            kept.append(item)
    return kept


def prepare_page(page: EnginePage, family: str, section: str, own_picture: bool = False) -> None:
    """Put marks in place of what differs between the pages of a family."""
    page.meta.update(
        title=mark("title"),
        description=mark("description"),
        zhibu_family=family,
        zhibu_section=section,
        zhibu_share=f"{mark('address')}{OWN}" if own_picture else picture_of(section),
        hide=["navigation", "toc"],
    )
    page.toc = get_toc([])


def capture(
    shell: Shell,
    config: MkDocsConfig,
    files: Files,
    nav: Navigation,
    env: jinja2.Environment,
    frames: Sequence[tuple[str, int, str]] = FRAMES,
) -> None:
    """Render one frame for every (family, depth, section) of record pages, through the engine's own steps."""
    for family, depth, section in frames:
        rendered = _render(family, depth, section, shell, config, files, nav, env)
        shell.frames[family, depth, section] = Frame.cut(rendered)


def _render(
    family: str,
    depth: int,
    section: str,
    shell: Shell,
    config: MkDocsConfig,
    files: Files,
    nav: Navigation,
    env: jinja2.Environment,
) -> str:
    # The frame lies where the pages it stands for lie, so that relative links come out the same.
    folder = "areas/" if family == "area" else section
    filler = "frame/" * (depth - folder.count("/"))
    file = File.generated(config, f"{folder}{filler}index.md", content="")
    page = EnginePage(None, file, config)
    page.markdown = ""
    page.content = mark("body")
    prepare_page(page, family, section, shell.share_each and has_own(family))
    page.canonical_url = f"{config.site_url}{mark('address')}" if config.site_url else None
    context: Any = get_context(nav, files, config, page)
    context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
    output = env.get_template("main.html").render(context)
    return config.plugins.on_post_page(output, page=page, config=config) or output
