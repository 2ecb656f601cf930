"""Columns of a record kind: one a scalar or a plain list of it, named as on the form, and the heads offices use."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from generator.editing.reasons import ReasonedError
from generator.records.outline import Entry, entries, is_review, review_states
from generator.rulebook.shelves import shelf_for

__all__ = ["Column", "UnreadableError", "columns", "head_key", "read_cell", "written"]

CLEAR = "（清除）"
"""What a cell says to take a value away; an empty cell leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, the path of keys in the record, the field; ``heads`` are other names for it."""

    head: str
    keys: tuple[str, ...]
    entry: Entry
    heads: tuple[str, ...] = ()
    needed: bool = False
    """Whether a new row must fill it; an identifier is proposed where it is empty."""


class UnreadableError(ReasonedError):
    """A cell that its field cannot take; the reason says what is expected."""


# Heads as offices keep them: 单位台账, 两新组织统计表, 会议记录, 主题党日记录, 整改台账, 品牌申报. What names persons
# has no field: 主持人, 记录人, 责任人 are not read.
_HEADS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("unit", "名称"): ("企业名称", "单位名称", "单位全称", "组织名称"),
    ("unit", "类别"): ("单位类别", "企业类型", "单位性质"),
    ("unit", "行业"): ("所属行业", "行业类别"),
    ("unit", "职工"): ("职工数", "职工人数", "员工数", "在岗职工数", "从业人数"),
    ("unit", "属地"): ("所属镇街", "所在区域", "所在镇街"),
    ("unit", "规模以上"): ("是否规模以上", "是否规上", "规上"),
    ("branch", "名称"): ("党组织全称", "党组织名称", "支部全称"),
    ("branch", "简称"): ("党组织简称", "支部简称"),
    ("branch", "类别"): ("党组织类别",),
    ("branch", "组建方式"): ("建立方式",),
    ("branch", "组建日期"): ("成立日期", "成立时间", "组建时间"),
    ("branch", "党员正式"): ("正式党员", "正式党员数", "党员数", "党员人数"),
    ("branch", "党员预备"): ("预备党员", "预备党员数"),
    ("branch", "覆盖单位"): ("所在单位", "覆盖企业"),
    ("branch", "隶属归口"): ("上级党组织",),
    ("branch", "活动室面积"): ("活动场所面积",),
    ("branch", "届期起"): ("换届日期", "换届时间", "本届起始"),
    ("branch", "届期年限"): ("任期",),
    ("activity", "主题"): ("活动主题", "会议名称", "议题", "名称"),
    ("activity", "类别"): ("活动类别", "会议类型", "活动类型"),
    ("activity", "日期"): ("活动时间", "活动日期", "会议时间", "会议日期"),
    ("activity", "地点"): ("活动地点", "会议地点"),
    ("activity", "内容"): ("内容摘要", "活动内容", "会议内容", "发言要点"),
    ("activity", "参加应到"): ("应到", "应到人数"),
    ("activity", "参加实到"): ("实到", "实到人数", "参与人员数", "参加人数", "参与人数"),
    ("activity", "参加列席"): ("列席", "列席人数"),
    ("activity", "支部"): ("所属党组织", "党支部", "支部名称", "组织单位"),
    ("activity", "成效"): ("亮点与不足", "活动成效"),
    ("activity", "决议"): ("会议决议", "决定事项", "议定事项"),
    ("activity", "表决赞成"): ("赞成", "赞成票", "同意"),
    ("activity", "表决反对"): ("反对", "反对票"),
    ("activity", "表决弃权"): ("弃权", "弃权票"),
    ("rectification", "名称"): ("整改事项", "事项", "问题名称"),
    ("rectification", "支部"): ("责任支部", "所属党组织", "党支部", "支部名称"),
    ("rectification", "发现日期"): ("发现时间", "检查日期", "检查时间"),
    ("rectification", "问题"): ("存在问题", "问题描述", "发现问题"),
    ("rectification", "方案"): ("整改方案",),
    ("rectification", "措施"): ("整改措施",),
    ("rectification", "责任岗位"): ("责任部门",),
    ("rectification", "时限"): ("整改时限", "完成时限", "整改期限"),
    ("rectification", "验收日期"): ("验收", "验收时间"),
    ("rectification", "销号日期"): ("销号", "销号时间"),
    ("showcase", "名称"): ("品牌名称", "案例名称", "工作法名称"),
    ("showcase", "类别"): ("品牌类别", "案例类别", "申报类别"),
    ("showcase", "支部"): ("申报支部", "申报党组织", "所属党组织", "党支部"),
    ("showcase", "一句话"): ("内涵", "品牌内涵"),
    ("showcase", "年度"): ("申报年度", "年份"),
    ("showcase", "可复制"): ("载体", "品牌载体", "主要做法"),
    ("showcase", "佐证"): ("佐证材料", "证明材料"),
}  # fmt: skip
_LEFT_OUT = {"来源", "可见"}
_NOTHING = {"", "—", "－", "-", "/", "\\", "无数据", "暂无"}
_YES = {"是", "有", "√", "✓", "Y", "y", "已建", "已建立", "true", "TRUE"}
_NO = {"否", "无", "×", "✗", "N", "n", "未建", "未建立", "false", "FALSE"}
_UNITS = re.compile(r"\s*(?:人|名|户|家|个|次|条|平方米|㎡|m²|m2|平米|年|岁|号|日)$")
_WIDE = str.maketrans("０１２３４５６７８９．，　", "0123456789., ")
_STATED = re.compile(r"(.+)〔出处：(.*)〕")
_COMPACT_DAY = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])")
_FIRST_DAY = datetime.date(1899, 12, 30)
"""Day 0 of spreadsheets."""


@cache
def columns(kind: str) -> tuple[Column, ...]:
    """The columns of a kind in the order of the form."""
    found: list[Column] = []

    def walk(listed: tuple[Entry, ...], keys: tuple[str, ...], needed: bool) -> None:
        for entry in listed:
            path = (*keys, entry.key)
            if entry.shape == "article" or (not keys and entry.key in _LEFT_OUT):
                continue
            if entry.part is None or is_review(entry):
                head = "".join(path)
                must = needed and entry.required and head != "编号"
                found.append(Column(head, path, entry, _HEADS.get((kind, head), ()), must))
            elif not entry.many:
                walk(entries(entry.part), path, needed and entry.required)

    walk(entries(shelf_for(kind).model), (), True)
    return tuple(found)


def head_key(text: object) -> str:
    """A head without stars, blanks, brackets with hints and line breaks, to be compared."""
    plain = re.sub(r"[\s*＊:：·.、]", "", str(text or ""))
    return re.sub(r"[（(].*?[）)]", "", plain) or plain


def written(value: Any, entry: Entry) -> Any:
    """A value as a cell holds it; the way back is ``read_cell``."""
    if value is None:
        return None
    if is_review(entry):
        return value["状态"] if isinstance(value, dict) else value
    if entry.many:
        if not value:
            return None
        parts = [str(item) for item in value]
        hard = any(re.search(r"[、；;，,\n]", part) for part in parts)
        return "\n".join([*parts, ""]) if hard else "、".join(parts)
    if isinstance(value, dict):
        return f"{value.get('称')}〔出处：{value.get('出处', '')}〕"
    if isinstance(value, bool):
        return "是" if value else "否"
    if entry.shape == "date":
        return _dated(value, entry)
    return float(value) if isinstance(value, Decimal) else value


def _dated(value: Any, entry: Entry) -> datetime.date | str | None:
    """A day as spreadsheets have them; as text where no office writes such a day, so that it can be looked at there."""
    try:
        day = read_cell(value, entry)
    except UnreadableError:
        return str(value)
    return datetime.date.fromisoformat(day) if day else None


def read_cell(cell: Any, entry: Entry) -> Any:
    """What a cell says as the record writes it; None for an empty one. ``UnreadableError`` says what is expected."""
    text = _text(cell)
    if text.strip() in _NOTHING:
        return None
    if text.strip().startswith("#") and text.strip().rstrip("!?/A0").isupper():
        raise UnreadableError("formula")
    if entry.many:
        parts = text.split("\n") if "\n" in text else re.split("[、；;，,]", text)
        return [_choice(part.strip(), entry) for part in parts if part.strip()]
    match entry.shape:
        case "date":
            return _day(cell, text.strip())
        case "yes_no":
            if text.strip() in _YES | _NO:
                return "是" if text.strip() in _YES else "否"
            raise UnreadableError("yes-no")
        case "count" | "amount" | "integer" | "number":
            return _number(text, entry)
        case "month":
            return _month(cell, text.strip())
        case "prose":
            return "\n".join(line.strip() for line in text.strip().split("\n"))
        case _:
            return _choice(" ".join(text.split()), entry)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ", "minutes")
    return str(cell).replace("\r\n", "\n").replace("\u3000", " ").strip(" \t\xa0")


def _choice(text: str, entry: Entry) -> str:
    choices = review_states() if is_review(entry) else entry.choices
    if not choices or text in choices:
        return text
    near = [choice for choice in choices if choice.startswith(text)]
    if text and len(near) == 1:  # 单独 → 单独组建
        return near[0]
    raise UnreadableError("choices", choices=tuple(choices))


def _day(cell: Any, text: str) -> str:
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    plain = text.translate(_WIDE)
    if re.fullmatch("[0-9]{5}", plain) and 20000 < int(plain) < 60000:  # a date that lost its format
        return (_FIRST_DAY + datetime.timedelta(days=int(plain))).isoformat()
    if match := _COMPACT_DAY.fullmatch(plain):
        plain = "-".join(match.groups())
    parts = re.findall(r"[0-9]+", plain.split(" ")[0])
    if re.match(r"(?:19|20)[0-9]{2}\s*[-/.年]", plain) and len(parts) >= 3:
        try:
            return datetime.date(int(parts[0]), int(parts[1]), int(parts[2])).isoformat()
        except (ValueError, OverflowError):
            raise UnreadableError("no-day", text=text) from None
    raise UnreadableError("bad-day", text=text)


def _month(cell: Any, text: str) -> str:
    if isinstance(cell, datetime.date):
        return f"{cell:%Y-%m}"
    match = re.match(r"((?:19|20)[0-9]{2})\s*[-/.年]\s*([0-9]{1,2})(?![0-9])", text.translate(_WIDE))
    if match and 1 <= int(match[2]) <= 12:
        return f"{match[1]}-{int(match[2]):02}"
    raise UnreadableError("month")


def _number(text: str, entry: Entry) -> Any:
    if stated := _STATED.fullmatch(text):
        return {"称": _number(stated[1], entry), **({"出处": stated[2]} if stated[2] else {})}
    plain = _UNITS.sub("", text.translate(_WIDE).strip())
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", plain):
        plain = plain.replace(",", "")
    if re.fullmatch(r"-?[0-9]{1,15}", plain):
        return int(plain)
    if entry.shape in ("amount", "number") and re.fullmatch(r"-?[0-9]{1,15}\.[0-9]+", plain):
        return Decimal(plain)
    if entry.shape in ("integer", "number"):
        raise UnreadableError("integer" if entry.shape == "integer" else "number")
    return text.strip()  # 400余, xx: the model decides
