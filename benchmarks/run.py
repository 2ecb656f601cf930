"""Builds of one corpus, measured: ``python -m benchmarks.run DIR [--repeat N] [--only NAME] [--hugo] [--material]``.

Cold, unchanged, after one edit of each sort, after the deletion of a branch. Every edit is undone afterwards and the
site rebuilt, unmeasured, so that each scenario starts from the same state. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Measure, measure
from benchmarks.tree import Changes, Tree, changes, page_count, snapshot, total_bytes

__all__ = ["SCENARIOS", "Result", "build_command", "caches", "main", "move_away", "table"]

_REPOSITORY = Path(__file__).resolve().parents[1]
_TEMPLATE = "theme/pages/activity.html"


@dataclass(frozen=True, slots=True)
class Result:
    """One scenario, run once."""

    measure: Measure
    pages: int
    bytes: int
    changes: Changes


Edit = Callable[[Path], AbstractContextManager[object]]


@contextmanager
def _rewritten(texts: dict[Path, str]) -> Iterator[None]:
    """Files with other text, restored at the end."""
    before = {path: path.read_bytes() for path in texts}
    try:
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")
        yield
    finally:
        for path, data in before.items():
            path.write_bytes(data)


def _branches(site: Path) -> list[Path]:
    return sorted((site / "records" / "branches").iterdir(), key=lambda folder: folder.name.rpartition("-")[2])


def _middle_branch(site: Path) -> Path:
    """A branch that no showcase and no pairing names: odd index."""
    found = _branches(site)
    return found[len(found) // 2 | 1] if len(found) > 2 else found[-1]


def _replaced(path: Path, old: str, new: str) -> AbstractContextManager[None]:
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise SystemExit(f"{path}: '{old}' not found; was the corpus written by benchmarks.corpus?")
    return _rewritten({path: text.replace(old, new, 1)})


def edit_branch(site: Path) -> AbstractContextManager[None]:
    """One more paragraph in a branch's introduction."""
    return _replaced(_middle_branch(site) / "branch.yml", "简介: |-\n", "简介: |-\n  支部本月新添一块公示栏。\n")


def edit_activity(site: Path) -> AbstractContextManager[None]:
    """One more paragraph in an activity's content."""
    path = sorted(_middle_branch(site).glob("activities/*/*.yml"))[6]
    return _replaced(path, "内容: |-\n", "内容: |-\n  会前先核对了上次的记录。\n")


def edit_regulation(site: Path) -> AbstractContextManager[None]:
    """Other words in an article of a regulation that many branches apply."""
    return _replaced(site / "records" / "regulations" / "sanhui-yike.yml", "5个工作日", "7个工作日")


def edit_template(site: Path) -> AbstractContextManager[None]:
    """One more element on every activity page."""
    return _replaced(site / _TEMPLATE, "</article>", '<p class="zb-note">如有差错，请告诉我们。</p></article>')


@contextmanager
def delete_branch(site: Path) -> Iterator[None]:
    """A branch and its activities go; stations, ratings and honours no longer name it."""
    folder = _middle_branch(site)
    texts = {}
    for path in sorted((site / "records").glob("*/*.yml")):
        text = path.read_text(encoding="utf-8")
        if folder.name in text:
            lines = [line for line in text.split("\n") if f"- {{支部: {folder.name}," not in line]
            texts[path] = "\n".join(lines).replace(f"{folder.name}, ", "").replace(f", {folder.name}", "")
    with tempfile.TemporaryDirectory(dir=site.parent) as aside, _rewritten(texts):
        shutil.move(folder, aside)
        try:
            yield
        finally:
            shutil.move(Path(aside) / folder.name, folder)


SCENARIOS: dict[str, Edit] = {
    "cold": lambda site: nullcontext(),
    "unchanged": lambda site: nullcontext(),
    "branch edit": edit_branch,
    "activity edit": edit_activity,
    "regulation edit": edit_regulation,
    "template edit": edit_template,
    "branch deleted": delete_branch,
}


def build_command(given: str | None) -> list[str]:
    """How to build: as given, else this interpreter's ``python -m generator build``."""
    return shlex.split(given) if given else [sys.executable, "-m", "generator", "build"]


