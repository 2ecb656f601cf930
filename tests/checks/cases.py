"""Golden cases of checks: small YAML files in the words of the form, and a site made of them.

A case says in ``记录`` only what matters for it; the rest of each record comes from a plain example of its kind. ``应当
发现`` lists what the check has to find, whole sentences, with the place as a clerk would name it: the record, then the
keys, entries of a list counted from 1.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from ruamel.yaml import YAML
from support import PLAIN_BRANCH

from generator.findings import Finding, Location
from generator.project import load
from generator.records.layout import LAYOUT, Shelf
from generator.records.register import Register
from generator.rulebook.shelves import SHELVES

__all__ = ["CASES", "Case", "Made", "cases", "make"]

CASES = Path(__file__).parent / "cases"
_GONE = "（删去）"
_SHELVES = {shelf.model.label: shelf for shelf in (*LAYOUT, *SHELVES)}
_SHIPPED = ("rule", "scheme", "term_set", "bands", "word")

_PLAIN: dict[str, dict[str, Any]] = {
    "网站": {"名称": "示例县两新党建", "地区": "示例县", "发布单位": "示例县委两新工委"},
    "区域": {"名称": "示例县", "类别": "县"},
    "上级组织": {"名称": "示例县委两新工委", "简称": "县委两新工委", "级别": "两新工委"},
    "单位": {"类别": "非公企业", "行业": "建材", "职工": 10},
    "党支部": PLAIN_BRANCH,
    "活动": {
        "主题": "学习讨论",
        "类别": "主题党日",
        "地点": "活动室",
        "内容": "学习理论，讨论生产中遇到的难题，大家定下三件实事，分头去办。",
    },
    "制度": {
        "名称": "某制度",
        "简称": "某制度",
        "类别": "组织生活",
        "版本": "2025-01",
        "通过日期": "2025-01-10",
        "制定单位": "县委两新工委",
        "适用范围": "全县",
        "章": [{"标题": "总则", "条": [{"文": "按期开展。"}]}],
    },
    "指导站": {"名称": "城关指导站", "属地": "xian", "依托": "党群中心", "站长": "街道委员"},
    "月度清单": {"主题": "学习", "发布日期": "2025-01-02"},
    "评定": {"名称": "星级评定", "体系": "xingji", "起年": 2024, "止年": 2025, "公布日期": "2025-12-20"},
    "考核": {"名称": "年度考核", "体系": "lianshu-liankao", "年度": 2025, "确定日期": "2025-12-20"},
    "整改事项": {"名称": "补选书记", "发现日期": "2025-03-01", "问题": "书记空缺。"},
    "结对": {"名称": "村企结对", "类别": "村企结对", "起": "2025-01-10"},
    "载体": {"名称": "某载体", "发起": "县委两新工委", "状态": "进行中", "起": "2025-01-01", "简介": "简介。"},
    "荣誉": {"名称": "先进", "级别": "县级", "授予日期": "2025-07-01", "授予单位": "县委"},
    "规则": {
        "名称": "某规则",
        "对象": "支部",
        "判定": "活动次数",
        "依据": [{"文献": "某文件"}],
        "把握": "地方规定",
        "改进": "按期开展。",
    },
    "当地改动": {"依据": [{"文献": "当地文件"}]},
    "指标体系": {"名称": "某体系", "对象": "党支部", "周期": "每年", "依据": [{"文献": "某文件"}], "把握": "地方规定"},
    "用语": {"说明": "不规范。"},
    "案例": {"名称": "某案例", "类别": "做法", "一句话": "一句话。"},
}
_ALWAYS = {"网站 site": {}, "区域 xian": {}, "上级组织 gongwei": {}, "单位 甲公司": {}}


@dataclass(frozen=True)
class Case:
    """One golden case."""

    check: str
    path: Path
    content: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.check}/{self.path.stem}"

    @property
    def expected(self) -> list[dict[str, Any]]:
        return list(self.content.get("应当发现") or [])


@dataclass
class Made:
    """A site made of a case."""

    register: Register
    findings: list[Finding]

    def place(self, words: str) -> list[Location]:
        """Where a place named in words stands: as key and as value."""
        if ":" in words and "/" in words:
            path, line, column = words.rsplit(":", 2)
            return [Location(path, int(line), int(column))]
        label, id, *rest = words.split(" ")
        keys = [int(key) - 1 if key.isdigit() else key for key in rest]
        origin = self.register.origin_of(_SHELVES[label].model.kind, id)
        return [self.register.place_at(origin, keys, want) for want in ("value", "key")]


def cases() -> list[Case]:
    """Every case of every check."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    return [Case(path.parent.name, path, yaml.load(path)) for path in sorted(CASES.rglob("*.yml"))]


