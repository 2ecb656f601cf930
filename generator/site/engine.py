"""Running the engine from the command line: build and live preview."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from generator.project import Project

__all__ = ["Built", "EngineError", "build", "serve"]


class EngineError(Exception):
    """The engine could not render: a broken mkdocs.yml, a template that fails."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build."""

    folder: Path
    pages: int
    files: int
    bytes: int


def build(project: Project, site_dir: Path | None) -> Built:
    """Build and publish the site of a checked project."""
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
        plugin.project = project
        config.plugins.on_startup(command="build", dirty=False)
        engine_build(config)
        config.plugins.on_shutdown()
    except TemplateError as error:
        place = f"{getattr(error, 'filename', None) or ''}:{getattr(error, 'lineno', None) or ''}"
        raise EngineError(f"{place.strip(':')} {error}".strip()) from error
    except (Abort, MkDocsException) as error:
        raise EngineError(str(error)) from error
    assembly = plugin.assembly
    if assembly is None:
        raise EngineError("the engine finished without a site")
    return Built(Path(config.site_dir), assembly.pages, assembly.files, assembly.bytes)


def serve(root: Path, address: str) -> None:
    """Live preview; watches records, content and theme."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.serve import serve as engine_serve
    from mkdocs.exceptions import Abort, MkDocsException

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        engine_serve(str(root / "mkdocs.yml"), dev_addr=address, watch=[str(root / "records")], open_in_browser=False)
    except (Abort, MkDocsException) as error:
        raise EngineError(str(error)) from error
