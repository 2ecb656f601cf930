"""``zhibu withdraw``: gone from every byte of the site, with a notice at the address; comments of files stay."""

from __future__ import annotations

import datetime

import pytest
from support import AS_OF, BRANCH, REPOSITORY, Run, TinySite, tree

from generator.cache import Cache
from generator.project import load
from generator.records.withdrawal import Withdrawal
from generator.site.engine import build

ACTIVITY = "records/branches/shili-zhibu/activities/2025/2025-03-05-xuexi.yml"
WORD = "鸿鹄之志"
REASON = "本人要求撤下"


@pytest.fixture
def site(tiny: TinySite) -> TinySite:
    tiny.write(
        ACTIVITY,
        f"主题: {WORD}主题党日\n类别: 主题党日\n日期: 2025-03-05\n地点: 活动室\n内容: 学习讨论，定下三件实事。\n"
        f"图片:\n  # 合影\n  - {{文件: photos/a.svg, 说明: {WORD}合影, 替代: 合影}}\n"
        "  - {文件: photos/b.svg, 说明: 展板, 替代: 展板}\n"
        "审核: 终审\n",
    )
    for name, text in (("a", WORD), ("b", "展板")):
        tiny.write(
            f"records/branches/shili-zhibu/photos/{name}.svg",
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{text}</title></svg>',
        )
    return tiny


def built(site: TinySite, day: datetime.date = AS_OF) -> dict[str, bytes]:
    """Every file of the site as readers get it."""
    project = load(site.root, day)
    assert [finding.text().message for finding in project.findings if finding.severity == "error"] == []
    folder = site.root / "site"
    cache = Cache(site.root / ".cache", "1")
    build(project, folder, cache)
    cache.close()
    return tree(folder)


def holding(files: dict[str, bytes], word: str) -> list[str]:
    return sorted(name for name, data in files.items() if word.encode() in data)


def test_an_activity_goes_from_every_byte(site: TinySite, zhibu: Run) -> None:
    address = "activities/shili-zhibu/2025-03-05-xuexi/index.html"
    before = built(site)
    assert len(holding(before, WORD)) > 4 and any(name.startswith("search/") for name in holding(before, WORD))
    done = zhibu(site.root, "withdraw", "shili-zhibu/2025-03-05-xuexi", "--reason", REASON, "--date", "2025-12-20")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"删除  {ACTIVITY}" in done.stdout and "Git 历史里仍有原来的内容" in done.stdout
    after = built(site)
    assert holding(after, WORD) == holding(after, REASON) == []
    assert "已于2025年12月20日撤下".encode() in after[address]
    assert not any(name.startswith("pictures/activity") for name in after)


