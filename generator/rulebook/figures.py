"""Computed figures: every number the site shows, with its base, its records and its source.

A figure counts the records of the register it is given; nothing is typed. A masked or approximate value is not
counted as 0: it is left out and ``unknown`` says how many records were left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from generator.records.activity import ActivityKind
from generator.records.assessment import Assessment
from generator.records.branch import Branch, FormationMode, RoomUse
from generator.records.campaign import CampaignState
from generator.records.pairing import PairingKind
from generator.records.register import Register
from generator.records.station import Instructor, InstructorMode
from generator.records.unit import MassOrganisation, Unit, UnitKind
from generator.records.values import Approximate, Masked, Stated, exact
from generator.rulebook.bands import band_of_total, bands
from generator.rulebook.numbers import percent

__all__ = [
    "AllNumbers", "Figure", "Numbers", "UnitNumbers", "covered_units", "figures", "latest_round", "numbers_of",
    "numbers_of_all", "numbers_of_unit", "published_figures", "recounted",
]  # fmt: skip

_Number = int | Decimal | Masked | Approximate | Stated

_RECORDS: dict[str, tuple[str, ...]] = {
    "units": ("records/units", "records/branches"),
    "coverage": ("records/units", "records/branches", "records/stations"),
    "mass": ("records/units",),
    "organisations": ("records/branches", "records/units"),
    "members": ("records/branches",),
    "posts": ("records/branches",),
    "rooms": ("records/branches",),
    "sites": ("records/branches",),
    "pipeline": ("records/branches",),
    "stars": ("records/assessments", "records/branches"),
    "instructors": ("records/stations",),
    "activities": ("records/branches/*/activities",),
    "pairings": ("records/pairings",),
    "regulations": ("records/regulations",),
    "showcases": ("content/showcases",),
    "stations": ("records/stations",),
    "lists": ("records/lists",),
    "honours": ("records/honours",),
    "campaigns": ("records/campaigns",),
}
"""Folders whose records a figure counts, by the beginning of its identifier."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed number. ``numerator`` and ``denominator`` are given for shares; ``source`` says how it is computed."""

    id: str
    label: str
    value: int | Decimal | None
    unit: str
    numerator: int | None
    denominator: int | None
    source: str
    unknown: int = 0
    band: str | None = None
    """What is published in place of a number of people that would tell of few; ``value`` is None then."""

    @property
    def group(self) -> str:
        """The beginning of the identifier."""
        return self.id.partition(".")[0]

    @property
    def records(self) -> tuple[str, ...]:
        """The folders whose records are counted."""
        return _RECORDS[self.group]

    @property
    def address(self) -> str:
        """Where the site shows how it was computed."""
        return f"data/{self.group}/#{self.id.replace('.', '-')}"

    @property
    def display(self) -> str:
        """The number as a page prints it."""
        if self.band is not None:
            return f"{self.band}{self.unit}"
        if self.value is None:
            return "资料不足"
        return f"{self.value}%" if self.unit == "%" else str(self.value)

    @property
    def said(self) -> str:
        """The number with its unit."""
        return self.display if self.unit == "%" or self.value is None else f"{self.display}{self.unit}"


def covered_units(register: Register) -> dict[str, list[Branch]]:
    """Branches that cover a unit, by the unit's name."""
    covered: dict[str, list[Branch]] = {}
    for branch in register.branches.values():
        for name in branch.units:
            unit = register.unit(name)
            if unit is not None:
                covered.setdefault(unit.name, []).append(branch)
    return covered


def latest_round(register: Register) -> Assessment | None:
    """The latest announced round of assessment."""
    return max(register.assessments.values(), key=lambda item: (item.announced, item.id), default=None)


class Numbers(NamedTuple):
    """What figures count of a branch for itself: plain values, None for a number that is not known exactly."""

    mode: str
    members: Sequence[int | None]
    crossed: bool
    room: str | None
    demonstration: bool
    activists: Sequence[int | None]
    objects: Sequence[int | None]
    backbone: Sequence[int | None]
    """Of each row that the branch has for the year."""


