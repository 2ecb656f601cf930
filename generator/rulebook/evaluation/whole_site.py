"""What is asked of the site as a whole: shares, coverage, freshness, imprint, campaigns, pairings, duties."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from generator.records.area import WHOLE
from generator.records.campaign import Campaign, CampaignState
from generator.records.committee import CommitteeLevel
from generator.records.pairing import PairingKind
from generator.records.picture import Picture
from generator.records.site import Site
from generator.records.unit import UnitKind
from generator.records.values import exact
from generator.rulebook.evaluation.case import Surroundings
from generator.rulebook.evaluation.judges import Need, breach, limit_of, of_others
from generator.rulebook.evaluation.periods import add_months, months_between
from generator.rulebook.evaluation.statuses import Counted, Light, Subject, Verdict
from generator.rulebook.figures import latest_round
from generator.rulebook.numbers import percent
from generator.rulebook.pictured import misused
from generator.rulebook.rules import Period, Rule, Scope

__all__ = ["foot_lacks"]


def _site(around: Surroundings) -> Subject:
    site = around.register.of(Site).get("site")
    return Subject(Scope.SITE, Site.kind, "site", site.county if site else "全站")


def _share(part: int, base: int) -> str:
    return f"{part} ÷ {base} = {percent(part, base)}%"


@of_others("比例目标", Scope.SITE)
def quotas(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """The shares that a rating scheme sets for the whole area."""
    latest = latest_round(around.register)
    subject = _site(around)
    if latest is None:
        yield subject, Verdict(Light.UNKNOWN, "没有评定结果，不能判断。")
        return
    scheme = around.schemes.get(latest.scheme)
    if scheme is None or not scheme.quotas:
        yield subject, Verdict(Light.NOT_APPLICABLE, "所用的指标体系没有规定比例目标。")
        return
    total = len(around.register.branches)
    rated = [row for row in latest.results if row.branch in around.register.branches]
    parts = {"stars.rated_share": len(rated), "stars.two_or_more_share": sum(1 for row in rated if row.stars >= 2)}
    working, short = [], []
    for quota in scheme.quotas:
        if quota.figure not in parts or not total or not quota.words:
            continue
        share = percent(parts[quota.figure], total)
        assert share is not None
        working.append(f"{quota.name}：{_share(parts[quota.figure], total)}，目标{quota.words}")
        if not quota.holds(share):
            short.append(f"{quota.name}{share}%，目标{quota.words}")
    counted = (Counted(latest.kind, latest.id, ("结果",)),)
    if not working:
        yield subject, Verdict(Light.UNKNOWN, "没有可以计算的比例目标，不能判断。", counted=counted)
    elif short:
        yield subject, Verdict(breach(rule), f"{'；'.join(short)}。", tuple(working), counted)
    else:
        yield subject, Verdict(Light.GREEN, f"《{latest.name}》的比例目标都达到了。", tuple(working), counted)


@of_others("覆盖率", Scope.SITE, Need("工作覆盖率", unit="%"))
def coverage(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """Both coverages after their formulas."""
    register = around.register
    covered = around.covered_names
    enterprises = [unit for unit in register.units.values() if unit.type is UnitKind.ENTERPRISE]
    base = len(enterprises)
    if not base:
        yield _site(around), Verdict(Light.UNKNOWN, "单位台账里没有非公企业，不能计算。")
        return
    organised = sum(1 for unit in enterprises if unit.name in covered)
    reached = sum(1 for u in enterprises if u.name in covered or {u.name, u.short_name} & around.guided)
    work = percent(reached, base)
    assert work is not None
    limit = limit_of(rule, "工作覆盖率")
    working = (f"组织覆盖率：{_share(organised, base)}", f"工作覆盖率：{_share(reached, base)}，要求{limit.words}")
    sentence = f"非公企业{base}家，组织覆盖{organised}家，工作覆盖{reached}家。"
    light = Light.GREEN if limit.holds(Decimal(work)) else breach(rule)
    yield _site(around), Verdict(light, sentence, working)


@of_others("信息更新", Scope.SITE, Need("最近活动", unit="天"), latest=True)
def freshness(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """Something new on the home page and in the lists: the last activity, as lists know it."""
    as_of, latest = around.as_of.isoformat(), around.latest
    if not latest:
        yield _site(around), Verdict(Light.UNKNOWN, "没有活动记录，不能判断。")
        return
    limit = limit_of(rule, "最近活动")
    days = (around.as_of - datetime.date.fromisoformat(latest)).days
    working = (f"要求：距今{limit.words}", f"记录：最近一次{latest}，到{as_of}有{days}天")
    light = Light.GREEN if limit.holds(days) else breach(rule)
    yield _site(around), Verdict(light, f"最近一次活动是{latest}，距今{days}天。", working)


@of_others("政策更新", Scope.SITE, Need("最近发布", unit="个月"), looks=("regulation", "list"))
def policies(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """Something new among notices and policies: regulations, monthly lists, reports."""
    register = around.register
    published: list[tuple[datetime.date, str, Counted]] = []
    for regulation in register.regulations.values():
        published.append((regulation.adopted, f"《{regulation.short_name}》", Counted(regulation.kind, regulation.id)))
    for item in register.lists.values():
        published.append((item.published, f"{item.month}月度清单", Counted(item.kind, item.id)))
    for report in register.reports.values():
        published.append((report.date, f"《{report.name}》", Counted(report.kind, report.id)))
    found = [row for row in published if row[0] <= around.as_of]
    if not found:
        yield _site(around), Verdict(Light.UNKNOWN, "没有制度、月度清单和报告，不能判断。")
        return
    day, name, counted = max(found, key=lambda row: (row[0], row[1]))
    limit = limit_of(rule, "最近发布")
    months = months_between(day, around.as_of)
    working = (f"要求：距今{limit.words}", f"制度、月度清单和报告共{len(found)}项，最近的是{day.isoformat()}{name}")
    light = Light.GREEN if limit.holds(months) else breach(rule)
    sentence = f"通知政策类最近一次发布是{day.isoformat()}的{name}，距今{months}个月。"
    yield _site(around), Verdict(light, sentence, working, (counted,))


@of_others("空白栏目", Scope.SITE)
def empty_sections(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """No section stands empty."""
    register = around.register
    sections = (
        ("制度", register.regulations),
        ("案例", register.showcases),
        ("指导站", register.stations),
        ("月度清单", register.lists),
        ("荣誉", register.honours),
    )
    empty = [name for name, records in sections if not records]
    working = (f"栏目{len(sections)}个，空白{len(empty)}个",)
    if empty:
        yield _site(around), Verdict(breach(rule), f"{'、'.join(empty)}栏目还没有内容。", working)
    else:
        yield _site(around), Verdict(Light.GREEN, "各栏目都有内容。", working)


def foot_lacks(site: Site) -> list[tuple[str, str]]:
    """What the foot of every page has to say and the site's record does not, in Chinese and in English."""
    wanted = (
        ("ICP 备案号", "the ICP filing", site.filing.icp),
        ("公安备案号", "the filing with the police", site.filing.security),
        ("联系岗位", "the post to contact", site.contact),
        ("联系电话", "the telephone", site.contact.telephone if site.contact else None),
        ("数据截至日期", "the as-of date", site.as_of),
    )
    return [(zh, en) for zh, en, value in wanted if value is None]


