"""How the numbers of each page family come about that are no figures of their own: counts, totals and shares of a page.

The foot of every page leads to its family's entry; what a page draws or tabulates leads there from its caption.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["WORKINGS", "WORKINGS_SHELVES", "Working"]


@dataclass(frozen=True, slots=True)
class Working:
    """A kind of number: what it is called on the page, how it is worked out, from which records, under which rules."""

    label: str
    how: str
    records: tuple[str, ...]
    rules: tuple[str, ...] = ()


_STATE = "按规则的判定办法，对已发布的每个支部、单位、指导站逐个判断，不适用的不计；记录没有写的算资料不足。"
_BRANCHES, _UNITS, _STATIONS = "records/branches", "records/units", "records/stations"
_ACTIVITIES = "records/branches/*/activities"

_AREA = (
    Working("支部数", "属地为本区域的党支部记录数。", (_BRANCHES,)),
    Working(
        "非公企业、已覆盖",
        "属地为本区域、类别为非公企业的单位数；其中至少有一个党支部写为“覆盖单位”的，计为已覆盖。",
        (_UNITS, _BRANCHES),
        ("RU30",),
    ),
)
_HELD = Working("场次", "活动记录逐条计数，一条记录算一场次；按日期归年月，按记录的类别归类。", (_ACTIVITIES,))
_OF_MONTH = Working(
    "开展情况",
    "分子是当月有主题党日记录的支部数，分母是该指导站服务区域内的支部总数；合计的分母是全部支部。",
    (_ACTIVITIES, _BRANCHES, _STATIONS),
    ("RU13",),
)
_SERVED = (
    Working(
        "服务支部、单位",
        "属地在指导站服务区域内的党支部记录数；单位数是这些支部“覆盖单位”的合计。",
        (_STATIONS, _BRANCHES),
    ),
    Working("指导员", "指导站记录中的指导员岗位数。", (_STATIONS,), ("RU23",)),
    Working("六有", "已具备的项数 ÷ 术语集“六有”的成员数；“加”的是另外增加的项数。", (_STATIONS,), ("RU25-5",)),
)
_PAIRS = (
    Working("对、结对村", "结对记录中的对数；村名不重复计数。", ("records/pairings",), ("RZ11",)),
    Working(
        "项目",
        "各对所列项目，按类别逐个计数；金额照记录所写；合计只加写明确切数字的，单位相同的才相加，未写明的另行数出。",
        ("records/pairings",),
    ),
)
_LISTED = Working("条数", "标题旁的数是下面所列的条数，逐条可查。", ("records",))

WORKINGS: dict[str, tuple[str, tuple[Working, ...]]] = {
    "home": ("首页", (*_AREA, _OF_MONTH, _LISTED)),
    "branches": ("支部名录", (_LISTED,)),
    "area": ("区域", _AREA),
    "branch": (
        "支部主页",
        (
            Working(
                "党员规模",
                "正式党员与预备党员之和所在的人数区间；确切人数不公开。",
                (_BRANCHES, "records/rulebook/bands.yml"),
            ),
            Working("覆盖单位、制度", "支部记录“覆盖单位”“制度”所列的条数。", (_BRANCHES,), ("RU02",)),
            Working("活动月历", "本支部当年活动记录，按类别和月份逐条计数。", (_ACTIVITIES,), ("RU11", "RU13", "RU14")),
            Working(
                "六有、资料盒",
                "记录所列的项数，对照术语集的成员。",
                (_BRANCHES, "records/rulebook/terms.yml"),
                ("RU32", "RU32-2"),
            ),
            Working("本届任期", "任期开始日期加任期年数。", (_BRANCHES,), ("RU07",)),
        ),
    ),
    "branch-activities": ("支部活动档案", (_HELD,)),
    "activities": ("活动档案", (_HELD, _LISTED)),
    "activities-year": ("全年活动", (_HELD,)),
    "activities-list": ("活动列表", (_HELD,)),
    "activity": ("一次活动", (Working("到会", "活动记录所写的人数；人数少的只写区间。", (_ACTIVITIES,), ("RU17",)),)),
    "calendar": ("组织生活月历", (_HELD, Working("合计", "同一行十二个月之和。", (_ACTIVITIES,)))),
    "lists": ("月度清单", (_OF_MONTH, _LISTED)),
    "list": ("一期清单", (_OF_MONTH, _HELD)),
    "list-notice": ("开展情况通报", (_OF_MONTH,)),
    "stations": ("指导站", _SERVED),
    "station": ("一个指导站", (*_SERVED, _OF_MONTH)),
    "coverage": ("两个覆盖", (*_AREA, Working("覆盖率", "已覆盖 ÷ 非公企业。", (_UNITS, _BRANCHES), ("RU30",)))),
    "coverage-years": (
        "历年覆盖",
        (
            Working(
                "年末已覆盖",
                "一家企业从覆盖它的支部成立那一年起计入，几个支部先后覆盖的按最早的一个。",
                (_BRANCHES, _UNITS),
                ("RU30",),
            ),
            Working(
                "覆盖率",
                "年末已覆盖 ÷ 现有非公企业；台账不记企业设立年份，所以各年用同一个分母。",
                (_UNITS,),
                ("RU30",),
            ),
        ),
    ),
    "formation": (
        "组建与届期",
        (
            Working(
                "历年组建",
                "现有党支部按成立日期的年份计数；年末支部是到这一年为止的累计，按组建方式分列。",
                (_BRANCHES,),
                ("RU01", "RU02"),
            ),
            Working("年末已覆盖企业", "一家企业从覆盖它的支部成立那一年起计入。", (_BRANCHES, _UNITS), ("RU30",)),
            Working(
                "任期届满",
                "任期开始日期加任期年数，按届满的年份计数；数据截至日以前届满的另计。",
                (_BRANCHES,),
                ("RU07",),
            ),
            Working("资料盒", "建了这一盒的党支部记录数。", (_BRANCHES,), ("RU32-2",)),
        ),
    ),
    "ratings": (
        "星级评定",
        (Working("各星级支部数", "评定记录“结果”中这一星级的支部数。", ("records/assessments",), ("RU26",)),),
    ),
    "rating": (
        "一个星级",
        (Working("支部数", "评定记录“结果”中这一星级的支部数。", ("records/assessments",), ("RU26",)),),
    ),
    "scheme": (
        "指标体系",
        (
            Working(
                "分值",
                "指标体系记录所写；各指标之和等于方面的分值，各方面之和等于满分。",
                ("records/rulebook/schemes",),
                ("RU26",),
            ),
        ),
    ),
    "honours": ("荣誉", (_LISTED,)),
    "pairings": ("结对共建", _PAIRS),
    "pairing": ("一项结对", _PAIRS),
    "campaigns": ("活动载体", (_LISTED,)),
    "regulations": (
        "制度库",
        (
            Working("章、条", "制度记录的章数和条数。", ("records/regulations",)),
            Working("执行支部", "党支部记录“制度”一项写有本制度的支部数。", (_BRANCHES,)),
        ),
    ),
    "regulation": (
        "一部制度",
        (
            Working("章、条", "制度记录的章数和条数。", ("records/regulations",)),
            Working("执行支部", "党支部记录“制度”一项写有本制度的支部数。", (_BRANCHES,)),
        ),
    ),
    "showcases": ("案例", (_LISTED,)),
    "showcase": (
        "一个案例",
        (Working("成效", "案例自己写明的数，照所写列出，佐证写在旁边。", ("content/showcases",), ("RZ10",)),),
    ),
    "methods": ("工作方法", (Working("步", "方法记录的步骤数。", ("records/rulebook/methods",)),)),
    "method": (
        "一个工作方法",
        (
            Working("记录条数", "这一类记录的条数；活动只计当年。", ("records",)),
            Working("做到、没有做到、资料不足", _STATE, ("records", "records/rulebook/rules")),
        ),
    ),
    "reports": (
        "调研报告",
        (
            Working(
                "可核对、一致", "报告“数据”一项中写明算法的数，逐个重算后与所写相同的计为一致。", ("records/reports",)
            ),
        ),
    ),
    "report": (
        "一份报告",
        (Working("核算", "按报告写明的算法，用报告自己的数和本站记录重算；对不上的写明原因。", ("records/reports",)),),
    ),
    "data": ("开放数据", (Working("指标个数", "本页所列的指标数；每个指标的公式在它自己的页上。", ("records",)),)),
    "figures": ("指标", (Working("分子、分母", "逐个写在该指标的一段里，连同记录和规则。", ("records",)),)),
    "guide": (
        "编辑指南的栏目和检查信息",
        (
            Working("栏目、问题的个数", "照程序对每类记录和每种问题的说明逐条列出。", ("schema",)),
            Working("最小、最大", "“写法”里的数是记录模型规定的范围，写到范围以外，检查会指出来。", ("records",)),
        ),
    ),
    "withdrawn": ("已撤下的页面", (Working("日期", "撤下登记所写的日期，不另行计算。", ("records",)),)),
    "working": ("数字怎么来的", (Working("办法", "逐类写明从哪些记录、怎样数出来。", ("records",)),)),
    "workings": ("各类页面", (Working("类数", "本站各类页面逐类列出，一类一条。", ("records",)),)),
    "rules": ("规则", (Working("条数", "规则手册中这一类对象的规则数。", ("records/rulebook/rules",)),)),
    "rule": (
        "一条规则",
        (
            Working(
                "数量要求",
                "规则记录所写；当地另有规定的并列出来。",
                ("records/rulebook/rules", "records/rulebook/local"),
            ),
            Working("做到、没有做到、资料不足", _STATE, ("records", "records/rulebook/rules")),
        ),
    ),
    "comparison": (
        "制度版本对照",
        (Working("没有变的条数", "两个版本条文完全相同的条，逐条计数。", ("records/regulations",)),),
    ),
    "screen": (
        "大屏",
        (*_AREA, _HELD, Working("历年党支部", "各年末已经成立的支部数，按成立日期累计。", (_BRANCHES,))),
    ),
    "search": ("搜索", (Working("结果条数", "站内页面里含有全部所搜字词的页数。", ("search",)),)),
    "downloads": ("下载", (Working("份、页", "已经印制的文件数和页数。", ("print",)),)),
    "download": ("一类文件", (Working("份、页", "已经印制的文件数和页数。", ("print",)),)),
}
"""By page family: what the family is called, and its numbers."""

WORKINGS_SHELVES = {
    "总览": ("home", "screen", "coverage", "coverage-years", "formation"),
    "支部": ("branches", "area", "branch", "branch-activities", "ratings", "rating", "scheme", "honours"),
    "活动": ("activities", "activities-year", "activities-list", "activity", "calendar"),
    "月度清单": ("lists", "list", "list-notice"),
    "指导站与结对": ("stations", "station", "pairings", "pairing", "campaigns"),
    "制度与案例": ("regulations", "regulation", "comparison", "showcases", "showcase", "methods", "method"),
    "数据与报告": ("data", "figures", "rules", "rule", "workings", "working", "reports", "report"),
    "本站": ("search", "downloads", "download", "guide", "withdrawn"),
}
"""The same families as their list of contents has them."""
