"""The seam to the typesetter (Typst): a template and JSON in, the bytes of a PDF out.

Nothing but our own fonts is used, nothing is fetched, and the day in the file is the as-of date: the same data give
the same bytes on every machine.
"""

from __future__ import annotations

import datetime
import io
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from generator.printing.glyphs import FONTS

__all__ = ["Typeset", "Typesetter", "TypesettingError", "lay_out_templates", "single_threaded", "template_folder"]

_STANDARDS: list[typst._typst.PDFStandard] = ["a-2a", "ua-1"]  # type: ignore[name-defined]
"""PDF/A-2a for keeping, PDF/UA-1 for readers who listen."""


class TypesettingError(Exception):
    """The typesetter refused: a mistake of ours in a template, or a broken picture."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished document."""

    content: bytes
    pages: int


def template_folder() -> Path:
    """The templates that come with the program: beside the package in a checkout, inside it once installed."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "theme"
    return (inside if inside.is_dir() else package.parent / "theme") / "print"


def lay_out_templates(work: Path) -> None:
    """Copy the templates to the folder that the typesetter may read; it reads nothing else."""
    work.mkdir(parents=True, exist_ok=True)
    for path in sorted(template_folder().iterdir()):
        if path.suffix in (".typ", ".svg"):
            target = work / path.name
            if not target.is_file() or target.read_bytes() != path.read_bytes():
                shutil.copyfile(path, target)


def fonts() -> typst.Fonts:
    """Our fonts, and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


class Typesetter:
    """One a process. It keeps the templates parsed and what documents have in common laid out, so a second document of
    a kind costs less than the first, and memory grows with every one."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._fonts = fonts()
        self._compilers: dict[str, typst.Compiler] = {}

    def typeset(
        self, template: str, data: dict[str, Any], boxes: tuple[float, float] | None = None, sheets: bool = False
    ) -> Typeset:
        """The PDF of a document. ``boxes``: bleed and width of the margin for printer's marks, in mm; ``sheets``: its
        pages have to fill whole sheets."""
        from generator.printing.inspection import inspected

        content: bytes = self._compile(template, data, format="pdf", pdf_standards=_STANDARDS)
        if boxes is not None:
            content = _with_bleed_box(content, *boxes)
        found = inspected(content, boxes is not None, sheets)
        if found.faults:
            raise TypesettingError(f"{template}: " + "; ".join(found.faults))
        return Typeset(content, found.pages)

    def _compile(self, template: str, data: dict[str, Any], **options: Any) -> Any:
        date = data["meta"]["date"]
        # A file of its own for every process, always under the same name: what changes between documents is in it and
        # in nothing else, so that what they have in common is laid out once.
        given = self._work / f"data-{os.getpid()}.json"
        given.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        try:
            made, warnings = self._compiler(template, given.name).compile_with_warnings(
                timestamp=datetime.datetime(date[0], date[1], date[2], tzinfo=datetime.UTC), **options
            )
        except typst.TypstError as error:
            raise TypesettingError(f"{template}: {error.diagnostic or error.message}") from error
        finally:
            given.unlink(missing_ok=True)
        if warnings:
            raise TypesettingError(f"{template}: " + "; ".join(warning.message for warning in warnings))
        return made

    def _compiler(self, template: str, data_name: str) -> typst.Compiler:
        if template not in self._compilers:
            self._compilers[template] = typst.Compiler(
                input=str(self._work / f"{template}.typ"),
                root=str(self._work),
                font_paths=self._fonts,
                ignore_system_fonts=True,
                sys_inputs={"data": f"/{data_name}"},
                package_path=str(self._work / "packages"),
                package_cache_path=str(self._work / "packages"),
            )
        return self._compilers[template]


def _with_bleed_box(content: bytes, bleed: float, margin: float) -> bytes:
    """Say where the bleed ends: the typesetter writes the trim box only, its sheet ends where the marks end."""
    import pikepdf

    inset = (margin - bleed) * 72 / 25.4
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        for page in document.pages:
            left, bottom, right, top = (float(edge) for edge in page.mediabox)
            page.bleedbox = pikepdf.Array([left + inset, bottom + inset, right - inset, top - inset])
        document.save(out, deterministic_id=True, preserve_pdfa=True)
    return out.getvalue()


def single_threaded() -> None:
    """Where several processes typeset, each keeps to one processor. To be called before the first document."""
    os.environ.setdefault("RAYON_NUM_THREADS", "1")
