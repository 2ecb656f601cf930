"""Running the engine from the command line: build and live preview."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from jinja2 import TemplateError

from generator.cache import Cache, seal
from generator.project import Project
from generator.publication.view import PublicView
from generator.site.masthead import site_facts
from generator.site.pages import empty_sections
from generator.site.publishing import Published, Publisher
from generator.site.shell import Shell
from generator.site.trees import page_sources, stale_files
from generator.site.writing import publication
from generator.workers import WorkerError

__all__ = ["EngineError", "build", "publish", "serve"]

_SHELL = "shell"


class EngineError(Exception):
    """The engine could not render: a broken mkdocs.yml, a template that fails."""


def build(project: Project, site: Path, cache: Cache | None = None, jobs: int = 1, clean: bool = False) -> Published:
    """Build and publish the site of a checked project in ``jobs`` processes; the caller is the sole builder of it.

    A ``clean`` build takes nothing over from the one before.
    """
    view = project.view()
    cache = cache or Cache(None)
    key = _shell_key(project.root, view)
    data = None if clean or not key else cache.get(_SHELL, key)
    try:
        if data is not None and stale_files(site, cache) is not None:
            return publish(project, view, Shell.unpacked(data), site, cache, jobs)
        return _build_with_engine(project, view, site, cache, key, jobs, clean)
    except TemplateError as error:
        place = f"{getattr(error, 'filename', None) or ''}:{getattr(error, 'lineno', None) or ''}"
        raise EngineError(f"{place.strip(':')} {error}".strip()) from error
    except WorkerError as error:
        raise EngineError(str(error)) from error


def publish(
    project: Project, view: PublicView, shell: Shell, site: Path, cache: Cache, jobs: int = 1, clean: bool = False
) -> Published:
    """Fill what the engine has rendered and let it take the place of the published site."""
    with publication(site, cache, clean) as writer:
        return Publisher(project.root, view, project.marks, shell, writer, cache, jobs).publish()


def _build_with_engine(
    project: Project, view: PublicView, site: Path, cache: Cache, key: str, jobs: int, clean: bool
) -> Published:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build as engine_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    from generator.plugin import ZhibuPlugin

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    published: list[Published] = []

    def take(shell: Shell) -> None:
        published.append(publish(project, view, shell, site, cache, jobs, clean))
        # What other plugins and hooks do may depend on anything: then the engine has to be asked every time.
        pure = key and set(config.plugins) <= {"zhibu"}
        cache.update(_SHELL, [(key, shell.packed())] if pure else [], cache.ids(_SHELL))

    try:
        config = load_config(str(project.root / "mkdocs.yml"), site_dir=str(site))
        plugin = next((p for p in config.plugins.values() if isinstance(p, ZhibuPlugin)), None)
        if plugin is None:
            raise EngineError("mkdocs.yml: plugins: zhibu")
        plugin.project, plugin.publish = project, take
        config.plugins.on_startup(command="build", dirty=False)
        try:
            engine_build(config)
        finally:
            config.plugins.on_shutdown()
    except (Abort, MkDocsException) as error:
        raise EngineError(str(error)) from error
    if not published:
        raise EngineError("the engine finished without a site")
    return published[0]


def _shell_key(root: Path, view: PublicView) -> str:
    """A digest of all that the engine's part of the site depends on; empty where that cannot be known."""
    sources = page_sources(root)
    return "" if sources is None else seal(*sources, repr(sorted(empty_sections(view))), repr(site_facts(view)))


def serve(root: Path, address: tuple[str, int], rebuild: Callable[[Path], None]) -> None:
    """Serve a site at ``host:port`` from a folder of its own and rebuild it whenever a file of the site changes.

    ``rebuild`` builds into the folder it is given, or reports why it does not; what was served before stays.
    """
    from mkdocs.livereload import LiveReloadServer

    host, port = address
    with tempfile.TemporaryDirectory(prefix="zhibu-") as temporary:
        folder = Path(temporary) / "site"
        rebuild(folder)
        server = LiveReloadServer(lambda: rebuild(folder), host=host, port=port, root=str(folder))
        for name in ("records", "content", "mkdocs.yml"):
            if (root / name).exists():
                server.watch(str(root / name))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
