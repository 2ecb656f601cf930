"""``zhibu diff``: what readers will see changed between two states of a site. Only public views are compared.

What needs the public view is asked for in ``_pages`` and ``_downloads``; all else works on what they give.
"""

from __future__ import annotations

import datetime
import filecmp
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from generator.findings import Finding
from generator.findings.terminal import Say, few, in_one_line, repeated
from generator.publication.exposure import expose
from generator.publication.view import PublicView
from generator.records.fields import Record, Visibility, visibility_of
from generator.records.register import Register
from generator.site.data import WORKBOOK, activity_rows, activity_tables, data_files, record_tables
from generator.site.pages import pages

__all__ = ["FieldChange", "PageChange", "Review", "Side", "compare", "to_markdown", "to_text"]

_PRINTED = ("activity", "regulation", "showcase", "list")
"""Kinds of record that go into printed matter of the whole site."""
_PICTURES = "图片"
"""The field of a record whose pictures are other files under the same names."""
_NAMED = 5
"""Branches whose handbooks are named one by one; more are counted."""
_SHORT = 20
"""Characters of a value that is shown as it was and as it is."""
_SHOWN = 60
"""Rows of a list before the rest is only counted."""
MARKER = "<!-- zhibu-diff -->"
"""First line of the comment, by which a later run finds it and updates it in place."""


@dataclass(frozen=True, slots=True)
class Side:
    """A site as it was or is: ``view`` is None where errors keep it from being published."""

    register: Register
    findings: Sequence[Finding]
    view: PublicView | None


