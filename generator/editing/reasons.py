"""Why a table is not taken, or not all of it: each reason in both interface languages."""

from __future__ import annotations

from dataclasses import dataclass

from generator.findings import Finding

__all__ = ["Reason", "ReasonedError", "because", "said_by"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in Chinese and in English."""

    zh: str
    en: str

    def text(self, lang: str = "zh") -> str:
        """The reason in ``lang``."""
        return self.en if lang == "en" else self.zh


class ReasonedError(Exception):
    """Something that cannot be taken, and why."""

    def __init__(self, key: str, **facts: object) -> None:
        self.reason = because(key, **facts)
        super().__init__(self.reason.zh)


def because(key: str, **facts: object) -> Reason:
    """The reason for ``key``; a fact may be words, a number, a tuple of words, or a reason that is part of this one."""
    zh, en = _REASONS[key]
    return Reason(
        zh.format_map({name: _said(fact, "zh") for name, fact in facts.items()}),
        en.format_map({name: _said(fact, "en") for name, fact in facts.items()}),
    )


def said_by(finding: Finding) -> Reason:
    """What a finding says, with what to write instead."""
    return Reason(finding.in_one("zh"), finding.in_one("en"))


def _said(fact: object, lang: str) -> str:
    if isinstance(fact, Reason):
        return fact.text(lang)
    if isinstance(fact, tuple):
        return ", ".join(f"'{word}'" for word in fact) if lang == "en" else "、".join(fact)
    return str(fact)


_REASONS = {
    # --- files and sheets ---
    "file-too-large": ("文件超过 {limit} MB，请拆成几个文件", "The file is over {limit} MB. Split it."),
    "unpacks-too-large": ("文件展开后太大，请拆成几个文件", "The file unpacks too large. Split it."),
    "file-strange": (
        "文件里有表格文件不该有的内容，请用表格软件打开后另存一份",
        "The file holds what no spreadsheet should. Open it in a spreadsheet program and save a copy.",
    ),
    "too-much-merged": (
        "合并的单元格太多（上限 {limit} 格），请取消合并",
        "Too many cells are merged ({limit} at most). Unmerge them.",
    ),
    "file-macros": (
        "文件带宏，请另存为不带宏的 .xlsx",
        "The file holds macros. Save it as .xlsx without them.",
    ),
    "no-workbook": (
        "不是 .xlsx 表格文件（.xls 请先另存为 .xlsx）",
        "This is no .xlsx file. Save an .xls as .xlsx first.",
    ),
    "file-unreadable": (
        "表格读不出来，请用表格软件打开后另存一份",
        "The file cannot be read. Open it in a spreadsheet program and save a copy.",
    ),
    "sheet-too-large": (
        "工作表“{title}”太大（上限 {rows} 行、{columns} 列），请删去空行空列或拆成几张",
        "The sheet '{title}' is too large ({rows} rows and {columns} columns at most). Delete empty ones, or split it.",
    ),
    "no-heads": (
        "没有找到认得出的表头，请照“zhibu export”导出的表改",
        "No sheet has heads that are known here. Start from a table that 'zhibu export' wrote.",
    ),
    "no-kind": (
        "认不出这是什么表，表头与哪一类记录都对不上；请照“zhibu export”导出的表改",
        "The heads fit no kind of record. Start from a table that 'zhibu export' wrote.",
    ),
    "single-persons": (
        "这是谈心谈话、党费缴纳的逐人记录，不导入，也不读取；只要人数请用党员花名册",
        "This keeps talks or dues of single persons, and is neither taken in nor read. "
        "For numbers alone use a roll of members.",
    ),
    # --- what was passed over ---
    "hidden-columns": ("“{title}”：隐藏的 {count} 列没有读", "'{title}': hidden columns were not read ({count})."),
    "rows-skipped": (
        "“{title}”：隐藏的行和合计行共 {count} 行没有读",
        "'{title}': hidden rows and totals were not read ({count}).",
    ),
    "columns-unread": (
        "“{title}”：没有对应栏目的列没有读：{heads}",
        "'{title}': columns that have no field were not read: {heads}.",
    ),
    "roll": (
        "“{title}”是党员花名册：只按支部统计人数，姓名、证件号码、电话等一概不读入",
        "'{title}' is a roll of members: only counts by branch are taken; names and all other data are not read.",
    ),
    "from-roll": ("按花名册统计", "as counted from the roll"),
    # --- rolls of members ---
    "roll-columns": (
        "花名册要有“所属党组织名称”和“政治面貌”两列，才能统计人数",
        "To be counted, a roll needs the columns '所属党组织名称' and '政治面貌'.",
    ),
    "roll-branch": ("没有这个党支部，请核对名称", "There is no such branch. Check its name."),
    "roll-status": ("应填“中共党员”或“中共预备党员”", "Write '中共党员' or '中共预备党员'."),
    # --- cells ---
    "formula": (
        "单元格里的公式出错了，请填入数值",
        "The formula of this cell gives an error. Put its value there instead.",
    ),
    "yes-no": ("应填“是”或“否”", "Write '是' or '否'."),
    "choices": ("只能填：{choices}", "Write one of {choices}."),
    "no-day": ("没有“{text}”这一天", "There is no day '{text}'."),
    "bad-day": (
        "“{text}”不是完整的日期，年份写四位，如 2025-03-05",
        "'{text}' is no complete date. Write one with a year of four digits, such as 2025-03-05.",
    ),
    "month": ("应填年月，如 2025-03", "Write a year and month, such as 2025-03."),
    "integer": ("应填整数", "Write a whole number."),
    "number": ("应填数字", "Write a number."),
    "no-unit": (
        "单位台账里没有“{name}”。新单位请先导入单位表（zhibu export unit）{like}",
        "The ledger of units has no '{name}'. Take in the table of units first (zhibu export unit){like}.",
    ),
    "unit-like": (
        "；写错了的，相近的有“{close}”",
        "; if it is misspelt, '{close}' is alike",
    ),
    "no-such": ("没有“{name}”，{more}", "There is no '{name}'. {more}"),
    "such-like": ("是不是“{close}”？", "Write '{close}' if that is meant."),
    "such-few": ("可填：{names}", "Write one of {names}."),
    "such-none": ("请先建立或改正写法", "Start it first, or correct the name."),
    "must-fill": ("必填，这里空着", "This must be filled, and is empty."),
    "needed": ("必填，不能清除", "This must be filled and cannot be cleared."),
    "no-column": (
        "必填，表里没有这一列；可从“zhibu export {kind}”导出的表里补上",
        "This must be filled, and the sheet has no such column. A table that 'zhibu export {kind}' wrote has it.",
    ),
    # --- rows ---
    "same-names": (
        "有 {count} 条记录同名，请加“编号”一列说明是哪一条",
        "This name has {count} records. Add a column '编号' that says which is meant.",
    ),
    "same-record": ("与 {cell} 是同一条记录，请删去一行", "'{cell}' means the same record. Delete one of the rows."),
    "mend-first": (
        "{path} 要先改好（运行“zhibu check”），才能由表格改动",
        "'{path}' has mistakes. Mend them first ('zhibu check' tells them); then a table may change it.",
    ),
    "fixed": ("不能由表格改动（现为“{value}”）", "A table cannot change this; it is '{value}'."),
    "new-first": (
        "新的{label}要先用“zhibu new”建立（“{field}”不能放在表格里）",
        "Start a new {kind} with 'zhibu new' first: '{field}' does not fit into a table.",
    ),
    "identifier": (
        "编号只能用小写英文字母、数字和“-”",
        "An identifier has small letters, digits and '-' only.",
    ),
    "no-place": (
        "缺少“{field}”，不知道放到哪里，请补上",
        "'{field}' is missing, without which the record has no place. Fill it in.",
    ),
    "taken": (
        "与 {cell} 重复，请删去一行或换一个编号",
        "'{cell}' is the same. Delete one of the rows, or choose another identifier.",
    ),
    "by-hand": (
        "这个文件的写法特殊（如用了“&”“*”），请手工改动",
        "This file is written in a way that only a hand can change (with '&' or '*', say).",
    ),
}