def make(case: Case, root: Path, shipped: Register) -> Made:
    """Write the site of a case and read it; the rulebook is the one that comes with the program."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    rows = {**_ALWAYS, **(case.content.get("记录") or {})}
    ledgers: dict[str, tuple[str, list[dict[str, Any]]]] = {}
    for head, row in rows.items():
        label, id = head.split(" ", 1)
        shelf = _SHELVES[label]
        full = {"审核": "终审", **_PLAIN.get(label, {}), **(row or {})}
        full = {key: _dates(value) for key, value in full.items() if value != _GONE}
        if shelf.ledger is not None:
            full.pop("审核") if (row or {}).get("审核") is None else None
            full = {("名称" if label == "单位" else "编号"): id, **full}
            path = shelf.path.format(area="xian", file="case", id=id)
            ledgers.setdefault(path, (shelf.ledger, []))[1].append(full)
        else:
            _write(yaml, root / _path(shelf, id), full, shelf)
    for path, (ledger, entries) in ledgers.items():
        _write(yaml, root / path, {"审核": "终审", ledger: entries}, None)
    for path, text in (case.content.get("文件") or {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for path, sheets in (case.content.get("印制") or {}).items():
        _print(root / "print" / path, **sheets)
    (root / "mkdocs.yml").touch()
    project = load(root, datetime.date.fromisoformat(str(case.content.get("截至", "2025-12-31"))))
    register, findings = project.register, project.findings
    assert register is not None
    for kind in _SHIPPED:
        held = register.records.get(kind, {})
        for id, record in shipped.records.get(kind, {}).items():
            if id not in held:
                register.add(record, shipped.origins[kind, id])
    return Made(register, findings)


def _print(target: Path, 页: int, 字体: dict[str, bool], 出血: float = 0) -> None:
    """A PDF of so many A3 sheets, cut that many mm inside its edge, that names fonts and holds those with 是."""
    target.parent.mkdir(parents=True, exist_ok=True)
    pdf, edge = pikepdf.new(), 出血 / 25.4 * 72
    for _ in range(页):
        page = pdf.add_blank_page(page_size=(842, 1191))
        page.obj.TrimBox = pikepdf.Array([edge, edge, 842 - edge, 1191 - edge])
    for name, embedded in 字体.items():
        file = {"/FontFile3": pdf.make_stream(b"")} if embedded == "是" else {}
        descriptor = pdf.make_indirect(pikepdf.Dictionary({"/Type": pikepdf.Name.FontDescriptor, **file}))
        inner = {
            "/Type": pikepdf.Name.Font,
            "/BaseFont": pikepdf.Name(f"/ABCDEF+{name}"),
            "/FontDescriptor": descriptor,
        }
        font = pdf.make_indirect(pikepdf.Dictionary(inner))
        pdf.Root[f"/Case{name}"] = pdf.make_indirect(
            pikepdf.Dictionary(
                {"/Type": pikepdf.Name.Font, "/BaseFont": inner["/BaseFont"], "/DescendantFonts": [font]}
            )
        )
    pdf.save(target)


def _path(shelf: Shelf, id: str) -> str:
    if "{branch}" in shelf.path:
        branch, name = id.split("/")
        return shelf.path.format(branch=branch, year=name[:4], id=name)
    return shelf.path.format(id=id)


def _dates(value: Any) -> Any:
    """Dates that the YAML reader made of a case are written as text again."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _dates(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_dates(item) for item in value]
    return value


def _write(yaml: Any, target: Path, content: dict[str, Any], shelf: Shelf | None) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8") as file:
        body = content.pop(shelf.body, "正文。\n") if shelf is not None and shelf.body else None
        if body is not None:
            file.write("---\n")
        yaml.dump(content, file)
        if body is not None:
            file.write(f"---\n{body}")
