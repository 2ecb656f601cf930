"""``zhibu print``: from a loaded project to PDFs, or to the findings that keep them from being printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.cache import Cache, program_key
from generator.findings import Finding, ordered
from generator.printing import ledger
from generator.printing.documents import documents
from generator.printing.glyphs import unprintable
from generator.printing.kinds import GROUPS, HAVE_INTERNAL_KIND, PAPERS
from generator.printing.legal import refusals
from generator.printing.material import Material, site_address
from generator.printing.press import Printed, print_documents
from generator.publication.exposure import expose
from generator.publication.view import PublicView
from generator.records.register import Register
from generator.rulebook.schemes import schemes

__all__ = ["Order", "Outcome", "carry_out", "remembered_records"]


@dataclass(frozen=True)
class Order:
    """What the command line asked for."""

    output: Path
    groups: Sequence[str] = GROUPS
    branch: str | None = None
    year: int | None = None
    internal: bool = False
    pad: bool = False
    papers: Sequence[str] = tuple(PAPERS)
    jobs: int = 1
    site_folders: Mapping[str, Path] = field(default_factory=dict)
    """Folders that are published, by what they are called; internal material may not be written there."""


@dataclass(frozen=True)
class Outcome:
    """What came of an order; with ``findings``, nothing was written."""

    printed: Printed
    findings: list[Finding]


def remembered_records(root: Path) -> Cache:
    """What was read of the records for the last run, beside the site's folder ``print``."""
    folder = ledger.working_folder(root / "print")
    folder.mkdir(parents=True, exist_ok=True)
    return Cache(folder / "records.cache", program_key())


def carry_out(root: Path, register: Register, view: PublicView, order: Order) -> Outcome:
    """Print what was ordered; with findings, nothing was written."""
    if order.internal:
        refused = list(refusals(register, root, order.output, dict(order.site_folders)))
        if refused:
            return Outcome(Printed(), ordered(refused))
    groups = [group for group in order.groups if not order.internal or group in HAVE_INTERNAL_KIND]
    material = Material(
        root=root,
        view=view,
        year=order.year or view.year,
        site_url=site_address(root),
        pad=order.pad,
        internal=register if order.internal else None,
        schemes={id: expose(scheme) for id, scheme in schemes(register.released()).items()},
    )
    wanted = list(documents(material, groups, order.branch, order.papers))
    whole = groups if order.branch is None and tuple(order.papers) == tuple(PAPERS) else []
    printed = print_documents(material, wanted, order.output, order.jobs, whole)
    return Outcome(printed, ordered(unprintable(register, printed.unprintable)) if printed.unprintable else [])
