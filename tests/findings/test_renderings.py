"""One finding, several renderings: terminal, JSON, annotations for GitHub and GitLab, SARIF."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.editing.dumping import WIDTH, lines_of
from generator.findings import Finding, Location, Severity, kinds
from generator.findings.machine import FORMATS
from generator.findings.terminal import in_one_line, render, summary, width
from generator.records.kinds import NOT_ALLOWED, STRANGE_FILE

FACTS = {"key": "方式", "found": "單獨", "suggestion": "是不是“单独组建”？", "allowed": "单独组建、联合组建"}
WRONG = Finding(NOT_ALLOWED, Location("records/a,b:100%.yml", 2, 5, 2), FACTS)
STRANGE = Finding(STRANGE_FILE, Location("records/x.yaml"), {"suggestion": "请改名。", "suggestion_en": "Rename it."})
BOTH = [WRONG, STRANGE]
LINES = ["名称: 甲", "方式: 單獨", ""]


@pytest.mark.parametrize(("text", "columns"), [("ab", 2), ("“全称”", 6), ("：", 2), ("ｱﾊ", 2), ("ﬁ", 1), ("가", 2)])
def test_the_width_of_a_text_is_that_of_terminals(text: str, columns: int) -> None:
    assert width(text) == columns
    fits = "x" * (WIDTH - len("k: []") - columns) + text
    assert len(lines_of("k", [fits], 0, None)) == 1
    assert len(lines_of("k", [f"{fits}x"], 0, None)) == 2


def test_the_terminal_shows_the_line_and_what_to_write() -> None:
    assert render(BOTH, lambda path: LINES) == (
        "错误 ZB0203  “方式”写了“單獨”，不在规定的取值之内。\n"
        "  ── records/a,b:100%.yml:2:5\n"
        "  2 │ 方式: 單獨\n"
        "    │       ^^^^\n"
        "  怎么改：是不是“单独组建”？只能写：单独组建、联合组建。\n"
        "\n"
        "提醒 ZB0213  records/ 里有一个用不上的文件，没有读取。\n"
        "  ── records/x.yaml\n"
        "  怎么改：请改名。"
    )


def test_the_terminal_speaks_english_and_shows_colours() -> None:
    text = render([STRANGE], lambda path: LINES, "en", colour=True)
    assert text.startswith("\x1b[33;1mwarning\x1b[0m ZB0213  This file is of no use in records/")
    assert text.endswith("fix: Rename it.")


def test_a_file_that_cannot_be_shown_is_only_named() -> None:
    assert "│" not in render([WRONG], lambda path: ())


def test_in_one_line_a_place_is_told_as_everywhere() -> None:
    assert in_one_line(WRONG).startswith("错误 ZB0203 records/a,b:100%.yml:2:5 “方式”写了")
    assert in_one_line(STRANGE, "en").startswith("warning ZB0213 records/x.yaml This file is of no use")


def test_what_repeats_itself_in_a_file_is_counted_but_for_errors() -> None:
    """The check itself, which is told no way to a file, shows all."""
    same = [Finding(STRANGE_FILE, Location("records/x.yaml", line), STRANGE.facts) for line in range(1, 13)]
    wrong = [Finding(NOT_ALLOWED, Location("records/x.yaml", line), FACTS) for line in range(1, 13)]
    other = Finding(STRANGE_FILE, Location("records/y.yaml"), STRANGE.facts)
    text = render([*same, *wrong, other], lambda path: (), path_of=lambda path: f"../{path}")
    assert (text.count("提醒 ZB0213"), text.count("错误 ZB0203")) == (4, 12)
    counted = "同一文件里还有 9 处同样的问题（ZB0213），运行“zhibu check ../records/x.yaml”逐条看。"
    assert text.split("\n\n")[3] == counted
    assert render(same, lambda path: ()).count("提醒 ZB0213") == 12


def test_nothing_found_is_told_in_a_sentence() -> None:
    assert (render([], lambda path: LINES), summary([])) == ("", "检查结果：没有发现问题。")
    assert summary([], "en") == "Checked: no findings."


def test_the_summary_counts_by_severity() -> None:
    assert summary([WRONG, WRONG, STRANGE]) == "检查结果：2 个错误、1 个提醒。"
    assert summary([WRONG], "en") == "Checked: 1 error(s)."


def wide(text: str) -> str:
    """A text in which a character of two columns stands twice."""
    return "".join(char * (2 if unicodedata.east_asian_width(char) in "WF" else 1) for char in text)


@given(
    st.text(st.characters(exclude_categories=["C", "M", "Zl", "Zp"]), max_size=300),
    st.integers(1, 301),
    st.integers(1, 50),
)
def test_the_caret_lies_below_the_shown_line(line: str, column: int, length: int) -> None:
    column = min(column, len(line) + 1)
    finding = Finding(NOT_ALLOWED, Location("a.yml", 1, column, length), FACTS)
    _, _, shown, caret, _ = render([finding], lambda path: [line]).split("\n")
    text, under = shown.removeprefix("  1 │ "), caret.removeprefix("    │ ")
    assert len(text) <= 92
    assert set(under.strip()) == {"^"}
    cut = wide(text)[under.index("^") :][: under.count("^")]
    assert wide(line[column - 1 : column - 1 + length]).startswith(cut)


def test_json_has_a_row_for_every_finding() -> None:
    first, second = json.loads(FORMATS["json"](BOTH, "zh"))
    assert first == {
        "code": "ZB0203",
        "severity": "error",
        "path": "records/a,b:100%.yml",
        "line": 2,
        "column": 5,
        "title": "取值不在规定范围",
        "message": "“方式”写了“單獨”，不在规定的取值之内。",
        "hint": "是不是“单独组建”？只能写：单独组建、联合组建。",
    }
    assert (second["severity"], second["line"], second["column"]) == ("warning", 0, 0)


def test_github_escapes_what_it_would_take_for_syntax() -> None:
    first, second = FORMATS["github"](BOTH, "zh").split("\n")
    assert first.startswith(
        "::error file=records/a%2Cb%3A100%25.yml,line=2,col=5,title=ZB0203 取值不在规定范围::“方式”"
    )
    assert second.startswith("::warning file=records/x.yaml,title=ZB0213 ")


def test_gitlab_gets_its_own_words_and_fingerprints() -> None:
    first, second = json.loads(FORMATS["gitlab"](BOTH, "zh"))
    assert set(first) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert (first["severity"], second["severity"]) == ("blocker", "minor")
    assert (first["location"]["lines"]["begin"], second["location"]["lines"]["begin"]) == (2, 1)
    assert first["fingerprint"] != second["fingerprint"]


def test_sarif_names_every_rule_and_place() -> None:
    log: dict[str, Any] = json.loads(FORMATS["sarif"](BOTH, "zh"))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "zhibu"
    rules = [rule["id"] for rule in driver["rules"]]
    assert rules == [kind.code for kind in kinds()]
    first, second = run["results"]
    assert {result["ruleId"] for result in run["results"]} <= set(rules)
    assert (first["level"], second["level"]) == ("error", "warning")
    place = first["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 2, "startColumn": 5}
    assert "region" not in second["locations"][0]["physicalLocation"]


def test_sarif_addresses_are_uri_references() -> None:
    log = json.loads(FORMATS["sarif"](BOTH, "zh"))
    uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in log["runs"][0]["results"]]
    assert uris == ["records/a%2Cb%3A100%25.yml", "records/x.yaml"]


@pytest.mark.parametrize("name", list(FORMATS))
def test_no_findings_is_a_valid_answer(name: str) -> None:
    text = FORMATS[name]([], "zh")
    assert text == "" if name == "github" else json.loads(text) is not None


@pytest.mark.parametrize("name", list(FORMATS))
def test_formats_speak_english_too(name: str) -> None:
    assert "not an allowed value" in FORMATS[name]([WRONG], "en")


def test_there_are_three_severities() -> None:
    assert {severity.value for severity in Severity} == {"error", "warning", "note"}
