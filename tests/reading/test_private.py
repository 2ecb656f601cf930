"""What a text gives away, plain and in disguise; what only looks like it."""

from __future__ import annotations

import itertools
import re
import sys
import time

import pytest

from generator.reading.private import _ATS, _DIGIT, _SENSITIVE, _WORDS, maybe_private, private

# Numbers with right check digits that are nobody's: the standard's own example, test cards, a mobile with zeros.
PLAIN = {
    "身份证号": "11010519491231002X",
    "手机号码": "13800001234",
    "银行卡号": "4111111111111111",
}


def wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) for char in text)


def spoken(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "〇一二三四五六七八九"))


DISGUISES = {
    "plain": str,
    "full width": wide,
    "spaced": " ".join,
    "hyphens": "-".join,
    "in fours": lambda text: " ".join(text[i : i + 4] for i in range(0, len(text), 4)),
    "zero-width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "ideographic spaces": "\u3000".join,
    "full width, spaced": lambda text: "　".join(wide(text)),
    "numerals": spoken,
    "mathematical": lambda text: "".join(chr(0x1D7CE + int(c)) if c.isdigit() else c for c in text),
    "Arabic-Indic": lambda text: "".join(chr(0x660 + int(c)) if c.isdigit() else c for c in text),
    "circled": lambda text: "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(c)] if c.isdigit() else c for c in text),
    "numerals among digits": lambda text: "".join(spoken(c) if at % 3 == 1 else c for at, c in enumerate(text)),
    "brackets": lambda text: f"{text[:3]}（{text[3:7]}）{text[7:]}",
    "slashes": lambda text: f"{text[:6]}/{text[6:10]}/{text[10:]}",
    "among words": lambda text: f"联系请拨{text}，谢谢",
}
# A bank card is told from a list of numbers by its groups of four.
NOT_FOR_CARDS = {"brackets", "slashes", "spaced", "hyphens", "ideographic spaces", "full width, spaced"}
PAIRS = [
    (what, way) for what, way in itertools.product(PLAIN, DISGUISES) if what != "银行卡号" or way not in NOT_FOR_CARDS
]


@pytest.mark.parametrize(("what", "way"), PAIRS)
def test_a_number_in_disguise_is_found(what: str, way: str) -> None:
    text = DISGUISES[way](PLAIN[what])
    assert [hit.what for hit in private(text)] == [what]
    assert [hit.what for hit in private(f"电话0000-0000000\n{text}\n其他")] == [what]  # lines do not hide each other


@pytest.mark.parametrize("before", ["1.", "2025-03-05 ", "12 ", "028-86001234 ", "13800004321 "])
@pytest.mark.parametrize("what", ["身份证号", "手机号码"])
def test_a_number_beside_other_numbers_is_found(what: str, before: str) -> None:
    """A list's number, a date, another telephone: none of them hides it."""
    for text in (f"{before}{PLAIN[what]}", f"{PLAIN[what]} {before}", f"{before}{PLAIN[what]} {before}"):
        hits = [hit.plain for hit in private(text) if hit.what == what]
        assert PLAIN[what] in hits and set(hits) <= {PLAIN[what], "13800004321"}
    assert [hit.what for hit in private(f"{before}138 0000 1234")][-1:] == ["手机号码"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("shi.li [at] example.com", "电子邮箱"),
        ("李四信佛教", "姓名与敏感情况"),
        ("王五受到警告处分", "姓名与敏感情况"),
        ("shi.li@example.com", "电子邮箱"),
        ("ａ＠ｅｘａｍｐｌｅ．ｃｏｍ", "电子邮箱"),
        ("车牌川A·12345", "车牌号"),
        ("川Ａ１２３４５", "车牌号"),
        ("护照号码：E12345678", "证件号码"),
        ("家住幸福小区3栋2单元501室", "家庭住址"),
        ("住址：示例县城关镇人民路12号", "家庭住址"),
        ("机密★", "密级标志"),
        ("绝 密 ★ 长期", "密级标志"),
        ("密级：秘密", "密级标志"),
        ("党员张三丰因患癌症住院", "姓名与敏感情况"),
        ("看望李梅同志，其父正在化疗", "姓名与敏感情况"),
    ],
)
def test_what_is_not_to_be_written_is_found(text: str, what: str) -> None:
    assert what in [hit.what for hit in private(text)]
    assert all(hit.sure != (hit.what == "姓名与敏感情况") for hit in private(text))


@pytest.mark.parametrize(
    "text",
    [
        "138****1234",
        "35*************123",
        "0000-0000000",
        "张*、欧阳*",
        "11010519491231002Y",  # a wrong check digit
        "110105194913310022",  # no such day
        "4111111111111112",
        "统一社会信用代码 91110000000000000X",
        "2025-01-01至2025-12-31，每月25日",
        "2025.03.05 2025.03.06 2025.03.07",
        "100、200、300、400、500",
        "1,380,000,123.4元",
        "12 345 6789 1011 1213",
        "活动室在园区3号楼201室，人民路12号",
        "保守党的秘密；机密文件柜",
        "新闻A1版、云A类、川A",
        "慰问困难党员、低保户，送去慰问金",
        "党员王某因病住院，李××家庭困难",
        "第一二三四五六期",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert list(private(text)) == []


def test_nothing_is_shown_in_full() -> None:
    for number in PLAIN.values():
        assert all(number not in hit.shown for hit in private(number))


def test_the_first_look_lets_nothing_by() -> None:
    for number, way in itertools.product(PLAIN.values(), DISGUISES.values()):
        if list(private(way(number))):
            assert maybe_private(way(number))
    assert not maybe_private("2025年3月，支部开展主题党日，25名党员参加。")


@pytest.mark.parametrize("unit", ["9", "a", "a.", " ", "9 ", "家住", "李", "一"])
def test_no_text_takes_long(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    start = time.process_time()
    list(private(f"{text}单元@护照"))
    assert time.process_time() - start < 5


def test_the_first_look_finds_every_word_wherever_it_is_anchored() -> None:
    for word in (*_WORDS, *_SENSITIVE, *_ATS):
        assert maybe_private(f"支部里{word}的"), word
        assert maybe_private(word) and not maybe_private(f"支部里{word[:-1]}的" if len(word) > 2 else "支部里的")


def test_the_first_look_knows_the_digits_of_every_script() -> None:
    digits = [char for char in map(chr, range(sys.maxunicode + 1)) if char.isdecimal()]
    assert len(digits) > 500
    assert [char for char in digits if not re.fullmatch(_DIGIT, char)] == []
