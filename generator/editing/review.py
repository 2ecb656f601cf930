"""``zhibu diff``: what readers will see changed between two states of a site. Only public views are compared.

What needs the public view is asked for in ``_pages`` and ``_downloads``; all else works on what they give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.findings import SEVERITY_WORDS, Finding
from generator.publication.exposure import expose
from generator.publication.view import PublicView
from generator.records.fields import Visibility, visibility_of
from generator.records.register import Register
from generator.site.data import WORKBOOK, activity_rows, activity_tables, data_files, record_tables
from generator.site.pages import pages

__all__ = ["PageChange", "Review", "Side", "compare", "to_markdown", "to_text"]

_PRINT = {
    "branch": "党支部工作手册",
    "activity": "年度活动档案",
    "regulation": "制度汇编和上墙版",
    "showcase": "品牌案例集",
    "list": "月度清单",
}
"""Printed matter that a kind of record goes into."""
_SHOWN = 60
"""Rows of a list before the rest is only counted."""
_PRIVATE = {"ZB0440", "ZB0441", "ZB0442", "ZB0540"}
"""Findings that concern single persons: what is said of them, their consent, where a picture was taken."""
MARKER = "<!-- zhibu-diff -->"
"""First line of the comment, by which a later run finds it and updates it in place."""


@dataclass(frozen=True, slots=True)
class Side:
    """A site as it was or is: ``view`` is None where errors keep it from being published."""

    register: Register
    findings: Sequence[Finding]
    view: PublicView | None


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that is new (``新增``), changed (``改动``), gone (``撤下``) or follows what it names (``随之更新``).

    ``fields`` are the fields of its record that differ.
    """

    what: str
    address: str
    title: str
    fields: tuple[str, ...] = ()


