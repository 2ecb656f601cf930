"""What follows from appraisals and from matters to be put right."""

from __future__ import annotations

import datetime

from generator.records.appraisal import Appraisal
from generator.records.rectification import Rectification
from generator.records.values import exact
from generator.rulebook.evaluation.case import Case
from generator.rulebook.evaluation.judges import breach, of_branch
from generator.rulebook.evaluation.statuses import Counted, Light, Verdict
from generator.rulebook.rules import Rule

__all__ = ["bottom_ranks"]


@of_branch("分类定级", inside=True)
def graded(case: Case, rule: Rule) -> Verdict:
    """A branch in a grade that asks for measures has written some down."""
    for appraisal, index, row in reversed(case.around.appraised.get(case.branch.id, ())):
        scheme = case.around.schemes.get(appraisal.scheme)
        if scheme is None or row.grade is None or scheme.weights:
            continue
        counted = (Counted(Appraisal.kind, appraisal.id, ("结果", index)),)
        band = next((band for band in scheme.bands if band.name == row.grade), None)
        working = (f"{appraisal.name}：{row.grade}",)
        if band is None or not band.measures_needed:
            return Verdict(Light.GREEN, f"{appraisal.year}年定级为“{row.grade}”。", working, counted)
        if row.measures:
            sentence = f"{appraisal.year}年定级为“{row.grade}”，已有整改措施{len(row.measures)}条。"
            return Verdict(Light.YELLOW, sentence, working, counted)
        return Verdict(breach(rule), f"{appraisal.year}年定级为“{row.grade}”，没有写整改措施。", working, counted)
    return Verdict(Light.NOT_APPLICABLE, "没有分类定级的结果。")


def bottom_ranks(appraisal: Appraisal, ranks: int) -> set[str]:
    """The branches at the end of a round: those whose score is among the ``ranks`` lowest places."""
    scored = sorted(
        ((float(score), row.branch) for row in appraisal.results if (score := exact(row.score)) is not None),
    )
    if len(scored) <= ranks:
        return set()
    edge = scored[ranks - 1][0]
    return {branch for score, branch in scored if score <= edge}


@of_branch("考核末位", inside=True)
def bottom(case: Case, rule: Rule) -> Verdict:
    """At the end of the list once, or several years running."""
    mine = [
        (appraisal, index)
        for appraisal, index, _ in case.around.appraised.get(case.branch.id, ())
        if (scheme := case.around.schemes.get(appraisal.scheme)) is not None and scheme.bottom is not None
    ]
    if not mine:
        return Verdict(Light.NOT_APPLICABLE, "没有联述联评联考的结果。")
    latest, index = mine[-1]
    end = case.around.schemes[latest.scheme].bottom
    assert end is not None
    counted = (Counted(Appraisal.kind, latest.id, ("结果", index)),)
    last = [item.year for item, _ in mine if case.branch.id in bottom_ranks(item, end.ranks)]
    working = (f"末{end.ranks}名的年度：{'、'.join(map(str, last)) or '无'}",)
    run = 0
    while latest.year - run in last:
        run += 1
    if run >= end.years:
        return Verdict(Light.RED, f"连续{run}年在末{end.ranks}名，应当{end.repeated}。", working, counted)
    if run:
        sentence = f"{latest.year}年在末{end.ranks}名，应当{end.measure}。"
        return Verdict(Light.YELLOW, sentence, working, counted)
    return Verdict(Light.GREEN, f"{latest.year}年不在末{end.ranks}名。", working, counted)


_ASKED = (
    ("plan", "方案"),
    ("measures", "措施"),
    ("responsible", "责任岗位"),
    ("due", "时限"),
    ("standard", "验收标准"),
)


@of_branch("整改", inside=True)
def rectification(case: Case, rule: Rule) -> Verdict:
    """Every matter has a plan, a measure, a person and a day, and is closed by it."""
    matters = case.around.rectifications.get(case.branch.id, ())
    if not matters:
        return Verdict(Light.NOT_APPLICABLE, "没有整改事项。")
    counted = tuple(Counted(Rectification.kind, matter.id) for matter in matters)
    running = [matter for matter in matters if matter.closed is None]
    over = [matter for matter in running if matter.due is not None and matter.due < case.as_of]
    bare = [(m, [word for name, word in _ASKED if not getattr(m, name)]) for m in running]
    bare = [(matter, lacking) for matter, lacking in bare if lacking]
    working = (f"整改事项{len(matters)}项，已销号{len(matters) - len(running)}项，逾期{len(over)}项",)
    due = min((matter.due for matter in running if matter.due is not None), default=None)
    what = "整改验收销号" if due else ""
    if over:
        first = over[0]
        assert first.due is not None
        sentence = f"“{first.name}”应于{first.due.isoformat()}完成，已逾期{(case.as_of - first.due).days}天。"
        return Verdict(breach(rule), sentence, working, counted, due, what, Counted(first.kind, first.id, ("时限",)))
    if bare:
        matter, lacking = bare[0]
        sentence = f"“{matter.name}”缺{'、'.join(lacking)}。"
        return Verdict(Light.YELLOW, sentence, working, counted, due, what, Counted(matter.kind, matter.id))
    if not running:
        return Verdict(Light.GREEN, f"{len(matters)}项整改都已销号。", working, counted)
    if due is not None and case.as_of >= due - datetime.timedelta(days=rule.soon):
        sentence = f"有{len(running)}项整改，最近的{due.isoformat()}到期。"
        return Verdict(Light.YELLOW, sentence, working, counted, due, what)
    return Verdict(Light.GREEN, f"有{len(running)}项整改，都在期限内。", working, counted, due, what)
