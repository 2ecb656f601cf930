"""Nobody can work out how many people a small branch has: not from one table, not from the difference of any two.

What is proved is more than that no difference gives the number. For every small branch and every number that its
published band allows there are records with that number that are published alike, to the byte: so nothing that is
computed from what is published can tell which number is the true one.
"""

from __future__ import annotations

import random
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support import AS_OF, BANDS, copy_demonstration, make_register

from generator.cache import Cache
from generator.project import load
from generator.publication.keeping import packed_view
from generator.publication.linking import public_view
from generator.publication.view import PublicView
from generator.records.register import Register
from generator.rulebook.bands import Bands, band_of_few, band_of_total, bands
from generator.rulebook.figures import figures, published_figures
from generator.site.data import activity_rows, activity_tables, data_files, record_tables, sheets
from generator.site.engine import build
from generator.site.pages import pages
from generator.site.workbook import workbook

SCALE = Bands.model_validate(BANDS)
PEOPLE = st.one_of(st.integers(0, 9), st.integers(0, 130))


def site_of(members: Sequence[int], present: Sequence[int] = (), trained: Sequence[int] = ()) -> Register:
    """A site with so many members in each branch, so many people at each branch's meeting, so many trained in each."""
    branches: list[dict[str, Any]] = []
    activities: list[dict[str, Any]] = []
    units = []
    for number, count in enumerate(members):
        full = (count + 1) // 2
        units.append({"编号": f"公司{number}", "名称": f"公司{number}", "职工": 40})
        branch = {"编号": f"b{number}", "简称": f"支部{number}", "覆盖单位": [f"公司{number}"]}
        branches.append(branch | {"党员": {"正式": full, "预备": count - full}})
        if number < len(trained):
            branches[-1]["培养"] = [{"年度": 2025, "积极分子": trained[number]}]
        if number < len(present):
            meeting = {"编号": f"b{number}/2025-03-05-a", "支部": f"b{number}", "参加": {"实到": present[number]}}
            activities.append(meeting)
    rows = {"site": [{"数据截至": AS_OF.isoformat()}], "bands": [{}], "area": [{"编号": "xian"}], "unit": units}
    return make_register(rows | {"branch": branches, "activity": activities})


def published(view: PublicView) -> Iterator[bytes]:
    """All that is made of a view: every table in every form, and all that pages, feeds, cards and the screen get."""
    yield packed_view(view)
    rows = [activity_rows(view.dossier(branch)) for branch in view.branches]
    tables = {**record_tables(view), **dict(activity_tables(rows))}
    yield from tables.values()
    yield workbook(sheets(view))
    sizes = {"data.xlsx": 0} | {name: len(data) for name, data in tables.items()}
    yield from (file.content or b"" for file in data_files(view, sizes, "https://example.cn/"))
    for page in pages(view):
        shown = {name: value for name, value in page.context.items() if name != "view"}
        yield repr((page.address, page.title, page.description, shown)).encode()


def alike(counts: Sequence[int], branch: int, number: int) -> list[int] | None:
    """Other numbers of members, each within the band of its branch, that give the same total, or the same interval."""
    told = band_of_total(SCALE, counts, True)
    limits = [SCALE.limits(count) for count in counts]
    found = [number if at == branch else lower for at, (lower, _) in enumerate(limits)]
    room = [
        0 if at == branch else (130 if upper is None else upper - lower) for at, (lower, upper) in enumerate(limits)
    ]
    for total in sorted(range(sum(found), sum(found) + sum(room) + 1), key=lambda total: abs(total - sum(counts))):
        rest, made = total - sum(found), list(found)
        for at, more in enumerate(room):
            made[at] += min(rest, more)
            rest -= min(rest, more)
        if band_of_total(SCALE, made, True) == told and (told is not None or sum(made) == sum(counts)):
            return made
        if abs(total - sum(counts)) > 300:
            break
    return None


@settings(max_examples=300, deadline=None)
@given(st.lists(PEOPLE, min_size=1, max_size=8))
def test_every_number_of_the_band_remains_possible(counts: list[int]) -> None:
    for branch, count in enumerate(counts):
        if count < SCALE.small:
            lower, upper = SCALE.limits(count)
            assert upper is not None
            assert [n for n in range(lower, upper + 1) if alike(counts, branch, n) is None] == []


