"""What README and the tour say a command prints, it prints; what they lead to is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from support import REPOSITORY, commit, copy_demonstration, environment, git

_SHOWN = re.compile(r"```sh\n([^`]+)```\n\n(?:```text\n([^`]+)```)?")
"""Commands, and what they print where that is shown."""
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)[^)]*\)")
DOCUMENTS = sorted(path.relative_to(REPOSITORY).as_posix() for path in REPOSITORY.glob("docs/*.md"))
TEXTS = {
    "README.md": (REPOSITORY / "README.md")
    .read_text("utf-8")
    .partition("## What you see")[2]
    .partition("## Make it")[0],
    "docs/tour.md": (REPOSITORY / "docs" / "tour.md").read_text("utf-8"),
}
STEPS = [
    pytest.param(commands, printed, id=f"{name}-{number}")
    for name, text in TEXTS.items()
    for number, (commands, printed) in enumerate(_SHOWN.findall(text), 1)
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demonstration under version control."""
    folder = copy_demonstration(tmp_path_factory.mktemp("copy") / "zhibu", "theme")
    commit(folder)
    return folder


@pytest.mark.parametrize(("commands", "printed"), STEPS)
def test_commands_print_what_is_shown(copy: Path, commands: str, printed: str) -> None:
    zhibu = f"{sys.executable} -m generator"
    script = re.sub(r"^zhibu\b", zhibu, commands.replace("make check", "zhibu check"), flags=re.MULTILINE)
    done = subprocess.run(
        ["bash", "-c", script], cwd=copy, env=environment(), capture_output=True, text=True, check=False
    )
    git(copy, "checkout", "-q", ".")
    git(copy, "clean", "-fdqx")
    if printed:
        assert done.stdout == printed, done.stderr
    else:
        assert done.returncode == 0, done.stdout + done.stderr


def test_steps_were_found() -> None:
    assert len(STEPS) == 6


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", *DOCUMENTS])
def test_links_lead_somewhere(name: str) -> None:
    document = REPOSITORY / name
    lost = [link for link in _LINK.findall(document.read_text("utf-8")) if not (document.parent / link).exists()]
    assert lost == []
