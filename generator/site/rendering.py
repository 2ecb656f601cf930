"""Rendering the bodies of record pages: our own environment, everything escaped, nothing undefined."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, UndefinedError
from jinja2.bccache import Bucket

from generator.cache import seal
from generator.drawing import charts, stars, structure
from generator.listing import files_below
from generator.rulebook.numbers import percent
from generator.site.escaping import QuickEnvironment
from generator.site.families import kind_slug
from generator.site.linked import linked
from generator.site.trees import theme_folder
from generator.site.words import cn_date, cn_month, cn_number, month_rows, paragraphs, stretches, thousands

__all__ = ["environment"]


def environment(own: Sequence[Path] = ()) -> Environment:
    """The environment of page templates; ``own`` folders of the site come before the theme's.

    Templates take longer to compile than to fill. They are kept compiled, and a process that builds again and again, as
    the live preview does, looks at them again only when a file in a folder of the site has changed.
    """
    return _environment(tuple(own), repr([files_below(folder, ".") for folder in own]))


class _Compiled(FileSystemBytecodeCache):
    """Templates as code, beside that of the program itself: whoever can change the one can change the other."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # the program may lie where its user cannot write
            super().dump_bytecode(bucket)


class _Missing(StrictUndefined):
    """A name that a template asks for and that is not there, told in words."""

    @property
    def _undefined_message(self) -> str:
        return f"“{self._undefined_name}”没有定义，可能写错了，也可能不在公开的内容里"


class _Told(QuickEnvironment):
    """An environment that says in which line of which template a name is not defined."""

    def handle_exception(self, source: str | None = None) -> NoReturn:
        try:
            super().handle_exception(source)
        except UndefinedError as error:
            frames = traceback.extract_tb(error.__traceback__)
            place = next((f"{f.filename}:{f.lineno} " for f in reversed(frames) if f.filename.endswith(".html")), "")
            raise UndefinedError(f"{place}{error}") from error


@lru_cache(maxsize=1)
def _compiled() -> _Compiled | None:
    if sys.dont_write_bytecode:
        return None
    own = Path(__file__).parent
    kind = seal(jinja2.__version__, (own / "escaping.py").read_bytes())[:8]
    folder = own / "__pycache__"
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
    return _Compiled(str(folder), f"%s-{kind}.pyc")


@lru_cache(maxsize=2)
def _environment(own: tuple[Path, ...], state: str) -> Environment:
    """The environment for folders of the site in some ``state``: in another one, another is made."""
    folders = [folder / "pages" for folder in (*own, theme_folder())]
    env = _Told(
        loader=FileSystemLoader([str(folder) for folder in folders if folder.is_dir()]),
        autoescape=True,
        undefined=_Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_compiled(),
    )
    env.filters.update(
        cn_date=cn_date,
        cn_month=cn_month,
        cn_number=cn_number,
        paragraphs=paragraphs,
        percent=percent,
        stretches=stretches,
        thousands=thousands,
        kind_slug=kind_slug,
    )
    env.globals.update(
        stars=stars.stars,
        bar_chart=charts.bar_chart,
        column_chart=charts.column_chart,
        line_chart=charts.line_chart,
        month_grid=charts.month_grid,
        share_ring=charts.share_ring,
        year_strip=charts.year_strip,
        linked=linked,
        month_rows=month_rows,
        structure_chart=structure.structure_chart,
    )
    return env
