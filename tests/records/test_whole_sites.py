"""A share of ``whole_sites.py``: sites of damaged records are refused in words or published whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from publication.canary_records import plant
from whole_sites import Sites, fault_of


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ('<p title="a > b">a<br>b<svg><path d="M0"/></svg></p><script>if (a < b) {}</script>', None),
        ("<div><p>a</p>", "<div>"),
        ("<div><p>a</div></p>", "</div>"),
        ("a</p>", "</p>"),
        ("<p>Traceback (most recent call last)</p>", "Traceback (most recent"),
        ("<p>None</p>", "None"),
        ("<p><!-- </p> --></p>", None),
    ],
)
def test_what_is_amiss_on_a_page(page: str, fault: str | None) -> None:
    assert fault_of(page) == fault


def test_a_site_of_damaged_records_is_refused_or_published_whole(tmp_path: Path) -> None:
    """Of every kind of record there is one."""
    (tmp_path / "whole").mkdir()
    plant(tmp_path / "whole")
    sites = Sites(tmp_path, 1, tmp_path / "whole")
    sites.round(tries=3, passes=1)
    sites.compare()
    assert sites.tally.mutated > 100 and sites.tally.refused > 50
    assert sites.tally.published > 20 and sites.tally.pages > 100