class UnitNumbers(NamedTuple):
    """What they count of a unit for itself."""

    enterprise: bool
    employees: int | None
    above_scale: bool
    mass_organisations: Sequence[str]


class AllNumbers(NamedTuple):
    """What they count of every branch, by its identifier, and of every unit, by its name."""

    branches: Mapping[str, Numbers]
    units: Mapping[str, UnitNumbers]


def numbers_of_unit(unit: Unit) -> UnitNumbers:
    """The numbers of a unit."""
    (employees,) = _known(unit.employees)
    mass = [kind.value for kind in unit.mass_organisations]
    return UnitNumbers(unit.type is UnitKind.ENTERPRISE, employees, unit.above_scale, mass)


def numbers_of(branch: Branch, year: int) -> Numbers:
    """The numbers of a branch in a year."""
    rows = [row for row in branch.pipeline if row.year == year]
    return Numbers(
        branch.formation.mode.value,
        _known(branch.members.full, branch.members.probationary),
        branch.secretary.cross_posted,
        branch.room.use.value if branch.room is not None else None,
        branch.demonstration_since is not None,
        _known(*(row.activists for row in rows)),
        _known(*(row.objects for row in rows)),
        _known(*(row.backbone for row in rows)),
    )


def _known(*numbers: _Number) -> list[int | None]:
    found = map(exact, numbers)
    return [None if number is None else int(number) for number in found]


class _Book:
    """Collects figures in the order in which they are entered."""

    def __init__(self) -> None:
        self.figures: dict[str, Figure] = {}
        self.numbers: Mapping[str, Numbers] = {}
        """Those of the branches that were counted."""
        self.units: Mapping[str, UnitNumbers] = {}
        """Those of the units."""
        self.groups: dict[str, list[int]] = {}
        """The groups of people that a figure sums up, by its identifier."""

    def count(self, id: str, label: str, unit: str, items: Iterable[object], source: str) -> int:
        """Enter how many there are, and give it back."""
        value = sum(1 for _ in items)
        self.figures[id] = Figure(id, label, value, unit, None, None, source)
        return value

    def total(self, id: str, label: str, unit: str, values: Iterable[_Number | None], source: str) -> int:
        """Enter the sum of what is known exactly, and give it back."""
        known, unknown = 0, 0
        for value in values:
            number = exact(value)
            if number is None:
                unknown += 1
            else:
                known += int(number)
        self.figures[id] = Figure(id, label, known, unit, None, None, source, unknown)
        return known

    def people(self, id: str, label: str, unit: str, groups: Iterable[Sequence[_Number | None]], source: str) -> None:
        """A total of people: the numbers of each branch or unit make one group."""
        rows = [list(row) for row in groups]
        self.total(id, label, unit, (number for row in rows for number in row), source)
        known = [[int(n) for n in map(exact, row) if n is not None] for row in rows]
        self.groups[id] = [sum(row) for row in known if row]

    def share(self, id: str, label: str, part: int, base: int, source: str) -> None:
        """Enter what ``part`` is of ``base`` in percent."""
        self.figures[id] = Figure(id, label, percent(part, base), "%", part, base, source)


def _instructors(register: Register) -> list[Instructor]:
    return [instructor for station in register.stations.values() for instructor in station.instructors]


