"""Every declared kind of finding: its code, its words in both languages, and the facts that fill them."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
from pathlib import Path

import pytest
from support import TinySite

import generator
from generator.findings import Finding, Kind, Location, Severity, declare, has_errors, kinds, ordered
from generator.project import load

CASE = Path(__file__).resolve().parents[1] / "golden" / "twenty-mistakes"
CJK = "\u4e00-\u9fff"
# What a Chinese sentence may name in Latin letters: file types, encodings, keys and commands of ours.
LATIN = {"YAML", "UTF-8", "UTF-16", "GBK", "BOM", "Windows", "CRLF", "CR", "LF", "Unicode", "Tab", "zhibu"}

for module in pkgutil.walk_packages(generator.__path__, "generator."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
KINDS = kinds()


def fields(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.fixture(params=KINDS, ids=lambda kind: kind.code)
def kind(request: pytest.FixtureRequest) -> Kind:
    return request.param  # type: ignore[no-any-return]


PERSONAL = {"ZB0440", "ZB0441", "ZB0442", "ZB0540", "ZB0541", "ZB0640", "ZB0643", "ZB0840", "ZB0940"}


def test_what_concerns_single_persons_is_marked_where_it_is_declared() -> None:
    assert {kind.code for kind in KINDS if kind.private} == PERSONAL
    assert {kind.code for kind in KINDS if re.search("个人信息|人名|授权凭据|拍摄", kind.zh.title)} <= PERSONAL


def test_codes_are_stable_in_form_and_unique() -> None:
    codes = [kind.code for kind in KINDS]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"ZB0[1-9][0-9]{2}", code) for code in codes)
    with pytest.raises(ValueError, match="ZB0201 declared twice"):
        declare("ZB0201", Severity.NOTE, ("", "", ""), ("", "", ""))


def test_words_are_there(kind: Kind) -> None:
    for text in (kind.zh, kind.en):
        assert text.title and text.message and text.hint


def test_chinese_sentences_are_punctuated_in_chinese(kind: Kind) -> None:
    assert re.search(r"[。？！]$|[。]?\{[a-z]+\}$|\{[a-z_]+\}（.*）$", kind.zh.message), kind.zh.message
    # A hint may end in the corrected line itself, which is to be copied as it stands.
    assert re.search(r"[。？！）]$|\{(fixed|fixed_indented|suggestion|example)\}$", kind.zh.hint), kind.zh.hint
    assert not re.search(r"[。，：；？！]$", kind.zh.title)
    for text in (kind.zh.title, kind.zh.message, kind.zh.hint):
        quoted = re.sub(r"“[^”]*”", "“”", text)  # what is to be typed keeps its half-width signs
        assert not re.search(rf"[{CJK}”）}}][,;?!]|[,;?!][{CJK}“（{{]", quoted), text
        assert not re.search(rf"[{CJK}][:.]|\.\.\.", quoted), text


def test_chinese_titles_have_no_english_words(kind: Kind) -> None:
    words = set(re.findall(r"[A-Za-z]+(?:-[0-9]+)?", kind.zh.title))
    assert words <= LATIN


def test_english_texts_have_no_chinese_sentences(kind: Kind) -> None:
    """Keys and values of the records are quoted as they are; punctuation is English."""
    for text in (kind.en.title, kind.en.message, kind.en.hint):
        assert not re.search("[。，；？！、“”]", text), text


def test_english_speaks_in_one_voice(kind: Kind) -> None:
    """Titles are noun phrases in small letters, messages and hints whole sentences; what fills them may bring its stop.

    A sentence that begins with something found quotes it, or is given whole.
    """
    assert re.match("[a-z]", kind.en.title) and not re.search(r"[.:]$", kind.en.title), kind.en.title
    for text in (kind.en.message, kind.en.hint):
        assert re.match(r"[A-Z']|\{(problem|fault|suggestion|example)_en\}|\{remedy\}", text), text
        assert re.search(r"\.$|\{(sentence|suggestion_en|example_en|fixed|fixed_indented)\}$", text), text
        assert not re.search(r"n't\b|\b(it|that|there)'s\b|\be\.g\.", text), text


def test_both_languages_tell_the_same_facts(kind: Kind) -> None:
    zh, en = fields(kind.zh.message, kind.zh.hint), fields(kind.en.message, kind.en.hint)
    assert {name.removesuffix("_en") for name in en} <= {name.removesuffix("_en") for name in zh} | {
        "bound",
        "expected",
    }


def test_every_kind_is_raised_by_some_test(kind: Kind) -> None:
    """``support.places`` renders whatever it lists in both languages, so a fact that is missing fails there."""
    folder = Path(__file__).parents[1]
    paths = [*folder.rglob("test_*.py"), *folder.glob("checks/cases/*/rejected-*.yml")]
    tests = [path.read_text(encoding="utf-8") for path in paths]
    assert any(kind.code in text for text in tests)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_facts_fill_every_text_of_the_golden_case(lang: str) -> None:
    findings = load(CASE).findings
    assert len(findings) > 40
    for finding in findings:
        words = finding.text(lang)
        assert not re.search(r"\{[a-z_]+\}", words.message + words.hint.replace("{职务", ""))
        assert fields(finding.kind.zh.message, finding.kind.zh.hint) <= set(finding.facts)
        if lang == "en":
            assert re.fullmatch(r"[A-Z'].*\.", words.message) and re.match("[A-Z]", words.hint)


def test_facts_with_braces_stay_as_they_are(tiny: TinySite) -> None:
    tiny.replace("records/branches/shili-zhibu/branch.yml", "方式: 单独组建", "方式: '{found}'")
    [finding] = tiny.load().findings
    assert finding.text().message == "“方式”写了“{found}”，不在规定的取值之内。"


def test_ordered_by_place_without_doubles() -> None:
    kind, other = KINDS[0], KINDS[1]
    spots = [("b.yml", 1, 1), ("a.yml", 10, 1), ("a.yml", 9, 2), ("a.yml", 9, 1), ("a.yml", 0, 0)]
    findings = [Finding(k, Location(*spot), {"path": "x"}) for spot in spots for k in (other, kind, kind)]
    found = [(f.location.path, f.location.line, f.location.column, f.code) for f in ordered(findings)]
    assert found == sorted({(*spot, k.code) for spot in spots for k in (kind, other)})


def test_the_same_kind_at_one_place_with_other_facts_is_kept() -> None:
    one = Finding(KINDS[0], Location("a.yml"), {"path": "x"})
    assert len(ordered([one, Finding(KINDS[0], Location("a.yml"), {"path": "y"}), one])) == 2


def test_only_errors_stop_publication() -> None:
    kind = {severity: next(k for k in KINDS if k.severity is severity) for severity in Severity}
    for severity in Severity:
        assert has_errors([Finding(kind[severity], Location("a.yml"))]) is (severity is Severity.ERROR)
    assert not has_errors([])
