"""The preview of a change: pages, figures, feed, downloads, new findings; nothing internal in it."""

from __future__ import annotations

import pytest
from support import BRANCH, Run, TinySite, commit

from generator.checks import consent, content_files, personal_data  # noqa: F401  (they declare kinds)
from generator.checks.pages import leaks  # noqa: F401
from generator.editing.review import Review, to_text
from generator.findings import Finding, Location, kinds
from generator.publication.archive import RECENT
from generator.records.kinds import MISSING

ACTIVITY = "records/branches/shili-zhibu/activities/2025/2025-03-05-xuexi.yml"
SECRET = "只给内部看的话"
STUDY = "主题: 学习\n类别: 主题党日\n日期: 2025-03-05\n地点: 会议室\n内容: 学习。\n审核: 终审\n"


@pytest.fixture
def kept(tiny: TinySite) -> TinySite:
    tiny.replace("records/site.yml", "# 数据截至: 2025-12-31", "数据截至: 2025-12-31")
    commit(tiny.root)
    return tiny


def test_what_readers_will_see(kept: TinySite, zhibu: Run) -> None:
    kept.replace(BRANCH, "主题党日: 15", "主题党日: 20")
    kept.replace(BRANCH, "正式: 5", "正式: 8")
    kept.replace(BRANCH, "审核: 终审", f"备注: {SECRET}\n审核: 终审")
    kept.write(ACTIVITY, STUDY.replace("主题: 学习", "主题: 学习*条例*"))
    done = zhibu(kept.root, "diff")
    assert done.returncode == 0, done.stderr
    said = done.stdout
    assert "新增的页面 1 个\n  学习*条例*（/activities/shili-zhibu/2025-03-05-xuexi/）\n" in said
    assert "改动的页面 1 个\n  样本建材党支部（/branches/shili-zhibu/）：主题党日（15 → 20）\n" in said
    assert "  党员：3—6名 → 7—49名（各党支部正式党员与预备党员人数之和）\n" in said
    assert "订阅源新增\n  学习*条例*\n" in said and "/data/activities.csv" in said and "年度活动档案" in said
    assert SECRET not in said and "备注" not in said
    marked = zhibu(kept.root, "diff", "HEAD", "--format", "markdown").stdout
    assert marked.startswith("<!-- zhibu-diff -->\n") and r"学习\*条例\*" in marked


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_concerns_persons_stands_apart_and_is_not_repeated(kept: TinySite, zhibu: Run, form: str) -> None:
    number = "13800138000"
    kept.write(ACTIVITY, STUDY.replace("内容: 学习", f"内容: 学习，联系电话{number}"))
    said = zhibu(kept.root, "diff", "--format", form).stdout
    heading, _, rest = said.partition("涉及个人信息，先处理再合并")
    assert "ZB0440" in rest and "ZB0440" not in heading
    assert number not in said


def test_every_kind_that_concerns_persons_stands_apart() -> None:
    facts = dict.fromkeys(("key", "what", "what_en", "found", "record", "file"), "某")
    marked = [kind for kind in kinds() if kind.private]
    review = Review(findings=[Finding(kind, Location("records/x.yml"), facts) for kind in (*marked, MISSING)])
    said = to_text(review, lambda key: key, "zh")
    apart, _, rest = said.partition("diff-findings")
    assert apart.startswith("diff-private") and all(kind.code in apart for kind in marked)
    assert {kind.code for kind in marked} >= {"ZB0440", "ZB0441", "ZB0442", "ZB0540", "ZB0541", "ZB0640"}
    assert MISSING.code in rest and MISSING.code not in apart


def test_a_comment_is_nothing_to_see(kept: TinySite, zhibu: Run) -> None:
    kept.replace(BRANCH, "主题党日: 15", "主题党日: 15  # 每月")
    done = zhibu(kept.root, "diff")
    assert (done.returncode, done.stdout) == (0, "读者看不出变化。\n")


def test_what_was_printed_and_committed_is_nothing_to_see(kept: TinySite, zhibu: Run) -> None:
    kept.replace(BRANCH, "主题党日: 15", "主题党日: 15  # 每月")
    commit(kept.root)
    assert zhibu(kept.root, "print", "forms").returncode == 0
    assert zhibu(kept.root, "diff", "HEAD~1").stdout == "读者看不出变化。\n"
    kept.replace(BRANCH, "15  # 每月", "20  # 每月")
    assert "随之更新的目录页" not in zhibu(kept.root, "diff", "HEAD~1").stdout


