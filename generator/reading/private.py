"""What a text gives away of a person, and marks of secrecy: numbers, addresses, names, in any of their disguises.

Knows no records and no pages: whatever is read, printed or published can be looked through. Masked forms
(``138****1234``) and numbers whose check digit is wrong are nobody's.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

__all__ = ["Hit", "maybe_private", "plain_digits", "private"]


class Hit(NamedTuple):
    """What was found: in Chinese, in English, as it may be shown, and as it stands, without disguise."""

    what: str
    what_en: str
    shown: str
    plain: str
    sure: bool = True
    """Whether it cannot be anything else; a name beside an illness may be a made-up example."""


_BETWEEN = r"[ \t/()（）\-‐‑‒–—―_.·•・．\u00a0\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\u00ad]"
"""What is put between digits so that they are not found. A comma is not: lists of numbers have it."""
_UNSEEN = [chr(c) for c in (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF)]
_INVISIBLE = re.compile(f"[{''.join(_UNSEEN)}]")
_DIGIT = r"[0-9\u0660-\u1c59\ua620-\uabf9\uff10-\uff19\U00010000-\U0010ffff]"
"""Where the digits of all scripts lie, for a first look: ``\\d`` takes half as long again."""
_RUN = re.compile(f"{_DIGIT}(?<!{_DIGIT}{_DIGIT})(?:{_BETWEEN}{{0,2}}{_DIGIT}){{10,}}")
"""Eleven digits and more, whatever stands between them; from the first on, as from the second there are fewer."""
_OF_A_PERSON = re.compile(r"1[3-9]\d{9}|\d{15}")
"""In such a run: a mobile number, or as many digits as cards and identities have. An office's telephone has not."""
_NUMERALS = "零〇○Ｏ一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖"
_SPOKEN = re.compile(rf"(?:\d[ \u3000\-]?){{0,17}}[{_NUMERALS}](?:[ \u3000\-]?[{_NUMERALS}\d]){{4,}}")
"""Digits as words, perhaps among digits."""
_SPOKEN_DIGITS = str.maketrans(_NUMERALS, "000012345678912123456789")
_CIRCLES = "⓪①-⑨❶-❾➀-➈➊-➒⓵-⓽"
_SPEAKING = re.compile(rf"[{_NUMERALS}{_CIRCLES}](?:[ \u3000\-]?[{_NUMERALS}{_CIRCLES}\d]){{4,}}")
"""Digits in disguise, for the first look: what begins with one is found at once."""
_AT = re.compile(r"[\[(（【] ?(?:at|AT|艾特) ?[\])）】]")
"""How an address is written for people and not for programs."""
_ATS = [f"{bracket}{blank}{word}" for bracket in "[(（【" for blank in ("", " ") for word in ("at", "AT", "艾特")]
_JOINED = re.compile(rf"(?<=\d){_BETWEEN}{{1,2}}(?=[\dXx])")
_GROUPED = re.compile(rf"\d+(?:{_BETWEEN}{{1,2}}\d+)*(?:{_BETWEEN}{{0,2}}[Xx](?![A-Za-z]))?")
"""Digits, and groups of digits side by side: a number, a date and a number, a roll."""
_SPLIT = re.compile(_BETWEEN + "{1,2}")
_MOBILE_GROUPS = {(11,), (3, 4, 4)}
"""A mobile number as it stands beside other numbers; what else is eleven digits long there, is so by chance."""
_IN_FOURS = re.compile(r"(?<!\d)([3-6]\d{3}(?:([ \-])\d{4}){3}(?:\2\d{1,3})?)(?!\d)")
_ID = re.compile(r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{9}[\dXx](?![\dA-Za-z])")
_MOBILE = re.compile(r"(?<!\d)(?:0086|86)?(1[3-9]\d{9})(?!\d)")
_CARD = re.compile(r"(?<!\d)[3-6]\d{15,18}(?!\d)")
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64} ?@ ?[A-Za-z0-9\-]+(?: ?\. ?[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}"
)
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Z][ ·•・.\-]?(?=[A-HJ-NP-Z0-9]*\d)"
    r"[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])"
)
_PASSPORT = re.compile(r"(?:护照|通行证|签证)[^。；\n]{0,16}?(?<![A-Za-z0-9])([A-Z]{1,2}[ ]?\d{7,8})(?!\d)")
_HOME = re.compile(
    r"(?:家庭住址|家庭地址|现住址|住址|户籍地|户籍地址|家住|现住|居住在|居住于|住在)(?:为|是|在)?[:：]?[ ]?"
    r"([^，。；\n]{2,30}?\d{1,5} ?(?:号|室|栋|幢|组|户))"
    r"|([^，。；\s\d]{0,12}\d{1,4} ?(?:号楼|栋|幢|座|号)? ?\d{1,2} ?单元 ?\d{2,4} ?[室号]?)"
)
_SECRECY = re.compile(r"(绝 ?密|机 ?密|秘 ?密) ?[★☆✩✭⭐*＊]|密 ?级 ?[:：] ?(绝 ?密|机 ?密|秘 ?密)|(绝密|机密|秘密)级")
_SENSITIVE = (
    "高血压", "糖尿病", "心脏病", "肝炎", "肺结核", "肿瘤", "白血病", "尿毒症", "瘫痪", "佛教", "基督教", "天主教",
    "伊斯兰教", "道教", "信佛", "警告处分", "严重警告", "记过", "撤销党内职务", "被拘留", "判刑", "吸毒",
    "化疗", "确诊", "患癌", "癌症", "乙肝", "艾滋", "精神病", "精神障碍", "抑郁", "残疾证", "低保户", "贫困户",
    "特困", "服刑", "戒毒", "刑满", "离婚", "信教", "宗教信仰", "受处分", "党内警告", "留党察看", "开除党籍",
    "留守儿童", "孤儿", "未成年", "工资卡", "欠薪",
)  # fmt: skip
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹"
    "熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_NAME = re.compile(
    rf"(?<![\u4e00-\u9fff])([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=同志|先生|女士|小朋友|[，、（(：:因患被受信家的系\n]|$)"
)
_TITLED = re.compile(rf"([{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=同志|先生|女士|小朋友|因患|身患|患有)")
_NO_NAMES = (
    "某",
    "方面",
    "公司",
    "支部",
    "单位",
    "组织",
    "同志",
    "任何",
    "高度",
    "金额",
    "史料",
    "文化",
    "文明",
    "方式",
    "万元",
    "任务",
)
_NEAR = 20
"""Characters between a name and what ought not to be said of anyone."""
_WORDS = (
    "@", "＠", "护照", "通行证", "签证", "单元", "住址", "家住", "现住", "居住", "住在", "户籍", "家庭地址",
    "密级", "★", "☆", "✩", "✭", "⭐", "密*", "密 *", "密＊", "绝密", "机密", "秘密级",
)  # fmt: skip

