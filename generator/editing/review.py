"""``zhibu diff``: what readers will see changed between two states of a site. Only public views are compared.

What needs the public view is asked for in ``_pages`` and ``_downloads``; all else works on what they give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.findings import Finding
from generator.findings.terminal import Say, in_one_line
from generator.publication.exposure import expose
from generator.publication.view import PublicView
from generator.records.fields import Visibility, visibility_of
from generator.records.register import Register
from generator.site.data import WORKBOOK, activity_rows, activity_tables, data_files, record_tables
from generator.site.pages import pages

__all__ = ["PageChange", "Review", "Side", "compare", "to_markdown", "to_text"]

_PRINTED = ("branch", "activity", "regulation", "showcase", "list")
"""Kinds of record that go into printed matter."""
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


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that is ``new``, ``changed``, ``gone`` or ``follows`` what it names.

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
    figures: list[tuple[str, str | None, str | None, str]] = field(default_factory=list)
    """Label, before, after (None where there is no such figure), how it is computed."""
    feed: list[str] = field(default_factory=list)
    downloads: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    """Kinds of record whose printed matter differs."""
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
        what = "new" if one is None else "gone" if two is None else "changed" if fields else "follows"
        if what != "follows":
            kinds.add(page.record[0])
        review.pages.append(PageChange(what, f"/{address}", page.title, fields))
    review.figures = list(_figures(old.view, new.view))
    held = {activity.address for activity in old.view.recent}
    review.feed = [activity.title for activity in new.view.recent if activity.address not in held]
    review.downloads = sorted(_changed(_downloads(old.view), _downloads(new.view)))
    review.printed = [kind for kind in _PRINTED if kind in kinds]
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


def _figures(old: PublicView, new: PublicView) -> Iterator[tuple[str, str | None, str | None, str]]:
    for id in dict.fromkeys([*old.figures, *new.figures]):
        before, after = old.figures.get(id), new.figures.get(id)
        figure = after or before
        assert figure is not None  # one of them has the id
        shown = [side.said if side else None for side in (before, after)]
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


def _rows(review: Review, say: Say, lang: str) -> Iterator[tuple[str, list[str]]]:
    """Headings with their rows, for every rendering."""
    if review.blocked:
        yield say("diff-blocked"), [say(f"diff-blocked-{review.blocked}")]
    names: dict[str, list[str]] = {}
    for page in review.pages:
        fields = say("diff-fields").format(fields=say("comma").join(page.fields)) if page.fields else ""
        row = say("diff-page").format(title=page.title, address=page.address, fields=fields)
        names.setdefault(page.what, []).append(row)
    for what in ("new", "changed", "gone", "follows"):
        if what in names:
            yield say(f"diff-{what}").format(count=len(names[what])), names[what]
    if review.lists:
        yield say("diff-lists"), [say("diff-pages").format(count=review.lists)]
    if review.figures:
        none = say("diff-none")
        yield (
            say("diff-figures"),
            [
                say("diff-figure").format(label=label, before=before or none, after=after or none, source=source)
                for label, before, after, source in review.figures
            ],
        )
    if review.feed:
        yield say("diff-feed"), review.feed
    if review.downloads:
        yield say("diff-downloads"), review.downloads
    if review.printed:
        yield say("diff-print"), [say(f"diff-print-{kind}") for kind in review.printed]
    rows: dict[bool, list[str]] = {True: [], False: []}
    for finding in review.findings:
        rows[finding.kind.private].append(in_one_line(finding, lang))
    if rows[True]:
        yield say("diff-private"), rows[True]
    if rows[False]:
        yield say("diff-findings"), rows[False]


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
