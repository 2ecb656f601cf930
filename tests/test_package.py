"""The wheel carries everything: unpacked elsewhere it starts a site, checks it and builds it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support import REPOSITORY, environment, run


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", str(REPOSITORY), "--no-deps", "--no-build-isolation", "-q"]
    subprocess.run([*command, "-w", str(folder)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "lib")
    return folder / "lib"


def test_a_site_is_started_checked_and_built_away_from_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-c", "import generator; print(generator.__file__)"],
        cwd=tmp_path,
        env=environment(unpacked),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert Path(where.strip()).is_relative_to(unpacked)
    started = run(tmp_path, "init", "mine", source=unpacked)
    assert started.returncode == 0, started.stderr
    site = tmp_path / "mine"
    checked = run(site, "check", "--strict", source=unpacked)
    assert (checked.returncode, checked.stdout) == (0, "检查结果：没有发现问题。\n")
    built = run(site, "build", source=unpacked)
    assert built.returncode == 0, built.stdout + built.stderr
    page = (site / "site" / "branches" / "shili-zhibu" / "index.html").read_text("utf-8")
    assert "样本建材党支部" in page
    about = (site / "site" / "about" / "index.html").read_text("utf-8")
    assert ">1个</a>" in about and "数(" not in about
    assert (site / "site" / "assets" / "stylesheets" / "zhibu.css").is_file()
    assert not (site / "site" / "print").exists()
    printed = run(site, "print", "handbook", "forms", source=unpacked)
    assert printed.returncode == 0, printed.stdout + printed.stderr
    assert (site / "print" / "handbook" / "shili-zhibu.pdf").is_file() and (site / "print" / "forms.pdf").is_file()
