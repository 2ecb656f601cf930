"""Three reviews from Git: who approved is never the author alone; asked of real repositories and platforms' answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import BRANCH, REPOSITORY, Place, Run, TinySite, commit, git, places

from generator.checks.approvals import check
from generator.editing.approvals import AnswerError, work_since
from generator.project import load

AUTHOR, OTHER, THIRD = "甲 <jia@example.org>", "乙 <yi@example.org>", "丙 <bing@example.org>"
SITE = "records/site.yml"


class Repository:
    """The site of ``zhibu init`` in Git; ``base`` is its first commit."""

    def __init__(self, tiny: TinySite) -> None:
        self.tiny, self.root = tiny, tiny.root
        self.base = self.commit("开始")

    def commit(self, *message: str, author: str = AUTHOR) -> str:
        return commit(self.root, "\n\n".join(message), author=author)

    def edit(self, day: int, *message: str, author: str = AUTHOR) -> str:
        text = self.tiny.read(BRANCH)
        self.tiny.write(BRANCH, "".join(f"主题党日: {day}\n" if line.startswith("主题党日") else line
                                        for line in text.splitlines(keepends=True)))  # fmt: skip
        return self.commit("改主题党日", *message, author=author)

    def found(self, *answers: Any, least: int = 1) -> list[Place]:
        files = []
        for number, answer in enumerate(answers):
            files.append(self.root.parent / f"answer-{number}.json")
            files[-1].write_text(json.dumps(answer), "utf-8")
        register = load(self.root).register
        assert register is not None
        return places(list(check(register, work_since(self.root, self.base, files), least)))


@pytest.fixture
def there(tiny: TinySite) -> Repository:
    return Repository(tiny)


MISSING = [("ZB0454", BRANCH, 12, 5)]


def test_a_change_of_a_final_record_needs_somebody_else(there: Repository) -> None:
    assert there.found() == []
    there.edit(20)
    assert there.found() == MISSING
    there.commit("审核", f"Reviewed-by: {OTHER}", author=OTHER)
    assert there.found() == []
    assert there.found(least=2) == MISSING
    there.commit("批准", f"Approved-by: {THIRD}", author=THIRD)
    assert there.found(least=2) == []


@pytest.mark.parametrize("who", [AUTHOR, "甲 <other@example.org>", "别名 <JIA@example.org>"])
def test_the_author_alone_is_nobody_else(there: Repository, who: str) -> None:
    there.edit(20, f"Reviewed-by: {who}")
    assert there.found() == MISSING


def test_one_who_helped_to_write_is_an_author(there: Repository) -> None:
    there.edit(20, f"Co-authored-by: {OTHER}\nReviewed-by: {OTHER}")
    assert there.found() == MISSING


def test_one_person_under_two_names_is_one(there: Repository) -> None:
    there.edit(20, f"Reviewed-by: {OTHER}\nApproved-by: 乙 <yi@example.com>")
    assert there.found(least=2) == MISSING


def test_what_changed_after_the_approval_was_not_approved(there: Repository) -> None:
    there.edit(20, f"Reviewed-by: {OTHER}")
    assert there.found() == []
    there.edit(21)
    assert there.found() == MISSING


def test_a_draft_needs_nobody_and_taking_a_page_away_does(there: Repository) -> None:
    there.tiny.replace(BRANCH, "审核: 终审", "审核: 草稿")
    there.commit("撤回")
    assert there.found() == MISSING
    there.base = git(there.root, "rev-parse", "HEAD")
    there.edit(20)
    assert there.found() == []


def test_only_the_file_that_was_approved_is(there: Repository) -> None:
    there.tiny.replace(SITE, "名称: ", "名称: 新")
    there.commit("改网站名称", f"Reviewed-by: {OTHER}")
    there.edit(20)
    assert there.found() == MISSING


def _github(state: str, commit: str, login: str = "yi") -> dict[str, Any]:
    return {"user": {"login": login}, "state": state, "commit_id": commit}


def test_reviews_of_github_and_gitea(there: Repository) -> None:
    commit = there.edit(20, f"Reviewed-by: {OTHER}")
    pull = {"number": 1, "user": {"login": "jia"}}
    assert there.found([], pull) == MISSING  # where the platform answers, trailers count for nothing
    assert there.found([_github("APPROVED", commit)], pull) == []
    assert there.found([_github("APPROVED", commit, "jia")], pull) == MISSING
    assert there.found([_github("APPROVED", commit), _github("COMMENTED", commit)], pull) == []
    for refusal in ("CHANGES_REQUESTED", "REQUEST_CHANGES", "DISMISSED"):
        assert there.found([_github("APPROVED", commit), _github(refusal, commit)], pull) == MISSING
    assert there.found([{**_github("APPROVED", commit), "dismissed": True}], pull) == MISSING
    assert there.found([_github("APPROVED", "0" * 40)], pull) == MISSING
    there.edit(21)
    assert there.found([_github("APPROVED", commit)], pull) == MISSING


def test_an_account_of_the_platform_in_a_commit(there: Repository) -> None:
    commit = there.edit(20, author="Yi <12345+yi@users.noreply.github.com>")
    assert there.found([_github("APPROVED", commit)], {"user": {"login": "jia"}}) == MISSING


def test_approvals_of_gitlab_and_gitee(there: Repository) -> None:
    there.edit(20)
    request = {"iid": 1, "author": {"username": "jia", "name": "甲"}}
    assert there.found({"approved_by": [{"user": {"username": "yi", "name": "乙"}}]}, request) == []
    assert there.found({"approved_by": [{"user": {"username": "jj", "name": "甲"}}]}, request) == MISSING
    assert there.found({"approved_by": []}, request) == MISSING
    gitee = {"user": {"login": "jia", "name": "甲"}, "assignees": [{"login": "yi", "name": "乙", "accept": True}]}
    assert there.found(gitee) == []
    gitee["assignees"] = [{"login": "yi", "name": "乙", "accept": False}]
    assert there.found(gitee) == MISSING


NO_ANSWERS = [
    "{",
    "3",
    "[" * 100_000,
    '{"message": "Not Found"}',
    '[{"id": 1}]',
    '["x"]',
    '{"approved_by": ["x"]}',
    '{"approved_by": null}',
    '{"approved_by": {"user": {}}}',
    '{"user": {"login": "jia"}, "assignees": ["b"]}',
    '{"user": {"login": "jia"}, "assignees": "b"}',
    '[{"user": {"login": "yi"}, "state": []}]',
    '[{"user": {"login": "yi"}, "state": "APPROVED", "commit_id": 5}]',
    '[{"user": {"login": "yi"}, "state": "APPROVED", "commit_id": "--output=x"}]',
    '[{"user": {"login": "yi"}, "state": "APPROVED", "commit_id": "HEAD"}]',
    '[{"user": {"login": "yi"}, "state": "COMMENTED", "commit_id": ""}]',
]


@pytest.mark.parametrize("answer", NO_ANSWERS)
def test_what_is_no_answer_is_refused(there: Repository, answer: str) -> None:
    file = there.root.parent / "answer.json"
    file.write_text(answer, "utf-8")
    with pytest.raises(AnswerError, match=r"answer\.json"):
        work_since(there.root, there.base, [file])


def test_whom_the_platform_no_longer_names_did_not_approve(there: Repository) -> None:
    """An account that was deleted is null in the answers."""
    commit = there.edit(20)
    gone = {**_github("APPROVED", commit), "user": None}
    assert there.found([gone], {"user": None}) == MISSING
    assert there.found({"approved_by": [{"user": None}]}, {"author": None}) == MISSING


def test_the_command_tells_where_and_never_who(there: Repository, zhibu: Run) -> None:
    there.edit(20)
    done = zhibu(there.root, "reviews", there.base)
    assert done.returncode == 1 and f"{BRANCH}:12:5" in done.stdout and "还没有别人同意" in done.stdout
    assert not any(name in done.stdout + done.stderr for name in ("甲", "jia@"))
    assert zhibu(there.root, "reviews", there.base, "--format", "github").stdout.startswith(f"::error file={BRANCH}")
    there.commit("审核", f"Reviewed-by: {OTHER}", author=OTHER)
    assert zhibu(there.root, "reviews", there.base).returncode == 0
    assert zhibu(there.root, "reviews", "nonsense").returncode == 2
    assert zhibu(there.root, "reviews", there.base, "--approvals", str(REPOSITORY / "LICENSE")).returncode == 2
    assert zhibu(Path("/"), "reviews", "HEAD").returncode == 2
