"""``zhibu init``: a new, empty site that passes its check and builds at once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from generator import __version__
from generator.editing.schema import hint, mapping

__all__ = ["OccupiedError", "init"]


_OF_ONE_SITE = {"methods", "local"}
"""Parts of the rulebook that belong to one site: its cases, its county's own rules."""

_REQUIREMENTS = f"""\
# 生成网站的程序。换版本时改这里，再运行 zhibu migrate、zhibu schema 和 zhibu check。
# 包索引里没有的，把 whl 文件放进仓库，下面改写成它的路径，如 ./zhibu-{__version__}-py3-none-any.whl
zhibu=={__version__}
"""


class OccupiedError(Exception):
    """The target holds files already."""


def _starter() -> Path:
    return Path(__file__).resolve().parent / "starter"


def _rulebook() -> Path:
    """The rulebook that comes with the program: inside the package once installed, in the checkout otherwise."""
    inside = Path(__file__).resolve().parents[1] / "rulebook" / "records"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "records" / "rulebook"


def _words() -> Path:
    """The list of words that comes with the program."""
    inside = _rulebook() / "words.yml"
    return inside if inside.is_file() else Path(__file__).resolve().parents[2] / "records" / "words.yml"


def _guide() -> Path:
    """The editor's guide that comes with the program."""
    inside = _starter() / "content" / "guide"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "content" / "guide"


def init(target: Path) -> list[Path]:
    """Write a new site into ``target`` and return the files written; ``OccupiedError`` where anything but an empty Git
    repository is there."""
    if target.exists() and any(path.name != ".git" for path in target.iterdir()):
        raise OccupiedError(str(target))
    shutil.copytree(_starter(), target, dirs_exist_ok=True)
    shutil.copytree(_guide(), target / "content" / "guide", dirs_exist_ok=True)
    (target / "gitignore").rename(target / ".gitignore")
    rulebook = target / "records" / "rulebook"
    rulebook.mkdir(parents=True, exist_ok=True)
    for source in sorted(_rulebook().rglob("*.yml")):
        relative = source.relative_to(_rulebook())
        if relative.parts[0] not in _OF_ONE_SITE and source != _words():
            (rulebook / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, rulebook / relative)
    (target / "requirements.txt").write_text(_REQUIREMENTS, encoding="utf-8", newline="\n")
    shutil.copyfile(_words(), target / "records" / "words.yml")
    settings = {
        "yaml.schemas": mapping(),
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "files.trimTrailingWhitespace": True,
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True, "editor.autoIndent": "keep"},
    }
    text = json.dumps(settings, ensure_ascii=False, indent=2) + "\n"
    (target / ".vscode" / "settings.json").write_text(text, encoding="utf-8", newline="\n")
    for path in target.glob("records/**/*.yml"):
        if line := hint(path.relative_to(target).as_posix()):
            path.write_text(path.read_text("utf-8") + line, encoding="utf-8", newline="\n")
    return sorted(path for path in target.rglob("*") if path.is_file() and ".git" not in path.relative_to(target).parts)
