"""A valid site of any size: ``python -m benchmarks.corpus DIR --branches N --seed S``.

A thousand branches bring 12,000 activities, 100 showcases and 30 regulations, with areas, committees, ledgers of
units, stations, lists, two rounds of ratings, honours, pairings and a report that agree with them. The same seed gives
the same bytes.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from benchmarks import wording
from benchmarks.phrases import REGULATIONS
from benchmarks.plan import Branch, Plan, make_plan

__all__ = ["main", "write_corpus"]

_REPOSITORY = Path(__file__).resolve().parents[1]
_METHOD_CASES = ("guifanhua", "liubu", "liuzhua", "wuxue-sizhua", "zhidaozhan")
"""Identifiers of showcases that the methods of the repository's rulebook refer to."""

_SITE = """\
名称: 示例县两新党建
地区: 示例县
发布单位: 中共示例县委两新组织工作委员会
说明语: 一个支部一份记录，一县数字一本账
简介: |-
  本站为测速用的演示数据，全部单位、支部和活动均为虚构。
示例: 是
数据截至: 2025-12-31
备案: {ICP: 示例ICP备00000000号}
联系: {岗位: 县委两新工委综合科值班, 电话: "0000-0000000", 时间: "工作日 8:30—12:00"}
审核: 终审
"""
_COMMITTEES = {
    "xian-liangxin": "名称: 中共示例县委两新组织工作委员会\n简称: 县委两新工委\n级别: 两新工委\n属地: shilixian\n"
    "设在: 中共示例县委社会工作部\n组成:\n  - {职务: 书记, 岗位: 县委社会工作部部长}\n审核: 终审\n",
    "xian-feigong": "名称: 中共示例县非公有制企业委员会\n简称: 县非公企业党委\n级别: 非公党委\n上级: xian-liangxin\n"
    "属地: shilixian\n设在: 示例县市场监督管理局\n"
    "组成:\n  - {职务: 书记, 岗位: 县市场监督管理局党组书记}\n审核: 终审\n",
}
_CAMPAIGN = """\
名称: 主题党日+
发起: 中共示例县委两新组织工作委员会
状态: 进行中
起: 2022-03-01
必做: 是
简介: |-
  每月一个主题，与三会一课统筹安排。
审核: 终审
"""


def _areas(plan: Plan) -> str:
    parts = ["审核: 终审\n区域:\n  - {编号: shilixian, 名称: 示例县, 类别: 县}\n"]
    for area in plan.areas:
        parts.append(
            f"  - 编号: {area.id}\n    名称: {area.name}\n    类别: {area.type}\n    上级: shilixian\n    责任:\n"
            f"      - {{岗位: {area.name}书记, 四包: [包组建, 包发展]}}\n"
            f"      - {{岗位: {area.name}组织委员, 四包: [包宣传, 包登记]}}\n"
        )
    return "".join(parts)


