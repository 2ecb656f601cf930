"""The part of the editor's guide that is made, not written: a page for every record kind and for every finding.

``guide_pages`` gives Markdown; who renders the site places it. Nothing here is kept in files: a field is described in
its model, a finding where it is declared.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

# Findings are declared where they are made; these bring them all in.
import generator.checks.registry
import generator.printing.glyphs
import generator.printing.legal  # noqa: F401
from generator.editing.outline import Entry, entries, is_review, shelves
from generator.findings import Kind, Severity, kinds
from generator.records.layout import Shelf
from generator.rulebook.terms import TermSet

__all__ = ["GuidePage", "guide_pages"]

_WEIGHT = {
    Severity.ERROR: "错误：改好之前不能发布。",
    Severity.WARNING: "提醒：不影响发布，请核对。",
    Severity.NOTE: "说明：知道就好。",
}
_SHAPES = {
    "line": "一行文字",
    "prose": "一段或几段文字，一行一段",
    "article": "正文",
    "count": "数，如 12；约数“400余”，隐去“xx”",
    "amount": "数，可带小数；约数“400余”",
    "date": "日期，如 2025-03-05",
    "month": "年月，加引号，如 “2025-03”",
    "yes_no": "是 或 否",
    "integer": "整数",
    "number": "数，可带小数",
}


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A page of the guide: its address below the site's root, title, one-line description, and Markdown."""

    address: str
    title: str
    description: str
    markdown: str


def guide_pages(terms: Mapping[str, TermSet]) -> Iterator[GuidePage]:
    """Every made page: the two indexes, then a page each. ``terms`` are the site's term sets."""
    listed = shelves()
    yield GuidePage("guide/fields/", "栏目一览", "各类记录有哪些栏目，怎样填写。", _field_index(listed))
    for shelf in listed:
        label = shelf.model.label
        title, words = f"{label}的栏目", f"{label}记录有哪些栏目，怎样填写。"
        yield GuidePage(f"guide/fields/{_slug(shelf)}/", title, words, _fields(shelf, terms))
    declared = kinds()
    yield GuidePage("guide/codes/", "检查信息一览", "检查发现的每一种问题是什么意思，怎么改。", _code_index(declared))
    for kind in declared:
        title = f"{kind.code} {kind.zh.title}"
        yield GuidePage(f"guide/codes/{kind.code}/", title, f"{kind.zh.title}：是什么意思，怎么改。", _code(kind))


def _slug(shelf: Shelf) -> str:
    return shelf.model.kind.replace("_", "-")


def _field_index(listed: tuple[Shelf, ...]) -> str:
    rows = [f"| [{s.model.label}]({_slug(s)}/index.md) | `{_path(s)}` |" for s in listed]
    return "\n".join(["# 栏目一览", "", "| 记录 | 文件 |", "|---|---|", *rows, ""])


def _path(shelf: Shelf) -> str:
    names = {"id": "编号", "area": "区域", "branch": "支部", "year": "年份", "file": "文件", "month": "年月"}
    return shelf.path.format_map({name: f"〈{words}〉" for name, words in names.items()})


def _fields(shelf: Shelf, terms: Mapping[str, TermSet]) -> str:
    lines = [f"# {shelf.model.label}的栏目", "", f"文件：`{_path(shelf)}`。", ""]
    if shelf.ledger is not None:
        lines += [f"一个文件写多条，逐条列在“{shelf.ledger}”下面。", ""]
    decided = {key for key, _ in shelf.fixed}
    lines += _table(shelf.model, terms, decided)
    for entry, part in _parts(shelf.model, ()):
        lines += ["", f"## {entry}", "", *_table(part, terms, set())]
    return "\n".join([*lines, ""])


def _parts(model: type[BaseModel], above: tuple[str, ...]) -> Iterator[tuple[str, type[BaseModel]]]:
    for entry in entries(model):
        if entry.part is not None:
            path = (*above, entry.key)
            yield " → ".join(path), entry.part
            yield from _parts(entry.part, path)


def _table(model: type[BaseModel], terms: Mapping[str, TermSet], decided: set[str]) -> list[str]:
    rows = ["| 栏目 | 填什么 | 写法 | 必填 | 公开 |", "|---|---|---|---|---|"]
    for entry in entries(model):
        needed = "必填" if entry.required and entry.key not in {*decided, "编号"} else ""
        cells = (entry.key, entry.description, _form(entry, terms), needed, "否" if entry.internal else "是")
        rows.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    return rows


def _form(entry: Entry, terms: Mapping[str, TermSet]) -> str:
    known = terms.get(entry.terms) if entry.terms else None
    if known is not None:
        form = f"{'只能写' if known.closed else '如'}：{'、'.join(known.members)}"
    elif entry.choices:
        form = "、".join(entry.choices)
    elif is_review(entry):
        form = "草稿、初审、复审、终审"
    elif entry.part is not None:
        form = "分项填写，见下"
    else:
        form = _SHAPES[entry.shape]
        if entry.shape == "integer" and entry.least is not None and entry.most is not None:
            form += f"，{entry.least} 到 {entry.most}"
    return f"可以写多条：{form}" if entry.many else form


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;").replace("_", "\\_")


def _code_index(declared: list[Kind]) -> str:
    rows = [f"| [{k.code}]({k.code}/index.md) | {_WEIGHT[k.severity][:2]} | {_cell(k.zh.title)} |" for k in declared]
    return "\n".join(["# 检查信息一览", "", "| 代码 | 轻重 | 意思 |", "|---|---|---|", *rows, ""])


def _code(kind: Kind) -> str:
    dots = {name: "……" for _, name, _, _ in string.Formatter().parse(kind.zh.message + kind.zh.hint) if name}
    message, hint = kind.zh.message.format_map(dots), kind.zh.hint.format_map(dots)
    lines = [
        f"# {kind.code} {kind.zh.title}",
        "",
        _WEIGHT[kind.severity],
        "",
        "## 检查时这样说",
        "",
        f"> {_cell(message)}",
        "",
    ]
    if hint.strip("…。 "):
        lines += ["## 怎么改", "", _cell(hint), ""]
    lines += ["“……”处是记录里的内容。信息里还写明文件、第几行、第几个字。", ""]
    return "\n".join(lines)