def _units(register: Register, book: _Book) -> None:
    covered = covered_units(register)
    enterprises = [unit for unit in register.units.values() if unit.type is UnitKind.ENTERPRISE]
    societies = [unit for unit in register.units.values() if unit.type is not UnitKind.ENTERPRISE]
    base = book.count("units.enterprises", "非公企业", "家", enterprises, "单位台账中类别为非公企业的单位数")
    if societies:
        book.count("units.societies", "社会组织", "家", societies, "单位台账中非公企业以外的单位数")
    book.units = {unit.name: numbers_of_unit(unit) for unit in register.units.values()}
    _unit_numbers(book)

    def is_covered(unit: Unit) -> bool:
        return unit.name in covered

    part = book.count(
        "units.covered",
        "已覆盖非公企业",
        "家",
        [unit for unit in enterprises if is_covered(unit)],
        "至少被一个党支部覆盖的非公企业数",
    )
    open_units = [unit for unit in enterprises if not is_covered(unit)]
    book.count("units.uncovered", "未建党组织非公企业", "家", open_units, "没有被任何党支部覆盖的非公企业数")
    book.share(
        "coverage.organisation", "党的组织覆盖率", part, base,
        "组织覆盖率 = 已建党组织覆盖的非公企业数 ÷ 非公企业总数（中办发〔2012〕11号）",
    )  # fmt: skip
    guided = {name for item in _instructors(register) for name in item.units}
    reached = sum(1 for unit in enterprises if is_covered(unit) or guided & {unit.name, unit.short_name or unit.name})
    book.share(
        "coverage.work", "党的工作覆盖率", reached, base,
        "工作覆盖率 = 建有党组织或派有党建指导员的非公企业数 ÷ 非公企业总数（中办发〔2012〕11号）",
    )  # fmt: skip
    _mass_organisations(book)


def _unit_numbers(book: _Book) -> None:
    """What is counted of each enterprise for itself."""
    enterprises = [row for row in book.units.values() if row.enterprise]
    employees = ([row.employees] for row in enterprises)
    book.people("units.employees", "职工", "人", employees, "各非公企业职工人数之和")
    large = (row for row in enterprises if row.above_scale)
    book.count("units.above_scale", "规模以上企业", "家", large, "标明规模以上的非公企业数")


def _mass_organisations(book: _Book) -> None:
    for id, label, kind in (
        ("mass.union", "工会组织", MassOrganisation.UNION),
        ("mass.youth_women", "青妇组织", MassOrganisation.YOUTH_WOMEN),
    ):
        units = (row for row in book.units.values() if kind.value in row.mass_organisations)
        book.count(id, label, "个", units, f"单位台账中建有{label.removesuffix('组织')}组织的单位数")


def _organisations(register: Register, book: _Book) -> None:
    modes = [branch.formation.mode.value for branch in register.branches.values()]
    book.count("organisations.total", "党组织", "个", modes, "党支部记录数")
    _modes(book, modes, sum(1 for unit in register.units.values() if unit.type is UnitKind.ENTERPRISE))


_MODES = {
    "single": FormationMode.SINGLE,
    "joint": FormationMode.JOINT,
    "attached": FormationMode.ATTACHED,
    "dispatched": FormationMode.DISPATCHED,
    "unified": FormationMode.UNIFIED,
}


def _modes(book: _Book, modes: Sequence[str], enterprises: int) -> None:
    """Branches by how they were formed; ``modes`` are those of all."""
    for id, mode in _MODES.items():
        number = modes.count(mode.value)
        if number or id in ("single", "joint"):
            label = mode.value
            book.count(f"organisations.{id}", label, "个", range(number), f"组建方式为{label}的党支部数")
    book.share(
        "organisations.single_share", "单独组建率", modes.count(FormationMode.SINGLE.value), enterprises,
        "单独组建率 = 单独组建党组织的非公企业数 ÷ 非公企业总数（中办发〔2012〕11号）",
    )  # fmt: skip


def _of_branches(register: Register, book: _Book) -> None:
    year = register.as_of.year
    book.numbers = {branch.id: numbers_of(branch, year) for branch in register.branches.values()}
    _numbers(book, year)


def _numbers(book: _Book, year: int) -> None:
    """What is counted of each branch for itself."""
    rows = book.numbers.values()
    members = (row.members for row in rows)
    book.people("members.total", "党员", "名", members, "各党支部正式党员与预备党员人数之和")
    crossed = (row for row in rows if row.crossed)
    book.count("posts.crossed", "党群班子交叉任职", "人", crossed, "书记交叉任职的党支部数")
    for id, label, use in (("fixed", "固定活动室", RoomUse.FIXED), ("shared", "一室多用", RoomUse.SHARED)):
        rooms = (row for row in rows if row.room == use.value)
        book.count(f"rooms.{id}", label, "个", rooms, f"活动室方式为“{use.value}”的党支部数")
    sites = (row for row in rows if row.demonstration)
    book.count("sites.demonstration", "党建示范点", "个", sites, "确定为示范点的党支部数")
    for id, label, values in (
        ("activists", "入党积极分子", (row.activists for row in rows)),
        ("objects", "发展对象", (row.objects for row in rows)),
        ("backbone", "业务骨干", (row.backbone for row in rows)),
    ):
        book.people(f"pipeline.{id}", f"{year}年培养{label}", "名", values, f"各党支部当年培养{label}人数之和")