_COMMON = "党工记通家服现天患单基开道过内签"
"""Characters that every text is full of, and that words looked for begin with."""


def _anchored(word: str) -> str:
    """An expression for a word, tried where a rarer character of it stands: a common one costs at every place."""
    at = next((number for number, char in enumerate(word) if char not in _COMMON), 0)
    before = f"(?<={re.escape(word[: at + 1])})" if at else ""
    return f"{re.escape(word[at])}{before}{re.escape(word[at + 1 :])}"


_LOOKED_FOR = re.compile(
    "|".join([*map(_anchored, (*_WORDS, *_SENSITIVE, *_ATS)), *_UNSEEN, *(f"{name}[A-ZＡ-Ｚ]" for name in _PROVINCES)])
)
"""Words, invisible characters and the beginning of number plates in one pass; several take many times as long."""


def plain_digits(text: str) -> str:
    """A text with its disguises off: full-width and other digits as ours, nothing invisible, nothing between digits."""
    return _JOINED.sub("", _undisguised(text))


def _undisguised(text: str) -> str:
    """Every digit as one of ours, nothing invisible; what stands between digits stays."""
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in text)
    return _SPOKEN.sub(_as_digits, text)


def _as_digits(found: re.Match[str]) -> str:
    digits = re.sub(r"[ \u3000\-]", "", found[0].translate(_SPOKEN_DIGITS))
    return digits if len(digits) > 10 else found[0]


