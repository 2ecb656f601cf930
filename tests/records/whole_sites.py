"""Whole sites of mutated records: refused in words or published whole, never by halves.

``python tests/records/whole_sites.py 100000 1`` mutates at least so many files, beginning with seed 1. A round damages
every record of a copy of the repository's site at once, reads it, a few times over, and has it built: the build refuses
and leaves the published site alone. What was refused is damaged in another way, a few times, and at last put back; then
the site is published over the one before, and all that is in it is looked at. After the last round it is built from
nothing: the same bytes. The suite runs a small share.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from fuzzing import DAY, ROOT, mutated, seeds, within

from generator.cli import main as zhibu
from generator.findings import Severity
from generator.findings.machine import FORMATS
from generator.project import Project, load
from generator.site.engine import build
from generator.site.manifest import INDEX, read_manifest
from generator.site.pages import pages
from generator.site.verifying import place_of, verify

__all__ = ["Sites", "Tally", "fault_of"]

SECONDS = 120
"""A build, or a reading of the site, that takes longer hangs; the longest takes a tenth of it."""
TRIES = 8
"""How often a file that is refused is damaged in another way before it is put back."""
PASSES = 10
"""How often every record is damaged and the site read, before one of these sites is built."""
_BROKEN = re.compile(r"Traceback \(most recent|\bUndefined\b|object at 0x[0-9a-f]|<class '|\bNone\b|\bgenerator\.")
"""What only a program says."""
_TAG = re.compile(r"""<(/?)([a-zA-Z][\w-]*)(?:[^<>"]|"[^"]*")*?(/?)>""")
_UNSEEN = re.compile(r"<!--.*?-->|(?<=>)[^<]*(?=</(?:script|style)>)", re.S)
WITH_PAGES = ("branches", "activities", "regulations", "showcases", "stations", "lists", "reports", "pairings")
"""Kinds of which every released record has a page."""
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Tally:
    """What came of all rounds."""

    rounds: int = 0
    mutated: int = 0
    """Files, each time that one is damaged and the site read with it."""
    refused: int = 0
    """Damaged files at which an error was found."""
    published: int = 0
    """Damaged files in a site that was published."""
    scanned: int = 0
    """Sites that were stopped as they were written."""
    pages: int = 0
    """Pages that were written anew and looked at."""


def fault_of(page: str) -> str | None:
    """What is amiss on a page: an element that is not closed in its place, words that only a program says."""
    page = _UNSEEN.sub("", page)
    inside: list[str] = []
    for closing, name, empty in _TAG.findall(page):
        if closing and (not inside or inside.pop() != name):
            return f"</{name}>"
        if not (closing or empty or name in _VOID):
            inside.append(name)
    said = _BROKEN.search(_TAG.sub(" ", page))
    return f"<{inside[-1]}>" if inside else said and said[0]


class Sites:
    """A site whose records are damaged again and again, published in one place."""

    def __init__(self, folder: Path, seed: int, source: Path = ROOT) -> None:
        self.root = folder / "sites"
        self.site = self.root / "site"
        self.random = random.Random(seed)
        self.tally = Tally()
        self.root.mkdir()
        for name in ("records", "content"):
            shutil.copytree(source / name, self.root / name)
        shutil.copy(source / "mkdocs.yml", self.root)
        self.originals = {path: (source / path).read_bytes() for path in seeds(source)}
        self.damaged: dict[str, bytes] = {}
        self.seen: dict[str, str] = {}
        """Digests of the files that have been looked at."""
        assert self.command("build") == 0
        self.look()

    def command(self, *words: str) -> int:
        """Run ``zhibu`` on the site; whatever an editor would be shown is free of what only a program says."""
        out = io.StringIO()
        with within(SECONDS), contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            status = zhibu([*words, "-C", str(self.root), "--as-of", DAY.isoformat()])
        gc.collect()  # a build ends with its process, and therefore leaves its garbage
        assert "Traceback" not in out.getvalue()
        assert status in (0, 1), out.getvalue()[-2000:]
        return status

    def damage(self, path: str, slips: int) -> None:
        self.damaged[path] = mutated(self.originals[path], self.random, slips)
        (self.root / path).write_bytes(self.damaged[path])
        self.tally.mutated += 1

    def damage_all(self) -> None:
        for path in self.originals:
            self.damage(path, 4)

    def put_back(self, path: str) -> None:
        del self.damaged[path]
        (self.root / path).write_bytes(self.originals[path])

    def load(self) -> Project:
        """Read and check; all that is found can be told, in every form."""
        with within(SECONDS):
            project = load(self.root, DAY)
            lang = self.random.choice(("zh", "en"))
            for render in FORMATS.values():
                assert render(project.findings, lang)
        return project

    def round(self, tries: int = TRIES, passes: int = PASSES) -> None:
        """Damage every record, see it refused, give way until it can be published, and look at what is published."""
        self.tally.rounds += 1
        gc.disable()
        before = self.published()
        for _ in range(passes):
            self.damage_all()
            assert self.guilty(self.load()), "a site of which every record is damaged"
        self.damage_all()
        assert self.command("build") == 1, "a site of which every record is damaged"
        assert self.published() == before, "a build that was refused has touched the site"
        self.give_way(tries)
        while self.command("build") != 0:  # what no check finds, the scan of what is written does
            self.tally.scanned += 1
            self.put_back_some()
            self.give_way(0)
        self.tally.published += len(self.damaged)
        self.look()
        gc.enable()

    def give_way(self, tries: int) -> None:
        """Damage what is refused in another way, a few times, then put it back, until the site may be published."""
        while not (project := self.load()).publishable:
            guilty = self.guilty(project)
            tries -= 1
            for path in guilty:
                if tries > 0:
                    self.damage(path, 1)
                else:
                    self.put_back(path)
            if not guilty:  # records as they were, which name what is no longer there
                errors = (finding for finding in project.findings if finding.severity is Severity.ERROR)
                self.put_back_some({str(fact).encode() for finding in errors for fact in finding.facts.values()})

    def guilty(self, project: Project) -> list[str]:
        """Damaged files at which an error was found."""
        places = {finding.location.path for finding in project.findings if finding.severity is Severity.ERROR}
        guilty = sorted(places & self.damaged.keys())
        self.tally.refused += len(guilty)
        return guilty

    def put_back_some(self, names: Set[bytes] = frozenset()) -> None:
        """Put back what no longer says one of the names; where that does not tell, half of all."""
        gone = [
            path
            for path, data in self.damaged.items()
            if any(name in self.originals[path] and name not in data for name in names)
        ]
        for path in gone or self.random.sample(sorted(self.damaged), (len(self.damaged) + 1) // 2):
            self.put_back(path)

    def published(self) -> tuple[int, bytes]:
        return self.site.stat().st_ino, (self.site / INDEX).read_bytes()

    def look(self) -> None:
        """Every file is the one that the manifest names, what is new is whole, and no page is lacking."""
        place = place_of(str(self.site))
        assert verify(place, None, None).differences == []
        _, files = read_manifest(place.get)
        for name, entry in files.items():
            if self.seen.get(name) != entry.digest:
                self.parse(name)
                self.seen[name] = entry.digest
        project = load(self.root, DAY)
        assert project.register is not None
        lacking = {f"{page.address}index.html" for page in pages(project.view())} - files.keys()
        assert not lacking, sorted(lacking)[:5]
        released = project.register.released()
        sources = {entry.source for entry in files.values()}
        for records in (getattr(released, kind) for kind in WITH_PAGES):
            untold = {released.origin(record).path for record in records.values()} - sources
            assert not untold, sorted(untold)[:5]

    def parse(self, name: str) -> None:
        data = (self.site / name).read_bytes()
        if name.endswith(".html"):
            fault = fault_of(data.decode())
            assert fault is None, f"{name}: {fault}"
            self.tally.pages += 1
        elif name.endswith((".xml", ".svg")):
            ElementTree.fromstring(data)
        elif name.endswith(".json"):
            json.loads(data)

    def compare(self) -> None:
        """The site, which was built over all that it has been, is what a build from nothing gives."""
        folder = self.root / "clean"
        build(load(self.root, DAY), folder)
        assert _tree(self.site) == _tree(folder)
        shutil.rmtree(folder)


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def main() -> int:
    count, seed = (int(word) for word in (*sys.argv[1:], "100000", "1")[:2])
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        sites = Sites(Path(folder), seed)
        while sites.tally.mutated < count:
            sites.round()
            print(f"{time.perf_counter() - start:.0f} s: {sites.tally}", flush=True)
        sites.compare()
    return 0


if __name__ == "__main__":
    sys.exit(main())
