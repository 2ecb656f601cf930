"""What ``zhibu init`` lays down for platforms and editors: well formed, without rights it does not need, pinned."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from support import REPOSITORY, Run, TinySite

from generator.editing.scaffold import init
from generator.editing.schema import mapping

STARTER = REPOSITORY / "generator" / "editing" / "starter"
WORKFLOWS = sorted((STARTER / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$")


def yaml(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


def checked(*words: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_templates_fit_the_schemas_of_their_platforms() -> None:
    assert len(WORKFLOWS) == 4
    checked("--builtin-schema", "vendor.github-workflows", *map(str, WORKFLOWS))
    gitlab = str(STARTER / ".gitlab-ci.yml")
    checked("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", gitlab)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_rights_are_few(path: Path) -> None:
    flow = yaml(path)
    assert set(flow["permissions"].values()) <= {"read", "write"}
    uses = [step["uses"] for job in flow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(PINNED.match(use) for use in uses)
    text = path.read_text("utf-8")
    assert "pull_request_target" not in text
    if "pull_request:" in text:  # what strangers send in runs with nothing to steal
        assert flow["permissions"] == {"contents": "read"} and "secrets." not in text
    for job in flow["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")  # what others wrote never becomes part of a script
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_the_job_that_may_comment_runs_nothing_of_the_change() -> None:
    text = (STARTER / ".github" / "workflows" / "comment.yml").read_text("utf-8")
    assert "checkout" not in text and "pip" not in text and "zhibu " not in text
    assert "head_sha" in text and "zhibu-diff" in text


def test_the_commands_of_the_pull_request_job_run_in_a_fresh_clone(tiny: TinySite, zhibu: Run, tmp_path: Path) -> None:
    """The steps as the template has them, one after another, in a clone of a repository with a change."""
    run = {"cwd": tiny.root, "check": True, "capture_output": True}
    who = ["-c", "user.name=编辑", "-c", "user.email=e@example.org"]
    subprocess.run(["git", "init", "-q", "-b", "main"], **run)  # type: ignore[call-overload]
    subprocess.run(["git", "add", "-A"], **run)  # type: ignore[call-overload]
    subprocess.run(["git", *who, "commit", "-qm", "开始"], **run)  # type: ignore[call-overload]
    tiny.replace("records/branches/shili-zhibu/branch.yml", "主题党日: 15", "主题党日: 20")
    subprocess.run(["git", *who, "commit", "-qam", "改动"], **run)  # type: ignore[call-overload]
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(tiny.root), str(clone)], check=True, capture_output=True)
    steps = yaml(STARTER / ".github" / "workflows" / "check.yml")["jobs"]["check"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step and "pip install" not in step["run"]]
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "zhibu").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n', encoding="utf-8")
    (programs / "zhibu").chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY),
        "PYTHONUTF8": "1",
        "BASE": "HEAD~1",
        "NUMBER": "7",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    for script in scripts:
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script], cwd=clone, env=environment, capture_output=True
        )
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert "主题党日" in (tmp_path / "summary.md").read_text("utf-8")
    assert (clone / "review" / "number").read_text("utf-8") == "7\n"
    assert (clone / "preview" / "index.html").is_file()


def test_the_editor_knows_every_schema(tiny: TinySite, zhibu: Run) -> None:
    settings = json.loads(tiny.read(".vscode/settings.json"))
    assert settings["yaml.schemas"] == mapping()
    assert zhibu(tiny.root, "schema").returncode == 0
    for name in settings["yaml.schemas"]:
        assert (tiny.root / name).is_file()
    tasks = json.loads(tiny.read(".vscode/tasks.json"))["tasks"]
    for task in tasks:
        assert zhibu(tiny.root, *task["command"].split()[1:], "--help").returncode == 0
    assert json.loads(tiny.read(".vscode/extensions.json"))["recommendations"] == ["redhat.vscode-yaml"]
    for hooks in (
        yaml(tiny.root / ".pre-commit-config.yaml")["repos"][0]["hooks"],
        yaml(REPOSITORY / ".pre-commit-hooks.yaml"),
    ):
        for hook in hooks:
            assert zhibu(tiny.root, *hook["entry"].split()[1:], "--help").returncode == 0


def test_every_record_of_the_starter_names_its_schema(tmp_path: Path) -> None:
    init(tmp_path / "site")
    for path in (tmp_path / "site").glob("records/**/*.yml"):
        last = path.read_text("utf-8").rstrip("\n").split("\n")[-1]
        assert last.startswith("# yaml-language-server: $schema=../"), path
