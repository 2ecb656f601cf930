"""Hostile strings and documents through everything: reading, checks, a whole site. No traceback, no hang, no half site.

``python tests/records/hostile.py [--strings FILE.json] [--documents FOLDER]`` does so with ours and, where they are
given, with other people's: a JSON list of strings (such as ``blns.json`` of minimaxir/big-list-of-naughty-strings), a
folder of the cases of yaml/yaml-test-suite (``src``). The suite runs ours.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

import naughty
from fuzzing import DAY, SECONDS, HangError, read, within
from ruamel.yaml import YAML

from generator.editing.scaffold import init
from generator.findings import Severity
from generator.project import Project, load
from generator.site.engine import build
from generator.site.verifying import place_of, verify

__all__ = ["cases_of", "documents", "strings"]

_FOLDER = "records/branches/shili-zhibu/activities/2025"
_PLACES = ("records/branches/shili-zhibu/branch.yml", f"{_FOLDER}/2025-01-01-a.yml", "records/words.yml",
           "records/units/chengguan.yml", "content/showcases/a.md")  # fmt: skip
"""Where a document may stand: a record, one that lies in a folder of a year, ledgers, prose with a head."""
_SHOWN = {"␣": " ", "»": "\t", "—": "", "↵": "", "←": "\r", "⇔": "\ufeff", "∎\n": ""}
"""How the YAML test suite writes what cannot be seen."""


class _Title(HTMLParser):
    """The text of a page's heading."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside = self.inside or tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "h1"

    def handle_data(self, data: str) -> None:
        self.text += data if self.inside else ""


def documents(texts: Iterable[str]) -> Counter[str]:
    """Each text in the place of each kind of record; what came of them. Raises whatever goes wrong."""
    told: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for place in _PLACES:
            (root / place).parent.mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(texts):
            for place in _PLACES:
                body = f"---\n{text}\n---\n正文\n" if place.endswith(".md") else text
                try:
                    with within(SECONDS):
                        told[read(root, place, body.encode("utf-8", "surrogatepass"))] += 1
                except HangError:
                    raise AssertionError(f"document {number} in {place} takes too long") from None
                (root / place).unlink()
    return told


def strings(texts: Sequence[str]) -> tuple[int, int]:
    """Every text in the fields of an activity, as it is and in quotes, and a site of all that may be published.

    How many were published, and how many were refused in words.
    """
    documents(f"主题: {text}\n类别: 主题党日\n日期: 2025-01-01\n地点: {text}\n内容: {text}\n" for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        init(root)
        (root / _FOLDER).mkdir(parents=True)
        for number, text in enumerate(texts):
            said = json.dumps(text)
            lines = (f"{key}: {said}\n" for key in ("主题", "地点", "主持", "讲授", "内容", "成效"))
            day = f"2025-{number % 12 + 1:02}-{number // 12 % 28 + 1:02}"
            path = root / _FOLDER / f"{day}-a{number}.yml"
            path.write_text(f"类别: 主题党日\n日期: {day}\n审核: 终审\n{''.join(lines)}", encoding="utf-8")
        before = _built(root)
        project = load(root, DAY)
        refused = {f.location.path for f in project.findings if f.severity is Severity.ERROR}
        assert not project.publishable or not refused
        for path in refused:
            (root / path).unlink()
        project = load(root, DAY)
        assert project.publishable, [f.text().message for f in project.findings if f.severity is Severity.ERROR][:5]
        assert _built(root) == before, "reading and checking have touched the site"
        build(project, root / "site")
        assert verify(place_of(str(root / "site")), None, None).differences == []
        return _as_written(project, root / "site"), len(refused)


def _built(root: Path) -> list[Path]:
    return sorted((root / "site").rglob("*"))


def _as_written(project: Project, site: Path) -> int:
    """Whether every page says what its record says, no more and no less; how many do."""
    count = 0
    view = project.view()
    for branch in view.branches:
        for item in view.dossier(branch).activities:
            page = _Title()
            page.feed((site / item.address / "index.html").read_text("utf-8"))
            assert " ".join(page.text.split()) == " ".join(item.title.split()), item.title
            count += 1
    return count


def cases_of(folder: Path) -> Iterator[str]:
    """The documents of the YAML test suite; signs that it writes for what cannot be seen are put back."""
    for path in sorted(folder.glob("*.yaml")):
        for case in YAML(typ="safe").load(path.read_text("utf-8")):
            if "yaml" in case:
                text = str(case["yaml"])
                for shown, meant in _SHOWN.items():
                    text = text.replace(shown, meant)
                yield text


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--strings", type=Path)
    parser.add_argument("--documents", type=Path)
    words = parser.parse_args()
    sets = [("ours", naughty.STRINGS)]
    if words.strings:
        sets.append((words.strings.name, json.loads(words.strings.read_text("utf-8"))))
    for name, texts in sets:
        start = time.perf_counter()
        published, refused = strings([text for text in texts if text])
        seconds = time.perf_counter() - start
        print(f"strings, {name}: {published} published as written, {refused} refused in words, {seconds:.0f} s")
    kinds = [("ours", naughty.DOCUMENTS)]
    if words.documents:
        kinds.append((str(words.documents), list(cases_of(words.documents))))
    for name, texts in kinds:
        start = time.perf_counter()
        told = documents(texts)
        seconds = time.perf_counter() - start
        print(f"documents, {name}: {len(texts)} in {len(_PLACES)} places: {dict(told)}, {seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
