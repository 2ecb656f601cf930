"""Where a site may be published to: never where it would destroy what people keep. Real sites, real processes."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from support import Run, TinySite, environment, tree


@pytest.mark.parametrize("place", [".", "..", "records", "records/new", "content", "own", "mkdocs.yml", "papers"])
@pytest.mark.parametrize("how", ["option", "setting", "branch"])
def test_a_site_never_takes_the_place_of_what_people_keep(tiny: TinySite, zhibu: Run, place: str, how: str) -> None:
    """A build puts its tree where it is told to, and the next one prunes what was there before."""
    tiny.replace("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: own\n")
    tiny.write("own/main.html", '{% extends "base.html" %}')
    tiny.write("papers/minutes.txt", "nobody has a copy of this")
    if how == "setting":
        tiny.write("mkdocs.yml", re.sub(r"^site_dir: .*$", f"site_dir: {place}", tiny.read("mkdocs.yml"), flags=re.M))
        assert f"site_dir: {place}\n" in tiny.read("mkdocs.yml")
    options = {"option": ("--site-dir", place), "setting": (), "branch": ("--branch", "x", "--site-dir", place)}
    before = tree(tiny.root.parent)
    done = zhibu(tiny.root, "build", *options[how])
    assert done.returncode == 2 and done.stderr.startswith("网站不能生成到 "), done
    assert "site_dir" in done.stderr
    assert tree(tiny.root.parent) == before


def test_the_engines_own_command_does_not_either(tiny: TinySite) -> None:
    tiny.write("mkdocs.yml", re.sub(r"^site_dir: .*$", "site_dir: records", tiny.read("mkdocs.yml"), flags=re.M))
    before = tree(tiny.root)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(command, cwd=tiny.root, env=environment(), capture_output=True, check=False)
    assert done.returncode == 1 and "网站不能生成到" in done.stderr.decode()
    assert tree(tiny.root) == before


def test_a_built_site_and_an_empty_folder_may_be_built_to(tiny: TinySite, zhibu: Run) -> None:
    (tiny.root / "empty").mkdir()
    for _ in range(2):
        done = zhibu(tiny.root, "build", "--site-dir", "empty")
        assert (done.returncode, done.stderr) == (0, "")
    (tiny.root / "empty/manifest/index.json").unlink()  # as the engine alone, or an older version, leaves a site
    assert zhibu(tiny.root, "build", "--site-dir", "empty", "--clean").returncode == 0
