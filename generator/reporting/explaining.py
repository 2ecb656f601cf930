"""``zhibu explain BRANCH RULE``: rule, article, records counted, arithmetic, status, how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Location
from generator.records.loading import nearest
from generator.records.register import Register
from generator.rulebook.evaluation import Status, Surroundings, evaluate_rule, evaluate_site
from generator.rulebook.rules import Confidence, Rule, Scope

__all__ = ["UnknownError", "explain", "find_branch", "find_rule"]

_MOST = 14
"""Records listed one by one; more than that are counted."""


class UnknownError(Exception):
    """No branch or rule of that name; ``close`` is the nearest known one."""

    def __init__(self, what: str, name: str, close: str | None, known: list[str]) -> None:
        super().__init__(name)
        self.what, self.name, self.close, self.known = what, name, close, known


def find_branch(register: Register, name: str) -> str:
    """The identifier of a branch or station named by identifier, short or full name."""
    for branch in register.branches.values():
        if name in (branch.id, branch.name, branch.short_name):
            return branch.id
    for station in register.stations.values():
        if name in (station.id, station.name):
            return station.id
    known = [*register.branches, *(branch.short_name for branch in register.branches.values()), *register.stations]
    close = nearest(name, known)
    if close is None or close in register.branches or close in register.stations:
        raise UnknownError("支部", name, close, [])
    other = next(branch for branch in register.branches.values() if branch.short_name == close)
    raise UnknownError("支部", name, f"{other.id}（{close}）", [])


def find_rule(register: Register, name: str) -> Rule:
    """A rule named by identifier, in any case, or by its name."""
    rules = register.of(Rule)
    for rule in rules.values():
        if name.upper() == rule.id.upper() or name == rule.name:
            return rule
    close = nearest(name.upper(), list(rules)) or nearest(name, [rule.name for rule in rules.values()])
    known = [f"{rule.id} {rule.name}" for rule in rules.values()]
    raise UnknownError("规则", name, close, known)


def explain(register: Register, branch: str, rule: Rule) -> Iterator[str]:
    """The reasoning, line by line."""
    around = Surroundings(register)
    status = _status(register, around, branch, rule)
    rule, verdict = status.rule, status.verdict
    yield f"{status.subject.name}（{status.subject.id}）　{rule.id} {rule.name}"
    yield f"状态：{status.light.value}　{verdict.sentence}"
    yield ""
    yield f"规则　对象是{rule.scope.value}，判定办法“{rule.judged}”。"
    for limit in rule.limits:
        each = f"每{limit.period.value}" if limit.period else ""
        yield f"  {limit.name}：{each}{limit.words}"
    if rule.overlap:
        yield f"  {rule.overlap}"
    yield f"依据　{rule.confidence.value}"
    for authority in rule.authorities:
        yield f"  {authority}{f'：{authority.gist}' if authority.gist else ''}"
    if rule.confidence in (Confidence.OWN, Confidence.LOCAL):
        yield "  各地可以另作规定：在 records/rulebook/local/ 下新建一个文件，只写不同的地方。"
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


def _status(register: Register, around: Surroundings, id: str, rule: Rule) -> Status:
    if id in register.stations and id not in register.branches:
        for status in evaluate_site(around, (Scope.STATION,)):
            if status.subject.id == id and status.rule.id == rule.id:
                return status
    if id not in register.branches:
        raise UnknownError("规则", rule.id, None, [])
    dossier = register.dossier(id)
    own = around.rule(rule.id, dossier.branch.subordination.area)
    if rule.scope is Scope.SITE:
        for status in evaluate_site(around, (Scope.SITE,)):
            if status.rule.id == rule.id:
                return status
    return evaluate_rule(dossier, around, own or rule)


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
