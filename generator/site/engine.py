"""Running the engine from the command line: build and live preview."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.project import Project
from generator.workers import WorkerError

__all__ = ["Built", "EngineError", "build", "serve"]


class EngineError(Exception):
    """The engine could not render: a broken mkdocs.yml, a template that fails."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build."""

    folder: Path
    pages: int
    files: int
    changed: int
    bytes: int


def build(
    project: Project,
    site_dir: Path | None,
    waiting: Callable[[], None] = lambda: None,
    jobs: int = 1,
    clean: bool = False,
) -> Built:
    """Build and publish the site of a checked project in ``jobs`` processes.

    ``waiting`` is called where another build is under way; a ``clean`` build takes nothing over from the one before.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from jinja2 import TemplateError
    from mkdocs.commands.build import build as engine_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    from generator.plugin import ZhibuPlugin

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    options = {"site_dir": str(site_dir.resolve())} if site_dir else {}
    try:
        config = load_config(str(project.root / "mkdocs.yml"), **options)
        plugin = next((p for p in config.plugins.values() if isinstance(p, ZhibuPlugin)), None)
        if plugin is None:
            raise EngineError("mkdocs.yml: plugins: zhibu")
        plugin.project, plugin.waiting, plugin.jobs, plugin.clean = project, waiting, jobs, clean
        config.plugins.on_startup(command="build", dirty=False)
        engine_build(config)
        config.plugins.on_shutdown()
    except TemplateError as error:
        place = f"{getattr(error, 'filename', None) or ''}:{getattr(error, 'lineno', None) or ''}"
        raise EngineError(f"{place.strip(':')} {error}".strip()) from error
    except (Abort, MkDocsException, WorkerError) as error:
        raise EngineError(str(error)) from error
    assembly = plugin.assembly
    if assembly is None:
        raise EngineError("the engine finished without a site")
    return Built(Path(config.site_dir), assembly.pages, assembly.files, assembly.changed, assembly.bytes)


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
