"""The repository's own files, lines deleted, repeated, moved and broken: never an exception, never half a record."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from support import AS_OF, REPOSITORY, SHARDS

from generator.editing.scaffold import init
from generator.findings import Severity
from generator.project import load

SEEDS = [
    "records/site.yml",
    "records/areas.yml",
    "records/units/shihe.yml",
    "records/stations/dongmen-zhan.yml",
    "records/regulations/dangfei.yml",
    "records/branches/shihe-shiliao/branch.yml",
    "records/branches/shihe-shiliao/activities/2025/2025-06-25-anquan.yml",
    "records/pairings/cunqi-2024.yml",
    "records/honours/2025-xian-shifandian.yml",
    "records/assessments/xingji-2024-2025.yml",
    "records/lists/2025-03.yml",
    "records/campaigns/san-zhou.yml",
    "records/committees/xian-feigong.yml",
    "records/rulebook/bands.yml",
    "content/showcases/anquan-shao.md",
]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    path = draw(st.sampled_from(SEEDS))
    lines = (REPOSITORY / path).read_text(encoding="utf-8").splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, max(0, len(lines) - 1)))
        match draw(st.sampled_from(["delete", "repeat", "swap", "splice", "insert"])):
            case "delete":
                del lines[at : at + draw(st.integers(1, 4))]
            case "repeat":
                lines[at:at] = lines[at : at + 1]
            case "swap":
                lines[at:at] = [lines.pop()] if lines else []
            case "splice" if lines:
                cut = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:cut] + draw(st.sampled_from(SHARDS)) + lines[at][cut + draw(st.integers(0, 3)) :]
            case _:
                lines.insert(at, draw(st.sampled_from(SHARDS)) + "\n")
    return path, "".join(lines)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mutated())
def test_a_broken_record_is_found_and_never_half_published(case: tuple[str, str]) -> None:
    path, text = case
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        init(root)
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        project = load(root, AS_OF)
        for finding in project.findings:
            assert finding.text("zh").message and finding.text("en").message
            lines = (root / finding.location.path).read_text(encoding="utf-8").splitlines()
            assert 0 <= finding.location.line <= len(lines) + 1
        register = project.register
        kept = [] if register is None else [r for of in register.records.values() for r in of.values()]
        assert all(isinstance(record, BaseModel) for record in kept)
        ours = [r for r in kept if register is not None and register.origin(r).path == path]
        here = [f for f in project.findings if f.location.path == path and f.severity is Severity.ERROR]
        assert ours or here  # the file's records are there, or the editor is told why not
        if project.publishable:
            assert register is not None
            shown = project.view()
            assert {b.id for b in shown.branches} == {b.id for b in register.branches.values() if b.released}