@dataclass
class Review:
    """Everything a reader would notice. ``lists`` counts pages that only list other pages."""

    pages: list[PageChange] = field(default_factory=list)
    lists: int = 0
    figures: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Label, before, after, how it is computed."""
    feed: list[str] = field(default_factory=list)
    downloads: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    blocked: str = ""
    """Why pages could not be compared."""

    @property
    def quiet(self) -> bool:
        """Whether readers would notice nothing."""
        return not (self.pages or self.lists or self.figures or self.feed or self.downloads or self.blocked)


def compare(old: Side, new: Side) -> Review:
    """The difference between two states of a site."""
    known = {_said(finding) for finding in old.findings}
    review = Review(findings=[finding for finding in new.findings if _said(finding) not in known])
    if old.view is None or new.view is None:
        review.blocked = "对照的版本有错误，不能发布" if old.view is None else "改动后有错误，不能发布"
        return review
    before, after = dict(_pages(old.view)), dict(_pages(new.view))
    kinds = set()
    for address in sorted({*before, *after}):
        one, two = before.get(address), after.get(address)
        if one is not None and two is not None and one.digest == two.digest:
            continue
        page = two or one
        assert page is not None  # one of them has the address
        if page.record is None:
            review.lists += 1
            continue
        fields = _differing(old.register, new.register, page.record) if one and two else ()
        what = "新增" if one is None else "撤下" if two is None else "改动" if fields else "随之更新"
        if what != "随之更新":
            kinds.add(page.record[0])
        review.pages.append(PageChange(what, f"/{address}", page.title, fields))
    review.figures = list(_figures(old.view, new.view))
    held = {activity.address for activity in old.view.recent}
    review.feed = [activity.title for activity in new.view.recent if activity.address not in held]
    review.downloads = sorted(_changed(_downloads(old.view), _downloads(new.view)))
    review.printed = sorted({_PRINT[kind] for kind in kinds if kind in _PRINT})
    return review


@dataclass(frozen=True, slots=True)
class _Page:
    title: str
    record: tuple[str, str] | None
    digest: str


def _pages(view: PublicView) -> Iterator[tuple[str, _Page]]:
    """Pages made from records, by address; sections of the navigation follow from these and from figures."""
    for page in pages(view):
        if "view" not in page.context:
            shown = repr((page.title, page.description, page.context))
            yield page.address, _Page(page.title, page.record, shown)


def _downloads(view: PublicView) -> dict[str, bytes]:
    rows = [activity_rows(view.dossier(branch)) for branch in view.branches]
    tables = dict(activity_tables(rows)) | record_tables(view)
    sizes = {WORKBOOK: 0} | {name: len(content) for name, content in tables.items()}
    files = data_files(view, sizes, "/")
    found = {file.name: file.content for file in files if file.content is not None}
    return {f"/data/{name}": content for name, content in {**found, **tables}.items()}


def _changed(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterable[str]:
    return (name for name in {*old, *new} if old.get(name) != new.get(name))


def _figures(old: PublicView, new: PublicView) -> Iterator[tuple[str, str, str, str]]:
    for id in dict.fromkeys([*old.figures, *new.figures]):
        before, after = old.figures.get(id), new.figures.get(id)
        figure = after or before
        assert figure is not None  # one of them has the id
        shown = [side.said if side else "没有" for side in (before, after)]
        if shown[0] != shown[1]:
            yield figure.label, shown[0], shown[1], figure.source


def _differing(old: Register, new: Register, record: tuple[str, str]) -> tuple[str, ...]:
    """Labels of the public fields of a record that differ; none where only its surroundings do."""
    kind, id = record
    one, two = old.records.get(kind, {}).get(id), new.records.get(kind, {}).get(id)
    if one is None or two is None:
        return ()
    return tuple(
        info.alias or name
        for name, info in type(two).model_fields.items()
        if visibility_of(info) is Visibility.PUBLIC
        and repr(expose(getattr(one, name))) != repr(expose(getattr(two, name)))
    )


def _said(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.location.path, finding.text("zh").message


def _rows(review: Review) -> Iterator[tuple[str, list[str]]]:
    """Headings with their rows, for every rendering."""
    if review.blocked:
        yield "不能对照页面", [review.blocked]
    names: dict[str, list[str]] = {}
    for page in review.pages:
        more = f"：{'、'.join(page.fields)}" if page.fields else ""
        names.setdefault(page.what, []).append(f"{page.title}（{page.address}）{more}")
    for what in ("新增", "改动", "撤下", "随之更新"):
        if what in names:
            yield f"{what}的页面 {len(names[what])} 个", names[what]
    if review.lists:
        yield "随之更新的目录页", [f"{review.lists} 个"]
    if review.figures:
        yield (
            "数字的变化",
            [f"{label}：{before} → {after}（{source}）" for label, before, after, source in review.figures],
        )
    if review.feed:
        yield "订阅源新增", review.feed
    if review.downloads:
        yield "开放数据有变化的文件", review.downloads
    if review.printed:
        yield "要重印的印制品", review.printed
    rows: dict[bool, list[str]] = {True: [], False: []}
    for finding in review.findings:
        place, words = finding.location, finding.text("zh")
        said = (
            f"{SEVERITY_WORDS[finding.severity]} {finding.code} {place.path}:{place.line} {words.message}{words.hint}"
        )
        rows[finding.code in _PRIVATE].append(said)
    if rows[True]:
        yield "涉及个人信息，先处理再合并", rows[True]
    if rows[False]:
        yield "检查新发现的问题", rows[False]


def to_text(review: Review) -> str:
    """For a terminal."""
    lines = []
    for heading, rows in _rows(review):
        lines += [heading, *(f"  {row}" for row in rows[:_SHOWN])]
        if len(rows) > _SHOWN:
            lines.append(f"  ……还有 {len(rows) - _SHOWN} 项")
    return "\n".join(lines) if lines else "读者看不出变化。"


def to_markdown(review: Review) -> str:
    """For a comment on a pull request. Records are other people's text: nothing in them becomes markup."""
    lines = [MARKER, "### 这次改动，读者会看到什么", ""]
    sections = list(_rows(review))
    for heading, rows in sections:
        lines += [f"**{_plain(heading)}**", "", *(f"- {_plain(row)}" for row in rows[:_SHOWN])]
        if len(rows) > _SHOWN:
            lines.append(f"- ……还有 {len(rows) - _SHOWN} 项")
        lines.append("")
    if not sections:
        lines.append("读者看不出变化。")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Text that Markdown and HTML leave as it is, mentions and links included."""
    escaped = "".join(f"\\{char}" if char in "\\`*_{}[]()#+!|~>" else char for char in " ".join(text.split()))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;")