@settings(max_examples=12, deadline=None)
@given(st.lists(PEOPLE, min_size=1, max_size=5), st.data())
def test_records_with_another_number_are_published_alike(counts: list[int], data: st.DataObject) -> None:
    small = [at for at, count in enumerate(counts) if count < SCALE.small]
    assume(small)
    branch = data.draw(st.sampled_from(small))
    lower, upper = SCALE.limits(counts[branch])
    assert upper is not None
    other = alike(counts, branch, data.draw(st.integers(lower, upper)))
    assert other is not None
    present = [data.draw(st.integers(*_band(count))) for count in counts]
    again = [data.draw(st.integers(*_band(count))) for count in counts]
    one, two = public_view(site_of(counts, present)), public_view(site_of(other, again))
    assert list(published(one)) == list(published(two))


def _band(count: int) -> tuple[int, int]:
    """Numbers of people at a small branch's meeting."""
    return SCALE.limits(min(count, 6))  # type: ignore[return-value]  # below the threshold every band is closed


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([5], "3—6"),
        ([2, 30], "7—51"),
        ([2, 2, 2], "不足7"),
        ([2, 2, 8], "7—14"),
        ([2, 12, 30], "44"),
        ([2, 12, 130], "144"),
        ([6, 6, 6], "15—18"),
        ([3, 4, 5], "9—12"),
        ([120], "不少于100"),
        ([0] * 20 + [2], "不足7"),
        ([1] * 10, "10"),
        ([2] * 9 + [0], "18—20"),
        ([], "0"),
    ],
)
def test_a_total_of_members_tells_of_no_small_branch(counts: list[int], said: str) -> None:
    assert (band_of_total(SCALE, counts, True) or str(sum(counts))) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [([5], "3—6"), ([40, 0, 0], "7—49"), ([4, 4, 4], "12"), ([1, 1, 1], "3—6"), ([60, 60], "不少于100")],
)
def test_a_total_of_what_is_not_published_one_by_one_tells_of_none(counts: list[int], said: str) -> None:
    assert (band_of_total(SCALE, counts, False) or str(sum(counts))) == said


@pytest.mark.parametrize(("number", "said"), [(0, "不足3"), (2, "不足3"), (3, "3—6"), (6, "3—6"), (7, 7), ("xx", "xx")])
def test_few_people_at_a_meeting_are_a_band(number: object, said: object) -> None:
    assert band_of_few(SCALE, number) == said


def test_without_bands_no_number_of_people_is_published() -> None:
    assert (band_of_few(None, 12), band_of_total(None, [12, 30, 40], True)) == (None, "若干")


def test_a_site_with_one_small_branch_tells_bands_only() -> None:
    """Its total is the branch's own number, and stands nowhere."""
    view = public_view(site_of([5], [4], [2]))
    told = {figure.id: figure.display for figure in view.figures.values() if figure.band}
    assert told == {
        "members.total": "3—6名", "units.employees": "7—49人", "pipeline.activists": "不足3名",
        "pipeline.objects": "不足3名", "pipeline.backbone": "不足3名",
    }  # fmt: skip
    rows = dict(activity_tables([activity_rows(view.dossier(view.branches[0]))]))
    assert b'"present":"3\xe2\x80\x946"' in rows["activities.json"]


def test_every_total_of_people_knows_its_groups() -> None:
    """A figure in persons that is summed up from fields that are not public is held back where it must be."""
    counted = {"posts.crossed", "instructors.total", "instructors.one_to_one", "instructors.one_to_many"}
    found = site_of([5, 5], [], [1, 1])
    people = {figure.id for figure in figures(found).values() if figure.unit in ("人", "名")}
    assert {figure.id for figure in published_figures(found).values() if figure.band} == people - counted


_MEMBERS = re.compile(r"党员: \{正式: (\d+), 预备: (\d+)")
_HIDDEN = re.compile(r"(流入|流出|实到|列席|应到|职工): (\d+)")

_SIZES = (30, 50, 100)
"""Employees from which a unit ought to have a branch, or members (rule RU22)."""