class FieldChange(NamedTuple):
    """A field of a record that differs; what it said and says where both are short."""

    label: str
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that is ``new``, ``changed``, ``gone`` or ``follows`` what it names.

    ``fields`` are the fields of its record that differ.
    """

    what: str
    address: str
    title: str
    fields: tuple[FieldChange, ...] = ()


@dataclass
class Review:
    """Everything a reader would notice. ``lists`` counts pages that only list other pages."""

    pages: list[PageChange] = field(default_factory=list)
    lists: int = 0
    figures: list[tuple[str, str | None, str | None, str]] = field(default_factory=list)
    """Label, before, after (None where there is no such figure), how it is computed."""
    feed: list[str] = field(default_factory=list)
    downloads: list[str] = field(default_factory=list)
    records: list[tuple[str, str]] = field(default_factory=list)
    """The records whose own pages are new, changed or gone."""
    handbooks: list[tuple[str, bool]] = field(default_factory=list)
    """The branches whose handbooks differ, and whether there is one still."""
    findings: list[Finding] = field(default_factory=list)
    blocked: str = ""
    """Why pages could not be compared: errors in what ``was`` or in what ``is``."""


def compare(old: Side, new: Side) -> Review:
    """The difference between two states of a site."""
    known = {_said(finding) for finding in old.findings}
    review = Review(findings=[finding for finding in new.findings if _said(finding) not in known])
    if old.view is None or new.view is None:
        review.blocked = "was" if old.view is None else "is"
        return review
    before, after = dict(_pages(old.view)), dict(_pages(new.view))
    for address in sorted({*before, *after}):
        one, two = before.get(address), after.get(address)
        repainted = bool(one and two and _repainted(old, new, two.pictures))
        if one is not None and two is not None and one.digest == two.digest and not repainted:
            continue
        page = two or one
        assert page is not None  # one of them has the address
        if page.record is None:
            review.lists += 1
            continue
        fields = _differing(old, new, page.record) if one and two else ()
        if repainted and all(field.label != _PICTURES for field in fields):
            fields += (FieldChange(_PICTURES),)
        what = "new" if one is None else "gone" if two is None else "changed" if fields else "follows"
        review.pages.append(PageChange(what, f"/{address}", page.title, fields))
        if what != "follows":
            review.records.append(page.record)
    review.figures = list(_figures(old.view, new.view))
    # An older activity that takes the place of one that went is news to nobody.
    review.feed = [activity.title for activity in new.view.recent if activity.address not in before]
    review.downloads = sorted(_changed(_downloads(old.view), _downloads(new.view)))
    review.handbooks = list(_handbooks(review, old.view, new.view))
    return review


@dataclass(frozen=True, slots=True)
class _Page:
    title: str
    record: tuple[str, str] | None
    digest: str
    pictures: tuple[str, ...]
    """Files of the pictures of its record."""


def _pages(view: PublicView) -> Iterator[tuple[str, _Page]]:
    """Pages made from records, by address; sections of the navigation follow from these and from figures.

    A notice that something was taken down is none: to readers its page is gone.
    """
    for page in pages(view):
        if "view" not in page.context and page.family != "withdrawn":
            shown = repr((page.title, page.description, page.context))
            item = page.context.get("item") if page.record else None
            pictures = tuple(picture.path for picture in getattr(item, "pictures", ()))
            yield page.address, _Page(page.title, page.record, shown, pictures)


def _repainted(old: Side, new: Side, pictures: Iterable[str]) -> bool:
    """Whether one of the pictures is another one now, under the same name."""
    for path in pictures:
        was, now = (Path(side.register.root) / path for side in (old, new))
        if was.is_file() and now.is_file() and not filecmp.cmp(was, now, shallow=False):
            return True
    return False


def _handbooks(review: Review, old: PublicView, new: PublicView) -> Iterator[tuple[str, bool]]:
    """Branches whose handbooks differ: in what is said of themselves, or in what they did in the year."""
    names = {branch.id: branch.short_name for view in (old, new) for branch in view.branches}
    still = {branch.id for branch in new.branches}
    meant = {id for kind, id in review.records if kind == "branch"}
    activities = (id.split("/") for kind, id in review.records if kind == "activity")
    meant |= {branch for branch, name in activities if name.startswith((f"{old.year}-", f"{new.year}-"))}
    yield from ((names[id], id in still) for id in names if id in meant)


def _downloads(view: PublicView) -> dict[str, bytes]:
    rows = [activity_rows(view.dossier(branch)) for branch in view.branches]
    tables = dict(activity_tables(rows)) | record_tables(view)
    sizes = {WORKBOOK: 0} | {name: len(content) for name, content in tables.items()}
    files = data_files(view, sizes, "/")
    found = {file.name: file.content for file in files if file.content is not None}
    return {f"/data/{name}": content for name, content in {**found, **tables}.items()}


def _changed(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterable[str]:
    return (name for name in {*old, *new} if old.get(name) != new.get(name))


def _figures(old: PublicView, new: PublicView) -> Iterator[tuple[str, str | None, str | None, str]]:
    for id in dict.fromkeys([*old.figures, *new.figures]):
        before, after = old.figures.get(id), new.figures.get(id)
        figure = after or before
        assert figure is not None  # one of them has the id
        shown = [side.said if side else None for side in (before, after)]
        if shown[0] != shown[1]:
            yield figure.label, shown[0], shown[1], figure.source


def _differing(old: Side, new: Side, record: tuple[str, str]) -> tuple[FieldChange, ...]:
    """The public fields of a record that differ; none where only its surroundings do."""
    kind, id = record
    one, two = old.register.records.get(kind, {}).get(id), new.register.records.get(kind, {}).get(id)
    if one is None or two is None:
        return ()
    paths = {side.register.origin_of(kind, id).path for side in (old, new)}
    private = any(
        finding.kind.private and finding.location.path in paths for side in (old, new) for finding in side.findings
    )
    fields = tuple(_fields(one, two))
    # What may say something of a person is not said once more.
    return tuple(FieldChange(field.label) for field in fields) if private else fields


def _fields(one: Record, two: Record) -> Iterator[FieldChange]:
    for name, info in type(two).model_fields.items():
        if visibility_of(info) is not Visibility.PUBLIC:
            continue
        before, after = expose(getattr(one, name)), expose(getattr(two, name))
        if repr(before) != repr(after):
            short = _is_short(before) and _is_short(after)
            yield FieldChange(info.alias or name, *((before, after) if short else ()))


def _is_short(value: Any) -> bool:
    """Whether a value is a single one that fits into a line beside others, or none at all."""
    if isinstance(value, str):
        return len(value) <= _SHORT and "\n" not in value
    return value is None or isinstance(value, int | datetime.date)


def _said(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.location.path, finding.text("zh").message


def _rows(review: Review, say: Say, lang: str) -> Iterator[tuple[str, list[str]]]:
    """Headings with their rows, for every rendering: first what somebody has to see to, last what follows by itself."""
    if review.blocked:
        yield say("diff-blocked"), [say(f"diff-blocked-{review.blocked}")]
    found: dict[bool, list[str]] = {True: [], False: []}
    found[True] = [in_one_line(finding, lang) for finding in review.findings if finding.kind.private]
    for finding, more in few(finding for finding in review.findings if not finding.kind.private):
        path = finding.location.path
        found[False].append(repeated(finding, more, path, lang) if more else in_one_line(finding, lang))
    if found[True]:
        yield say("diff-private"), found[True]
    yield from _page_rows(review, say, ("new", "changed", "gone"))
    if review.figures:
        none = say("diff-none")
        yield (
            say("diff-figures"),
            [
                say("diff-figure").format(label=label, before=before or none, after=after or none, source=source)
                for label, before, after, source in review.figures
            ],
        )
    printed = list(_printed_rows(review, say))
    if printed:
        yield say("diff-print"), printed
    if found[False]:
        yield say("diff-findings"), found[False]
    if review.feed:
        yield say("diff-feed"), review.feed
    yield from _page_rows(review, say, ("follows",))
    if review.lists:
        yield say("diff-lists"), [say("diff-pages").format(count=review.lists)]
    if review.downloads:
        yield say("diff-downloads"), review.downloads


def _page_rows(review: Review, say: Say, kinds: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    for what in kinds:
        rows = [
            say("diff-page").format(title=page.title, address=page.address, fields=_fields_row(page.fields, say))
            for page in review.pages
            if page.what == what
        ]
        if rows:
            yield say(f"diff-{what}").format(count=len(rows)), rows


def _fields_row(fields: Sequence[FieldChange], say: Say) -> str:
    shown = [
        field.label
        if field.before is None and field.after is None
        else say("diff-field").format(
            label=field.label, before=_value(field.before, say), after=_value(field.after, say)
        )
        for field in fields
    ]
    return say("diff-fields").format(fields=say("comma").join(shown)) if shown else ""


def _value(value: Any, say: Say) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"  # as records have it, in either language
    return say("diff-none") if value is None else str(value)


def _printed_rows(review: Review, say: Say) -> Iterator[str]:
    """What is to be printed again; whose handbooks, where they are few."""
    if review.handbooks:
        names = [name if still else say("diff-print-no-more").format(name=name) for name, still in review.handbooks]
        whose = say("comma").join(names) if len(names) <= _NAMED else say("diff-pages").format(count=len(names))
        yield say("diff-print-branch").format(whose=whose)
    kinds = {kind for kind, _ in review.records}
    yield from (say(f"diff-print-{kind}") for kind in _PRINTED if kind in kinds)


def to_text(review: Review, say: Say, lang: str) -> str:
    """For a terminal."""
    lines = []
    for heading, rows in _rows(review, say, lang):
        lines += [heading, *(f"  {row}" for row in rows[:_SHOWN])]
        if len(rows) > _SHOWN:
            lines.append(f"  {say('diff-more').format(count=len(rows) - _SHOWN)}")
    return "\n".join(lines) if lines else say("diff-nothing")


def to_markdown(review: Review, say: Say, lang: str) -> str:
    """For a comment on a pull request. Records are other people's text: nothing in them becomes markup."""
    lines = [MARKER, f"### {say('diff-title')}", ""]
    sections = list(_rows(review, say, lang))
    for heading, rows in sections:
        lines += [f"**{_plain(heading)}**", "", *(f"- {_plain(row)}" for row in rows[:_SHOWN])]
        if len(rows) > _SHOWN:
            lines.append(f"- {say('diff-more').format(count=len(rows) - _SHOWN)}")
        lines.append("")
    if not sections:
        lines.append(say("diff-nothing"))
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Text that Markdown and HTML leave as it is, mentions and links included."""
    escaped = "".join(f"\\{char}" if char in "\\`*_{}[]()#+!|~>" else char for char in " ".join(text.split()))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;")
