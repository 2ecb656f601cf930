"""What a page costs under stock Material: ``python -m benchmarks.material DIR [--branches N ...]``.

A part of the corpus (some branches, each with its archive and its activities) as ordinary Markdown pages under MkDocs
with Material and no plugins, in two ways: every page in the navigation, as a stock site has it, and no page in the
navigation. The navigation grows with the site and stands on every page, so the cost of a page is given for each size.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.equivalents import Equivalent, equivalents
from benchmarks.measuring import measure
from benchmarks.run import build_command, move_away, table
from benchmarks.tree import page_count, snapshot, total_bytes

__all__ = ["report", "write_material_site"]

_SIZES = (12, 25, 50)
_SETTINGS = """\
site_name: 示例县两新党建
site_url: https://zhibu.example/
theme:
  name: material
  language: zh
  font: false
plugins: []
validation: {{omitted_files: ignore, absolute_links: ignore, unrecognized_links: ignore}}
{nav}"""


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def _lists(params: dict[str, object]) -> list[str]:
    """What a page shows beside its prose: facts as a table, everything listed as a list."""
    parts = []
    facts = params.get("facts")
    if isinstance(facts, list):
        parts.append("| 项目 | 内容 |\n|---|---|\n" + "\n".join(f"| {_cell(k)} | {_cell(v)} |" for k, v in facts))
    for key, value in params.items():
        if key == "facts" or not isinstance(value, list) or not value:
            continue
        rows = [row for group in value for row in group["rows"]] if isinstance(value[0], dict) else value
        cells = (" · ".join(_cell(cell) for cell in row) if isinstance(row, list) else _cell(row) for row in rows)
        parts.append("\n".join(f"- {cell}" for cell in cells))
    return parts


def _markdown(page: Equivalent) -> str:
    parts = [f"# {page['title']}", page["description"], page["markdown"], *_lists(page["params"])]
    return "\n\n".join(part for part in parts if part) + "\n"


def _of_branches(pages: Sequence[Equivalent], count: int) -> list[Equivalent]:
    """The pages of the first ``count`` branches."""
    names = [page["address"].split("/")[1] for page in pages if page["family"] == "branch"][:count]
    wanted = set(names)
    return [page for page in pages if page["address"].count("/") > 1 and page["address"].split("/")[1] in wanted]


def write_material_site(folder: Path, pages: Sequence[Equivalent], in_navigation: bool) -> None:
    """Write a stock MkDocs site of these pages."""
    shutil.rmtree(folder, ignore_errors=True)
    for page in [*pages, {"address": "", "title": "首页", "description": "", "markdown": "", "params": {}}]:
        path = folder / "docs" / page["address"] / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_markdown(page), encoding="utf-8")
    nav = "" if in_navigation else "nav: [index.md]\n"
    (folder / "mkdocs.yml").write_text(_SETTINGS.format(nav=nav), encoding="utf-8")


def report(site: Path, command: Sequence[str], sizes: Sequence[int] = _SIZES, repeat: int = 1) -> None:
    """Build and print the cost of a page, and that of ours in the whole corpus."""
    if importlib.util.find_spec("material") is None:
        print("Material: not installed (pip install mkdocs-material)")
        return
    trash = site.parent / f".{site.name}-trash"
    pages = list(equivalents(site))
    rows = []

    def add(name: str, folder: Path, words: Sequence[str]) -> None:
        taken = []
        for _ in range(repeat):
            move_away(folder / "site", trash)
            taken.append(measure(words, folder))
            if taken[-1].status:
                print(taken[-1].output[-2000:], file=sys.stderr)
        tree = snapshot(folder / "site")
        count = max(1, page_count(tree))
        wall, cpu = statistics.median(m.wall for m in taken), statistics.median(m.cpu for m in taken)
        cells = (f"{count:,}", f"{wall:.2f}", f"{cpu:.2f}", f"{max(m.peak for m in taken):.0f}")
        rows.append([name, *cells, f"{1000 * cpu / count:.2f}", f"{total_bytes(tree) / 1e6:.1f}"])
        print(f"  {name}: {wall:.2f} s", file=sys.stderr, flush=True)

    add("ours, whole corpus", site, command)
    for size in sizes:
        chosen = _of_branches(pages, size)
        for name, in_navigation in (("all in the navigation", True), ("none in the navigation", False)):
            folder = site.parent / f"{site.name}-material"
            write_material_site(folder, chosen, in_navigation)
            add(f"Material, {size} branches, {name}", folder, [sys.executable, "-m", "mkdocs", "build", "--quiet"])
            shutil.rmtree(folder)
    shutil.rmtree(trash, ignore_errors=True)
    print(table(("cold build", "pages", "wall s", "CPU s", "peak MiB", "CPU ms a page", "MB"), rows), flush=True)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.material", description=__doc__)
    parser.add_argument("folder", type=Path, help="a corpus written by benchmarks.corpus")
    parser.add_argument("--branches", type=int, action="append", metavar="N", help="a size (may be repeated)")
    parser.add_argument("--repeat", type=int, default=1, metavar="N")
    parser.add_argument("--command", help="our build command (default: python -m generator build)")
    options = parser.parse_args()
    report(options.folder.resolve(), build_command(options.command), options.branches or _SIZES, options.repeat)
    return 0


if __name__ == "__main__":
    sys.exit(main())