def test_it_is_told_in_english_with_the_records_own_words(kept: TinySite, zhibu: Run) -> None:
    kept.replace(BRANCH, "主题党日: 15", "主题党日: 20")
    kept.replace(BRANCH, "正式: 5", "正式: 8")
    said = zhibu(kept.root, "--lang", "en", "diff").stdout
    assert "changed pages: 1\n  样本建材党支部 (/branches/shili-zhibu/): 主题党日 (15 → 20)\n" in said
    assert "figures\n  党员: 3—6名 → 7—49名 (" in said
    assert "to be printed again\n  handbooks: 样本建材党支部\n" in said
    kept.write(ACTIVITY, STUDY.replace("日期: 2025-03-05", "日期: 2025-03-06"))
    said = zhibu(kept.root, "--lang", "en", "diff", "--format=markdown").stdout
    assert said.startswith("<!-- zhibu-diff -->\n### What readers will see of this change\n")
    assert "**pages cannot be compared**\n\n- there are errors now that stop publication\n" in said
    assert f"**new findings**\n\n- error ZB0222 {ACTIVITY}:3:5 " in said


def test_a_page_that_goes_and_an_error_that_comes(kept: TinySite, zhibu: Run) -> None:
    kept.write(ACTIVITY, STUDY)
    commit(kept.root)
    kept.replace(ACTIVITY, "审核: 终审", "审核: 草稿")
    assert "撤下的页面 1 个\n  学习（/activities/shili-zhibu/2025-03-05-xuexi/）" in zhibu(kept.root, "diff").stdout
    kept.replace(ACTIVITY, "日期: 2025-03-05", "日期: 三月五日")
    done = zhibu(kept.root, "diff")
    assert done.returncode == 1 and "改动后有错误" in done.stdout and f"{ACTIVITY}:3" in done.stdout


def test_what_is_withdrawn_is_gone_under_its_old_title(kept: TinySite, zhibu: Run) -> None:
    kept.write(ACTIVITY, STUDY)
    commit(kept.root)
    assert zhibu(kept.root, "withdraw", "shili-zhibu/2025-03-05-xuexi", "--reason", "写错了").returncode == 0
    said = zhibu(kept.root, "diff").stdout
    assert said.startswith("撤下的页面 1 个\n  学习（/activities/shili-zhibu/2025-03-05-xuexi/）\n")
    assert "要重印的印制品\n  工作手册：样本建材党支部\n  年度活动档案\n" in said
    assert zhibu(kept.root, "withdraw", "shili-zhibu", "--reason", "停办").returncode == 0
    said = zhibu(kept.root, "diff").stdout
    assert "  样本建材党支部（/branches/shili-zhibu/）\n" in said.partition("数字的变化")[0]
    assert "  工作手册：样本建材党支部（不再印）\n" in said


def test_an_older_activity_that_slides_back_into_the_feed_is_no_news(kept: TinySite, zhibu: Run) -> None:
    for day in range(1, RECENT + 2):
        path = ACTIVITY.replace("03-05", f"03-{day:02}")
        kept.write(path, STUDY.replace("03-05", f"03-{day:02}").replace("主题: 学习", f"主题: 第{day}次学习"))
    commit(kept.root)
    (kept.root / path).unlink()
    said = zhibu(kept.root, "diff").stdout
    assert f"第{RECENT + 1}次学习" in said and "订阅源新增" not in said


def test_another_picture_under_the_same_name_changes_its_page(kept: TinySite, zhibu: Run) -> None:
    picture = "图片:\n  - 文件: photos/huiyi.svg\n    说明: 会场\n    替代: 会议室\n    授权: 无人物\n审核: 终审\n"
    kept.write(ACTIVITY, STUDY.replace("审核: 终审\n", picture))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3H0z"/></svg>'
    file = "records/branches/shili-zhibu/photos/huiyi.svg"
    kept.write(file, svg)
    commit(kept.root)
    kept.write(file, svg.replace("v3", "v2"))
    said = zhibu(kept.root, "diff").stdout
    assert said.startswith("改动的页面 1 个\n  学习（/activities/shili-zhibu/2025-03-05-xuexi/）：图片\n"), said


def test_what_has_to_be_seen_to_comes_before_what_follows(kept: TinySite, zhibu: Run) -> None:
    kept.replace(BRANCH, "正式: 5", "正式: 8")
    kept.write(ACTIVITY, STUDY)
    said = zhibu(kept.root, "diff").stdout
    order = ("新增的页面", "数字的变化", "要重印的印制品", "随之更新的页面", "随之更新的目录页", "开放数据有变化的文件")
    assert [heading for heading in order if heading in said] == list(order), said
    assert sorted(order, key=said.index) == list(order)


def test_a_revision_that_is_not_there_is_a_mistake_of_use(kept: TinySite, zhibu: Run) -> None:
    for words in (["nowhere"], ["--format=markdown", "--", "--output=x"]):
        done = zhibu(kept.root, "diff", *words)
        assert done.returncode == 2 and "Traceback" not in done.stderr
    assert not (kept.root / "x").exists()
