"""Spreadsheets: what goes out comes back unchanged, what offices keep is understood, nothing personal gets through."""

from __future__ import annotations

import datetime
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from support import BRANCH, REPOSITORY, UNITS, Run, TinySite, tree

from generator.editing.exporting import export, workbook
from generator.editing.importing import Plan, apply, plan
from generator.editing.kinds import TABLES
from generator.editing.reasons import _REASONS
from generator.editing.rewriting import rewrite
from generator.editing.tables import UnreadableError, columns, head_key, read_cell, written
from generator.editing.tree import grow
from generator.editing.workbooks import WorkbookError, sheets
from generator.records.branch import Branch
from generator.records.outline import entry_at
from generator.records.register import Register


def book(folder: Path, rows: list[list[Any]], title: str = "表") -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(row)
    made.save(folder / "表.xlsx")
    return folder / "表.xlsx"


def register_of(site: TinySite) -> Register:
    register = site.load().register
    assert register is not None
    return register


def planned(site: TinySite, rows: list[list[Any]]) -> Plan:
    return plan(book(site.root.parent, rows), register_of(site))


@pytest.mark.parametrize("kind", TABLES)
def test_what_goes_out_comes_back_unchanged(kind: str, register: Register, tmp_path: Path) -> None:
    count = export(kind, register, tmp_path / "x.xlsx")
    found = plan(tmp_path / "x.xlsx", register)
    assert (found.changes, found.refusals, found.notes, found.files) == ([], [], [], {})
    assert found.unchanged == count == len(register.records.get(kind, {}))
    again = tmp_path / "y.xlsx"
    export(kind, register, again)
    assert again.read_bytes() == (tmp_path / "x.xlsx").read_bytes()


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and " ".join(text.split()) == text
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXT, st.lists(_TEXT, min_size=1, max_size=3), st.integers(0, 400))
def test_any_text_goes_out_and_comes_back(name: str, parts: list[str], number: int) -> None:
    short = entry_at(Branch, ("简称",))
    listed = entry_at(Branch, ("资料盒",))
    count = entry_at(Branch, ("党员", "正式"))
    assert short is not None and listed is not None and count is not None
    assert read_cell(written(number, count), count) == number
    if not _says_nothing(name):
        assert read_cell(written(name, short), short) == name
    cell = written(parts, listed)
    if not _says_nothing(str(cell)):
        assert read_cell(cell, listed) == parts


def _says_nothing(cell: str) -> bool:
    """An empty cell as offices write it, or an error of the spreadsheet program."""
    return cell.strip() in {"—", "－", "-", "/", "\\", "无数据", "暂无"} or cell.startswith("#")


CELLS = [
    (("组建", "日期"), "2024年5月1日", "2024-05-01"),
    (("组建", "日期"), "2024.5.1", "2024-05-01"),
    (("组建", "日期"), "20240501", "2024-05-01"),
    (("组建", "日期"), 45413, "2024-05-01"),
    (("组建", "日期"), datetime.datetime(2024, 5, 1), "2024-05-01"),
    (("组建", "日期"), "2024/5/1 9:30", "2024-05-01"),
    (("组建", "方式"), "单独", "单独组建"),
    (("党员", "正式"), "12人", 12),
    (("党员", "正式"), "１２ 名", 12),
    (("党员", "正式"), "1,200", 1200),
    (("党员", "正式"), 12.0, 12),
    (("党员", "正式"), "400余", "400余"),
    (("活动室", "面积"), "60㎡", 60),
    (("书记", "交叉任职"), "√", "是"),
    (("书记", "交叉任职"), "无", "否"),
    (("联系电话",), "0000-0000000", "0000-0000000"),
    (("简称",), "　样本　建材 ", "样本 建材"),
    (("简称",), "—", None),
    (("审核",), "终审", "终审"),
]


@pytest.mark.parametrize(("keys", "cell", "value"), CELLS)
def test_cells_as_offices_write_them_are_understood(keys: tuple[str, ...], cell: Any, value: Any) -> None:
    entry = entry_at(Branch, keys)
    assert entry is not None
    assert read_cell(cell, entry) == value


