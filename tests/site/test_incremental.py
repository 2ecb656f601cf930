"""A build that takes over what did not change gives, byte for byte, what a build from nothing gives."""

from __future__ import annotations

import datetime
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from publication.canary_records import SHOWN, plant, standing_alone, written_anew
from support import AS_OF, differing, settle, tree

from generator import workers
from generator.cache import Cache
from generator.project import load
from generator.publication.keeping import ITEMS
from generator.rulebook.shelves import shelf_for
from generator.site.engine import ahead, build
from generator.site.publishing import Published
from generator.site.trees import spare_of, stale_files

TEMPLATE = "{{% import '_macros.html' as m %}}<h1>{}{{{{ item.theme }}}}</h1>"


class Site:
    """A site under the hands of its editors, built again and again in one place."""

    def __init__(self, root: Path, number: int) -> None:
        self.root = root
        self.random = random.Random(number)
        root.mkdir()
        plant(root)
        self.as_of = AS_OF
        self.key = "1"
        self.site = root / "site"
        self.clean = 0
        self.glances = 0
        self.jobs = 1
        self.ahead = 0

    def build(self) -> Published | None:
        """Build with all that is remembered; None where a finding stops it."""
        cache = Cache(self.root / ".site.cache", self.key)
        project = load(self.root, self.as_of, self.jobs, cache, glance=True, ahead=ahead)
        self.glances += project.recall is not None
        self.ahead += project.ahead is not None
        fresh = load(self.root, self.as_of)
        assert project.findings == fresh.findings
        built = build(project, self.site, cache, self.jobs) if project.publishable else None
        cache.close()
        return built

    def check(self) -> None:
        """Compare with a build from nothing."""
        self.clean += 1
        folder = self.root / f"clean-{self.clean}"
        build(load(self.root, self.as_of), folder)
        assert differing(tree(self.site), tree(folder)) == []

    def put_back(self, folders: dict[str, dict[str, bytes]]) -> None:
        """Undo a change that the checks refuse, so that the next one is built again."""
        for name, files in folders.items():
            shutil.rmtree(self.root / name)
            for path, data in files.items():
                (self.root / name / path).parent.mkdir(parents=True, exist_ok=True)
                (self.root / name / path).write_bytes(data)

    def written(self) -> dict[str, dict[str, bytes]]:
        return {name: tree(self.root / name) for name in ("records", "content")}

    # What editors, designers and the times do.

    def edit(self) -> str:
        """Change a text in any field of any record."""
        files = [
            *sorted((self.root / "records").rglob("*.yml")),
            *sorted((self.root / "content/showcases").glob("*.md")),
        ]
        path = self.random.choice(files)
        text = path.read_text("utf-8")
        places = [found.end() for found in re.finditer(SHOWN, text)]
        if not places:
            return "nothing"
        at = self.random.choice(places)
        path.write_text(f"{text[:at]}改{text[at:]}", "utf-8")
        return f"edit {path.name}"

    def reword(self) -> str:
        """Change a text of a record that concerns nothing else; now and then, of two."""
        for _ in range(self.random.choice([1, 1, 2])):
            if self.random.random() < 0.5:
                self.reword_item()
                continue
            path = self.random.choice([*self.activities(), *(self.root / "records/branches").glob("*/branch.yml")])
            key = "简介|联系电话|替代" if path.name == "branch.yml" else "主题|内容|成效|地点"
            text = path.read_text("utf-8")
            at = self.random.choice([found.end() for found in re.finditer(f'"(?:{key})": "', text)])
            path.write_text(f"{text[:at]}改{text[at:]}", "utf-8")
        return "reword"

    def reword_item(self) -> None:
        """The same of a record that belongs to no branch; of some the narrative, too."""
        shelf = shelf_for(self.random.choice(list(ITEMS)))
        path = self.random.choice(sorted(self.root.glob(shelf.path.replace("{id}", "*"))))

        def change(node: dict[str, Any]) -> None:
            place, key = self.random.choice(list(standing_alone(shelf.model, node)))
            more = ["改", "改", '全县共有{{ 数("organisations.total") }}。']
            place[key] += self.random.choice([*more, "改很多。" * 900] if key in ("文", "简介") else more)

        written_anew(path, change, "又一句。")

    def call(self) -> str:
        """Call a branch otherwise; now and then, it has another number of members, too."""
        path = self.random.choice(sorted((self.root / "records/branches").glob("*/branch.yml")))
        text = re.sub('"(名称|简称)": "', r"\g<0>改", path.read_text("utf-8"), count=self.random.choice([1, 2]))
        if self.random.random() < 0.3:
            text = re.sub('"正式": ([0-9]+)', lambda found: f'"正式": {int(found[1]) + 1}', text)
        path.write_text(text, "utf-8")
        return "call a branch otherwise"

    def activities(self) -> list[Path]:
        return sorted((self.root / "records/branches").glob("*/activities/*/*.yml"))

    def add(self) -> str:
        for _ in range(self.random.choice([1, 25])):  # a few, or enough for another page of a list
            source = self.random.choice(self.activities())
            month, day = self.random.randint(1, 12), self.random.randint(1, 28)
            date = f"2025-{month:02}-{day:02}"
            target = source.with_name(f"{date}-jia-{self.random.randint(0, 999)}.yml")
            text = re.sub(r"(?m)^(日期: ).*$", rf"\g<1>{date}", source.read_text("utf-8"))
            target.write_text(re.sub(r"(?m)^编号: .*\n", "", text), "utf-8")
        return "add activities"

    def delete(self) -> str:
        self.random.choice(self.activities()).unlink()
        return "delete an activity"

    def rename(self) -> str:
        path = self.random.choice(self.activities())
        path.rename(path.with_name(f"{path.stem[:10]}-gai-{self.random.randint(0, 999)}.yml"))
        return "rename an activity"

    def template(self) -> str:
        pages = self.root / "own" / "pages"
        pages.mkdir(parents=True, exist_ok=True)
        (pages / "list.html").write_text(TEMPLATE.format(self.random.randint(0, 9)), "utf-8")
        settings = self.root / "mkdocs.yml"
        text = settings.read_text("utf-8")
        if "custom_dir" not in text:
            settings.write_text(text.replace("  name: material\n", "  name: material\n  custom_dir: own\n"), "utf-8")
        return "edit a template"

    def settings(self) -> str:
        path = self.root / "mkdocs.yml"
        path.write_text(
            re.sub(
                "(?m)^site_url: .*$", f"site_url: https://{self.random.randint(0, 9)}.example/", path.read_text("utf-8")
            ),
            "utf-8",
        )
        return "change the settings"

    def prose(self) -> str:
        (self.root / "content" / "branches").mkdir(exist_ok=True)
        text = f'# 名录\n\n共 {{{{ 数("organisations.total") }}}} 个。{self.random.randint(0, 9)}\n'
        (self.root / "content" / "branches" / "index.md").write_text(text, "utf-8")
        return "edit prose"

    def time_passes(self) -> str:
        self.as_of += datetime.timedelta(days=self.random.choice([1, 40, 400]))
        return "time passes"

    def program(self) -> str:
        self.key += "1"
        return "another version of the program"

    def damage(self) -> str:
        path = self.root / ".site.cache"
        if not path.exists():
            return "nothing"
        data = bytearray(path.read_bytes())
        for _ in range(self.random.choice([1, 50])):
            data[self.random.randrange(len(data))] ^= 1 << self.random.randrange(8)
        path.write_bytes(data[: self.random.choice([len(data), len(data) // 2])])
        return "a damaged cache"

    def lose(self) -> str:
        if self.random.random() < 0.5:
            (self.root / ".site.cache").unlink(missing_ok=True)
            return "no cache"
        shutil.rmtree(spare_of(self.site), ignore_errors=True)
        return "no spare tree"


@pytest.mark.parametrize("number", range(6))
def test_any_sequence_of_changes(tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site(tmp_path / "site", number)
    if number % 2:  # what a large site leaves to other processes
        monkeypatch.setattr(workers, "_WORTHWHILE", 1)
        site.jobs = 2
    assert site.build() is not None
    site.check()
    common: list[Callable[[], str]] = [site.edit, site.add, site.delete, site.rename, site.call]
    rare = [site.template, site.settings, site.prose, site.time_passes, site.program, site.damage, site.lose]
    told = []
    compared = 0
    for step in range(10):
        before = site.written()
        told.append(site.random.choice(common if step % 2 else rare)())
        if site.random.random() < 0.4:
            told.append(site.edit())
        if site.build() is None:
            site.put_back(before)
        else:
            site.check()
            compared += 1
    assert len(set(told)) > 3 and compared > 4, told
    assert bool(site.ahead) == bool(number % 2)


@pytest.mark.parametrize("number", range(4))
def test_texts_that_concern_nothing_else(tmp_path: Path, number: int) -> None:
    site = Site(tmp_path / "site", number)
    settle()
    site.build()
    for _ in range(4):
        site.reword()
        assert site.build() is not None
        site.check()
        settle()
    assert site.glances == 4
    site.edit()
    site.build()
    site.check()


def test_exactly_what_changed_is_written(tmp_path: Path) -> None:
    site = Site(tmp_path / "site", 0)
    site.build()
    compared = 0
    for change in (site.edit, site.add, site.call, site.edit, site.delete, site.rename, *[site.edit] * 8):
        records = site.written()
        before = tree(site.site)
        numbers = {name: (site.site / name).stat().st_ino for name in before}
        change()
        built = site.build()
        after = tree(site.site)
        changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        if built is None:  # a finding: the site stays as it was
            assert not changed
            site.put_back(records)
            continue
        compared += 1
        assert built.changed == len(changed)
        again = {name for name in after if (site.site / name).stat().st_ino != numbers.get(name)}
        assert again == changed & after.keys()
    assert compared >= 5


def test_nothing_to_do_is_nothing_done(tmp_path: Path) -> None:
    site = Site(tmp_path / "site", 0)
    site.build()
    folder = site.site.stat().st_ino
    built = site.build()
    assert built is not None and built.changed == 0
    assert site.site.stat().st_ino == folder
    cache = Cache(site.root / ".site.cache", site.key)
    assert stale_files(site.site, cache) == []


def test_the_cache_is_bounded(tmp_path: Path) -> None:
    site = Site(tmp_path / "site", 1)
    site.build()
    for _ in range(3):
        site.edit()
        site.build()
    size = (site.root / ".site.cache").stat().st_size
    for _ in range(6):
        site.edit()
        site.build()
    assert (site.root / ".site.cache").stat().st_size <= 1.5 * size
