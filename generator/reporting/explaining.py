"""``zhibu explain SUBJECT [RULE]``: rule, article, records counted, arithmetic, status, how to mend it.

A subject is a branch, a station, a unit, an area or a computed figure. Without a rule every rule that is put to the
subject is told in one sentence with its source; a figure is always one sentence.

What frames an answer is said in the user's language (``say``). The rulebook's own words, sources, sentences and sums
are those of the report and of the pages, and stay as they are there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.findings import Location
from generator.findings.terminal import Say
from generator.records.area import Area
from generator.records.branch import Branch
from generator.records.loading import nearest
from generator.records.register import Register
from generator.records.site import Site
from generator.records.station import Station
from generator.records.unit import Unit
from generator.rulebook.evaluation import (
    Light,
    Status,
    Subject,
    Surroundings,
    Verdict,
    evaluate_dossier,
    evaluate_site,
)
from generator.rulebook.evaluation.judges import fits
from generator.rulebook.figures import Figure, figures
from generator.rulebook.rules import Confidence, Rule, Scope

__all__ = [
    "Asked",
    "UnknownError",
    "answer",
    "explain",
    "explain_all",
    "explain_figure",
    "find_figure",
    "find_rule",
    "find_subject",
]

_MOST = 14
"""Records listed one by one; more than that are counted."""


class UnknownError(Exception):
    """No subject or rule of that name; ``close`` is the nearest known one."""

    def __init__(self, what: str, name: str, close: str | None, known: list[str]) -> None:
        super().__init__(name)
        self.what, self.name, self.close, self.known = what, name, close, known


class Asked(NamedTuple):
    """What an explanation is asked for: kind of record, identifier, name."""

    kind: str
    id: str
    name: str


_SCOPES = {Branch.kind: Scope.BRANCH, Station.kind: Scope.STATION, Unit.kind: Scope.UNIT, Site.kind: Scope.SITE}


def answer(register: Register, say: Say, name: str, rule: str | None = None) -> Iterator[str]:
    """What is asked for by name: a figure, all that is said of a subject, or one rule over it."""
    figure = find_figure(register, name) if rule is None else None
    if figure is not None:
        return explain_figure(register, say, figure)
    if rule is not None and find_figure(register, name) is not None:
        raise UnknownError("指标", name, None, [])
    asked = find_subject(register, name)
    if rule is None:
        return explain_all(register, say, asked)
    return explain(register, say, asked, find_rule(register, rule))


def _subjects(register: Register) -> Iterator[tuple[Asked, tuple[str, ...]]]:
    """Everything that may be asked for, with the names it goes by."""
    for branch in register.branches.values():
        yield Asked(Branch.kind, branch.id, branch.short_name), (branch.id, branch.short_name, branch.name)
    for station in register.stations.values():
        yield Asked(Station.kind, station.id, station.name), (station.id, station.name)
    for unit in register.units.values():
        name = unit.short_name or unit.name
        yield Asked(Unit.kind, unit.id, name), (unit.id, name, unit.name)
    for area in register.areas.values():
        yield Asked(Area.kind, area.id, area.name), (area.id, area.name)
    yield Asked(Site.kind, "site", "全站"), ("全站", "site")


def find_subject(register: Register, name: str) -> Asked:
    """The branch, station, unit or area named by identifier, short or full name; in this order."""
    by_name: dict[str, Asked] = {}
    for asked, names in _subjects(register):
        if name in names:
            return asked
        for known in names[:2]:
            by_name.setdefault(known, asked)
    branches = [known for known, asked in by_name.items() if asked.kind in (Branch.kind, Station.kind)]
    known_figures = [figure.id for figure in figures(register).values()]
    close = nearest(name, branches) or nearest(name, list(by_name)) or nearest(name, known_figures)
    if close in by_name and close != by_name[close].id:
        close = f"{by_name[close].id}（{close}）"
    raise UnknownError("对象", name, close, [])


def find_rule(register: Register, name: str) -> Rule:
    """A rule named by identifier, in any case, or by its name."""
    rules = register.of(Rule)
    for rule in rules.values():
        if name.upper() == rule.id.upper() or name == rule.name:
            return rule
    close = nearest(name.upper(), list(rules)) or nearest(name, [rule.name for rule in rules.values()])
    known = [f"{rule.id} {rule.name}" for rule in rules.values()]
    raise UnknownError("规则", name, close, known)


def find_figure(register: Register, name: str) -> Figure | None:
    """A computed figure named by identifier or label."""
    return next((figure for figure in figures(register).values() if name in (figure.id, figure.label)), None)


def explain_figure(register: Register, say: Say, figure: Figure) -> Iterator[str]:
    """What a figure is, how it comes about, on which records and rules."""
    parts = {"numerator": figure.numerator, "denominator": figure.denominator, "said": figure.said}
    division = say("explain-division").format_map(parts) if figure.denominator else ""
    yield say("explain-figure").format(
        label=figure.label,
        id=figure.id,
        said=figure.said,
        division=division,
        source=figure.source,
        unknown=say("explain-unknown").format(count=figure.unknown) if figure.unknown else "",
    )
    folders = say("comma").join(f"{folder}/" for folder in figure.records)
    yield say("explain-folders").format(folders=folders, day=register.as_of.isoformat())
    for rule in register.of(Rule).values():
        if figure.id in rule.figures:
            yield say("explain-under").format(id=rule.id, name=rule.name, grounds=rule.grounds)


def explain_all(register: Register, say: Say, asked: Asked) -> Iterator[str]:
    """Every rule put to a subject, a sentence each with its source."""
    around = Surroundings(register)
    yield say("explain-subject").format(name=asked.name, id=asked.id, day=register.as_of.isoformat())
    if asked.kind == Area.kind:
        for found in _in_area(register, around, asked).values():
            yield _in_one_line(say, found[0].rule, _counts(say, found))
        return
    for status in _statuses(register, say, around, asked):
        yield _in_one_line(say, status.rule, _state(say, status))


def _in_one_line(say: Say, rule: Rule, state: str) -> str:
    return say("explain-line").format(id=rule.id, name=rule.name, state=state, grounds=rule.grounds)


def explain(register: Register, say: Say, asked: Asked, rule: Rule) -> Iterator[str]:
    """The reasoning, line by line."""
    around = Surroundings(register)
    if asked.kind == Area.kind:
        yield from _explain_area(register, say, around, asked, rule)
        return
    status = _status(register, say, around, asked, rule)
    rule, verdict = status.rule, status.verdict
    yield _title(say, status.subject.name, status.subject.id, rule)
    yield say("explain-status").format(state=f"{say(f'light-{status.light}')}{say('gap')}{verdict.sentence}")
    yield from _rule(register, say, around, rule, status.subject.area)
    if verdict.working:
        yield say("explain-working")
        yield from (f"  {line}" for line in verdict.working)
    yield say("explain-records").format(day=register.as_of.isoformat())
    yield from _records(register, say, status)
    if status.light.falls_short:
        yield say("explain-remedy")
        yield f"  {rule.remedy}"
    elif verdict.due is not None:
        yield say("explain-next").format(day=verdict.due.isoformat(), what=verdict.what)


def _state(say: Say, status: Status) -> str:
    return say("explain-light").format(light=say(f"light-{status.light}"), sentence=status.sentence)


def _title(say: Say, name: str, id: str, rule: Rule) -> str:
    return say("explain-title").format(name=name, id=id, rule=rule.id, title=rule.name)


def _rule(register: Register, say: Say, around: Surroundings, rule: Rule, area: str | None) -> Iterator[str]:
    """What a rule demands as it stands here, on which grounds, and what of it is local."""
    yield ""
    yield say("explain-rule").format(scope=say(f"scope-{rule.scope}"), judged=rule.judged)
    for limit in rule.limits:
        yield say("explain-pair").format(name=limit.name, text=limit.demand)
    if rule.overlap:
        yield f"  {rule.overlap}"
    original = register.of(Rule)[rule.id]
    changes = around.changes(rule.id, area)
    for change in changes:
        yield say("explain-local").format(grounds=change.grounds)
        yield from (f"  {difference}" for difference in change.differences(original))
    yield say("explain-grounds").format(confidence=say(f"confidence-{rule.confidence}"))
    for authority in rule.authorities:
        pair = say("explain-pair").format(name=authority, text=authority.gist)
        yield pair if authority.gist else f"  {authority}"
    if rule.confidence in (Confidence.OWN, Confidence.LOCAL) and not changes:
        yield say("explain-may-differ")


def _explain_area(register: Register, say: Say, around: Surroundings, asked: Asked, rule: Rule) -> Iterator[str]:
    """A rule over an area: as it stands there, how many keep it, and a sentence for each that does not."""
    found = _in_area(register, around, asked).get(rule.id, [])
    yield _title(say, asked.name, asked.id, rule)
    yield say("explain-status").format(state=_counts(say, found))
    yield from _rule(register, say, around, around.rule(rule.id, asked.id) or rule, asked.id)
    short = [status for status in found if status.light.falls_short]
    if short:
        yield say("explain-short")
        for status in short[:_MOST]:
            subject = status.subject
            yield say("explain-one").format(name=subject.name, id=subject.id, state=_state(say, status))
        if len(short) > _MOST:
            yield say("explain-more").format(count=len(short) - _MOST)
        yield say("explain-remedy")
        yield f"  {rule.remedy}"


def _counts(say: Say, statuses: Iterable[Status]) -> str:
    counts = Counter(status.light for status in statuses)
    if not counts:
        return say("explain-none")
    there = [light for light in Light if counts[light]]
    said = (say("explain-count").format(light=say(f"light-{light}"), count=counts[light]) for light in there)
    return say("explain-counts").format(counts=say("comma").join(said))


def _in_area(register: Register, around: Surroundings, asked: Asked) -> dict[str, list[Status]]:
    """The statuses of what lies in an area, the areas below it included, by rule."""
    found: dict[str, list[Status]] = {}
    for branch in register.branches.values():
        if asked.id in around.ancestry(branch.subordination.area):
            for status in evaluate_dossier(register.dossier(branch.id), around):
                found.setdefault(status.rule.id, []).append(status)
    for status in evaluate_site(around, (Scope.STATION, Scope.UNIT)):
        if asked.id in around.ancestry(status.subject.area):
            found.setdefault(status.rule.id, []).append(status)
    return found


def _statuses(register: Register, say: Say, around: Surroundings, asked: Asked) -> list[Status]:
    if asked.kind == Branch.kind:
        return evaluate_dossier(register.dossier(asked.id), around)
    found = [status for status in evaluate_site(around, (_SCOPES[asked.kind],)) if status.subject.id == asked.id]
    if found or asked.kind != Unit.kind:
        return found
    return [_not_put(register, say, around, asked, rule) for rule in around.rules(Scope.UNIT, _area(register, asked))]


def _status(register: Register, say: Say, around: Surroundings, asked: Asked, rule: Rule) -> Status:
    if asked.kind == Branch.kind and rule.scope is Scope.BRANCH:
        for status in evaluate_dossier(register.dossier(asked.id), around):
            if status.rule.id == rule.id:
                return status
    elif rule.scope in (Scope.SITE, _SCOPES[asked.kind]):
        for status in evaluate_site(around, (rule.scope,)):
            if status.rule.id == rule.id and (rule.scope is Scope.SITE or status.subject.id == asked.id):
                return status
    return _not_put(register, say, around, asked, around.rule(rule.id, _area(register, asked)) or rule)


def _area(register: Register, asked: Asked) -> str | None:
    if asked.kind == Branch.kind:
        return register.branches[asked.id].subordination.area
    return getattr(register.records[asked.kind][asked.id], "area", None)


def _not_put(register: Register, say: Say, around: Surroundings, asked: Asked, rule: Rule) -> Status:
    """Why a rule says nothing of a subject."""
    scope = _SCOPES[asked.kind]
    subject = Subject(scope, asked.kind, asked.id, asked.name, _area(register, asked))
    if not rule.enabled:
        reason = say("explain-off")
    elif scope is not rule.scope:
        reason = say("explain-other").format(scope=say(f"scope-{rule.scope}"), other=say(f"scope-{scope}"))
    elif not fits(rule):
        reason = say("explain-unfit")
    elif scope is not Scope.UNIT:
        reason = say("explain-silent")
    else:
        unit = register.units.get(asked.id)
        by = around.covered.get(unit.name, []) if unit is not None else []
        reason = say("explain-covered").format(branches=say("comma").join(branch.short_name for branch in by))
    return Status(subject, rule, Verdict(Light.NOT_APPLICABLE, reason))


def _records(register: Register, say: Say, status: Status) -> Iterator[str]:
    if not status.verdict.counted:
        yield f"  {register.origin_of(status.subject.kind, status.subject.id).path}"
        return
    for counted in status.verdict.counted[:_MOST]:
        origin = register.origin_of(counted.kind, counted.id)
        yield f"  {_shown(register.place_at(origin, counted.keys))}"
    more = len(status.verdict.counted) - _MOST
    if more > 0:
        yield say("explain-more-records").format(count=more)


def _shown(place: Location) -> str:
    return f"{place.path}:{place.line}" if place.line else place.path
