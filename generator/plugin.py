"""The MkDocs plugin: ``mkdocs build`` with it gives the same site as ``zhibu build``.

Records are read and checked before MkDocs touches anything; the site is built beside the published one and takes its
place at the very end.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import ExitStack
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.config import config_options
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as EnginePage

from generator.cache import Cache
from generator.findings import Finding, Severity
from generator.findings.terminal import render, summary
from generator.project import Project, load
from generator.publication.view import PublicView
from generator.records.values import YEARS
from generator.site.capture import (
    capture,
    figure_marks,
    is_section,
    listed,
    prepare_files,
    prepare_page,
    section_address,
    without_icons,
)
from generator.site.cleaning import clean, unfit
from generator.site.engine import StoppedError, pages_of, publish
from generator.site.families import FRAMES, SECTIONS
from generator.site.frame import Frame, mark
from generator.site.kept import PLATFORMS, platform_of
from generator.site.masthead import Masthead, masthead_of
from generator.site.own import OWN_FRAMES, OwnSite
from generator.site.policy import add_to, let_reload
from generator.site.prose_pictures import offer
from generator.site.publishing import Publisher
from generator.site.settings import EngineError, unfit_settings
from generator.site.shell import Shell
from generator.site.trees import PlaceError, check_place, theme_folder
from generator.site.writing import Writer, discard, scratch_for, sole_builder
from generator.wording import say, told_of_settings
from generator.workers import default_jobs

__all__ = ["ZhibuPlugin"]

_ENGINE_STYLES = "assets/stylesheets/*.min.css"
"""Style sheets of the engine's theme, whose names bear a digest."""
_STYLES = "assets/stylesheets/zhibu.css"
_SCRIPTS = "assets/javascripts/zhibu.js"


class _Day(config_options.Type[datetime.date]):
    """A day within the years that records can mean."""

    def __init__(self) -> None:
        super().__init__(datetime.date)

    def run_validation(self, value: object) -> datetime.date:
        day = super().run_validation(value)
        if day.year not in YEARS:
            raise ValidationError(f"{day} is out of range")
        return day


