"""A site built in parts by several machines and joined is the site that one machine builds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support import AS_OF, Run, copy_demonstration, differing, tree

from generator.project import load
from generator.site.engine import build
from generator.site.parts import Share


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory, zhibu: Run) -> Path:
    """The demonstration county, built in three parts."""
    root = copy_demonstration(tmp_path_factory.mktemp("parts") / "site")
    for number in (1, 2, 3):
        done = zhibu(root, "build", "--shard", f"{number}/3", "--as-of", AS_OF.isoformat())
        assert done.returncode == 0, done.stdout + done.stderr
    return root


def joined(parts: Path, folder: Path, zhibu: Run) -> tuple[int, str]:
    root = folder / "site"
    shutil.copytree(parts, root)
    done = zhibu(root, "merge", "--as-of", AS_OF.isoformat())
    return done.returncode, done.stdout + done.stderr


def test_every_branch_falls_to_one_machine() -> None:
    names = [f"zhibu-{number}" for number in range(4000)]
    shares = [Share(number, 4) for number in (1, 2, 3, 4)]
    assert all(sum(share.owns(name) for share in shares) == 1 for name in names)
    assert all(900 < sum(map(share.owns, names)) < 1100 for share in shares)


def test_joined_parts_are_the_whole_site(parts: Path, tmp_path: Path, zhibu: Run) -> None:
    status, said = joined(parts, tmp_path, zhibu)
    assert status == 0, said
    build(load(parts, AS_OF), tmp_path / "whole")
    assert differing(tree(tmp_path / "site" / "site"), tree(tmp_path / "whole")) == []


def test_pages_of_parts_are_taken_over_not_made_again(parts: Path, tmp_path: Path, zhibu: Run) -> None:
    assert joined(parts, tmp_path, zhibu)[0] == 0
    root = tmp_path / "site"
    pages = list(root.glob("site.part-*/site/branches/*/index.html"))
    assert len(pages) == 57
    same = [page.stat().st_ino == (root / "site" / page.relative_to(page.parents[2])).stat().st_ino for page in pages]
    assert all(same)


def test_a_share_holds_its_own_branches_only(parts: Path) -> None:
    for number in (1, 2, 3):
        pages = (parts / f"site.part-{number}-of-3" / "site" / "branches").glob("*/index.html")
        assert all(Share(number, 3).owns(page.parent.name) for page in pages)


def test_a_missing_part_is_named(parts: Path, tmp_path: Path, zhibu: Run) -> None:
    root = tmp_path / "site"
    shutil.copytree(parts, root)
    shutil.rmtree(root / "site.part-2-of-3")
    done = zhibu(root, "merge", "--as-of", AS_OF.isoformat())
    assert (done.returncode, done.stderr) == (3, "还缺这些部分：2/3。\n")
    assert not (root / "site").exists()


def test_that_there_is_no_part_is_told(parts: Path, tmp_path: Path, zhibu: Run) -> None:
    root = tmp_path / "site"
    shutil.copytree(parts, root, ignore=shutil.ignore_patterns("site.part-*"))
    done = zhibu(root, "merge")
    assert done.returncode == 3
    assert "没有找到可合并的部分" in done.stderr


@pytest.mark.parametrize("damage", ["", "{", '{"format": 1}', "[]", '{"format": 99}'])
def test_a_damaged_part_is_refused(parts: Path, tmp_path: Path, zhibu: Run, damage: str) -> None:
    root = tmp_path / "site"
    shutil.copytree(parts, root)
    (root / "site.part-1-of-3" / "part.json").write_text(damage)
    done = zhibu(root, "merge", "--as-of", AS_OF.isoformat())
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert not (root / "site").exists()


def test_parts_of_other_records_are_refused(parts: Path, tmp_path: Path, zhibu: Run) -> None:
    root = tmp_path / "site"
    shutil.copytree(parts, root)
    done = zhibu(root, "merge", "--as-of", "2025-12-30")
    assert (done.returncode, done.stderr.startswith("各部分不是由同一批记录")) == (3, True)
    shutil.rmtree(next(iter((root / "records" / "branches").glob("beijie-*"))))
    done = zhibu(root, "merge", "--as-of", AS_OF.isoformat())
    assert (done.returncode, done.stderr.startswith("各部分不是由同一批记录")) == (3, True)


@pytest.mark.parametrize("share", ["0/3", "4/3", "1", "a/b", "1/0", "-1/2"])
def test_what_is_no_share_is_a_mistake_of_use(parts: Path, zhibu: Run, share: str) -> None:
    done = zhibu(parts, "build", f"--shard={share}")
    assert done.returncode == 2
    assert f"“{share}”应写成" in done.stderr
