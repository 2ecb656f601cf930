"""Every released branch stands in the list of branches, wherever it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.editing.scaffold import init
from generator.project import load
from generator.site.engine import build


@pytest.mark.parametrize(
    ("area", "review", "heading"),
    [("chengguan", "终审", "城关街道"), ("benxian", "终审", "本县"), ("chengguan", "初审", "其他")],
)
def test_a_branch_is_listed_under_its_area(tmp_path: Path, area: str, review: str, heading: str) -> None:
    root = tmp_path / "mine"
    init(root)
    branch = root / "records" / "branches" / "shili-zhibu" / "branch.yml"
    branch.write_text(branch.read_text("utf-8").replace("属地: chengguan", f"属地: {area}"), "utf-8")
    areas = root / "records" / "areas.yml"  # an area still under review is not published, its branch is
    areas.write_text(areas.read_text("utf-8").replace("审核: 终审", f"审核: {review}"), "utf-8")
    build(load(root), root / "site")
    page = (root / "site" / "branches" / "index.html").read_text("utf-8")
    groups = page.partition('<div id="zb-branches">')[2]
    assert f">{heading}<small>1 个</small></h2>" in groups
    assert "样本建材党支部" in groups
