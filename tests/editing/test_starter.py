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
from support import BRANCH, REPOSITORY, Run, TinySite, check_jsonschema, commit, environment, git

from generator.editing.scaffold import init
from generator.editing.schema import mapping

STARTER = REPOSITORY / "generator" / "editing" / "starter"
WORKFLOWS = sorted((STARTER / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$")


def yaml(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


def test_the_templates_fit_the_schemas_of_their_platforms() -> None:
    assert len(WORKFLOWS) == 5
    check_jsonschema("--builtin-schema", "vendor.github-workflows", *map(str, WORKFLOWS))
    gitlab = str(STARTER / ".gitlab-ci.yml")
    check_jsonschema("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", gitlab)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_rights_are_few(path: Path) -> None:
    flow = yaml(path)
    assert set(flow["permissions"].values()) <= {"read", "write"}
    uses = [step["uses"] for job in flow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(PINNED.match(use) for use in uses)
    text = path.read_text("utf-8")
    assert "pull_request_target" not in text
    if "pull_request:" in text:  # what strangers send in runs with nothing to steal
        assert set(flow["permissions"]) <= {"contents", "pull-requests"} and "secrets." not in text
        assert set(flow["permissions"].values()) == {"read"}
    for job in flow["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")  # what others wrote never becomes part of a script
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_job_behind_one_that_may_be_skipped_says_itself_when_it_runs(path: Path) -> None:
    """The platform skips whatever stands behind a skipped job, however far, unless it is told otherwise."""
    jobs = yaml(path)["jobs"]

    def above(name: str) -> set[str]:
        needs = jobs[name].get("needs", [])
        direct = {needs} if isinstance(needs, str) else set(needs)
        return direct.union(*map(above, direct))

    skippable = {name for name, job in jobs.items() if "if" in job}
    for name in jobs:
        if above(name) & skippable:
            assert "cancelled()" in jobs[name]["if"], f"{path.name}: {name}"


def test_the_job_that_may_comment_runs_nothing_of_the_change() -> None:
    text = (STARTER / ".github" / "workflows" / "comment.yml").read_text("utf-8")
    assert "checkout" not in text and "pip" not in text and "zhibu " not in text
    assert "head_sha" in text and "zhibu-diff" in text


APPROVED = {
    "pull.json": {"user": {"login": "bianji"}},
    "reviews.json": [{"user": {"login": "shenhe"}, "state": "APPROVED"}],
    "request.json": {"author": {"username": "bianji"}},
    "approvals.json": {"approved_by": [{"user": {"username": "shenhe"}}]},
}
"""What the steps that ask the platform leave behind; there is no platform here to ask."""


def github(*names: str) -> list[str]:
    jobs = [job for name in names for job in yaml(STARTER / f".github/workflows/{name}.yml")["jobs"].values()]
    steps = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    return [step for step in steps if "pip install" not in step and "gh api" not in step]


def gitlab(*names: str) -> list[str]:
    flow = yaml(STARTER / ".gitlab-ci.yml")
    return ["\n".join(flow[name]["script"]) for name in names]


def gitee(name: str) -> list[str]:
    stages = yaml(STARTER / f".workflow/{name}.yml")["stages"]
    commands = [line for stage in stages for step in stage["steps"] for line in step["commands"]]
    return [line for line in commands if "pip3 install" not in line]


@pytest.mark.parametrize(
    ("scripts", "diff", "home"),
    [
        (github("check", "reviews"), "review/diff.md", "preview"),
        (gitlab("check", "preview", "reviews"), "review/diff.md", "preview"),
        (gitee("check"), "review/diff.md", "review/preview"),
        (gitlab("pages"), "", "public"),
        (gitee("publish"), "", "site"),
    ],
    ids=["github", "gitlab", "gitee", "gitlab-pages", "gitee-publish"],
)
def test_the_commands_of_each_platform_run_in_a_fresh_clone(
    tiny: TinySite, tmp_path: Path, scripts: list[str], diff: str, home: str
) -> None:
    """The steps as the templates have them, one after another, in a clone of a repository with a change."""
    commit(tiny.root)
    tiny.replace(BRANCH, "主题党日: 15", "主题党日: 20")
    commit(tiny.root, "改动\n\nReviewed-by: 审核 <s@example.org>")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(tiny.root), str(clone))
    for name, answer in APPROVED.items():
        (clone / name).write_text(json.dumps(answer), "utf-8")
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "zhibu").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n', encoding="utf-8")
    (programs / "zhibu").chmod(0o755)
    settings = {
        **environment(),
        "PATH": f"{programs}:{os.environ['PATH']}",
        **dict.fromkeys(("BASE", "CI_MERGE_REQUEST_DIFF_BASE_SHA", "GITEE_COMMIT"), "HEAD~1"),
        "NUMBER": "7",
        "RUNNER_TEMP": str(clone),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    assert scripts
    for script in scripts:
        done = subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=clone, env=settings, capture_output=True)
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert not diff or "主题党日" in (clone / diff).read_text("utf-8")
    assert (clone / home / "index.html").is_file()


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