def test_a_picture_goes_and_may_not_come_back(site: TinySite, zhibu: Run) -> None:
    done = zhibu(site.root, "withdraw", "records/branches/shili-zhibu/photos/a.svg", "--reason", REASON)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{WORD}合影" not in site.read(ACTIVITY) and "photos/b.svg" in site.read(ACTIVITY)
    after = built(site)
    assert [name for name in after if name.endswith("/a.svg")] == []
    assert [name for name in after if name.endswith("/b.svg")] != []
    site.write("records/branches/shili-zhibu/photos/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert [finding.code for finding in site.load().findings] == ["ZB0340"], "it came back"


def test_a_branch_goes_with_everything_about_it(site: TinySite, zhibu: Run) -> None:
    name = site.load().register.branches["shili-zhibu"].short_name  # type: ignore[union-attr]
    assert len(holding(built(site), name)) > 5
    site.replace(BRANCH, "简称: ", "# 不要改动这一行\n简称: ")
    done = zhibu(site.root, "withdraw", "shili-zhibu", "--reason", REASON)
    assert (done.returncode, done.stderr) == (0, "")
    assert "# 不要改动这一行" in site.read(BRANCH) and "可见: 内部" in site.read(BRANCH)
    after = built(site)
    assert holding(after, name) == holding(after, WORD) == []
    assert "撤下".encode() in after["branches/shili-zhibu/index.html"]


def test_a_working_method_goes_too(site: TinySite, zhibu: Run) -> None:
    """Records of the rulebook stand on shelves of their own."""
    path = "records/rulebook/methods/diaoyan-baogao.yml"
    site.write(path, (REPOSITORY / path).read_text("utf-8"))
    done = zhibu(site.root, "withdraw", "method/diaoyan-baogao", "--reason", REASON)
    assert done.stderr == "" and "已撤下" in done.stdout
    assert "可见: 内部" in site.read(path)
    assert "methods/diaoyan-baogao/" in site.read("records/withdrawals.yml")


def test_a_file_that_is_no_text_is_left_to_a_person(site: TinySite, zhibu: Run) -> None:
    before = site.read(BRANCH).encode("gb18030")
    (site.root / BRANCH).write_bytes(before)
    done = zhibu(site.root, "withdraw", "shili-zhibu", "--reason", REASON)
    assert done.returncode == 2 and "手工" in done.stderr
    assert (site.root / BRANCH).read_bytes() == before


LEDGER = "records/withdrawals.yml"
ROW = "  - {编号: chexia-1, 对象: activity/shili-zhibu/x, 日期: 2025-01-01, 理由: 有误}\n"
LEDGERS = {
    "empty": "# 台账\n审核: 终审\n撤下: []\n",
    "without a value": "# 台账\n审核: 终审\n撤下:\n",
    "its state last": f"# 台账\n撤下:\n{ROW}审核: 终审\n",
    "with a comment behind": f"# 台账\n审核: 终审\n撤下:\n{ROW}  # 完\n",
    "none": "",
}


@pytest.mark.parametrize("form", LEDGERS)
def test_the_ledger_reads_whatever_its_form_was(form: str, site: TinySite, zhibu: Run) -> None:
    before = LEDGERS[form]
    if before:
        site.write(LEDGER, before)
    done = zhibu(site.root, "withdraw", "shili-zhibu", "--reason", REASON)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert site.read(LEDGER).startswith(before.partition("撤下")[0]) and site.places() == []
    register = site.load().register
    assert register is not None
    assert [one.subject for one in register.of(Withdrawal).values()][-1] == "branch/shili-zhibu"
    assert len(register.of(Withdrawal)) == 1 + before.count("chexia-1")


@pytest.mark.parametrize("name", ["shili-zhibu", f"{'/'.join(ACTIVITY.split('/')[:3])}/photos/a.svg", ACTIVITY])
@pytest.mark.parametrize(
    "ledger",
    [
        (f"审核: 终审\n撤下:\n{ROW}".encode("gb18030")),
        "审核：终审\n撤下:\n".encode(),
        "审核: 终审\n撤下: 没有\n".encode(),
        b"",
    ],
)
def test_nothing_goes_that_cannot_be_noted(site: TinySite, zhibu: Run, name: str, ledger: bytes) -> None:
    (site.root / LEDGER).write_bytes(ledger)
    before = tree(site.root)
    for words, said in (((), "什么也没有改"), (("--lang", "en"), "Nothing was changed")):
        done = zhibu(site.root, *words, "withdraw", name, "--reason", REASON)
        assert done.returncode == 2 and LEDGER in done.stderr and said in done.stderr, done.stderr
        assert "Traceback" not in done.stderr and tree(site.root) == before


def test_a_picture_that_is_read_only_once_mended_is_left_to_a_person(site: TinySite, zhibu: Run) -> None:
    site.replace(ACTIVITY, "图片:\n", "图片：\n")
    before = tree(site.root)
    done = zhibu(site.root, "withdraw", "records/branches/shili-zhibu/photos/a.svg", "--reason", REASON)
    assert done.returncode == 2 and "手工" in done.stderr and tree(site.root) == before


@pytest.mark.parametrize(
    "name", ["wu", "branch/wu", "records/../../etc/passwd", "../x.svg", "records/branches/x.svg", "", "/"]
)
def test_what_is_not_there_is_told_and_nothing_is_touched(site: TinySite, zhibu: Run, name: str) -> None:
    before = tree(site.root)
    done = zhibu(site.root, "withdraw", name, "--reason", REASON)
    assert done.returncode == 2 and "没有找到" in done.stderr
    assert tree(site.root) == before


def test_a_picture_goes_when_consent_ends(site: TinySite) -> None:
    """After the day to which the people on a picture agreed, the next build leaves it out."""
    site.replace(ACTIVITY, "替代: 合影}", "替代: 合影, 授权: 本人同意, 授权截至: 2025-06-30}")
    during, after = (built(site, datetime.date(2025, month, day)) for month, day in ((6, 30), (7, 1)))
    assert [name for name in during if name.endswith("/a.svg")] != []
    assert [name for name in after if name.endswith("/a.svg")] == []
    assert holding(during, f"{WORD}合影") != [] and holding(after, f"{WORD}合影") == []
