"""Every word of the shipped list is found, with what to write instead; an office adds its own without a program."""

from __future__ import annotations

import pytest
from support import BRANCH, REPOSITORY, TinySite

from generator.checks.wording import slips
from generator.project import load
from generator.records.words import Word

WORDS = load(REPOSITORY).register.of(Word)  # type: ignore[union-attr]


@pytest.mark.parametrize("id", list(WORDS))
def test_a_word_is_found_and_what_is_right_is_not(id: str) -> None:
    word = WORDS[id]
    told = [facts for _, facts in slips(WORDS, f"按{word.wrong}的要求办。") if facts["found"] == word.wrong]
    assert [facts["why"] for facts in told] == [word.why.rstrip("。")]
    assert told[0]["suggestion"] == (f"请写“{word.right}”" if word.right else "请删去")
    right = [word.right or "", *word.unless]
    assert [facts for text in right for _, facts in slips(WORDS, text)] == []


@pytest.mark.parametrize(
    ("text", "found", "suggestion"),
    [
        ("按市市委部署开展。", "市市委", "请写“市委”"),
        ("按《中国共产党支部工作条例》办。", "《中国共产党支部工作条例》", "请写“《中国共产党支部工作条例（试行）》”"),
        ("由县工商行政管理局牵头。", "工商行政管理局", "请写“市场监督管理局”"),
        ("本刊每季一期。", "本刊", "请删去"),
        ("定价：10元。", "定价：", "请删去"),
        ("品牌用了党徽LOGO。", "党徽LOGO", "请删去"),
        ("学习黨章。", "黨", "党"),
    ],
)
def test_what_the_shipped_list_knows(text: str, found: str, suggestion: str) -> None:
    assert [(facts["found"], facts["suggestion"]) for _, facts in slips(WORDS, text)] == [(found, suggestion)]


def test_what_was_called_so_then_may_be_called_so() -> None:
    assert list(slips(WORDS, "2015年由原县工商行政管理局授予。")) == []


def test_an_editor_adds_a_word(tiny: TinySite) -> None:
    tiny.replace(BRANCH, "简称: ", "简介: 我们的两新组织党建办。\n简称: ")
    assert tiny.load().findings == []
    entry = "  - {编号: benxian, 误: 两新组织党建办, 正: 社会工作部, 说明: 本县2024年更名。}\n"
    tiny.write("records/words.yml", tiny.read("records/words.yml").rstrip() + "\n" + entry)
    [finding] = tiny.load().findings
    assert finding.text().message == "“简介”里写了“两新组织党建办”。"
    assert finding.text().hint == "请写“社会工作部”（本县2024年更名）"
    assert finding.location.path == BRANCH


def test_a_new_site_has_the_whole_list(tiny: TinySite) -> None:
    register = tiny.load().register
    assert register is not None and register.of(Word).keys() == WORDS.keys()
