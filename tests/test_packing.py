"""What is packed comes back as it was, and what cannot come back is refused."""

from __future__ import annotations

import datetime
import json
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.packing import packed_json, spelled, unpacked_json
from generator.records.dossier import Held

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
HELD = Held("2025-03-05", "2025-03-05-xuexi", "主题党日", "学习", None, True)


@given(PLAIN)
def test_plain_values_come_back_and_read_alike_elsewhere(value: Any) -> None:
    data = packed_json(value)
    assert unpacked_json(data) == value == json.loads(data)


@pytest.mark.parametrize("value", [datetime.date(2025, 3, 5), {1, 2}, 2**64, {"a": b"bytes"}, SimpleNamespace(a=1)])
def test_what_would_not_come_back_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        packed_json(value)


def test_a_line_of_a_list_is_packed_as_its_parts() -> None:
    assert Held(*unpacked_json(packed_json(HELD))) == HELD


@given(PLAIN, PLAIN)
def test_facts_are_spelled_alike_if_they_are_equal(one: Any, other: Any) -> None:
    facts = [spelled(SimpleNamespace(a=value, parts=[SimpleNamespace(b=value)])) for value in (one, other)]
    assert (facts[0] == facts[1]) == (repr(one) == repr(other))


@pytest.mark.parametrize(
    "value", [datetime.date(2025, 3, 6), {3: [1]}, ("a", 2), Held("a", "b", "c", "d", None, False)]
)
def test_whatever_facts_hold_is_spelled(value: object) -> None:
    assert spelled(SimpleNamespace(a=value)) != spelled(SimpleNamespace(a=None))
    assert spelled((value,)) == spelled((value,))