def move_away(path: Path, trash: Path) -> None:
    """Empty the place of a file or folder by renaming: deleting first would slow the files written next."""
    if path.exists():
        trash.mkdir(parents=True, exist_ok=True)
        path.rename(Path(tempfile.mkdtemp(dir=trash)) / path.name)


def caches(site: Path) -> list[Path]:
    """What former builds left beside the site for the next one: the spare tree, the cache, prepared pictures."""
    return [path for path in site.iterdir() if path.name.startswith(".site")]


def _measured(site: Path, command: Sequence[str], before: Tree) -> Result:
    taken = measure(command, site)
    after = snapshot(site / "site")
    return Result(taken, page_count(after), total_bytes(after), changes(before, after))


def run_scenarios(site: Path, command: Sequence[str], names: Sequence[str], repeat: int) -> dict[str, list[Result]]:
    """Every scenario ``repeat`` times, round by round, so that a busy minute does not fall on one alone."""
    results: dict[str, list[Result]] = {name: [] for name in names}
    trash = site.parent / f".{site.name}-trash"
    try:
        for _ in range(repeat):
            for name in names:
                if name == "cold":
                    for path in (site / "site", *caches(site)):
                        move_away(path, trash)
                elif not (site / "site").is_dir():
                    measure(command, site)
                before = snapshot(site / "site")
                with SCENARIOS[name](site):
                    result = _measured(site, command, before)
                results[name].append(result)
                print(f"  {name}: {result.measure.wall:.2f} s", file=sys.stderr, flush=True)
                if result.measure.status:
                    print(result.measure.output[-2000:], file=sys.stderr, flush=True)
                if name not in ("cold", "unchanged"):
                    measure(command, site)
    finally:
        shutil.rmtree(trash, ignore_errors=True)
    return results


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under heads, numbers to the right."""
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    lines = []
    for row in (heads, *rows):
        first, *others = (f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True))
        lines.append("  ".join([f"{first.strip():<{widths[0]}}", *others]))
    return "\n".join(lines)


def _rows(results: dict[str, list[Result]]) -> Iterator[list[str]]:
    for name, runs in results.items():
        walls = [run.measure.wall for run in runs]
        last = runs[-1]
        yield [
            name,
            f"{statistics.median(walls):.2f}",
            f"{min(walls):.2f}–{max(walls):.2f}",
            f"{statistics.median(run.measure.cpu for run in runs):.2f}",
            f"{max(run.measure.peak for run in runs):.0f}",
            f"{last.pages:,}",
            f"{last.changes.written:,}",
            f"{last.changes.changed:,}",
            f"{last.changes.removed:,}",
            f"{last.bytes / 1e6:.1f}",
            str(last.measure.status),
        ]


_HEADS = ("scenario", "wall s", "range", "CPU s", "peak MiB", "pages", "written", "changed", "removed", "MB", "status")


def machine() -> str:
    """Where this was measured, in a line."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load}; noisy where shared: compare ratios"
    )


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("folder", type=Path, help="a corpus written by benchmarks.corpus")
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="rounds; medians are printed")
    parser.add_argument("--only", action="append", choices=tuple(SCENARIOS), help="one scenario (may be repeated)")
    parser.add_argument("--command", help="the build command, run in DIR (default: python -m generator build)")
    parser.add_argument("--hugo", action="store_true", help="also build the same pages with Hugo, in turns with ours")
    parser.add_argument("--material", action="store_true", help="also measure stock Material on small numbers of pages")
    options = parser.parse_args()
    site = options.folder.resolve()
    if not (site / _TEMPLATE).is_file():
        parser.error(f"{site} is no corpus; write one with: python -m benchmarks.corpus {options.folder}")
    shutil.copyfile(_REPOSITORY / _TEMPLATE, site / _TEMPLATE)
    command = build_command(options.command)
    print(machine())
    names = options.only or list(SCENARIOS)
    print(table(_HEADS, list(_rows(run_scenarios(site, command, names, options.repeat)))), flush=True)
    if options.hugo:
        from benchmarks.hugo import compare

        print()
        compare(site, command, options.repeat)
    if options.material:
        from benchmarks.material import report

        print()
        report(site, command)
    return 0


if __name__ == "__main__":
    sys.exit(main())
