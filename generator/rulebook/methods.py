"""Working methods: their steps and what a site records, checks, counts, shows and prints for each.

A site chooses its methods in ``mkdocs.yml`` (plugin option ``methods``); without the option it works by all that its
rulebook declares.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any, ClassVar

from generator.findings import Finding, Severity, declare
from generator.reading import Document, locate, read_source
from generator.records.fields import Line, Part, Prose, Record, public
from generator.records.loading import suggested
from generator.records.register import Register
from generator.records.report import Relation

__all__ = ["Method", "PrintForm", "RecordWord", "Step", "StepCheck", "choose"]

_SETTINGS = "mkdocs.yml"
_MAY_CHOOSE = re.compile(r"methods[\"']?\s*[:：]|\\")
"""What settings hold that choose methods, if by a key whose letters are written in numbers: others need no parsing."""

_NO_METHOD = declare(
    "ZB0361",
    Severity.ERROR,
    ("没有这个工作方法", "网站设置里选用了工作方法“{found}”，而 records/rulebook/methods/ 里没有它。", "{suggestion}"),
    (
        "unknown method",
        "The site chooses the method '{found}', which records/rulebook/methods/ does not hold.",
        "{suggestion_en}",
    ),
)
_NO_LIST = declare(
    "ZB0362",
    Severity.ERROR,
    (
        "工作方法应当逐个列出",
        "网站设置里的 methods 应当是方法编号的清单。",
        "请写成“methods: [liuzhua, liubu]”；全部选用的，把这一行删去。",
    ),
    (
        "methods that are no list",
        "'methods' should be a list of identifiers.",
        "Write 'methods: [liuzhua, liubu]', or delete the line to choose all.",
    ),
)


class RecordWord(StrEnum):
    """A kind of record, as the paper form calls it; ``kind`` is the model's."""

    AREA = "区域"
    COMMITTEE = "上级组织"
    UNIT = "单位"
    BRANCH = "党支部"
    ACTIVITY = "活动"
    STATION = "指导站"
    LIST = "月度清单"
    REGULATION = "制度"
    ASSESSMENT = "评定"
    PAIRING = "结对"
    CAMPAIGN = "载体"
    SHOWCASE = "案例"
    HONOUR = "荣誉"
    REPORT = "报告"

    @property
    def kind(self) -> str:
        """What the model of these records calls its kind."""
        return self.name.lower()


class PrintForm(StrEnum):
    """A printed document; ``document`` is what ``zhibu print`` calls it."""

    REGULATIONS = "制度汇编"
    SHOWCASES = "案例集"
    YEARBOOK = "年度活动档案"
    HANDBOOK = "工作手册"
    LISTS = "月度清单"
    FORMS = "空白表格"
    WALL = "上墙版"
    LABELS = "资料盒标签"

    @property
    def document(self) -> str:
        """What ``zhibu print`` calls it."""
        return self.name.lower()


class StepCheck(Part):
    """One thing to be checked in a step, and how: by rules, by a sum over figures, or why the records cannot tell."""

    text: Line = public("事项", "要检查的事项。")
    rules: list[Line] = public("规则", "按哪些规则判断，如 RU13。", [], refers="rule")
    parts: list[Line] = public("各项", "用指标核对时，相加的各个指标编号。", [])
    relation: Relation = public("关系", "各项之和与另一个指标的关系：相等、不多于、不少于。", Relation.EQUAL)
    other: Line | None = public("与", "与哪个指标比较，写指标编号。", None)
    note: Line | None = public("说明", "在别处核对的，或者记录里看不出的，用一句话说明。", None)


class Step(Part):
    name: Line = public("名称", "步骤名称。")
    text: Prose = public("说明", "本步要求做什么。")
    records: list[Line] = public("记录", "本站为此保存的记录。", [])
    kinds: list[RecordWord] = public("记录种类", "上述内容记在哪几类记录里。", [])
    terms: list[Line] = public("术语集", "本步所用“N个X”的术语集编号。", [], refers="term_set")
    checks: list[StepCheck] = public("检查", "本步要检查的事项，各怎样核对。", [])
    figures: list[Line] = public("指标", "本步的计算指标编号。", [])
    regulations: list[Line] = public("制度", "支撑本步的制度编号。", [], refers="regulation")
    outputs: list[Line] = public("产出", "本步形成的页面或印制品。", [])
    prints: list[PrintForm] = public("印制", "本步可以打印的文件。", [])

    @property
    def rules(self) -> list[str]:
        """The rules by which the step is checked, each once."""
        return list(dict.fromkeys(id for check in self.checks for id in check.rules))


class Method(Record):
    kind: ClassVar[str] = "method"
    label: ClassVar[str] = "工作方法"

    name: Line = public("名称", "方法的简称。")
    full_name: Line = public("全称", "方法的全称。")
    showcase: Line | None = public("案例", "介绍该方法的案例编号。", None, refers="showcase")
    summary: Prose = public("概述", "一两句话说明方法。")
    steps: list[Step] = public("步骤", "各步骤。", min_length=1)


def choose(register: Register) -> list[Finding]:
    """Keep the methods that the site's settings choose; findings about a choice that cannot be met."""
    document = _settings(register)
    wanted, keys = _option(document.root) if document else (None, ())
    if document is None or wanted is None:
        return []
    if not isinstance(wanted, list) or not all(isinstance(name, str) for name in wanted):
        return [Finding(_NO_LIST, locate(document, keys))]
    methods = register.records.get(Method.kind, {})
    known = list(methods)
    zh, en = f"可选的有：{'、'.join(known)}。", f"Write one of these: {', '.join(known)}."
    findings = [
        Finding(_NO_METHOD, locate(document, (*keys, index)), {"found": name, **suggested(name, known, zh, en)})
        for index, name in enumerate(wanted)
        if name not in methods and (Method.kind, name) not in register.unreadable
    ]
    register.records[Method.kind] = {name: methods[name] for name in wanted if name in methods}
    return findings


def _settings(register: Register) -> Document | None:
    """The settings as nodes; what is wrong with them otherwise is the engine's to say."""
    if not (register.root / _SETTINGS).is_file():
        return None
    source, _ = read_source(register.root, _SETTINGS)
    if source is None or not _MAY_CHOOSE.search(source.text):
        return None
    from generator.reading import parse

    return parse(source)


def _option(settings: Any) -> tuple[Any, tuple[str | int, ...]]:
    """The option ``methods`` of our plugin, and where it stands: plugins are a list or a mapping."""
    plugins = settings.get("plugins") if isinstance(settings, dict) else None
    entries: list[tuple[Any, tuple[str | int, ...]]] = []
    if isinstance(plugins, dict):
        entries = [(plugins, ("plugins",))]
    elif isinstance(plugins, list):
        entries = [(plugin, ("plugins", index)) for index, plugin in enumerate(plugins)]
    for plugin, keys in entries:
        options = plugin.get("zhibu") if isinstance(plugin, dict) else None
        if isinstance(options, dict) and options.get("methods") is not None:
            return options["methods"], (*keys, "zhibu", "methods")
    return None, ()
