"""The wheel carries everything: unpacked elsewhere it starts a site, checks it and builds it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        str(ROOT),
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(folder),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "lib")
    return folder / "lib"


def _run(unpacked: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(unpacked)}
    return subprocess.run(
        [sys.executable, "-m", "generator", *words], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


def test_a_site_is_started_checked_and_built_away_from_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-c", "import generator; print(generator.__file__)"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert Path(where.strip()).is_relative_to(unpacked)
    started = _run(unpacked, tmp_path, "init", "mine")
    assert started.returncode == 0, started.stderr
    site = tmp_path / "mine"
    checked = _run(unpacked, site, "check", "--strict")
    assert (checked.returncode, checked.stdout) == (0, "检查结果：没有发现问题。\n")
    built = _run(unpacked, site, "build")
    assert built.returncode == 0, built.stdout + built.stderr
    page = (site / "site" / "branches" / "shili-zhibu" / "index.html").read_text("utf-8")
    assert "样本建材党支部" in page
    about = (site / "site" / "about" / "index.html").read_text("utf-8")
    assert ">1个</a>" in about and "数(" not in about
    assert (site / "site" / "assets" / "stylesheets" / "zhibu.css").is_file()
    assert not (site / "site" / "print").exists()
    printed = _run(unpacked, site, "print", "handbook", "forms")
    assert printed.returncode == 0, printed.stdout + printed.stderr
    assert (site / "print" / "handbook" / "shili-zhibu.pdf").is_file() and (site / "print" / "forms.pdf").is_file()
