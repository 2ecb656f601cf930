"""Rendering the bodies of record pages: our own environment, everything escaped, nothing undefined."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.drawing import charts, stars, structure
from generator.listing import files_below
from generator.site.escaping import QuickEnvironment
from generator.site.pages import kind_slug
from generator.site.trees import theme_folder
from generator.site.words import cn_date, cn_month, cn_number, paragraphs, thousands

__all__ = ["environment"]


def environment(own: Sequence[Path] = ()) -> Environment:
    """The environment of page templates; ``own`` folders of the site come before the theme's.

    Templates take longer to compile than to fill: a process that builds again and again, as the live preview does,
    compiles them again only when a file in a folder of the site has changed.
    """
    return _environment(tuple(own), repr([files_below(folder, ".") for folder in own]))


@lru_cache(maxsize=2)
def _environment(own: tuple[Path, ...], state: str) -> Environment:
    folders = [folder / "pages" for folder in (*own, theme_folder())]
    env = QuickEnvironment(
        loader=FileSystemLoader([str(folder) for folder in folders if folder.is_dir()]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters.update(
        cn_date=cn_date,
        cn_month=cn_month,
        cn_number=cn_number,
        paragraphs=paragraphs,
        thousands=thousands,
        kind_slug=kind_slug,
    )
    env.globals.update(
        stars=stars.stars,
        bar_chart=charts.bar_chart,
        column_chart=charts.column_chart,
        month_grid=charts.month_grid,
        share_ring=charts.share_ring,
        year_strip=charts.year_strip,
        structure_chart=structure.structure_chart,
    )
    return env
