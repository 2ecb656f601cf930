"""The records of a planned corpus as YAML, written as plain text: a tenth of the time of a YAML dumper."""

from __future__ import annotations

import random
from collections.abc import Sequence

from benchmarks.phrases import (
    CASE_PARTS,
    CASE_TITLES,
    CLAUSE_ITEMS,
    CLAUSES,
    EVERYDAY,
    INTRODUCTION,
    OUTCOMES,
    POSTS,
    REGULATIONS,
    THEMES,
    UNFORMED,
)
from benchmarks.plan import Area, Branch, Meeting

__all__ = [
    "activity",
    "assessment",
    "branch",
    "case",
    "committee",
    "honour",
    "ledger",
    "monthly_list",
    "regulation",
    "station",
]

_BOXES = ("基本组织", "基本队伍", "基本活动", "基本制度", "基本保障", "上级来文", "特色工作", "工作成果")
_MARKS = ("有场所", "有设施", "有标志", "有党旗", "有书报", "有制度")
_ROLES = ("书记", "副书记", "组织委员", "宣传委员", "纪检委员")
_RULES = [id for id, _, _ in REGULATIONS]
_CASE_KINDS = ("经验", "做法", "样板", "实践", "制度", "模式", "工作法")


def _prose(key: str, paragraphs: Sequence[str]) -> str:
    return f"{key}: |-\n" + "".join(f"  {paragraph}\n" for paragraph in paragraphs)


def _until(sentences: list[str], length: int) -> list[str]:
    """As many sentences from the front as reach ``length`` characters."""
    total, taken = 0, []
    for sentence in sentences:
        taken.append(sentence)
        total += len(sentence)
        if total >= length:
            break
    return taken


def branch(item: Branch, chance: random.Random) -> str:
    """The branch record, every field filled."""
    lead, year = item.units[0], 2001 + item.number * 7 % 21
    posts = chance.sample(POSTS, 5 if item.members >= 12 else 3 if item.members >= 7 else 2)
    roles = ("书记", "组织委员", "宣传委员") if len(posts) == 3 else _ROLES[: len(posts)]
    full = max(3, item.members - chance.randint(0, 1))
    origin = ("自然过渡", "交叉任职", "党委委派", "内选", "推荐")[item.number % 5]
    words = {"unit": lead.name, "year": year, "post": posts[0], "day": item.theme_day, "industry": lead.industry}
    told = [s.format(n=chance.randint(2, 19), **words) for s in INTRODUCTION]
    sentences = _until([told[0], *chance.sample(told[1:], len(told) - 1)], chance.randint(230, 380))
    paragraphs = ["".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3)]
    rules = [rule for rule in _RULES if chance.random() < 0.4] or _RULES[:6]
    marks = [mark for mark in _MARKS if chance.random() < 0.85] or list(_MARKS)
    boxes = [box for box in _BOXES if chance.random() < 0.9] or list(_BOXES)
    lines = [
        f"名称: {item.full_name}",
        f"简称: {item.short_name}",
        "组建:",
        f"  方式: {'联合组建' if item.joint else '单独组建'}",
        f"  日期: {year}-{1 + item.number % 12:02}-18",
        f"  申请日期: {year}-{1 + item.number % 12:02}-02",
        f"  批复日期: {year}-{1 + item.number % 12:02}-16",
        f"  当地叫法: {'联' if item.joint else '建'}",
        f"隶属: {{归口: {'xian-feigong' if item.number % 3 else item.area.id}, 属地: {item.area.id}}}",
        "覆盖单位:",
        *(f"  - {unit.name}" for unit in item.units),
        f"党员: {{正式: {full}, 预备: {item.members - full if item.members > full else 0}, 流入: {item.number % 4}, "
        f"流出: {item.number % 2}}}",
        "培养:",
        *(
            f"  - {{年度: {y}, 积极分子: {chance.randint(0, 2)}, 发展对象: {chance.randint(0, 1)}, 新发展: 0, "
            f"业务骨干: {chance.randint(0, 2)}}}"
            for y in (2023, 2024, 2025)
        ),
        f"届期: {{起: 2024-{1 + item.number % 12:02}-20, 年限: 3}}",
        "班子:",
        *(f"  - {{职务: {role}, 岗位: {post}}}" for role, post in zip(roles, posts, strict=True)),
        f"书记: {{产生方式: {origin}, 交叉任职: {'是' if item.number % 5 == 1 else '否'}, 职业水平: 初级}}",
        "活动室:",
        f"  方式: {'一室多用' if item.joint else '固定'}",
        f"  地点: {lead.short_name}办公楼{'一二三四'[item.number % 4]}层",
        f"  面积: {20 + item.number % 50}",
        f"  具备: [{', '.join(marks)}]",
        f"主题党日: {item.theme_day}",
        *([f"示范点: {year + 3}-06-25"] if item.number % 3 == 0 else []),
        "制度:",
        *(f"  - {rule}" for rule in rules),
        f"资料盒: [{', '.join(boxes)}]",
        '联系电话: "0000-0000000"',
    ]
    return "\n".join(lines) + "\n" + _prose("简介", paragraphs) + "审核: {状态: 终审, 日期: 2025-12-20}\n"


