"""What several rooms' tests share: tiny sites in a folder, registers from rows, the places of findings."""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.findings import Finding
from generator.project import Project, load
from generator.records.layout import LAYOUT
from generator.records.register import Origin, Register
from generator.rulebook.shelves import SHELVES

REPOSITORY = Path(__file__).resolve().parents[1]
BRANCH = "records/branches/shili-zhibu/branch.yml"

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Place = tuple[str, str, int, int]


def places(findings: list[Finding]) -> list[Place]:
    """What a test asserts of findings: code, path, line and column of every one, all of them with words."""
    for finding in findings:
        for lang in ("zh", "en"):
            words = finding.text(lang)
            assert words.message and words.hint and "None" not in words.message
    return [(f.code, f.location.path, f.location.line, f.location.column) for f in findings]


@dataclass(frozen=True)
class TinySite:
    """The site of ``zhibu init`` in a temporary folder, to be changed by a test."""

    root: Path

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text, f"{path} no longer says {old!r}"
        self.write(path, text.replace(old, new, 1))

    def load(self) -> Project:
        return load(self.root, datetime.date(2025, 12, 31))

    def places(self) -> list[Place]:
        return places(self.load().findings)


_MODELS = {shelf.model.kind: shelf.model for shelf in (*LAYOUT, *SHELVES)}
_ROWS: dict[str, dict[str, Any]] = {
    "area": {"名称": "示例县", "类别": "县"},
    "unit": {"名称": "甲公司", "类别": "非公企业", "行业": "建材", "属地": "xian", "职工": 10},
    "branch": {
        "名称": "中国共产党甲公司支部委员会",
        "简称": "甲党支部",
        "组建": {"方式": "单独组建", "日期": "2020-01-01"},
        "隶属": {"归口": "gongwei", "属地": "xian"},
        "覆盖单位": ["甲公司"],
        "党员": {"正式": 3},
    },
    "activity": {"主题": "学习", "类别": "主题党日", "日期": "2025-03-05", "地点": "活动室", "内容": "学习。"},
    "assessment": {"名称": "评定", "体系": "xingji", "起年": 2024, "止年": 2025, "公布日期": "2025-11-20", "结果": []},
    "station": {"名称": "指导站", "属地": "xian", "依托": "中心", "站长": "委员"},
}

Rows = Mapping[str, list[dict[str, Any]]]


def make_register(rows: Rows, as_of: str = "2025-12-31") -> Register:
    """A register from rows by kind; keys that a row does not give come from a plain example of its kind."""
    register = Register(Path(), datetime.date.fromisoformat(as_of))
    for kind, items in rows.items():
        for number, item in enumerate(items):
            row = {"编号": item.get("名称", f"{kind}-{number}"), "审核": "终审", **_ROWS.get(kind, {}), **item}
            register.add(_MODELS[kind].model_validate(row), Origin(f"records/{kind}.yml"))
    return register