def _digits(run: str) -> str:
    return "".join(str(unicodedata.decimal(char)) for char in run if char.isdecimal())


def maybe_private(text: str) -> bool:
    """A quick first look: whether a text is worth a second."""
    return (
        _LOOKED_FOR.search(text) is not None
        or any(_OF_A_PERSON.search(_digits(run)) for run in _RUN.findall(text))
        or _SPEAKING.search(text) is not None
    )


def private(text: str) -> Iterator[Hit]:
    """What a text gives away, each thing once. Lines are apart: what one of them gives away, all together do, too."""
    if not maybe_private(text):
        return
    seen = set()
    for hit in _hits(text):
        if (hit.what, hit.plain) not in seen:
            seen.add((hit.what, hit.plain))
            yield hit


def _hits(text: str) -> Iterator[Hit]:
    wide = _undisguised(text)
    joined = _JOINED.sub("", wide)
    for found in _MAIL.findall(_AT.sub("@", wide)):
        plain = found.replace(" ", "")
        yield Hit("电子邮箱", "an e-mail address", plain, plain)
    beside = list(_beside(wide))
    ids = [found for found in (*_ID.findall(joined), *beside) if len(found) == 18 and _is_id(found)]
    for found in ids:
        yield Hit("身份证号", "an identity number", f"{found[:3]}……{found[-1]}", found)
    for found in (*_MOBILE.findall(joined), *(found for found in beside if len(found) == 11)):
        yield Hit("手机号码", "a mobile number", f"{found[:3]}****{found[-4:]}", found)
    fours = [re.sub(r"\D", "", found) for found, _ in _IN_FOURS.findall(wide)]
    for found in (*_CARD.findall(wide), *fours):
        if _is_card(found) and found not in ids:
            yield Hit("银行卡号", "a bank card number", f"{found[:4]}……{found[-2:]}", found)
    for found in _PLATE.findall(wide):
        yield Hit("车牌号", "a number plate", f"{found[:2]}……{found[-1]}", re.sub(r"[ ·•・.\-]", "", found))
    for found in _PASSPORT.findall(wide):
        yield Hit("证件号码", "a passport number", f"{found[:2]}……{found[-1]}", found.replace(" ", ""))
    for groups in _HOME.findall(wide):
        found = "".join(groups).strip()
        yield Hit("家庭住址", "a home address", f"{found[:4]}……", found)
    for match in _SECRECY.finditer(wide):
        yield Hit("密级标志", "a mark of secrecy", match[0], match[0].replace(" ", ""))
    for word in _SENSITIVE:
        for at in (match.start() for match in re.finditer(word, wide)):
            around = wide[max(0, at - _NEAR) : at + len(word) + _NEAR]
            for found in (*_NAME.findall(around), *_TITLED.findall(around)):
                if not any(part in found for part in _NO_NAMES):
                    yield Hit(
                        "姓名与敏感情况",
                        "a name beside a sensitive matter",
                        f"{found[0]}×……{word}",
                        f"{found}{word}",
                        False,
                    )


def _beside(text: str) -> Iterator[str]:
    """Mobile numbers, and what may be identity numbers, that stand beside other digits: a date, a list's number."""
    for run in _GROUPED.findall(text):
        groups = _SPLIT.split(run)
        if len(groups) > 1 and groups[-1] in "Xx":
            groups[-2:] = ["".join(groups[-2:])]
        for start in range(len(groups)):
            joined = ""
            for end in range(start, len(groups)):
                joined += groups[end]
                if len(joined) >= 18:
                    break
                sizes = tuple(map(len, groups[start : end + 1]))
                if sizes in _MOBILE_GROUPS and _MOBILE.fullmatch(joined):
                    yield joined
            if _ID.fullmatch(joined):
                yield joined


@cache
def _is_id(number: str) -> bool:
    """Whether the check digit and the birthday of an identity number are right."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(digit) for weight, digit in zip(weights, number, strict=False))
    if "10X98765432"[total % 11] != number[17].upper():
        return False
    try:
        datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return True


def _is_card(number: str) -> bool:
    """Luhn's check digit."""
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[0::2]) % 10 == -sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2]) % 10