def activity(item: Branch, meeting: Meeting, chance: random.Random) -> str:
    """One activity with a content of 150 to 300 characters."""
    _, title, done = THEMES[meeting.month - 1]
    sentences = _until([*chance.sample(done, 3), *chance.sample(EVERYDAY, 7)], chance.randint(150, 260))
    cut = (len(sentences) + 1) // 2
    present = max(2, item.members - chance.randint(0, 2))
    head = [
        f"主题: {title}——{item.units[0].short_name}",
        f"类别: {meeting.kind}",
        f"日期: {meeting.date}",
        "时间: 18:30—20:00",
        f"地点: {item.units[0].short_name}活动室",
        "主持: 党支部书记",
        *(["讲授: 县委党校讲师"] if meeting.kind == "党课" else []),
        f"参加: {{应到: {item.members}, 实到: {min(present, item.members)}, 列席: {chance.randint(0, 5)}}}",
        *([f'清单: "2025-{meeting.month:02}"'] if meeting.kind == "主题党日" else []),
        *(["载体: zhuti-dangri-plus"] if meeting.kind == "主题党日" and meeting.month % 3 == 1 else []),
    ]
    outcome = chance.choice(OUTCOMES).format(n=chance.randint(3, 40))
    return (
        "\n".join(head)
        + "\n"
        + _prose("内容", ("".join(sentences[:cut]), "".join(sentences[cut:])))
        + _prose("成效", (outcome,))
        + "审核: 终审\n"
    )


def ledger(area: Area) -> str:
    """The ledger of an area's units, covered or not."""
    parts = [f"# {area.name}单位台账\n审核: 终审\n单位:\n"]
    for number, unit in enumerate(area.units):
        parts.append(
            f"  - 名称: {unit.name}\n    简称: {unit.short_name}\n    类别: 非公企业\n    行业: {unit.industry}\n"
            f"    群团: [{'工会, 青妇组织' if number % 4 == 0 else '工会'}]\n    职工: {unit.employees}\n"
            f"    简介: {unit.line}\n"
        )
        if not unit.formed:
            reason, measure = UNFORMED[number % len(UNFORMED)]
            parts.append(
                f"    未建:\n      原因: {reason}\n      措施: {measure}\n      责任岗位: {area.name}党建办主任\n"
                "      时限: 2026-06-30\n      五个清: [经营运行情况清, 职工队伍情况清, 党员队伍情况清]\n"
            )
    return "".join(parts)


