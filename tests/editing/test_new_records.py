"""Starting records: proposals from what the site knows, wrong answers refused, the result passes check and fmt."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from support import AS_OF, REPOSITORY, UNITS, Run, TinySite, environment

from generator.editing.kinds import ASKED_FOR
from generator.editing.naming import proposal
from generator.editing.new_records import WrongAnswerError, begin
from generator.records.collecting import is_identifier
from generator.records.register import Register

UNIT = "  - {名称: 远山物流有限公司, 简称: 远山物流, 类别: 非公企业, 行业: 物流, 职工: 20}\n"
ANSWERS = {
    "branch": ["覆盖单位=远山物流", "党员.正式=3", "组建.日期=2024年5月1日"],
    "activity": ["支部=shili-zhibu", "主题=学习安全生产法", "日期=2025.3.5", "地点=会议室", "内容=学习。\\n讨论。"],
    "regulation": ["名称=三会一课制度", "类别=组织生活"],
    "showcase": ["名称=六步工作法", "类别=工作法", "一句话=六步递进。"],
    "list": ["年月=2025年3月", "主题=学政策", "发布日期=2025-02-28"],
}
PATHS = {
    "branch": "records/branches/chengguan-yuanshanwuliu/branch.yml",
    "activity": "records/branches/shili-zhibu/activities/2025/2025-03-05-xuexianquan.yml",
    "regulation": "records/regulations/sanhuiyike.yml",
    "showcase": "content/showcases/liubugongzuo.md",
    "list": "records/lists/2025-03.yml",
}


@pytest.fixture
def site(tiny: TinySite) -> TinySite:
    tiny.write(UNITS, tiny.read(UNITS) + UNIT)
    return tiny


def test_every_kind_that_can_be_started_is_tried() -> None:
    assert tuple(ANSWERS) == ASKED_FOR


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_new_record_passes_check_and_format(kind: str, site: TinySite, zhibu: Run) -> None:
    done = zhibu(site.root, "new", kind, "--yes", *ANSWERS[kind])
    assert done.returncode == 0, done.stdout + done.stderr
    assert PATHS[kind] in done.stdout
    text = site.read(PATHS[kind])
    assert "审核: 草稿" in text
    if kind != "showcase":
        assert text.startswith("# yaml-language-server: $schema=../")
    assert [place for place in site.places() if place[1] == PATHS[kind]] == []
    assert zhibu(site.root, "check").returncode == 0
    assert zhibu(site.root, "fmt", "--check").returncode == 0
    again = zhibu(site.root, "new", kind, "--yes", *ANSWERS[kind])
    assert again.returncode == (2 if kind in ("branch", "list") else 0)  # others get another id
    assert site.read(PATHS[kind]) == text


def test_what_the_site_knows_is_filled_in(site: TinySite, zhibu: Run) -> None:
    assert zhibu(site.root, "new", "branch", "--yes", *ANSWERS["branch"]).returncode == 0
    text = site.read(PATHS["branch"])
    assert "名称: 中国共产党远山物流有限公司支部委员会\n简称: 远山物流党支部\n" in text
    assert "组建: {方式: 单独组建, 日期: 2024-05-01}\n" in text
    assert "隶属: {归口: xian-liangxin, 属地: chengguan}\n" in text
    assert "\n# 活动室: {方式: 固定, " in text  # optional: stands ready behind a #


def test_a_picture_may_be_given_in_parts(site: TinySite, zhibu: Run) -> None:
    tree = site.root / "records/branches/shili-zhibu/photos"
    tree.mkdir()
    shutil.copy(REPOSITORY / "records/branches/chengguan-anju-shichang/photos/2025-03-zhuqi.svg", tree / "a.svg")
    parts = ["图片.文件=photos/a.svg", "图片.说明=练习灭火", "图片.替代=几个人围着一盆火"]
    done = zhibu(site.root, "new", "activity", "--yes", *ANSWERS["activity"], *parts)
    assert (done.returncode, done.stderr) == (0, "") and "ZB" not in done.stdout, done.stdout
    text = site.read(PATHS["activity"])
    assert "图片:\n  - {文件: photos/a.svg, 说明: 练习灭火, 替代: 几个人围着一盆火}\n" in text, text
    assert zhibu(site.root, "fmt", "--check").returncode == 0


def test_a_branch_may_be_called_by_its_name(site: TinySite, zhibu: Run) -> None:
    rest = [answer for answer in ANSWERS["activity"] if not answer.startswith("支部=")]
    done = zhibu(site.root, "new", "activity", "--yes", "支部=样本建材党支部", *rest)
    assert done.returncode == 0 and "records/branches/shili-zhibu/photos/" in done.stdout
    assert (site.root / PATHS["activity"]).is_file()
    (site.root / PATHS["activity"]).unlink()
    assert (
        zhibu(site.root, "new", "activity", "--yes", "支部=建材", *rest).returncode == 0
    )  # no other has it in its name
    assert (site.root / PATHS["activity"]).is_file()


def test_optional_lines_are_right_once_uncommented(site: TinySite, zhibu: Run) -> None:
    zhibu(site.root, "new", "branch", "--yes", *ANSWERS["branch"])
    lines = site.read(PATHS["branch"]).split("\n")
    site.write(PATHS["branch"], "\n".join(lines[:1] + [line.removeprefix("# ") for line in lines[1:]]))
    found = [finding for finding in site.load().findings if finding.location.path == PATHS["branch"]]
    # …… stands for what only a person knows; nothing else is wrong with them.
    assert found and all(finding.facts["found"] == "……" for finding in found)


WRONG = [
    (["branch"], "还缺：覆盖单位=… 组建.日期=… 党员.正式=…"),
    (["branch", "覆盖单位=远山"], "是不是“远山物流"),
    (["branch", "覆盖单位=样本建材有限公司"], "已由“样本建材党支部”覆盖"),
    (["branch", "党员.正式=三"], "应当填数字"),
    (["branch", "党员.正式=--5"], "应当填数字"),
    (["branch", "党员.正式=" + "1" * 5000], "应当填数字"),
    (["branch", "审核=草稿", "审核.状态=终审"], "“审核”已经填了“草稿”，不能再分项写"),
    (["branch", "党员=3"], "党员.正式"),
    (["branch", "组建.日期=2024-02-30"], "2024-02-30"),
    (["branch", "类型=党委"], "没有“类型”这一栏。是不是“类别”？"),
    (["branch", "编号=甲"], "不能作编号"),
    (["branch", "党员.正式"], "应写成“栏目=内容”"),
    (["activity", "支部=shili"], "是不是“shili-zhibu”"),
    (["activity", "类别=党日"], "主题党日"),
    (["activity", "支部=没有这个"], "已有的如：样本建材党支部"),
    (["list", "年月=三月"], "三月"),
    (["regulation", "审核=终审"], "写好正文再改为“终审”"),
    (["showcase", "审核=终审"], "写好正文再改为“终审”"),
    (["regulation", "审核.状态=终审"], "写好正文再改为“终审”"),
    (["showcase", "审核.状态= 终审"], "写好正文再改为“终审”"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_wrong_answers_write_nothing(words: list[str], said: str, site: TinySite, zhibu: Run) -> None:
    before = sorted(site.root.rglob("*"))
    done = zhibu(site.root, "new", words[0], "--yes", *words[1:])
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr
    assert sorted(site.root.rglob("*")) == before


def test_identifiers_are_short_ascii_and_free() -> None:
    assert proposal("示例县青囊药房连锁有限公司党支部", set(), "chengguan", "示例县") == "chengguan-qingnangyaofang"
    assert proposal("甲", {"jia", "jia-2"}) == "jia-3"
    assert proposal("“”", set()) and proposal("🎉", set()) == "jilu"
    for name in ("A区（B座）", "2025年", "ABC 公司"):
        assert is_identifier(proposal(name, set()))


def test_a_unit_of_the_demonstration_has_one_branch_and_what_is_missing_is_told(register: Register) -> None:
    draft = begin("branch", register, today=AS_OF)
    with pytest.raises(WrongAnswerError, match="覆盖"):
        draft.answer("覆盖单位", "示例建材")
    free = [u for u in register.units.values() if u.unformed is not None]
    draft.answer("覆盖单位", free[0].name)
    draft.answer("党员.正式", "3")
    assert draft.missing() == ["组建.日期"]


@contextmanager
def terminal(site: TinySite, *words: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The command line on a terminal, and what it runs in; it is to end by itself."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "generator", *words]
    process = subprocess.Popen(command, cwd=site.root, env=environment(), stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    try:
        yield ours, process
    finally:
        process.kill()
        os.close(ours)


def _until(terminal: int, expected: str) -> str:
    """What a terminal shows until the expected words, or for twenty seconds."""
    shown, deadline = b"", time.monotonic() + 20
    while expected not in shown.decode("utf-8", "ignore") and time.monotonic() < deadline:
        if select.select([terminal], [], [], 1)[0]:
            try:
                shown += os.read(terminal, 4096)
            except OSError:  # the other end has closed it
                break
    return shown.decode("utf-8", "ignore")


def test_on_a_terminal_it_asks(site: TinySite) -> None:
    """Answers typed one after another, a wrong one in between, Enter for what is proposed."""
    typed = [("年月", "三月\n"), ("三月", "2025-04\n"), ("主题", "读书\n"), ("发布日期", "\n"), ("编号", "\n")]
    with terminal(site, "new", "list") as (ours, process):
        for expected, answer in typed:
            assert expected in _until(ours, expected)
            os.write(ours, answer.encode())
        assert PATHS["list"].replace("-03", "-04") in _until(ours, "已建立")
        assert process.wait(timeout=20) == 0
    assert "主题: 读书" in site.read("records/lists/2025-04.yml")


def test_it_asks_in_english_by_the_names_of_the_program(site: TinySite, register: Register) -> None:
    with terminal(site, "--lang", "en", "new", "list") as (ours, process):
        assert "年月 (month, such as 2025-03)" in _until(ours, ": ")
        os.write(ours, b"\x04")
        assert "zhibu --lang en new list" in _until(ours, "new list")
        assert process.wait(timeout=20) == 2
    branch = begin("branch", register, "en")
    asked = {path: branch.question(path).description for path in ("覆盖单位", "组建.日期", "隶属.属地", "编号")}
    assert asked == {
        "覆盖单位": "units; several with commas between",
        "组建.日期": "formation: date, such as 2025-03-05",
        "隶属.属地": "subordination: area, by its id or a part of its name",
        "编号": "id",
    }


def test_what_was_answered_before_an_interruption_is_not_lost(site: TinySite) -> None:
    with terminal(site, "new", "activity") as (ours, process):
        assert "支部（" in _until(ours, "：")
        os.write(ours, "建材\n".encode())
        _until(ours, "日期")
        os.write(ours, b"\x04")  # Ctrl+D; Ctrl+C does the same
        assert "zhibu new activity '支部=建材'" in _until(ours, "支部=建材'")
        assert process.wait(timeout=20) == 2


def test_what_a_terminal_in_another_encoding_types_is_asked_for_again(
    site: TinySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8:strict")  # what a terminal in a locale of its own reads by
    with terminal(site, "new", "activity") as (ours, process):
        assert "支部（" in _until(ours, "：")
        os.write(ours, "建材\n".encode("gbk"))
        assert "终端的编码设为 UTF-8" in _until(ours, "再试")
        os.write(ours, b"\x04")
        assert process.wait(timeout=20) == 2