@of_others("页脚信息", Scope.SITE)
def foot(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """The foot of every page says who publishes, under which filing, whom to ask, as of when."""
    site = around.register.of(Site).get("site")
    if site is None:
        yield _site(around), Verdict(Light.UNKNOWN, "没有网站记录，不能判断。")
        return
    counted = (Counted(Site.kind, "site"),)
    lacking = foot_lacks(site)
    if lacking:
        yield _site(around), Verdict(breach(rule), f"页脚缺{'、'.join(word for word, _ in lacking)}。", counted=counted)
    else:
        yield _site(around), Verdict(Light.GREEN, "页脚的备案号、联系方式和数据截至日期齐全。", counted=counted)


_COMMITTEES = (CommitteeLevel.WORKING, CommitteeLevel.NON_PUBLIC, CommitteeLevel.SOCIAL, CommitteeLevel.AREA)
_LEADERS = ("书记", "委员")


@of_others("领导讲党课", Scope.SITE, Need("每人", periods=(Period.YEAR,)))
def leaders_lectures(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """Everybody in the team of a committee lectures in branches, so often within twelve months."""
    limit, first = limit_of(rule, "每人"), add_months(around.as_of, -12)
    seats = [
        (committee, index, sum(1 for day in seat.lectures if first < day <= around.as_of) if seat.lectures else None)
        for committee in around.register.committees.values()
        if committee.level in _COMMITTEES
        for index, seat in enumerate(committee.seats)
        if seat.role.endswith(_LEADERS)
    ]
    if not seats:
        yield _site(around), Verdict(Light.UNKNOWN, "上级组织没有填写班子组成，不能判断。")
        return
    bare = sum(1 for _, _, number in seats if number is None)
    held = [(committee, index, number) for committee, index, number in seats if number is not None]
    short = [(committee, index) for committee, index, number in held if not limit.holds(number)]
    working = (
        f"要求：党（工）委班子成员{limit.demand}",
        f"班子岗位{len(seats)}个，填写了讲党课日期的{len(held)}个，其中达到要求的{len(held) - len(short)}个",
    )
    counted = tuple(Counted(committee.kind, committee.id, ("组成", index)) for committee, index in short)
    if short:
        sentence = f"{len(short)}个班子岗位近一年讲党课的次数不够。"
        yield _site(around), Verdict(breach(rule), sentence, working, counted, at=counted[0])
    elif bare:
        sentence = f"{len(seats)}个班子岗位中有{bare}个没有填写讲党课的日期，不能判断。"
        yield _site(around), Verdict(Light.UNKNOWN, sentence, working)
    else:
        yield _site(around), Verdict(Light.GREEN, f"{len(seats)}个班子岗位近一年都讲了党课。", working)


@of_others("徽标地图", Scope.SITE)
def emblem_and_map(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """No map without its number, no emblem inside a mark; judged by what the pictures' words say."""
    wrong: list[str] = []
    counted: list[Counted] = []
    number = 0
    for kind, records in around.register.records.items():
        if kind == "activity":
            continue
        for record in records.values():
            pictures: list[Picture] = getattr(record, "pictures", [])
            for index, picture in enumerate(pictures):
                number += 1
                if misused(picture.file, picture.caption, picture.alternative):
                    wrong.append(picture.file)
                    counted.append(Counted(kind, record.id, ("图片", index)))
    working = (f"图片{number}张，有问题的{len(wrong)}张",)
    if wrong:
        sentence = f"{len(wrong)}张图片用了地图或党徽。"
        yield _site(around), Verdict(breach(rule), sentence, working, tuple(counted), at=counted[0])
    else:
        yield _site(around), Verdict(Light.GREEN, "图片说明里没有未标审图号的地图和作标识用的党徽。", working)


@of_others("编印信息", Scope.SITE)
def imprint(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """What an internal manual has to say of itself."""
    site = around.register.of(Site).get("site")
    counted = (Counted(Site.kind, "site", ("编印信息",)),)
    if site is None or site.imprint is None:
        yield _site(around), Verdict(Light.NOT_APPLICABLE, "没有填写编印信息；不印制内部资料的不用填。")
        return
    names = {
        "compiler": "编印单位",
        "permit": "准印证",
        "printer": "印刷单位",
        "copies": "印数",
        "audience": "发送对象",
    }
    lacking = [word for name, word in names.items() if getattr(site.imprint, name) is None]
    if lacking:
        yield _site(around), Verdict(breach(rule), f"编印信息缺{'、'.join(lacking)}。", counted=counted)
    else:
        yield _site(around), Verdict(Light.GREEN, "编印信息齐全。", counted=counted)


@of_others("四包", Scope.SITE, "责任领导")
def duties(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """Every area has its leaders, and every one of the four tasks somebody who answers for it."""
    tasks = around.terms.get("sibao")
    limit = limit_of(rule, "责任领导")
    short: list[str] = []
    counted: list[Counted] = []
    judged = 0
    for area in around.register.areas.values():
        if area.type in WHOLE:
            continue
        judged += 1
        taken = {task for duty in area.duties for task in duty.tasks}
        missing = [task for task in tasks.members if task not in taken] if tasks else []
        if not limit.holds(len(area.duties)) or missing:
            lacking = f"缺{'、'.join(missing)}" if missing else f"责任领导{len(area.duties)}名"
            short.append(f"{area.name}{lacking}")
            counted.append(Counted(area.kind, area.id))
    if not judged:
        yield _site(around), Verdict(Light.UNKNOWN, "没有填写区域，不能判断。")
        return
    working = (f"区域{judged}个，责任领导和四包齐全的{judged - len(short)}个",)
    if short:
        sentence = f"{'；'.join(short)}。"
        yield _site(around), Verdict(breach(rule), sentence, working, tuple(counted), at=counted[0])
    else:
        yield _site(around), Verdict(Light.GREEN, f"{judged}个区域都有责任领导，四包有人承担。", working)


@of_others("载体数量", Scope.SITE, "进行中")
def campaigns(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """Not too many campaigns at once."""
    running = [item for item in around.register.campaigns.values() if item.state is CampaignState.RUNNING]
    limit = limit_of(rule, "进行中")
    working = (f"进行中的载体{len(running)}个，规定{limit.words}",)
    counted = tuple(Counted(Campaign.kind, item.id, ("状态",)) for item in running)
    light = Light.GREEN if limit.holds(len(running)) else breach(rule)
    more = "" if light is Light.GREEN else "，过多"
    yield _site(around), Verdict(light, f"同时开展的载体有{len(running)}个{more}。", working, counted)


@of_others("案例佐证", Scope.SITE, looks=("showcase",))
def evidence(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """A brand has something to show for it, an owner and a year."""
    cases = around.register.showcases.values()
    bare = [case for case in cases if not case.evidence]
    working = (f"案例{len(cases)}个，没有佐证的{len(bare)}个",)
    if not cases:
        yield _site(around), Verdict(Light.NOT_APPLICABLE, "没有案例。")
    elif bare:
        counted = tuple(Counted(case.kind, case.id) for case in bare)
        sentence = f"{len(bare)}个案例没有佐证材料。"
        yield _site(around), Verdict(breach(rule), sentence, working, counted, at=counted[0])
    else:
        yield _site(around), Verdict(Light.GREEN, f"{len(cases)}个案例都有佐证材料。", working)


@of_others("结对比例", Scope.SITE, "每村支部")
def pairing_ratio(around: Surroundings, rule: Rule) -> Iterator[tuple[Subject, Verdict]]:
    """Not too many branches for one village."""
    limit = limit_of(rule, "每村支部")
    by_village: dict[str, set[str]] = {}
    counted: list[Counted] = []
    for pairing in around.register.pairings.values():
        if pairing.type is PairingKind.VILLAGE:
            counted.append(Counted(pairing.kind, pairing.id))
            for pair in pairing.pairs:
                if pair.village:
                    by_village.setdefault(pair.village, set()).update(pair.branches)
    if not by_village:
        yield _site(around), Verdict(Light.NOT_APPLICABLE, "没有村企结对。")
        return
    branches = {branch for found in by_village.values() for branch in found}
    crowded = [village for village, found in by_village.items() if not limit.holds(len(found))]
    money = [
        number
        for pairing in around.register.pairings.values()
        for pair in pairing.pairs
        for project in pair.projects
        if (number := exact(project.amount)) is not None
    ]
    working = (
        f"{len(branches)}个支部与{len(by_village)}个村结对，平均每村{len(branches) / len(by_village):.2f}个",
        f"写明金额的项目{len(money)}个",
    )
    if crowded:
        sentence = f"{'、'.join(crowded)}由过多支部结对（规定每村{limit.words}）。"
        yield _site(around), Verdict(breach(rule), sentence, working, tuple(counted), at=counted[0])
    else:
        sentence = f"{len(branches)}个支部与{len(by_village)}个村结对，分布合适。"
        yield _site(around), Verdict(Light.GREEN, sentence, working, tuple(counted))