UNREADABLE = [
    (("组建", "日期"), "2024-02-30"),
    (("组建", "日期"), "去年"),
    (("组建", "日期"), "①"),
    (("组建", "日期"), "2025²"),
    (("组建", "日期"), "2025-3-99999999999999999999"),
    (("组建", "日期"), "1" * 5000),
    (("组建", "方式"), "合建"),
    (("主题党日",), "十五"),
    (("简称",), "#REF!"),
]


@pytest.mark.parametrize(("keys", "cell"), UNREADABLE)
def test_cells_that_nobody_can_read_are_refused(keys: tuple[str, ...], cell: Any) -> None:
    entry = entry_at(Branch, keys)
    assert entry is not None
    with pytest.raises(UnreadableError):
        read_cell(cell, entry)


def test_a_change_is_minimal_and_named_by_its_cell(tiny: TinySite) -> None:
    before = tiny.read(BRANCH)
    found = planned(tiny, [["简称", "正式党员数", "成立时间"], ["样本建材党支部", "6人", "2020年6月18日"]])
    (change,) = found.changes
    assert (change.new, change.path, change.fields) == (False, BRANCH, (("党员正式", "5", "6", "表!B2"),))
    apply(tiny.root, found)
    assert tiny.read(BRANCH) == before.replace("正式: 5", "正式: 6")


