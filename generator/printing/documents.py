"""Which documents there are: their places below the output folder, their templates, what they are laid out from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.printing.kinds import GROUPS, PAPERS
from generator.printing.layouts import (
    blank_forms,
    box_labels,
    cases,
    handbooks,
    monthly_lists,
    regulations,
    wall_sheets,
    yearbooks,
)
from generator.printing.legal import INTERNAL_FOLDER
from generator.printing.material import Material

__all__ = ["Document", "documents"]


@dataclass(frozen=True, slots=True)
class Document:
    """One PDF: where it goes, what it is called, and a function that gives its layout data."""

    path: str
    group: str
    template: str
    title: str
    data: Callable[[], dict[str, Any]]
    weight: int = 1
    """About how much work it is, against a handbook."""
    boxes: tuple[float, float] | None = None
    """Bleed and width of the printer's marks in mm, where the sheet is to be trimmed."""


def documents(
    material: Material, groups: Sequence[str], branch: str | None = None, papers: Sequence[str] = tuple(PAPERS)
) -> Iterator[Document]:
    """The documents of ``groups``, in a fixed order; those of one branch only where ``branch`` is given."""
    for group in GROUPS:
        if group in groups:
            for document in _MAKERS[group](material, branch, papers):
                if material.internal is None:
                    yield document
                else:
                    yield Document(
                        f"{INTERNAL_FOLDER}/{document.path}",
                        document.group,
                        document.template,
                        document.title,
                        document.data,
                        document.weight,
                        document.boxes,
                    )


def _wanted(material: Material, branch: str | None) -> list[Any]:
    """The branches to print for."""
    return [item for item in material.view.branches if branch in (None, item.id)]


def _handbooks(material: Material, branch: str | None, papers: Sequence[str]) -> Iterator[Document]:
    for item in _wanted(material, branch):
        title = f"{item.short_name}工作手册（{material.year}年）"
        path = f"handbook/{item.id}.pdf"
        yield Document(path, "handbook", "handbook", title, partial(handbooks.handbook, material, item))


def _regulations(material: Material, branch: str | None, papers: Sequence[str]) -> Iterator[Document]:
    if material.view.regulations and branch is None:
        data = partial(regulations.regulations, material)
        yield Document("regulations.pdf", "regulations", "regulations", "制度汇编", data)


def _showcases(material: Material, branch: str | None, papers: Sequence[str]) -> Iterator[Document]:
    if material.view.showcases and branch is None:
        yield Document("showcases.pdf", "showcases", "showcases", "品牌案例集", partial(cases.case_book, material))


def _yearbook(material: Material, branch: str | None, papers: Sequence[str]) -> Iterator[Document]:
    if branch is None:
        title = f"年度活动档案（{material.year}年）"
        data = partial(yearbooks.yearbook, material)
        yield Document(
            f"yearbook-{material.year}.pdf", "yearbook", "yearbook", title, data, len(material.view.branches)
        )


def _wall(material: Material, branch: str | None, papers: Sequence[str]) -> Iterator[Document]:
    sheets: list[tuple[str, str, Callable[[], dict[str, Any]]]] = []
    rooms = [item for item in _wanted(material, branch) if item.room]
    if branch is None:
        for item in material.view.regulations:
            if item.wall:
                data: Callable[[], dict[str, Any]] = partial(wall_sheets.wall_regulation, material, item)
                sheets.append((f"regulation-{item.id}", f"上墙：{item.wall.title}", data))
        for item in material.view.stations:
            sheets.append(
                (f"station-{item.id}", f"上墙：{item.name}架构图", partial(wall_sheets.wall_station, material, item))
            )
    if rooms:
        name = f"room-{branch}" if branch else "rooms"
        sheets.append((name, "上墙：活动室标牌清单", partial(wall_sheets.wall_rooms, material, rooms)))
    for paper in papers:
        for name, title, data in sheets:
            laid_out = partial(_on_paper, data, paper)
            yield Document(
                f"wall/{name}-{paper.lower()}.pdf", "wall", "wall", f"{title}（{paper}）", laid_out, 1, (3, 8)
            )


def _on_paper(data: Callable[[], dict[str, Any]], paper: str) -> dict[str, Any]:
    return {**data(), "width": PAPERS[paper], "paper": paper}


def _labels(material: Material, branch: str | None, papers: Sequence[str]) -> Iterator[Document]:
    for item in _wanted(material, branch):
        if item.box_terms:
            title = f"{item.short_name}资料盒标签（{material.year}年）"
            data = partial(box_labels.labels, material, item)
            yield Document(f"labels/{item.id}.pdf", "labels", "labels", title, data)


def _forms(material: Material, branch: str | None, papers: Sequence[str]) -> Iterator[Document]:
    if branch is None:
        yield Document("forms.pdf", "forms", "forms", "党支部工作用表", partial(blank_forms.forms, material))


def _lists(material: Material, branch: str | None, papers: Sequence[str]) -> Iterator[Document]:
    if branch is None:
        for item in material.view.lists:
            if item.month.startswith(f"{material.year}-"):
                year, month = item.month.split("-")
                title = f"{year}年{int(month)}月工作清单"
                data = partial(monthly_lists.monthly_list, material, item)
                yield Document(f"lists/{item.id}.pdf", "lists", "list", title, data)


_MAKERS: dict[str, Callable[[Material, str | None, Sequence[str]], Iterator[Document]]] = {
    "handbook": _handbooks,
    "regulations": _regulations,
    "showcases": _showcases,
    "yearbook": _yearbook,
    "wall": _wall,
    "labels": _labels,
    "forms": _forms,
    "lists": _lists,
}
