"""The rooms of the program stand on one another in one direction, as docs/architecture.md says."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support import REPOSITORY

ROOMS = [
    "findings",
    "reading",
    "records",
    "rulebook",
    "checks",
    "publication",
    "drawing",
    "reporting",
    "printing",
    "site",
    "editing",
]
TOOLS = {"cache", "changes", "listing", "packing", "workers"}
_WHOLE = {"generator.early", "generator.glance", "generator.intake", "generator.memory", "generator.plugin",
          "generator.project", "generator.recalling", "generator.remembering"}  # fmt: skip
ENGINE = {"plugin.py", "site/engine.py", "site/capture.py", "site/preview.py", "site/settings.py"}


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found


def _modules(room: str) -> list[Path]:
    return sorted((REPOSITORY / "generator" / room).rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_before_it(room: str) -> None:
    allowed = {*ROOMS[: ROOMS.index(room) + 1], *TOOLS}
    assert _modules(room)
    wrong = [
        f"{path.relative_to(REPOSITORY)}: {name}"
        for path in _modules(room)
        for name in _imports(path)
        if name.startswith("generator.")
        and name.split(".")[1] not in allowed
        # The engine and the editing commands run a whole project from above; nothing else may.
        and not (path.name == "engine.py" and name in _WHOLE)
    ]
    assert wrong == []


def test_every_room_is_known() -> None:
    folders = {path.name for path in (REPOSITORY / "generator").iterdir() if (path / "__init__.py").is_file()}
    assert folders == {*ROOMS, "commands"}, "commands stand above the rooms and import any of them"


def test_only_the_seam_knows_the_engine() -> None:
    knowing = {
        path.relative_to(REPOSITORY / "generator").as_posix()
        for path in (REPOSITORY / "generator").rglob("*.py")
        if any(name.split(".")[0] in ("mkdocs", "material") for name in _imports(path))
    }
    assert knowing == ENGINE


def test_the_architecture_names_the_rooms_in_this_order() -> None:
    text = (REPOSITORY / "docs" / "architecture.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)/` \|", text, re.M) == ROOMS


def test_the_picture_of_the_house_is_drawn_from_the_code() -> None:
    drawn = subprocess.run(
        [sys.executable, "-c", "import house; print(house.picture(), end='')"],
        cwd=REPOSITORY / "tools", capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert (REPOSITORY / "docs" / "images" / "house.svg").read_text("utf-8") == drawn.stdout, (
        "run python tools/house.py"
    )
    assert all(f">{room}</text>" in drawn.stdout for room in ROOMS)


def test_every_dependency_is_justified() -> None:
    named = (REPOSITORY / "docs" / "dependencies.md").read_text("utf-8")
    project = (REPOSITORY / "pyproject.toml").read_text("utf-8")
    listed = re.findall(r'^  "([a-z0-9.\-]+)[<>=",]', project.partition("[project.scripts]")[0], re.M)
    assert len(listed) > 15
    assert [name for name in listed if name not in named] == []