class Hidden:
    """The repository's site, in which all numbers of people that nobody is told may change."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = copy_demonstration(root)
        self.random = random.Random(seed)

    def change(self) -> int:
        """Give every number of people any other that is published alike; how many have changed."""
        return self._members() + self._trained() + self._employees() + self._others()

    def _members(self) -> int:
        """Within each small branch's band; what that takes from the total or adds to it goes to larger branches."""
        files = sorted((self.root / "records/branches").glob("*/branch.yml"))
        before = {path: tuple(map(int, _MEMBERS.findall(path.read_text("utf-8"))[0])) for path in files}
        after = dict(before)
        for path, (full, probationary) in before.items():
            if full + probationary < SCALE.small:
                total = self.random.randint(*_band(full + probationary))
                # That a branch has three full members, as a branch must, is told.
                after[path] = (total - (fewer := self.random.randint(0, max(0, min(1, total - 3)))), fewer)
        large = [path for path, (full, _) in before.items() if full > SCALE.small]
        while missing := sum(map(sum, before.values())) - sum(map(sum, after.values())):
            path, step = self.random.choice(large), 1 if missing > 0 else -1
            if after[path][0] + step >= SCALE.small:
                after[path] = (after[path][0] + step, after[path][1])
        for path, (full, probationary) in after.items():
            said = f"党员: {{正式: {full}, 预备: {probationary}"
            path.write_text(_MEMBERS.sub(said, path.read_text("utf-8")), "utf-8")
        return sum(after[path] != before[path] for path in before)

    def _trained(self) -> int:
        """Who trained how many, with the same total."""
        told = re.compile(r"(?m)^培养:\n(?:  .*\n)+")
        files = sorted((self.root / "records/branches").glob("*/branch.yml"))
        blocks = [(path, told.findall(path.read_text("utf-8"))) for path in files]
        having = [(path, found[0]) for path, found in blocks if found]
        others = self.random.sample([block for _, block in having], len(having))
        for (path, block), other in zip(having, others, strict=True):
            path.write_text(path.read_text("utf-8").replace(block, other), "utf-8")
        return sum(block != other for (_, block), other in zip(having, others, strict=True))

    def _employees(self) -> int:
        """Which unit of an area has how many, not of what size it is: by that it ought to have a branch, as is told."""
        changed = 0
        for path in sorted((self.root / "records/units").glob("*.yml")):
            text = path.read_text("utf-8")
            numbers = [int(number) for number in re.findall(r"职工: (\d+)", text)]
            sizes = [bisect(_SIZES, number) for number in numbers]
            mixed = self.random.sample(numbers, len(numbers))
            other = {size: [number for number in mixed if bisect(_SIZES, number) == size] for size in sizes}
            after = [other[size].pop() for size in sizes]
            pieces = re.split(r"(?<=职工: )\d+", text)
            joined = "".join(f"{piece}{number}" for piece, number in zip(pieces, [*after, ""], strict=True))
            path.write_text(joined, "utf-8")
            changed += sum(one != two for one, two in zip(numbers, after, strict=True))
        return changed

    def _others(self) -> int:
        """People at meetings, within their bands; who should have come; who lives elsewhere, or comes from there."""
        changed = 0

        def other(found: re.Match[str]) -> str:
            nonlocal changed
            number = int(found[2])
            if found[1] in ("实到", "列席") and number < SCALE.small:
                number = self.random.randint(*_band(number))
            elif found[1] == "应到":
                number += self.random.randint(0, 1)
            elif found[1] in ("流入", "流出") and number:  # which branches have any is told of them all together
                number = self.random.randint(1, 3)
            changed += number != int(found[2])
            return f"{found[1]}: {number}"

        for path in sorted((self.root / "records/branches").rglob("*.yml")):
            path.write_text(_HIDDEN.sub(other, path.read_text("utf-8")), "utf-8")
        return changed


def test_no_byte_of_a_site_tells_of_a_number_that_is_not_told(tmp_path: Path) -> None:
    """Pages, tables, workbooks, feeds, search, pictures: whatever the numbers are, all of them stay as they are."""
    hidden = Hidden(tmp_path, 1)
    cache = Cache(tmp_path / ".site.cache", "1")
    assert build(load(tmp_path, AS_OF), tmp_path / "site", cache).changed > 2000
    for _ in range(2):
        assert hidden.change() > 500
        project = load(tmp_path, AS_OF)
        assert project.publishable
        assert build(project, tmp_path / "site", cache).changed == 0
    path = next((tmp_path / "records/branches").glob("*/branch.yml"))
    path.write_text(_MEMBERS.sub("党员: {正式: 60, 预备: 1", path.read_text("utf-8")), "utf-8")
    assert build(load(tmp_path, AS_OF), tmp_path / "site", cache).changed > 0


def test_the_rulebook_says_what_is_small(register: Register) -> None:
    scale = bands(register)["dangyuan"]
    assert (scale.small, scale.least) == (SCALE.small, SCALE.least)
