"""The part of the editor's guide that is made, not written: what every record kind asks for, what every finding means.

Nothing here is kept in files: a field is described in its model, a finding where it is declared. A site has these pages
where it has a guide (``content/guide/index.md``).
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from pydantic import BaseModel

from generator.findings import Kind, Severity, kinds
from generator.publication.exposure import Facts
from generator.publication.paging import chapters, numbered, portions
from generator.records.layout import Shelf
from generator.records.outline import Entry, entries, is_review, review_states
from generator.rulebook.shelves import shelves
from generator.site.families import Page
from generator.site.grouping import Group, mark_of

__all__ = ["GUIDE", "Terms", "guide_groups"]

GUIDE = "guide/"
"""Where a site's guide lies; its first page is written by hand."""

Terms = Mapping[str, tuple[bool, Sequence[str]]]
"""The term sets of a site: whether a record may say nothing else, and the members."""

_CODES = 60
"""Findings on a page of their list."""
_ROOM = 8500
"""Bytes of text and markup that the fields of a record may take on a page."""
_ROW = 130
"""Bytes of markup in a row of fields, roughly."""
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
_ADVICE = {
    "ZB0202": "请对照“栏目一览”改成已有的栏目名；用不着的，把这一行删去。",
    "ZB0204": "请对照“栏目一览”里这一栏的写法改；检查会给出一个例子。",
    "ZB0205": "请填阿拉伯数字，如 12；约数可写“400余”，隐去的写“xx”。",
    "ZB0213": "记录请放到它该在的文件夹，文件名以 .yml 结尾；网站不能用的图片另存为 jpg；没有用的删去。",
    "ZB0217": "请对照已有的记录改正名称或编号；那条记录还没有的，先建立。",
    "ZB0310": "请改成“开放数据”页列出的指标编号。",
    "ZB0350": "请照抄本报告另一条的“说法”，或者写指标编号、数字。",
    "ZB0361": "请改成 records/rulebook/methods/ 里已有的方法编号，或者删去这一个。",
    "ZB0405": "请改成检查列出的判定办法，可参看同类规则的写法。",
}
"""What to do in general about a finding whose hint is worked out in every case anew."""
_FIELDS, _FINDINGS = ("栏目一览", f"{GUIDE}fields/"), ("检查信息一览", f"{GUIDE}codes/")


def guide_groups(terms: Terms) -> Iterator[Group]:
    """The made pages. Besides ``terms`` they depend on the program alone, and all pages are made anew with that."""
    yield Group(_FIELDS[1], mark_of(sorted(terms.items())), partial(_field_pages, terms))
    yield Group(_FINDINGS[1], "declared", _code_pages)


def _page(
    address: str, title: str, description: str, layout: str, above: tuple[str, str] | None, **shown: object
) -> Page:
    context = {"layout": layout, "above": above, **shown}
    return Page(address, "guide", title, description, GUIDE, context)


def _field_pages(terms: Terms) -> Iterator[Page]:
    title, address = _FIELDS
    rows = [Facts(label=s.model.label, address=f"{address}{_slug(s)}/", path=_path(s)) for s in shelves()]
    yield _page(address, title, "各类记录有哪些栏目，怎样填写。", "kinds", None, rows=rows)
    for shelf in shelves():
        label = shelf.model.label
        tables = list(_tables(shelf, terms))
        for part in portions(f"{address}{_slug(shelf)}/", tables, _ROOM, _ROOM, _weight):
            heading = numbered(f"{label}的栏目", part)
            facts = {"part": part, "path": _path(shelf), "ledger": shelf.ledger}
            yield _page(part.address, heading, f"{label}记录有哪些栏目，怎样填写。", "fields", _FIELDS, **facts)


def _slug(shelf: Shelf) -> str:
    return shelf.model.kind.replace("_", "-")


def _path(shelf: Shelf) -> str:
    names = {"id": "编号", "area": "区域", "branch": "支部", "year": "年份", "file": "文件", "month": "年月"}
    return shelf.path.format_map({name: f"〈{words}〉" for name, words in names.items()})


def _tables(shelf: Shelf, terms: Terms) -> Iterator[Facts]:
    """What is asked for, in tables: the record itself, then each part of it."""
    decided = {key for key, _ in shelf.fixed}
    yield Facts(heading=None, rows=_rows(shelf.model, terms, {*decided, "编号"}))
    for path, part in _parts(shelf.model, ()):
        yield Facts(heading=" → ".join(path), rows=_rows(part, terms, set()))


def _parts(model: type[BaseModel], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], type[BaseModel]]]:
    for entry in entries(model):
        if entry.part is not None:
            path = (*above, entry.key)
            yield path, entry.part
            yield from _parts(entry.part, path)


def _rows(model: type[BaseModel], terms: Terms, decided: set[str]) -> list[Facts]:
    return [
        Facts(
            key=entry.key,
            description=entry.description,
            form=_form(entry, terms),
            needed=entry.required and entry.key not in decided,
            internal=entry.internal,
        )
        for entry in entries(model)
    ]


def _weight(table: Facts) -> int:
    return sum(_ROW + len(f"{row.key}{row.description}{row.form}".encode()) for row in table.rows) + 2 * _ROW


def _form(entry: Entry, terms: Terms) -> str:
    if entry.terms is not None and entry.terms in terms:
        closed, members = terms[entry.terms]
        form = f"{'只能写' if closed else '如'}：{'、'.join(members)}"
    elif entry.choices:
        form = "、".join(entry.choices)
    elif is_review(entry):
        form = "、".join(review_states())
    elif entry.part is not None:
        form = "分项填写，见下"
    else:
        form = _SHAPES[entry.shape]
        if entry.shape == "integer" and entry.least is not None and entry.most is not None:
            form += f"，{entry.least} 到 {entry.most}"
    return f"可以写多条：{form}" if entry.many else form


def _declared() -> list[Kind]:
    # Findings are declared where they are made; these bring them all in.
    import generator.checks.approvals
    import generator.checks.registry
    import generator.printing.glyphs
    import generator.printing.legal
    import generator.publication.scanning
    import generator.site.cleaning
    import generator.site.media  # noqa: F401

    return kinds()


def _code_pages() -> Iterator[Page]:
    title, address = _FINDINGS
    declared = _declared()
    for part in chapters(address, declared, _CODES):
        heading = numbered(title, part)
        rows = [
            Facts(
                code=kind.code, address=f"{address}{kind.code}/", weight=_WEIGHT[kind.severity][:2], title=kind.zh.title
            )
            for kind in part.entries
        ]
        yield _page(
            part.address, heading, "检查发现的每一种问题是什么意思，怎么改。", "codes", None, rows=rows, part=part
        )
    for kind in declared:
        words = f"{kind.zh.title}：是什么意思，怎么改。"
        yield _page(f"{address}{kind.code}/", f"{kind.code} {kind.zh.title}", words, "code", _FINDINGS, **_code(kind))


def _code(kind: Kind) -> dict[str, str]:
    dots = {name: "……" for _, name, _, _ in string.Formatter().parse(kind.zh.message + kind.zh.hint) if name}
    message, hint = (words.format_map(dots) for words in (kind.zh.message, kind.zh.hint))
    general = _ADVICE.get(kind.code, "")
    return {"weight": _WEIGHT[kind.severity], "message": message, "hint": hint if hint.strip("…。 ") else general}