def _report(plan: Plan) -> str:
    units = [unit for area in plan.areas for unit in area.units]
    covered, total, joint = sum(u.formed for u in units), len(units), sum(b.joint for b in plan.branches)
    share = (Decimal(covered) * 100 / Decimal(total)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    theme_days = sum(m.kind == "主题党日" for b in plan.branches for m in b.meetings)
    claims = (
        ("非公企业", total, "户", "units.enterprises"),
        ("已覆盖非公企业", covered, "户", "units.covered"),
        ("组织覆盖率", share, "%", "coverage.organisation"),
        ("党组织", len(plan.branches), "个", "organisations.total"),
        ("联合组建", joint, "个", "organisations.joint"),
        ("主题党日", theme_days, "场次", "activities.theme_day"),
    )
    return (
        "名称: 示例县非公企业党支部建设情况报告\n日期: 2025-12-31\n起草单位: 中共示例县委两新组织工作委员会\n"
        f"摘要: {len(plan.branches)}个党组织覆盖{covered}户非公企业。\n章节:\n  - 标题: 基本情况\n    正文: |-\n"
        f"      全县共有非公企业{total}户，其中{covered}户已被党组织覆盖，覆盖率{share}%。\n"
        "  - 标题: 主要做法\n    条目:\n      - 逐户核对单位台账和支部记录。\n      - 按月发布清单，按季复核。\n数据:\n"
        + "".join(
            f'  - {{说法: {name}{value}{unit}, 数值: {value}, 单位: "{unit}", 指标: {figure}}}\n'
            for name, value, unit, figure in claims
        )
        + "审核: 终审\n"
    )


def _pairing(branches: Sequence[Branch]) -> str:
    """Every second branch with a village of its own."""
    pairs = "".join(
        f"  - 支部: [{b.id}]\n    村: {b.area.name}第{b.number + 1}村\n    项目:\n"
        f"      - {{类别: 产业扶持, 名称: 山货收购点, 金额: {1 + b.number % 9}, 单位: 万元}}\n"
        for b in branches[::2]
    )
    return f"名称: 村企结对共建行动\n类别: 村企结对\n起: 2024-03-01\n结对:\n{pairs}审核: 终审\n"


def _rulebook(cases: set[str]) -> Iterator[tuple[str, str]]:
    """The repository's rulebook without its county's own; a method only where what it refers to is in the corpus."""
    folder = _REPOSITORY / "records" / "rulebook"
    rules = {id for id, _, _ in REGULATIONS}
    for path in sorted(folder.rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        if path.parent.name == "local":
            continue
        if path.parent.name == "methods":
            named = {rule.strip() for rules_ in re.findall(r"制度: \[(.*?)\]", text) for rule in rules_.split(",")}
            if not named <= rules or not set(re.findall(r"^案例: (\S+)", text, re.M)) <= cases:
                continue
        yield f"records/rulebook/{path.relative_to(folder).as_posix()}", text


def _settings() -> str:
    """The repository's mkdocs.yml with a theme folder of the site's own, which the template edit changes."""
    text = (_REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    return text.replace("  name: material\n", "  name: material\n  custom_dir: theme\n", 1)


def _prose() -> Iterator[tuple[str, str]]:
    """The repository's prose pages, which the navigation of its mkdocs.yml names; showcases are our own."""
    folder = _REPOSITORY / "content"
    for path in sorted(folder.rglob("*.md")):
        if "showcases" not in path.parts:
            yield f"content/{path.relative_to(folder).as_posix()}", path.read_text(encoding="utf-8")


def _files(plan: Plan, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Every file of the corpus: its path and its text."""
    yield "mkdocs.yml", _settings()
    yield from _prose()
    yield "records/site.yml", _SITE
    yield "records/areas.yml", _areas(plan)
    for id, text in _COMMITTEES.items():
        yield f"records/committees/{id}.yml", text
    for area in plan.areas:
        yield f"records/committees/{area.id}.yml", wording.committee(area)
        yield f"records/units/{area.id}.yml", wording.ledger(area)
    for branch in plan.branches:
        folder = f"records/branches/{branch.id}"
        yield f"{folder}/branch.yml", wording.branch(branch, chance)
        for meeting in branch.meetings:
            path = f"{folder}/activities/{meeting.date.year}/{meeting.date}-{meeting.slug}.yml"
            yield path, wording.activity(branch, meeting, chance)
    for id, subject, group in REGULATIONS:
        yield f"records/regulations/{id}.yml", wording.regulation(subject, group, chance)
    cases: set[str] = set()
    for number in range(max(1, len(plan.branches) // 10)):
        id = _METHOD_CASES[number] if number < len(_METHOD_CASES) else f"case-{number + 1:04}"
        cases.add(id)
        yield f"content/showcases/{id}.md", wording.case(number, plan.branches[number * 10], chance)
    stations = []
    for number, group in enumerate(plan.stations(), 1):
        stations.append(f"zhan-{number:03}")
        yield f"records/stations/{stations[-1]}.yml", wording.station(number, group)
    for month in range(1, 13):
        yield f"records/lists/2025-{month:02}.yml", wording.monthly_list(month, stations)
    rated = [(branch, branch.stars) for branch in plan.branches if branch.stars]
    yield "records/assessments/xingji-2024-2025.yml", wording.assessment(2024, "2025-12-18", rated)
    earlier = [(branch, max(1, stars - 1)) for branch, stars in rated if branch.number % 4]
    yield "records/assessments/xingji-2022-2023.yml", wording.assessment(2022, "2024-01-18", earlier)
    for number in range(max(3, len(plan.branches) // 50)):
        yield f"records/honours/honour-{number + 1:03}.yml", wording.honour(number, plan.branches[number::50][:8])
    yield "records/campaigns/zhuti-dangri-plus.yml", _CAMPAIGN
    for start in range(0, len(plan.branches), 1000):  # one file would pass the limit of lines
        yield f"records/pairings/cunqi-{start // 1000 + 1:02}.yml", _pairing(plan.branches[start : start + 1000])
    yield "records/reports/2025-baogao.yml", _report(plan)
    yield from _rulebook(cases)


def write_corpus(folder: Path, branches: int, seed: int = 1) -> tuple[int, int]:
    """Write the corpus; return the number of files and of bytes."""
    chance = random.Random(seed)
    made: set[str] = set()
    count = size = 0
    for path, text in _files(make_plan(branches, chance), chance):
        target = os.path.join(folder, path)
        parent = os.path.dirname(target)
        if parent not in made:
            Path(parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        data = text.encode()
        with open(target, "wb") as file:
            file.write(data)
        count, size = count + 1, size + len(data)
    (folder / "theme" / "pages").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_REPOSITORY / "theme" / "pages" / "activity.html", folder / "theme" / "pages" / "activity.html")
    return count, size


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; must be empty or absent")
    parser.add_argument("--branches", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    options = parser.parse_args()
    if not 1 <= options.branches <= 20_000:
        parser.error("--branches: 1 to 20,000 (so far the names of areas and the limit of lines in a file go)")
    if options.folder.exists() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty")
    start = time.perf_counter()
    count, size = write_corpus(options.folder, options.branches, options.seed)
    print(f"{count:,} files, {size / 1e6:.1f} MB in {time.perf_counter() - start:.1f} s: {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