class ZhibuConfig(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in ``mkdocs.yml``."""

    as_of = config_options.Optional(_Day())
    platform = config_options.Optional(config_options.Choice(tuple(PLATFORMS)))
    """What runs at ``repo_url``, where the address does not tell."""
    branch = config_options.Type(str, default="main")
    """The branch that records are edited on."""
    share_pictures = config_options.Choice(("records", "sections"), default="records")
    """What has share pictures of its own: every branch and case, or sections only."""
    own_sites = config_options.Type(dict, default={})
    """Branches with sites of their own; read by ``generator.site.own``."""
    methods = config_options.Optional(config_options.Type(list))
    """Methods the site works by; read, and told where it names none, by ``generator.rulebook.methods``."""


class ZhibuPlugin(BasePlugin[ZhibuConfig]):  # type: ignore[no-untyped-call]
    """Hooks in the order in which MkDocs calls them.

    The command line sets whom to ``hand_over`` the shell to, what tells the ``masthead``, and perhaps ``own``.
    """

    project: Project
    view: PublicView
    """What is published, where this is asked for by the engine's own command line."""
    hand_over: Callable[[Shell], None] | None = None
    masthead: Callable[[], Masthead] | None = None
    """Gives what the engine takes of the records, as soon as that is known."""
    own: OwnSite | None = None
    """A branch's own site, which is asked for instead of the whole one."""
    unfit: Finding | None = None
    """The page of prose at which the engine failed."""
    _prose = ""
    """The file of ``content/`` that the engine is reading."""
    _serving = False
    _scratch: Path | None = None
    _right: ExitStack
    _site: Path

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._serving = command == "serve"
        self._right = ExitStack()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.root = Path(config.config_file_path).parent
        alone = self.hand_over is None and not self._serving
        if problems := list(unfit_settings(config, self)):
            raise PluginError(told_of_settings(problems))
        if alone:
            self._site = Path(config.site_dir)
            try:
                check_place(self.root, self._site)
            except PlaceError as error:
                raise PluginError(say(error.key).format(folder=error.folder)) from error
            self._right.enter_context(sole_builder(self._site))
        masthead = self.masthead() if self.masthead else self._read()
        self.empty = masthead.empty
        config.site_name = masthead.name  # the record's; what mkdocs.yml calls it is the engine's to ask for
        if self.own is not None:
            config.site_name, config.site_url = self.own.item.short_name, self.own.url
        self.shell = Shell(site_url=config.site_url or "/")
        self.shell.repository = self._repository(config.repo_url)
        self.shell.own_themes = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
        self.shell.share_each = self.config.share_pictures == "records"
        folder = str(theme_folder())
        if folder not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, folder)
        without_icons(config.theme)
        for addresses, ours in ((config.extra_css, _STYLES), (config.extra_javascript, _SCRIPTS)):
            if ours not in addresses:
                addresses.insert(0, ours)
        config.extra["zhibu"] = masthead.facts | (self.own.masthead() if self.own else {})
        if alone:
            self._scratch = scratch_for(self._site)
            config.site_dir = str(self._scratch)
        return config

    def _read(self) -> Masthead:
        """Read and check the records, where nobody has done it."""
        self.project = project = load(self.root, self.config.as_of)
        if not project.publishable:
            errors = [finding for finding in project.findings if finding.severity is Severity.ERROR]
            print(render(errors, lambda path: (), "zh"))
            raise PluginError(summary(project.findings))
        self.view = project.view()
        return masthead_of(self.view)

    def _repository(self, url: str | None) -> tuple[str, str, str] | None:
        """Where pages lead to for history and editing; nowhere where no address, or an unknown platform, is given."""
        platform = self.config.platform or platform_of(url or "")
        return (url.rstrip("/"), platform, self.config.branch) if url and platform else None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        found = (file.src_uri for file in files)
        config.extra["zhibu"]["styles"] = sorted(name for name in found if fnmatch(name, _ENGINE_STYLES))
        return prepare_files(files, config)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        nav.items[:] = listed(nav.items, self.empty)
        self.nav = nav
        return nav

    def on_page_markdown(self, markdown: str, *, page: EnginePage, config: MkDocsConfig, files: Files) -> str:
        self._prose = f"content/{page.file.src_uri}"
        return figure_marks(markdown)

    def on_page_content(self, html: str, *, page: EnginePage, config: MkDocsConfig, files: Files) -> str:
        html = offer(clean(html), page.file.url.removeprefix("./"), Path(config.docs_dir))
        self._prose = ""
        if not is_section(page.file):
            return html
        address = section_address(page.file)
        self.shell.prose[address] = html
        prepare_page(page, SECTIONS[address], address)
        return mark("body")

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        self.env, self.files = env, files
        add_to(env)
        env.trim_blocks = env.lstrip_blocks = True  # a third of what every page carries was the theme's indentation
        return env

    def on_post_page(self, output: str, *, page: EnginePage, config: MkDocsConfig) -> str:
        if is_section(page.file):
            self.shell.sections[section_address(page.file)] = Frame.cut(output)
        elif mark("body") in output:
            return output  # a frame on its way to ``capture``
        else:
            self.shell.pages["" if page.file.url == "./" else page.file.url] = output
        return ""  # MkDocs writes no page; each is filled in at the end

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        capture(self.shell, config, self.files, self.nav, self.env, OWN_FRAMES if self.own else FRAMES)
        folder = Path(config.site_dir)
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            if not name.startswith("sitemap.xml"):  # ours lists the pages that the engine does not know
                self.shell.assets[name] = path
        if self.hand_over is not None:
            self.hand_over(self.shell)
        elif self._scratch is not None:
            try:
                publish(self.project, self.view, self.shell, self._site, Cache(None), default_jobs())
            except (StoppedError, EngineError) as stop:
                raise PluginError(str(stop)) from stop
            config.site_dir = str(self._site)
        else:
            pages = pages_of(self.project, self.view)
            Publisher(self.root, self.view, pages, self.shell, Writer(folder), Cache(None)).publish()
        self._tidy()

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Callable[..., Any]) -> Any:
        let_reload(server)
        return server

    def on_build_error(self, *, error: Exception) -> None:
        self._tidy()
        if self._prose and not isinstance(error, MkDocsException):
            self.unfit = unfit(self._prose, error)
            raise PluginError(render([self.unfit], lambda path: (), "zh")) from error

    def on_shutdown(self) -> None:
        # The engine keeps this object for the next build of the process.
        self.hand_over = self.masthead = self.own = self.unfit = None
        self._prose = ""

    def _tidy(self) -> None:
        if self._scratch is not None:
            discard(self._scratch)
            self._scratch = None
        self._right.close()
