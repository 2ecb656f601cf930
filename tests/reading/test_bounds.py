"""Hostile sizes end quickly with findings."""

from __future__ import annotations

import time

import pytest

from generator.reading import MAX_SCALAR, Source, parse

BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + k)}: &{chr(98 + k)} [{', '.join(['*' + chr(97 + k)] * 9)}]\n" for k in range(20)
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (BOMB, {"ZB0123", "ZB0124"}),
        ("[" * 100_000, {"ZB0129"}),
        ("{" * 100_000, {"ZB0129"}),
        ("a: " + "[a: " * 100_000, {"ZB0129"}),
        ("[\n" * 100_000, {"ZB0129"}),
        ("a: " + "【" * 100_000, set()),
        ("a:\n  " + "- " * 100_000, {"ZB0129"}),
        ("? " * 100_000, {"ZB0129"}),
        ("".join(" " * k + "a:\n" for k in range(1400)), {"ZB0129"}),
        ("".join(f"k{k}: v\n" for k in range(100_000)), {"ZB0130"}),
        ("".join(f"k{k}：v\n" for k in range(60_000)), {"ZB0140", "ZB0130"}),
        ("a: " + "x" * 20_000_000, {"ZB0105"}),
        ("a: " + "x" * (MAX_SCALAR + 1), {"ZB0131"}),
        ("a: 1\n" + 'b: "x\n' * 100_000, {"ZB0158", "ZB0128"}),
        ("a: [" + "x, " * 100_000, {"ZB0159"}),
        ("a: '" + "\n" * 500_000, {"ZB0158"}),
        ("a：" * 100_000, {"ZB0140"}),
        ("　" * 500_000, {"ZB0116"}),
        ("-" * 500_000, {"ZB0120"}),
        ("a" * 60_000 + ": 1\n", set()),
    ],
)
def test_hostile_sizes_are_told_in_time(text: str, codes: set[str]) -> None:
    start = time.process_time()
    document = parse(Source("a.yml", text))
    seconds = time.process_time() - start
    assert {f.code for f in document.findings} >= codes
    assert seconds < 20  # each takes about a second at most; what this guards against takes minutes