def committee(area: Area) -> str:
    """The committee of an area."""
    body = "工作委员会" if area.type != "镇" else "委员会"
    seats = (("书记", "书记"), ("副书记", "副书记"), ("委员", "组织委员"), ("委员", "宣传委员"))
    return (
        f"名称: 中国共产党示例县{area.name}{body}\n简称: {area.name}{'党委' if area.type == '镇' else '党工委'}\n"
        f"级别: 党（工）委\n上级: xian-liangxin\n属地: {area.id}\n"
        "职责: |-\n  对辖区非公企业和社会组织党建负兜底责任\n  审批归口支部的组建和换届\n组成:\n"
        + "".join(f"  - {{职务: {role}, 岗位: {area.name}{post}}}\n" for role, post in seats)
        + "审核: 终审\n"
    )


def station(number: int, branches: Sequence[Branch]) -> str:
    """A guidance station whose instructors look after four branches each, and after the uncovered units."""
    areas = list(dict.fromkeys(b.area.id for b in branches))
    home = branches[0].area
    lines = [
        f"名称: {home.name}第{number}党建工作指导站",
        f"属地: {home.id}",
        f"服务区域: [{', '.join(areas)}]",
        f"依托: {home.name}党群服务中心",
        "设立日期: 2023-06-14",
        f"站长: {home.name}党委副书记",
        f"副站长: [{home.name}组织委员]",
        "六有: [有站组标牌, 有固定场所, 有上墙制度, 有学习资料, 有办公设施, 有指导组架构图]",
        "加X: [多媒体电教设备, 职工招聘信息屏]",
        "制度: [工作推进制度, 工作例会制度, 定期报告制度, 资料归档制度]",
        "台账: [联系走访台账, 各类会议台账, 党建活动台账]",
        f"年度计划: {home.name}第{number}党建工作指导站2025年工作方案",
        '联系电话: "0000-0000000"',
        "简介: |-",
        f"  指导站依托{home.name}党群服务中心，服务附近{len(branches)}个党支部。",
        "  未建党组织的单位逐户有人联系，每季度复核一次。",
        "例会:",
        *(f"  - {{日期: 2025-{month:02}-26, 议题: 核对台账，安排下月走访}}" for month in range(1, 13)),
        "指导员:",
    ]
    for start in range(0, len(branches), 4):
        looked_after = ", ".join(b.id for b in branches[start : start + 4])
        lines += [
            f"  - 岗位: {home.name}党建办第{start // 4 + 1}组干部",
            "    来源: 镇街机关在职干部",
            "    方式: 一对多",
            f"    联系支部: [{looked_after}]",
            "    季度评价:",
            *(f'      - {{季度: "2025-Q{quarter}", 得分: {86 + (start + quarter) % 9}}}' for quarter in range(1, 5)),
        ]
    lines.append("审核: 终审")
    return "\n".join(lines) + "\n"


def monthly_list(month: int, stations: Sequence[str]) -> str:
    """The list of a month."""
    _, title, done = THEMES[month - 1]
    published = f"2025-{month - 1:02}-27" if month > 1 else "2024-12-27"
    return (
        f'年月: "2025-{month:02}"\n主题: {title}\n发布日期: {published}\n发布站:\n'
        + "".join(f"  - {id}\n" for id in stations)
        + "主题党日:\n"
        + "".join(f"  - {line.rstrip('。')}\n" for line in done)
        + "工作提示:\n"
        + f"  - {{事项: 组织生活记录归档, 时限: {month}月底前, 制度: sanhui-yike}}\n"
        + f"  - {{事项: 梳理企业诉求，报指导站转办, 时限: {month}月20日前, 制度: dangjian-zhidaoyuan}}\n"
        + "审核: 终审\n"
    )


def assessment(first: int, announced: str, results: Sequence[tuple[Branch, int]]) -> str:
    """A round of star ratings."""
    rows = "".join(
        f"  - {{支部: {b.id}, 星级: {stars}, 得分: {40 + stars * 10 + b.number % 10}}}\n" for b, stars in results
    )
    return (
        f"名称: {first}—{first + 1}年度非公企业党支部星级评定\n体系: xingji\n起年: {first}\n止年: {first + 1}\n"
        f"公布日期: {announced}\n说明: |-\n  评出星级{len(results)}个。\n"
        + (f"结果:\n{rows}" if rows else "")
        + "审核: 终审\n"
    )


