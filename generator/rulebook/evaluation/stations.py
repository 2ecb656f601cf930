"""Guidance stations: head and deputy, monthly meeting and list, quarterly scores, load, the six marks."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.records.monthly_list import MonthlyList
from generator.records.station import Instructor, InstructorMode, Station
from generator.records.unit import UnitKind
from generator.rulebook.evaluation.case import Surroundings
from generator.rulebook.evaluation.judges import Need, breach, limit_of, of_others
from generator.rulebook.evaluation.periods import Window, last_run, window
from generator.rulebook.evaluation.statuses import Counted, Light, Subject, Verdict, part_of
from generator.rulebook.rules import Period, Rule, Scope

__all__: list[str] = []


def _stations(around: Surroundings) -> Iterator[tuple[Subject, Station]]:
    for station in around.register.stations.values():
        yield Subject(Scope.STATION, station.kind, station.id, station.name, station.area), station


@of_others("指导站班子", Scope.STATION, "副站长", looks=("station",))
def heads(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """A station has its head and as many deputies as it should."""
    limit = limit_of(rule, "副站长")
    for subject, station in _stations(around):
        number = len(station.deputies)
        working = (f"要求：站长1名，副站长{limit.words}；记录：副站长{number}名",)
        if limit.holds(number):
            yield subject, Verdict(Light.GREEN, f"站长1名，副站长{number}名。", working, part_of(station, "副站长"))
        else:
            yield subject, Verdict(breach(rule), f"副站长{number}名，规定{limit.words}。", working, part_of(station))


def _regularly(
    rule: Rule,
    around: Surroundings,
    since: datetime.date | None,
    held: Sequence[tuple[datetime.date, Counted]],
    what: str,
    limit_name: str,
) -> Verdict:
    """A thing that is to happen so often every period, from the days on which it did."""
    limit = limit_of(rule, limit_name)
    periods = window(limit.period or Period.MONTH, around.as_of, since or datetime.date.min)
    complete = periods.complete
    counts = Counter(periods.number(day) for day, _ in held)
    due = periods.end(periods.next(lambda number: limit.holds(counts[number])))
    if not complete:
        return Verdict(Light.NOT_APPLICABLE, "设立不满一个周期，暂不判断。")
    missing = [number for number in complete if not counts[number] and not limit.holds(0)]
    wrong = [number for number in complete if counts[number] and not limit.holds(counts[number])]
    span = periods.span
    asked = f"每{periods.period.value}{limit.words}"
    lacking = f"{len(complete)}{span}中缺{len(missing)}{span}"
    working = (f"要求：{asked}", lacking + (f"，次数不合的{len(wrong)}{span}" if wrong else ""))
    counted = tuple(record for day, record in held if periods.number(day) in complete)
    if not missing and not wrong:
        return Verdict(Light.GREEN, f"近{len(complete)}{span}都有{what}。", working, counted, due, what)
    run = last_run(complete, lambda number: not counts[number])
    if rule.long_missing is not None and run >= rule.long_missing:
        return Verdict(Light.RED, f"已连续{run}{span}没有{what}。", working, counted, due, what)
    said = [f"缺{periods.names(missing)}的{what}"] if missing else []
    said += [f"{periods.names(wrong)}的{what}次数不合（规定{asked}）"] if wrong else []
    return Verdict(breach(rule), f"{'，'.join(said)}。", working, counted, due, what)


@of_others("指导站例会", Scope.STATION, Need("例会", every=Period.MONTH), looks=("station",))
def meetings(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """Meetings of the station, as a rule one every month."""
    for subject, station in _stations(around):
        if not station.meetings:
            yield subject, Verdict(Light.UNKNOWN, "没有例会记录，不能判断。")
            continue
        held = [
            (meeting.date, Counted(station.kind, station.id, ("例会", index)))
            for index, meeting in enumerate(station.meetings)
        ]
        since = max(filter(None, (station.founded, around.records_since)), default=None)
        yield subject, _regularly(rule, around, since, held, "例会", "例会")


@of_others("月度清单", Scope.STATION, Need("清单", every=Period.MONTH), looks=("station",))
def lists(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """Lists published by the station, as a rule one every month."""
    by_station: dict[str, list[tuple[datetime.date, Counted]]] = {}
    for item in around.register.lists.values():
        year, month = item.month.split("-")
        first = datetime.date(int(year), int(month), 1)
        for station_id in item.stations:
            by_station.setdefault(station_id, []).append((first, Counted(MonthlyList.kind, item.id)))
    for subject, station in _stations(around):
        if station.id not in by_station:
            yield subject, Verdict(Light.UNKNOWN, "没有本站发布的月度清单，不能判断。")
            continue
        since = max(filter(None, (station.founded, around.records_since)), default=None)
        yield subject, _regularly(rule, around, since, by_station[station.id], "月度清单", "清单")


_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")


def _scored(item: Instructor, periods: Window) -> Counter[int]:
    """How often an instructor was scored, by period; the record names the quarters."""
    named = filter(None, (_QUARTER.fullmatch(quarter.quarter) for quarter in item.quarters))
    return Counter(
        (int(year) * 12 + int(number) * 3 - 3) // periods.length for year, number in (n.groups() for n in named)
    )


@of_others("季度评价", Scope.STATION, Need("评价", periods=(Period.QUARTER, Period.YEAR)))
def scores(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """Every instructor is scored so often, as a rule every quarter."""
    limit = limit_of(rule, "评价")
    periods = window(limit.period or Period.QUARTER, around.as_of, datetime.date.min)
    recent = f"{len(periods.complete)}{periods.span}"
    what = "季度评价" if periods.period is Period.QUARTER else "评价"
    for subject, station in _stations(around):
        if not station.instructors:
            yield subject, Verdict(Light.NOT_APPLICABLE, "没有指导员。")
            continue
        lacking = []
        for index, item in enumerate(station.instructors):
            counts = _scored(item, periods)
            if not all(limit.holds(counts[number]) for number in periods.complete):
                lacking.append(index)
        total = len(station.instructors)
        working = (f"指导员{total}名，近{recent}评价齐全的{total - len(lacking)}名",)
        if len(lacking) == total and not any(item.quarters for item in station.instructors):
            yield subject, Verdict(Light.UNKNOWN, f"没有{what}记录，不能判断。", working)
        elif lacking:
            counted = tuple(Counted(station.kind, station.id, ("指导员", index)) for index in lacking)
            yield subject, Verdict(breach(rule), f"{len(lacking)}名指导员缺{what}。", working, counted)
        else:
            every = periods.span.removeprefix("个")
            yield subject, Verdict(Light.GREEN, f"{total}名指导员每{every}都有评价。", working)


@of_others("指导员负荷", Scope.STATION, "联系单位", "联系行业协会")
def load(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """Neither too many units for an instructor nor too few; who looks after one unit alone has that one."""
    ordinary, associations = limit_of(rule, "联系单位"), limit_of(rule, "联系行业协会")
    for subject, station in _stations(around):
        if not station.instructors:
            yield subject, Verdict(Light.NOT_APPLICABLE, "没有指导员。")
            continue
        over, under, idle = [], [], []
        for index, item in enumerate(station.instructors):
            limit = associations if _of_associations(around, item) else ordinary
            number = len(item.branches) + len(item.units)
            if number == 0:
                idle.append(index)
            elif limit.most is not None and number > limit.most:
                over.append(index)
            elif item.mode is InstructorMode.ONE_TO_MANY and not limit.holds(number):
                under.append(index)
        loads = [len(item.branches) + len(item.units) for item in station.instructors]
        working = (
            f"要求：联系单位{ordinary.words}；只联系行业协会的{associations.words}；一对一的不看下限",
            f"指导员{len(loads)}名，联系支部和单位最少{min(loads)}个、最多{max(loads)}个",
        )
        counted = tuple(Counted(station.kind, station.id, ("指导员", index)) for index in (*over, *under, *idle))
        said = [
            f"{len(found)}名指导员{what}"
            for found, what in (
                (over, "联系的支部和单位过多"),
                (under, "联系的支部和单位不够"),
                (idle, "没有联系任何支部或单位"),
            )
            if found
        ]
        if said:
            yield (
                subject,
                Verdict(breach(rule) if over or under else Light.YELLOW, f"{'，'.join(said)}。", working, counted),
            )
        else:
            yield subject, Verdict(Light.GREEN, f"{len(loads)}名指导员的联系任务都合适。", working)


def _of_associations(around: Surroundings, item: Instructor) -> bool:
    """Whether an instructor looks after associations only: the units themselves and those of the branches."""
    register = around.register
    names = [name for id in item.branches if id in register.branches for name in register.branches[id].units]
    units = [register.unit(name) for name in (*item.units, *names)]
    return bool(units) and all(unit is not None and unit.type is UnitKind.SOCIETY for unit in units)


@of_others("指导站六有", Scope.STATION, "六有", "制度", "台账", "加X", looks=("station",))
def marks(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """The six marks and more, the systems, the ledgers, the plan of the year."""
    for subject, station in _stations(around):
        held = {
            "六有": len(station.marks),
            "制度": len(station.systems),
            "台账": len(station.archive),
            "加X": len(station.extra),
        }
        short = [f"{name}{number}项" for name, number in held.items() if not limit_of(rule, name).holds(number)]
        if station.plan is None:
            short.append("没有年度计划")
        working = tuple(f"{name}：要求{limit_of(rule, name).words}，记录{number}项" for name, number in held.items())
        if short:
            yield subject, Verdict(breach(rule), f"{'、'.join(short)}，还不齐全。", working, part_of(station))
        else:
            yield subject, Verdict(Light.GREEN, "“6+X”、制度、台账和年度计划齐全。", working, part_of(station))
