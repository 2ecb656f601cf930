"""What several rooms' tests share: tiny sites, registers from rows, places of findings, Git, the command line."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.findings import Finding
from generator.listing import RECENT
from generator.project import Project, load
from generator.records.collecting import record_files
from generator.records.layout import LAYOUT
from generator.records.register import Origin, Register
from generator.rulebook.shelves import SHELVES, shelf_of

REPOSITORY = Path(__file__).resolve().parents[1]
GOLDEN = REPOSITORY / "tests" / "golden"
TWENTY_MISTAKES = GOLDEN / "twenty-mistakes"
AS_OF = datetime.date(2025, 12, 31)
BRANCH, UNITS = "records/branches/shili-zhibu/branch.yml", "records/units/chengguan.yml"
"""The branch of a tiny site and the ledger of its units."""
BANDS = {"编号": "dangyuan", "名称": "党员人数", "界": [3, 7, 50, 100], "单位": "人", "小群体": 7, "合计至少": 3}
"""How numbers of people are published."""
SHARDS = [
    ":", "：", "- ", "  ", "\t", "[", "}", "'", "“", "xx", "400余", "１２", "2025-02-30", "是", "null", "12", "#",
    "---\n", "编号: a\n", "无: 1\n",
]  # fmt: skip
"""What a slip leaves in a record."""

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Place = tuple[str, str, int, int]
Spot = tuple[str, int, int]


def places(findings: list[Finding]) -> list[Place]:
    """What a test asserts of findings: code, path, line and column of every one, all of them with words."""
    for finding in findings:
        for lang in ("zh", "en"):
            words = finding.text(lang)
            assert words.message and words.hint and "None" not in words.message
    return [(f.code, f.location.path, f.location.line, f.location.column) for f in findings]


def spots(findings: list[Finding]) -> list[Spot]:
    """The same where there is one text only: code, line and column."""
    return [(code, line, column) for code, _, line, column in places(findings)]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder: its path there and its content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Paths at which two trees differ."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def copy_demonstration(folder: Path, *more: str) -> Path:
    """The repository's own site in another folder, and what else of the repository is named."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("records", "content", "mkdocs.yml", *more):
        source = REPOSITORY / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    return folder


@cache
def demonstration_records() -> Sequence[str]:
    """The path of every record of the repository's own site."""
    return [path for path in record_files(REPOSITORY) if shelf_of(path) is not None]


def settle() -> None:
    """Wait until no file is so new that it may change again without showing it."""
    time.sleep(2 * RECENT / 1e9)


def environment(source: Path = REPOSITORY) -> dict[str, str]:
    """What a program is started with to find ours in a folder."""
    return {**os.environ, "PYTHONPATH": str(source), "PYTHONUTF8": "1"}


def run(folder: Path, *words: str, source: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    """The command line as a user has it: in a folder, as a program of its own."""
    command = [sys.executable, "-m", "generator", *words]
    return subprocess.run(
        command, cwd=folder, env=environment(source), capture_output=True, encoding="utf-8", check=False
    )


def git(folder: Path, *words: str, author: str = "录入员 <e@example.org>", day: str = "") -> str:
    """Run Git in a folder as somebody, where wanted on a day, whatever the settings of who runs the tests."""
    name, _, address = author.rstrip(">").partition(" <")
    who = ["-c", f"user.name={name}", "-c", f"user.email={address}", "-c", "core.quotePath=false"]
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    if day:
        settings |= dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T10:00:00+0800")
    done = subprocess.run(
        ["git", *who, *words],
        cwd=folder, env={**os.environ, **settings}, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout.strip()


def commit(folder: Path, message: str = "改动", **how: str) -> str:
    """Commit all that lies in a folder, a repository from now on; the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main", **how)
    git(folder, "add", "-A", **how)
    git(folder, "commit", "-q", "--allow-empty", "-m", message, **how)
    return git(folder, "rev-parse", "HEAD", **how)


def check_jsonschema(*words: str) -> None:
    """What the checker of other people says of JSON and YAML: nothing."""
    command = [sys.executable, "-m", "check_jsonschema", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def blessing() -> bool:
    """Whether golden files are to be made anew."""
    return bool(os.environ.get("ZHIBU_BLESS"))


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
        return load(self.root, AS_OF)

    def places(self) -> list[Place]:
        return places(self.load().findings)


MODELS = {shelf.model.kind: shelf.model for shelf in (*LAYOUT, *SHELVES)}
PLAIN_BRANCH: dict[str, Any] = {
    "名称": "中国共产党甲公司支部委员会",
    "简称": "甲党支部",
    "组建": {"方式": "单独组建", "日期": "2020-01-01"},
    "隶属": {"归口": "gongwei", "属地": "xian"},
    "覆盖单位": ["甲公司"],
    "党员": {"正式": 3},
}
_ROWS: dict[str, dict[str, Any]] = {
    "site": {"编号": "site", "名称": "示例", "地区": "示例县", "发布单位": "示例"},
    "area": {"名称": "示例县", "类别": "县"},
    "unit": {"名称": "甲公司", "类别": "非公企业", "行业": "建材", "属地": "xian", "职工": 10},
    "branch": PLAIN_BRANCH,
    "activity": {"主题": "学习", "类别": "主题党日", "日期": "2025-03-05", "地点": "活动室", "内容": "学习。"},
    "assessment": {"名称": "评定", "体系": "xingji", "起年": 2024, "止年": 2025, "公布日期": "2025-11-20", "结果": []},
    "bands": BANDS,
    "station": {"名称": "指导站", "属地": "xian", "依托": "中心", "站长": "委员"},
}

Rows = Mapping[str, list[dict[str, Any]]]


def make_register(rows: Rows, as_of: str = "2025-12-31") -> Register:
    """A register from rows by kind; keys that a row does not give come from a plain example of its kind."""
    register = Register(Path(), datetime.date.fromisoformat(as_of))
    for kind, items in rows.items():
        for number, item in enumerate(items):
            row = {"编号": item.get("名称", f"{kind}-{number}"), "审核": "终审", **_ROWS.get(kind, {}), **item}
            register.add(MODELS[kind].model_validate(row), Origin(f"records/{kind}.yml"))
    return register
