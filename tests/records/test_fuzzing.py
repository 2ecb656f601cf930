"""A small share of ``fuzzing.py``: real records with slips in them never break the program."""

from __future__ import annotations

from fuzzing import fuzz, seeds


def test_mutated_records_are_kept_or_told() -> None:
    told, wrong = fuzz(400, 1)
    assert wrong == []
    assert min(told["kept"], told["told"], told["both"]) > 10, "every outcome must occur"


def test_every_record_is_a_seed() -> None:
    assert len(seeds()) > 500