def honour(number: int, branches: Sequence[Branch]) -> str:
    """An honour with the branches that received it."""
    level, giver = (("县级", "中共示例县委"), ("市级", "中共示例市委"), ("省级", "中共示例省委"))[number % 3]
    return (
        f"名称: {level}两新组织先进党支部（第{number + 1}批）\n级别: {level}\n"
        f"授予日期: {2021 + number % 5}-06-{10 + number % 19}\n授予单位: {giver}两新组织工作委员会\n"
        f"支部: [{', '.join(b.id for b in branches)}]\n事由: 组织生活规范，服务生产经营有实招\n审核: 终审\n"
    )


def regulation(subject: str, group: str, chance: random.Random) -> str:
    """A regulation of five chapters and fourteen articles."""
    texts = [text.format(name=subject) for text in CLAUSES]
    middle = texts[1:-1]
    chance.shuffle(middle)
    texts = [texts[0], *middle, texts[-1]]
    chapters = (
        ("总则", texts[:3]),
        ("内容", texts[3:6]),
        ("组织", texts[6:9]),
        ("检查", texts[9:12]),
        ("附则", texts[12:]),
    )
    parts = [
        f"名称: {subject}制度\n简称: {subject}\n类别: {group}\n"
        '版本: "2025-01"\n通过日期: 2025-01-10\n施行日期: 2025-02-01\n'
        "制定单位: 中共示例县委两新组织工作委员会\n适用范围: 全县两新组织党支部\n依据:\n"
        "  - 文件: 中国共产党支部工作条例（试行）\n    条款: 第十一条至第十四条\n章:\n"
    ]
    for title, articles in chapters:
        parts.append(f"  - 标题: {title}\n    条:\n")
        for index, text in enumerate(articles):
            parts.append(f"      - 文: |-\n          {text}\n")
            if title == "内容" and index == 0:
                parts.append("        项:\n" + "".join(f"          - {line}\n" for line in CLAUSE_ITEMS))
    points = "".join(f"    - {text.split('。')[0][:60]}。\n" for text in texts[1:7])
    parts.append(f"上墙:\n  标题: {subject}制度\n  要点:\n{points}审核: {{状态: 终审, 日期: 2025-01-15}}\n")
    return "".join(parts)


def case(number: int, item: Branch, chance: random.Random) -> str:
    """A showcase in Markdown, about a thousand characters."""
    title = f"{item.units[0].short_name}：{CASE_TITLES[number % len(CASE_TITLES)]}"
    narrative = "\n".join(f"## {head}\n\n{text.format(unit=item.units[0].name)}\n" for head, text in CASE_PARTS)
    return (
        f"---\n名称: {title}\n类别: {_CASE_KINDS[number % 7]}\n支部: {item.id}\n"
        f"一句话: 把党员放到离问题最近的地方，一年登记问题{chance.randint(40, 300)}项，绝大多数当月办结。\n年度: 2025\n"
        "属性:\n  创新性: 把党员责任区与班前会合在一起，每次只讲一个真实问题，讲完就分工整改。\n"
        "  先进性: 从发现到销号全程登记，交接不断档，党员对责任区负提醒和督促责任。\n"
        "  推广性: 班组作业单位均可采用，只需一块岗牌和一本登记簿。\n  影响力: 镇里组织同类企业观摩。\n成效:\n"
        f"  - {{指标: 党员责任区, 数值: {chance.randint(2, 9)}, 单位: 个}}\n"
        f"  - {{指标: 办结问题, 数值: {chance.randint(30, 250)}, 单位: 项}}\n"
        "可复制:\n  - 每次只讲一个问题，讲清位置、危害、谁来改。\n  - 当班能改的当班改，改不了的挂牌限期。\n"
        "佐证:\n  - 登记簿\n  - 整改台账\n审核: {状态: 终审, 日期: 2025-12-20}\n---\n\n" + narrative
    )
