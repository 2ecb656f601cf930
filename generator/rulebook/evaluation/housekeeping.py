"""Room, boxes, check-lists, reviews: what stands ready and what is on paper."""

from __future__ import annotations

from fractions import Fraction

from generator.records.fields import Record, ReviewState
from generator.records.values import exact
from generator.rulebook.evaluation.case import Case
from generator.rulebook.evaluation.judges import breach, limit_of, of_branch
from generator.rulebook.evaluation.statuses import Counted, Light, Verdict
from generator.rulebook.rules import Rule

__all__: list[str] = []


def _missing(case: Case, terms: str, ticked: list[str]) -> str:
    known = case.around.terms.get(terms)
    missing = [member for member in known.members if member not in ticked] if known else []
    return f"，缺{'、'.join(missing)}" if missing else ""


@of_branch("活动室", "六有", "面积", "人均面积")
def room(case: Case, rule: Rule) -> Verdict:
    """The room has its six marks and is large enough, by itself or by member."""
    held = case.branch.room
    if held is None:
        return Verdict(Light.UNKNOWN, "没有填写活动室，不能判断。")
    counted = (Counted(case.branch.kind, case.branch.id, ("活动室",)),)
    six = limit_of(rule, "六有")
    working = [f"要求：六有{six.words}；记录：{len(held.marks)}项"]
    if not six.holds(len(held.marks)):
        sentence = f"活动室具备{len(held.marks)}项{_missing(case, 'liuyou-huodongshi', held.marks)}。"
        return Verdict(breach(rule), sentence, tuple(working), counted)
    area = exact(held.square_metres)
    if area is None:
        return Verdict(Light.GREEN, "活动室“六有”齐全，面积没有写明确切数字。", tuple(working), counted)
    whole, each = limit_of(rule, "面积"), limit_of(rule, "人均面积")
    share = Fraction(area) / Fraction(case.total) if case.total else None
    working.append(f"要求：面积{whole.words}，或人均{each.words}；记录：{area}平方米")
    if share is not None:
        working.append(f"人均：{area} ÷ {case.total} = {float(share):.1f}平方米")
    if whole.holds(area) or (share is not None and each.holds(share)):
        return Verdict(Light.GREEN, f"活动室“六有”齐全，面积{area}平方米。", tuple(working), counted)
    sentence = f"活动室面积{area}平方米，规定{whole.words}或人均{each.words}。"
    return Verdict(breach(rule), sentence, tuple(working), counted)


@of_branch("资料盒", "资料盒")
def boxes(case: Case, rule: Rule) -> Verdict:
    """Every kind of file box, each with its picture and its list once those are recorded."""
    branch = case.branch
    if not branch.boxes:
        return Verdict(Light.UNKNOWN, "没有填写资料盒，不能判断。")
    counted = (Counted(branch.kind, branch.id, ("资料盒",)),)
    limit, number = limit_of(rule, "资料盒"), len(set(branch.boxes))
    working = (f"要求：{limit.words}；记录：{number}个",)
    if not limit.holds(number):
        sentence = f"资料盒{number}个{_missing(case, 'ziliaohe', branch.boxes)}。"
        return Verdict(breach(rule), sentence, working, counted)
    for word, done in (("盒面图片", branch.box_pictures), ("盒内清单", branch.box_contents)):
        lacking = [box for box in branch.boxes if done and box not in done]
        if lacking:
            return Verdict(breach(rule), f"{'、'.join(lacking)}盒没有{word}。", working, counted)
    if not branch.box_pictures or not branch.box_contents:
        return Verdict(Light.GREEN, f"资料盒{number}个齐全；盒面图片和盒内清单没有填写。", working, counted)
    return Verdict(Light.GREEN, f"资料盒{number}个齐全，图片和清单都有。", working, counted)


@of_branch("对照检查")
def check_lists(case: Case, rule: Rule) -> Verdict:
    """Every member of a term set is there, and something shows it."""
    branch = case.branch
    if not branch.check_lists:
        return Verdict(Light.NOT_APPLICABLE, "没有填写术语集对照。")
    working, counted, short = [], [], []
    for index, held in enumerate(branch.check_lists):
        terms = case.around.terms.get(held.terms)
        if terms is None:
            continue
        counted.append(Counted(branch.kind, branch.id, ("对照", index)))
        missing = [member for member in terms.members if member not in held.ticked]
        working.append(f"{terms.name}：{len(terms.members)}项，具备{len(terms.members) - len(missing)}项")
        if missing:
            short.append(f"{terms.name}缺{'、'.join(missing)}")
        elif not held.evidence:
            short.append(f"{terms.name}没有佐证材料")
    if short:
        return Verdict(breach(rule), f"{'；'.join(short)}。", tuple(working), tuple(counted))
    return Verdict(Light.GREEN, "对照的各项都已具备，有佐证。", tuple(working), tuple(counted))


@of_branch("三审", inside=True)
def reviews(case: Case, rule: Rule) -> Verdict:
    """What went through its last review says who drafted, checked and approved it."""
    records: list[Record] = [case.branch, *case.activities]
    final = [record for record in records if record.review.state is ReviewState.FINAL]
    if not final:
        return Verdict(Light.NOT_APPLICABLE, "没有终审的记录。")
    bare = [
        record
        for record in final
        if not (record.review.drafted_by and record.review.checked_by and record.review.approved_by)
    ]
    working = (f"终审记录{len(final)}条，其中没有写全起草、审核、批准岗位的{len(bare)}条",)
    if not bare:
        return Verdict(Light.GREEN, f"{len(final)}条终审记录都写明了起草、审核和批准岗位。", working)
    if len(bare) == len(final):
        return Verdict(Light.UNKNOWN, f"{len(final)}条终审记录都没有写起草、审核和批准岗位。", working)
    counted = tuple(Counted(record.kind, record.id, ("审核",)) for record in bare)
    sentence = f"{len(bare)}条终审记录没有写全起草、审核和批准岗位。"
    return Verdict(breach(rule), sentence, working, counted, at=counted[0])
