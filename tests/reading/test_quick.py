"""Two parsers, one answer: what the quick one reads is what the careful one reads, and it leaves every doubt to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import REPOSITORY
from test_properties import MIXED, RECORD, mutated

from generator.reading import Source, parse, plain_values

RECORDS = [path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "records").rglob("*.yml"))[::17]]
NUMBERS = "0 1 -1 -0 +1 012 0x1f 0o17 0b11 1_000 1,000 1e3 1.10 .5 5. .inf -.inf .nan 123456789012345 1234567890123456"
WORDS = "~ null Null NULL true True TRUE false False no yes on off y n 否 是 2024-05-18 2024-13-45 12:30 08:00 << = 1:2"
ODD = ["", '"012"', "'no'", "- a", "? a", "a #b", "|", ">", "x\ty"]
SCALARS = st.sampled_from([*ODD, *NUMBERS.split(), *WORDS.split()])
SHARDS = st.one_of(st.sampled_from(list(":-#'\"[]{},|>*&!%? \n\t0")), SCALARS)


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def agree(text: str) -> bool:
    """Whether the quick parser took the text; it must then have read what the careful one reads, without a finding."""
    quick = plain_values(text)
    if quick is None:
        return False
    document = parse(Source("a.yml", text))
    assert not document.findings
    assert repr(quick) == repr(plain(document.root))
    return True


@st.composite
def changed_record(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(RECORDS))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 3))
        text = text[:at] + draw(SHARDS) + text[at + cut :]
    return text


@settings(max_examples=2500, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(), MIXED, mutated(), changed_record()))
def test_the_quick_parser_reads_what_the_careful_one_reads(text: str) -> None:
    agree(text)


@given(SCALARS, SCALARS, SCALARS)
@settings(max_examples=1500, deadline=2000)
def test_scalars_in_every_position(one: str, two: str, three: str) -> None:
    agree(f"甲: {one}\n乙: [{two}, {three}]\n丙:\n  - {one}\n  - 丁: {two}\n    戊: {{己: {three}}}\n{two}: 1\n")


def test_the_demonstration_is_read_the_quick_way() -> None:
    paths = sorted((REPOSITORY / "records" / "branches").rglob("*.yml"))
    slow = [path for path in paths if plain_values(path.read_text(encoding="utf-8")) is None]
    assert len(slow) <= len(paths) // 10, f"{len(slow)} of {len(paths)} records go the slow way, e.g. {slow[0]}"


@pytest.mark.parametrize("text", ["[" * 60_000, "- " * 30_000 + "a", "{" * 3000, "a: " + "[" * 40 + "]" * 40])
def test_depth_is_left_to_the_careful_parser(text: str) -> None:
    assert plain_values(text) is None


def test_decimals_keep_their_digits() -> None:
    assert plain_values("甲: 1.10\n") is None
    assert plain(parse(Source("a.yml", RECORD)).root)["党员"]["流入"] != 3  # a decimal, read the careful way


@pytest.mark.parametrize("counts", ["{应到: 8, 实到: 7, 列席: 0}", "{实到: 7}"])
def test_counts_between_braces_go_the_quick_way(counts: str) -> None:
    assert agree(f"参加: {counts}\n审核: 终审\n")


@pytest.mark.parametrize(
    "counts", ["{应到：8}", "{应到:8}", "{应到: 8，实到: 7}", "{应到: 8}:x", "{应到: 8", "{应到: 08}", "［8］"]
)
def test_counts_with_a_slip_beside_some_without_do_not(counts: str) -> None:
    assert not agree(f"参加: {{应到: 8, 实到: 7}}\n参观: {counts}\n审核: 终审\n")