_STARS = "一二三四五"


def _stars(register: Register, book: _Book) -> None:
    latest = latest_round(register)
    total = len(register.branches)
    results = [row for row in latest.results if row.branch in register.branches] if latest else []
    name = f"《{latest.name}》" if latest else "最近一轮评定"
    for stars in range(5, 0, -1):
        word = f"{_STARS[stars - 1]}星级"
        rows = (row for row in results if row.stars == stars)
        book.count(f"stars.{stars}", f"{word}党组织", "个", rows, f"{name}结果中的{word}支部数")
    rated = book.count("stars.rated", "星级党组织", "个", results, f"{name}评出星级的支部数")
    source = "党支部总数减去评出星级的支部数"
    book.figures["stars.unrated"] = Figure("stars.unrated", "未评星党组织", total - rated, "个", None, None, source)
    book.share("stars.rated_share", "星级创建率", rated, total, f"{name}评出星级的支部数 ÷ 党支部总数")
    two = sum(1 for row in results if row.stars >= 2)
    book.share("stars.two_or_more_share", "二星级以上占比", two, total, "二星级以上支部数 ÷ 党支部总数")
    if latest is None:  # nothing was assessed: not zero stars but no data
        for id, figure in book.figures.items():
            if id.startswith("stars."):
                book.figures[id] = replace(figure, value=None, numerator=None, denominator=None)


def _work(register: Register, book: _Book) -> None:
    instructors = _instructors(register)
    book.count("instructors.total", "党建指导员", "名", instructors, "各指导站指导员岗位数之和")
    for id, mode in (("one_to_one", InstructorMode.ONE_TO_ONE), ("one_to_many", InstructorMode.ONE_TO_MANY)):
        chosen = (item for item in instructors if item.mode is mode)
        book.count(f"instructors.{id}", f"{mode.value}指导员", "名", chosen, f"方式为“{mode.value}”的指导员岗位数")
    year = register.as_of.year
    held = (item for listed in register.held.values() for item in listed)
    _activities(book, year, Counter(item.kind for item in held if item.date.startswith(f"{year}-")))
    villages = {
        pair.village
        for pairing in register.pairings.values()
        if pairing.type is PairingKind.VILLAGE
        for pair in pairing.pairs
        if pair.village
    }
    book.count("pairings.villages", "结对村", "个", villages, "村企结对记录中的村数")


def _activities(book: _Book, year: int, kinds: Mapping[str, int]) -> None:
    """The activities of a year, of which ``kinds`` says how many there were of each kind."""
    book.count("activities.total", f"{year}年活动", "场次", range(sum(kinds.values())), "当年活动记录数")
    for id, kind in (("theme_day", ActivityKind.THEME_DAY), ("lecture", ActivityKind.LECTURE)):
        label, source = f"{year}年{kind.value}", f"当年类别为“{kind.value}”的活动记录数"
        book.count(f"activities.{id}", label, "场次", range(kinds.get(kind.value, 0)), source)


def _collections(register: Register, book: _Book) -> None:
    for id, label, unit, items in (
        ("regulations.total", "制度", "项", register.regulations),
        ("showcases.total", "案例", "个", register.showcases),
        ("stations.total", "党建工作指导站", "个", register.stations),
        ("lists.total", "月度清单", "期", register.lists),
        ("honours.total", "荣誉", "项", register.honours),
    ):
        book.count(id, label, unit, items, f"{label}记录数")
    running = (c for c in register.campaigns.values() if c.state is CampaignState.RUNNING)
    book.count("campaigns.running", "进行中的载体", "个", running, "状态为“进行中”的载体记录数")


