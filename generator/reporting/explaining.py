"""``zhibu explain SUBJECT [RULE]``: rule, article, records counted, arithmetic, status, how to mend it.

A subject is a branch, a station, a unit, an area or a computed figure. Without a rule every rule that is put to the
subject is told in one sentence with its source; a figure is always one sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.findings import Location
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
    evaluate_rule,
    evaluate_site,
)
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


def answer(register: Register, name: str, rule: str | None = None) -> Iterator[str]:
    """What is asked for by name: a figure, all that is said of a subject, or one rule over it."""
    figure = find_figure(register, name) if rule is None else None
    if figure is not None:
        return explain_figure(register, figure)
    if rule is not None and find_figure(register, name) is not None:
        raise UnknownError("指标", name, None, [])
    asked = find_subject(register, name)
    return explain_all(register, asked) if rule is None else explain(register, asked, find_rule(register, rule))


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


def explain_figure(register: Register, figure: Figure) -> Iterator[str]:
    """What a figure is, how it comes about, on which records and rules."""
    division = f"{figure.numerator} ÷ {figure.denominator} = {figure.said}，" if figure.denominator else ""
    unknown = f"，另有{figure.unknown}条记录没有写明，不计入" if figure.unknown else ""
    yield f"{figure.label}（{figure.id}）　{figure.said}：{division}{figure.source}{unknown}。"
    yield f"记录　{'、'.join(f'{folder}/' for folder in figure.records)}，数据截至{register.as_of.isoformat()}"
    for rule in register.of(Rule).values():
        if figure.id in rule.figures:
            yield f"规则　{rule.id} {rule.name}：{rule.grounds}"


def explain_all(register: Register, asked: Asked) -> Iterator[str]:
    """Every rule put to a subject, a sentence each with its source."""
    around = Surroundings(register)
    yield f"{asked.name}（{asked.id}）　数据截至{register.as_of.isoformat()}"
    if asked.kind == Area.kind:
        for found in _in_area(register, around, asked).values():
            rule = found[0].rule
            yield f"  {rule.id} {rule.name}：{_counts(found)}{rule.grounds}"
        return
    for status in _statuses(register, around, asked):
        rule = status.rule
        yield f"  {rule.id} {rule.name}：{status.light.value}，{status.sentence}{rule.grounds}"


def explain(register: Register, asked: Asked, rule: Rule) -> Iterator[str]:
    """The reasoning, line by line."""
    around = Surroundings(register)
    if asked.kind == Area.kind:
        yield from _explain_area(register, around, asked, rule)
        return
    status = _status(register, around, asked, rule)
    rule, verdict = status.rule, status.verdict
    yield f"{status.subject.name}（{status.subject.id}）　{rule.id} {rule.name}"
    yield f"状态：{status.light.value}　{verdict.sentence}"
    yield from _rule(register, around, rule, status.subject.area)
    if verdict.working:
        yield "计算"
        yield from (f"  {line}" for line in verdict.working)
    yield f"记录　数据截至{register.as_of.isoformat()}"
    yield from _records(register, status)
    if status.light.falls_short:
        yield "改进"
        yield f"  {rule.remedy}"
    elif verdict.due is not None:
        yield f"下一步　{verdict.due.isoformat()}以前{verdict.what}。"


def _rule(register: Register, around: Surroundings, rule: Rule, area: str | None) -> Iterator[str]:
    """What a rule demands as it stands here, on which grounds, and what of it is local."""
    yield ""
    yield f"规则　对象是{rule.scope.value}，判定办法“{rule.judged}”。"
    for limit in rule.limits:
        yield f"  {limit.name}：{limit.demand}"
    if rule.overlap:
        yield f"  {rule.overlap}"
    original = register.of(Rule)[rule.id]
    changes = around.changes(rule.id, area)
    for change in changes:
        yield f"当地改动　{change.grounds}"
        yield from (f"  {difference}" for difference in change.differences(original))
    yield f"依据　{rule.confidence.value}"
    for authority in rule.authorities:
        yield f"  {authority}{f'：{authority.gist}' if authority.gist else ''}"
    if rule.confidence in (Confidence.OWN, Confidence.LOCAL) and not changes:
        yield "  各地可以另作规定：在 records/rulebook/local/ 下新建一个文件，只写不同的地方。"


def _explain_area(register: Register, around: Surroundings, asked: Asked, rule: Rule) -> Iterator[str]:
    """A rule over an area: as it stands there, how many keep it, and a sentence for each that does not."""
    found = _in_area(register, around, asked).get(rule.id, [])
    yield f"{asked.name}（{asked.id}）　{rule.id} {rule.name}"
    yield f"状态：{_counts(found)}"
    yield from _rule(register, around, around.rule(rule.id, asked.id) or rule, asked.id)
    short = [status for status in found if status.light.falls_short]
    if short:
        yield "没有做到的"
        yield from (f"  {s.subject.name}（{s.subject.id}）：{s.light.value}，{s.sentence}" for s in short[:_MOST])
        if len(short) > _MOST:
            yield f"  ……另有{len(short) - _MOST}个"
        yield "改进"
        yield f"  {rule.remedy}"


def _counts(statuses: Iterable[Status]) -> str:
    counts = Counter(status.light for status in statuses)
    if not counts:
        return "没有适用的对象。"
    return "、".join(f"{light.value}{counts[light]}个" for light in Light if counts[light]) + "。"


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


def _statuses(register: Register, around: Surroundings, asked: Asked) -> list[Status]:
    if asked.kind == Branch.kind:
        return evaluate_dossier(register.dossier(asked.id), around)
    found = [status for status in evaluate_site(around, (_SCOPES[asked.kind],)) if status.subject.id == asked.id]
    if found or asked.kind != Unit.kind:
        return found
    return [_not_put(register, around, asked, rule) for rule in around.rules(Scope.UNIT, _area(register, asked))]


def _status(register: Register, around: Surroundings, asked: Asked, rule: Rule) -> Status:
    if asked.kind == Branch.kind and rule.scope is not Scope.SITE:
        dossier = register.dossier(asked.id)
        own = around.rule(rule.id, dossier.branch.subordination.area)
        return evaluate_rule(dossier, around, own or rule)
    if rule.scope in (Scope.SITE, _SCOPES[asked.kind]):
        for status in evaluate_site(around, (rule.scope,)):
            if status.rule.id == rule.id and (rule.scope is Scope.SITE or status.subject.id == asked.id):
                return status
    return _not_put(register, around, asked, around.rule(rule.id, _area(register, asked)) or rule)


def _area(register: Register, asked: Asked) -> str | None:
    return getattr(register.records[asked.kind][asked.id], "area", None)


def _not_put(register: Register, around: Surroundings, asked: Asked, rule: Rule) -> Status:
    """Why a rule says nothing of a subject."""
    scope = _SCOPES[asked.kind]
    subject = Subject(scope, asked.kind, asked.id, asked.name, _area(register, asked))
    if not rule.enabled:
        reason = "当地没有启用这条规则。"
    elif scope is not rule.scope:
        reason = f"这条规则的对象是{rule.scope.value}，不是{scope.value}。"
    else:
        unit = register.units.get(asked.id)
        by = around.covered.get(unit.name, []) if unit is not None else []
        reason = f"已由{'、'.join(branch.short_name for branch in by)}覆盖，这条规则只看还没有党组织的单位。"
    return Status(subject, rule, Verdict(Light.NOT_APPLICABLE, reason))


def _records(register: Register, status: Status) -> Iterator[str]:
    if not status.verdict.counted:
        yield f"  {register.origin_of(status.subject.kind, status.subject.id).path}"
        return
    for counted in status.verdict.counted[:_MOST]:
        origin = register.origin_of(counted.kind, counted.id)
        yield f"  {_shown(register.place_at(origin, counted.keys))}"
    more = len(status.verdict.counted) - _MOST
    if more > 0:
        yield f"  ……另有{more}条"


def _shown(place: Location) -> str:
    return f"{place.path}:{place.line}" if place.line else place.path