def test_the_two_new_table_of_an_office_is_understood(tiny: TinySite) -> None:
    """A title above, heads in two rows with a merged group, a hidden column, a total below, columns without a field."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["本县两新组织基本情况统计表"])
    sheet.merge_cells("A1:G1")
    sheet.append(["序号", "企业名称", "基本情况", None, None, "所属镇街", "书记姓名"])
    sheet.merge_cells("C2:E2")
    sheet.append([None, None, "类别", "所属行业", "职工数"])
    for column in ("A", "B", "F", "G"):
        sheet.merge_cells(f"{column}2:{column}3")
    sheet.append([1, "样本建材有限公司", "非公企业", "建材", "36人", "城关街道", "某某"])
    sheet.append([2, "远山物流有限公司", "非公企业", "物流", "20", "城关街道", "某某"])
    sheet.append(["合计", None, None, None, 56])
    sheet.column_dimensions["G"].hidden = True
    made.save(tiny.root.parent / "两新.xlsx")
    found = plan(tiny.root.parent / "两新.xlsx", register_of(tiny))
    assert found.refusals == []
    assert [(change.new, change.name) for change in found.changes] == [(True, "远山物流有限公司")]
    assert found.unchanged == 1
    assert "某某" not in repr(found)
    assert any("隐藏的 1 列" in note.zh for note in found.notes) and any("序号" in note.zh for note in found.notes)
    before = tiny.read(UNITS)
    apply(tiny.root, found)
    after = tiny.read(UNITS)
    assert after.startswith(before) and "名称: 远山物流有限公司" in after
    assert tiny.places() == []


def test_records_of_meetings_become_activities(tiny: TinySite) -> None:
    rows = [
        ["会议名称", "会议类型", "时间", "会议时间", "会议地点", "主持人", "应到", "实到", "内容摘要", "党支部"],
        [
            "学习安全生产法",
            "主题党日",
            None,
            "2025年3月5日",
            "会议室",
            "某某",
            6,
            "6人",
            "学习。\n讨论。",
            "样本建材党支部",
        ],
    ]
    found = planned(tiny, rows)
    assert found.refusals == []
    (change,) = found.changes
    assert change.path == "records/branches/shili-zhibu/activities/2025/2025-03-05-xuexianquan.yml"
    apply(tiny.root, found)
    assert "参加: {应到: 6, 实到: 6}" in tiny.read(change.path)
    assert "某某" not in tiny.read(change.path)
    assert tiny.places() == []


OFFICE = {
    "两新组织统计表": (
        ["企业名称*", "党员数", "职工数", "是否建立党组织", "建立方式", "书记姓名", "有无活动场所", "面积"],
        ["样本建材有限公司", 6, "45人", "是", "单独", "某某", "有", 60],
        [UNITS],
        ["职工: 45"],
    ),
    "会议记录": (
        ["主持人", "名称", "会议类型", "时间(到分)", "地点", "记录人", "应到", "实到", "缺席及原因", "列席", "发言要点",
         "决议", "赞成", "反对", "弃权", "签字", "党支部"],
        ["某某", "支部党员大会", "支部党员大会", "2025-03-05 14:30", "会议室", "某某", 6, 5, "外出", 1, "同意。",
         "通过", 5, 0, 0, "某某", "样本建材党支部"],
        ["records/branches/shili-zhibu/activities/2025/2025-03-05-"],
        ["参加: {应到: 6, 实到: 5, 列席: 1}", "表决: {赞成: 5, 反对: 0, 弃权: 0}", "决议: "],
    ),
    "主题党日记录": (
        ["所属党组织", "活动时间", "地点", "参与单位", "参与人员(数)", "主题", "活动类别", "内容摘要", "亮点与不足"],
        ["样本建材党支部", "2025.3.15", "活动室", "本单位", 6, "学习", "主题党日", "学习。", "到得齐。"],
        ["records/branches/shili-zhibu/activities/2025/2025-03-15-xuexi.yml"],
        ["主题: 学习", "成效: "],
    ),
    "整改台账": (
        ["验收", "责任支部", "存在问题", "整改事项", "整改措施", "责任人", "整改时限", "发现时间", "进展", "销号"],
        ["2025-05-20", "样本建材党支部", "资料不全。", "补齐资料", "逐盒清点", "某某", "2025-05-31", "2025-05-01", "无",
         "2025-05-21"],
        ["records/rectifications/"],
        ["支部: shili-zhibu", "时限: 2025-05-31", "验收日期: 2025-05-20", "销号日期: 2025-05-21"],
    ),
    "品牌申报表": (
        ["品牌名称", "品牌类别", "申报支部", "内涵", "LOGO", "载体", "成效", "典型案例", "推荐意见"],
        ["红砖工作法", "工作法", "样本建材党支部", "一块砖一个岗位。", "略", "岗位牌、示范岗", "好", "略", "同意"],
        ["content/showcases/"],
        ["名称: 红砖工作法", "一句话: 一块砖一个岗位。", "支部: shili-zhibu", "可复制: [岗位牌, 示范岗]"],
    ),
}  # fmt: skip
"""Tables as offices keep them, heads in any order: heads, a row, the file it goes to, what stands there then."""


@pytest.mark.parametrize("name", OFFICE)
def test_tables_as_offices_keep_them_are_understood(name: str, tiny: TinySite) -> None:
    heads, row, paths, wanted = OFFICE[name]
    found = planned(tiny, [heads, row])
    assert found.refusals == []
    assert all(change.path.startswith(path) for change, path in zip(found.changes, paths, strict=True))
    apply(tiny.root, found)
    text = "".join(tiny.read(change.path) for change in found.changes)
    assert all(part in text for part in wanted), text
    assert "某某" not in text + repr(found)  # who took the chair, who wrote it down, who answers for it
    assert tiny.places() == []
    again = plan(tiny.root.parent / "表.xlsx", register_of(tiny))
    assert (again.changes, again.refusals) == ([], [])


@pytest.mark.parametrize(
    ("name", "heads"),
    [
        ("谈心谈话", ["日期", "谈话人", "被谈话人", "类型", "内容摘要", "约定事项", "跟进状态"]),
        ("党费台账", ["姓名", "月", "基数", "比例", "金额", "收款人"]),
    ],
)
def test_what_is_kept_of_single_persons_is_no_record(name: str, heads: list[str], tiny: TinySite, zhibu: Run) -> None:
    file = book(tiny.root.parent, [heads, ["赵示例甲"] * len(heads)], name)
    done = zhibu(tiny.root, "import", str(file))
    assert done.returncode == 1 and "不导入，也不读取" in done.stdout
    assert "赵示例甲" not in done.stdout + done.stderr


REFUSED = [
    ([["简称", "正式党员数"], ["样本建材党支部", "很多"]], "表!B2", "应当填数字"),
    ([["简称", "成立时间"], ["样本建材党支部", "2024-13-01"]], "表!B2", "没有“2024-13-01”这一天"),
    ([["简称", "成立时间"], ["样本建材党支部", "25-3-5"]], "表!B2", "“25-3-5”不是完整的日期"),
    ([["简称", "覆盖企业"], ["样本建材党支部", "某某厂"]], "表!B2", "新单位请先导入单位表"),
    ([["简称", "组建方式"], ["样本建材党支部", "合建"]], "表!B2", "只能填：单独组建"),
    (
        [["简称", "上级党组织"], ["样本建材党支部", "县委两新"]],
        "表!B2",
        "没有“县委两新”，是不是“中共本县县委两新组织工作委员会”",
    ),
    ([["简称", "上级党组织"], ["样本建材党支部", "甲"]], "表!B2", "可填：中共本县县委两新组织工作委员会"),
    ([["简称", "正式党员"], ["样本建材党支部", 5], ["样本建材党支部", 6]], "表!A3", "同一条记录"),
    ([["简称", "名称", "编号"], ["甲党支部", "中国共产党甲支部委员会", "甲"]], "表!A2", "编号"),
    ([["简称", "名称"], ["甲党支部", "中国共产党甲支部委员会"]], "表!A2", "表里没有这一列；可从“zhibu export branch”"),
    ([["简称", "名称", "上级党组织"], ["甲党支部", "中国共产党甲支部委员会", None]], "表!C2", "必填，这里空着"),
    ([["名称", "类别", "通过日期"], ["某制度", "组织生活", "2025-01-01"]], "表!A2", "zhibu new"),
    ([["甲", "乙"], [1, 2]], "表.xlsx", "没有找到认得出的表头"),
]


@pytest.mark.parametrize(("rows", "address", "said"), REFUSED)
def test_one_refusal_stops_everything(
    rows: list[list[Any]], address: str, said: str, tiny: TinySite, zhibu: Run
) -> None:
    found = planned(tiny, rows)
    assert any(refusal.address == address and said in refusal.reason.zh for refusal in found.refusals), found.refusals
    assert found.files == {}
    before = tree(tiny.root)
    done = zhibu(tiny.root, "import", str(tiny.root.parent / "表.xlsx"))
    assert done.returncode == 1 and said in done.stdout and "什么也没有写" in done.stdout
    assert tree(tiny.root) == before


def unquoted(said: str) -> str:
    """What is said in words of our own: no values, fields, cells, files, and no names of what is new or changes."""
    plain = re.sub(r"'[^'\n]*'", "", said)
    plain = re.sub(r"(?m)^(new|changed) .*|^ {8,}\S+:", "", plain)
    return re.sub(r"表(?:!|\.xlsx)?", "", plain)


ENGLISH = [
    *((rows, address) for rows, address, _ in REFUSED),
    ([["简称", "主题党日"], ["样本建材党支部", "十五"]], "表!B2"),
    ([["简称", "交叉任职"], ["样本建材党支部", "或许"]], "表"),
    ([["简称", "书记交叉任职"], ["样本建材党支部", "或许"]], "表!B2"),
    ([["简称", "编号"], ["样本建材党支部", "shili-zhibu"], ["样本建材党支部", "shili-zhibu"]], "表!A3"),
    ([["编号", "主题党日"], ["shili-zhibu", "#REF!"]], "表!B2"),
    ([["编号", "主题党日"], ["shili-zhibu", 99]], "表!B2"),
    ([["年月", "应参加人数"], ["三月", 2]], "表"),
    ([["谈话人", "被谈话人"], ["某", "某"]], "表"),
    ([["姓名", "政治面貌"], ["某", "中共党员"]], "表"),
    ([["姓名", "政治面貌", "党支部"], ["某", "中共党员", "没有的支部"], ["某", "不详", "样本建材党支部"]], "表!C2"),
]


@pytest.mark.parametrize(("rows", "address"), ENGLISH)
def test_reasons_are_told_in_the_users_language(
    rows: list[list[Any]], address: str, tiny: TinySite, zhibu: Run
) -> None:
    done = zhibu(tiny.root, "--lang", "en", "import", str(book(tiny.root.parent, rows)))
    assert (done.returncode, f"refused  {address}" in done.stdout) == (1, True), done.stdout
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef“”]", unquoted(done.stdout)), done.stdout
    assert all(re.search(r": [A-Z'].*\.$", line) for line in done.stdout.splitlines() if line.startswith("refused"))


def test_every_reason_is_given_and_has_english_words() -> None:
    text = "".join(path.read_text("utf-8") for path in (REPOSITORY / "generator" / "editing").glob("*.py"))
    for key, (chinese, english) in _REASONS.items():
        assert re.search(rf'(?:because|Error|note)\((?:[^)]* else )?"{key}"', text), key
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef“”]", unquoted(english)), english
        assert {*re.findall(r"\{(\w+)\}", english)} - {"kind"} <= {*re.findall(r"\{(\w+)\}", chinese)}, key


def test_what_is_passed_over_is_told_in_the_users_language(tiny: TinySite, zhibu: Run) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "表"
    for row in (["简称", "正式党员数", "负责人", "主题党日"], ["样本建材党支部", 7, "某某", 3], ["合计", 7]):
        sheet.append(row)
    sheet.column_dimensions["D"].hidden = True
    roll = made.create_sheet("花名册")
    for row in (["姓名", "政治面貌", "党支部"], ["某", "中共党员", "样本建材党支部"]):
        roll.append(row)
    made.save(tiny.root.parent / "表.xlsx")
    done = zhibu(tiny.root, "--lang", "en", "import", "--dry-run", str(tiny.root.parent / "表.xlsx"))
    notes = re.findall(r"(?m)^note +(.*)", done.stdout)
    assert [note.split("'")[1] for note in notes] == ["表"] * 3 + ["花名册"], done.stdout
    assert "党员正式: '5' → '7' (表!B2)" in done.stdout
    assert "党员: (empty) → 'as counted from the roll' (花名册!A2)" in done.stdout
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef“”]", unquoted("\n".join(notes)))


def test_a_file_that_is_no_workbook_is_told_in_the_users_language(tiny: TinySite, zhibu: Run) -> None:
    (tiny.root.parent / "x.xlsx").write_text("x", "utf-8")
    for words, said in (((), "不是 .xlsx 表格文件"), (("--lang", "en"), "This is no .xlsx file.")):
        done = zhibu(tiny.root, *words, "import", str(tiny.root.parent / "x.xlsx"))
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_a_rehearsal_writes_nothing(tiny: TinySite, zhibu: Run) -> None:
    file = book(tiny.root.parent, [["简称", "正式党员数"], ["样本建材党支部", 7]])
    before = tiny.read(BRANCH)
    done = zhibu(tiny.root, "import", "--dry-run", str(file))
    assert done.returncode == 0 and "党员正式：“5” → “7”（表!B2）" in done.stdout
    assert tiny.read(BRANCH) == before
    assert zhibu(tiny.root, "import", str(file)).returncode == 0
    assert "正式: 7" in tiny.read(BRANCH)


def test_what_is_lacking_is_told_once_a_sheet(tiny: TinySite) -> None:
    rows = [["简称", "名称"], ["甲党支部", "中国共产党甲支部委员会"], ["乙党支部", "中国共产党乙支部委员会"]]
    heads = [refusal.head for refusal in planned(tiny, rows).refusals]
    assert "隶属归口" in heads and "隶属属地" in heads and len(heads) == len(set(heads))


def test_new_ones_tell_whether_readers_will_see_them(tiny: TinySite, zhibu: Run) -> None:
    """A unit stands under the state of its file, which is told before it is written."""
    row = ["甲厂", "非公企业", "chengguan", "制造业", 12]
    file = book(tiny.root.parent, [["名称", "类别", "属地", "行业", "职工"], row])
    done = zhibu(tiny.root, "import", "--dry-run", str(file))
    assert done.returncode == 0 and "新增的有 1 条的审核是“终审”，网站下次生成就公开。" in done.stdout
    tiny.write(UNITS, tiny.read(UNITS).replace("审核: 终审", "审核: 草稿"))
    done = zhibu(tiny.root, "import", str(file))
    assert done.returncode == 0 and "新增的有 1 条是草稿；网站上要等审核改为“终审”才有。" in done.stdout


def test_what_must_be_filled_has_a_star_and_places_have_names(tiny: TinySite) -> None:
    sheet = workbook("branch", register_of(tiny))[0].active
    assert isinstance(sheet, Worksheet)
    heads = {str(cell.value): cell.column_letter for cell in sheet[1]}
    assert {"简称*", "隶属归口*", "隶属属地*", "组建方式*", "党员正式*"} <= heads.keys()
    assert "编号" in heads and "届期起" in heads
    assert sheet[f"{heads['隶属归口*']}2"].value == "中共本县县委两新组织工作委员会"
    rules = {str(rule.sqref).partition("2:")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert "城关街道" in rules[heads["隶属属地*"]]


SECRETS = ["赵示例甲", "110101199001011237", "13800138000"]


def test_a_roll_of_members_leaves_counts_only(tiny: TinySite, zhibu: Run) -> None:
    rows: list[list[Any]] = [["姓名*", "身份证号*", "联系电话", "政治面貌*", "所属党组织名称*"]]
    for status in ["中共党员"] * 6 + ["中共预备党员", "入党积极分子"]:
        rows.append([*SECRETS, status, "样本建材党支部"])
    file = book(tiny.root.parent, rows, "党员花名册")
    done = zhibu(tiny.root, "import", str(file))
    assert done.returncode == 0, done.stdout
    assert "党员: {正式: 6, 预备: 1}" in tiny.read(BRANCH)
    said = done.stdout + done.stderr
    kept = "".join(data.decode("utf-8", "replace") for data in tree(tiny.root).values())
    assert not any(secret in said or secret in kept for secret in SECRETS)
    assert "6" not in said.replace("A6", "")  # how few they are is not told either


def test_a_wrong_roll_tells_cells_and_never_what_they_say(tiny: TinySite, zhibu: Run) -> None:
    heads = ["姓名", "身份证号", "政治面貌", "所属党组织名称"]
    rows = [heads, [*SECRETS, "没有的支部"], [*SECRETS, "样本建材党支部"]]
    done = zhibu(tiny.root, "import", str(book(tiny.root.parent, rows)))
    assert done.returncode == 1 and "表!D2" in done.stdout and "表!C3" in done.stdout
    assert not any(secret in done.stdout + done.stderr for secret in SECRETS)


def test_nothing_exported_is_a_formula(tiny: TinySite, tmp_path: Path) -> None:
    for text in ("=1+1", "@SUM(A1)", "+86", "-7 号"):
        lines = tiny.read(BRANCH).rstrip("\n").split("\n")
        value = {**grow(lines).root.value, "简称": text}
        tiny.write(BRANCH, "\n".join([*rewrite(lines, value, Branch), ""]))
        export("branch", register_of(tiny), tmp_path / "x.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
        assert isinstance(sheet, Worksheet)
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        assert plan(tmp_path / "x.xlsx", register_of(tiny)).unchanged == 1


def test_the_table_helps_who_fills_it_in(register: Register) -> None:
    made, _ = workbook("branch", register)
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    assert sheet.freeze_panes == "C2" and sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0
    rules = {str(rule.sqref).rstrip("0123456789:"): rule for rule in sheet.data_validations.dataValidation}
    heads = [head_key(cell.value) for cell in sheet[1]]
    assert len(rules) >= 8 and heads[:3] == ["编号", "名称", "简称"]
    assert any("单独组建" in str(rule.formula1) for rule in rules.values())
    assert heads == [head_key(column.head) for column in columns("branch")]


def test_what_is_no_workbook_or_far_too_much_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (101 * 1024 * 1024))
    assert bomb.stat().st_size < 200_000
    text = tmp_path / "text.xlsx"
    text.write_text("名称,简称", encoding="utf-8")
    macro = tmp_path / "macro.xlsx"
    with zipfile.ZipFile(macro, "w") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    entities = tmp_path / "entities.xlsx"
    book(tmp_path, [["名称", "简称"]])
    with zipfile.ZipFile(tmp_path / "表.xlsx") as source, zipfile.ZipFile(entities, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/workbook.xml":
                data = b'<!DOCTYPE a [<!ENTITY b "bbbb">]>' + data
            target.writestr(name, data)
    damaged = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(damaged, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"<a/>" * 500)
    data = damaged.read_bytes()
    damaged.write_bytes(data[:39] + b"\xff" * 9 + data[48:])
    for file in (bomb, text, macro, entities, damaged):
        with pytest.raises(WorkbookError):
            sheets(file, {"名称", "简称"})


@pytest.mark.parametrize("area", ["A1:XFD1048576", "A:XFD", "1:9", "A1", "x"])
def test_a_merged_range_of_the_whole_sheet_is_refused(area: str, tmp_path: Path) -> None:
    """Read as it stands, it makes an object of each of its seventeen thousand million cells."""
    plain = tmp_path / "plain.xlsx"
    openpyxl.Workbook().save(plain)
    merged = tmp_path / "merged.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(merged, "w") as new:
        for part in old.namelist():
            said = f'</sheetData><mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
            new.writestr(part, old.read(part).replace(b"</sheetData>", said))
    if area == "A1":
        assert sheets(merged, ()) == []
    else:
        with pytest.raises(WorkbookError, match="合并的单元格太多"):
            sheets(merged, ())


def test_outside_links_are_not_followed(tiny: TinySite) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["简称", "正式党员数"])
    sheet.append(["样本建材党支部", "='file:///etc/[passwd]x'!A1"])
    made.save(tiny.root.parent / "链接.xlsx")
    found = plan(tiny.root.parent / "链接.xlsx", register_of(tiny))
    assert found.changes == [] and found.files == {}  # no result was saved with it: an empty cell


def test_a_cell_clears_only_when_it_says_so(tiny: TinySite) -> None:
    found = planned(tiny, [["简称", "主题党日", "届期年限"], ["样本建材党支部", "（清除）", None]])
    (change,) = found.changes
    assert change.fields == (("主题党日", "15", "", "表!B2"),)
    apply(tiny.root, found)
    assert "主题党日" not in tiny.read(BRANCH) and "年限: 3" in tiny.read(BRANCH)


def test_what_must_be_filled_cannot_be_cleared(tiny: TinySite) -> None:
    found = planned(tiny, [["简称", "党员正式"], ["样本建材党支部", "（清除）"]])
    assert [(r.address, r.head, r.reason.zh) for r in found.refusals] == [("表!B2", "党员正式", "必填，不能清除")]


def test_a_table_that_is_there_is_not_written_over(tiny: TinySite, zhibu: Run) -> None:
    target = tiny.root.parent / "支部.xlsx"
    target.write_bytes(b"filled in")
    done = zhibu(tiny.root, "export", "branch", str(target))
    assert done.returncode == 2 and "已经有了" in done.stderr and target.read_bytes() == b"filled in"


def test_a_rehearsal_shows_where_long_values_differ(tiny: TinySite, zhibu: Run) -> None:
    said = "本支部在建材城里，由三家商户的党员组成，每月在会议室学习一次，"
    tiny.replace(BRANCH, "审核: 终审", f"简介: {said}每季度慰问一次。\n审核: 终审")
    table = book(tiny.root.parent, [["简称", "简介"], ["样本建材党支部", f"{said}每年慰问一次。"]])
    done = zhibu(tiny.root, "import", "--dry-run", str(table))
    assert "简介：“…在会议室学习一次，每季度慰问一次。” → “…在会议室学习一次，每年慰问一次。”" in done.stdout, (
        done.stdout
    )


def test_what_cannot_be_read_is_a_mistake_of_use(tiny: TinySite, zhibu: Run) -> None:
    def code(*words: str) -> int:
        done = zhibu(tiny.root, *words)
        assert "Traceback" not in done.stderr
        return done.returncode

    assert code("export", "branch", "支部.xlsx") == 0
    assert code("import", "支部.xlsx") == 0
    assert code("export", "branch", "支部.xls") == 2
    assert code("import", "没有.xlsx") == 2
    (tiny.root / "坏.xlsx").write_bytes(b"PK\x03\x04")
    assert code("import", "坏.xlsx") == 2
    assert tiny.load().publishable


ODD = {
    "an encoding of old": lambda text: text.encode("gb18030"),
    "a full-width colon": lambda text: text.replace("简称: ", "简称：").encode(),
    "an alias": lambda text: text.replace("审核:", "备注: *abc\n审核:").encode(),
    "a control character": lambda text: text.replace("审核:", "备注: 一\x07二\n审核:").encode(),
    "an escaped control character": lambda text: text.replace("审核:", '备注: "一\\x07二\\ufffe"\n审核:').encode(),
    "an indent told in figures": lambda text: text.replace("审核:", "备注: |2\n  一\n审核:").encode(),
}


@pytest.mark.parametrize("slip", ODD)
def test_whatever_was_read_is_exported(slip: str, tiny: TinySite, zhibu: Run) -> None:
    before = tiny.read(BRANCH)
    (tiny.root / BRANCH).write_bytes(ODD[slip](before))
    assert (tiny.root / BRANCH).read_bytes() != before.encode()
    done = zhibu(tiny.root, "export", "branch", "../x.xlsx")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    sheet = openpyxl.load_workbook(tiny.root.parent / "x.xlsx").active
    assert isinstance(sheet, Worksheet)
    row = dict(zip((head_key(cell.value) for cell in sheet[1]), (cell.value for cell in sheet[2]), strict=True))
    assert (row["简称"], row["党员正式"]) == ("样本建材党支部", 5)
    assert "\x07" not in "".join(map(str, row.values()))


UNFIT = {
    "an indent told in figures": lambda text: text.replace("审核:", "备注: |2\n  一\n审核:").encode(),
    "an encoding of old": lambda text: text.encode("gb18030"),
}


@pytest.mark.parametrize("slip", UNFIT)
@pytest.mark.parametrize(
    ("path", "rows"),
    [
        (BRANCH, [["姓名", "政治面貌", "党支部"], ["某", "中共党员", "样本建材党支部"]]),
        (BRANCH, [["简称", "正式党员数"], ["样本建材党支部", 7]]),
        (UNITS, [["名称", "类别", "属地", "行业", "职工"], ["甲厂", "非公企业", "chengguan", "制造业", 12]]),
    ],
)
def test_a_file_that_is_not_to_be_taken_apart_is_refused(
    path: str, rows: list[list[Any]], slip: str, tiny: TinySite, zhibu: Run
) -> None:
    (tiny.root / path).write_bytes(UNFIT[slip](tiny.read(path)))
    before = tree(tiny.root)
    done = zhibu(tiny.root, "import", str(book(tiny.root.parent, rows)))
    assert (done.returncode, done.stderr) == (1, ""), done.stderr
    assert f"{path} 要先改好" in done.stdout and tree(tiny.root) == before


def test_a_ledger_without_rows_takes_one(tiny: TinySite) -> None:
    rows = [["名称", "类别", "属地", "行业", "职工"], ["样本建材有限公司", "非公企业", "chengguan", "建材", 12]]
    for empty in ("单位:\n", "单位: []\n"):
        tiny.write(UNITS, f"审核: 终审\n{empty}")
        found = planned(tiny, rows)
        assert found.refusals == []
        apply(tiny.root, found)
        assert tiny.read(UNITS).startswith("审核: 终审\n单位:") and tiny.places() == []


@pytest.mark.parametrize("at", range(0, 60, 20))
def test_a_damaged_workbook_is_refused(at: int, tmp_path: Path) -> None:
    file = book(tmp_path, [["简称", "正式党员数"], ["样本建材党支部", 7]])
    with zipfile.ZipFile(file) as archive:
        part = max(archive.infolist(), key=lambda part: part.compress_size)
    data = bytearray(file.read_bytes())
    start = part.header_offset + 30 + len(part.filename) + at
    data[start : start + 40] = bytes(byte ^ 0xA5 for byte in data[start : start + 40])
    file.write_bytes(data)
    with pytest.raises(WorkbookError):
        sheets(file, set())


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_workbook_damaged_in_another_packing_is_refused(way: int, tmp_path: Path) -> None:
    for at in range(0, 40, 4):
        with zipfile.ZipFile(tmp_path / "x.xlsx", "w", way) as archive:
            archive.writestr("xl/workbook.xml", b"<a>" * 99)
        data = bytearray((tmp_path / "x.xlsx").read_bytes())
        start = 30 + len("xl/workbook.xml") + at
        data[start : start + 4] = b"\xff\xff\xff\xff"
        (tmp_path / "x.xlsx").write_bytes(data)
        with pytest.raises(WorkbookError):
            sheets(tmp_path / "x.xlsx", set())