_MONEY = "万元"
"""The unit in which money is added up; another where none is recorded in it."""


def _pairings(register: Register, book: _Book) -> None:
    """Pairs, and the money that pairings brought, where any is recorded."""
    villages = [p for p in register.pairings.values() if p.type is PairingKind.VILLAGE]
    pairs = [pair for pairing in villages for pair in pairing.pairs]
    book.count("pairings.pairs", "村企结对", "对", pairs, "村企结对记录中的结对数")
    paired = {id for pair in pairs for id in pair.branches}
    book.count("pairings.branches", "参加村企结对的党组织", "个", paired, "村企结对记录中的党组织数，同一个只计一次")
    projects = [project for pair in pairs for project in pair.projects if project.amount is not None]
    known = [(number, project.unit) for project in projects if (number := exact(project.amount)) is not None]
    units = [unit for _, unit in known if unit is not None]
    if units:
        unit = _MONEY if _MONEY in units else units[0]
        summed = [Decimal(number) for number, its_unit in known if its_unit == unit]
        source = "村企结对各项目投入金额之和"
        unknown = len(projects) - len(summed)  # hidden ones, and those that are not of this unit
        book.figures["pairings.amount"] = Figure(
            "pairings.amount", "村企结对投入", sum(summed, Decimal(0)), unit, None, None, source, unknown
        )


_CHAPTERS: tuple[Callable[[Register, _Book], None], ...] = (
    _units,
    _organisations,
    _of_branches,
    _stars,
    _work,
    _pairings,
    _collections,
)


def figures(register: Register) -> dict[str, Figure]:
    """Every figure of a register, by identifier, in the order in which pages list them."""
    return _book(register).figures


_BANDED = ("members.total",)
"""Totals of numbers that pages give one by one as bands; the parts of the others are not published at all."""


def numbers_of_all(register: Register) -> AllNumbers:
    """The numbers of every branch and every unit of a register."""
    book = _book(register)
    return AllNumbers(book.numbers, book.units)


def published_figures(register: Register) -> dict[str, Figure]:
    """The figures as readers get them: a number of people that would tell of few is a band."""
    return _published(_book(register), register)


def recounted(
    register: Register,
    branches: Mapping[str, Numbers] | None,
    units: Mapping[str, UnitNumbers] | None,
    kinds: Mapping[str, int],
    computed: Mapping[str, Figure],
    published: Mapping[str, Figure],
) -> tuple[dict[str, Figure], dict[str, Figure]]:
    """Figures that were ``computed`` and ``published``, where nothing has changed but numbers of ``branches`` and of
    ``units`` (None where these have not) and how many activities of each of the ``kinds`` there were in the year.

    Of the ``register`` only the day and the bands are asked for. Raises LookupError where there are other figures.
    """
    book = _Book()
    if units is not None:
        book.units = units
        _unit_numbers(book)
        _mass_organisations(book)
    if branches is not None:
        book.numbers = branches
        _modes(book, [row.mode for row in branches.values()], computed["organisations.single_share"].denominator or 0)
        modes = {f"organisations.{id}" for id in ("single_share", *_MODES)}
        if book.figures.keys() & modes != computed.keys() & modes:
            raise LookupError
        _numbers(book, register.as_of.year)
    _activities(book, register.as_of.year, kinds)
    return {**computed, **book.figures}, {**published, **_published(book, register)}


def _published(book: _Book, register: Register) -> dict[str, Figure]:
    scale = bands(register).get("dangyuan")
    found = dict(book.figures)
    for id, groups in book.groups.items():
        band = band_of_total(scale, groups, id in _BANDED)
        if band is not None:
            found[id] = replace(found[id], value=None, band=band)
    return found


def _book(register: Register) -> _Book:
    if not register.rows:
        return _counted(register)
    if "figures" not in register.memory:
        register.memory["figures"] = _counted(register)
    found: _Book = register.memory["figures"]
    return found


def _counted(register: Register) -> _Book:
    book = _Book()
    for chapter in _CHAPTERS:
        chapter(register, book)
    return book
